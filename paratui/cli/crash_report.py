"""A report of an error nobody foresaw: where it happened, without a word of what a client said."""

from __future__ import annotations

import os
import platform
import time
import traceback
from typing import TYPE_CHECKING

from paratui.cli.arguments import VERSION
from paratui.domain.own_folder import state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def write_report(error: BaseException, environ: Mapping[str, str]) -> Path | None:
    """Write a report only this account can read; None where no file can be made.

    Messages of errors may quote what they choked on: only their kinds and the places in the code are kept.
    """
    versions = f"paratui {VERSION}, Python {platform.python_version()}, {platform.platform()}"
    text = "\n".join([versions, *_told(error)])
    try:
        folder = state_folder(environ)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"report-{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}.txt"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as report:
            report.write(text + "\n")
    except (OSError, RuntimeError):
        return None
    return path


def _told(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        number = f" errno {error.errno}" if isinstance(error, OSError) else ""
        yield f"\n{type(error).__module__}.{type(error).__qualname__}{number}"
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
        error = error.__cause__ or error.__context__

"""Which folder is the office."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput, OfficeError

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARED = Path("/srv/paratui")


def office_folder(named: str | None, environ: Mapping[str, str], shared: Path = SHARED) -> Path:
    """The folder named, else PARATUI_OFFICE, else the shared one if this account may write, else its own."""
    if named is not None:
        if not named.strip():
            raise BadInput("--office names no folder; write the path of the office folder after it")
        return _path(named)
    if environ.get("PARATUI_OFFICE"):
        return _path(environ["PARATUI_OFFICE"])
    if shared.is_dir() and os.access(shared, os.W_OK | os.X_OK):
        return shared
    data = environ.get("XDG_DATA_HOME", "")
    # A relative XDG folder is void by its specification.
    return (Path(data) if data.startswith("/") else _path("~/.local/share")) / "paratui"


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise OfficeError(f"No home folder is known for {text}; name the office folder with --office") from None

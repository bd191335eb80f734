"""The office as a command finds it: its folder, who I am, the clock; a new one is set up."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from paratui.cli.account import account_of
from paratui.cli.office_folder import office_folder
from paratui.cli.printed import remark
from paratui.cli.process_clock import clock_of
from paratui.cli.system_zone import system_zone
from paratui.services.opening import Opening

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paratui.services.desk import Desk

_RANDOM_BYTES = 4


def opening_at(folder: Path, environ: Mapping[str, str] = os.environ) -> Opening:
    """The opening of a folder by the account this process runs as."""
    return Opening(
        folder=folder,
        account=account_of(os.getuid()),
        environ=environ,
        clock=partial(clock_of, environ),
        random=lambda: int.from_bytes(os.urandom(_RANDOM_BYTES)),
        zone=system_zone(environ),
    )


def opening_of(given: Namespace) -> Opening:
    """The opening of the office that was named on the command line, or of the usual one."""
    return opening_at(office_folder(given.office, os.environ))


@contextmanager
def opened(given: Namespace) -> Iterator[Desk]:
    """A desk for one command; the store is closed, and so folded, behind it. Raises OfficeError."""
    opening = opening_of(given)
    if opening.is_new():
        opening.refuse_lost_settings()
        opening.set_up(opening.usual())
        remark(f"A new office was made in {opening.folder}")
    desk = opening.desk()
    known = set(desk.store.set_aside())
    trouble = desk.clock_trouble()
    if trouble:
        remark(trouble)
    try:
        yield desk
    finally:
        for piece in desk.store.set_aside():
            # A damaged piece that this command came upon is named at once, not only by the next verify.
            if piece not in known:
                remark(piece.why)
        desk.leave()

"""`paratui` without a command: the program itself opens."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import paratui.cli.lean  # noqa: F401 - before what it leaves out is loaded
from paratui.cli.opened import opening_of
from paratui.domain.errors import OfficeError
from paratui.services.own_keys import has_own_keys
from paratui.ui.terminal import prepare, wait_for_turn, why_not_here

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.opening import Opening


def run(given: Namespace) -> int:
    """Open the office on its queue."""
    return open_program(given)


def open_program(given: Namespace, *, call: str | None = None) -> int:
    """Open the office in the terminal; `call` begins a call with that number at once, "" with none yet."""
    need_a_terminal()
    return show(opening_of(given), call=call)


def need_a_terminal() -> None:
    """Wait to be brought to the front; raises OfficeError with the reason when no screen can be shown here."""
    reason = why_not_here(
        os.environ,
        stdin_isatty=sys.stdin is not None and sys.stdin.isatty(),
        stdout_isatty=sys.stdout is not None and sys.stdout.isatty(),
    )
    if reason:
        raise OfficeError(reason)
    if not wait_for_turn():
        raise OfficeError("paratui runs in the background and cannot be brought to the front: start it without &")


def show(opening: Opening, *, call: str | None = None, tour: str = "") -> int:
    """Run the screens on an office and return how they ended. `tour` begins it ("begin") or offers it ("offer")."""
    prepare(os.environ)
    # Nothing made while starting is thrown away; looking for it would cost a tenth of the start.
    gc.disable()
    if has_own_keys(os.environ):
        from paratui.cli.keys import take_up  # noqa: PLC0415 - nobody waits for a file that is not there

        take_up()
    from paratui.ui.app import run as run_screens  # noqa: PLC0415 - textual reads the environment when imported: `prepare` first

    return run_screens(opening, call=call, tour=tour)

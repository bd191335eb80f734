"""`paratui index`: make the index of the call lists anew. The program does it by itself when it is missing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from paratui.cli.command_line import NOBODY_READS
from paratui.cli.opened import opened
from paratui.cli.printed import progress, say, say_json
from paratui.domain.call_filter import CallFilter

if TYPE_CHECKING:
    from argparse import Namespace

_NICE = 10


def run(given: Namespace) -> int:
    """Make it, or say that somebody else is at it."""
    # Whoever types meanwhile comes first.
    os.nice(_NICE)
    with opened(given) as desk:
        made = desk.store.make_index(_tell if given.json else _show)
        progress("")
        calls = desk.store.count_calls(CallFilter()) if made else 0
    if given.json:
        say_json({"made": made, "calls": calls})
    else:
        say(f"The index is made: {calls:,} calls." if made else "Another process is making the index just now.")
    return 0


def _show(done: int, whole: int) -> None:
    progress(f"indexed {100 * done // max(whole, 1)} % of {whole} weeks")


def _tell(done: int, whole: int) -> None:
    try:
        say_json({"percent": 100 * done // max(whole, 1)})
        # Whoever reads it shows it now, not when the index is made.
        sys.stdout.flush()
    except BrokenPipeError:
        # Said inside the store's work, where a broken pipe would be taken for a disk that refuses.
        raise SystemExit(NOBODY_READS) from None

"""`paratui verify`: check every record and the chain of who changed what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.opened import opened
from paratui.cli.printed import progress, say, say_json
from paratui.cli.rows import verify_object

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from paratui.store.interface import SetAside, Verified

DAMAGED = 1


def run(given: Namespace) -> int:
    """Check, say what is good and what is not, and return 1 when anything is damaged."""
    with opened(given) as desk:
        found = desk.store.verify(_show)
        progress("")
        aside = desk.store.set_aside()
    if given.json:
        say_json(verify_object(found, aside))
    else:
        _tell(found, aside)
    return DAMAGED if found.findings else 0


def _show(done: int, whole: int) -> None:
    progress(f"checked {100 * done // max(whole, 1)} % of {whole / 1e6:.1f} MB")


def _tell(found: Verified, aside: Sequence[SetAside]) -> None:
    good = f"{found.commits} commits and {found.documents} documents are as they were written"
    if not found.findings:
        say(f"All good: {good}.")
    else:
        for finding in found.findings:
            say(f"DAMAGED: {finding.sentence}")
        say(f"Still good: {good}.")
    for piece in aside:
        say(f"Set aside: {piece.file}: {piece.why}")

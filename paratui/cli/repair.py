"""`paratui repair`: make an office whole again, with everything that can be saved; nothing is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.opened import opening_of
from paratui.cli.printed import progress, say, say_json
from paratui.cli.rows import repair_object
from paratui.domain.errors import BadInput
from paratui.services.repair import repaired

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.repair import Repaired

STILL_DAMAGED = 1


def run(given: Namespace) -> int:
    """Mend, say what became of it, and return 1 when something is still damaged."""
    opening = opening_of(given)
    if opening.is_new():
        raise BadInput(f"There is no office in {opening.folder} to repair; name another with --office")
    done = repaired(opening, _show)
    progress("")
    if given.json:
        say_json(repair_object(done))
    else:
        _tell(done)
    return STILL_DAMAGED if done.verified.findings else 0


def _show(what: str, done: int, whole: int) -> None:
    progress(f"{what}: {100 * done // max(whole, 1)} %")


def _tell(done: Repaired) -> None:
    salvage, verified = done.salvage, done.verified
    if salvage.first:
        say(f"The journal was damaged: {salvage.first}.")
        say(f"Written anew: {', '.join(salvage.segments)}; each is kept in foreign/ as it was.")
        if salvage.from_files:
            say(f"Taken from the TinyDB files: {_records(salvage.from_files)} the journal had lost.")
        if salvage.documents:
            versions = "1 version" if salvage.documents == 1 else f"{salvage.documents} versions"
            say(f"Lost: {versions} of a record; the place in its history stays, without what it said.")
        if salvage.lines:
            lines = "1 commit" if salvage.lines == 1 else f"{salvage.lines} commits"
            say(f"Not readable as a whole: {lines}; every document in it that was whole was saved.")
    else:
        say("The journal is whole; nothing in it was changed.")
    for finding in verified.findings:
        say(f"STILL DAMAGED: {finding.sentence}")
    if not verified.findings:
        say(f"All that is there is whole: {verified.commits} commits, {verified.documents} documents.")
    if done.set_aside:
        say("Waiting to be looked at (F9 in the program shows them and takes over what you choose):")
    for piece in done.set_aside:
        say(f"  {piece.file}: {piece.why}")


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"

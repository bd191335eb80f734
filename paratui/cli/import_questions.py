"""What an import asks in the shell: who may be somebody known, and whether it is meant."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from paratui.cli.printed import ask, say
from paratui.domain.phone import shown
from paratui.domain.spoken_size import count_words
from paratui.services.importing.proposal import Fate

if TYPE_CHECKING:
    from paratui.services.desk import Desk
    from paratui.services.importing.proposal import Proposal

_FATES = {"m": Fate.MERGE, "n": Fate.NEW, "l": Fate.LEAVE}


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask_about(desk: Desk, proposal: Proposal) -> None:
    """Ask about each row that may be somebody known; a capital letter answers for the rest too."""
    asked = proposal.having(Fate.ASK)
    for place, row in enumerate(asked):
        one = row.alike[0]
        mine, theirs = (
            ", ".join(shown(number, desk.office.region) for number in person.phones) or "no number"
            for person in (row.person or one.person, one.person)
        )
        say(f"{place + 1} of {len(asked)}, line {row.entry.line}: {row.name}, {mine}")
        say(f"  may be {one.person.name}, {theirs} ({one.why})")
        answer = _answer("  m merge, n new, l leave out; M N L for this and the rest [l] ", "mnlMNL") or "l"
        proposal.decide(row.entry.line, _FATES[answer.lower()])
        if answer.isupper():
            proposal.decide_rest(_FATES[answer.lower()])
            return


def confirmed(proposal: Proposal) -> bool:
    """Whether it is meant."""
    new = count_words(proposal.count(Fate.NEW), "new person", "new people")
    merged = f" and merge {count_words(proposal.count(Fate.MERGE), 'row')}" if proposal.count(Fate.MERGE) else ""
    return _answer(f"Take in {new}{merged}? y yes, n no [n] ", "yn") == "y"


def _answer(question: str, letters: str) -> str:
    """The letter somebody typed, empty for Enter or when the input ends."""
    while True:
        ask(question)
        typed = sys.stdin.readline()
        letter = typed.strip()[:1]
        if not letter or letter in letters:
            return letter

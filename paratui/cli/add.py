"""`paratui add`: a follow-up from one line of the note grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.given import told
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json
from paratui.domain.due_told import due_told
from paratui.services.people import People
from paratui.services.queue import Queue

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace) -> int:
    """Make the follow-up and say its number."""
    typed = told(" ".join(given.text), "what is to be done")
    name = " ".join(told(given.person, "for whom").split())
    with opened(given) as desk:
        people = People(desk)
        known = people.exactly(name) if name else people.mentioned(typed)
        item = Queue(desk).add(typed, known, name)
    if given.json:
        say_json({"number": item.number})
    else:
        due = due_told(item, desk.now(), desk.office, "no due time")
        say(f"{item.number}  {item.text} ({due}, {item.assignee})")
    return 0

"""`paratui done`: close a follow-up with what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.given import whole_number, words
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json
from paratui.cli.show import BIGGEST_NUMBER
from paratui.domain.errors import BadInput
from paratui.domain.note_file import clean_text
from paratui.services.queue import Queue

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace) -> int:
    """Close it; the outcome is what colleagues read later, so it is required."""
    number = whole_number(given.number, "The number of the follow-up", BIGGEST_NUMBER)
    outcome = clean_text(words(given.outcome)).strip()
    if not outcome:
        raise BadInput(f"Say what came of it: paratui done {number} --outcome 'reached her, sent the notice'")
    with opened(given) as desk:
        queue = Queue(desk)
        item = queue.done(queue.numbered(number), outcome)
    if given.json:
        say_json({"number": item.number, "status": item.status, "outcome": item.outcome})
    else:
        say(f"Follow-up {item.number} is done: {item.text}")
    return 0

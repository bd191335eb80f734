"""`paratui done`: close a follow-up with what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.given import told, whole_number
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json
from paratui.cli.show import BIGGEST_NUMBER
from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED
from paratui.services.closing import INSTRUCTION, QUESTION, asked_when_done
from paratui.services.queue import Queue

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace) -> int:
    """Close it; the outcome is what colleagues read later, so it is required."""
    number = whole_number(given.number, "The number of the follow-up", BIGGEST_NUMBER)
    outcome = clean_text(told(given.outcome, "what came of it")).strip()
    with opened(given) as desk:
        queue = Queue(desk)
        item = queue.numbered(number)
        if not outcome:
            raise BadInput(f"Say what came of it: paratui done {number} --outcome 'reached her, sent the notice'")
        asked = "" if item.status in CLOSED or queue.wants_verdict(item) else asked_when_done(item)
        if given.not_carried_out:
            done = queue.duties.not_carried_out(item, outcome)
            item, more = done.instruction, f"; {done.disclose.number} tells the client, who must hear it"
        elif asked == INSTRUCTION and not given.carried_out:
            raise BadInput(f"{number} is {asked}: add --carried-out, or --not-carried-out and why as the outcome")
        elif asked == QUESTION and not given.unanswered:
            raise BadInput(
                f"{number} is {asked}: in the queue r keeps the answer; --unanswered closes it without one"
            )
        else:
            item, more = queue.done(item, outcome), ""
    if given.json:
        say_json({"number": item.number, "status": item.status, "outcome": item.outcome})
    else:
        say(f"Follow-up {item.number} is done: {item.text}{more}")
    return 0

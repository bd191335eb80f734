"""The identity checks of the demo office that did not hold at once, and the one that is the attorney's to judge."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from paratui.domain.call import Channel, Identity, Outcome
from paratui.domain.note_line import Kind, NoteLine
from paratui.services.demo.follow_ups import Promise
from paratui.services.identity_check import MOST_FAILED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.services.demo.calls import ToldCall
    from paratui.services.demo.follow_ups import DemoFollowUps

_DECIDED = "{a} called back on the number we have: it was {c}"


def second_try(call: Call, random: Random) -> Call:
    """A call on which the caller was known, now and then only the second time."""
    if call.identity.result != "confirmed" or random.random() > 0.05:
        return call
    return call.but(identity=call.identity.but(failed=1, at=call.identity.at + random.randrange(15, 40)))


def failed_twice(told: Sequence[ToldCall], follow_ups: DemoFollowUps) -> tuple[ToldCall, FollowUp] | None:
    """The call of a client who could not be identified, and the attorney's item; None when no call fits.

    Nothing of a matter was told on it: the caller was put through, or did not want to talk.
    """
    outcomes = (Outcome.TRANSFERRED.value, Outcome.REFUSED.value)
    fitting = [
        one for one in told if one.call.outcome in outcomes and one.call.matter and one.call.channel == Channel.PHONE
    ]
    if not fitting:
        return None
    told_call = min(fitting, key=lambda one: (outcomes.index(one.call.outcome), one.call.started))
    plan, call = told_call.plan, told_call.call
    at = max(line.at for line in call.lines)
    text = f"Identity of {call.person} failed twice on the phone"
    line = NoteLine(line=len(call.lines) + 1, at=at, kind=Kind.QUESTION.value, text=text, by=call.staff)
    outcome = _DECIDED.format(**plan.words)
    made = Promise(call, line, plan.started + timedelta(seconds=at), text, outcome)
    line, item = follow_ups.closed(made, plan.words, plain=True)
    line, item = line.but(urgent=True), item.but(urgent=True)
    failed = Identity(result="failed", at=at, by=call.staff, who=call.person, failed=MOST_FAILED)
    call = call.but(identity=failed, lines=(*call.lines, line), follow_ups=(*call.follow_ups, item.id))
    return told_call._replace(call=call), item

"""What a call is billed as, unless somebody words it: only who was spoken with had a conference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Outcome, tenths_of_an_hour

if TYPE_CHECKING:
    from paratui.domain.call import Call

_REACHED_NOBODY = {
    Outcome.LEFT_VOICEMAIL.value: "left voicemail",
    Outcome.NO_ANSWER.value: "no answer",
    Outcome.WRONG_NUMBER.value: "wrong number",
}


def reached_nobody(call: Call) -> bool:
    """Whether the call was a try: whether to bill it is for a person to judge."""
    return call.outcome in _REACHED_NOBODY


def usual_billing(call: Call) -> str:
    """The billing line, empty for a call about no matter."""
    if not call.matter:
        return ""
    who = call.person or "the client"
    if reached_nobody(call):
        way = "from" if call.direction == "in" else "to"
        return f"Telephone call {way} {who}, {_REACHED_NOBODY[call.outcome]}"
    cut = ", cut off" if call.outcome == Outcome.CUT_OFF.value else ""
    return f"Telephone conference with {who} re {call.matter_title or call.matter}{cut}"


def usual_tenths(call: Call, seconds: int) -> int:
    """The tenths of an hour of a call of so many seconds: what the line was on hold is not talked.

    A call that took any time takes one at least, and so does a try about a matter, however short.
    """
    tried = bool(call.matter) and reached_nobody(call)
    return tenths_of_an_hour(max(seconds - call.on_hold, min(seconds, 1), int(tried)))

"""The consent to record a call, by who is on the line now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.consent_history import CALLER, Answer, ConsentMoment, OnTheLine, stands, with_moment

if TYPE_CHECKING:
    from paratui.domain.call import Call, Consent


def on_the_line(call: Call) -> dict[str, str]:
    """The name under each key of those on the line now, staff left out."""
    return {CALLER: call.person} | {one.key: one.called for one in call.participants if one.here}


def consent_after(before: Call, call: Call, moment: ConsentMoment) -> Consent:
    """The consent of a call when others are on the line than `before`; one nobody was asked for stays as it is.

    Where it stood and does not stand any more, the history says so: `moment` gives when and by whom.
    """
    history = call.consent.history
    if not history:
        return call.consent
    on_line = on_the_line(call)
    now = stands(history, on_line)
    known = on_the_line(before)
    if stands(history, known).may_record and not now.may_record:
        new = tuple(OnTheLine(key=key, name=name) for key, name in on_line.items() if known.get(key) != name)
        history = with_moment(history, moment.but(answer=Answer.BROKEN.value, of=new), on_line)
        now = stands(history, on_line)
    return call.consent.but(answer=str(now.kept_as), history=history)

"""The end of a call: the record, its follow-ups and its time, made ready for one commit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.billing_line import usual_tenths
from paratui.domain.call import Call, CallStatus
from paratui.domain.errors import Conflict
from paratui.domain.follow_up import NEXT_CONTACT, FollowUp, Happening, first_status
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, NoteLine
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.entered_caller import entered_caller, now_known
from paratui.store.interface import Put

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.person import Person
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

_TRIES = 3


class Ended(NamedTuple):
    """A call that was written, with the follow-ups that came of it, and the caller where they were entered by it."""

    call: Call
    follow_ups: tuple[FollowUp, ...]
    entered: Person | None = None


def follow_up_of(desk: Desk, call: Call, line: NoteLine, attorney: str) -> FollowUp:
    """The follow-up a line of a call becomes. A question waits on the attorney; whoever asked tells the client."""
    from paratui.domain.item_flags import flags_of_item  # noqa: PLC0415 - the queue is on the screen before a call ends

    said = from_utc_text(call.started) + timedelta(seconds=line.at)
    kind = Kind(line.kind)
    return FollowUp(
        id=desk.new_id(said),
        text=line.task or line.text,
        kind=kind.value,
        status=first_status(kind),
        due=line.due,
        clock=line.clock,
        urgent=line.urgent,
        assignee=line.assignee or call.staff,
        created=utc_text(said),
        created_by=line.by or call.staff,
        person_id=call.person_id,
        person=call.person,
        phone=call.phone,
        matter_id=call.matter_id,
        matter=call.matter,
        call=call.id,
        line=line.line,
        source=line.text,
        waiting_on=attorney if kind is Kind.QUESTION else "",
        flags=flags_of_item(line.task or line.text, call),
        history=(Happening(at=utc_text(said), by=line.by or call.staff, what="promised on the call"),),
    )


def touches_base(call: Call) -> str:
    """The follow-up the next contact makes, in words; empty when none was named or a promise is due by then."""
    if not call.next_contact:
        return ""
    due = from_utc_text(call.next_contact)
    promised = (line.due for line in call.lines if line.kind == Kind.PROMISE.value and line.due)
    if any(from_utc_text(one) <= due for one in promised):
        return ""
    return f"touch base with {call.person or 'the client'}: where things stand"


def next_contact(desk: Desk, call: Call, at: datetime) -> FollowUp | None:
    """The follow-up that keeps the next contact, None when nothing is to be kept."""
    text = touches_base(call)
    if not text:
        return None
    from paratui.domain.item_flags import flags_of_call  # noqa: PLC0415 - as above

    now = utc_text(at)
    return FollowUp(
        id=desk.new_id(at),
        text=text,
        kind=Kind.PROMISE.value,
        status=first_status(Kind.PROMISE),
        due=call.next_contact,
        clock=NEXT_CONTACT,
        assignee=call.staff,
        created=now,
        created_by=call.staff,
        person_id=call.person_id,
        person=call.person,
        phone=call.phone,
        matter_id=call.matter_id,
        matter=call.matter,
        call=call.id,
        source=NEXT_CONTACT,
        flags=flags_of_call(call),
        history=(Happening(at=now, by=call.staff, what="next contact named on the call"),),
    )


def end_call(
    desk: Desk, call: Call, seconds: int, *, answered: FollowUp | None = None, tenths: int | None = None
) -> Ended:
    """Write a call and everything that came of it in one commit: all of it, or nothing.

    `answered` is the item the call was made for, as it stands after the call; when somebody else changed it
    meanwhile theirs stays and the call is written without it. `tenths` are those somebody has looked over, 0 when
    the call is not billed; without them those of the call count, else the usual ones.

    Raises StoreError when the office cannot take it now; nothing is written then and it can be tried again.
    """
    from paratui.services.line_duties import left_to_carry_out, made_of  # noqa: PLC0415 - as above

    attorney = desk.attorney()
    caller = entered_caller(desk, call)
    if caller:
        call = call.but(person_id=caller.id, person=caller.name)
    follow_ups: list[FollowUp] = []
    lines: list[NoteLine] = []
    for line in call.lines:
        owing = line if line.kind in FOLLOW_UP_KINDS else left_to_carry_out(desk, call, line)
        if owing and not line.follow_up:
            items = made_of(desk, call, owing, follow_up_of(desk, call, owing, attorney))
            follow_ups += items
            lines.append(line.but(follow_up=items[0].id))
        else:
            lines.append(line)
    over = from_utc_text(call.started) + timedelta(seconds=seconds)
    # A line that counts for an item the office had open already makes no second one.
    counted = [line.follow_up for line in call.lines if line.follow_up]
    contact = next_contact(desk, call, over)
    if contact:
        follow_ups.append(contact)
    ended = call.but(
        status=CallStatus.ENDED.value,
        ended=utc_text(over),
        seconds=seconds,
        tenths=call.tenths or usual_tenths(call, seconds) if tenths is None else tenths,
        lines=tuple(lines),
        follow_ups=tuple(dict.fromkeys([*counted, *(item.id for item in follow_ups)])),
    )
    puts = [Put("call", ended.doc(), call.rev), *(Put("follow_up", item.doc()) for item in follow_ups)]
    entered = caller if caller and not caller.rev else None
    if entered:
        puts.append(Put("person", entered.doc()))
    if caller and answered and not answered.person_id:
        answered = answered.but(person_id=caller.id)
    docs = _committed(desk, puts, ended, answered)
    follow_ups = [FollowUp.read(doc) for doc in docs[1 : 1 + len(follow_ups)]]
    return Ended(Call.read(docs[0]), tuple(follow_ups), entered)


def _committed(desk: Desk, puts: list[Put], call: Call, answered: FollowUp | None) -> list[Doc]:
    """Write an ended call; what else it changes gives way to what others changed in it meanwhile."""
    from paratui.services.touch_base import told_on  # noqa: PLC0415 - as above

    for _ in range(_TRIES):
        beside = [*now_known(desk, call), *told_on(desk, call, answered.id if answered else 0)]
        if answered:
            beside.append(Put("follow_up", answered.doc(), answered.rev))
        try:
            return list(desk.store.commit([*puts, *beside]).docs)
        except Conflict as conflict:
            if conflict.record not in {put.doc["id"] for put in beside}:
                raise
            if answered and conflict.record == answered.id:
                answered = None
    return list(desk.store.commit(puts).docs)

"""The end of a call: the record, its follow-ups and its time, made ready for one commit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call, CallStatus, tenths_of_an_hour
from paratui.domain.errors import Conflict
from paratui.domain.follow_up import FollowUp, Happening
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, NoteLine
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.queue import first_status
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.services.desk import Desk


class Ended(NamedTuple):
    """A call that was written, with the follow-ups that came of it."""

    call: Call
    follow_ups: tuple[FollowUp, ...]


def attorney_of(desk: Desk) -> str:
    """The login of the office's attorney, the word itself where none is entered."""
    return next((one.login for one in desk.staff() if one.role == "attorney"), "attorney")


def follow_up_of(desk: Desk, call: Call, line: NoteLine, attorney: str) -> FollowUp:
    """The follow-up a line of a call becomes. A question waits on the attorney; whoever asked tells the client."""
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
        history=(Happening(at=utc_text(said), by=line.by or call.staff, what="promised on the call"),),
    )


def end_call(desk: Desk, call: Call, seconds: int, *, answered: FollowUp | None = None) -> Ended:
    """Write a call and everything that came of it in one commit: all of it, or nothing.

    `answered` is the item the call was made for, as it stands after the call; when somebody else changed it
    meanwhile theirs stays and the call is written without it. Raises StoreError when the office cannot take
    it now; nothing is written then and it can be tried again.
    """
    attorney = attorney_of(desk)
    follow_ups: list[FollowUp] = []
    lines: list[NoteLine] = []
    for line in call.lines:
        if line.kind in FOLLOW_UP_KINDS:
            item = follow_up_of(desk, call, line, attorney)
            follow_ups.append(item)
            lines.append(line.but(follow_up=item.id))
        else:
            lines.append(line)
    ended = call.but(
        status=CallStatus.ENDED.value,
        ended=utc_text(from_utc_text(call.started) + timedelta(seconds=seconds)),
        seconds=seconds,
        tenths=call.tenths or tenths_of_an_hour(seconds),
        lines=tuple(lines),
        follow_ups=tuple(item.id for item in follow_ups),
    )
    puts = [Put("call", ended.doc(), call.rev), *(Put("follow_up", item.doc()) for item in follow_ups)]
    if answered:
        try:
            docs = desk.store.commit([*puts, Put("follow_up", answered.doc(), answered.rev)]).docs[:-1]
        except Conflict as conflict:
            if conflict.record != answered.id:
                raise
            docs = desk.store.commit(puts).docs
    else:
        docs = desk.store.commit(puts).docs
    return Ended(Call.read(docs[0]), tuple(FollowUp.read(doc) for doc in docs[1:]))

"""What a message nobody was there to take becomes: its call, and the items that are owed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from paratui.domain.call import CallStatus
from paratui.domain.called_again import gist_of
from paratui.domain.follow_up import FollowUp, Happening
from paratui.domain.item_flags import flags_of_item
from paratui.domain.note_line import FOLLOW_UP_KINDS, NoteLine
from paratui.domain.opening_hours import local_day
from paratui.domain.phone import shown
from paratui.domain.received import WAYS
from paratui.domain.reported_line import THE_CALLER, reported_in
from paratui.domain.spoken_time import dated_words
from paratui.domain.wall_clock import utc_text
from paratui.services.ended_call import follow_up_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.clocks import Clock
    from paratui.domain.fast_line import FastLine
    from paratui.domain.matter import Matter
    from paratui.domain.note_grammar import LineRead
    from paratui.domain.received import Received
    from paratui.services.desk import Desk
    from paratui.services.likely_callers import Caller

OWED = tuple(f"{way.owed} " for way in WAYS.values())
"""How the items begin that owe somebody an answer."""
_GAVE_NAME = "name as typed: "


class Message(Protocol):
    """A message as it was understood."""

    @property
    def typed(self) -> str: ...
    @property
    def received(self) -> Received: ...
    @property
    def line(self) -> FastLine: ...
    @property
    def read(self) -> LineRead: ...
    @property
    def heard(self) -> datetime: ...
    @property
    def caller(self) -> Caller: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def assignee(self) -> str: ...
    @property
    def matter(self) -> Matter | None: ...
    @property
    def joins(self) -> FollowUp | None: ...
    @property
    def owed(self) -> bool: ...


def records_of(
    desk: Desk, before: Call, message: Message, joined: FollowUp | None
) -> tuple[Call, tuple[FollowUp, ...]]:
    """The call of a message and the items of its own; `before` gives its id and revision."""
    way, line, caller = WAYS[message.received], message.line, message.caller
    known = caller.known
    open_matters = [one for one in known.matters if one.status == "open"] if known else []
    matter = message.matter or (open_matters[0] if len(open_matters) == 1 else None)
    call = before.but(
        status=CallStatus.ENDED.value,
        started=utc_text(message.heard),
        ended=utc_text(message.heard),
        channel=way.channel.value,
        direction="in",
        outcome=str(way.outcome),
        phone=line.given.kept,
        person_id=caller.person_id,
        person=caller.name,
        matter_id=matter.id if matter else 0,
        matter=matter.number if matter else "",
        matter_title=matter.title if matter else "",
    )
    lines = [message.read.line(1, 0, desk.me.login)] if message.read.text.strip() else []
    if known and line.name and line.name.casefold() != known.person.name.casefold():
        lines.append(NoteLine(line=len(lines) + 1, at=0, text=_GAVE_NAME + line.name, by=desk.me.login))
    day = local_day(message.heard, desk.office)
    month_first = desk.office.region == "US"
    told = (reported_in(line, day, caller.name or THE_CALLER, month_first=month_first) for line in lines)
    call = call.but(lines=tuple(lines), reported=tuple(one for one in told if one))
    items: list[FollowUp] = []
    happening = Happening(
        at=utc_text(desk.now()),
        by=desk.me.login,
        what=f"taken down from a {way.words} of {dated_words(message.heard, desk.now(), desk.office.tz)}",
    )
    if lines and message.read.kind in FOLLOW_UP_KINDS:
        item = follow_up_of(desk, call, lines[0], desk.attorney())
        items.append(item.but(source=message.typed, history=(happening,)))
    if message.owed and joined is None:
        items.append(_owed(desk, call, message, happening))
    call = call.but(follow_ups=(*(item.id for item in items), *([joined.id] if joined else [])))
    return call.but(lines=tuple(pointing(one, items, joined) for one in lines)), tuple(items)


def _owed(desk: Desk, call: Call, message: Message, happening: Happening) -> FollowUp:
    who = call.person or (shown(call.phone, desk.office.region) if message.line.phone else "whoever it was")
    gist = gist_of(message.read.text)
    return FollowUp(
        id=desk.new_id(message.heard),
        text=f"{WAYS[message.received].owed} {who}{f': {gist}' if gist else ''}",
        due=utc_text(message.clock.due),
        clock=message.clock.words,
        urgent=message.line.urgent,
        assignee=message.assignee,
        created=utc_text(desk.now()),
        created_by=desk.me.login,
        person_id=call.person_id,
        person=call.person,
        phone=call.phone or next(iter(message.caller.known.person.phones if message.caller.known else ()), ""),
        matter_id=call.matter_id,
        matter=call.matter,
        call=call.id,
        line=1 if message.read.text.strip() else 0,
        source=message.typed,
        flags=flags_of_item(gist, call),
        history=(happening,),
    )


def pointing(line: NoteLine, items: Sequence[FollowUp], joined: FollowUp | None) -> NoteLine:
    """The first line names the item that came of it."""
    if line.line != 1:
        return line
    own = next((item.id for item in items if item.kind == line.kind), 0)
    return line.but(follow_up=own or (items[0].id if items else joined.id if joined else 0))

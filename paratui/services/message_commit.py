"""What is stored of a message nobody was there to take: its call, what is owed for it, how both are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from paratui.domain.call import Call, CallStatus
from paratui.domain.called_again import gist_of, times_called, with_times
from paratui.domain.errors import Conflict
from paratui.domain.follow_up import CLOSED, FollowUp, Happening, Status
from paratui.domain.item_flags import flags_of_item
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, LineVersion, NoteLine
from paratui.domain.opening_hours import local_day
from paratui.domain.phone import shown
from paratui.domain.received import WAYS, Received
from paratui.domain.reported_line import THE_CALLER, reported_in
from paratui.domain.spoken_time import at_words
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.ended_call import attorney_of, follow_up_of
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from paratui.domain.clocks import Clock
    from paratui.domain.fast_line import FastLine
    from paratui.domain.matter import Matter
    from paratui.domain.note_grammar import LineRead
    from paratui.services.desk import Desk
    from paratui.services.likely_callers import Caller

_OWED = tuple(f"{way.owed} " for way in WAYS.values())
_TRIES = 3
# What an item takes over from its message when that is mended.
_FOLLOWS = (
    *("due", "clock", "urgent", "flags", "person_id", "person", "phone"),
    *("matter_id", "matter", "source", "line"),
)
_MENDED = "mended in the fast pass"
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


class Stored(Protocol):
    """A message as it was stored before."""

    @property
    def call(self) -> Call: ...
    @property
    def items(self) -> tuple[FollowUp, ...]: ...
    @property
    def joined(self) -> FollowUp | None: ...


def owed_for(desk: Desk, phone: str, people: Container[int]) -> tuple[FollowUp, ...]:
    """The open items that owe somebody of this number, or one of these people, an answer; oldest first."""
    theirs = [
        doc
        for doc in desk.store.open_follow_ups()
        if ((phone and doc.get("phone") == phone) or doc.get("person_id") in people)
        and str(doc.get("text")).startswith(_OWED)
    ]
    return tuple(FollowUp.read(doc) for doc in theirs if doc.get("kind") == Kind.PROMISE.value)


def commit_message(desk: Desk, message: Message) -> tuple[Call, tuple[FollowUp, ...], FollowUp | None]:
    """Store a message: its call, the items that come of it, and the item it is counted in. Raises StoreError."""
    joins = message.joins
    fresh = Call(id=desk.new_id(message.heard), staff=desk.me.login)
    for _ in range(_TRIES):
        call, items = _made(desk, fresh, message, joined=joins)
        puts = [Put("call", call.doc()), *(Put("follow_up", item.doc()) for item in items)]
        if joins is None:
            docs = desk.store.commit(puts).docs
            return Call.read(docs[0]), tuple(map(FollowUp.read, docs[1:])), None
        counted = _counted(desk, joins, call, message)
        try:
            docs = desk.store.commit([*puts, Put("follow_up", counted.doc(), joins.rev)]).docs
        except Conflict as conflict:
            if conflict.record != joins.id:
                raise
            # Somebody has worked on the item meanwhile: it is counted in as it stands now, if it is still open.
            current = FollowUp.read(dict(conflict.current or {})) if conflict.current else None
            joins = current if current and current.status not in CLOSED else None
            continue
        return Call.read(docs[0]), tuple(map(FollowUp.read, docs[1:-1])), FollowUp.read(docs[-1])
    call, items = _made(desk, fresh, message, joined=None)
    docs = desk.store.commit([Put("call", call.doc()), *(Put("follow_up", item.doc()) for item in items)]).docs
    return Call.read(docs[0]), tuple(map(FollowUp.read, docs[1:])), None


def commit_mended(desk: Desk, old: Stored, message: Message) -> tuple[Call, tuple[FollowUp, ...]]:
    """Store a message as it reads now: the call amended, its items reworded, made or cancelled. Raises StoreError."""
    call, fresh = _made(desk, old.call, message, joined=old.joined)
    now, me = utc_text(desk.now()), desk.me.login
    puts: list[Put] = []
    standing: list[FollowUp] = []
    before = {_role(item): item for item in _current(desk, old.items)}
    for item in fresh:
        had = before.pop(_role(item), None)
        if had is None:
            standing.append(item)
            puts.append(Put("follow_up", item.doc()))
            continue
        changed = _mended_item(had, item, Happening(at=now, by=me, what=f"mended, before: {had.text}"))
        standing.append(changed)
        puts.append(Put("follow_up", changed.doc(), had.rev))
    puts += [_cancelled(item, now, me, "mended: nothing of this kind") for item in before.values()]
    call = call.but(
        lines=tuple(_versioned(old.call, line, now, me) for line in call.lines),
        follow_ups=(*(item.id for item in standing), *([old.joined.id] if old.joined else [])),
        amended_why=_MENDED,
    )
    call = call.but(lines=tuple(_pointing(line, standing, old.joined) for line in call.lines))
    docs = desk.store.commit([Put("call", call.doc(), old.call.rev), *puts]).docs
    return Call.read(docs[0]), tuple(map(FollowUp.read, docs[1 : 1 + len(standing)]))


def commit_withdrawn(desk: Desk, old: Stored, why: str) -> tuple[Call, tuple[FollowUp, ...]]:
    """Store that a message was entered by mistake; an item others' messages are counted in stays."""
    now, me = utc_text(desk.now()), desk.me.login
    call = old.call.but(status=CallStatus.DISCARDED.value, amended_why=why)
    puts = [Put("call", call.doc(), old.call.rev)]
    for item in _current(desk, (*old.items, *([old.joined] if old.joined else []))):
        if item.status in CLOSED:
            continue
        times = times_called(item.text)
        if times > 1:
            happening = Happening(at=now, by=me, what=f"one message taken back: {why}")
            fewer = item.but(text=with_times(item.text, times - 1), history=(*item.history, happening))
            puts.append(Put("follow_up", fewer.doc(), item.rev))
        elif item.call == call.id or _is_discarded(desk, item.call):
            puts.append(_cancelled(item, now, me, f"taken back: {why}"))
    docs = desk.store.commit(puts).docs
    return Call.read(docs[0]), tuple(FollowUp.read(doc) for doc in docs[1:])


def _made(desk: Desk, before: Call, message: Message, joined: FollowUp | None) -> tuple[Call, tuple[FollowUp, ...]]:
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
        what=f"taken down from a {way.words} of {at_words(message.heard, desk.now(), desk.office.tz)}",
    )
    if lines and message.read.kind in FOLLOW_UP_KINDS:
        item = follow_up_of(desk, call, lines[0], attorney_of(desk))
        items.append(item.but(source=message.typed, history=(happening,)))
    if message.owed and joined is None:
        items.append(_owed(desk, call, message, happening))
    call = call.but(follow_ups=(*(item.id for item in items), *([joined.id] if joined else [])))
    return call.but(lines=tuple(_pointing(one, items, joined) for one in lines)), tuple(items)


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


def _counted(desk: Desk, item: FollowUp, call: Call, message: Message) -> FollowUp:
    """An item with one more message in it: due no later than before, urgent when either is."""
    times = times_called(item.text) + 1
    text = with_times(item.text, 1)
    gist = gist_of(message.read.text)
    if gist and gist not in text:
        text = f"{text}{';' if ': ' in text else ':'} {gist}"
    when = at_words(from_utc_text(call.started), desk.now(), desk.office.tz)
    happening = Happening(
        at=utc_text(desk.now()),
        by=desk.me.login,
        what=f"{WAYS[message.received].words} again, {when}{f': {gist}' if gist else ''}",
    )
    due = utc_text(message.clock.due)
    earlier = bool(item.due) and item.due <= due
    return item.but(
        text=with_times(text, times),
        due=item.due if earlier else due,
        clock=item.clock if earlier else message.clock.words,
        urgent=item.urgent or message.line.urgent,
        flags=tuple(dict.fromkeys([*item.flags, *flags_of_item(gist, call)])),
        person=item.person or call.person,
        history=(*item.history, happening),
    )


def _role(item: FollowUp) -> str:
    """What an item of a message is for: the answer that is owed, or what its line says."""
    return "owed" if item.kind == Kind.PROMISE.value and item.text.startswith(_OWED) else item.kind


def _current(desk: Desk, items: Sequence[FollowUp]) -> list[FollowUp]:
    docs = [desk.store.get("follow_up", item.id) for item in items]
    return [FollowUp.read(doc) for doc in docs if doc]


def _mended_item(had: FollowUp, fresh: FollowUp, happening: Happening) -> FollowUp:
    """An item with the words of a mended message; what became of it meanwhile stays."""
    words: dict[str, Any] = {}
    if had.status not in CLOSED:
        words = {name: getattr(fresh, name) for name in _FOLLOWS}
    text = with_times(fresh.text, times_called(had.text))
    assignee = fresh.assignee if fresh.assignee != fresh.created_by else had.assignee
    return had.but(text=text, assignee=assignee, history=(*had.history, happening), **words)


def _is_discarded(desk: Desk, call: int) -> bool:
    doc = desk.store.get("call", call)
    return bool(doc) and (doc or {}).get("status") == CallStatus.DISCARDED.value


def _cancelled(item: FollowUp, now: str, me: str, what: str) -> Put:
    happening = Happening(at=now, by=me, what=what)
    gone = item.but(status=Status.CANCELLED.value, outcome=what, history=(*item.history, happening))
    return Put("follow_up", gone.doc(), item.rev)


def _versioned(before: Call, line: NoteLine, now: str, me: str) -> NoteLine:
    """A line with the wordings it had."""
    had = next((one for one in before.lines if one.line == line.line), None)
    if had is None or (had.text, had.kind) == (line.text, line.kind):
        return line.but(versions=had.versions if had else ())
    version = LineVersion(text=had.text, kind=had.kind, replaced_at=now, replaced_by=me, why=_MENDED)
    return line.but(versions=(*had.versions, version))


def _pointing(line: NoteLine, items: Sequence[FollowUp], joined: FollowUp | None) -> NoteLine:
    """The first line names the item that came of it."""
    if line.line != 1:
        return line
    own = next((item.id for item in items if item.kind == line.kind), 0)
    return line.but(follow_up=own or (items[0].id if items else joined.id if joined else 0))

"""A message that was entered already: how it is mended, and how it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from paratui.domain.call import Call, CallStatus
from paratui.domain.called_again import times_called, with_times
from paratui.domain.follow_up import CLOSED, FollowUp, Happening, Status
from paratui.domain.note_line import Kind, LineVersion
from paratui.domain.wall_clock import utc_text
from paratui.services.message_records import OWED, pointing, records_of
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.note_line import NoteLine
    from paratui.services.desk import Desk
    from paratui.services.message_records import Message

# What an item takes over from its message when that is mended.
_FOLLOWS = (
    *("due", "clock", "urgent", "flags", "person_id", "person", "phone"),
    *("matter_id", "matter", "source", "line"),
)
_MENDED = "mended in the fast pass"


class Stored(Protocol):
    """A message as it was stored before."""

    @property
    def call(self) -> Call: ...
    @property
    def items(self) -> tuple[FollowUp, ...]: ...
    @property
    def joined(self) -> FollowUp | None: ...


def commit_mended(desk: Desk, old: Stored, message: Message) -> tuple[Call, tuple[FollowUp, ...]]:
    """Store a message as it reads now: the call amended, its items reworded, made or cancelled. Raises StoreError."""
    call, fresh = records_of(desk, old.call, message, joined=old.joined)
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
    call = call.but(lines=tuple(pointing(line, standing, old.joined) for line in call.lines))
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


def _role(item: FollowUp) -> str:
    """What an item of a message is for: the answer that is owed, or what its line says."""
    return "owed" if item.kind == Kind.PROMISE.value and item.text.startswith(OWED) else item.kind


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

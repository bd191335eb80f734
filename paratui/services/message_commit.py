"""How a message nobody was there to take is stored: by itself, or counted in the item that is open already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Call
from paratui.domain.called_again import gist_of, times_called, with_times
from paratui.domain.errors import Conflict
from paratui.domain.follow_up import CLOSED, FollowUp, Happening
from paratui.domain.item_flags import flags_of_item
from paratui.domain.note_line import Kind
from paratui.domain.received import WAYS
from paratui.domain.spoken_time import dated_words
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.message_records import OWED, records_of
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Container

    from paratui.services.desk import Desk
    from paratui.services.message_records import Message

_TRIES = 3


def owed_for(desk: Desk, phone: str, people: Container[int]) -> tuple[FollowUp, ...]:
    """The open items that owe somebody of this number, or one of these people, an answer; oldest first."""
    theirs = [
        doc
        for doc in desk.store.open_follow_ups()
        if ((phone and doc.get("phone") == phone) or doc.get("person_id") in people)
        and str(doc.get("text")).startswith(OWED)
    ]
    return tuple(FollowUp.read(doc) for doc in theirs if doc.get("kind") == Kind.PROMISE.value)


def commit_message(desk: Desk, message: Message) -> tuple[Call, tuple[FollowUp, ...], FollowUp | None]:
    """Store a message: its call, the items that come of it, and the item it is counted in. Raises StoreError."""
    joins = message.joins
    fresh = Call(id=desk.new_id(message.heard), staff=desk.me.login)
    for _ in range(_TRIES):
        call, items = records_of(desk, fresh, message, joined=joins)
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
    call, items = records_of(desk, fresh, message, joined=None)
    docs = desk.store.commit([Put("call", call.doc()), *(Put("follow_up", item.doc()) for item in items)]).docs
    return Call.read(docs[0]), tuple(map(FollowUp.read, docs[1:])), None


def _counted(desk: Desk, item: FollowUp, call: Call, message: Message) -> FollowUp:
    """An item with one more message in it: due no later than before, urgent when either is."""
    times = times_called(item.text) + 1
    text = with_times(item.text, 1)
    gist = gist_of(message.read.text)
    if gist and gist not in text:
        text = f"{text}{';' if ': ' in text else ':'} {gist}"
    when = dated_words(from_utc_text(call.started), desk.now(), desk.office.tz)
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

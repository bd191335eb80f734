"""The shift hand-over: my day as the next one needs it. Nothing is sent."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.agenda import due_day
from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, TAKEN_BACK, FollowUp, Status
from paratui.domain.ids import id_time
from paratui.domain.kept_promises import is_promise
from paratui.domain.opening_hours import local_day, moment_of, open_day
from paratui.domain.queue_order import placed, waits_on
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.calls import Calls
from paratui.services.colleagues import not_here
from paratui.services.own_record import keep_of_mine, my_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from paratui.services.desk import Desk

# What I closed today is looked for among the items made in so many days, newest first.
LOOK_BACK = timedelta(days=120)
LONGEST_NOTE = 500


class HandOver(NamedTuple):
    """My shift on one day. `until` is the next working day: what is mine and due by its end is `due`, in the order
    of the queue; `waiting` is mine and waits on somebody. `cut` names who was on my calls whose line was cut.
    """

    login: str
    name: str
    now: datetime
    note: str
    calls: tuple[Call, ...]
    promised: tuple[FollowUp, ...]
    closed: tuple[FollowUp, ...]
    due: tuple[FollowUp, ...]
    waiting: tuple[FollowUp, ...]
    until: date
    cut: tuple[str, ...]

    @property
    def items(self) -> tuple[FollowUp, ...]:
        """What is handed over when the shift is: each open item that is listed."""
        return (*self.due, *self.waiting)


def hand_over(desk: Desk) -> HandOver:
    """My shift of today so far, read from the office. Raises StoreError."""
    now, me, office = desk.now(), desk.me.login, desk.office
    today = local_day(now, office)
    until = open_day(today, office) or today + timedelta(days=1)
    midnight = utc_text(moment_of(today, 0, office.tz))
    mine = [FollowUp.read(doc) for doc in desk.store.open_follow_ups() if doc.get("assignee") == me]
    left = not_here(desk)
    order = [place.item for place in placed(mine, now, office, desk.me, gone=left)]
    waiting = [item for item in order if item.status.startswith("waiting") and not waits_on(item, desk.me, left)]
    due = [
        item
        for item in order
        if item not in waiting and item.due and due_day(from_utc_text(item.due), office) <= until
    ]
    today_calls = takewhile(lambda doc: doc["started"] >= midnight, desk.store.calls(CallFilter()))
    kept = my_record(desk)
    recent = list(_recent(desk, midnight))
    return HandOver(
        login=me,
        name=desk.me.name or me,
        now=now,
        note=kept.hand_over if kept.hand_over_at >= midnight else "",
        calls=tuple(Call.read(doc) for doc in today_calls if doc["staff"] == me)[::-1],
        promised=tuple(
            item for item in recent if _promised(item) and item.created_by == me and item.created >= midnight
        ),
        closed=tuple(item for item in recent if _worked_off(item) and item.closed_by() == me),
        due=tuple(due),
        waiting=tuple(waiting),
        until=until,
        cut=tuple(cut.state.call.person or "a caller" for cut in Calls(desk).cut()),
    )


def keep_note(desk: Desk, words: str) -> str:
    """Keep the note of my shift, and give it; empty takes it away. Raises BadInput when it is no note, StoreError."""
    note = " ".join(words.split())
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"The note has {len(note)} characters and {LONGEST_NOTE} fit; say the rest in the items")
    keep_of_mine(desk, hand_over=note, hand_over_at=utc_text(desk.now()) if note else "")
    return note


def _recent(desk: Desk, midnight: str) -> Iterator[FollowUp]:
    """The items to which something happened last today, newest first, of those made in the last `LOOK_BACK`."""
    since = desk.now() - LOOK_BACK
    for doc in desk.store.records("follow_up"):
        if id_time(doc["id"]) < since:
            return
        history = doc.get("history") or ()
        if history and str(history[-1].get("at", "")) >= midnight:
            yield FollowUp.read(doc)


def _promised(item: FollowUp) -> bool:
    """Whether an item is a promise that stands: not taken back, and no part of one that was split."""
    return is_promise(item) and item.status != Status.CANCELLED.value and not item.came_from


def _worked_off(item: FollowUp) -> bool:
    """Whether an item was closed because something came of it; what was taken back never stood."""
    return item.status in CLOSED and not item.outcome.startswith(TAKEN_BACK)

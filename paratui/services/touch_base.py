"""Status updates: each client of an open matter hears from the office in time, or an item says that it is due.

The clock of a matter runs from the last contact with its client; nothing else stops it, also no waiting on the
attorney. Every program of the office makes the same item of a round, by the same id: so there is one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import Clock, touch_base
from paratui.domain.derived_id import SPREAD, derived_id
from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import NEXT_CONTACT, FollowUp, Happening, Status
from paratui.domain.ids import id_time
from paratui.domain.matter import LONGEST_TOUCH_BASE_DAYS
from paratui.domain.silence import is_contact
from paratui.domain.wall_clock import utc_text
from paratui.services.matter_clients import matter_clients
from paratui.services.owed_item import OwedTo, owed_item
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.services.people import People
    from paratui.services.silence import Silence

# An item appears so long before it is due: a week, for short clocks a quarter of them.
SEEN_AHEAD = timedelta(days=7)
BATCH = 50
# Last contacts older than the silence is read back, looked up in the log at most in one turn.
MOST_LOOKED_UP = 50
_STRIDE = 50


class Looked(NamedTuple):
    """What one turn did: how many items it made, and how many it closed because somebody spoke with the client."""

    made: int
    closed: int


class StatusUpdates:
    """One turn after the other, in a thread: `look_after` makes what is due and closes what is told."""

    def __init__(self, desk: Desk, people: People, silence: Silence) -> None:
        self._desk, self._people, self._silence = desk, people, silence
        self._looked_up: dict[int, int] = {}
        self._left = 0

    def look_after(self, rest: Callable[[], None] | None = None) -> Looked:
        """Close the items whose client was spoken with and make those that come near.

        `rest` is called about every millisecond's work. Raises StoreError, and what `rest` raises; what was stored
        until then stays, and the next turn goes on.
        """
        self._left = MOST_LOOKED_UP
        self._silence.load(rest)
        self._silence.catch_up()
        items = list(_about_contact(self._desk.store.open_follow_ups()))
        closed = self._commit(list(self._told(items, self._people.matters_of_ids({one.matter_id for one in items}))))
        # Nothing is due in the others.
        matters = {
            one.id: one for one in self._people.open_matters() if 0 < one.touch_base_days <= LONGEST_TOUCH_BASE_DAYS
        }
        known = {(one.matter_id, one.person_id) for one in items}
        fresh = [Put("follow_up", one.doc()) for one in self._due(matters, known, rest)]
        return Looked(self._commit(fresh), closed)

    # What is due

    def _due(
        self, matters: dict[int, Matter], known: set[tuple[int, int]], rest: Callable[[], None] | None
    ) -> Iterator[FollowUp]:
        clients = matter_clients(self._people, matters.values(), rest)
        here = {one.login for one in self._desk.here()}
        for place, matter in enumerate(matters.values()):
            if rest and place % _STRIDE == 0:
                rest()
            known_since = [(self._since(matter, one), one.id, one) for one in clients.get(matter.id, ())]
            theirs = [(since, record, one) for since, record, one in known_since if since]
            if not theirs:
                continue
            # Whoever waits longest is told first; after that the others have their turn.
            since, _, person = min(theirs)
            item = None if (matter.id, person.id) in known else self._item(matter, person, since, here)
            if item:
                yield item

    def _item(self, matter: Matter, person: Person, since: datetime, here: set[str]) -> FollowUp | None:
        now, days = self._desk.now(), matter.touch_base_days
        clock = timedelta(days=days)
        round_ = (now - since + min(SEEN_AHEAD, clock / 4)) // clock
        if round_ < 1:
            return None
        record = derived_id(since, Duty.STATUS_UPDATE.value, matter.id, person.id, round_)
        if self._desk.store.get("follow_up", record):
            return None
        due = touch_base(since, days * round_, self._desk.office).due
        words = touch_base(since, days, self._desk.office).words
        last = self._silence.last_contact(person.id)
        spoke = self._spoke(last.id) if last else ""
        return owed_item(
            self._desk,
            Duty.STATUS_UPDATE,
            OwedTo.of(person, matter),
            f"status update due: {person.name}, {matter.title or matter.number}",
            Clock(due, f"{words}, counted from the last contact" if last else words),
            assignee=spoke if spoke in here else "",
            what=f"made by itself: nobody spoke with them for {(now - since).days} days",
            record=record,
        )

    def _since(self, matter: Matter, person: Person) -> datetime | None:
        """From when the clock of a matter runs for a client: the last contact, the opening when that is later.

        None while it is not known, because too many are to be looked up in one turn.
        """
        last, opened = self._silence.last_contact(person.id), id_time(matter.id)
        if last:
            return max(last.at, opened)
        if matter.touch_base_days <= self._silence.horizon:
            return opened
        # The clock is longer than the silence is read back.
        if person.id not in self._looked_up:
            if self._left <= 0:
                return None
            self._left -= 1
            self._looked_up[person.id] = self._looked_up_contact(person.id)
        return max(opened, id_time(self._looked_up[person.id]))

    def _looked_up_contact(self, person: int) -> int:
        """The id of their last contact, however long ago; 0 when there was none: a try stops no clock."""
        record = self._silence.last_call(person)
        call = self._desk.store.get("call", record) or {}
        spoken = (str(call.get(name, "")) for name in ("channel", "direction", "outcome"))
        return record if is_contact(*spoken) else 0

    def _spoke(self, call: int) -> str:
        doc = self._desk.store.get("call", call) or {}
        return str(doc.get("staff", ""))

    # What was told

    def _told(self, items: list[FollowUp], matters: dict[int, Matter]) -> Iterator[Put]:
        for item in items:
            if item.duty != Duty.STATUS_UPDATE.value:
                continue
            last, matter = self._silence.last_contact(item.person_id), matters.get(item.matter_id)
            if last and _ends(last.at, item):
                day = last.at.astimezone(self._desk.office.tz)
                yield _closed(self._desk, item, f"spoken with on {day:%b} {day.day}")
            elif matter and matter.status != "open":
                yield _closed(self._desk, item, "the matter is closed")

    def _commit(self, puts: list[Put]) -> int:
        """Store what others have not stored meanwhile; how many that were."""
        done = 0
        for start in range(0, len(puts), BATCH):
            batch = puts[start : start + BATCH]
            while batch:
                try:
                    self._desk.store.commit(batch)
                except Conflict as conflict:
                    # Another program was quicker: its item is this one.
                    batch = [put for put in batch if put.doc["id"] != conflict.record]
                else:
                    done += len(batch)
                    break
        return done


def told_on(desk: Desk, call: Call, besides: int = 0) -> list[Put]:
    """The status updates that a call has made good: they are closed in the commit that writes it.

    `besides` is an item that the call closes anyway.
    """
    if not call.person_id or not is_contact(call.channel, call.direction, call.outcome):
        return []
    return [
        _closed(desk, item, "spoken with on the call")
        for item in _about_contact(desk.store.open_follow_ups())
        if item.duty == Duty.STATUS_UPDATE.value
        and item.person_id == call.person_id
        and item.id != besides
        and _ends(id_time(call.id), item)
    ]


def _ends(contact: datetime, item: FollowUp) -> bool:
    """Whether a contact came after the one from which the clock of an item runs."""
    return contact > id_time(item.id) + SPREAD


def _closed(desk: Desk, item: FollowUp, why: str) -> Put:
    happened = Happening(at=utc_text(desk.now()), by=desk.me.login, what=f"done: {why}")
    done = item.but(status=Status.DONE.value, outcome=why, snoozed_until="", history=(*item.history, happened))
    return Put("follow_up", done.doc(), item.rev)


def _about_contact(docs: Iterable[Doc]) -> Iterator[FollowUp]:
    """The open status updates and next contacts; what another tool has spoiled is left alone."""
    for doc in docs:
        if doc.get("duty") == Duty.STATUS_UPDATE.value or doc.get("clock") == NEXT_CONTACT:
            try:
                yield FollowUp.read(doc)
            except BadInput:
                continue

"""What a call asks about the other end: who has this number, what is known of them, what holds before dialling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.before_dialling import before_dialling, safety, to_be_weighed
from paratui.domain.due_there import due_there
from paratui.domain.errors import BadInput
from paratui.domain.given_number import Sort, take_number
from paratui.domain.person import Person
from paratui.domain.time_there import zones_there
from paratui.domain.wall_clock import from_utc_text
from paratui.services.contacts import Contacts
from paratui.services.people import People
from paratui.services.silence import Silence
from paratui.store.interface import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paratui.domain.call import Call
    from paratui.domain.fact import Fact
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.time_there import Zones
    from paratui.services.desk import Desk
    from paratui.services.office_tables import OfficeTables
    from paratui.services.people import Known


class Callers:
    """The office's people and the last calls with them, by number. Threads may share it."""

    def __init__(self, desk: Desk, tables: OfficeTables) -> None:
        self._desk = desk
        self._tables = tables
        self.contacts = Contacts(desk)
        self.people = People(desk, self.contacts)
        self.silence = Silence(desk)
        self.contacts.ids_of = self.silence.ids_of = self.people.ids_of

    def load(self, rest: Callable[[], None]) -> None:
        """Read what is to be held, in a thread of its own; `rest` lets others come to their turn.

        Raises StoreError, and what `rest` raises to end it.
        """
        self.people.load(rest)
        self.silence.load(rest)

    def catch_up(self, changes: Sequence[Change] | None, rest: Callable[[], None]) -> None:
        """Read what others changed, in a thread of its own; None: everything. Raises as `load` does."""
        self.silence.changed(changes)
        self.load(rest)
        self.silence.catch_up()

    def written(self, call: Call) -> None:
        """A call of one's own was written or amended."""
        self.silence.take_in(call.doc())
        if call.intake and call.person_id:
            # Its caller may have been entered in the same commit.
            self.people.changed([Change("person", call.person_id, 0, call.staff)])

    def by_number_typed(self, typed: str) -> list[Known]:
        """Who is known under a number that may not be finished; nobody while that would have to be read first."""
        if not self.people.ready:
            return []
        given = take_number(typed, self._desk.office.region)
        return self.people.with_number(given.kept) if given.sort is Sort.NUMBER else []

    def brief(self, person: int, phone: str) -> list[Fact]:
        """The brief of a person spoken to over a number as it is kept, empty for nobody. Raises StoreError."""
        from paratui.services.brief import brief  # noqa: PLC0415 - only a call needs it

        known = self.people.person(person) if person else None
        return brief(self._desk, known, phone, self.contacts, self._tables.area_codes) if known else []

    def before_dialling(self, person: int, phone: str) -> list[Fact]:
        """What must be seen before a number is dialled, the gravest first. Raises StoreError."""
        if not phone:
            return []
        known = self.people.person(person) if person else None
        there = known.person if known else None
        return before_dialling(there, phone, self._desk.now(), self._tables.area_codes, self._desk.office)

    def stops_before(self, item: FollowUp) -> str:
        """What speaks against dialling the number of an item, whatever the hour; empty when nothing does."""
        # Read by itself: the queue stands there before everybody is read.
        doc = self._desk.store.get("person", item.person_id) if item.person_id else None
        try:
            facts = to_be_weighed(safety(Person.read(doc), item.phone)) if doc else []
        except BadInput:
            return "what is known of them cannot be read"
        return facts[0].about if facts else ""

    def due_there(self, item: FollowUp) -> str:
        """When an item is due by the clock of whom it is for, such as "6:00 PM there". Empty where that is the
        office's time, where there is none, and until everybody is read. Raises StoreError.
        """
        if not item.due or not self.people.ready:
            return ""
        return due_there(from_utc_text(item.due), self.zones(item.person_id, item.phone), self._desk.office)

    def zones(self, person: int, phone: str) -> Zones:
        """The zones of the other end: stated, else hinted at by the number. Raises StoreError."""
        known = self.people.person(person) if person else None
        return zones_there(known.person if known else None, phone, self._tables.area_codes)

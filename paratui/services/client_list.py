"""The office's people and matters as lists in the order of their names, narrowed by what is typed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.desk import Desk
    from paratui.services.people import Known, People
    from paratui.services.silence import Silence

_STRIDE = 1000
# As few digits are part of too many numbers.
_DIGITS = 3


class ClientList:
    """Ids of people or of matters in order. Made and asked in a thread; what it gives is drawn record by record."""

    def __init__(self, desk: Desk, people: People, silence: Silence) -> None:
        self._desk = desk
        self._people = people
        self._silence = silence
        self._order: list[int] = []
        self._rank: dict[int, int] = {}
        self._matters: list[int] = []
        self._matter_words: dict[int, str] = {}
        self._numbers: dict[int, str] = {}
        self.open_of_person: Counter[int] = Counter()
        self.open_of_matter: Counter[int] = Counter()

    def read(self, rest: Callable[[], None] | None = None) -> None:
        """Put everybody in order; `rest` lets others come to their turn. Raises StoreError."""
        everybody = self._people.everybody()
        keyed = []
        for place, one in enumerate(everybody):
            keyed.append((one.name.casefold(), one.id))
            if rest and place % _STRIDE == 0:
                rest()
        keyed.sort()
        order = [record for _, record in keyed]
        self._numbers = {one.id: " ".join(one.phones) for one in everybody if one.phones}
        self._order, self._rank = order, {record: place for place, record in enumerate(order)}
        matters = sorted(self._people.matters(), key=lambda one: (one.status == "open", one.number), reverse=True)
        self._matter_words = {one.id: f" {one.number} {one.title}".casefold() for one in matters}
        self._matters = [one.id for one in matters]
        self.count()

    def count(self) -> None:
        """Count the open items of each. Raises StoreError."""
        docs = self._desk.store.open_follow_ups()
        self.open_of_person = Counter(doc.get("person_id") or 0 for doc in docs)
        self.open_of_matter = Counter(doc.get("matter_id") or 0 for doc in docs)

    def people(self, typed: str) -> list[int]:
        """Whose names have words beginning like the words typed, or whose numbers have the digits, by name."""
        words = typed.casefold().split()
        if not words:
            return self._order
        digits = "".join(letter for letter in typed if letter.isdigit())
        if len(digits) >= _DIGITS and not any(letter.isalpha() for letter in typed):
            found = {record for record, numbers in self._numbers.items() if digits in numbers}
            by_matter = self._people.matter(typed.strip())
            found.update(by_matter.clients if by_matter else ())
        else:
            found = {one.id for one in self._people.beginning_with(words)}
        return sorted(found & self._rank.keys(), key=self._rank.__getitem__)

    def matters(self, typed: str) -> list[int]:
        """The matters in whose number, title or clients the words stand, the open ones and the newest first."""
        words = typed.casefold().split()
        if not words:
            return self._matters
        clients = {one.id for one in self._people.beginning_with(words)}
        theirs: set[int] = set()
        if clients and len(clients) <= _STRIDE:
            theirs = {matter.id for one in clients for matter in self.known(one)}
        return [
            one
            for one in self._matters
            if one in theirs or all(f" {word}" in self._matter_words[one] for word in words)
        ]

    def known(self, person: int) -> tuple[Matter, ...]:
        """The matters of a person, the open ones first."""
        known = self._people.person(person)
        return known.matters if known else ()

    def of(self, record: int) -> Known | None:
        """A person with their matters."""
        return self._people.person(record)

    def matter(self, record: int) -> Matter | None:
        """A matter by its id."""
        return self._people.matter_of(record)

    def clients(self, matter: Matter) -> list[Person]:
        """The clients a matter names."""
        found: Iterable[Known | None] = (self._people.person(one) for one in matter.clients)
        return [one.person for one in found if one]

    def last_spoken(self, person: int) -> datetime | None:
        """When somebody last spoke or wrote with a person, as far back as silence is counted."""
        last = self._silence.last_contact(person)
        return last.at if last else None

    def silent_days(self, person: int) -> int | None:
        """For how many days nobody spoke with a person; None while that is not known."""
        return self._silence.silent_days(person)

    @property
    def horizon(self) -> int:
        """Past so many days silence is not counted exactly."""
        return self._silence.horizon

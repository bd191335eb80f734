"""The office's people and matters as lists in the order of their names, narrowed by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.people import Known, People
    from paratui.services.silence import Silence

_STRIDE = 1000
# As few digits are part of too many numbers.
_DIGITS = 3


class ClientList:
    """Ids of people or of matters in order. Made and asked in a thread; what it gives is drawn record by record."""

    def __init__(self, people: People, silence: Silence) -> None:
        self._people = people
        self._silence = silence
        self._version = -1
        self._order: list[int] = []
        self._rank: dict[int, int] = {}
        self._matters: list[int] = []
        self._matter_words: dict[int, str] = {}
        self._numbers: dict[int, str] = {}
        # The open items by the id of their person, and of their matter.
        self.of_person: dict[int, list[FollowUp]] = {}
        self.of_matter: dict[int, list[FollowUp]] = {}

    def read(self, items: Iterable[FollowUp] = (), rest: Callable[[], None] | None = None) -> None:
        """Put everybody in order unless they are, and count the open items; `rest` lets others come to their turn.

        Raises StoreError.
        """
        version = self._people.catch_up()
        if version != self._version:
            self._put_in_order(rest)
            self._version = version
        self._count(items)

    def _put_in_order(self, rest: Callable[[], None] | None) -> None:
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
        self._matter_words = {one.id: _words(one) for one in matters}
        self._matters = [one.id for one in matters]

    def _count(self, items: Iterable[FollowUp]) -> None:
        of_person: dict[int, list[FollowUp]] = {}
        of_matter: dict[int, list[FollowUp]] = {}
        for item in items:
            of_person.setdefault(item.person_id, []).append(item)
            of_matter.setdefault(item.matter_id, []).append(item)
        self.of_person, self.of_matter = of_person, of_matter

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


def _words(matter: Matter) -> str:
    """What a matter is found by: its number, also from any part of it on, and the words of its title."""
    return f" {matter.number} {matter.number.replace('-', ' ')} {matter.title}".casefold()

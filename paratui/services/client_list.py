"""The office's people and matters as lists in the order of their names, narrowed by what is typed.

A list holds ids, eight bytes each, and nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.entered_as import beside_digits
from paratui.domain.search_words import folded, without_extension

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.people import Known, People
    from paratui.services.silence import Silence

# Of so many clients whose names fit their matters are shown.
_FEW = 1000
# As few digits are part of too many numbers.
_DIGITS = 3


class ClientList:
    """Ids of people or of matters in order. Made and asked in a thread; what it gives is drawn record by record."""

    def __init__(self, people: People, silence: Silence) -> None:
        self._people = people
        self._silence = silence
        # The open items by the id of their person, and of their matter.
        self.of_person: dict[int, list[FollowUp]] = {}
        self.of_matter: dict[int, list[FollowUp]] = {}

    def read(self, items: Iterable[FollowUp] = (), rest: Callable[[], None] | None = None) -> None:
        """Take in what has changed, and count the open items; `rest` lets others come to their turn.

        Raises StoreError.
        """
        self._people.load(rest)
        of_person: dict[int, list[FollowUp]] = {}
        of_matter: dict[int, list[FollowUp]] = {}
        for item in items:
            of_person.setdefault(item.person_id, []).append(item)
            of_matter.setdefault(item.matter_id, []).append(item)
        self.of_person, self.of_matter = of_person, of_matter

    def people(self, typed: str) -> array[int]:
        """Whose names have words beginning like the words typed, and whose numbers have the digits, by name."""
        words = without_extension(typed).casefold().split()
        names = set(beside_digits(words))
        digits = "".join(letter for word in words if word not in names for letter in word if letter.isdigit())
        if len(digits) < _DIGITS:
            return self._people.people_listed(words)
        if names:
            return self._people.people_listed(words, digits)
        by_matter = self._people.matter(typed.strip())
        return self._people.people_listed((), digits, by_matter.clients if by_matter else ())

    def matters(self, typed: str) -> array[int]:
        """The matters in whose number, title or clients the words stand, the open ones and the newest first."""
        words = folded(typed).split()
        clients = self._people.people_listed(words) if words else ()
        return self._people.matters_listed(words, clients if len(clients) <= _FEW else ())

    def texts(self, of: str) -> dict[int, str]:
        """What a list is put in order by: `role` of people; `title`, `stands` or `client` of matters."""
        return self._people.texts(of)

    def first_clients(self) -> dict[int, int]:
        """The client each matter names first."""
        return self._people.first_clients()

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

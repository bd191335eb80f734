"""People and matters as a call needs them: who has this number, whose name starts like this."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.services.desk import Desk


class Known(NamedTuple):
    """A person with the matters that are theirs, the open ones first."""

    person: Person
    matters: tuple[Matter, ...]


class People:
    """The office's people, read once and kept up to date by `changed`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._people: dict[int, Person] | None = None
        self._matters: dict[int, Matter] = {}

    def _read(self) -> dict[int, Person]:
        if self._people is None:
            store = self._desk.store
            self._matters = {doc["id"]: Matter.read(doc) for doc in store.records("matter")}
            self._people = {doc["id"]: Person.read(doc) for doc in store.records("person")}
        return self._people

    def changed(self) -> None:
        """Somebody changed a person or a matter: read again at the next question."""
        self._people = None

    def known(self, person: Person) -> Known:
        """A person with their matters."""
        self._read()
        theirs = [self._matters[m] for m in person.matters if m in self._matters]
        theirs += [m for m in self._matters.values() if person.id in m.clients and m not in theirs]
        return Known(person, tuple(sorted(theirs, key=lambda m: (m.status != "open", m.number))))

    def with_number(self, phone: str) -> list[Known]:
        """Everybody known under an E.164 number."""
        plain = phone.partition(";")[0]
        return [
            self.known(person)
            for person in self._read().values()
            if plain and any(number.partition(";")[0] == plain for number in person.phones)
        ]

    def named(self, typed: str, most: int = 8) -> list[Known]:
        """Whose name has words starting like the words typed, best first; spoken to last, when nothing is typed."""
        words = typed.casefold().split()
        if not words:
            return self.recent(most)
        found = []
        for person in self._read().values():
            names = person.name.casefold().replace("-", " ").split()
            if all(any(name.startswith(word) for name in names) for word in words):
                found.append((person.role != "client", person.name.casefold(), person))
        found.sort(key=lambda entry: entry[:2])
        return [self.known(person) for *_, person in found[:most]]

    def recent(self, most: int) -> list[Known]:
        """The people of the newest calls."""
        calls = islice(self._desk.store.calls(CallFilter()), most * 3)
        spoken_to = dict.fromkeys(call.get("person_id") or 0 for call in calls)
        people = self._read()
        return [self.known(people[record]) for record in spoken_to if record in people][:most]

    def mentioned(self, text: str) -> Known | None:
        """The one person whose whole name stands in a text, None when there is nobody or more than one."""
        said = _plain(text)
        names = [p for p in self._read().values() if " " in p.name and _plain(p.name) in said]
        return self.known(names[0]) if len(names) == 1 else None

    def exactly(self, name: str) -> Known | None:
        """The one person of this name, None when there is nobody or more than one."""
        same = [p for p in self._read().values() if p.name.casefold() == name.casefold().strip()]
        return self.known(same[0]) if len(same) == 1 else None

    def person(self, record: int) -> Known | None:
        """The person of an id."""
        person = self._read().get(record)
        return self.known(person) if person else None

    def matter(self, number: str) -> Matter | None:
        """The matter of a number."""
        self._read()
        return next((m for m in self._matters.values() if m.number.casefold() == number.casefold().strip()), None)

    def matter_of(self, record: int) -> Matter | None:
        """The matter of an id."""
        self._read()
        return self._matters.get(record)

    def enter(self, name: str, phone: str = "", role: str = "prospect") -> Person:
        """Enter somebody new. Raises StoreError when the office cannot take it now."""
        fresh = Person(id=self._desk.new_id(), name=name, phones=(phone,) if phone else (), role=role)
        stored = Person.read(self._desk.store.commit([Put("person", fresh.doc())]).docs[0])
        if self._people is not None:
            self._people[stored.id] = stored
        return stored


def _plain(text: str) -> str:
    """The words of a text with a blank before and behind each, without what stands around words in a sentence."""
    words = (word.strip(",.;:!?()\"'").removesuffix("'s") for word in text.casefold().replace("\u2019", "'").split())
    return f" {' '.join(filter(None, words))} "

"""People and matters by every way a call asks for them: number, name, words of a name, client, matter number.

It holds what it was given and nothing else; each question costs what it finds, not how many people there are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from paratui.domain.entered_as import (
    OURS,
    asked_names,
    beside_digits,
    entered_as,
    in_plain_words,
    matter_texts,
    matter_words,
    name_words,
    plain_number,
    said_number,
)
from paratui.domain.search_words import MOST_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.domain.record import Doc

# Ids by what they are found under. Most stand alone, and a tuple takes a fifth of what a set does.
_Key = TypeVar("_Key", int, str)
_Ids: TypeAlias = "int | tuple[int, ...]"
_Table: TypeAlias = dict[str, _Ids]
# What stands in so many records is kept once.
_OF_PEOPLE = ("role", "language", "place", "zone", "voicemail", "best_times", "how_to_talk")
_OF_MATTERS = ("title", "status", "attorney", "stage", "area", "step")
_Kept = TypeVar("_Kept", "Person", "Matter")
# Nearly nobody has fields this version does not know; sixty thousand empty ones are 4 MB.
_NOTHING: MappingProxyType[str, Any] = MappingProxyType({})


class PeopleIndex:
    """What is known of the office's people, held in memory. Whoever uses it from several threads guards it."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.held_matters: dict[int, Matter] = {}
        # Records that were merged, by the person they are part of.
        self._merged_into: dict[int, int] = {}
        self._unreadable: dict[tuple[str, int], str] = {}
        self._by_number: _Table = {}
        self._by_word: _Table = {}
        # Every word of a name in order, so that those with one beginning stand together; None: to be sorted.
        self._words: list[str] | None = None
        # By the first word of a whole name as a sentence has it.
        self._by_first: _Table = {}
        self._of_client: dict[int, _Ids] = {}
        self._by_matter_number: _Table = {}

    # Taking in

    def take_in(self, kind: str, record: int, doc: Doc | None) -> None:
        """Take in a person or matter as it is stored; None for one that is no more."""
        self._unreadable.pop((kind, record), None)
        held: Any = (self.people if kind == "person" else self.held_matters).get(record)
        if doc is not None and held is not None and held.rev == doc.get("rev") and not doc.get("merged_into"):
            return
        if kind == "person":
            self.drop(record)
            self._merged_into.pop(record, None)
        else:
            self.drop_matter(record)
        if doc is None:
            return
        entry = entered_as(kind, doc)
        if entry.merged_into:
            self._merged_into[record] = entry.merged_into
        elif entry.why:
            # What another tool has spoiled in one record must not hide everybody else.
            self._unreadable[kind, record] = entry.why
        elif entry.person:
            self.put(entry.person)
        elif entry.matter:
            self.put_matter(entry.matter)

    def put(self, person: Person) -> None:
        """Take in a person, in the place of what was known under this id."""
        self.drop(person.id)
        self.people[person.id] = _in_common(person, _OF_PEOPLE)
        for table, key in self._keys(person):
            if table is self._by_word and key not in table and self._words is not None:
                insort(self._words, key)
            _add(table, key, person.id)

    def drop(self, record: int) -> None:
        """Forget a person."""
        person = self.people.pop(record, None)
        for table, key in self._keys(person) if person else ():
            _take_out(table, key, record)
            if table is self._by_word and key not in table and self._words is not None:
                del self._words[bisect_left(self._words, key)]

    def put_matter(self, matter: Matter) -> None:
        """Take in a matter, in the place of what was known under this id."""
        self.drop_matter(matter.id)
        self.held_matters[matter.id] = _in_common(matter, _OF_MATTERS)
        _add(self._by_matter_number, said_number(matter.number), matter.id)
        for client in set(matter.clients):
            _add(self._of_client, client, matter.id)

    def drop_matter(self, record: int) -> None:
        """Forget a matter."""
        matter = self.held_matters.pop(record, None)
        if matter:
            _take_out(self._by_matter_number, said_number(matter.number), record)
            for client in set(matter.clients):
                _take_out(self._of_client, client, record)

    def _keys(self, person: Person) -> Iterator[tuple[_Table, str]]:
        """Every table a person stands in, and under what."""
        for plain in {plain_number(phone) for phone in person.phones} - {""}:
            yield self._by_number, plain
        for word in name_words((person.name, *person.other_names)):
            yield self._by_word, word
        plain = in_plain_words(person.name)
        if " " in person.name and plain.strip():
            yield self._by_first, plain.split()[0]

    # Somebody

    def person(self, record: int) -> Person | None:
        """The person of an id; of a record that was merged, the one it is part of."""
        for _ in range(len(self._merged_into) if record in self._merged_into else 0):
            record = self._merged_into.get(record, record)
        return self.people.get(record)

    def people_of(self, records: Collection[int]) -> list[Person]:
        """The people of these ids, those that there are."""
        return [self.people[record] for record in records if record in self.people]

    def with_number(self, phone: str) -> list[Person]:
        """Everybody who has a number, whatever the extension; the newest record first."""
        return self._people(_ids(self._by_number, plain_number(phone)))

    def with_digits(self, digits: str) -> list[Person]:
        """Everybody one of whose numbers has these digits in it."""
        return [one for one in self.people.values() if any(digits in phone for phone in one.phones)]

    def with_words(self, beginnings: Sequence[str]) -> list[Person]:
        """Everybody in whose names some word begins with each of these, in the order of their ids.

        Other names count; accents and letter case do not.
        """
        found: set[int] | None = None
        for beginning in asked_names(beginnings):
            having: set[int] = set().union(*(_ids(self._by_word, word) for word in self._beginning_with(beginning)))
            found = having if found is None else found & having
            if not found:
                return []
        return self._people(found or ())

    def best_named(self, beginnings: Sequence[str], most: int) -> list[Person]:
        """The first of `with_words`: clients before others, each by name, the newest record first."""
        found = self.with_words(beginnings)
        return sorted(found, key=lambda one: (one.role != "client", one.name.casefold()))[:most]

    def named(self, name: str) -> list[Person]:
        """Everybody of a whole name, in any letter case; the newest record first."""
        having = [set(_ids(self._by_word, word)) for word in asked_names([name])]
        near = self._people(set.intersection(*having) if having else ())
        return [one for one in near if said_number(one.name) == said_number(name)]

    def in_sentence(self, said: str) -> list[Person]:
        """Everybody whose whole name, of two words or more, stands in a text given as `in_plain_words`."""
        words = dict.fromkeys(said.split())
        near = [record for word in words for record in _ids(self._by_first, word)]
        return [person for person in self._people(near) if in_plain_words(person.name) in said]

    def roles(self, records: Collection[int]) -> dict[int, str]:
        """What these people are to the office, by their ids; merged records and unknown ids are left out."""
        return {record: self.people[record].role for record in records if record in self.people}

    def merges(self) -> dict[int, tuple[int, ...]]:
        """The records that are part of another one, by whose they are."""
        return {one.id: one.merged for one in self.people.values() if one.merged}

    def people_before(self, record: int, most: int) -> list[Person]:  # noqa: ARG002 - all of them are held already
        """The next people with ids below one, the newest first; empty when there are no more."""
        return self._people(one for one in self.people if one < record)

    # Matters

    def matter(self, record: int) -> Matter | None:
        """The matter of an id."""
        return self.held_matters.get(record)

    def matters(self, records: Collection[int]) -> list[Matter]:
        """The matters of these ids, those that there are."""
        return [self.held_matters[record] for record in records if record in self.held_matters]

    def matters_of(self, person: Person) -> list[Matter]:
        """The matters of a person, those they name before those that name them."""
        ids = [*person.matters, *sorted(_ids(self._of_client, person.id), reverse=True)]
        return self.matters(dict.fromkeys(ids))

    def matters_with(self, person: int) -> list[Matter]:
        """The matters that name a person as a client or as somebody who takes part."""
        return [
            one
            for one in self.held_matters.values()
            if person in one.clients or any(party.person_id == person for party in one.parties)
        ]

    def matter_numbered(self, number: str) -> Matter | None:
        """The matter of a number, the newest when several have it."""
        ids = _ids(self._by_matter_number, said_number(number))
        return self.held_matters[max(ids)] if ids else None

    def matter_numbers(self, beginning: str) -> list[str]:
        """The numbers of matters that begin so."""
        return [one.number for one in self.held_matters.values() if one.number.startswith(beginning)]

    def matters_before(self, record: int, most: int, *, open_only: bool = False) -> list[Matter]:  # noqa: ARG002 - as above
        """The next matters with ids below one, the newest first; empty when there are no more."""
        below = sorted((one for one in self.held_matters if one < record), reverse=True)
        found = (self.held_matters[one] for one in below)
        return [one for one in found if one.status == "open" or not open_only]

    def naming(self, matters: Collection[int]) -> list[tuple[int, int]]:
        """The clients and prospects who name one of these matters: matter and person, in no order."""
        wanted = frozenset(matters)
        people = [one for one in self.people.values() if one.matters and one.role in OURS]
        return [(matter, one.id) for one in people for matter in dict.fromkeys(one.matters) if matter in wanted]

    def instructed(self, matters: Collection[int]) -> set[int]:
        """Which of these matters have standing instructions."""
        return {one.id for one in self.matters(matters) if any(words.strip() for words in one.instructions)}

    # Lists

    def people_listed(
        self, beginnings: Sequence[str] = (), digits: str = "", others: Collection[int] = ()
    ) -> array[int]:
        """The ids of everybody, by name; only of those `with_words`, or `with_digits` together with some others.

        With words and digits, of those with all the words, and of those with the digits and the words beside them.
        """
        found: Iterable[Person] = self.people.values()
        if beginnings:
            named = self.with_words(beside_digits(beginnings)) if digits else ()
            near = [one for one in named if any(digits in phone for phone in one.phones)]
            found = {one.id: one for one in (*self.with_words(beginnings), *near)}.values()
        elif digits:
            found = {one.id: one for one in (*self.with_digits(digits), *self.people_of(others))}.values()
        return array("q", [record for _, record in sorted((one.name.casefold(), one.id) for one in found)])

    def matters_listed(self, words: Sequence[str], clients: Collection[int] = ()) -> array[int]:
        """The ids of the matters in whose number or title each word (`folded`) begins one, or that are of these
        people; the open ones and the highest numbers first. Of a pasted page the first words count.
        """
        words = words[:MOST_WORDS]
        theirs = {matter.id for one in self.people_of(clients) for matter in self.matters_of(one)}
        found = [
            one
            for one in self.held_matters.values()
            if one.id in theirs or all(f" {word}" in matter_words(one) for word in words)
        ]
        found.sort(key=lambda one: (one.status == "open", one.number, one.id), reverse=True)
        return array("q", [one.id for one in found])

    def texts(self, of: str) -> dict[int, str]:
        """What lists put in order by, casefolded: `role` of people; `title`, `stands` or `client` of matters."""
        if of == "role":
            return {one.id: one.role.casefold() for one in self.people.values()}
        if of == "client":
            named = ((one.id, self.people_of([self._whole(each) for each in one.clients])) for one in self._all())
            return {record: people[0].name.casefold() for record, people in named if people}
        return {one.id: matter_texts(one)[of] for one in self._all()}

    def first_clients(self) -> dict[int, int]:
        """The client each matter names first, by the matter's id."""
        return {one.id: one.clients[0] for one in self._all() if one.clients}

    def troubles(self) -> list[str]:
        """A sentence for each person or matter that is stored in a way this version cannot read."""
        return list(self._unreadable.values())

    def _all(self) -> Iterable[Matter]:
        return self.held_matters.values()

    def _whole(self, record: int) -> int:
        person = self.person(record)
        return person.id if person else record

    def _people(self, records: Iterable[int]) -> list[Person]:
        return [self.people[record] for record in sorted(set(records), reverse=True)]

    def _beginning_with(self, beginning: str) -> Iterator[str]:
        if self._words is None:
            self._words = sorted(self._by_word)
        for place in range(bisect_left(self._words, beginning), len(self._words)):
            if not self._words[place].startswith(beginning):
                return
            yield self._words[place]


def _in_common(record: _Kept, names: tuple[str, ...]) -> _Kept:
    return record.but(unknown=record.unknown or _NOTHING, **{name: intern(getattr(record, name)) for name in names})


def _ids(table: dict[_Key, _Ids], key: _Key) -> tuple[int, ...]:
    found = table.get(key, ())
    return found if isinstance(found, tuple) else (found,)


def _add(table: dict[_Key, _Ids], key: _Key, record: int) -> None:
    table[key] = (*_ids(table, key), record) if key in table else record


def _take_out(table: dict[_Key, _Ids], key: _Key, record: int) -> None:
    left = tuple(one for one in _ids(table, key) if one != record)
    if left:
        table[key] = left if len(left) > 1 else left[0]
    else:
        table.pop(key, None)

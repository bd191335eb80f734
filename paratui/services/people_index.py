"""People and matters by every way a call asks for them: number, name, words of a name, client, matter number.

It holds what it was given and nothing else; each question costs what it finds, not how many people there are.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from paratui.domain.search_words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paratui.domain.matter import Matter
    from paratui.domain.person import Person

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
    """What is known of the office's people. Whoever uses it from several threads guards it."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.matters: dict[int, Matter] = {}
        self._by_number: _Table = {}
        self._by_word: _Table = {}
        # Every word of a name in order, so that those with one beginning stand together; None: to be sorted.
        self._words: list[str] | None = None
        # By the first word of a whole name as a sentence has it.
        self._by_first: _Table = {}
        self._of_client: dict[int, _Ids] = {}
        self._by_matter_number: _Table = {}

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
        self.matters[matter.id] = _in_common(matter, _OF_MATTERS)
        _add(self._by_matter_number, _said(matter.number), matter.id)
        for client in set(matter.clients):
            _add(self._of_client, client, matter.id)

    def drop_matter(self, record: int) -> None:
        """Forget a matter."""
        matter = self.matters.pop(record, None)
        if matter:
            _take_out(self._by_matter_number, _said(matter.number), record)
            for client in set(matter.clients):
                _take_out(self._of_client, client, record)

    def with_number(self, phone: str) -> list[Person]:
        """Everybody who has a number, whatever the extension; the newest record first."""
        return self._people(_ids(self._by_number, phone.partition(";")[0]))

    def with_words(self, beginnings: list[str]) -> list[Person]:
        """Everybody in whose names some word begins with each of these, in the order of their ids.

        Other names count; accents and letter case do not.
        """
        found: set[int] | None = None
        # The longest is the rarest: what is left after it is little to look through.
        for beginning in sorted(_words(" ".join(beginnings)), key=len, reverse=True):
            having: set[int] = set().union(*(_ids(self._by_word, word) for word in self._beginning_with(beginning)))
            found = having if found is None else found & having
            if not found:
                return []
        return self._people(found or ())

    def named(self, name: str) -> list[Person]:
        """Everybody of a whole name, in any letter case."""
        having = [set(_ids(self._by_word, word)) for word in _words(name)]
        near = self._people(set.intersection(*having) if having else ())
        return [one for one in near if _said(one.name) == _said(name)]

    def in_sentence(self, said: str) -> list[Person]:
        """Everybody whose whole name, of two words or more, stands in a text given as `in_plain_words`."""
        words = dict.fromkeys(said.split())
        near = [record for word in words for record in _ids(self._by_first, word)]
        return [person for person in self._people(near) if in_plain_words(person.name) in said]

    def matters_of(self, person: Person) -> list[Matter]:
        """The matters of a person, those they name before those that name them."""
        ids = [*person.matters, *sorted(_ids(self._of_client, person.id), reverse=True)]
        return [self.matters[record] for record in dict.fromkeys(ids) if record in self.matters]

    def matter_numbered(self, number: str) -> Matter | None:
        """The matter of a number, the newest when several have it."""
        ids = _ids(self._by_matter_number, _said(number))
        return self.matters[max(ids)] if ids else None

    def _people(self, records: Iterable[int]) -> list[Person]:
        return [self.people[record] for record in sorted(set(records), reverse=True)]

    def _beginning_with(self, beginning: str) -> Iterator[str]:
        if self._words is None:
            self._words = sorted(self._by_word)
        for place in range(bisect_left(self._words, beginning), len(self._words)):
            if not self._words[place].startswith(beginning):
                return
            yield self._words[place]

    def _keys(self, person: Person) -> Iterator[tuple[_Table, str]]:
        """Every table a person stands in, and under what."""
        for plain in {phone.partition(";")[0] for phone in person.phones} - {""}:
            yield self._by_number, plain
        for word in _words(" ".join((person.name, *person.other_names))):
            yield self._by_word, word
        plain = in_plain_words(person.name)
        if " " in person.name and plain.strip():
            yield self._by_first, plain.split()[0]


def in_plain_words(text: str) -> str:
    """The words of a text with a blank before and behind each, without what stands around words in a sentence."""
    words = (word.strip(",.;:!?()\"'").removesuffix("'s") for word in text.casefold().replace("\u2019", "'").split())
    return f" {' '.join(filter(None, words))} "


def _words(names: str) -> set[str]:
    return set(folded(names).replace("-", " ").split())


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


def _said(number: str) -> str:
    return number.casefold().strip()

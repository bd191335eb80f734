"""Who of the office's people somebody from a file may be: by number, by name, by a name that is like it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.conflict.hit import Listed
from paratui.domain.conflict.index import NameIndex
from paratui.domain.errors import BadInput
from paratui.domain.person import Person

if TYPE_CHECKING:
    from paratui.domain.conflict.known_names import KnownNames
    from paratui.services.desk import Desk

# Another spelling, a short form, one slip in a long word; less is shown to a conflict check and no reason to ask.
LIKE_ENOUGH = 85


class Alike(NamedTuple):
    """Somebody it may be, and why. `line` is where they stand in the file, 0 for one of the office."""

    person: Person
    why: str
    line: int = 0


class KnownPeople:
    """The office's people, and those of the file that were seen before."""

    def __init__(self, desk: Desk, names: KnownNames) -> None:
        # Whoever the office had when they were read.
        self.seen = set[int]()
        self._index = NameIndex((), names)
        self._people: dict[int, Person] = {}
        self._lines: dict[int, int] = {}
        self._by_number: defaultdict[str, list[int]] = defaultdict(list)
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        for doc in desk.store.records("person"):
            self.seen.add(doc["id"])
            try:
                person = Person.read(doc)
            except BadInput:
                # What another tool spoiled is told of by the doctor; nobody can be joined with it.
                continue
            if not person.merged_into:
                self.add(person)
                for name in (person.name, *person.other_names):
                    self._index.add(Listed(_whole_words(name), "person", person.id, person.role))

    def foresee(self, name: str, line: int) -> None:
        """Somebody of the file who is looked at later: taking a name in between two looks is slow."""
        self._index.add(Listed(_whole_words(name), "row", -line, ""))

    def add(self, person: Person, line: int = 0) -> None:
        """Somebody of the file, so that the same one further down is noticed."""
        self._people[person.id] = person
        if line:
            self._lines[person.id] = line
        for number in person.phones:
            self._by_number[number.partition(";")[0]].append(person.id)
        for name in names_of(person):
            self._by_name[name].append(person.id)

    def alike(self, person: Person) -> list[Alike]:
        """Who it may be, the likeliest first: the number and the name, the name, the number, a name like it."""
        number = [one for phone in person.phones for one in self._by_number.get(phone.partition(";")[0], ())]
        named = [one for name in (person.name, *person.other_names) for one in self._by_name.get(_folded(name), ())]
        like = {}
        if not set(number) & set(named):
            found = self._index.check([_whole_words(person.name)]).hits
            like = {
                hit.listed.record: hit.reason
                for hit in found
                if hit.score >= LIKE_ENOUGH
                and hit.listed.record in self._people
                and _initials_agree(person.name, self._people[hit.listed.record].name)
            }
        ranked = [
            *((one, "same name, same number") for one in named if one in number),
            *((one, f"same number, {like[one]}") for one in number if one in like),
            *((one, "same name") for one in named),
            *((one, "same number, another name") for one in number),
            *((one, f"like name: {why}") for one, why in like.items()),
        ]
        first: dict[int, str] = {}
        for record, why in ranked:
            first.setdefault(record, why)
        return [Alike(self._people[one], why, self._lines.get(one, 0)) for one, why in first.items()]


def names_of(person: Person) -> set[str]:
    """What somebody is called, so that it can be compared."""
    return {_folded(name) for name in (person.name, *person.other_names)}


def _whole_words(name: str) -> str:
    """A name without its initials: the index compares those with everybody who has one."""
    return " ".join(word for word in name.split() if len(word.rstrip(".")) > 1) or name


def _initials_agree(one: str, other: str) -> bool:
    """Whether nothing speaks against one person: John A. Smith is not John B. Smith, and may be John Smith."""
    mine, theirs = (
        {word[0].casefold() for word in name.split() if len(word.rstrip(".")) == 1} for name in (one, other)
    )
    return not (mine and theirs) or mine == theirs


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

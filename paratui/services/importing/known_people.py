"""Who of the office's people somebody from a file may be: by number, by name, by a name that is like it."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from paratui.domain.conflict.hit import Listed
from paratui.domain.conflict.index import NameIndex
from paratui.domain.errors import BadInput
from paratui.domain.person import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paratui.domain.conflict.known_names import KnownNames
    from paratui.services.desk import Desk

_Key = TypeVar("_Key")
# Another spelling, a short form, one slip in a long word; less is shown to a conflict check and no reason to ask.
LIKE_ENOUGH = 85
# A switchboard's number, or a name that stands in every row, is no reason to compare everybody with everybody.
MOST_ALIKE = 50
# Of one person's numbers with each of their names: a crafted card has a hundred times thousands.
MOST_PAIRS = 1_000


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
        self._by_both: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._like: dict[str, list[tuple[int, str]]] = {}
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
        numbers, names = _numbers_of(person), _names_in_order(person)
        for number in numbers:
            self._by_number[number].append(person.id)
        for name in names:
            self._by_name[name].append(person.id)
        for both in islice(product(numbers, names), MOST_PAIRS):
            self._by_both[both].append(person.id)

    def alike(self, person: Person) -> list[Alike]:
        """Who it may be, the likeliest first: the number and the name, the name, the number, a name like it."""
        numbers, names = _numbers_of(person), _names_in_order(person)
        number = _first(self._by_number, numbers)
        named = _first(self._by_name, names)
        both = _first(self._by_both, islice(product(numbers, names), MOST_PAIRS))
        like = {} if both else self._like_named(person.name)
        ranked = [
            *((one, "same name, same number") for one in both),
            *((one, f"same number, {like[one]}") for one in number if one in like),
            *((one, "same name") for one in named),
            *((one, "same number, another name") for one in number),
            *((one, f"like name: {why}") for one, why in like.items()),
        ]
        first: dict[int, str] = {}
        for record, why in ranked:
            first.setdefault(record, why)
        likeliest = islice(first.items(), MOST_ALIKE)
        return [Alike(self._people[one], why, self._lines.get(one, 0)) for one, why in likeliest]

    def _like_named(self, name: str) -> dict[int, str]:
        """Who has a name that is like it, and why. Who is foreseen is not looked at before their row comes."""
        words = _whole_words(name)
        if words not in self._like:
            hits = [hit for hit in self._index.check([words]).hits if hit.score >= LIKE_ENOUGH]
            if len(hits) > MOST_ALIKE:
                # The office's own and the first rows: those are known when the next one comes.
                hits.sort(key=lambda hit: (hit.listed.record < 0, abs(hit.listed.record)))
            self._like[words] = [(hit.listed.record, hit.reason) for hit in hits[:MOST_ALIKE]]
        return {
            record: why
            for record, why in self._like[words]
            if record in self._people and _initials_agree(name, self._people[record].name)
        }


def _first(held: Mapping[_Key, Sequence[int]], keys: Iterable[_Key]) -> list[int]:
    return list(islice((one for key in keys for one in held.get(key, ())), MOST_ALIKE))


def _numbers_of(person: Person) -> list[str]:
    return list(dict.fromkeys(number.partition(";")[0] for number in person.phones))


def names_of(person: Person) -> set[str]:
    """What somebody is called, so that it can be compared."""
    return set(_names_in_order(person))


def _names_in_order(person: Person) -> list[str]:
    return list(dict.fromkeys(_folded(name) for name in (person.name, *person.other_names)))


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

"""The register as the index tells it; what each question means is said at `PeopleIndex`."""

from __future__ import annotations

import sqlite3
from array import array
from typing import TYPE_CHECKING, Any

import msgspec

from paratui.domain.entered_as import OURS, asked_names, beside_digits, in_plain_words, plain_number, said_number
from paratui.domain.errors import BadInput
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.domain.search_words import MOST_WORDS
from paratui.store.tinydb_folder.index.people_entries import CLIENT, NAMES_IT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_decode = msgspec.json.decode
# SQLite takes so many values in one question everywhere.
_AT_ONCE = 500
# Nothing that is written comes after it.
_LAST = "\U0010ffff"
_BEGINNING = "SELECT person FROM name_word WHERE word >= ? AND word < ?"
_WHOLE = "SELECT person FROM name_word WHERE word = ?"


class PeopleRegister:
    """Asks one connection, whose turn it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # Somebody

    def person(self, record: int) -> Person | None:
        seen: set[int] = set()
        while record not in seen and _is_whole(record):
            seen.add(record)
            into = self._one("SELECT merged_into FROM person WHERE id = ? AND merged_into", record)
            record = into or record
        return next(iter(self.people_of((record,))), None)

    def people_of(self, records: Collection[int]) -> list[Person]:
        found = {one.id: one for some in _some(records) for one in self._people(_marks(some), *some)}
        return [found[record] for record in records if record in found]

    def with_number(self, phone: str) -> list[Person]:
        return self._people("SELECT person FROM number WHERE number = ?", plain_number(phone))

    def with_digits(self, digits: str) -> list[Person]:
        return self._people("SELECT id FROM person WHERE shown AND instr(phones, ?)", digits)

    def best_named(self, beginnings: Sequence[str], most: int) -> list[Person]:
        ids, given = _beginning(beginnings)
        best = f"SELECT id FROM person WHERE id IN ({ids}) ORDER BY role <> 'client', name, id DESC LIMIT ?"  # noqa: S608 - made of names, no one's words
        return self.people_of([record for (record,) in self._execute(best, (*given, most))])

    def named(self, name: str) -> list[Person]:
        words = asked_names([name])
        ids = " INTERSECT ".join([_WHOLE] * len(words))
        near = self._people(ids, *words) if words else []
        return [one for one in near if said_number(one.name) == said_number(name)]

    def in_sentence(self, said: str) -> list[Person]:
        found: dict[int, Person] = {}
        for words in _some(tuple(dict.fromkeys(said.split()))):
            near = self._people(f"SELECT person FROM first_word WHERE word IN ({_marks(words)})", *words)  # noqa: S608 - as above
            found.update((one.id, one) for one in near if in_plain_words(one.name) in said)
        return [found[record] for record in sorted(found, reverse=True)]

    def roles(self, records: Collection[int]) -> dict[int, str]:
        return dict(self._among("SELECT id, role FROM person WHERE shown AND id IN", records))

    def merges(self) -> dict[int, tuple[int, ...]]:
        return {one.id: one.merged for one in self._people("SELECT id FROM person WHERE merges")}

    def people_before(self, record: int, most: int) -> list[Person]:
        newest = "SELECT doc FROM person_doc WHERE id < ? ORDER BY id DESC LIMIT ?"
        return [_read(Person, doc) for (doc,) in self._execute(newest, (record, most))]

    # Matters

    def matter(self, record: int) -> Matter | None:
        return next(iter(self.matters((record,))), None)

    def matters(self, records: Collection[int]) -> list[Matter]:
        found = {one.id: one for some in _some(records) for one in self._matters(_marks(some), *some)}
        return [found[record] for record in records if record in found]

    def matters_of(self, person: Person) -> list[Matter]:
        theirs = "SELECT matter FROM belongs WHERE person = ? AND side = ? ORDER BY matter DESC"
        found = [matter for (matter,) in self._execute(theirs, (person.id, CLIENT))]
        return self.matters(dict.fromkeys((*filter(_is_whole, person.matters), *found)))

    def matters_with(self, person: int) -> list[Matter]:
        return self._matters("SELECT matter FROM belongs WHERE person = ? AND side < ?", person, NAMES_IT)

    def matter_numbered(self, number: str) -> Matter | None:
        newest = "SELECT max(id) FROM matter WHERE shown AND said = ?"
        return next(iter(self._matters(newest, said_number(number))), None)

    def matter_numbers(self, beginning: str) -> list[str]:
        said = said_number(beginning)
        numbers = "SELECT number FROM matter WHERE shown AND said >= ? AND said < ?"
        found = self._execute(numbers, (said, said + _LAST))
        return [number for (number,) in found if number.startswith(beginning)]

    def matters_before(self, record: int, most: int, *, open_only: bool = False) -> list[Matter]:
        ids = f"SELECT id FROM matter WHERE id < ? AND {'open' if open_only else 'shown'} ORDER BY id DESC LIMIT ?"  # noqa: S608 - as above
        return self._matters(ids, record, most)

    def naming(self, matters: Collection[int]) -> list[tuple[int, int]]:
        ours = ", ".join(f"'{role}'" for role in sorted(OURS))
        told = "SELECT matter, person FROM belongs JOIN person ON person.id = belongs.person"
        return list(self._among(f"{told} WHERE side = {NAMES_IT} AND role IN ({ours}) AND matter IN", matters))

    def instructed(self, matters: Collection[int]) -> set[int]:
        return {record for (record,) in self._among("SELECT id FROM matter WHERE instructed AND id IN", matters)}

    # Lists

    def people_listed(
        self, beginnings: Sequence[str] = (), digits: str = "", others: Collection[int] = ()
    ) -> array[int]:
        among: str = "1"
        given: tuple[str | int, ...] = ()
        if beginnings:
            ids, given = _beginning(beginnings)
            among = f"id IN ({ids})"
            if digits:
                near, also = _beginning(beside_digits(beginnings))
                among, given = f"({among} OR instr(phones, ?) AND id IN ({near}))", (*given, digits, *also)
        elif digits:
            whole = tuple(filter(_is_whole, others))
            among, given = f"(instr(phones, ?) OR id IN ({_marks(whole)}))", (digits, *whole)
        return self._ids(f"SELECT id FROM person WHERE shown AND {among} ORDER BY name, id", *given)  # noqa: S608 - as above

    def matters_listed(self, words: Sequence[str], clients: Collection[int] = ()) -> array[int]:
        words = words[:MOST_WORDS]
        having = " AND ".join(["instr(words, ' ' || ?)"] * len(words)) or "1"
        theirs = {
            matter for some in _some(clients) for (matter,) in self._execute(
                f"SELECT matter FROM belongs WHERE side <> 1 AND person IN ({_marks(some)})", some  # noqa: S608 - as above
            )
        }  # fmt: skip
        found = self._execute(
            f"SELECT id, {having} FROM matter WHERE shown ORDER BY open DESC, number DESC, id DESC",  # noqa: S608 - as above
            tuple(words),
        )
        return array("q", (record for record, fits in found if fits or record in theirs))

    def texts(self, of: str) -> dict[int, str]:
        if of == "role":
            found = self._execute("SELECT id, role FROM person WHERE shown")
            return {record: role.casefold() for record, role in found}
        if of == "client":
            return self._first_names()
        column = {"title": "title", "stands": "stands"}[of]
        return dict(self._execute(f"SELECT id, {column} FROM matter WHERE shown"))  # noqa: S608 - one of two names

    def _first_names(self) -> dict[int, str]:
        """The name of the first client there is of each matter; of one that was merged, whose they are."""
        told = "SELECT matter, person.id, shown, name FROM belongs JOIN person ON person.id = belongs.person"
        found: dict[int, str] = {}
        for matter, record, shown, name in self._execute(
            f"{told} WHERE side = {CLIENT} ORDER BY matter, place"
        ):
            if matter not in found:
                person = None if shown else self.person(record)
                if shown or person:
                    found[matter] = person.name.casefold() if person else name
        return found

    def first_clients(self) -> dict[int, int]:
        return dict(self._execute("SELECT matter, person FROM belongs WHERE side = ? AND place = 0", (CLIENT,)))

    def troubles(self) -> list[str]:
        return [why for kind in ("person", "matter") for (why,) in self._execute(
            f"SELECT why FROM {kind} WHERE why <> '' ORDER BY id"  # noqa: S608 - one of two names
        )]  # fmt: skip

    # Asking

    def _execute(self, question: str, given: Sequence[Any] = ()) -> sqlite3.Cursor:
        # What a terminal gave that is no UTF-8 is no part of anybody's name.
        plain = [one.encode(errors="replace").decode() if isinstance(one, str) else one for one in given]
        return self._connection.execute(question, plain)

    def _one(self, question: str, *given: Any) -> int:
        found = self._execute(question, given).fetchone()
        return int(found[0]) if found else 0

    def _ids(self, question: str, *given: Any) -> array[int]:
        return array("q", (record for (record,) in self._execute(question, given)))

    def _among(self, question: str, records: Collection[Any]) -> Iterator[tuple[Any, ...]]:
        for some in _some(records):
            yield from self._execute(f"{question} ({_marks(some)})", some)

    def _people(self, ids: str, *given: Any) -> list[Person]:
        """The people of the ids a question gives, the newest record first."""
        found = self._execute(f"SELECT doc FROM person_doc WHERE id IN ({ids}) ORDER BY id DESC", given)  # noqa: S608 - as above
        return [_read(Person, doc) for (doc,) in found]

    def _matters(self, ids: str, *given: Any) -> list[Matter]:
        found = self._execute(f"SELECT doc FROM matter_doc WHERE id IN ({ids}) ORDER BY id DESC", given)  # noqa: S608 - as above
        return [_read(Matter, doc) for (doc,) in found]


def _beginning(beginnings: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Who has words beginning with each of these; nobody when there is none."""
    words = asked_names(beginnings)
    if not words:
        return "SELECT 0 WHERE 0", ()
    return " INTERSECT ".join([_BEGINNING] * len(words)), tuple(end for word in words for end in (word, word + _LAST))


def _some(records: Collection[Any]) -> Iterator[tuple[Any, ...]]:
    """The ids in groups one question takes, without those no table holds."""
    given = [one for one in records if not isinstance(one, int) or _is_whole(one)]
    for start in range(0, len(given), _AT_ONCE):
        yield tuple(given[start : start + _AT_ONCE])


def _is_whole(record: int) -> bool:
    return abs(record) < 1 << 63


def _marks(some: Collection[object]) -> str:
    return ", ".join("?" * len(some))


def _read(record: type[Any], doc: bytes) -> Any:
    try:
        return record.read(_decode(doc))
    except (BadInput, msgspec.DecodeError) as error:
        # It was readable when it was entered: it is the index that is spoilt.
        raise sqlite3.DatabaseError(str(error)) from None

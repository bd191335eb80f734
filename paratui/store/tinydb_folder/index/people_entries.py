"""What a person or matter is in the index, and how its entry takes the place of the one before.

`shown` is 0 for a record that was merged into another and for one that cannot be read; those are found by id alone.
A document stands in a table of its own: the lists go over the narrow tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from paratui.domain.call_row import whole_number
from paratui.domain.entered_as import (
    entered_as,
    in_plain_words,
    matter_texts,
    matter_words,
    name_words,
    plain_number,
    said_number,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.domain.record import Doc

# The sides of `belongs`: the matter names a client, or somebody who takes part, or a person names the matter.
CLIENT, PARTY, NAMES_IT = 0, 1, 2
PEOPLE_TABLES = (
    """CREATE TABLE person (
        id INTEGER PRIMARY KEY, rev INTEGER, shown INTEGER, name TEXT, role TEXT, phones TEXT, merged_into INTEGER,
        merges INTEGER, why TEXT
    )""",
    "CREATE TABLE person_doc (id INTEGER PRIMARY KEY, doc BLOB)",
    "CREATE INDEX person_by_name ON person (name, id) WHERE shown",
    "CREATE INDEX person_with_merged ON person (id) WHERE merges",
    "CREATE INDEX person_unreadable ON person (id) WHERE why <> ''",
    "CREATE TABLE number (number TEXT, person INTEGER, PRIMARY KEY (number, person)) WITHOUT ROWID",
    "CREATE TABLE name_word (word TEXT, person INTEGER, PRIMARY KEY (word, person)) WITHOUT ROWID",
    "CREATE TABLE first_word (word TEXT, person INTEGER, PRIMARY KEY (word, person)) WITHOUT ROWID",
    """CREATE TABLE matter (
        id INTEGER PRIMARY KEY, rev INTEGER, shown INTEGER, number TEXT, said TEXT, open INTEGER, instructed INTEGER,
        title TEXT, stands TEXT, words TEXT, why TEXT
    )""",
    "CREATE TABLE matter_doc (id INTEGER PRIMARY KEY, doc BLOB)",
    "CREATE INDEX matter_by_said ON matter (said, id) WHERE shown",
    "CREATE INDEX matter_open ON matter (id) WHERE open",
    "CREATE INDEX matter_unreadable ON matter (id) WHERE why <> ''",
    """CREATE TABLE belongs (
        matter INTEGER, side INTEGER, place INTEGER, person INTEGER, PRIMARY KEY (matter, side, place, person)
    ) WITHOUT ROWID""",
    "CREATE INDEX belongs_of_person ON belongs (person, side, matter)",
)
_encode = msgspec.json.encode
_decode = msgspec.json.decode


def put_record(connection: sqlite3.Connection, kind: str, doc: Doc) -> None:
    """Enter a person or matter; one of a revision that is entered already, or of an older one, changes nothing."""
    record, rev = doc["id"], doc["rev"]
    entered = connection.execute(f"SELECT rev FROM {kind} WHERE id = ?", (record,)).fetchone()  # noqa: S608 - two names
    if entered and entered[0] >= rev:
        return
    if entered:
        remove_record(connection, kind, record)
    entry = entered_as(kind, doc)
    if entry.person:
        _put_person(connection, entry.person)
    elif entry.matter:
        _put_matter(connection, entry.matter)
    elif kind == "person":
        connection.execute(
            "INSERT INTO person VALUES (?, ?, 0, '', '', '', ?, 0, ?)", (record, rev, entry.merged_into, entry.why)
        )
    else:
        unread = "INSERT INTO matter VALUES (?, ?, 0, '', '', 0, 0, '', '', '', ?)"
        connection.execute(unread, (record, rev, entry.why))


def remove_record(connection: sqlite3.Connection, kind: str, record: int) -> None:
    """Take the entry of a person or matter out."""
    if kind == "person":
        found = connection.execute("SELECT doc FROM person_doc WHERE id = ?", (record,)).fetchone()
        # Made from what is kept, so that what was entered is taken out again.
        person = entered_as(kind, _decode(found[0])).person if found else None
        for table, key in _keys(person) if person else ():
            connection.execute(f"DELETE FROM {table} WHERE {_KEY[table]} = ? AND person = ?", (key, record))  # noqa: S608 - as above
        connection.execute("DELETE FROM belongs WHERE person = ? AND side = ?", (record, NAMES_IT))
    else:
        connection.execute("DELETE FROM belongs WHERE matter = ? AND side < ?", (record, NAMES_IT))
    connection.execute(f"DELETE FROM {kind} WHERE id = ?", (record,))  # noqa: S608 - as above
    connection.execute(f"DELETE FROM {kind}_doc WHERE id = ?", (record,))  # noqa: S608 - as above


_KEY = {"number": "number", "name_word": "word", "first_word": "word"}


def _keys(person: Person) -> Iterator[tuple[str, str]]:
    """Every table a person stands in, and under what."""
    for plain in {plain_number(phone) for phone in person.phones} - {""}:
        yield "number", plain
    for word in name_words((person.name, *person.other_names)):
        yield "name_word", word
    plain = in_plain_words(person.name)
    if " " in person.name and plain.strip():
        yield "first_word", plain.split()[0]


def _put_person(connection: sqlite3.Connection, person: Person) -> None:
    phones = " ".join(person.phones)
    values = (person.id, person.rev, person.name.casefold(), person.role, phones, len(person.merged))
    connection.execute("INSERT INTO person VALUES (?, ?, 1, ?, ?, ?, 0, ?, '')", values)
    connection.execute("INSERT INTO person_doc VALUES (?, ?)", (person.id, _encode(person.doc())))
    for table, key in _keys(person):
        connection.execute(f"INSERT INTO {table} VALUES (?, ?)", (key, person.id))  # noqa: S608 - as above
    _put_belongs(connection, NAMES_IT, ((matter, 0, person.id) for matter in dict.fromkeys(person.matters)))


def _put_matter(connection: sqlite3.Connection, matter: Matter) -> None:
    texts = matter_texts(matter)
    instructed = any(words.strip() for words in matter.instructions)
    said, is_open = said_number(matter.number), matter.status == "open"
    values: tuple[Any, ...] = (matter.id, matter.rev, matter.number, said, is_open, instructed)
    values = (*values, texts["title"], texts["stands"], matter_words(matter))
    connection.execute("INSERT INTO matter VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, '')", values)
    connection.execute("INSERT INTO matter_doc VALUES (?, ?)", (matter.id, _encode(matter.doc())))
    clients = enumerate(dict.fromkeys(matter.clients))
    _put_belongs(connection, CLIENT, ((matter.id, place, client) for place, client in clients))
    parties = dict.fromkeys(one.person_id for one in matter.parties if one.person_id)
    _put_belongs(connection, PARTY, ((matter.id, 0, one) for one in parties))


def _put_belongs(connection: sqlite3.Connection, side: int, told: Iterable[tuple[int, int, int]]) -> None:
    for matter, place, person in told:
        # A number no table holds names nobody.
        if whole_number(matter) and whole_number(person):
            connection.execute("INSERT INTO belongs VALUES (?, ?, ?, ?)", (matter, side, place, person))

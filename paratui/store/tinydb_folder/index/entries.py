"""What a record is in the index, and how its entry takes the place of the one before."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import msgspec

from paratui.domain.call_order import caller_key
from paratui.domain.call_row import NUMBERS, TEXTS, CallRow, whole_number
from paratui.domain.call_words import FACTS, call_words, kinds_in
from paratui.domain.follow_up import CLOSED
from paratui.domain.search_words import words_of
from paratui.store.tinydb_folder.index.people_entries import put_record, remove_record

if TYPE_CHECKING:
    import sqlite3

    from paratui.domain.record import Doc

CALL_COLUMNS = ("id", "rev", *TEXTS, *NUMBERS, "skipped", "lines", "kinds")
FOLLOW_UP_COLUMNS = (
    "id",
    "rev",
    "number",
    "kind",
    "status",
    "due",
    "created",
    "closed",
    "assignee",
    "person_id",
    "matter_id",
)
_PUT_CALL = f"INSERT INTO call ({', '.join(CALL_COLUMNS)}, name) VALUES ({', '.join('?' * len(CALL_COLUMNS))}, ?)"  # noqa: S608 - names of columns, no one's words
_PUT_FOLLOW_UP = f"INSERT OR REPLACE INTO follow_up ({', '.join(FOLLOW_UP_COLUMNS)}) VALUES ({', '.join('?' * len(FOLLOW_UP_COLUMNS))})"  # noqa: S608, E501 - as above
_decode = msgspec.json.decode
_encode = msgspec.json.encode


def fact(name: str, value: object) -> str:
    """The word by which a fact of a call is found, such as `staff_ana`; the same for the index and a search."""
    said = str(value)
    plain = "_".join(words_of(said) or ["0"])
    # What its words leave out tells it from others: m.okafor is not m_okafor.
    return f"f_{name}_{plain}" if plain == said else f"f_{name}_{plain}_x{said.encode().hex()}"


def lines_of(packed: bytes) -> tuple[tuple[int, str, str], ...]:
    """The lines of a call as they are kept in its entry."""
    return tuple((at, kind, text) for at, kind, text in _decode(zlib.decompress(packed)))


def put(connection: sqlite3.Connection, kind: str, doc: Doc) -> None:
    """Enter a record; one of a revision that is entered already, or of an older one, changes nothing."""
    if kind == "call":
        _put_call(connection, doc)
    elif kind == "follow_up":
        _put_follow_up(connection, doc)
    else:
        put_record(connection, kind, doc)


def remove(connection: sqlite3.Connection, kind: str, record: int) -> None:
    """Take a purged record out."""
    if kind == "call":
        _take_call_out(connection, record)
    elif kind == "follow_up":
        connection.execute("DELETE FROM follow_up WHERE id = ?", (record,))
    else:
        remove_record(connection, kind, record)


def _put_call(connection: sqlite3.Connection, doc: Doc) -> None:
    record, rev = doc["id"], doc["rev"]
    if not _take_call_out(connection, record, rev):
        return
    row = CallRow.of(doc)
    kinds = " ".join(sorted(kinds_in(doc)))
    lines = zlib.compress(_encode(row.lines), 1)
    values = [record, rev, *(getattr(row, name) for name in (*TEXTS, *NUMBERS)), " ".join(row.skipped), lines, kinds]
    connection.execute(_PUT_CALL, (*values, caller_key(row.person)))
    connection.execute("INSERT INTO words (rowid, said, who, ends, facts) VALUES (?, ?, ?, ?, ?)", _words(row, kinds))


def _words(row: CallRow, kinds: str) -> tuple[int, str, str, str, str]:
    # Made from what the entry keeps, so that the same words can be taken out again.
    told = {name: getattr(row, name) for name in (*TEXTS, *NUMBERS)}
    said, who, ends = call_words(told | {"lines": [{"text": text} for _, _, text in row.lines]})
    facts = [fact(name, told[name]) for name in FACTS]
    facts += [fact("kind", kind) for kind in kinds.split()]
    facts += [fact("incomplete", row.incomplete)]
    return row.id, " ".join(said), " ".join(who), " ".join(ends), " ".join(facts)


def _take_call_out(connection: sqlite3.Connection, record: int, rev: int | None = None) -> bool:
    """Take a call and its words out; False when the entry is as new as revision `rev`, and then it stays."""
    found = connection.execute(f"SELECT {', '.join(CALL_COLUMNS)} FROM call WHERE id = ?", (record,)).fetchone()  # noqa: S608 - as above
    if found is None:
        return True
    if rev is not None and found[1] >= rev:
        return False
    connection.execute(
        "INSERT INTO words (words, rowid, said, who, ends, facts) VALUES ('delete', ?, ?, ?, ?, ?)",
        _words(row_of(found), found[-1]),
    )
    # Not replaced by the entry that follows: the calls of a span are counted as they come and go.
    connection.execute("DELETE FROM call WHERE id = ?", (record,))
    return True


def row_of(found: tuple[Any, ...], *, lines: bool = True) -> CallRow:
    """The row that CALL_COLUMNS of an entry describe, without its lines where they are not wanted."""
    told = lines_of(found[-2]) if lines else ()
    values: tuple[Any, ...] = (found[0], *found[2:-3], tuple(found[-3].split()), told)
    return CallRow(*values)


def _put_follow_up(connection: sqlite3.Connection, doc: Doc) -> None:
    entered = connection.execute("SELECT rev FROM follow_up WHERE id = ?", (doc["id"],)).fetchone()
    if entered and entered[0] >= doc["rev"]:
        return
    texts = {name: value if isinstance(value := doc.get(name), str) else "" for name in FOLLOW_UP_COLUMNS}
    numbers = {name: whole_number(doc.get(name)) for name in FOLLOW_UP_COLUMNS}
    closed = _last_happening(doc) if doc.get("status") in CLOSED else ""
    connection.execute(
        _PUT_FOLLOW_UP,
        (
            doc["id"],
            doc["rev"],
            numbers["number"],
            *(texts[name] for name in ("kind", "status", "due", "created")),
            closed,
            texts["assignee"],
            numbers["person_id"],
            numbers["matter_id"],
        ),
    )


def _last_happening(doc: Doc) -> str:
    """When an item was closed, as its history tells; empty where it does not."""
    history = doc.get("history")
    last = history[-1] if isinstance(history, list) and history else None
    at = last.get("at") if isinstance(last, dict) else None
    return at if isinstance(at, str) else ""

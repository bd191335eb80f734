"""The index's file: its tables, and how one is opened."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from paratui.store.tinydb_folder.ground.disk import FILE_MODE
from paratui.store.tinydb_folder.index.people_entries import PEOPLE_TABLES

if TYPE_CHECKING:
    from pathlib import Path

# Raised whenever a table or the words of a record change: an index of another form is made anew.
FORM = 8
# Calls whose ids are the same without these bits are in one span, of about six days: its calls stand counted there.
SPAN_BITS = 51
# A word of four letters and fewer finds its calls without a walk over all the words that begin with it.
_WORDS = """
CREATE VIRTUAL TABLE words USING fts5(
    said, who, ends, facts,
    content='', prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
)
"""
_TABLES = (
    "CREATE TABLE reached (segment INTEGER, offset INTEGER, chain TEXT, seq INTEGER, form INTEGER)",
    """CREATE TABLE call (
        id INTEGER PRIMARY KEY, rev INTEGER, started TEXT, status TEXT, staff TEXT, person TEXT, phone TEXT,
        matter TEXT, matter_title TEXT, channel TEXT, direction TEXT, outcome TEXT, seconds INTEGER,
        person_id INTEGER, matter_id INTEGER, skipped TEXT, name TEXT, lines BLOB, kinds TEXT
    )""",
    "CREATE INDEX call_of_person ON call (person_id, id) WHERE person_id",
    "CREATE INDEX call_of_matter ON call (matter_id, id) WHERE matter_id",
    "CREATE INDEX call_by_status ON call (status, id)",
    "CREATE INDEX call_over_number ON call (phone, id) WHERE person_id AND phone <> ''",
    "CREATE INDEX call_by_seconds ON call (status, seconds, id)",
    "CREATE INDEX call_by_name ON call (status, name, id DESC)",
    "CREATE TABLE call_span (status TEXT, span INTEGER, calls INTEGER, PRIMARY KEY (status, span)) WITHOUT ROWID",
    f"""CREATE TRIGGER one_call_more AFTER INSERT ON call BEGIN
        INSERT INTO call_span VALUES (new.status, new.id >> {SPAN_BITS}, 1)
        ON CONFLICT DO UPDATE SET calls = calls + 1;
    END""",  # noqa: S608 - a number of ours
    f"""CREATE TRIGGER one_call_less AFTER DELETE ON call BEGIN
        UPDATE call_span SET calls = calls - 1 WHERE status = old.status AND span = old.id >> {SPAN_BITS};
    END""",  # noqa: S608 - a number of ours
    """CREATE TABLE follow_up (
        id INTEGER PRIMARY KEY, rev INTEGER, number INTEGER, kind TEXT, status TEXT, due TEXT, created TEXT,
        closed TEXT, assignee TEXT, person_id INTEGER, matter_id INTEGER
    )""",
    "CREATE INDEX follow_up_of_person ON follow_up (person_id, id) WHERE person_id",
    "CREATE INDEX follow_up_of_matter ON follow_up (matter_id, id) WHERE matter_id",
    *PEOPLE_TABLES,
    _WORDS,
)
# Others hold the file for moments; whoever holds it for long is not waited for: the records tell as well.
_BUSY_MILLISECONDS = 400
_CACHE_KILOBYTES = 256


def make(path: Path) -> sqlite3.Connection:
    """A new index file at `path`, empty, with the office's mode whatever the umask is."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    try:
        os.fchmod(fd, FILE_MODE)
    finally:
        os.close(fd)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    # Nothing of it must survive a crash: it is made again from the records.
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-65536")
    for table in _TABLES:
        connection.execute(table)
    return connection


def open_index(path: Path, *, reading: bool) -> sqlite3.Connection:
    """The index file at `path`. Raises sqlite3.Error when it is none, or not there."""
    connection = sqlite3.connect(
        f"file:{_quoted(path)}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode=WAL")
        # A crash of the machine may cost the newest entries, never the order in which they were made.
        connection.execute("PRAGMA synchronous=NORMAL")
        if reading:
            connection.execute("PRAGMA query_only=1")
            # The system keeps the pages as well, once for everybody.
            connection.execute(f"PRAGMA cache_size=-{_CACHE_KILOBYTES}")
        form = connection.execute("SELECT form FROM reached").fetchone()
    except BaseException:
        connection.close()
        raise
    if form != (FORM,):
        connection.close()
        raise sqlite3.DatabaseError("the index has another form")
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")

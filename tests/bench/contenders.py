"""The same work done by four: this store, SQLite, stock TinyDB in one file, and a bare append with fdatasync.

Each is opened over a folder that `lay_out` has filled with the same office. SQLite runs in WAL mode with
synchronous=FULL, so that a commit is as durable as ours; it keeps no earlier revisions and no chain. A
change is the claim of an open follow-up, and whoever can compares its revision first.
"""

from __future__ import annotations

import os
import random
import sqlite3
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb import TinyDB, where

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.ids import make_id
from paratui.domain.wall_clock import utc_text
from paratui.store.interface import Put
from tests.bench.office_generator import open_office
from tests.bench.office_history import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from paratui.domain.record import Doc

PAGE = 200
PEOPLE = ("ana", "dana", "amy", "bo")
OPEN_ITEMS = "kind = 'follow_up' AND status NOT IN ('done', 'cancelled')"
# The planner takes a wider index for these unless it is told.
_OPEN_DOCS = f"SELECT doc FROM record INDEXED BY open_items WHERE {OPEN_ITEMS} ORDER BY id"
_LAST_NUMBER = "SELECT max(number) FROM record INDEXED BY by_number WHERE kind = 'follow_up' AND number > 0"
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_encode = msgspec.json.Encoder().encode


class Sample(msgspec.Struct):
    """What of an office the work is done on, drawn over all its years."""

    open: list[int]
    archived: list[int]
    numbers: list[int]
    line_bytes: int


class Worker:
    """What all have in common: a sample of the office and their own luck."""

    def __init__(self, root: Path, login: str) -> None:
        self.root = root
        self.login = login
        self.sample = msgspec.json.decode((root / "sample.json").read_bytes(), type=Sample)
        self.draw = random.Random(f"{login} {os.getpid()}")

    def an_item(self) -> int:
        return self.draw.choice(self.sample.open)

    def a_call(self) -> int:
        return self.draw.choice(self.sample.archived)

    def a_number(self) -> int:
        return self.draw.choice(self.sample.numbers)

    def claim(self) -> tuple[str, Doc]:
        """An open follow-up as its next claim leaves it."""
        doc = self.get("follow_up", self.an_item())
        return "follow_up", doc | {"assignee": self.draw.choice(PEOPLE)}

    def get(self, kind: str, record: int) -> Doc:
        raise NotImplementedError

    def amendment(self) -> tuple[str, Doc]:
        """A call of some week of all the years as its next amendment leaves it."""
        doc = self.get("call", self.a_call())
        return "call", doc | {"amended_why": f"misheard the {self.draw.choice(('date', 'name', 'street'))}"}


class Ours(Worker):
    """This store."""

    def open(self) -> None:
        self.store = open_office(self.root / "office", self.login)

    def close(self) -> None:
        self.store.close()

    def leave_open(self) -> None:
        """Let go as a killed process does: nothing is folded."""
        self.store._records.journal.close()

    def get(self, kind: str, record: int) -> Doc:
        return self.store.get(kind, record)

    def commit(self, *changed: tuple[str, Doc]) -> list[Doc]:
        return list(self.store.commit([Put(kind, doc, doc.get("rev", 0)) for kind, doc in changed]).docs)

    def open_list(self) -> list[Doc]:
        return self.store.open_follow_ups()

    def first_page(self) -> list[Doc]:
        return list(islice(self.store.calls(CallFilter()), PAGE))

    def by_number(self, number: int) -> Doc | None:
        return self.store.follow_up_number(number)

    def poll(self) -> int:
        return len(self.store.changes() or ())

    def checkpoint(self) -> None:
        self.store.checkpoint(force=True)


class Sqlite(Worker):
    """One table with the indexes these questions need."""

    def open(self) -> None:
        self.db = sqlite3.connect(self.root / "office.db", isolation_level=None, timeout=20.0)
        # Sent with the first statement, as any program's first one does the work of opening.
        self.db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        self._seq = self._last_seq()
        self._version = self._data_version()

    def close(self) -> None:
        self.db.close()

    def leave_open(self) -> None:
        self.db.close()

    def _last_seq(self) -> int:
        return self.db.execute("SELECT max(seq) FROM record").fetchone()[0] or 0

    def _data_version(self) -> int:
        return self.db.execute("PRAGMA data_version").fetchone()[0]

    def get(self, kind: str, record: int) -> Doc:
        found = self.db.execute("SELECT rev, doc FROM record WHERE kind = ? AND id = ?", (kind, record)).fetchone()
        return _decode(found[1]) | {"rev": found[0]}

    def commit(self, *changed: tuple[str, Doc]) -> list[Doc]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            seq = self._last_seq() + 1
            stored = [(self._changed if doc.get("rev", 0) else self._added)(seq, kind, doc) for kind, doc in changed]
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        return stored

    def _changed(self, seq: int, kind: str, doc: Doc) -> Doc:
        new = doc | {"rev": doc["rev"] + 1}
        row = (seq, new["rev"], new.get("status"), _encode(new).decode(), kind, doc["id"], doc["rev"])
        query = "UPDATE record SET seq = ?, rev = ?, status = ?, doc = ? WHERE kind = ? AND id = ? AND rev = ?"
        if self.db.execute(query, row).rowcount != 1:
            raise StaleError
        return new

    def _added(self, seq: int, kind: str, doc: Doc) -> Doc:
        new = doc | {"rev": 1}
        if kind == "follow_up":
            new["number"] = self.db.execute(_LAST_NUMBER).fetchone()[0] + 1
        row = (kind, new["id"], 1, seq, new.get("status"), new.get("number"), _encode(new).decode())
        self.db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return new

    def open_list(self) -> list[Doc]:
        found = self.db.execute(_OPEN_DOCS).fetchall()
        return [_decode(doc) for (doc,) in found]

    def first_page(self) -> list[Doc]:
        found = self.db.execute("SELECT doc FROM record WHERE kind = 'call' ORDER BY id DESC LIMIT ?", (PAGE,))
        return [_decode(doc) for (doc,) in found]

    def by_number(self, number: int) -> Doc | None:
        query = "SELECT doc FROM record WHERE number = ? AND kind = 'follow_up'"
        found = self.db.execute(query, (number,)).fetchone()
        return _decode(found[0]) if found else None

    def poll(self) -> int:
        version = self._data_version()
        if version == self._version:
            return 0
        self._version = version
        found = self.db.execute("SELECT kind, id, rev, seq FROM record WHERE seq > ?", (self._seq,)).fetchall()
        self._seq = max((row[3] for row in found), default=self._seq)
        return len(found)

    def checkpoint(self) -> None:
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


class Stock(Worker):
    """TinyDB as it comes, one table a kind in one file."""

    def open(self) -> None:
        self.db = TinyDB(self.root / "office.json")

    def close(self) -> None:
        self.db.close()

    def leave_open(self) -> None:
        self.db.close()

    def get(self, kind: str, record: int) -> Doc:
        return self.db.table(kind).get(doc_id=record)

    def claim(self) -> tuple[str, Doc]:
        # Without reading the file first: its update reads it anyway.
        return "follow_up", {"id": self.an_item(), "assignee": self.draw.choice(PEOPLE)}

    def commit(self, *changed: tuple[str, Doc]) -> list[Doc]:
        for kind, doc in changed:
            self.db.table(kind).update(doc, doc_ids=[doc["id"]])
        return [doc for _, doc in changed]

    def open_list(self) -> list[Doc]:
        items = self.db.table("follow_up")
        # Its cache does not see what another process wrote.
        items.clear_cache()
        return items.search(~where("status").one_of(list(CLOSED)))

    def first_page(self) -> list[Doc]:
        return sorted(self.db.table("call").all(), key=lambda doc: -doc.doc_id)[:PAGE]

    def by_number(self, number: int) -> Doc | None:
        return self.db.table("follow_up").get(where("number") == number)


class Bare(Worker):
    """As many bytes as a claim takes in the journal, appended to a file and made durable."""

    def open(self) -> None:
        self._fd = os.open(self.root / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._line = b"x" * (self.sample.line_bytes - 1) + b"\n"

    def close(self) -> None:
        os.close(self._fd)

    def get(self, _kind: str, record: int) -> Doc:
        return {"id": record}

    def commit(self, *_changed: tuple[str, Doc]) -> list[Doc]:
        os.write(self._fd, self._line)
        os.fdatasync(self._fd)
        return []


class StaleError(Exception):
    """Somebody else changed the record first."""


CONTENDERS = {"ours": Ours, "sqlite": Sqlite, "stock": Stock, "bare": Bare}


def new_call(worker: Worker, seconds: float) -> list[tuple[str, Doc]]:
    """A short call that has just ended, with one promise: what a commit of a new call stores."""
    at = NOW + timedelta(seconds=seconds)
    text = "call back with the date of the mediation as soon as the clerk has it"
    call = Call(id=make_id(at, worker.draw.getrandbits(22)), status="ended", staff=worker.login, started=utc_text(at))
    item = FollowUp(id=make_id(at, worker.draw.getrandbits(22)), text=text, assignee=worker.login, call=call.id)
    return [("call", call.doc()), ("follow_up", item.doc())]

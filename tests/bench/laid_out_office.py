"""One invented office written down for everybody who is measured: as ours, for SQLite, for stock TinyDB."""

from __future__ import annotations

import os
import random
import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.follow_up import CLOSED
from paratui.domain.wall_clock import utc_text
from paratui.store.interface import KINDS
from paratui.store.tinydb_folder.journal.segment import GENESIS, seal, sealed_doc
from tests.bench.contenders import OPEN_ITEMS, Sample
from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.office_history import NOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from paratui.domain.record import Doc
    from paratui.store.interface import Store

SAMPLE = 400
_SCHEMA = f"""
CREATE TABLE record (
    kind TEXT NOT NULL, id INTEGER NOT NULL, rev INTEGER NOT NULL, seq INTEGER NOT NULL,
    status TEXT, number INTEGER, doc TEXT NOT NULL
);
CREATE UNIQUE INDEX by_id ON record (kind, id);
CREATE INDEX by_number ON record (number) WHERE kind = 'follow_up';
CREATE INDEX open_items ON record (id) WHERE {OPEN_ITEMS};
CREATE INDEX by_seq ON record (seq);
"""
_encode = msgspec.json.Encoder().encode


def lay_out(root: Path, documents: int, beside: Iterable[str] = ("sqlite", "stock")) -> None:
    """Write one office for everybody: ours in office/, the same for those `beside` it, and what to work on."""
    write_invented_office(root / "office", documents)
    store = open_office(root / "office")
    draw = random.Random(3)
    items = store.open_follow_ups()
    calls = [doc["id"] for doc in store.records("call")]
    numbers = [doc["number"] for doc in store.records("follow_up") if doc["status"] in CLOSED]
    for name in beside:
        {"sqlite": _fill_sqlite, "stock": _fill_stock}[name](root, store)
    line = seal(GENESIS, documents, utc_text(NOW), "ana", [sealed_doc("follow_up", draw.choice(items))]).line
    sample = Sample(
        [doc["id"] for doc in items],
        draw.sample(calls, min(SAMPLE, len(calls))),
        draw.sample(numbers, min(SAMPLE, len(numbers))),
        len(line),
    )
    (root / "sample.json").write_bytes(msgspec.json.encode(sample))
    store.close()
    os.sync()


def _rows(store: Store) -> Iterator[tuple[str, Doc]]:
    return ((kind, doc) for kind in KINDS for doc in store.records(kind))


def _fill_sqlite(root: Path, store: Store) -> None:
    db = sqlite3.connect(root / "office.db", isolation_level=None)
    db.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; {_SCHEMA}")
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (kind, doc["id"], doc["rev"], seq, doc.get("status"), doc.get("number"), _encode(doc).decode())
            for seq, (kind, doc) in enumerate(_rows(store), 1)
        ),
    )
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    db.close()


def _fill_stock(root: Path, store: Store) -> None:
    with (root / "office.json").open("wb") as file:
        for place, (kind, docs) in enumerate(groupby(_rows(store), key=itemgetter(0))):
            file.write((b"}, " if place else b"{") + f'"{kind}": {{'.encode())
            for nth, (_, doc) in enumerate(docs):
                file.write((b", " if nth else b"") + f'"{doc["id"]}": '.encode() + _encode(doc))
        file.write(b"}}")

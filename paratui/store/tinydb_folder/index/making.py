"""Making the index from all the records, in a file beside the one there is."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from paratui.domain.ids import id_week
from paratui.store.tinydb_folder.files.by_hand import mark_of
from paratui.store.tinydb_folder.ground.folder import INDEX
from paratui.store.tinydb_folder.index import entries
from paratui.store.tinydb_folder.index.entering import KINDS, keep
from paratui.store.tinydb_folder.index.index_files import sync
from paratui.store.tinydb_folder.index.schema import make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paratui.domain.record import Doc
    from paratui.store.tinydb_folder.files.by_hand import Mark
    from paratui.store.tinydb_folder.files.records import Records
    from paratui.store.tinydb_folder.ground.folder import Folder


def made(folder: Folder, records: Records, progress: Callable[[int, int], object]) -> tuple[Mark | None, Path]:
    """A new index beside the one there is, and what was purged when it was begun."""
    purged = mark_of(folder.purged)
    beside = folder.path / f"{INDEX}.new"
    beside.unlink(missing_ok=True)
    try:
        with closing(make(beside)) as connection:
            _fill(connection, folder, records, progress)
            # Put on by the first who opens it, it would be locked for the others just then.
            connection.execute("PRAGMA journal_mode=WAL")
        sync(beside)
    except BaseException as error:
        # Half of one is of no use, and a full disk needs the room.
        beside.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise OSError(_errno_of(error), str(error), str(beside)) from error
        raise
    return purged, beside


def _fill(
    connection: sqlite3.Connection, folder: Folder, records: Records, progress: Callable[[int, int], object]
) -> None:
    with records.mutex:
        records.refresh()
        start = records.journal.position
    weeks = len(list((folder.path / "calls").glob("*.json")))
    connection.execute("BEGIN")
    for kind in KINDS:
        done, week = 0, ""
        docs: list[Doc] = []
        for doc in records.newest_first(kind):
            if id_week(doc["id"]) != week:
                _enter_week(connection, kind, docs)
                done, week, docs = done + 1, id_week(doc["id"]), []
                if kind == KINDS[0]:
                    progress(min(done, weeks), weeks)
            docs.append(doc)
        _enter_week(connection, kind, docs)
    keep(connection, start)
    connection.execute("COMMIT")


def _enter_week(connection: sqlite3.Connection, kind: str, docs: list[Doc]) -> None:
    for doc in reversed(docs):
        entries.put(connection, kind, doc)


def _errno_of(error: sqlite3.Error) -> int:
    """What a disk that refuses says without SQLite between."""
    return errno.ENOSPC if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL else errno.EIO

"""The index of an office: index.sqlite, derived from the records and never needed for the truth.

It holds how far in the journal it goes; whoever notices that it is behind enters what is missing. One that is
missing, of another form or damaged is made anew beside the old one and takes its place.
"""

from __future__ import annotations

import errno
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from paratui.domain.ids import id_week
from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.files.by_hand import mark_of
from paratui.store.tinydb_folder.ground.folder import INDEX
from paratui.store.tinydb_folder.index import entries, finding
from paratui.store.tinydb_folder.index.index_files import one_at_a_time, put_in_place, shared, sync
from paratui.store.tinydb_folder.index.people_register import PeopleRegister
from paratui.store.tinydb_folder.index.reader import Reader
from paratui.store.tinydb_folder.index.schema import FORM, make, open_index
from paratui.store.tinydb_folder.journal.journal import Position
from paratui.store.tinydb_folder.journal.segment import PURGED, decoded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.call_order import CallOrder
    from paratui.domain.call_row import CallRow
    from paratui.domain.follow_up_row import FollowUpRow
    from paratui.domain.record import Doc
    from paratui.store.register import Register
    from paratui.store.tinydb_folder.files.by_hand import Mark
    from paratui.store.tinydb_folder.files.records import Records
    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.journal.segment import Sealed

_Answer = TypeVar("_Answer")

KINDS = ("call", "follow_up", "person", "matter")
# So many commits are entered at a time: one who searches meanwhile does not wait for all of them.
_AT_ONCE = 200
_COUNTS_KEPT = 64
# Behind by more than this it is quicker made anew.
_FAR_BEHIND = 20_000


class Index:
    """One process's view of the index. Threads may share it: readers wait for each other, not for the writer."""

    def __init__(self, folder: Folder, records: Records) -> None:
        self._folder = folder
        self._records = records
        self._path = folder.path / INDEX
        self._writing = threading.Lock()
        # Who types a number does not wait for a search that takes long.
        self._lists = Reader(folder, self._is_up_to_date)
        self._register = Reader(folder, self._is_up_to_date)
        self._counts: dict[tuple[tuple[int, int], str, CallFilter, int | None, int | None], int] = {}

    # Reading

    def rows(
        self,
        wanted: CallFilter,
        limit: int,
        *,
        before: int | None = None,
        after: int | None = None,
        skip: int = 0,
        lines: bool = True,
    ) -> list[CallRow] | None:
        """The wanted calls as rows, newest first; None while there is no index that could tell."""
        return self._lists.ask(
            lambda one: finding.rows(one, wanted, limit, before=before, after=after, skip=skip, lines=lines)
        )

    def best_rows(
        self, wanted: CallFilter, limit: int, *, skip: int = 0, lines: bool = True
    ) -> list[CallRow] | None:
        """The wanted calls as rows, best first; None while there is no index that could tell."""
        return self._lists.ask(lambda one: finding.best_rows(one, wanted, limit, skip=skip, lines=lines))

    def best_place(self, wanted: CallFilter, call: int) -> int | None:
        """How many come before a call, best first; None while there is no index that could tell."""
        return self._lists.ask(lambda one: finding.best_place(one, wanted, call))

    def sorted_rows(
        self, wanted: CallFilter, limit: int, order: CallOrder, *, below: int, above: int, skip: int, lines: bool
    ) -> list[CallRow] | None:
        """The wanted calls as rows, longest first or by caller; None while there is no index that could tell."""
        return self._lists.ask(
            lambda one: finding.sorted_rows(
                one, wanted, limit, order, below=below, above=above, skip=skip, lines=lines
            )
        )

    def sorted_place(self, wanted: CallFilter, order: CallOrder, call: int) -> int | None:
        """How many come before a call in such an order; None while there is no index that could tell."""
        return self._lists.ask(lambda one: finding.sorted_place(one, wanted, order, call))

    def count(self, wanted: CallFilter, *, before: int | None = None, after: int | None = None) -> int | None:
        """How many calls are wanted; None while there is no index that could tell."""
        return self._lists.ask(lambda one: self._counted(one, wanted, before, after))

    def _counted(
        self, connection: sqlite3.Connection, wanted: CallFilter, before: int | None, after: int | None
    ) -> int:
        # What was counted in the same file at the same commit is as many still.
        asked = (self._lists.file, _reached(connection).chain, wanted, before, after)
        if asked not in self._counts:
            if len(self._counts) >= _COUNTS_KEPT:
                self._counts.clear()
            self._counts[asked] = finding.count(connection, wanted, before=before, after=after)
        return self._counts[asked]

    def follow_ups(self, people: tuple[int, ...], matter: int) -> list[FollowUpRow] | None:
        """The items of any of these people, or of a matter; None while there is no index that could tell."""
        return self._lists.ask(lambda one: finding.follow_ups(one, people, matter))

    def last_of(self, people: tuple[int, ...], limit: int, before: int | None) -> list[CallRow] | None:
        """The newest ended calls of any of these people; None while there is no index that could tell."""
        return self._register.ask(lambda one: finding.last_of(one, people, limit, before))

    def last_over(self, plain: str) -> dict[int, int] | None:
        """The newest call with each person over a number; None while there is no index that could tell."""
        return self._register.ask(lambda one: finding.last_over(one, plain))

    def ask_register(self, question: Callable[[Register], _Answer], *, long: bool) -> _Answer | None:
        """What a question about people and matters finds; None while there is no index that could tell."""
        reader = self._lists if long else self._register
        return reader.ask(lambda one: question(PeopleRegister(one)))

    def is_there(self) -> bool:
        """Whether it can tell anything now."""
        there = self._lists.ask(lambda _connection: True) is True
        return there and not (self._lists.is_spoilt or self._register.is_spoilt)

    def interrupt(self) -> None:
        """Give up the question about calls that is being answered just now: a newer one has come."""
        self._lists.interrupt()

    def _is_up_to_date(self, connection: sqlite3.Connection) -> bool:
        """Whether it goes as far as the journal; a few commits that are missing are entered now."""
        reached = _reached(connection)
        with self._records.mutex:
            self._records.refresh()
            goal = self._records.journal.position
        if reached.seq == goal.seq:
            # As many commits are told by the index of a copy that went its own way since, and not the same ones.
            return reached.chain == goal.chain
        # Somebody else may hold the file for long, and a call that was just logged must not be missing.
        return 0 < goal.seq - reached.seq <= _AT_ONCE and self.catch_up() and _reached(connection).seq >= goal.seq

    def close(self) -> None:
        """Let go of the file."""
        self._lists.close()
        self._register.close()

    # Writing

    def catch_up(self) -> bool:
        """Enter what was committed since; False when it must be made anew first."""
        with self._writing, shared(self._folder):
            try:
                connection = open_index(self._path, reading=False)
            except (sqlite3.Error, OSError):
                return False
            try:
                return self._caught_up(connection)
            except sqlite3.OperationalError as error:
                # Another process is entering the same just now.
                return "locked" in str(error)
            except (sqlite3.Error, replay.DamagedError):
                return False
            finally:
                connection.close()

    def _caught_up(self, connection: sqlite3.Connection) -> bool:
        with self._records.mutex:
            self._records.refresh()
            goal = self._records.journal.position.seq
        reached = _reached(connection)
        if reached.seq > goal or goal - reached.seq > _FAR_BEHIND:
            return False
        while reached.seq < goal:
            connection.execute("BEGIN IMMEDIATE")
            try:
                # Somebody else may have gone on while the file was waited for.
                reached = _reached(connection)
                last = min(goal, reached.seq + _AT_ONCE)
                for sealed, segment, offset in replay.commits(self._folder, last, reached):
                    _enter(connection, sealed)
                    reached = Position(segment, offset, sealed.chain, sealed.body.seq)
                _keep(connection, reached)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
        return True

    def make_anew(self, progress: Callable[[int, int], object] | None = None) -> bool:
        """Make the index from all the records; False when another process is at it.

        `progress` hears how many weeks of calls are done, of how many.
        """
        with self._writing, one_at_a_time(self._folder) as mine:
            if not mine:
                return False
            purged, beside = self._made(progress or (lambda _done, _all: None))
            while not put_in_place(self._folder, beside, purged):
                purged, beside = self._made(progress or (lambda _done, _all: None))
        return self.catch_up()

    def _made(self, progress: Callable[[int, int], object]) -> tuple[Mark | None, Path]:
        """A new index beside the one there is, and what was purged when it was begun."""
        purged = mark_of(self._folder.purged)
        beside = self._path.with_name(f"{INDEX}.new")
        beside.unlink(missing_ok=True)
        try:
            with closing(make(beside)) as connection:
                self._fill(connection, progress)
            sync(beside)
        except BaseException as error:
            # Half of one is of no use, and a full disk needs the room.
            beside.unlink(missing_ok=True)
            if isinstance(error, sqlite3.Error):
                raise OSError(_errno_of(error), str(error), str(beside)) from error
            raise
        return purged, beside

    def _fill(self, connection: sqlite3.Connection, progress: Callable[[int, int], object]) -> None:
        with self._records.mutex:
            self._records.refresh()
            start = self._records.journal.position
        weeks = len(list((self._folder.path / "calls").glob("*.json")))
        connection.execute("BEGIN")
        for kind in KINDS:
            done, week = 0, ""
            docs: list[Doc] = []
            for doc in self._records.newest_first(kind):
                if id_week(doc["id"]) != week:
                    _enter_week(connection, kind, docs)
                    done, week, docs = done + 1, id_week(doc["id"]), []
                    if kind == KINDS[0]:
                        progress(min(done, weeks), weeks)
                docs.append(doc)
            _enter_week(connection, kind, docs)
        _keep(connection, start)
        connection.execute("COMMIT")


def _enter(connection: sqlite3.Connection, sealed: Sealed) -> None:
    for op in sealed.body.ops:
        if op.kind in KINDS:
            doc = decoded(op.doc)
            if op.doc == PURGED or doc is None:
                entries.remove(connection, op.kind, op.id)
            else:
                entries.put(connection, op.kind, doc)


def _enter_week(connection: sqlite3.Connection, kind: str, docs: list[Doc]) -> None:
    for doc in reversed(docs):
        entries.put(connection, kind, doc)


def _reached(connection: sqlite3.Connection) -> Position:
    found = connection.execute("SELECT segment, offset, chain, seq FROM reached").fetchone()
    if found is None:
        raise sqlite3.DatabaseError("the index does not say how far it goes")
    return Position(*found)


def _errno_of(error: sqlite3.Error) -> int:
    """What a disk that refuses says without SQLite between."""
    return errno.ENOSPC if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL else errno.EIO


def _keep(connection: sqlite3.Connection, reached: Position) -> None:
    connection.execute("DELETE FROM reached")
    connection.execute("INSERT INTO reached VALUES (?, ?, ?, ?, ?)", (*reached, FORM))

"""The index of an office: index.sqlite, derived from the records and never needed for the truth.

It holds how far in the journal it goes; whoever notices that it is behind enters what is missing. One that is
missing, of another form or damaged is made anew beside the old one and takes its place.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from paratui.store.interface import GivenUpError
from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.ground.folder import INDEX
from paratui.store.tinydb_folder.index import finding
from paratui.store.tinydb_folder.index.entering import (
    begun,
    enter_new,
    is_much,
    is_much_unread,
    reached_by,
)
from paratui.store.tinydb_folder.index.index_files import one_at_a_time, put_in_place, shared
from paratui.store.tinydb_folder.index.making import made
from paratui.store.tinydb_folder.index.people_register import PeopleRegister
from paratui.store.tinydb_folder.index.reader import Reader
from paratui.store.tinydb_folder.index.schema import open_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.call_order import CallOrder
    from paratui.domain.call_row import CallRow
    from paratui.domain.follow_up_row import FollowUpRow
    from paratui.domain.silence import Heard
    from paratui.store.register import Register
    from paratui.store.tinydb_folder.files.records import Records
    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.journal.journal import Position

_Answer = TypeVar("_Answer")

# So many commits are entered by somebody who waits for their answer.
_AT_ONCE = 200
_COUNTS_KEPT = 64
# Behind by more than this it is quicker made anew.
_FAR_BEHIND = 20_000
# Seconds the records are waited for: a large commit is read in at one go.
_PATIENCE = 0.004
# Rests between two looks whether another process has entered what is missing, and how often that is looked for.
_RESTS, _LOOKS = 50, 400


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
        # Told when much is missing, by whoever has it entered; without one that is done by whoever asks.
        self.much_new: Callable[[], None] | None = None
        # Who is entering much just now, and the file in which that did not succeed.
        self._entering = 0
        self._refused: tuple[int, int] = (0, 0)
        # Whether the last answer was of an index that lacks much.
        self.lags = False

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

    def best_rows(self, wanted: CallFilter, limit: int, *, skip: int = 0, lines: bool = True) -> list[CallRow] | None:
        """The wanted calls as rows, best first; None while there is no index that could tell."""
        return self._lists.ask(lambda one: finding.best_rows(one, wanted, limit, skip=skip, lines=lines))

    def best_place(self, wanted: CallFilter, call: int) -> int | None:
        """How many come before a call, best first; None while there is no index that could tell."""
        return self._lists.ask(lambda one: finding.best_place(one, wanted, call))

    def sorted_rows(
        self, wanted: CallFilter, limit: int, order: CallOrder, *, below: int, above: int, skip: int, lines: bool
    ) -> list[CallRow] | None:
        """The wanted calls as rows, longest first or by caller; None while there is no index that could tell."""

        def found(one: sqlite3.Connection) -> list[CallRow]:
            of = self._counted(one, wanted, None, None) if skip else 0
            return finding.sorted_rows(
                one, wanted, limit, order, below=below, above=above, skip=skip, of=of, lines=lines
            )

        return self._lists.ask(found)

    def sorted_place(self, wanted: CallFilter, order: CallOrder, call: int) -> int | None:
        """How many come before a call in such an order; None while there is no index that could tell."""
        return self._lists.ask(lambda one: finding.sorted_place(one, wanted, order, call))

    def count(self, wanted: CallFilter, *, before: int | None = None, after: int | None = None) -> int | None:
        """How many calls are wanted; None while there is no index that could tell."""
        return self._lists.ask(lambda one: self._counted(one, wanted, before, after))

    def _counted(
        self, connection: sqlite3.Connection, wanted: CallFilter, before: int | None, after: int | None
    ) -> int:
        if begun(connection):
            # Every piece that is entered makes them more.
            return finding.count(connection, wanted, before=before, after=after)
        # What was counted in the same file at the same commit is as many still.
        asked = (self._lists.file, reached_by(connection).chain, wanted, before, after)
        if asked not in self._counts:
            if len(self._counts) >= _COUNTS_KEPT:
                self._counts.clear()
            self._counts[asked] = finding.count(connection, wanted, before=before, after=after)
        return self._counts[asked]

    def follow_ups(self, people: tuple[int, ...], matter: int) -> list[FollowUpRow] | None:
        """The items of any of these people, or of a matter; None while there is no index that could tell."""
        return self._register.ask(lambda one: finding.follow_ups(one, people, matter))

    def last_of(self, people: tuple[int, ...], limit: int, before: int | None) -> list[CallRow] | None:
        """The newest ended calls of any of these people; None while there is no index that could tell."""
        return self._register.ask(lambda one: finding.last_of(one, people, limit, before))

    def since(self, people: tuple[int, ...], since: int) -> list[Heard] | None:
        """The ended calls of any of these people from an id on; None while there is no index that could tell."""
        return self._register.ask(lambda one: finding.since(one, people, since))

    def last_over(self, plain: str) -> dict[int, int] | None:
        """The newest call with each person over a number; None while there is no index that could tell."""
        return self._register.ask(lambda one: finding.last_over(one, plain))

    def ask_register(self, question: Callable[[Register], _Answer], *, long: bool) -> _Answer | None:
        """What a question about people and matters finds; None while there is no index that could tell."""
        reader = self._lists if long else self._register
        return reader.ask(lambda one: question(PeopleRegister(one)))

    def is_there(self) -> bool:
        """Whether it can tell anything now."""
        try:
            there = self._lists.ask(lambda _connection: True) is True
        except GivenUpError:
            # Somebody else's question was given up, not this one.
            return self.is_there()
        return there and not (self._lists.is_spoilt or self._register.is_spoilt)

    def interrupt(self) -> None:
        """Give up the question about calls that is being answered just now: a newer one has come."""
        self._lists.interrupt()

    def _is_up_to_date(self, connection: sqlite3.Connection) -> bool:
        """Whether it may tell: when it goes as far as the journal, a few commits that are missing being entered now.

        Where somebody sees to what is more than a few, it tells what it has until they are through.
        """
        # Read in this order a commit that comes meanwhile is seen by all that is read after it.
        reached, is_in_part = reached_by(connection), bool(begun(connection))
        goal = self._goal()
        if goal and reached.seq == goal.seq:
            self.lags = False
            # As many commits are told by the index of a copy that went its own way since, and not the same ones.
            return reached.chain == goal.chain and not is_in_part
        # One that is ahead is another copy's, and what is missing in it can be entered by nobody.
        is_ahead = goal is not None and reached.seq > goal.seq
        if self.much_new and not is_ahead and self._file() != self._refused:
            self.lags = goal is None or bool(self._entering) or is_much(self._folder, reached, goal)
            if self.lags:
                self.much_new()
                return True
        if goal is None:
            return False
        # Somebody else may hold the file for long, and a call that was just logged must not be missing.
        return 0 < goal.seq - reached.seq <= _AT_ONCE and self.catch_up() and reached_by(connection).seq >= goal.seq

    def _goal(self) -> Position | None:
        """How far the journal goes; None while much of it is not read in yet, and somebody sees to that."""
        records, is_seen_to = self._records, self.much_new is not None
        if not records.mutex.acquire(timeout=_PATIENCE if is_seen_to else -1):
            return None
        try:
            if is_seen_to and is_much_unread(self._folder, records.journal.position):
                return None
            records.refresh()
            return records.journal.position
        finally:
            records.mutex.release()

    def _file(self) -> tuple[int, int]:
        try:
            facts = self._path.stat()
        except OSError:
            return (0, 0)
        return facts.st_dev, facts.st_ino

    def close(self) -> None:
        """Let go of the file."""
        self._lists.close()
        self._register.close()

    # Writing

    def enter_much(self, rest: Callable[[], None]) -> bool:
        """Enter what is missing in pieces, where that is much; whether it was. Raises what `rest` raises."""
        if not self._lacks_much():
            return False
        self._entering += 1
        try:
            for _ in range(_LOOKS):
                # One process does it: the others would enter the same.
                with one_at_a_time(self._folder) as mine:
                    refused = mine and not self.catch_up(rest)
                if refused or not self._lacks_much():
                    break
                # Also after an own look: whoever holds the file may hold it for long.
                for _ in range(_RESTS):
                    rest()
            if refused or self._lacks_much():
                # It is damaged, or whoever was at it was stopped: it is done without, or made anew.
                self._refused = self._file()
        finally:
            self._entering -= 1
        return True

    def _lacks_much(self) -> bool:
        with self._records.mutex:
            self._records.refresh()
            goal = self._records.journal.position
        try:
            with shared(self._folder), closing(open_index(self._path, reading=True)) as connection:
                reached = reached_by(connection)
        except (sqlite3.Error, OSError):
            return False
        return reached.seq < goal.seq and is_much(self._folder, reached, goal)

    def catch_up(self, rest: Callable[[], None] | None = None) -> bool:
        """Enter what was committed since; False when it must be made anew first. Raises what `rest` raises."""
        with self._writing, shared(self._folder):
            try:
                with closing(open_index(self._path, reading=False)) as connection:
                    return self._caught_up(connection, rest)
            except sqlite3.OperationalError as error:
                # Another process is entering the same just now.
                return "locked" in str(error)
            except (sqlite3.Error, OSError, replay.DamagedError):
                return False

    def _caught_up(self, connection: sqlite3.Connection, rest: Callable[[], None] | None) -> bool:
        with self._records.mutex:
            self._records.refresh()
            goal = self._records.journal.position.seq
        reached = reached_by(connection)
        if reached.seq > goal or goal - reached.seq > _FAR_BEHIND:
            return False
        enter_new(connection, self._folder, goal, rest)
        return True

    def make_anew(self, progress: Callable[[int, int], object] | None = None) -> bool:
        """Make the index from all the records; False when another process is at it.

        `progress` hears how many weeks of calls are done, of how many.
        """
        with self._writing, one_at_a_time(self._folder) as mine:
            if not mine:
                return False
            while True:
                purged, beside = made(self._folder, self._records, progress or (lambda _done, _all: None))
                if put_in_place(self._folder, beside, purged):
                    break
        return self.catch_up()

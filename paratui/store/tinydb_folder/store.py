"""The office folder as a store: commits go to the journal, checkpoints fold them into TinyDB files."""

from __future__ import annotations

import errno
import os
import threading
from contextlib import contextmanager
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from paratui.domain.errors import StoreError, StoreFull
from paratui.domain.follow_up_row import rows_of
from paratui.store.interface import GivenUpError
from paratui.store.listed import listed
from paratui.store.purged_with import with_actions
from paratui.store.tinydb_folder.drafts.drafts import living, orphans, stranded, sweep
from paratui.store.tinydb_folder.files import aside, edits, replay
from paratui.store.tinydb_folder.files.records import Records
from paratui.store.tinydb_folder.files.writing import Writing
from paratui.store.tinydb_folder.ground.disk import is_full
from paratui.store.tinydb_folder.ground.folder import Folder
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.ground.refusals import prepare
from paratui.store.tinydb_folder.upkeep.opening import make_readable
from paratui.store.tinydb_folder.upkeep.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.call_order import CallOrder
    from paratui.domain.call_row import CallRow
    from paratui.domain.follow_up_row import FollowUpRow
    from paratui.domain.record import Doc
    from paratui.domain.silence import Heard
    from paratui.domain.wall_clock import WallClock
    from paratui.store.interface import (
        Answer,
        Change,
        Commit,
        Edit,
        Form,
        OrphanedDraft,
        Put,
        Revision,
        SetAside,
        Verified,
    )
    from paratui.store.register import Register
    from paratui.store.tinydb_folder.drafts.draft_writer import FolderDraft
    from paratui.store.tinydb_folder.index.index import Index

SEGMENT_BYTES = 400_000
LOCK_SECONDS = 2.0
# A long import does not wait for anybody to think of a checkpoint.
_OVERDUE = 4
# What is answered where a folder was moved away or its disk is gone.
_AWAY = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENOTCONN})


def open_folder(
    folder: Path,
    login: str,
    clock: WallClock,
    *,
    lock_seconds: float = LOCK_SECONDS,
    segment_bytes: int = SEGMENT_BYTES,
) -> TinyDBFolder:
    """Open the office in a folder, making it when the folder is new or empty.

    `lock_seconds` is how long a commit waits for another one, `segment_bytes` how long a journal segment
    gets. Raises OfficeError when the folder cannot hold an office as it is.
    """
    place = Folder(prepare(folder))
    try:
        place.lay_out()
        make_readable(place, login)
        return TinyDBFolder(place, login, clock, lock_seconds, segment_bytes)
    except OSError as error:
        raise _sentence(place, error) from error


class TinyDBFolder:
    """One process's store over an office folder. Threads may share it."""

    def __init__(self, folder: Folder, login: str, clock: WallClock, lock_seconds: float, segment_bytes: int) -> None:
        self.login = login
        self.folder = folder.path
        self._folder = folder
        self._clock = clock
        self._segment_bytes = segment_bytes
        self._commit_lock = OfficeLock(folder.commit_lock, login, keep=True)
        checkpoint_lock = OfficeLock(folder.checkpoint_lock, login)
        self._records = Records(folder)
        self._writing = Writing(folder, self._records, login, clock, self._commit_lock, lock_seconds)
        self._upkeep = Upkeep(folder, self._records, self._writing, clock, checkpoint_lock, segment_bytes)
        self._drafts: dict[int, FolderDraft] = {}
        self._closed = False
        self._given_up = threading.Event()

    # --- writing

    def commit(self, puts: Sequence[Put]) -> Commit:
        try:
            stored = self._writing.commit(puts)
        except OSError as error:
            raise _sentence(self._folder, error) from error
        if self._records.journal.position.offset > _OVERDUE * self._segment_bytes:
            self.checkpoint()
        return stored

    def purge(self, records: Sequence[tuple[str, int]]) -> int:
        with self._changing():
            purged = self._upkeep.purge(with_actions(records, self.records("action")))
            return len(purged & set(records))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _sentence(self._folder, error) from error

    # --- reading

    def get(self, kind: str, record: int) -> Doc | None:
        with self._reading():
            return self._records.get(kind, record)

    def open_follow_ups(self) -> list[Doc]:
        with self._reading():
            return self._records.hot_docs("follow_up")

    def open_follow_ups_as(self, form: type[Form]) -> list[Form] | None:
        with self._reading():
            return self._records.hot_as("follow_up", form)

    def follow_up_number(self, number: int) -> Doc | None:
        with self._reading():
            return self._records.by_number(number)

    def calls_in_progress(self) -> list[Doc]:
        with self._reading():
            return self._records.hot_docs("call")[::-1]

    def calls(
        self,
        wanted: CallFilter,
        before: int | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[Doc]:
        with self._reading():
            yield from filter(wanted.keeps, self._records.newest_first("call", before, cancelled))

    def call_rows(
        self,
        wanted: CallFilter,
        limit: int,
        *,
        before: int | None = None,
        after: int | None = None,
        skip: int = 0,
        lines: bool = True,
    ) -> list[CallRow]:
        cancelled = self._cancelled()
        with self._reading():
            found = self._index.rows(
                wanted, limit, before=before, after=after, skip=skip, lines=lines
            )
            if found is not None:
                return found
            rows = listed(self.calls(wanted, before, cancelled), limit, after, skip)
            return rows if lines else [row._replace(lines=()) for row in rows]

    def best_call_rows(
        self, wanted: CallFilter, limit: int, *, skip: int = 0, lines: bool = True
    ) -> list[CallRow] | None:
        with self._reading():
            return self._index.best_rows(wanted, limit, skip=skip, lines=lines)

    def best_call_place(self, wanted: CallFilter, call: int) -> int | None:
        with self._reading():
            return self._index.best_place(wanted, call)

    def sorted_call_rows(
        self,
        wanted: CallFilter,
        limit: int,
        order: CallOrder,
        *,
        below: int = 0,
        above: int = 0,
        skip: int = 0,
        lines: bool = True,
    ) -> list[CallRow] | None:
        with self._reading():
            return self._index.sorted_rows(wanted, limit, order, below=below, above=above, skip=skip, lines=lines)

    def sorted_call_place(self, wanted: CallFilter, order: CallOrder, call: int) -> int | None:
        with self._reading():
            return self._index.sorted_place(wanted, order, call)

    def count_calls(self, wanted: CallFilter, *, before: int | None = None, after: int | None = None) -> int:
        cancelled = self._cancelled()
        with self._reading():
            found = self._index.count(wanted, before=before, after=after)
            if found is not None:
                return found
            calls = self.calls(wanted, before, cancelled)
            return sum(1 for _ in takewhile(lambda doc: after is None or doc["id"] > after, calls))

    def follow_ups_of(self, people: tuple[int, ...], matter: int = 0) -> list[FollowUpRow]:
        with self._reading():
            found = self._index.follow_ups(people, matter)
            return found if found is not None else rows_of(self._records.newest_first("follow_up"), people, matter)

    def last_calls_of(self, people: tuple[int, ...], limit: int, before: int | None = None) -> list[CallRow] | None:
        with self._reading():
            return self._index.last_of(people, limit, before)

    def calls_since(self, people: tuple[int, ...], since: int) -> list[Heard] | None:
        with self._reading():
            return self._index.since(people, since)

    def last_calls_over(self, phone: str) -> dict[int, int] | None:
        with self._reading():
            return self._index.last_over(phone.partition(";")[0])

    def ask_register(self, question: Callable[[Register], Answer], *, long: bool = False) -> Answer | None:
        with self._reading():
            return self._index.ask_register(question, long=long)

    def _cancelled(self) -> Callable[[], bool]:
        """What ends the question that begins now with GivenUpError, once somebody called `give_up`."""
        given_up = self._given_up

        def cancelled() -> bool:
            if given_up.is_set():
                raise GivenUpError
            return False

        return cancelled

    def leave_much_to(self, much_new: Callable[[], None]) -> None:
        self._index.much_new = much_new

    def enter_much(self, rest: Callable[[], None]) -> bool:
        with self._reading():
            return self._index.enter_much(rest)

    def lags(self) -> bool:
        return self._index.lags

    def has_index(self) -> bool:
        return self._index.is_there()

    def make_index(self, progress: Callable[[int, int], Any] | None = None) -> bool:
        with self._changing():
            return self._index.make_anew(progress)

    def give_up(self) -> None:
        self._given_up.set()
        # Those who ask from now on are waited for.
        self._given_up = threading.Event()
        self._index.interrupt()

    @cached_property
    def _index(self) -> Index:
        from paratui.store.tinydb_folder.index.index import Index  # noqa: PLC0415 - a database loads with the first list

        return Index(self._folder, self._records)

    def records(self, kind: str) -> Iterator[Doc]:
        with self._reading():
            yield from self._records.newest_first(kind)

    def revisions(self, kind: str, record: int) -> list[Revision]:
        with self._reading():
            return replay.revisions(self._folder, kind, record)

    def changes(self) -> list[Change] | None:
        with self._reading():
            return self._records.changes()

    def own_changes(self) -> list[Change] | None:
        return self._records.own_changes()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                _shut_out(self._folder, error)
                or f"The office folder {self._folder.path} cannot be read just now ({error.strerror}); "
                "see that its disk is there, and try again"
            ) from error

    # --- drafts

    def draft(self, call: int) -> FolderDraft:
        from paratui.store.tinydb_folder.drafts.draft_writer import FolderDraft  # noqa: PLC0415 - loaded below

        if call not in self._drafts:
            with self._reading():
                self._drafts[call] = FolderDraft(self._folder.drafts, call, self.login, self._let_go)
        return self._drafts[call]

    def _let_go(self, call: int) -> None:
        self._drafts.pop(call, None)

    def living_drafts(self) -> set[int]:
        with self._reading():
            return living(self._folder.drafts, self._clock.now())

    def orphaned_drafts(self) -> list[OrphanedDraft]:
        # Whoever asks is about to take calls: what keeps them is loaded by then, and not with the first picture.
        import paratui.store.tinydb_folder.drafts.draft_writer  # noqa: F401, PLC0415

        with self._reading():
            sweep(self._folder.drafts)
            return orphans(self._folder.drafts, self.login)

    # --- keeping the folder in order

    def set_aside(self) -> list[SetAside]:
        with self._reading():
            return [*self._upkeep.set_aside(), *stranded(self._folder.drafts, self.login)]

    def edits(self, file: str) -> list[Edit]:
        with self._reading():
            return edits.edits(self._folder, file, self.get)

    def piece(self, file: str) -> bytes:
        with self._reading():
            return aside.read_piece(self._folder, file)[0]

    def note_taken(self, edit: Edit, file: str) -> None:
        with self._changing():
            aside.note_taken(self._folder, file, edit.kind, edit.id)

    def file_away(self, file: str, remark: str) -> str:
        with self._changing():
            return aside.file_away(self._folder, file, remark)

    def checkpoint(self, *, force: bool = False) -> bool:
        return self._upkeep.checkpoint(force=force)

    def verify(self, progress: Callable[[int, int], Any] | None = None) -> Verified:
        with self._reading():
            return self._upkeep.verify(self._commit_lock, progress)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        for draft in list(self._drafts.values()):
            draft.close()
        self.checkpoint(force=True)
        if "_index" in self.__dict__:
            self._index.close()
        self._records.journal.close()
        self._commit_lock.close()


def _sentence(folder: Folder, error: OSError) -> StoreError:
    """What a refused write means for a person."""
    if is_full(error):
        return StoreFull(f"The disk of {folder.path} is full, so this was not saved; make room and save again")
    if error.errno in _AWAY:
        return StoreError(
            f"The office folder {folder.path} is not there just now, and nothing was half saved; "
            "see that its disk is there, and try again"
        )
    where = f" at {error.filename}" if error.filename else ""
    return StoreError(
        _shut_out(folder, error)
        or f"The office folder {folder.path} refused this ({error.strerror}{where}); "
        "nothing was half saved. Ask the admin to give the group its rights back: chmod -R g+rwX on that folder"
    )


def _shut_out(folder: Folder, error: OSError) -> str:
    """What to say when this account may not enter the folder any more; empty when it may."""
    if error.errno not in {errno.EACCES, errno.EPERM} or os.access(folder.path, os.R_OK | os.W_OK | os.X_OK):
        return ""
    return (
        f"This account may not work in {folder.path} any more, and nothing was half saved; "
        "ask the office's admin to add it to the folder's group, then log in again"
    )

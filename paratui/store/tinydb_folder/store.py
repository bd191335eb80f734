"""The office folder as a store: commits go to the journal, checkpoints fold them into TinyDB files."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from paratui.domain.errors import StoreBusy, StoreError, StoreFull, StoreReadOnly
from paratui.domain.wall_clock import utc_text
from paratui.store.admission import Standing, admit
from paratui.store.interface import Commit, SetAside, Verified
from paratui.store.tinydb_folder import aside, replay
from paratui.store.tinydb_folder.checkpoint import Fold, Unfolded, move_folded
from paratui.store.tinydb_folder.disk import is_full
from paratui.store.tinydb_folder.drafts import FolderDraft, living, orphans
from paratui.store.tinydb_folder.folder import Folder
from paratui.store.tinydb_folder.journal import SyncFailedError
from paratui.store.tinydb_folder.lock import OfficeLock
from paratui.store.tinydb_folder.meta import NoMetaError
from paratui.store.tinydb_folder.opening import make_readable
from paratui.store.tinydb_folder.records import Records
from paratui.store.tinydb_folder.refusals import prepare
from paratui.store.tinydb_folder.segment import decoded, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.record import Doc
    from paratui.domain.wall_clock import WallClock
    from paratui.store.interface import Change, OrphanedDraft, Put, Revision

SEGMENT_BYTES = 400_000
IDLE_SECONDS = 60.0
LOCK_SECONDS = 2.0
# A long import does not wait for anybody to think of a checkpoint.
_OVERDUE = 4


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
        self._lock_seconds = lock_seconds
        self._segment_bytes = segment_bytes
        self._commit_lock = OfficeLock(folder.commit_lock, login)
        self._checkpoint_lock = OfficeLock(folder.checkpoint_lock, login)
        self._turn = threading.Lock()
        self._records = Records(folder)
        self._drafts: dict[int, FolderDraft] = {}
        self._read_only = ""
        self._checkpoint_trouble = ""
        self._next_checkpoint = clock.ticks()
        self._newest = (self._records.journal.position.seq, clock.ticks())
        self._closed = False

    # --- writing

    def commit(self, puts: Sequence[Put]) -> Commit:
        if self._read_only:
            raise StoreReadOnly(self._read_only)
        try:
            with self._turn, self._commit_lock.held(self._lock_seconds):
                stored = self._commit(puts)
        except OSError as error:
            raise _sentence(self._folder, error) from error
        if self._records.journal.position.offset > _OVERDUE * self._segment_bytes:
            self.checkpoint()
        return stored

    def _commit(self, puts: Sequence[Put]) -> Commit:
        records = self._records
        with records.mutex:
            self._take_stock()
            journal, start = records.journal, records.journal.position
            admitted = admit(puts, self._standing, records.last_change, records.last_number)
            fresh = [(kind, doc) for kind, doc, new in admitted if new]
            if not fresh:
                return Commit(start.seq, tuple(doc for _, doc, _ in admitted))
            sealed = seal(start.chain, start.seq + 1, utc_text(self._clock.now()), self.login, fresh)
            records.own.add(sealed.body.seq)
        try:
            journal.append(sealed.line, start.offset)
        except SyncFailedError as error:
            records.own.discard(sealed.body.seq)
            self._read_only = (
                f"The disk of {self._folder.path} failed while saving ({error}); nothing more is saved here: "
                "tell the office's admin, and start paratui again when the disk is well"
            )
            raise StoreReadOnly(self._read_only) from error
        except OSError:
            records.own.discard(sealed.body.seq)
            raise
        self._take_in()
        docs = iter([decoded(op.doc) or {} for op in sealed.body.ops])
        return Commit(sealed.body.seq, tuple(next(docs) if new else doc for _, doc, new in admitted))

    def _take_stock(self) -> None:
        """Under the commit lock: everything read, and the journal fit to be added to."""
        records = self._records
        records.refresh()
        journal = records.journal
        if journal.damage:
            raise StoreReadOnly(journal.damage)
        journal.make_segment()
        if journal.tail:
            name = f"{journal.position.segment:08d}-{journal.position.offset}"
            why = "The end of a commit that was cut off by a crash; it had not been reported as saved"
            aside.put_aside(self._folder, "torn", name, journal.torn_tail(), why)
            journal.cut_tail()

    def _take_in(self) -> None:
        """Read one's own commit back like anybody's."""
        # It is durable: a failure here must not look like a failure to save.
        with suppress(OSError), self._records.mutex:
            self._records.refresh()

    def _standing(self, kind: str, record: int) -> Standing | None:
        doc = self._records.get(kind, record)
        return Standing(doc["rev"], doc) if doc else None

    # --- reading

    def get(self, kind: str, record: int) -> Doc | None:
        with self._reading():
            return self._records.get(kind, record)

    def open_follow_ups(self) -> list[Doc]:
        with self._reading():
            return self._records.hot_docs("follow_up")

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

    def records(self, kind: str) -> Iterator[Doc]:
        with self._reading():
            yield from self._records.newest_first(kind)

    def revisions(self, kind: str, record: int) -> list[Revision]:
        with self._reading():
            return replay.revisions(self._folder, kind, record)

    def changes(self) -> list[Change] | None:
        with self._reading():
            return self._records.changes()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"The office folder {self._folder.path} cannot be read just now ({error.strerror}); "
                "see that its disk is there, and try again"
            ) from error

    # --- drafts

    def draft(self, call: int) -> FolderDraft:
        if call not in self._drafts:
            self._drafts[call] = FolderDraft(self._folder.drafts, call, self.login, self._let_go)
        return self._drafts[call]

    def _let_go(self, call: int) -> None:
        self._drafts.pop(call, None)

    def living_drafts(self) -> set[int]:
        return living(self._folder.drafts)

    def orphaned_drafts(self) -> list[OrphanedDraft]:
        return orphans(self._folder.drafts, self.login)

    # --- keeping the folder in order

    def set_aside(self) -> list[SetAside]:
        found = aside.pieces(self._folder)
        records = self._records
        with records.mutex:
            for name, why in records.unreadable.items():
                sentence = f"{name} is no TinyDB file ({why}); its records are read from the journal"
                found.append(SetAside(name, sentence))
            if records.journal.damage:
                found.append(SetAside(records.journal.damage.partition(" ")[0], records.journal.damage))
        if self._checkpoint_trouble:
            found.append(SetAside("", self._checkpoint_trouble))
        return found

    def checkpoint(self, *, force: bool = False) -> bool:
        if not force and self._clock.ticks() < self._next_checkpoint:
            return False
        if not self._checkpoint_is_due(force=force):
            return False
        try:
            with self._checkpoint_lock.held(0):
                done = self._fold()
        except StoreBusy:
            return False
        except (OSError, StoreError, NoMetaError) as error:
            # The commits are safe in the journal, so this is no failure of anything the user did.
            self._checkpoint_trouble = (
                f"The files people read with TinyDB could not be brought up to date ({error}); "
                "everything saved is safe in the journal, and it is tried again"
            )
            self._next_checkpoint = self._clock.ticks() + IDLE_SECONDS
            return False
        self._checkpoint_trouble = ""
        return done

    def _checkpoint_is_due(self, *, force: bool) -> bool:
        records, now = self._records, self._clock.ticks()
        with records.mutex:
            records.refresh()
            if records.unfolded:
                records.rebase()
            position = records.journal.position
            if position.seq != self._newest[0]:
                self._newest = (position.seq, now)
            cut_off = records.journal.tail or self._folder.plan.exists()
            if records.unreadable or (force and (records.unfolded or cut_off)):
                return True
            idle = now - self._newest[1] >= IDLE_SECONDS
            return records.unfolded and (idle or position.offset > self._segment_bytes)

    def _fold(self) -> bool:
        records = self._records
        with self._turn, self._commit_lock.held(self._lock_seconds), records.mutex:
            self._take_stock()
            records.journal.make_durable()
            if records.journal.position.offset > self._segment_bytes:
                records.journal.rotate()
            records.rebase()
            entries = {
                (kind, record): entry
                for kind, entries in records.overlay.kinds.items()
                for record, entry in entries.items()
            }
            unreadable = tuple(records.unreadable)
            work = Unfolded(records.journal.position, records.last_number, entries, unreadable)
            needed = records.unfolded or bool(unreadable)
        if needed:
            Fold(self._folder, work).run()
        self._folder.plan.unlink(missing_ok=True)
        move_folded(self._folder, work.upto.segment)
        with records.mutex:
            records.rebase(mended=work.unreadable)
        return needed

    def verify(self, progress: Callable[[int, int], Any] | None = None) -> Verified:
        # Imported here: only this needs TinyDB itself, which costs a start-up more than everything else here.
        from paratui.store.tinydb_folder.verify import verify  # noqa: PLC0415 - as above

        if self._folder.plan.exists():
            # A checkpoint was cut off in the middle; the files are compared once it is finished.
            self.checkpoint(force=True)
        return verify(self._folder, self._checkpoint_lock, self._commit_lock, progress)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        for draft in list(self._drafts.values()):
            draft.close()
        self.checkpoint(force=True)
        self._records.journal.close()


def _sentence(folder: Folder, error: OSError) -> StoreError:
    """What a refused write means for a person."""
    if is_full(error):
        return StoreFull(f"The disk of {folder.path} is full, so this was not saved; make room and save again")
    where = f" at {error.filename}" if error.filename else ""
    return StoreError(
        f"The office folder {folder.path} refused this ({error.strerror}{where}); "
        "nothing was half saved. Ask the admin to give the group its rights back: chmod -R g+rwX on that folder"
    )

"""Adding commits to the journal: one at a time in the whole office, each durable before it is acknowledged."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import StoreReadOnly
from paratui.domain.wall_clock import utc_text
from paratui.store.admission import Standing, admit
from paratui.store.interface import Commit
from paratui.store.tinydb_folder.files import aside
from paratui.store.tinydb_folder.journal.head import Head, head_in, note_head
from paratui.store.tinydb_folder.journal.journal import SyncFailedError
from paratui.store.tinydb_folder.journal.segment import decoded, seal, sealed_doc, tombstone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paratui.domain.wall_clock import WallClock
    from paratui.store.interface import Put
    from paratui.store.tinydb_folder.files.records import Records
    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.ground.lock import OfficeLock
    from paratui.store.tinydb_folder.journal.segment import Op, Sealed


class Writing:
    """One process's way into the journal, over the records it has read."""

    def __init__(
        self, folder: Folder, records: Records, login: str, clock: WallClock, lock: OfficeLock, lock_seconds: float
    ) -> None:
        self._folder = folder
        self._records = records
        self._login = login
        self._clock = clock
        self._lock = lock
        self._lock_seconds = lock_seconds
        self._turn = threading.Lock()
        # Why nothing more is written here; empty while all is well.
        self.read_only = ""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one in the office who writes; raises StoreBusy, StoreReadOnly."""
        if self.read_only:
            raise StoreReadOnly(self.read_only)
        with self._turn, self._lock.held(self._lock_seconds):
            yield

    def commit(self, puts: Sequence[Put]) -> Commit:
        """Store all or nothing. Raises Conflict and what `alone` and the disk raise."""
        with self.alone():
            records = self._records
            self.take_stock()
            with records.mutex:
                admitted = admit(puts, self._standing, records.last_change, records.last_number)
            ops = [sealed_doc(one.kind, one.doc) for one in admitted if one.fresh]
            if not ops:
                # A retry; who wrote it the first time may have died before it was durable.
                self.make_durable()
                return Commit(records.journal.position.seq, tuple(one.doc for one in admitted))
            sealed = self._append(ops)
        docs = iter([decoded(op.doc) or {} for op in sealed.body.ops])
        return Commit(sealed.body.seq, tuple(next(docs) if one.fresh else one.doc for one in admitted))

    def bury(self, wanted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        """Commit that records are purged and return which of them there were."""
        with self.alone():
            records = self._records
            self.take_stock()
            with records.mutex:
                standing = {one: self._standing(*one) for one in wanted}
                ops = [tombstone(*one, now.rev + 1) for one, now in standing.items() if now and now.doc is not None]
            if ops:
                self._append(ops)
        return [(op.kind, op.id) for op in ops]

    def take_stock(self) -> None:
        """While `alone`: everything read, and the journal fit to be added to.

        Like all that waits for the disk it does so without the mutex of the records: whoever reads goes on.
        """
        records = self._records
        with records.mutex:
            records.refresh()
        journal = records.journal
        if journal.damage:
            raise StoreReadOnly(journal.damage)
        if not journal.tail:
            journal.look_for_its_end(head_in(self._lock))
            if journal.damage:
                raise StoreReadOnly(journal.damage)
        self._synced(journal.make_segment)
        if journal.tail:
            name = f"{journal.position.segment:08d}-{journal.position.offset}"
            why = "The end of a commit that was cut off by a crash; it had not been reported as saved"
            aside.put_aside(self._folder, "torn", name, journal.torn_tail(), why)
            self._synced(journal.cut_tail)

    def make_durable(self) -> None:
        """Make every line read so far durable: its writer may have died before it could."""
        self._synced(self._records.journal.make_durable)

    def rotate(self) -> None:
        """Begin the next segment, everything being read and durable."""
        self._synced(self._records.journal.rotate)
        with self._records.mutex:
            self._records.refresh()

    def _append(self, ops: list[Op]) -> Sealed:
        """Add one line of `ops` and take it in. Its number and chain follow what `take_stock` has read."""
        records = self._records
        start = records.journal.position
        sealed = seal(start.chain, start.seq + 1, utc_text(self._clock.now()), self._login, ops)
        records.own.add(sealed.body.seq)
        try:
            self._synced(partial(records.journal.append, sealed.line, start.offset))
        except BaseException:
            records.own.discard(sealed.body.seq)
            raise
        note_head(self._lock, Head(sealed.body.seq, sealed.chain))
        with records.mutex:
            records.take_in(sealed, start)
        return sealed

    def _synced(self, work: Callable[[], object]) -> None:
        """Do what syncs the journal. When that fails nobody knows what the disk holds: nothing more is written."""
        try:
            work()
        except SyncFailedError as error:
            self.read_only = (
                f"The disk of {self._folder.path} failed while saving ({error}); nothing more is saved here: "
                "tell the office's admin, and start paratui again when the disk is well"
            )
            raise StoreReadOnly(self.read_only) from error

    def _standing(self, kind: str, record: int) -> Standing | None:
        # Everything was read when stock was taken, and nobody else writes.
        doc = self._records.known(kind, record) or self._records.get(kind, record)
        if doc:
            return Standing(doc["rev"], doc)
        buried = self._records.buried(kind, record)
        return Standing(buried, None) if buried else None

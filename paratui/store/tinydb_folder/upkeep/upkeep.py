"""Keeping the folder in order: folding the journal into the TinyDB files, checking, purging, telling of trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.errors import ParatuiError, StoreBusy
from paratui.store.interface import SetAside, Verified
from paratui.store.tinydb_folder.files import aside
from paratui.store.tinydb_folder.files.meta import NoMetaError
from paratui.store.tinydb_folder.upkeep import purge
from paratui.store.tinydb_folder.upkeep.checkpoint import Fold, Unfolded, move_folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paratui.domain.wall_clock import WallClock
    from paratui.store.tinydb_folder.files.records import Records
    from paratui.store.tinydb_folder.files.writing import Writing
    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.ground.lock import OfficeLock

IDLE_SECONDS = 60.0
# A checkpoint takes well under a second; what cannot be put off waits for one to end.
_PATIENCE = 10.0


class Upkeep:
    """One process's share in keeping an office's files in order. One process at a time does it."""

    def __init__(
        self,
        folder: Folder,
        records: Records,
        writing: Writing,
        clock: WallClock,
        lock: OfficeLock,
        segment_bytes: int,
    ) -> None:
        self._folder = folder
        self._records = records
        self._writing = writing
        self._clock = clock
        self._lock = lock
        self._segment_bytes = segment_bytes
        self._trouble = ""
        self._next = clock.ticks()
        self._next_look = clock.ticks()
        self._newest = (records.journal.position.seq, clock.ticks())

    def checkpoint(self, *, force: bool) -> bool:
        """Fold if it is due; a failure is told by `set_aside`, for no commit is lost by it."""
        if self._writing.read_only or (not force and self._clock.ticks() < self._next):
            return False
        try:
            if not self._is_due(force=force):
                return False
            with self._lock.held(0):
                # True when a purge was cut off in the middle.
                purging = purge.is_begun(self._folder)
                done = self._fold(rotate=purging)
                if purging:
                    self._erase()
        except StoreBusy:
            return False
        except (OSError, ParatuiError, NoMetaError) as error:
            self._trouble = (
                f"The files people read with TinyDB could not be brought up to date ({error}); "
                "everything saved is safe in the journal, and it is tried again"
            )
            self._next = self._clock.ticks() + IDLE_SECONDS
            return False
        self._trouble = ""
        return done

    def _is_due(self, *, force: bool) -> bool:
        records, now = self._records, self._clock.ticks()
        if force or now >= self._next_look:
            self._next_look = now + IDLE_SECONDS
            records.look_over()
        with records.mutex:
            records.refresh()
            if records.unfolded:
                records.rebase()
            position = records.journal.position
            if position.seq != self._newest[0]:
                self._newest = (position.seq, now)
            cut_off = records.journal.tail or self._folder.plan.exists() or purge.is_begun(self._folder)
            if records.unusable or (force and (records.unfolded or cut_off)):
                return True
            idle = now - self._newest[1] >= IDLE_SECONDS
            return records.unfolded and (idle or position.offset > self._segment_bytes)

    def _fold(self, *, rotate: bool) -> bool:
        records = self._records
        # What is older than the meta.json that is about to be written is never looked at again.
        records.look_over()
        with self._writing.alone():
            self._writing.take_stock()
            self._writing.make_durable()
            if records.journal.position.offset > (0 if rotate else self._segment_bytes):
                self._writing.rotate()
            with records.mutex:
                records.rebase()
                entries = {
                    (kind, record): entry
                    for kind, entries in records.overlay.kinds.items()
                    for record, entry in entries.items()
                }
                unusable = tuple(records.unusable)
                work = Unfolded(records.journal.position, records.last_number, entries, unusable)
                moved_on = work.upto.segment != records.folded.segment
                needed = records.unfolded or bool(unusable) or moved_on
        if needed:
            Fold(self._folder, work).run()
        self._folder.plan.unlink(missing_ok=True)
        move_folded(self._folder, work.upto.segment)
        with records.mutex:
            records.rebase(mended=work.unusable)
        return needed

    def purge(self, wanted: Sequence[tuple[str, int]]) -> set[tuple[str, int]]:
        """Take the contents of records out of everything, and return which there were.

        Raises OSError and StoreError; what was begun is then finished by the next checkpoint.
        """
        with self._lock.held(_PATIENCE):
            # Folded first, so that the number of a follow-up is known of it when it is taken out of a file.
            self._fold(rotate=False)
            purge.begin(self._folder)
            buried = self._writing.bury(wanted)
            self._fold(rotate=True)
            self._erase()
        return set(buried)

    def _erase(self) -> None:
        purge.finish(self._folder, before=self._records.journal.position.segment)

    def verify(self, commit_lock: OfficeLock, progress: Callable[[int, int], Any] | None) -> Verified:
        """Check the chain, each document's hash and each file. Raises StoreBusy."""
        # Imported here: only this needs TinyDB itself, which costs a start-up more than everything else here.
        from paratui.store.tinydb_folder.upkeep.verify import verify  # noqa: PLC0415 - as above

        if self._folder.plan.exists() or not self._records.knows_files:
            # A checkpoint was cut off in the middle, or meta.json was just made anew and knows no file; the files
            # are compared once they are at one again.
            self.checkpoint(force=True)
        return verify(self._folder, self._lock, commit_lock, progress)

    def set_aside(self) -> list[SetAside]:
        """What a person should look at: pieces set aside, files that cannot be used, work that failed."""
        found = aside.pieces(self._folder)
        records = self._records
        with records.mutex:
            for name, why in records.unusable.items():
                found.append(SetAside(name, f"{name} {why}; its records are read from the journal"))
            if records.journal.damage:
                found.append(SetAside(records.journal.damage.partition(" ")[0], records.journal.damage))
        trouble = self._writing.read_only or self._trouble
        if trouble:
            found.append(SetAside("", trouble))
        return found

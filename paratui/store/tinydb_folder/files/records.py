"""The records as they stand: unfolded commits over hot.json over the week's shard. No reader takes a lock."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.errors import OfficeError
from paratui.domain.ids import id_week
from paratui.domain.learnt import learnt
from paratui.store.interface import Change, Form, Revision
from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.files.by_hand import Watch
from paratui.store.tinydb_folder.files.meta import NoMetaError, read_meta
from paratui.store.tinydb_folder.files.numbers import likeliest_first
from paratui.store.tinydb_folder.files.shard import (
    CALLS,
    DEFAULT,
    Table,
    Tables,
)
from paratui.store.tinydb_folder.files.sound_files import SoundFiles
from paratui.store.tinydb_folder.ground.folder import HOT, KIND_FOLDERS, shard_name
from paratui.store.tinydb_folder.journal.journal import Journal, RewoundError
from paratui.store.tinydb_folder.journal.overlay import Overlay, is_hot, peek
from paratui.store.tinydb_folder.journal.segment import PURGED, decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.record import Doc
    from paratui.store.tinydb_folder.files.meta import Folded, Meta
    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.journal.journal import Position
    from paratui.store.tinydb_folder.journal.segment import Sealed

_HOT_TABLE = {"follow_up": DEFAULT, "call": CALLS}
# Past this many unfetched changes it is cheaper for a screen to read everything anew.
_MANY = 5000


class Records:
    """One process's view of the office. `mutex` guards it and is never held while waiting for a lock."""

    def __init__(self, folder: Folder) -> None:
        self.mutex = threading.RLock()
        self._folder = folder
        self._files = SoundFiles(folder)
        self._watch = Watch(folder)
        # Commits made through this store, left out of what `changes` tells.
        self.own: set[int] = set()
        # Others' changes since the last call of `changes`; None: too many, or nobody has read anything yet.
        self._changed: list[Change] | None = None
        # The same of the commits made through this store.
        self._own_changed: list[Change] | None = []
        self._meta: Meta
        self.hot: Tables
        self.journal: Journal
        self.overlay: Overlay
        self._load()
        self._changed = []

    @property
    def folded(self) -> Folded:
        """How far the files go."""
        return self._meta.folded

    @property
    def knows_files(self) -> bool:
        """Whether meta.json knows the files; one made anew knows none before the next checkpoint."""
        return self._meta.knows_files

    @property
    def unusable(self) -> dict[str, str]:
        """Files that are not as paratui wrote them, with what is wrong."""
        return self._files.unusable

    def _load(self) -> None:
        meta = self._read_meta()
        journal = Journal(self._folder, meta.folded.position)
        try:
            commits = journal.read_on()
            while journal.damage:
                # A purge or a repair may have written the segments anew since meta.json was read.
                now = self._read_meta()
                if now.folded == meta.folded:
                    break
                journal.close()
                meta, journal = now, Journal(self._folder, now.folded.position)
                commits = journal.read_on()
            hot = self._files.hot(meta)
        except BaseException:
            journal.close()
            raise
        # All at once: a disk that fails on the way leaves the view as it was.
        self._meta, self.hot, self.journal, self.overlay = meta, hot, journal, Overlay()
        self.own.clear()
        self._apply(commits)

    def _read_meta(self) -> Meta:
        try:
            return read_meta(self._folder)
        except NoMetaError as error:
            raise OfficeError(f"In {self._folder.path} {error}; start paratui again to have it mended") from None

    def _apply(self, commits: list[Sealed]) -> None:
        for sealed in commits:
            self.overlay.add(sealed)
            body = sealed.body
            told = [Change(op.kind, op.id, op.rev, body.by) for op in body.ops]
            if body.seq in self.own:
                self.own.discard(body.seq)
                self._own_changed = _with(self._own_changed, told)
            else:
                self._changed = _with(self._changed, told)

    def refresh(self) -> None:
        """Take in what anybody has committed since; two stats when nothing has."""
        segment = self.journal.position.segment
        try:
            self._apply(self.journal.read_on())
        except RewoundError:
            rewound = self.journal
            self._load()
            rewound.close()
            self._changed = None
        if self.journal.position.segment != segment:
            self.rebase()

    def take_in(self, sealed: Sealed, start: Position) -> None:
        """Take in a commit this process has just added at `start`, unless another thread has read it by now."""
        if self.journal.position == start:
            self.journal.go_past(sealed)
            self._apply([sealed])

    def rebase(self, mended: Iterable[str] = ()) -> None:
        """Let go of commits that were folded into the files meanwhile, and of troubles that are `mended`."""
        try:
            meta = read_meta(self._folder)
        except NoMetaError:
            return
        self._files.forget(mended)
        if meta.folded.seq > self.folded.seq or HOT in mended:
            self.hot = self._files.hot(meta)
            self.overlay.drop(meta.folded.seq)
        self._meta = meta

    def look_over(self) -> None:
        """Notice the files that were changed by hand, whether anybody has read them or not."""
        found = self._watch.changed()
        with self.mutex:
            for name, why in found.items():
                self.unusable.setdefault(name, why)

    def changes(self) -> list[Change] | None:
        """What others changed since the last call; None when everything must be read anew."""
        with self.mutex:
            self.refresh()
            changed, self._changed = self._changed, []
            return changed

    def own_changes(self) -> list[Change] | None:
        """What was committed through this store since the last call; None when that is too much to tell."""
        with self.mutex:
            changed, self._own_changed = self._own_changed, []
            return changed

    @property
    def last_number(self) -> int:
        """The highest number given to a follow-up so far."""
        return max(self.folded.last_number, self.overlay.last_number)

    @property
    def unfolded(self) -> bool:
        """Whether there are commits the files do not hold yet."""
        return self.journal.position.seq > self.folded.seq

    def known(self, kind: str, record: int) -> Doc | None:
        """The document of a record as far as everything was read by the last call of `refresh`."""
        raw = self._raw(kind, record)
        return None if raw is None else decoded(raw)

    def get(self, kind: str, record: int) -> Doc | None:
        """The newest document of a record."""
        with self.mutex:
            self.refresh()
            raw = self._raw(kind, record)
            if raw is None:
                # It may just have moved from a shard to hot.json (a follow-up reopened by somebody).
                self.refresh()
                raw = self._raw(kind, record)
            return None if raw is None else decoded(raw)

    def _raw(self, kind: str, record: int) -> msgspec.Raw | None:
        entry = self.overlay.kinds[kind].get(record)
        if entry:
            return entry.raw
        if kind in _HOT_TABLE:
            raw = self.hot[_HOT_TABLE[kind]].get(record)
            if raw is not None:
                return raw
        return self._files.record(shard_name(kind, record), record, self._meta)

    def buried(self, kind: str, record: int) -> int:
        """The revision that purged a record; 0 when none did."""
        entry = self.overlay.kinds[kind].get(record)
        if entry:
            return entry.rev if entry.raw == PURGED else 0
        raw = self._files.purges(self._meta).get(kind, {}).get(record)
        return peek(raw).rev if raw is not None else 0

    def hot_docs(self, kind: str) -> list[Doc]:
        """The open follow-ups, or the calls in progress, oldest id first."""
        # Thousands take a while: nobody else who reads waits for it.
        docs = (decoded(raw) for raw in self._hot_raws(kind))
        return [doc for doc in docs if doc is not None and is_hot(kind, doc.get("status"))]

    def hot_as(self, kind: str, form: type[Form]) -> list[Form] | None:
        """The same in a form that leaves out what it does not name; None when one of them does not fit it."""
        decode = msgspec.json.Decoder(learnt(form)).decode
        try:
            return [decode(raw) for raw in self._hot_raws(kind)]
        except msgspec.DecodeError:
            return None

    def _hot_raws(self, kind: str) -> list[msgspec.Raw]:
        with self.mutex:
            self.refresh()
            fresh = self.overlay.kinds[kind]
            raws = {record: raw for record, raw in self.hot[_HOT_TABLE[kind]].items() if record not in fresh}
            raws |= {
                record: entry.raw
                for record, entry in fresh.items()
                if entry.raw != PURGED and is_hot(kind, peek(entry.raw).status)
            }
            return [raws[record] for record in sorted(raws)]

    def newest_first(
        self, kind: str, before: int | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[Doc]:
        """Every record of a kind, newest id first, one shard in memory at a time."""
        with self.mutex:
            self.refresh()
            loose = dict(self.hot[_HOT_TABLE[kind]]) if kind in _HOT_TABLE else {}
            loose |= {record: entry.raw for record, entry in self.overlay.kinds[kind].items()}
            weeks = self._weeks(kind)
        by_week: dict[str, Table] = {}
        for record, raw in loose.items():
            by_week.setdefault(id_week(record), {})[record] = raw
        last = id_week(before) if before else "9999"
        for week in sorted({*weeks, *by_week}, reverse=True):
            if week > last:
                continue
            with self.mutex:
                table = self._files.shard(f"{KIND_FOLDERS[kind]}/{week}.json", self._meta) if week in weeks else {}
            table = table | by_week.get(week, {})
            for record in sorted(table, reverse=True):
                if cancelled and cancelled():
                    return
                if before is None or record < before:
                    doc = decoded(table[record])
                    if doc is not None:
                        yield doc

    def _weeks(self, kind: str) -> list[str]:
        """The weeks a kind has records of in shards, newest first, whether or not the shard is still there."""
        part = f"{KIND_FOLDERS[kind]}/"
        known = {name[len(part) : -5] for name in self._meta.files if name.startswith(part)}
        return sorted(known.union(self._folder.weeks(kind)), reverse=True)

    def by_number(self, number: int) -> Doc | None:
        """The follow-up of a number, open or closed; shards are searched by their bytes."""
        for doc in self.hot_docs("follow_up"):
            if doc.get("number") == number:
                return doc
        with self.mutex:
            fresh = dict(self.overlay.kinds["follow_up"])
            weeks = self._weeks("follow_up")
        for entry in fresh.values():
            if entry.raw != PURGED and peek(entry.raw).number == number:
                return decoded(entry.raw)
        if number > self.last_number:
            return None
        for week in likeliest_first(self._folder, weeks, number):
            # What a shard says of a record that was changed or purged since counts no more.
            for record, raw in self._of_number(f"{KIND_FOLDERS['follow_up']}/{week}.json", number):
                if record not in fresh:
                    return decoded(raw)
        return None

    def _of_number(self, name: str, number: int) -> Iterator[tuple[int, msgspec.Raw]]:
        needles = (f'"number":{number}'.encode(), f'"number": {number}'.encode())
        # What was done by hand to a file may have hidden the number.
        if self._watch.is_as_written(name):
            data = (self._folder.path / name).read_bytes()
            if not any(needle in data for needle in needles):
                return
        with self.mutex:
            table = self._files.shard(name, self._meta)
        for record, raw in table.items():
            if any(needle in bytes(raw) for needle in needles) and peek(raw).number == number:
                yield record, raw

    def last_change(self, kind: str, record: int) -> tuple[str, str]:
        """Who changed a record last, and when (UTC)."""
        entry = self.overlay.kinds[kind].get(record)
        if entry:
            return entry.by, entry.time
        found: list[Revision] = replay.revisions(self._folder, kind, record, newest_only=True)
        return (found[-1].by, found[-1].time) if found else ("", "")


def _with(changes: list[Change] | None, more: list[Change]) -> list[Change] | None:
    """Changes with those that came after them; None from when they are too many."""
    return None if changes is None or len(changes) + len(more) > _MANY else [*changes, *more]

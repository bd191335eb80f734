"""Folding the journal into the TinyDB files. Every step can be repeated; a crash anywhere costs nothing.

1. under the commit lock: read everything, make it durable, begin a new segment when this one is long
2. write each new shard and hot.json beside the old one
3. write the plan: what each of them will hold (its SHA-256), so a crash is not taken for somebody's edit
4. let them take their places, then meta.json, which says how far the files go; the plan is then removed
5. move the segments that are folded whole to audit/
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.files.aside import Origin, put_aside
from paratui.store.tinydb_folder.files.by_hand import CHANGED, mark_of, read_plan
from paratui.store.tinydb_folder.files.meta import Folded, read_meta, write_meta
from paratui.store.tinydb_folder.files.purges import Buried, numbers_in, purges_from_journal
from paratui.store.tinydb_folder.files.shard import (
    CALLS,
    DEFAULT,
    Tables,
    UnreadableError,
    read_tables,
    tables_bytes,
)
from paratui.store.tinydb_folder.ground.disk import replace, sync_folder, write_beside
from paratui.store.tinydb_folder.ground.folder import HOT, PURGES, segment_name, shard_name
from paratui.store.tinydb_folder.journal.overlay import is_hot, peek
from paratui.store.tinydb_folder.journal.segment import PURGED

if TYPE_CHECKING:
    from pathlib import Path

    from paratui.store.tinydb_folder.files.by_hand import Mark
    from paratui.store.tinydb_folder.files.meta import Meta
    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.journal.journal import Position
    from paratui.store.tinydb_folder.journal.overlay import Entry


class Unfolded(NamedTuple):
    """What is to be folded: the newest state of each record up to a place in the journal."""

    upto: Position
    last_number: int
    entries: dict[tuple[str, int], Entry]
    unusable: tuple[str, ...]


class _Current(NamedTuple):
    """What a file holds now; `right` when meta.json knows it so, and it may be left alone."""

    tables: Tables
    mark: Mark | None
    right: bool


class _Rewrite(NamedTuple):
    """A file about to be replaced: how the one that was read looked, and the one to come."""

    mark: Mark | None
    sha: str
    beside: Path


class Fold:
    """One run over the files, under the checkpoint lock."""

    def __init__(self, folder: Folder, work: Unfolded) -> None:
        self._folder = folder
        self._work = work
        self._meta: Meta = read_meta(folder)
        self._known = self._meta.files
        self._planned = read_plan(folder)
        self._rewrites: dict[str, _Rewrite] = {}
        # Files meta.json does not know of, as they were found.
        self._unknown: dict[str, bytes] = {}
        # The numbers of follow-ups that leave a file in this run.
        self._numbers: dict[int, int] = {}

    def run(self) -> None:
        """Bring the files up to the place in the journal; raises OSError when the disk refuses."""
        hot = self._current(HOT)
        before = tables_bytes(hot.tables)
        shards = self._sort_into(hot.tables)
        # A run that was cut off may have replaced a file that no newer commit touches.
        for name in {*self._work.unusable, *self._planned} - {HOT, PURGES}:
            shards.setdefault(name, {})
        for name, entries in sorted(shards.items()):
            self._rewrite_shard(name, entries)
        after = tables_bytes(hot.tables)
        if after != before or not hot.right:
            self._rewrite(HOT, hot.mark, after)
        self._rewrite_purges()
        self._take_places()
        upto = self._work.upto
        folded = Folded(
            segment=upto.segment,
            offset=upto.offset,
            chain=upto.chain,
            seq=upto.seq,
            last_number=self._work.last_number,
        )
        write_meta(self._folder, folded, self._known | {name: new.sha for name, new in self._rewrites.items()})

    def _sort_into(self, hot: Tables) -> dict[str, dict[int, Entry | None]]:
        """Change `hot` in place and tell what each shard gets; None takes a record out of a shard."""
        shards: dict[str, dict[int, Entry | None]] = {}
        tables = {"follow_up": hot.setdefault(DEFAULT, {}), "call": hot.setdefault(CALLS, {})}
        for (kind, record), entry in self._work.entries.items():
            table = tables.get(kind, {})
            purged = entry.raw == PURGED
            if not purged and is_hot(kind, peek(entry.raw).status):
                # Only one that was closed before can lie in a shard: it is open again. After a run that was
                # cut off it may lie in both.
                if entry.rev > 1 and (record not in table or self._planned):
                    shards.setdefault(shard_name(kind, record), {})[record] = None
                table[record] = entry.raw
            else:
                self._note_number(record, table.pop(record, None))
                shards.setdefault(shard_name(kind, record), {})[record] = None if purged else entry
        return shards

    def _note_number(self, record: int, raw: msgspec.Raw | None) -> None:
        """Keep the number of a follow-up that is taken out of a file: should it be purged, that is kept."""
        number = peek(raw).number if raw is not None else None
        if isinstance(number, int):
            self._numbers[record] = number

    def _rewrite_shard(self, name: str, entries: dict[int, Entry | None]) -> None:
        now = self._current(name)
        table = now.tables.setdefault(DEFAULT, {})
        changed = not now.right
        for record, entry in entries.items():
            if entry is None:
                raw = table.pop(record, None)
                self._note_number(record, raw)
                changed |= raw is not None
            elif table.get(record) != entry.raw:
                table[record] = entry.raw
                changed = True
        # One that was removed by hand is made again even when its last record leaves it: meta.json knows of it.
        if changed and (now.mark or table or name in self._known):
            self._rewrite(name, now.mark, tables_bytes(now.tables))

    def _rewrite_purges(self) -> None:
        """Note in purged.json which records are purged, so that their ids are not taken again."""
        buried = [(key, entry) for key, entry in self._work.entries.items() if entry.raw == PURGED]
        if not buried and PURGES not in {*self._work.unusable, *self._planned}:
            return
        now = self._current(PURGES)
        changed = not now.right
        for (kind, record), entry in buried:
            table = now.tables.setdefault(kind, {})
            if record not in table:
                row = Buried(record, entry.rev, entry.by, entry.time, self._numbers.get(record, 0))
                table[record] = msgspec.Raw(msgspec.json.encode(row))
                changed = True
        if changed:
            self._rewrite(PURGES, now.mark, tables_bytes(now.tables))

    def _current(self, name: str) -> _Current:
        """What a file holds if it is the one written last; else it is set aside and made anew."""
        path = self._folder.path / name
        mark, data = mark_of(path), _read(path)
        if data is None and name not in self._known:
            return _Current({}, None, right=False)
        theirs: Tables = {}
        why = "was removed by hand; it was made anew from the journal"
        if data is not None:
            sha = sha256(data).hexdigest()
            try:
                theirs = read_tables(data)
            except UnreadableError as error:
                why = f"{error}; it was made anew from the journal"
            else:
                # One that a run which was cut off has made is known by its plan.
                known = [*self._planned.get(name, ()), *([self._known[name]] if name in self._known else [])]
                if sha in known:
                    return _Current(theirs, mark, right=sha == self._known.get(name))
                if not known:
                    # From before meta.json was lost, or put there by somebody: what was committed is in the journal.
                    self._unknown[name] = data
                    if name == PURGES:
                        # They stand nowhere else any more.
                        self._numbers = numbers_in(theirs) | self._numbers
                    return _Current(self._from_journal(name, data, why), mark, right=False)
                why = f"{CHANGED}; this is the changed version, the office goes on with its own"
        ours = self._from_journal(name, data or b"", why)
        gone = {table: sorted(ours[table].keys() - theirs.get(table, {}).keys()) for table in ours} if theirs else {}
        put_aside(self._folder, "foreign", name, data or b"", f"{name} {why}", Origin(name, gone))
        return _Current(ours, mark, right=False)

    def _from_journal(self, name: str, data: bytes, why: str) -> Tables:
        seq = self._meta.folded.seq
        try:
            if name == HOT:
                return replay.rebuilt_hot(self._folder, seq)
            if name == PURGES:
                return purges_from_journal(self._folder, seq, self._numbers, self._work.last_number)
            return {DEFAULT: replay.rebuilt_shard(self._folder, name, seq)}
        except replay.DamagedError as error:
            why = f"{name} {why}, which failed ({error}): run paratui repair"
            put_aside(self._folder, "foreign", name, data, why)
            raise OSError(f"{name} cannot be made anew: {error}") from None

    def _rewrite(self, name: str, mark: Mark | None, data: bytes) -> None:
        if self._unknown.get(name, data) != data:
            why = f"{name} was not known to meta.json; this is what it held, the office goes on with its own"
            put_aside(self._folder, "foreign", name, self._unknown[name], why, Origin(name, {}))
        beside = write_beside(self._folder.path / name, data)
        self._rewrites[name] = _Rewrite(mark, sha256(data).hexdigest(), beside)

    def _take_places(self) -> None:
        if not self._rewrites:
            return
        # What earlier runs planned and did not bring to its end may be what the files hold now.
        plan = self._planned | {name: [*self._planned.get(name, ()), new.sha] for name, new in self._rewrites.items()}
        replace(self._folder.plan, msgspec.json.encode(plan))
        # Shards before hot.json: a record is in two places for a moment, never in none. What is purged is
        # noted first, for the number that is noted with it stands only in the file it leaves.
        for name in sorted(self._rewrites, key=lambda name: (name != PURGES, name == HOT)):
            path, new = self._folder.path / name, self._rewrites[name]
            if new.mark is not None and mark_of(path) != new.mark:
                why = f"{name} was changed while it was being written; this is the changed version"
                put_aside(self._folder, "foreign", name, _read(path) or b"", why, Origin(name, {}))
            new.beside.replace(path)
        for part in sorted({(self._folder.path / name).parent for name in self._rewrites}):
            sync_folder(part)


def move_folded(folder: Folder, segment: int) -> None:
    """Move every segment before `segment` from journal/ to audit/; what is there already stays."""
    moved = False
    for path in sorted(folder.journal.glob("*.jsonl")):
        if path.name < segment_name(segment):
            path.rename(folder.audit / path.name)
            moved = True
    if moved:
        sync_folder(folder.audit)
        sync_folder(folder.journal)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None

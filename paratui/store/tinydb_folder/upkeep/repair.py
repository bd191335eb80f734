"""Mending a journal that is damaged in the middle. Nothing is thrown away: every segment that is written anew is
kept in foreign/ as it was.

Each document carries its own hash, so each that is whole counts, whatever became of the line around it. The lines
are sealed anew from the first damaged one on. A revision that is lost keeps its place in the history, without a
content; where a TinyDB file has the newest document of a record and the journal lost it, it is committed again.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.store.tinydb_folder.files.aside import Origin, put_aside
from paratui.store.tinydb_folder.files.by_hand import read_genuine
from paratui.store.tinydb_folder.files.meta import Folded, Meta, NoMetaError, read_meta, write_meta
from paratui.store.tinydb_folder.files.purges import highest_purged
from paratui.store.tinydb_folder.files.replay import read_segment
from paratui.store.tinydb_folder.files.shard import CALLS, UnreadableError, read_tables
from paratui.store.tinydb_folder.ground.disk import replace
from paratui.store.tinydb_folder.ground.folder import HOT, kind_of_file, segment_name, shard_name
from paratui.store.tinydb_folder.journal.head import Head, lost_end, note_head, noted_head
from paratui.store.tinydb_folder.journal.overlay import peek
from paratui.store.tinydb_folder.journal.segment import (
    GENESIS,
    PURGED,
    BadLineError,
    Body,
    Op,
    follow,
    is_whole,
    line_bytes,
    parse,
    seal,
    tombstone,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.ground.lock import OfficeLock

_PATIENCE = 10.0
# Nobody writes a commit that long; whoever holds this lock hangs, and is named at once.
_COMMIT_PATIENCE = 2.0
_OP = re.compile(rb'\{"kind":"(\w+)","id":(\d+),"rev":(\d+),"hash":"([0-9a-f]{64})","doc":')
_MADE = re.compile(rb'"time":"([^"\\]*)","by":"([^"\\]*)"')


class Salvage(NamedTuple):
    """What a repair did: segments written anew, lines and documents lost, records taken from a TinyDB file.

    `first` is where the damage begins, as a sentence; empty when the journal was whole and nothing was done.
    """

    first: str = ""
    segments: tuple[str, ...] = ()
    lines: int = 0
    documents: int = 0
    from_files: int = 0


def repair(
    folder: Folder,
    login: str,
    time: str,
    locks: tuple[OfficeLock, OfficeLock],
    progress: Callable[[int, int], object],
) -> Salvage:
    """Make the journal whole, while nobody writes; raises StoreBusy. `time` is now, as a commit tells it."""
    checkpointing, committing = locks
    with checkpointing.held(_PATIENCE), committing.held(_COMMIT_PATIENCE):
        return _Repair(folder, login, time, committing, progress).run()


class _Repair:
    def __init__(
        self, folder: Folder, login: str, time: str, lock: OfficeLock, progress: Callable[[int, int], object]
    ) -> None:
        self._folder = folder
        self._lock = lock
        self._login = login
        self._time = time
        self._progress = progress
        self._chain = GENESIS
        self._seq = 0
        self._revs: dict[tuple[str, int], int] = {}
        self._first = ""
        self._torn_end = False
        self._lines = 0
        self._documents = 0

    def run(self) -> Salvage:
        last = max(self._folder.segments(), default=0)
        fresh: dict[int, tuple[bytes, bytes]] = {}
        for number in range(1, last + 1):
            before = read_segment(self._folder, number)
            after = self._sealed_anew(number, before, is_last=number == last)
            if self._first and after != before:
                fresh[number] = (before or b"", after)
            self._progress(number, last + 1)
        lost = lost_end(noted_head(self._folder), self._seq)
        found = self._from_files() if self._first or lost or not last else []
        if found and not last:
            self._damaged("the whole journal is missing")
        if lost and not self._torn_end:
            self._damaged(f"the journal {lost}")
        if not self._first:
            return Salvage()
        if found:
            number = max(last, 1)
            before, after = fresh.get(number, (read_segment(self._folder, number) or b"",) * 2)
            fresh[number] = (before, after + self._line(Body(0, self._time, self._login, found)))
        for number, (before, after) in sorted(fresh.items()):
            self._write(number, before, after, is_last=number >= last)
        self._begin_anew()
        note_head(self._lock, Head(self._seq, self._chain))
        names = tuple(segment_name(number) for number in sorted(fresh))
        return Salvage(self._first, names, self._lines, self._documents, len(found))

    def _sealed_anew(self, number: int, data: bytes | None, *, is_last: bool) -> bytes:
        """The segment as it should be: the very same bytes as long as nothing is damaged."""
        name = segment_name(number)
        if data is None:
            self._damaged(f"{name} is missing")
            return b""
        lines: list[bytes] = []
        start = 0
        while start < len(data):
            end = data.find(b"\n", start) + 1 or len(data)
            line = data[start:end]
            whole = self._in_its_place(line)
            if whole is None and is_last and end == len(data) and not _is_sound(line):
                # What a crash leaves; it was never reported as saved, and the next commit sets it aside.
                self._torn_end = True
                return b"".join(lines) + (self._torn(name, start, line) if self._first else line)
            if whole != line:
                self._damaged(f"{name} is damaged at byte {start}")
            lines.append(self._line(self._salvaged(line)) if whole is None else whole)
            start = end
        return b"".join(lines)

    def _torn(self, name: str, start: int, line: bytes) -> bytes:
        why = "The end of a commit that was cut off by a crash; it had not been reported as saved"
        put_aside(self._folder, "torn", f"{name.partition('.')[0]}-{start}", line, why)
        return b""

    def _damaged(self, where: str) -> None:
        self._first = self._first or where

    def _in_its_place(self, line: bytes) -> bytes | None:
        """A line that follows from the one before; a document in it that is damaged is put back or left out."""
        if not line.endswith(b"\n"):
            return None
        try:
            sealed = follow(self._chain, self._seq + 1, line[:-1])
        except BadLineError:
            return None
        ops = [op if is_whole(op) else self._put_back(op) for op in sealed.body.ops]
        self._chain, self._seq = sealed.chain, self._seq + 1
        self._revs |= {(op.kind, op.id): op.rev for op in ops}
        return line_bytes(sealed.chain, msgspec.structs.replace(sealed.body, ops=ops))

    def _put_back(self, op: Op) -> Op:
        """A damaged document as a TinyDB file still has it, else its place without a content."""
        for name in (HOT, shard_name(op.kind, op.id)):
            try:
                tables = read_tables((self._folder.path / name).read_bytes())
            except (FileNotFoundError, UnreadableError):
                continue
            for table in tables.values():
                raw = table.get(op.id)
                if raw is not None and sha256(raw).hexdigest() == op.hash:
                    return msgspec.structs.replace(op, doc=raw)
        self._documents += 1
        return msgspec.structs.replace(op, doc=PURGED)

    def _salvaged(self, line: bytes) -> Body:
        """What can be saved of a line, whether it is damaged or only follows from one that was."""
        try:
            body = parse(line.rstrip(b"\n"))
        except BadLineError:
            made = _MADE.search(line)
            time, by = (made[1].decode(), made[2].decode("utf-8", "replace")) if made else (self._time, self._login)
            body = Body(0, time, by, list(_whole_ops(line)))
            self._lines += 1
        ops = [op for op in body.ops if is_whole(op)]
        self._documents += len(body.ops) - len(ops)
        return Body(0, body.time, body.by, ops)

    def _line(self, body: Body) -> bytes:
        """A commit sealed into the new chain; revisions that are lost keep their places."""
        ops: list[Op] = []
        for op in body.ops:
            key = (op.kind, op.id)
            known = self._revs.get(key, 0)
            if op.rev > known:
                ops += [tombstone(op.kind, op.id, rev) for rev in range(known + 1, op.rev)]
                ops.append(op)
                self._documents += op.rev - known - 1
                self._revs[key] = op.rev
        if not ops:
            return b""
        sealed = seal(self._chain, self._seq + 1, body.time, body.by, ops)
        self._chain, self._seq = sealed.chain, self._seq + 1
        return sealed.line

    def _from_files(self) -> list[Op]:
        """The documents of TinyDB files that are newer than what is left of the journal."""
        meta = self._meta()
        found = []
        for name in {*meta.files, *self._folder.shards(), HOT}:
            data, why = read_genuine(self._folder, name, meta)
            try:
                tables = read_tables(data) if data is not None and not why else {}
            except UnreadableError:
                continue
            for table, records in tables.items():
                kind = kind_of_file(name) or ("call" if table == CALLS else "follow_up")
                for record, raw in records.items():
                    rev = peek(raw).rev
                    if type(rev) is int and rev > self._revs.get((kind, record), 0) and name.endswith(".json"):
                        found.append(Op(kind, record, rev, sha256(raw).hexdigest(), raw))
        return sorted(found, key=lambda op: (op.kind, op.id))

    def _write(self, number: int, before: bytes, after: bytes, *, is_last: bool) -> None:
        name = segment_name(number)
        where = self._folder.journal if is_last or (self._folder.journal / name).exists() else self._folder.audit
        why = f"{name} as it was before it was repaired ({self._first}); what could not be saved of it stands here"
        put_aside(self._folder, "foreign", name, before, why, Origin(name))
        replace(where / name, after)

    def _begin_anew(self) -> None:
        """Let the next checkpoint go through the whole journal, and compare every file with it."""
        meta = self._meta()
        number = max(meta.folded.last_number, highest_purged(self._folder))
        write_meta(self._folder, Folded(last_number=number), meta.files)

    def _meta(self) -> Meta:
        try:
            return read_meta(self._folder)
        except NoMetaError:
            return Meta(Folded(), {})


def _is_sound(line: bytes) -> bool:
    """Whether a line is whole in itself, whatever stood before it."""
    try:
        return line.endswith(b"\n") and all(map(is_whole, parse(line[:-1]).ops))
    except BadLineError:
        return False


def _whole_ops(line: bytes) -> Iterator[Op]:
    """The documents in a line that cannot be read as a whole, each told by its own hash."""
    for begin in _OP.finditer(line):
        kind, record, rev, sealed = begin.groups()
        start = end = begin.end()
        so_far = sha256()
        while (close := line.find(b"}", end) + 1) > 0:
            so_far.update(line[end:close])
            end = close
            if so_far.hexdigest() == sealed.decode():
                yield Op(kind.decode(), int(record), int(rev), sealed.decode(), msgspec.Raw(line[start:end]))
                break

"""Reading the whole journal again, from the first commit: for mending a file and for revisions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.store.interface import Revision
from paratui.store.tinydb_folder.files.shard import CALLS, DEFAULT, Table, Tables
from paratui.store.tinydb_folder.ground.folder import kind_of_file, segment_name, shard_name
from paratui.store.tinydb_folder.journal.journal import Position
from paratui.store.tinydb_folder.journal.overlay import Entry, is_hot, peek
from paratui.store.tinydb_folder.journal.segment import (
    GENESIS,
    PURGED,
    BadLineError,
    Sealed,
    decoded,
    parse,
    tombstone,
    unseal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.domain.record import Doc
    from paratui.store.tinydb_folder.ground.folder import Folder


BEGINNING = Position(1, 0, GENESIS, 0)
_OP = re.compile(rb'\{"kind":"(\w+)","id":(\d+),"rev":(\d+),"hash":"([0-9a-f]{64})')
_TOMBSTONE = tombstone("", 0, 0).hash.encode()


class DamagedError(Exception):
    """A segment that is not as it was written; `str()` names the file and the byte."""


def read_segment(folder: Folder, number: int) -> bytes | None:
    """The bytes of a segment, wherever it lies now; None when it is in neither place."""
    # It may move from the first place to the second between the two looks.
    for place in (folder.journal, folder.audit):
        try:
            return (place / segment_name(number)).read_bytes()
        except FileNotFoundError:
            continue
    return None


def commits(
    folder: Folder, last_seq: int | None = None, after: Position = BEGINNING
) -> Iterator[tuple[Sealed, int, int]]:
    """Every commit from `after` up to `last_seq` with its segment and the byte after it; raises DamagedError."""
    number, start, chain, seq = after
    while (last_seq is None or seq < last_seq) and (data := read_segment(folder, number)) is not None:
        while (end := data.find(b"\n", start)) >= 0 and (last_seq is None or seq < last_seq):
            try:
                sealed = unseal(chain, seq + 1, data[start:end])
            except BadLineError as error:
                if last_seq is None:
                    return
                raise DamagedError(f"{segment_name(number)} at byte {start}: {error}") from None
            chain, seq, start = sealed.chain, seq + 1, end + 1
            yield sealed, number, start
        number, start = number + 1, 0
    if last_seq is not None and seq < last_seq:
        raise DamagedError(f"{segment_name(number)} is missing")


def rebuilt(folder: Folder, last_seq: int, wanted: Callable[[str, int], bool]) -> dict[tuple[str, int], Entry]:
    """The wanted records as the commits up to `last_seq` left them; raises DamagedError."""
    found: dict[tuple[str, int], Entry] = {}
    for sealed, _, _ in commits(folder, last_seq):
        body = sealed.body
        for op in body.ops:
            if wanted(op.kind, op.id):
                found[op.kind, op.id] = Entry(body.seq, op.rev, op.doc, body.by, body.time)
    return found


def rebuilt_shard(folder: Folder, name: str, last_seq: int) -> Table:
    """A shard's records as the commits up to `last_seq` left them; raises DamagedError."""
    kind = kind_of_file(name)

    def wanted(its_kind: str, record: int) -> bool:
        return its_kind == kind and shard_name(kind, record) == name

    found = rebuilt(folder, last_seq, wanted)
    return {
        record: entry.raw
        for (_, record), entry in found.items()
        if entry.raw != PURGED and not is_hot(kind, peek(entry.raw).status)
    }


def rebuilt_hot(folder: Folder, last_seq: int) -> Tables:
    """hot.json as it must be after the commits up to `last_seq`; raises DamagedError."""
    tables: Tables = {DEFAULT: {}, CALLS: {}}
    names = {"follow_up": DEFAULT, "call": CALLS}
    for sealed, _, _ in commits(folder, last_seq):
        for op in sealed.body.ops:
            if op.kind not in names:
                continue
            if op.doc != PURGED and is_hot(op.kind, peek(op.doc).status):
                tables[names[op.kind]][op.id] = op.doc
            else:
                tables[names[op.kind]].pop(op.id, None)
    return tables


def revisions(folder: Folder, kind: str, record: int, *, newest_only: bool = False) -> list[Revision]:
    """The stored versions of a record, first to last; a search for bytes, only the hits are decoded."""
    needle = f'{{"kind":"{kind}","id":{record},"rev":'.encode()
    found: dict[int, Revision] = {}
    for number in reversed(folder.segments()):
        data = read_segment(folder, number) or b""
        at = data.rfind(needle)
        while at >= 0:
            start = data.rfind(b"\n", 0, at) + 1
            for revision in _in_line(data[start : data.find(b"\n", at)], kind, record):
                found.setdefault(revision.rev, revision)
            at = data.rfind(needle, 0, start)
        # Revisions step by one, so below the first there is nothing older to look for.
        if 1 in found or (found and newest_only):
            break
    return [found[rev] for rev in sorted(found)]


def histories(folder: Folder, wanted: set[tuple[str, int]]) -> dict[tuple[str, int], dict[int, Doc]]:
    """The stored versions of many records, by revision, in one walk over the journal, newest segment first.

    A record that was purged is left out.
    """
    found: dict[tuple[str, int], dict[int, Doc]] = {key: {} for key in wanted}
    newest: dict[tuple[str, int], tuple[int, bytes]] = {}
    left = set(wanted)
    for number in reversed(folder.segments()):
        if not left:
            break
        data = read_segment(folder, number) or b""
        for op in _OP.finditer(data):
            key = (op[1].decode(), int(op[2]))
            if key not in wanted:
                continue
            newest[key] = max(newest.get(key, (0, b"")), (int(op[3]), op[4]))
            start = data.rfind(b"\n", 0, op.start()) + 1
            for revision in _in_line(data[start : data.find(b"\n", op.end())], *key):
                if revision.doc is not None:
                    found[key][revision.rev] = revision.doc
            if int(op[3]) == 1:
                left.discard(key)
    return {key: docs for key, docs in found.items() if newest.get(key, (0, b""))[1] != _TOMBSTONE}


def _in_line(line: bytes, kind: str, record: int) -> Iterator[Revision]:
    try:
        body = parse(line)
    except BadLineError:
        return
    for op in body.ops:
        if op.kind == kind and op.id == record:
            yield Revision(op.rev, body.time, body.by, decoded(op.doc))


def is_empty(folder: Folder) -> bool:
    """Whether no commit was ever made."""
    return not any(path.stat().st_size for path in folder.segments().values())

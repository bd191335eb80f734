"""Taking the contents of purged records out of the segments that are folded. The chain stays whole.

A mark in the folder says that a purge has begun; whoever makes the next checkpoint finishes one that was cut off.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from paratui.store.tinydb_folder import replay
from paratui.store.tinydb_folder.disk import replace, sync_folder
from paratui.store.tinydb_folder.segment import PURGED, BadLineError, line_bytes, parse
from paratui.store.tinydb_folder.shard import UnreadableError, read_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.store.tinydb_folder.folder import Folder
    from paratui.store.tinydb_folder.shard import Tables

_CHAIN = 64


class Buried(msgspec.Struct, frozen=True):
    """What is kept of a purged record: `rev` is the revision that purged it; `number` is a follow-up's, or 0."""

    id: int
    rev: int
    by: str
    time: str
    number: int = 0


def purges_from_journal(folder: Folder, last_seq: int, numbers: Mapping[int, int]) -> Tables:
    """purged.json as the commits up to `last_seq` left it; the journal does not tell the `numbers` of follow-ups.

    Raises replay.DamagedError.
    """
    tables: Tables = {}
    for (kind, record), entry in replay.rebuilt(folder, last_seq, lambda _kind, _record: True).items():
        if entry.raw == PURGED:
            row = Buried(record, entry.rev, entry.by, entry.time, numbers.get(record, 0))
            tables.setdefault(kind, {})[record] = msgspec.Raw(msgspec.json.encode(row))
    return tables


def numbers_in(tables: Tables) -> dict[int, int]:
    """The numbers of purged follow-ups, by their ids, as far as a purged.json tells."""
    found = {}
    for record, raw in tables.get("follow_up", {}).items():
        with suppress(msgspec.DecodeError):
            found[record] = msgspec.json.decode(raw, type=Buried).number
    return found


def begin(folder: Folder) -> None:
    """Note durably that contents are being taken out."""
    replace(folder.purging, b"")


def is_begun(folder: Folder) -> bool:
    """Whether contents of purged records may still stand in a segment."""
    return folder.purging.exists()


def finish(folder: Folder, before: int) -> None:
    """Take the contents out of every segment below the number `before`, under the checkpoint lock."""
    tables = read_tables(folder.purged.read_bytes()) if folder.purged.exists() else {}
    buried = {(kind, record) for kind, table in tables.items() for record in table}
    for number, path in folder.segments().items():
        if buried and number < before:
            data = path.read_bytes()
            erased = b"".join(_erased(line, buried) for line in data.splitlines(keepends=True))
            if erased != data:
                replace(path, erased)
    folder.purging.unlink()
    sync_folder(folder.path)


def highest_purged(folder: Folder) -> int:
    """The highest number of a purged follow-up, which the journal does not tell any more."""
    try:
        rows = read_tables(folder.purged.read_bytes()).get("follow_up", {}).values()
        return max((msgspec.json.decode(row, type=Buried).number for row in rows), default=0)
    except (FileNotFoundError, UnreadableError, msgspec.DecodeError):
        return 0


def _erased(line: bytes, buried: set[tuple[str, int]]) -> bytes:
    """A line without the documents of purged records. Their hashes stay, so the chain still holds."""
    try:
        body = parse(line.rstrip(b"\n"))
    except BadLineError:
        return line
    ops = [
        msgspec.structs.replace(op, doc=PURGED) if op.doc != PURGED and (op.kind, op.id) in buried else op
        for op in body.ops
    ]
    if ops == body.ops:
        return line
    return line_bytes(line[:_CHAIN].decode(), msgspec.structs.replace(body, ops=ops))

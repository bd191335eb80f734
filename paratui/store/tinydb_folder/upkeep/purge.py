"""Taking the contents of purged records out of the segments that are folded. The chain stays whole.

A mark in the folder says that a purge has begun; whoever makes the next checkpoint finishes one that was cut off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from paratui.store.tinydb_folder.files.aside import PLACES
from paratui.store.tinydb_folder.files.shard import UnreadableError, read_tables, tables_bytes
from paratui.store.tinydb_folder.ground.disk import replace, sync_folder
from paratui.store.tinydb_folder.index import index_files
from paratui.store.tinydb_folder.journal.segment import PURGED, BadLineError, line_bytes, parse

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.ground.folder import Folder

_CHAIN = 64
_NUMBER = re.compile(rb"\d{12,19}")
_LONG = 100_000_000_000


def begin(folder: Folder) -> None:
    """Note durably that contents are being taken out."""
    replace(folder.purging, b"")


def is_begun(folder: Folder) -> bool:
    """Whether contents of purged records may still stand in a segment."""
    return folder.purging.exists()


def finish(folder: Folder, before: int) -> None:
    """Take the contents out of every segment below the number `before` and of every piece that was set aside.

    Only under the checkpoint lock.
    """
    tables = read_tables(folder.purged.read_bytes()) if folder.purged.exists() else {}
    buried = {(kind, record) for kind, table in tables.items() for record in table}
    for number, path in folder.segments().items():
        if buried and number < before:
            data = path.read_bytes()
            erased = b"".join(_erased(line, buried) for line in data.splitlines(keepends=True))
            if erased != data:
                replace(path, erased)
    # A short number may stand in a piece for anything.
    records = {record for _, record in buried if record >= _LONG}
    for part in PLACES if records else ():
        for path in (folder.path / part).iterdir():
            data = path.read_bytes()
            if not records.isdisjoint(map(int, _NUMBER.findall(data))):
                replace(path, _piece_without(data, buried, records))
    index_files.remove(folder)
    folder.purging.unlink()
    sync_folder(folder.path)


def _piece_without(data: bytes, buried: set[tuple[str, int]], records: set[int]) -> bytes:
    """A piece without what it says of purged records; a line that cannot be read and names one goes as a whole."""
    try:
        tables = read_tables(data)
    except UnreadableError:
        lines = (_erased(line, buried) for line in data.splitlines(keepends=True))
        return b"".join(line for line in lines if _is_clean(line, records))
    kept = {name: {one: raw for one, raw in table.items() if one not in records} for name, table in tables.items()}
    return tables_bytes(kept)


def _is_clean(line: bytes, records: set[int]) -> bool:
    """Whether a line of a piece names no purged record, or is a commit whose contents are out."""
    try:
        parse(line.rstrip(b"\n"))
    except BadLineError:
        return records.isdisjoint(map(int, _NUMBER.findall(line)))
    return True


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

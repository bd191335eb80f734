"""Taking the contents of purged records out of the segments that are folded. The chain stays whole.

A mark in the folder says that a purge has begun; whoever makes the next checkpoint finishes one that was cut off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from paratui.store.tinydb_folder.files.shard import read_tables
from paratui.store.tinydb_folder.ground.disk import replace, sync_folder
from paratui.store.tinydb_folder.journal.segment import PURGED, BadLineError, line_bytes, parse

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.ground.folder import Folder

_CHAIN = 64


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

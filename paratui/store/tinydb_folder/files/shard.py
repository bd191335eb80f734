"""The shape of a TinyDB file: tables of documents by number, read and written without decoding the documents.

`TinyDB(path)` opens every file written here, and what it writes is read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from paratui.store.tinydb_folder.files.by_hand import mark_of, read_genuine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from paratui.store.tinydb_folder.files.by_hand import Mark
    from paratui.store.tinydb_folder.files.meta import Meta
    from paratui.store.tinydb_folder.ground.folder import Folder

# TinyDB's own name for the table of a file that `TinyDB(path)` works with.
DEFAULT = "_default"
CALLS = "calls"

Table: TypeAlias = dict[int, msgspec.Raw]
Tables: TypeAlias = dict[str, Table]

_decode = msgspec.json.Decoder(dict[str, dict[int, msgspec.Raw]]).decode
_encode = msgspec.json.Encoder().encode
_BYTE = re.compile(r"byte (\d+)")
_KEPT = 6


class UnreadableError(Exception):
    """A file that cannot be used: `str()` says why, `byte` is where reading it stops making sense."""

    def __init__(self, why: str, byte: int) -> None:
        super().__init__(why)
        self.byte = byte


def read_tables(data: bytes) -> Tables:
    """The tables of a file; raises UnreadableError."""
    try:
        return _decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        found = _BYTE.search(str(error))
        raise UnreadableError(f"is no TinyDB file ({error})", int(found[1]) if found else 0) from None


def genuine_tables(folder: Folder, name: str, meta: Meta) -> Tables:
    """The tables of a file as paratui wrote it, none when there is no such file; raises UnreadableError."""
    if not meta.folded.seq and name not in meta.files:
        # It may be anybody's, and the journal tells everything.
        return {}
    data, why = read_genuine(folder, name, meta)
    if data is None and not why:
        return {}
    # What is no TinyDB file is told so, rather than that it was changed.
    tables = read_tables(data) if data is not None else {}
    if why:
        raise UnreadableError(why, 0)
    return tables


def tables_bytes(tables: Mapping[str, Mapping[int, msgspec.Raw]]) -> bytes:
    """The file that holds these tables, records in the order of their ids."""
    return _encode({name: dict(sorted(table.items())) for name, table in tables.items()})


class Shards:
    """The shards read last, kept while their files stay what they were."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._kept: dict[str, tuple[tuple[Mark | None, str | None], Table]] = {}

    def table(self, name: str, meta: Meta, *, keep: bool = True) -> Table:
        """The records of a shard, none when there is no such shard; raises UnreadableError."""
        # Before it is read: what is kept under an older mark is at worst read once more. What a file holds counts
        # by what meta.json says of it.
        mark = mark_of(self._folder.path / name), meta.files.get(name)
        kept = self._kept.pop(name, None)
        if not kept or kept[0] != mark:
            kept = (mark, genuine_tables(self._folder, name, meta).get(DEFAULT, {}))
        if keep:
            self._kept[name] = kept
            while len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
        return kept[1]

    def forget(self, names: Iterable[str]) -> None:
        """Drop what is kept of some shards."""
        for name in names:
            self._kept.pop(name, None)

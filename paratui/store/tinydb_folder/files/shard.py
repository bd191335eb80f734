"""The shape of a TinyDB file: tables of documents by number, read and written without decoding the documents.

`TinyDB(path)` opens every file written here, and what it writes is read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from paratui.store.tinydb_folder.files.by_hand import read_genuine

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    return genuine_file(folder, name, meta)[1]


def genuine_file(folder: Folder, name: str, meta: Meta) -> tuple[bytes, Tables]:
    """The same with the bytes in which they stand."""
    if not meta.folded.seq and meta.sha_of(name) is None:
        # It may be anybody's, and the journal tells everything.
        return b"", {}
    data, why = read_genuine(folder, name, meta)
    if data is None and not why:
        return b"", {}
    # What is no TinyDB file is told so, rather than that it was changed.
    tables = read_tables(data) if data is not None else {}
    if why:
        raise UnreadableError(why, 0)
    return data or b"", tables


def tables_bytes(tables: Mapping[str, Mapping[int, msgspec.Raw]]) -> bytes:
    """The file that holds these tables, records in the order of their ids."""
    return _encode({name: dict(sorted(table.items())) for name, table in tables.items()})

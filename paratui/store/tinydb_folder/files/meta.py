"""meta.json: how far the journal is folded into the files, and what each file held when it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from paratui.domain.errors import OfficeError
from paratui.store.tinydb_folder.ground.disk import replace
from paratui.store.tinydb_folder.journal.journal import Position
from paratui.store.tinydb_folder.journal.segment import GENESIS

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.ground.folder import Folder

SCHEMA = 1
_ASKED_KEPT = 64


class Folded(msgspec.Struct, frozen=True):
    """The state of the files: every commit up to this place is in them. `last_number` is a follow-up's."""

    schema: int = SCHEMA
    segment: int = 1
    offset: int = 0
    chain: str = GENESIS
    seq: int = 0
    last_number: int = 0

    @property
    def position(self) -> Position:
        """The place in the journal where the folded part ends."""
        return Position(self.segment, self.offset, self.chain, self.seq)


class _File(msgspec.Struct, rename={"folded": "_default"}):
    """meta.json as TinyDB sees it: one document of its default table, one of a table `files`."""

    folded: dict[int, Folded]
    # Left undecoded for a reader: ten years have two thousand files.
    files: dict[int, msgspec.Raw] = {}


class _Schema(msgspec.Struct):
    schema: int = 0


class _Schemas(msgspec.Struct, rename={"folded": "_default"}):
    folded: dict[int, _Schema]


class NoMetaError(Exception):
    """There is no meta.json, or nothing that can be understood; `str()` says which."""


_decode = msgspec.json.Decoder(_File).decode
_decode_schema = msgspec.json.Decoder(_Schemas).decode
_encode = msgspec.json.Encoder().encode
_decode_files = msgspec.json.Decoder(dict[str, str]).decode


class Meta:
    """What meta.json says."""

    def __init__(self, folded: Folded, files: dict[str, str]) -> None:
        self.folded = folded
        self.knows_files = bool(files)
        # Ten years have two thousand: as text they take a third of the room.
        self._files = _encode(files)
        self._asked: dict[str, str | None] = {}

    @property
    def files(self) -> dict[str, str]:
        """The SHA-256 of every file as it was last written, by its name."""
        return _decode_files(self._files)

    def sha_of(self, name: str) -> str | None:
        """The SHA-256 of one file as it was last written; None when it is not known of."""
        if name in self._asked:
            return self._asked[name]
        sha = self._found(name)
        if len(self._asked) >= _ASKED_KEPT:
            self._asked.clear()
        self._asked[name] = sha
        return sha

    def _found(self, name: str) -> str | None:
        # No other text can hold this one: inside a text every quote is escaped.
        key = _encode(name) + b":"
        at = self._files.find(key)
        if at < 0:
            return None
        start = at + len(key) + 1
        return self._files[start : self._files.index(b'"', start)].decode()


def read_meta(folder: Folder) -> Meta:
    """What meta.json says; raises NoMetaError, and OfficeError when a newer version wrote it."""
    try:
        data = folder.meta.read_bytes()
    except FileNotFoundError:
        raise NoMetaError("meta.json was missing") from None
    try:
        schema = _decode_schema(data).folded[1].schema
        if schema > SCHEMA:
            raise OfficeError(
                f"{folder.path} was written by a newer paratui (schema {schema}, this one knows {SCHEMA}); "
                "install the newer version here too"
            )
        file = _decode(data)
        return Meta(file.folded[1], _decode_files(file.files.get(1, msgspec.Raw(b"{}"))))
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError) as error:
        raise NoMetaError(f"meta.json could not be understood ({error})") from None


def write_meta(folder: Folder, folded: Folded, files: dict[str, str]) -> None:
    """Replace meta.json, durably."""
    tables = {"_default": {1: folded}, "files": {1: dict(sorted(files.items()))}}
    replace(folder.meta, msgspec.json.encode(tables))

"""One record of a shard: where it lies is kept, its bytes are read again, and a week's file is not held for it."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.store.tinydb_folder.files.by_hand import mark_of
from paratui.store.tinydb_folder.files.shard import DEFAULT, genuine_file

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.files.by_hand import Mark
    from paratui.store.tinydb_folder.files.meta import Meta
    from paratui.store.tinydb_folder.files.shard import Table
    from paratui.store.tinydb_folder.ground.folder import Folder

_KEPT = 24
_BIGGEST_ID = (1 << 63) - 1
# By its beginning a record is found sooner than by all of it.
_BEGINNING = 64


class _OtherBytesError(Exception):
    """What lies in a place is not what lay there."""


class _Places:
    """Where each record of a file lies, in 32 bytes each, with a hash by which its bytes are known again."""

    def __init__(self, data: bytes, table: Table) -> None:
        self._ids, self._starts, self._lengths, self._hashes = array("q"), array("q"), array("q"), array("q")
        at = 0
        for record, raw in sorted(table.items()):
            if not 0 < record <= _BIGGEST_ID:
                # Another tool's; the office has no record of such an id.
                continue
            one = bytes(raw)
            # Where it is not found is not its place, and its hash says so.
            at = max(data.find(one[:_BEGINNING], at), 0)
            self._ids.append(record)
            self._starts.append(at)
            self._lengths.append(len(one))
            self._hashes.append(hash(one))
            at += len(one)

    def read(self, path: str, record: int) -> msgspec.Raw | None:
        """A record as it was when the places were found, None when there was none; raises _OtherBytesError."""
        place = bisect_left(self._ids, record)
        if place == len(self._ids) or self._ids[place] != record:
            return None
        try:
            fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            raise _OtherBytesError from None
        try:
            one = os.pread(fd, self._lengths[place], self._starts[place])
        finally:
            os.close(fd)
        if hash(one) != self._hashes[place]:
            raise _OtherBytesError
        return msgspec.Raw(one)


class _Known(NamedTuple):
    """A shard that was read whole: how it looked from outside, its SHA-256 in meta.json, and the places in it."""

    mark: Mark | None
    sha: str | None
    places: _Places


class SingleRecords:
    """Reads records one by one. Of the shards asked last the places are kept while their files stay the same."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        # No Path is made for a look.
        self._root = f"{folder.path}/"
        self._known: dict[str, _Known] = {}

    def read(self, name: str, record: int, meta: Meta) -> msgspec.Raw | None:
        """A record of a shard, None when it is not in it; raises UnreadableError."""
        path = self._root + name
        # Before it is read: what is kept under an older mark is at worst read once more. What a file holds counts
        # by what meta.json says of it.
        mark, sha = mark_of(path), meta.sha_of(name)
        known = self._known.pop(name, None)
        if known and (known.mark, known.sha) == (mark, sha):
            try:
                raw = known.places.read(path, record)
            except _OtherBytesError:
                pass
            else:
                self._known[name] = known
                return raw
        data, tables = genuine_file(self._folder, name, meta)
        table = tables.get(DEFAULT, {})
        self._known[name] = _Known(mark, sha, _Places(data, table))
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        found = table.get(record)
        # Without the whole file behind it.
        return found.copy() if found is not None else None

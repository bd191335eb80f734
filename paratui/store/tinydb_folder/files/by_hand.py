"""Noticing that a file was changed by something else than paratui: an editor, stock TinyDB, a copy put back."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from paratui.store.tinydb_folder.files.meta import NoMetaError, read_meta
from paratui.store.tinydb_folder.ground.folder import HOT, PURGES

if TYPE_CHECKING:
    from pathlib import Path

    from paratui.store.tinydb_folder.files.meta import Meta
    from paratui.store.tinydb_folder.ground.folder import Folder

CHANGED = "was changed by something else than paratui"
MISSING = "is missing"
STRANGE = "was put there by something else than paratui"

Mark: TypeAlias = tuple[int, int, int]
# A checkpoint may replace a file between two looks; it cannot do so again and again.
_LOOKS = 3


def read_plan(folder: Folder) -> dict[str, list[str]]:
    """What a checkpoint that goes on, or was cut off, is about to make of each file: their SHA-256."""
    try:
        return msgspec.json.decode(folder.plan.read_bytes(), type=dict[str, list[str]])
    except (FileNotFoundError, msgspec.DecodeError):
        return {}


def mark_of(path: Path | str) -> Mark | None:
    """How a file looks from outside; None when it is not there."""
    try:
        facts = os.stat(path)  # noqa: PTH116 - a look over an office asks two thousand times; no Path is made
    except FileNotFoundError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


def read_genuine(folder: Folder, name: str, meta: Meta) -> tuple[bytes | None, str]:
    """The bytes of a file, and why they are not what paratui wrote last (empty when they are).

    While `meta` knows of no file at all, it was lost, and nothing speaks against any.
    """
    path, why = folder.path / name, ""
    data: bytes | None = None
    for _ in range(_LOOKS):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            data = None
        why = _wrong(data, name, meta)
        if not why or (data is not None and sha256(data).hexdigest() in read_plan(folder).get(name, ())):
            return data, ""
        # A checkpoint may have ended meanwhile. The plan is looked at before, for it ends with meta.json.
        try:
            newer = read_meta(folder)
        except NoMetaError:
            break
        if not _wrong(data, name, newer):
            return data, ""
        if newer.folded.seq == meta.folded.seq:
            break
        meta = newer
    return data, why


def _wrong(data: bytes | None, name: str, meta: Meta) -> str:
    known = meta.sha_of(name)
    if data is None:
        return MISSING if known else ""
    if known is None:
        return STRANGE if meta.knows_files else ""
    return CHANGED if sha256(data).hexdigest() != known else ""


class Watch:
    """Looks over all files of an office, and only at what may have changed since meta.json was written."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._good: dict[str, Mark] = {}

    def changed(self) -> dict[str, str]:
        """The files that are not as paratui wrote them, with what is wrong: `CHANGED`, `MISSING`, `STRANGE`."""
        folder = self._folder
        try:
            meta, written = read_meta(folder), mark_of(folder.meta)
        except NoMetaError:
            return {}
        found, files = {}, meta.files
        root = f"{folder.path}/"
        for name in {*files, *folder.shards(), HOT, PURGES}:
            mark = mark_of(root + name)
            if name in files and self._is_old(name, mark, written):
                continue
            _, why = read_genuine(folder, name, meta)
            if mark is not None and not files:
                # meta.json was lost, and what belongs here is found out by writing it.
                why = STRANGE
            if why:
                found[name] = why
            elif mark is not None:
                self._good[name] = mark
        return found

    def is_as_written(self, name: str) -> bool:
        """Whether nothing speaks for a file having been changed; asked of its outside alone."""
        return self._is_old(name, mark_of(self._folder.path / name), mark_of(self._folder.meta))

    def _is_old(self, name: str, mark: Mark | None, written: Mark | None) -> bool:
        # A checkpoint writes meta.json last, so what is older than that is as it was left.
        old = mark is not None and written is not None and mark[0] < written[0]
        return old or (mark is not None and self._good.get(name) == mark)

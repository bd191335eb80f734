"""The files of the index, and who may do what with them: readers and who enters share them, a new one comes alone."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from paratui.store.tinydb_folder.files.by_hand import mark_of
from paratui.store.tinydb_folder.ground.disk import FILE_MODE
from paratui.store.tinydb_folder.ground.folder import INDEX, INDEX_FILES, INDEX_LOCK, INDEX_MAKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paratui.store.tinydb_folder.files.by_hand import Mark
    from paratui.store.tinydb_folder.ground.folder import Folder

_ASIDE = (f"{INDEX}-wal", f"{INDEX}-shm")


@contextmanager
def shared(folder: Folder) -> Iterator[None]:
    """A block in which the files stay the ones they are."""
    with _held(folder.path / INDEX_LOCK, fcntl.LOCK_SH):
        yield


def sync(made: Path) -> None:
    """Make an index that was made anew durable: after a power cut, one with holes would answer wrongly."""
    # A purge that is finished just now takes it away, which is noticed when it is to be put in place.
    with suppress(FileNotFoundError):
        fd = os.open(made, os.O_RDWR | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def put_in_place(folder: Folder, made: Path, purged: Mark | None) -> bool:
    """Let an index that was made anew take the place of the one there was.

    False when something was purged since `purged` was seen, and words of it may stand in the new one; or when a
    purge that had been cut off was finished meanwhile, and the new one went with the old.
    """
    with _held(folder.path / INDEX_LOCK, fcntl.LOCK_EX):
        if mark_of(folder.purged) != purged or not made.exists():
            return False
        for name in _ASIDE:
            (folder.path / name).unlink(missing_ok=True)
        made.replace(folder.path / INDEX)
        return True


def remove(folder: Folder) -> None:
    """Remove the index, also one that is being made: it holds words of records that are purged."""
    with _held(folder.path / INDEX_LOCK, fcntl.LOCK_EX):
        for name in INDEX_FILES:
            if name not in {INDEX_LOCK, INDEX_MAKING}:
                (folder.path / name).unlink(missing_ok=True)


@contextmanager
def one_at_a_time(folder: Folder) -> Iterator[bool]:
    """A block of whoever makes the index; True for one process at a time."""
    fd = _opened(folder.path / INDEX_MAKING)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(fd)


@contextmanager
def _held(path: Path, how: int) -> Iterator[None]:
    fd = _opened(path)
    try:
        fcntl.flock(fd, how)
        yield
    finally:
        os.close(fd)


def _opened(path: Path) -> int:
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    # It is a colleague's where they were here first, and then it has its mode.
    with suppress(OSError):
        os.fchmod(fd, FILE_MODE)
    return fd

"""Putting bytes on the platter: explicit modes, temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import errno
import os
import stat
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_MODE = 0o660
FOLDER_MODE = 0o2770
_CLOSED_TO_OTHERS = 0o007
# The umask is the whole process's; each thread must put back what it found.
_UMASK = threading.Lock()
# EFBIG is what a limit on file sizes (ulimit -f) answers.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_full(error: OSError) -> bool:
    """Whether a write failed for want of room, which a person can make."""
    return error.errno in _FULL


def write_all(fd: int, data: bytes) -> None:
    """Write every byte; raises OSError when the system takes only a part."""
    while data:
        written = os.write(fd, data)
        if written == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        data = data[written:]


def make_folder(path: Path) -> None:
    """See to a folder with the office's mode: the umask of one must not lock the others out."""
    # Not even until the mode is set: a kill may come in between.
    with _UMASK:
        before = os.umask(_CLOSED_TO_OTHERS)
        try:
            path.mkdir(exist_ok=True)
        finally:
            os.umask(before)
    facts = path.stat()
    # One of one's own in another mode was left by a crash between the two calls.
    if stat.S_IMODE(facts.st_mode) != FOLDER_MODE and facts.st_uid == os.geteuid():
        path.chmod(FOLDER_MODE)


def beside(path: Path) -> Path:
    """Where the new content of a file is written before it takes the file's place."""
    return path.with_name(path.name + ".new")


def write_beside(path: Path, data: bytes, mode: int = FILE_MODE) -> Path:
    """Write a durable file next to `path`, ready to take its place; returns where."""
    fresh = beside(path)
    # One left by a killed process may belong to a colleague, and then its mode cannot be set.
    fresh.unlink(missing_ok=True)
    fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        os.fchmod(fd, mode)
        write_all(fd, data)
        os.fsync(fd)
    except BaseException:
        # What went wrong first is what is told.
        with suppress(OSError):
            fresh.unlink()
        raise
    finally:
        os.close(fd)
    return fresh


def replace(path: Path, data: bytes, mode: int = FILE_MODE) -> None:
    """Make `path` hold exactly `data`, durably: a crash leaves the old content or the new, never a part."""
    write_beside(path, data, mode).replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make renames and new names in a folder durable."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def read_at(fd: int, offset: int, size: int) -> bytes:
    """Up to `size` bytes from `offset`; fewer only where the file ends."""
    pieces = []
    while size > 0 and (piece := os.pread(fd, size, offset)):
        pieces.append(piece)
        offset += len(piece)
        size -= len(piece)
    return b"".join(pieces)

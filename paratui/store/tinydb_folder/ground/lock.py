"""The two locks of an office: flock, which the kernel lets go of when a process dies."""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING

from paratui.domain.errors import StoreBusy
from paratui.store.tinydb_folder.ground.disk import write_beside
from paratui.store.tinydb_folder.ground.suspension import LOCKS_IN_USE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME_BYTES = 96
# Tells apart the lock files that threads of this process make at the same time.
_MADE = count(1)


class _Waiter:
    """A thread in the kernel's queue for a lock: flock is fair but cannot be given a time limit."""

    def __init__(self, path: Path) -> None:
        self._fd = _open(path)
        self._guard = threading.Lock()
        self._wanted = True
        self._refused: OSError | None = None
        self.arrived = threading.Event()
        threading.Thread(target=self._wait, name="waiting for a lock", daemon=True).start()

    def _wait(self) -> None:
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX)
        except OSError as error:
            self._refused = error
        with self._guard:
            if self._wanted:
                self.arrived.set()
            else:
                os.close(self._fd)

    def take(self, seconds: float) -> int | None:
        """The locked descriptor; None when it did not come in time, and then it is let go when it comes."""
        if not self.arrived.wait(seconds):
            with self._guard:
                if not self.arrived.is_set():
                    self._wanted = False
                    return None
        if self._refused:
            os.close(self._fd)
            raise self._refused
        return self._fd


class OfficeLock:
    """One lock file. While it is held it names its holder, for those who wait.

    With `keep` the file stays open between two holdings, until `close`: finding it takes a tenth of a commit.
    """

    def __init__(self, path: Path, login: str, *, keep: bool = False) -> None:
        self._path = path
        self._keep = keep
        # At most one, with the process that opened it: a forked child shares the lock itself with its parent.
        self._kept: list[tuple[int, int]] = []
        self._held = -1
        self._name = f"{login} (process {os.getpid()})".encode()[:_NAME_BYTES].ljust(_NAME_BYTES)

    def take(self, seconds: float) -> int:
        """Hold the lock and return its descriptor for `release`; StoreBusy after `seconds` of waiting."""
        fd = self._take(seconds)
        while not self._is_the_file(fd):
            # Somebody removed the lock file, and others lock the new one.
            os.close(fd)
            fd = self._take(seconds)
        # On a full disk the name is missing and the lock holds all the same.
        with suppress(OSError):
            os.pwrite(fd, self._name, 0)
        return fd

    def _take(self, seconds: float) -> int:
        fd = self._opened()
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            late = _Waiter(self._path).take(seconds) if seconds > 0 else None
            if late is None:
                raise StoreBusy(self.holder()) from None
            return late
        except OSError:
            os.close(fd)
            raise
        return fd

    def _opened(self) -> int:
        """A descriptor nobody else locks through: the kept one, unless another thread has it."""
        try:
            opener, fd = self._kept.pop()
        except IndexError:
            return _open(self._path)
        if opener == os.getpid():
            return fd
        os.close(fd)
        return _open(self._path)

    def _is_the_file(self, fd: int) -> bool:
        try:
            return os.path.samestat(os.fstat(fd), os.stat(self._path))  # noqa: PTH116 - quicker, at every commit
        except FileNotFoundError:
            return False
        except OSError:
            # A lock nobody knows of would keep everybody out for as long as this process lives.
            os.close(fd)
            raise

    def release(self, fd: int) -> None:
        """Let go."""
        if self._keep and not self._kept:
            with suppress(OSError):
                fcntl.flock(fd, fcntl.LOCK_UN)
                self._kept.append((os.getpid(), fd))
                return
        os.close(fd)

    def close(self) -> None:
        """Keep the file open no longer; the lock can be taken again all the same."""
        self._keep = False
        while self._kept:
            os.close(self._kept.pop()[1])

    @contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """Hold the lock for the length of a block; StoreBusy when it cannot be had within `seconds`."""
        with LOCKS_IN_USE.one_more():
            fd = self._held = self.take(seconds)
            try:
                yield
            finally:
                self._held = -1
                self.release(fd)

    def note(self, words: bytes, at: int) -> None:
        """Write something into the file behind the holder's name; only while this lock is `held`.

        On a full disk what was there before stays.
        """
        with suppress(OSError):
            os.pwrite(self._held, words, at)

    def noted(self, size: int, at: int) -> bytes:
        """What was noted last; only while this lock is `held`. Nothing where the disk does not tell."""
        try:
            return os.pread(self._held, size, at)
        except OSError:
            return b""

    def holder(self) -> str:
        """Who holds the lock or held it last."""
        try:
            name = self._path.read_bytes()[:_NAME_BYTES].decode("utf-8", "replace").strip(" \0\n")
        except OSError:
            name = ""
        return name or "another process"


def _open(path: Path) -> int:
    while True:
        try:
            return os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            _make(path)


def _make(path: Path) -> None:
    """Make a lock file that appears with its mode set, or a crash between the two would lock colleagues out."""
    beside = path.with_name(f"{path.name}.{os.getpid()}-{next(_MADE)}")
    made = write_beside(beside, b"")
    try:
        with suppress(FileExistsError):
            os.link(made, path)
    finally:
        with suppress(OSError):
            made.unlink()

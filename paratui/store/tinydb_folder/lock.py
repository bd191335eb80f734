"""The two locks of an office: flock, which the kernel lets go of when a process dies."""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from paratui.domain.errors import StoreBusy
from paratui.store.tinydb_folder.disk import FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME_BYTES = 96


class _Waiter:
    """A thread in the kernel's queue for a lock: flock is fair but cannot be given a time limit."""

    def __init__(self, path: Path) -> None:
        self._fd = _open(path)
        self._guard = threading.Lock()
        self._wanted = True
        self.arrived = threading.Event()
        threading.Thread(target=self._wait, name="waiting for a lock", daemon=True).start()

    def _wait(self) -> None:
        fcntl.flock(self._fd, fcntl.LOCK_EX)
        with self._guard:
            if self._wanted:
                self.arrived.set()
            else:
                os.close(self._fd)

    def take(self, seconds: float) -> int | None:
        """The locked descriptor; None when it did not come in time, and then it is let go when it comes."""
        if self.arrived.wait(seconds):
            return self._fd
        with self._guard:
            if self.arrived.is_set():
                return self._fd
            self._wanted = False
            return None


class OfficeLock:
    """One lock file. While it is held it names its holder, for those who wait."""

    def __init__(self, path: Path, login: str) -> None:
        self._path = path
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
        fd = _open(self._path)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            late = _Waiter(self._path).take(seconds) if seconds > 0 else None
            if late is None:
                raise StoreBusy(self.holder()) from None
            return late
        return fd

    def _is_the_file(self, fd: int) -> bool:
        try:
            return os.path.samestat(os.fstat(fd), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self, fd: int) -> None:
        """Let go."""
        os.close(fd)

    @contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """Hold the lock for the length of a block; StoreBusy when it cannot be had within `seconds`."""
        fd = self.take(seconds)
        try:
            yield
        finally:
            self.release(fd)

    def holder(self) -> str:
        """Who holds the lock or held it last."""
        try:
            name = self._path.read_bytes().decode("utf-8", "replace").strip(" \0\n")
        except OSError:
            name = ""
        return name or "another process"


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        if os.fstat(fd).st_uid == os.geteuid():
            os.fchmod(fd, FILE_MODE)
        return fd

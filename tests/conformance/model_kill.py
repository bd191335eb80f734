"""A kill in the middle of what a store does, as it looks from outside: nothing is done after it, locks are free."""

from __future__ import annotations

import fcntl
import os
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGING = (
    "write",
    "pwrite",
    "fsync",
    "fdatasync",
    "ftruncate",
    "link",
    "rename",
    "replace",
    "unlink",
    "mkdir",
    "chmod",
    "fchmod",
)


class Killed(BaseException):
    """What a kill looks like from inside: no code catches it."""


class Kill:
    """For the length of a block, a kill at the n-th operation of this thread that changes a file (from 1).

    Of a write, the part `written` (0 to 1) has still been done. `abandon` lets go of what was held before the block.
    """

    def __init__(self, number: int, written: float, abandon: Callable[[], None]) -> None:
        self._left = number
        self._written = written
        self._abandon = abandon
        self._thread = threading.get_ident()
        self._opened: set[int] = set()
        # What a lock is held through may have been opened before the block.
        self._locked: set[int] = set()
        self._flock = fcntl.flock
        self._real = {name: getattr(os, name) for name in (*CHANGING, "open", "close")}

    def __enter__(self) -> Self:
        for name in CHANGING:
            setattr(os, name, self._counted(name))
        os.open, os.close = self._open, self._close
        fcntl.flock = self._lock
        return self

    def __exit__(self, kind, _error, _traceback) -> None:
        for name in (*CHANGING, "open"):
            setattr(os, name, self._real[name])
        fcntl.flock = self._flock
        try:
            if kind is Killed:
                self._abandon()
                # The kernel closes what the process held.
                for fd in self._opened | self._locked:
                    os.close(fd)
        finally:
            os.close = self._real["close"]

    def _count(self, name: str, args: tuple) -> None:
        if threading.get_ident() != self._thread:
            return
        self._left -= 1
        if self._left == 0 and name == "write":
            self._real["write"](args[0], bytes(args[1])[: int(len(args[1]) * self._written)])
        if self._left <= 0:
            raise Killed

    def _counted(self, name: str):
        def operation(*args, **named):
            self._count(name, args)
            return self._real[name](*args, **named)

        return operation

    def _open(self, path, flags, *args, **named):
        if flags & os.O_CREAT:
            self._count("open", ())
        fd = self._real["open"](path, flags, *args, **named)
        if threading.get_ident() == self._thread:
            self._opened.add(fd)
        return fd

    def _lock(self, fd, how):
        self._flock(fd, how)
        if threading.get_ident() == self._thread:
            (self._locked.discard if how & fcntl.LOCK_UN else self._locked.add)(fd)

    def _close(self, fd):
        self._opened.discard(fd)
        self._locked.discard(fd)
        self._real["close"](fd)

"""A disk that fails on purpose: the n-th operation on the files of a place fails, once or from then on.

It fails where Python calls the system. A sync that is not refused does nothing: no power is cut here.
Closing a file is not refused: no local file system of Linux can.
"""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Operations on a path, and on a descriptor.
_ON_PATHS = (
    *("open", "stat", "lstat", "listdir", "scandir", "mkdir", "rmdir", "chmod", "unlink", "rename", "replace"),
    *("link", "truncate"),
)
_ON_FILES = ("write", "pwrite", "read", "pread", "fstat", "fchmod", "fchown", "fsync", "fdatasync", "ftruncate")
SYNCS = frozenset({"fsync", "fdatasync"})
_TAKES_ROOM = frozenset({"create", "write", "pwrite", "mkdir", "rename", "replace", "link"})
_NEEDS_RIGHTS = frozenset({*_ON_PATHS, "create"})

# What a lasting trouble of each kind refuses after its first operation, whatever that one was. None: everything.
ERRORS: dict[str, frozenset[str] | None] = {
    "EIO": None,
    "ENOSPC": _TAKES_ROOM,
    "EDQUOT": _TAKES_ROOM,
    "EACCES": _NEEDS_RIGHTS,
    "EINTR": None,
}
SHORT_WRITE = "short write"
SHORT_READ = "short read"
CUT_WRITES = {"short write, then ENOSPC": "ENOSPC", "short write, then EIO": "EIO"}
_WRITES = frozenset({"write", "pwrite"})
_READS = frozenset({"pread"})


class Fault(NamedTuple):
    """What fails: a kind of trouble (an error's name or a short write), at which operation, once or lasting."""

    kind: str
    at: int
    lasting: bool = False

    def reach(self) -> frozenset[str] | None:
        """The operations this trouble can meet at all; None for every one."""
        if self.kind == SHORT_READ:
            return _READS
        return _WRITES if self.kind == SHORT_WRITE or self.kind in CUT_WRITES else None


class Operation(NamedTuple):
    """One operation: its name, the path it was on, the descriptor's own number (never used twice), how it went."""

    name: str
    path: str
    file: int
    refused: bool


class FaultyDisk:
    """The operations below one place, counted from 1, with a fault among them."""

    def __init__(self, place: Path, fault: Fault | None = None) -> None:
        self._place = f"{place}/"
        self._fault = fault
        self._guard = threading.RLock()
        self._open: dict[int, tuple[int, str]] = {}
        self._files = 0
        self._resting = 0
        # The descriptor on which only a part of a write was taken: the next write there is refused.
        self._cut = -1
        self._struck = False
        self.operations: list[Operation] = []
        self._refused = Counter()

    @property
    def fired(self) -> int:
        """How many operations of the thread that asks were refused or cut short so far."""
        return self._refused[threading.get_ident()]

    @property
    def left_open(self) -> list[str]:
        """The files that are open now."""
        return [path for _, path in self._open.values()]

    @property
    def is_lasting(self) -> bool:
        """Whether more operations than one are refused, until it is mended."""
        return self._fault is not None and self._fault.lasting

    def mend(self) -> None:
        """The disk is well again and stays so."""
        self._fault = None

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Operations of the test itself: not counted, not refused."""
        with self._guard:
            self._resting += 1
            try:
                yield
            finally:
                self._resting -= 1

    @contextmanager
    def at_work(self) -> Iterator[FaultyDisk]:
        """Stand between Python and the system."""
        with pytest.MonkeyPatch.context() as patch:
            for name in _ON_PATHS:
                patch.setattr(os, name, self._on_path(name, getattr(os, name)))
            for name in _ON_FILES:
                patch.setattr(os, name, self._on_file(name, getattr(os, name)))
            patch.setattr(fcntl, "flock", self._on_file("flock", fcntl.flock))
            patch.setattr(os, "close", self._close(os.close))
            opened = self._opened(io.open)
            patch.setattr(io, "open", opened)
            patch.setattr(builtins, "open", opened)
            yield self

    # --- what stands in for the system's calls

    def _on_path(self, name, real):
        def watched(path, *args, **kwargs):
            if not self._is_here(path):
                return real(path, *args, **kwargs)
            with self._guard:
                creates = name == "open" and args[0] & os.O_CREAT
                self._step("create" if creates else name, os.fspath(path), -1)
                got = real(path, *args, **kwargs)
                if name == "open":
                    self._files += 1
                    self._open[got] = (self._files, os.fspath(path))
                return got

        return watched

    def _on_file(self, name, real):
        def watched(fd, *args):
            if fd not in self._open:
                return real(fd, *args)
            file, path = self._open[fd]
            if name == "flock" and not args[0] & fcntl.LOCK_NB:
                # Waits for somebody else, who needs the guard to go on.
                self._step(name, path, file)
                return real(fd, *args)
            with self._guard:
                taken = self._step(name, path, file)
                if name in SYNCS:
                    return None
                if taken:
                    args = self._shortened(name, args)
                return real(fd, *args)

        return watched

    def _close(self, real):
        def watched(fd):
            with self._guard:
                self._open.pop(fd, None)
                return real(fd)

        return watched

    def _opened(self, real):
        def watched(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, *args, **kwargs):
            if not self._is_here(file):
                return real(file, mode, buffering, encoding, errors, newline, *args, **kwargs)
            assert self._resting or not set(mode) & set("wax+"), f"{file} is written past os.write"
            if self._resting:
                return real(file, mode, buffering, encoding, errors, newline, *args, **kwargs)
            raw = _WatchedFile(self, os.fspath(file))
            if buffering == 0:
                return raw
            whole = io.BufferedReader(raw)
            return whole if "b" in mode else io.TextIOWrapper(whole, encoding, errors, newline)

        return watched

    @staticmethod
    def _shortened(name, args):
        if name in _READS:
            return (max(args[0] // 2, 1), *args[1:])
        return (args[0][: max(len(args[0]) // 2, 1)], *args[1:])

    # --- counting and refusing

    def _is_here(self, path) -> bool:
        return not isinstance(path, int) and f"{os.fspath(path)}/".startswith(self._place)

    def step_of_file(self, name: str, fd: int) -> None:
        """Count an operation of Python's own file object, which tries again by itself when it is interrupted."""
        file, path = self._open[fd]
        with suppress(InterruptedError):
            self._step(name, path, file)

    def forget(self, fd: int) -> None:
        """A file object was closed."""
        with self._guard:
            self._open.pop(fd, None)

    def _step(self, name: str, path: str, file: int) -> bool:
        """Count an operation; raises the error it meets, True when it is taken only in part."""
        with self._guard:
            if self._resting:
                return False
            kind = self._kind(name, file)
            self.operations.append(Operation(name, path, file, bool(kind)))
            # A lock holds without the name of its holder, which is all that is ever written there.
            self._refused[threading.get_ident()] += bool(kind) and name != "pwrite"
        if not kind or kind in {SHORT_WRITE, SHORT_READ}:
            return bool(kind)
        number = getattr(errno, kind)
        raise OSError(number, os.strerror(number), *([path] if name in _NEEDS_RIGHTS else []))

    def _kind(self, name: str, file: int) -> str:
        """The error or shortness the next operation meets; empty for none."""
        fault, now = self._fault, len(self.operations) + 1
        if fault is None or now < fault.at:
            return ""
        reach = fault.reach()
        if reach and name not in reach:
            return ""
        if fault.kind in CUT_WRITES:
            return self._cut_write(fault, file)
        if not self._struck or (fault.lasting and name in (ERRORS.get(fault.kind) or {name})):
            self._struck = True
            return fault.kind
        return ""

    def _cut_write(self, fault: Fault, file: int) -> str:
        if not self._struck:
            self._struck, self._cut = True, file
            return SHORT_WRITE
        if file == self._cut or (fault.lasting and self._cut == -1):
            self._cut = -1
            return CUT_WRITES[fault.kind]
        return ""


class _WatchedFile(io.FileIO):
    """A file Python itself reads (`Path.read_bytes`, TinyDB), its reads counted too."""

    def __init__(self, disk: FaultyDisk, path: str) -> None:
        self._disk = disk
        super().__init__(path, "r", opener=os.open)

    def readall(self):
        self._disk.step_of_file("read", self.fileno())
        return super().readall()

    def readinto(self, buffer):
        self._disk.step_of_file("read", self.fileno())
        return super().readinto(buffer)

    def close(self):
        if not self.closed:
            self._disk.forget(self.fileno())
        super().close()

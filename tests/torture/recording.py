"""Two real processes whose every file operation is recorded, in one order that a seed decides.

A colleague asks before each operation and waits for leave; the conductor lets one go on at a time, so the
same seed gives the same trace. A colleague who is about to wait for a lock says so and is passed over until
the other one has ended its step.
"""

from __future__ import annotations

import fcntl
import os
import stat
import subprocess
import sys
import threading
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.torture.disk_operations import Create, Link, Mode, Note, Operation, Rename, Sync, Truncate, Unlink, Write
from tests.torture.power_loss import Disk

if TYPE_CHECKING:
    import random

_PATIENCE = 60.0
_UNRECORDED = (
    *("symlink", "truncate", "remove", "removedirs", "renames", "utime", "chown", "fchown", "lchown"),
    *("writev", "pwritev", "sendfile", "copy_file_range", "posix_fallocate", "splice", "mkfifo", "mknod", "sync"),
)
# Above what a system gives, so no process of this machine has it.
_FIRST_PID = 4_194_305


class Recorder:
    """The colleague's side: the functions of `os` that change the disk ask the conductor first."""

    def __init__(self, root: Path, conductor: Connection, number: int, without: tuple[str, ...]) -> None:
        self._root = str(root)
        self._conductor = conductor
        self.number = number
        self._without = without
        self._one = threading.RLock()
        self._inodes: dict[int, int] = {}
        self._real = {name: getattr(os, name) for name in dir(os)}
        for name in ("open", "close", "write", "pwrite", "ftruncate", "fsync", "fdatasync", "fchmod"):
            setattr(os, name, getattr(self, f"_{name}"))
        for name in ("chmod", "mkdir", "rename", "unlink", "link", "rmdir"):
            setattr(os, name, getattr(self, f"_{name}"))
        os.replace = self._rename
        os.getpid = lambda: _FIRST_PID + number
        for name in _UNRECORDED:
            setattr(os, name, self._refused(name))
        self._flock, fcntl.flock = fcntl.flock, self._watched_flock

    def note(self, what: str, value: Any) -> None:
        """Put down where in the trace something was told to the user."""
        with self._one:
            self._conductor.send(("note", what, value))

    def _refused(self, name: str):
        def refused(*args, **kwargs):
            raise AssertionError(f"os.{name} would change the disk and is not recorded")

        return refused

    def _ask(self, *question) -> None:
        self._conductor.send(("asks", *question))
        self._conductor.recv()

    def _did(self, *operation) -> int | None:
        self._conductor.send(("did", *operation))
        return self._conductor.recv()

    def _below(self, path) -> str | None:
        text = os.path.normpath(os.fspath(path))
        if text == self._root:
            return "."
        return text[len(self._root) + 1 :] if text.startswith(self._root + "/") else None

    def _open(self, path, flags, mode=0o777, *, dir_fd=None):
        name = self._below(path) if dir_fd is None else None
        if name is None:
            return self._real["open"](path, flags, mode, dir_fd=dir_fd)
        with self._one:
            self._ask("open", name)
            is_new = flags & os.O_CREAT and not os.path.lexists(path)
            fd = self._real["open"](path, flags, mode)
            facts = os.fstat(fd)
            done = "create" if is_new else "open"
            emptied = bool(flags & os.O_TRUNC) and not is_new
            self._inodes[fd] = self._did(done, name, facts.st_mode & 0o7777, emptied)
            return fd

    def _close(self, fd):
        with self._one:
            self._inodes.pop(fd, None)
            self._real["close"](fd)

    def _write(self, fd, data):
        if fd not in self._inodes:
            return self._real["write"](fd, data)
        with self._one:
            self._ask("write", self._inodes[fd])
            appends = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_APPEND
            offset = os.fstat(fd).st_size if appends else os.lseek(fd, 0, os.SEEK_CUR)
            written = self._real["write"](fd, data)
            self._did("write", self._inodes[fd], offset, bytes(data[:written]))
            return written

    def _pwrite(self, fd, data, offset):
        if fd not in self._inodes:
            return self._real["pwrite"](fd, data, offset)
        with self._one:
            self._ask("write", self._inodes[fd])
            written = self._real["pwrite"](fd, data, offset)
            self._did("write", self._inodes[fd], offset, bytes(data[:written]))
            return written

    def _by_fd(self, name, fd, *args):
        if fd not in self._inodes:
            return self._real[name](fd, *args)
        with self._one:
            self._ask(name, self._inodes[fd])
            self._real[name](fd, *args)
            self._did(name, self._inodes[fd], *args)
            return None

    def _ftruncate(self, fd, size):
        return self._by_fd("ftruncate", fd, size)

    def _fchmod(self, fd, mode):
        return self._by_fd("fchmod", fd, mode)

    def _fsync(self, fd):
        self._sync("fsync", fd)

    def _fdatasync(self, fd):
        self._sync("fdatasync", fd)

    def _sync(self, name, fd):
        site = ("folder: " if stat.S_ISDIR(os.fstat(fd).st_mode) else "file: ") + _site()
        if fd not in self._inodes:
            self._real[name](fd)
        elif not any(part in site for part in self._without):
            with self._one:
                self._ask("sync", site)
                self._did("sync", self._inodes[fd], site)

    def _chmod(self, path, mode, *, dir_fd=None, follow_symlinks=True):
        self._by_path("chmod", path, mode)

    def _mkdir(self, path, mode=0o777, *, dir_fd=None):
        self._by_path("mkdir", path, mode)

    def _unlink(self, path, *, dir_fd=None):
        self._by_path("unlink", path)

    def _rmdir(self, path, *, dir_fd=None):
        self._by_path("rmdir", path)

    def _by_path(self, name, path, *args):
        below = self._below(path)
        if below is None:
            raise AssertionError(f"os.{name} of {path}, which lies outside the recorded folder")
        with self._one:
            self._ask(name, below)
            self._real[name](path, *args)
            mode = 0 if name in {"unlink", "rmdir"} else Path(path).stat().st_mode & 0o7777
            self._did(name, below, mode)

    def _rename(self, old, new, *, src_dir_fd=None, dst_dir_fd=None):
        with self._one:
            before, after = self._below(old), self._below(new)
            self._ask("rename", after)
            self._real["rename"](old, new)
            self._did("rename", before, after)

    def _link(self, old, new, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
        with self._one:
            before, after = self._below(old), self._below(new)
            self._ask("link", after)
            self._real["link"](old, new)
            self._did("link", before, after)

    def _watched_flock(self, fd, how):
        if not how & fcntl.LOCK_NB and how & fcntl.LOCK_EX:
            with self._one:
                self._conductor.send(("waits",))
        self._flock(fd, how)


def _site() -> str:
    """The functions of the store that led to a sync, innermost first."""
    names, frame = [], sys._getframe(2)
    while frame:
        code = frame.f_code
        if "/paratui/store/" in code.co_filename:
            names.append(f"{Path(code.co_filename).stem}.{code.co_name}")
        frame = frame.f_back
    return " < ".join(names)


class Colleague:
    """The conductor's side of one process."""

    def __init__(self, script: Path, root: Path, login: str, number: int, without: tuple[str, ...]) -> None:
        self.login = login
        self.steps: list[str] = []
        self.state = "starts"
        # At which turn it came into this state.
        self.since = 0
        self.question: tuple[Any, ...] = ()
        self._line, other = Pipe()
        command = [sys.executable, script, root, login, number, other.fileno(), *without]
        environ = os.environ | {"PYTHONPATH": str(script.parents[2]), "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen([str(part) for part in command], pass_fds=[other.fileno()], env=environ)
        other.close()

    def send(self, message: Any) -> None:
        self._line.send(message)

    def hear(self) -> tuple[Any, ...]:
        if not self._line.poll(_PATIENCE):
            raise TimeoutError(f"{self.login} says nothing; asked last: {self.question}")
        return self._line.recv()

    def end(self) -> None:
        """End the process at once, as kill -9 does."""
        self._process.kill()
        self._process.wait()
        self._line.close()


class Conductor:
    """Lets the colleagues run, one at a time, and writes down what they do."""

    def __init__(self, script: Path, root: Path, draw: random.Random, without: tuple[str, ...] = ()) -> None:
        self.trace: list[Operation] = []
        self.disk = Disk()
        self._script, self._root, self._draw, self._without = script, root, draw, without
        self._inodes = 0
        self._started = 0
        self._turns = 0
        self._colleagues: dict[str, Colleague] = {}

    def phase(self, plans: dict[str, str], kills: list[tuple[str, ...]]) -> None:
        """Let each login do its steps (words), mixed, and kill who asks for certain operations.

        Each of `kills` is a login (or "" for anybody) and parts of the text of the question; it is taken out
        once it was done. A login that has no process gets one, which opens the office first.
        """
        for login, steps in plans.items():
            words = steps.split()
            if login not in self._colleagues:
                self._started += 1
                self._colleagues[login] = Colleague(self._script, self._root, login, self._started, self._without)
                self._hear(self._colleagues[login])
                words = words if words[0] == "open" else ["open", *words]
            self._colleagues[login].steps = words
        current = None
        while candidates := self._candidates():
            if current not in candidates or self._draw.random() < 0.15:
                current = self._draw.choice(candidates)
            asked = str(current.question)
            mine = [kill for kill in kills if kill[0] in current.login]
            if due := [kill for kill in mine if all(part in asked for part in kill[1:])]:
                self._colleagues.pop(current.login).end()
                self._record(Note("killed", current.login, asked))
                kills.remove(due[0])
            else:
                self._go_on(current)

    def close(self) -> None:
        for colleague in self._colleagues.values():
            colleague.end()
        self._colleagues.clear()

    def _candidates(self) -> list[Colleague]:
        everyone = self._colleagues.values()
        waiting = [one for one in everyone if one.state == "waits"]
        if waiting and not any(one.state == "asks" for one in everyone):
            # The kernel gives a lock to those who wait in the order they came, so the first has it by now.
            return [min(waiting, key=lambda one: one.since)]
        return [one for one in everyone if one.state == "asks" or (one.state == "idle" and one.steps)]

    def _go_on(self, colleague: Colleague) -> None:
        if colleague.state == "idle":
            colleague.send(colleague.steps.pop(0))
        elif colleague.state == "asks":
            colleague.question = ()
            colleague.send("go on")
        self._hear(colleague)

    def _hear(self, colleague: Colleague) -> None:
        while True:
            what, *rest = colleague.hear()
            if what == "note":
                self._record(Note(rest[0], colleague.login, rest[1]))
            elif what == "did":
                colleague.send(self._done(*rest))
            elif what == "failed":
                raise AssertionError(f"{colleague.login}: {rest[0]}")
            else:
                colleague.state, colleague.question = what, tuple(rest)
                self._turns += 1
                colleague.since = self._turns
                return

    def _record(self, operation: Operation) -> None:
        self.trace.append(operation)
        self.disk.apply(operation)

    def _done(self, name: str, *args: Any) -> int | None:  # noqa: C901 - one case for each operation
        match name, args:
            case "open" | "create", (path, mode, emptied):
                if name == "create":
                    self._create(path, mode, is_folder=False)
                inode = self.disk.inode(path)
                if emptied:
                    self._record(Truncate(inode, 0))
                return inode
            case "write", (inode, offset, data):
                self._record(Write(inode, offset, data))
            case "ftruncate", (inode, size):
                self._record(Truncate(inode, size))
            case "sync", (inode, site):
                self._record(Sync(inode, site))
            case "fchmod", (inode, mode):
                self._record(Mode(inode, mode))
            case "chmod", (path, mode):
                self._record(Mode(self.disk.inode(path), mode))
            case "mkdir", (path, mode):
                self._create(path, mode, is_folder=True)
            case "unlink" | "rmdir", (path, _):
                self._record(Unlink(*self._place(path)))
            case "link", (old, new):
                self._record(Link(self.disk.inode(old), *self._place(new)))
            case "rename", (old, new):
                self._record(Rename(*self._place(old), *self._place(new)))
        return None

    def _create(self, path: str, mode: int, *, is_folder: bool) -> None:
        self._inodes += 1
        self._record(Create(*self._place(path), self._inodes, mode, is_folder))

    def _place(self, path: str) -> tuple[int, str]:
        folder, _, name = path.rpartition("/")
        return self.disk.inode(folder or "."), name

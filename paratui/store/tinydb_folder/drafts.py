"""The living record of a call: an append-only file per call and process, each line with its own checksum.

The owner holds a flock on its draft; a draft nobody holds has lost its owner and is offered again.
"""

from __future__ import annotations

import fcntl
import os
import threading
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote
from zlib import crc32

import msgspec

from paratui.domain.wall_clock import utc_text
from paratui.store.document import doc_bytes, read_doc
from paratui.store.interface import OrphanedDraft
from paratui.store.tinydb_folder.disk import is_full, read_at, sync_folder, write_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paratui.domain.record import Doc

_MODE = 0o600
_SUM = 8
_RETRY_SECONDS = 1.0
NOBODY = "left"


class DraftName(NamedTuple):
    """What a draft's file name tells."""

    call: int
    login: str


def parse_name(name: str) -> DraftName | None:
    """The call and login of a draft's file name; None for a file that is no draft."""
    call, _, rest = name.partition(".")
    parts = rest.rsplit(".", 2)
    if len(parts) != 3 or parts[2] != "jsonl" or not call.isdigit():
        return None
    return DraftName(int(call), unquote(parts[0]))


def draft_line(event: Doc) -> bytes:
    """An event as a line: its CRC-32, a blank, its JSON."""
    text = doc_bytes(event)
    return b"%08x %s\n" % (crc32(text), text)


def events_of(data: bytes) -> tuple[list[Doc], int]:
    """The events in a draft's bytes, without lines that do not hold, and where its last whole line ends."""
    whole = data.rfind(b"\n") + 1
    events = []
    for line in data[:whole].split(b"\n")[:-1]:
        text = line[_SUM + 1 :]
        if line[: _SUM + 1] == b"%08x " % crc32(text):
            try:
                events.append(read_doc(text))
            except msgspec.DecodeError:
                continue
    return events, whole


class FolderDraft:
    """A draft on the disk. `put` hands over; a thread appends what has piled up and makes it durable."""

    def __init__(self, folder: Path, call: int, login: str, let_go: Callable[[int], None]) -> None:
        self._folder = folder
        self._stem = f"{call}.{quote(login, safe='')}"
        self._let_go = partial(let_go, call)
        self._state = threading.Condition()
        self._lines: list[bytes] = []
        self._durable = 0
        self._failed = ""
        self._closing = False
        self._size = 0
        # After a failed fsync the kernel may have dropped what it held: the whole draft goes to a new file,
        # and the old one is kept until the new one holds everything.
        self._anew = False
        self._old: tuple[int, Path] | None = None
        self._fd, self._path = -1, folder
        self._take_up()
        self._thread = threading.Thread(target=self._work, name=f"draft {call}", daemon=True)
        self._thread.start()

    def put(self, event: Doc) -> int:
        line = draft_line(event)
        with self._state:
            self._lines.append(line)
            self._state.notify_all()
            return len(self._lines)

    def durable(self) -> int:
        return self._durable

    def failed(self) -> str:
        return self._failed

    def flush(self, seconds: float = 5.0) -> bool:
        with self._state:
            wanted = len(self._lines)
            return self._state.wait_for(lambda: self._durable >= wanted, seconds)

    def discard(self) -> None:
        self._stop()
        for fd, path in self._files():
            self._remove(fd, path)
        sync_folder(self._folder)
        self._let_go()

    def close(self) -> None:
        self.flush()
        self._stop()
        for fd, path in self._files():
            self._renamed(path, NOBODY)
            os.close(fd)
        self._let_go()

    def _stop(self) -> None:
        with self._state:
            self._closing = True
            self._state.notify_all()
        self._thread.join()

    def _files(self) -> list[tuple[int, Path]]:
        """The files of this draft, given up: a second call finds none."""
        files = [*([(self._fd, self._path)] if self._fd >= 0 else []), *([self._old] if self._old else [])]
        self._fd, self._old = -1, None
        return files

    def _take_up(self) -> None:
        """Continue the newest draft of this call that lost its owner, if there is one."""
        prefix = f"{self._stem}."
        mine = [path for path in self._folder.glob("*.jsonl") if path.name.startswith(prefix)]
        for path in sorted(mine, key=written, reverse=True):
            fd = held(path)
            if fd is None:
                continue
            data = read_at(fd, 0, os.fstat(fd).st_size)
            events, self._size = events_of(data)
            self._lines = [draft_line(event) for event in events]
            self._durable = len(events)
            self._fd, self._path = fd, self._renamed(path, str(os.getpid()))
            return

    def _work(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._closing or len(self._lines) > self._durable)
                if len(self._lines) == self._durable or (self._closing and self._failed):
                    return
                upto = len(self._lines)
                lines = self._lines[self._durable : upto]
            failed = self._try(b"".join(lines))
            with self._state:
                self._failed = failed
                if not failed:
                    self._durable = upto
                self._state.notify_all()
                if failed:
                    self._state.wait_for(lambda: self._closing, _RETRY_SECONDS)

    def _try(self, data: bytes) -> str:
        """Append and make durable; a sentence when that failed, with the file as it was before."""
        try:
            if self._fd < 0 or self._anew:
                self._begin()
                data = b"".join(self._lines[: self._durable]) + data
                self._size = 0
            # Also cuts off what a crash or a failed attempt left behind.
            os.ftruncate(self._fd, self._size)
            write_all(self._fd, data)
            self._anew = True
            os.fdatasync(self._fd)
            self._anew = False
        except OSError as error:
            if is_full(error):
                return "The disk is full: what you type is kept here and saved as soon as there is room"
            return f"What you type cannot be saved ({error.strerror}); it is kept here and tried again"
        self._size += len(data)
        if self._old:
            self._remove(*self._old)
            self._old = None
        return ""

    def _begin(self) -> None:
        """Make this draft's file, locked before anybody can take it for an orphan."""
        if self._fd >= 0 and self._old is None:
            self._old = (self._fd, self._path)
        elif self._fd >= 0:
            self._remove(self._fd, self._path)
        self._fd = -1
        path = self._free_path(str(os.getpid()))
        beside = path.with_suffix(".new")
        fd = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_CLOEXEC, _MODE)
        try:
            os.fchmod(fd, _MODE)
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            beside.rename(path)
            sync_folder(self._folder)
        except OSError:
            os.close(fd)
            raise
        self._fd, self._path = fd, path

    def _free_path(self, owner: str) -> Path:
        path = self._folder / f"{self._stem}.{owner}.jsonl"
        copies = 1
        while path.exists():
            copies += 1
            path = self._folder / f"{self._stem}.{owner}-{copies}.jsonl"
        return path

    def _renamed(self, path: Path, owner: str) -> Path:
        """Give the held file the name of its owner, by which others tell whether somebody is on the call."""
        named = self._free_path(owner)
        try:
            path.rename(named)
        except OSError:
            # What it holds counts; a draft under an old name is found all the same.
            return path
        return named

    def _remove(self, fd: int, path: Path) -> None:
        # Unlinked before it is unlocked, so nobody takes it for an orphan.
        path.unlink(missing_ok=True)
        os.close(fd)


def held(path: Path) -> int | None:
    """The descriptor of a draft nobody holds, now held; None when its owner lives or it is gone."""
    try:
        fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Its owner may have discarded it between the two calls.
        if os.path.samestat(os.fstat(fd), path.stat()):
            return fd
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(fd)
    return None


def written(path: Path) -> float:
    """When a draft was last written, in seconds; 0 when it is gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def living(folder: Path) -> set[int]:
    """The calls whose draft's process is there. Others' drafts cannot be opened, but their names tell enough."""
    found = set()
    for path in folder.iterdir():
        parsed = parse_name(path.name)
        if parsed:
            owner = path.name.rsplit(".", 2)[-2].partition("-")[0]
            if owner.isdigit() and _is_running(int(owner)):
                found.add(parsed.call)
    return found


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def orphans(folder: Path, login: str) -> list[OrphanedDraft]:
    """The drafts of a login whose process is gone, last written first."""
    found = []
    for path in folder.iterdir():
        parsed = parse_name(path.name)
        if not parsed or parsed.login != login:
            continue
        when = written(path)
        fd = held(path)
        if fd is None:
            continue
        try:
            events, _ = events_of(read_at(fd, 0, os.fstat(fd).st_size))
            if events:
                last = utc_text(datetime.fromtimestamp(when, UTC))
                found.append((when, OrphanedDraft(parsed.call, tuple(events), last)))
            else:
                path.unlink(missing_ok=True)
        finally:
            os.close(fd)
    return [draft for _, draft in sorted(found, key=lambda item: item[0], reverse=True)]

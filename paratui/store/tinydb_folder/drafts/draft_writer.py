"""The living record of a call: an append-only file per call and process, made durable by a thread of its own.

The owner holds a flock on its draft; a draft nobody holds has lost its owner and is offered again.
"""

from __future__ import annotations

import fcntl
import os
import signal
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from paratui.store.tinydb_folder.drafts.draft_file import BEGUN, all_held, draft_line, drafts_of, free_path, let_go
from paratui.store.tinydb_folder.drafts.draft_owner import NOBODY, own_mark
from paratui.store.tinydb_folder.ground.disk import is_full, sync_folder, write_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paratui.domain.record import Doc
    from paratui.store.tinydb_folder.drafts.draft_file import FreeDraft

_MODE = 0o600
_RETRY_SECONDS = 1.0


class FolderDraft:
    """A draft on the disk. `put` hands over; a thread appends what has piled up and makes it durable."""

    def __init__(self, folder: Path, call: int, login: str, let_go: Callable[[int], None]) -> None:
        self._folder = folder
        self._call = call
        self._login = login
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
        # Copies a failed disk left, in an earlier session perhaps, are of the same call.
        # What is still there is found at the next start, beside its call: written, or thrown away.
        with suppress(OSError):
            for draft in self._free():
                self._remove(draft.fd, draft.path)
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

    def _free(self) -> list[FreeDraft]:
        """The drafts of this call that lost their owner, longest first, held. Raises OSError."""
        return all_held(drafts_of(self._folder, self._login).get(self._call, []))

    def _take_up(self) -> None:
        """Continue the draft of this call when it lost its owner; raises OSError when that cannot be told.

        One that was begun beside it would be offered instead of it, or be taken for a part of it.
        """
        free = self._free()
        if not free:
            return
        longest, *shorter = free
        let_go(shorter)
        self._lines = [draft_line(event) for event in longest.events]
        self._size = longest.whole
        self._fd, self._path = longest.fd, self._renamed(longest.path, own_mark())
        try:
            # Its owner may have been killed over lines that only the page cache holds.
            os.fdatasync(self._fd)
            self._durable = len(self._lines)
        except OSError:
            self._anew = True

    def _work(self) -> None:
        # Left to the thread that may hold a lock of the office, and is not suspended while it does.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP})
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
            if self._fd >= 0 and self._is_lost():
                os.close(self._fd)
                self._fd = -1
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

    def _is_lost(self) -> bool:
        """Whether the file is no part of any folder any more, or another one lies in its place: what is written to it
        is found by nobody. Where its folder was moved, it lies there, and comes back with it.
        """
        held = os.fstat(self._fd)
        try:
            return not os.path.samestat(held, self._path.stat())
        except OSError:
            # Whoever may not look there any more goes on writing where it lies.
            return held.st_nlink == 0

    def _begin(self) -> None:
        """Make this draft's file, locked before anybody can take it for an orphan."""
        if self._fd >= 0 and self._old is None:
            self._old = (self._fd, self._path)
        elif self._fd >= 0:
            self._remove(self._fd, self._path)
        self._fd = -1
        path = free_path(self._folder, self._call, self._login, own_mark())
        beside = path.with_suffix(BEGUN)
        fd = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_CLOEXEC, _MODE)
        try:
            os.fchmod(fd, _MODE)
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            beside.rename(path)
            sync_folder(self._folder)
        except OSError:
            # On a disk that fails for an hour, each attempt would leave one.
            for made in (beside, path):
                with suppress(OSError):
                    made.unlink()
            os.close(fd)
            raise
        self._fd, self._path = fd, path

    def _renamed(self, path: Path, owner: str) -> Path:
        """Give the held file the name of its owner, by which others tell whether somebody is on the call."""
        try:
            named = free_path(self._folder, self._call, self._login, owner)
            path.rename(named)
        except OSError:
            # What it holds counts; a draft under an old name is found all the same.
            return path
        return named

    def _remove(self, fd: int, path: Path) -> None:
        # Unlinked before it is unlocked, so nobody takes it for an orphan.
        with suppress(OSError):
            path.unlink()
        os.close(fd)

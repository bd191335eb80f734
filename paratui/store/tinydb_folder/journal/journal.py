"""Reading on in the journal, and adding a line to it.

The current segment is the highest number in journal/. Its descriptor is kept open, so a segment that was
moved to audit/ meanwhile can still be read to its end.
"""

from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.store.tinydb_folder.ground.disk import FILE_MODE, read_at, write_all, write_beside
from paratui.store.tinydb_folder.ground.folder import segment_name
from paratui.store.tinydb_folder.journal.head import Head, lost_end
from paratui.store.tinydb_folder.journal.segment import BadLineError, Sealed, is_whole, parse, unseal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paratui.store.tinydb_folder.ground.folder import Folder


# How a line begins. It cannot stand inside a document, where every quote is escaped.
_LINE = re.compile(rb'[0-9a-f]{64} \{"seq":')


class Position(NamedTuple):
    """A place between two commits: segment, byte in it, and the chain and number of the commit before it."""

    segment: int
    offset: int
    chain: str
    seq: int


class RewoundError(Exception):
    """What was read here is no longer what stands there: a line was taken back, or the office restored."""


class SyncFailedError(Exception):
    """The journal could not be made durable. A line just written was taken back as far as the disk lets us."""


class Journal:
    """One process's place in the journal. The caller sees to it that one thread at a time uses it."""

    def __init__(self, folder: Folder, start: Position, access: int = os.O_RDWR) -> None:
        self._folder = folder
        self._access = access | os.O_APPEND | os.O_CLOEXEC
        self.position = start
        # A sentence when a line before the last is not as it was written: nothing may be added then.
        self.damage = ""
        # Bytes after the last good line: a commit being written, or one torn by a crash.
        self.tail = 0
        self._fd = -1
        self._read_to = -1
        # The segment whose name is known to be durable.
        self._kept = 0
        # Kept here until they are handed over whole: the disk may fail between two segments.
        self._unapplied: list[Sealed] = []
        # What the first reading finds wrong is wrong; later it may be that the file is another one now.
        self._fresh = True
        self._bad = False
        self._name_segment(start.segment)

    def _name_segment(self, number: int) -> None:
        self._path = str(self._folder.journal / segment_name(number))
        self._next = str(self._folder.journal / segment_name(number + 1))

    def close(self) -> None:
        """Let go of the segment."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def read_on(self) -> list[Sealed]:
        """Every commit that is new since the last call, whoever made it.

        Raises RewoundError when a line that was read is gone; the office must then be read anew.
        """
        self._bad = False
        self._read_segments()
        self._fresh = self._fresh and self._bad
        read, self._unapplied = self._unapplied, []
        return read

    def _read_segments(self) -> None:
        while self._fd >= 0 or self._open():
            # In this order: once the next segment is there, nothing is added to this one.
            rotated = self._is_rotated()
            try:
                named = os.stat(self._path)  # noqa: PTH116 - as above
            except FileNotFoundError:
                named, rotated = None, True
            facts = os.fstat(self._fd)
            if named and not os.path.samestat(named, facts):
                raise RewoundError
            size = facts.st_size
            if size < self.position.offset:
                self._shrunk()
                return
            if size != self._read_to:
                self._read(size)
            if not rotated or self.damage:
                return
            if self.tail:
                self._damaged(self.position.segment, "ends in the middle of a commit although commits follow")
                return
            if not self._step():
                return

    def _is_rotated(self) -> bool:
        try:
            # Not `exists`, which says no when the disk does not tell; the commit would go into the wrong segment.
            os.stat(self._next)  # noqa: PTH116 - runs five times a second; no Path is made
        except FileNotFoundError:
            return False
        return True

    def _open(self) -> bool:
        segment = self.position.segment
        self._fd = self._found(segment)
        if self._fd < 0 and (self.position.offset or any(number > segment for number in self._folder.segments())):
            self._damaged(segment, "is missing")
        return self._fd >= 0

    def _found(self, segment: int) -> int:
        """A descriptor of a segment, wherever it lies; -1 when there is none."""
        for place in (self._folder.journal, self._folder.audit):
            try:
                return os.open(place / segment_name(segment), self._access)
            except FileNotFoundError:
                continue
        if not self._folder.journal.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._folder.path))
        return -1

    def _step(self) -> bool:
        """Go on to the next segment, which is made before the last one is moved away."""
        number = self.position.segment + 1
        fd = self._found(number)
        if fd < 0:
            self._damaged(number, "is missing")
            return False
        self.close()
        self._fd = fd
        self.position = self.position._replace(segment=number, offset=0)
        self._name_segment(number)
        self._read_to = -1
        return True

    def _read(self, size: int) -> None:
        _, offset, chain, seq = self.position
        data = read_at(self._fd, offset, size - offset)
        start = 0
        while (end := data.find(b"\n", start)) >= 0:
            try:
                sealed = unseal(chain, seq + 1, data[start:end])
            except BadLineError as error:
                self._bad = True
                if not self._fresh:
                    raise RewoundError from None
                if _commits_follow(data[start:]) or _is_later(data[start:end], seq + 1):
                    self._damaged(self.position.segment, f"is damaged at byte {offset + start}: {error}")
                break
            self._unapplied.append(sealed)
            chain, seq = sealed.chain, seq + 1
            start = end + 1
        self.position = Position(self.position.segment, offset + start, chain, seq)
        self._read_to = size
        self.tail = len(data) - start

    def _shrunk(self) -> None:
        if not self._fresh:
            raise RewoundError
        known = self.position.offset
        self._damaged(self.position.segment, f"is shorter than the {known} bytes that are known of it")

    def _damaged(self, segment: int, what: str) -> None:
        name = segment_name(segment)
        self.damage = (
            f"journal/{name} {what}; nothing more is saved so that nothing is lost: "
            "restore that file from the backup, or run paratui repair"
        )

    def look_for_its_end(self, head: Head | None) -> None:
        """Notice that acknowledged commits after the last one read are gone; `head` is from before that reading."""
        lost = lost_end(head, self.position.seq)
        if lost:
            self._damaged(self.position.segment, lost)

    def make_segment(self) -> None:
        """See to it that the current segment is there to stay. Only under the commit lock.

        Raises OSError when it cannot be made, SyncFailedError when it is there and its name cannot be made durable.
        """
        if self._fd < 0:
            self._create(self.position.segment)
            self._open()
        elif self._kept != self.position.segment:
            # Who made it may have died before it had made the name durable.
            self._keep(self.position.segment)

    def _create(self, number: int) -> None:
        path: Path = self._folder.journal / segment_name(number)
        # It appears with its mode set, or a colleague could meet it while it cannot be opened.
        write_beside(path, b"", FILE_MODE).rename(path)
        self._keep(number)

    def _keep(self, number: int) -> None:
        """Make the name of a segment durable; with the first one, the names of the folders it lies in."""
        for folder in (self._folder.journal, *([self._folder.path] if number == 1 else [])):
            fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                self._sync(os.fsync, fd)
            finally:
                os.close(fd)
        self._kept = number

    def torn_tail(self) -> bytes:
        """The bytes after the last good line."""
        return read_at(self._fd, self.position.offset, self.tail) if self.tail else b""

    def cut_tail(self) -> None:
        """Remove what follows the last good line. Only under the commit lock, with the tail set aside.

        Raises SyncFailedError.
        """
        os.ftruncate(self._fd, self.position.offset)
        self._sync(os.fsync, self._fd)
        self.tail = 0
        self._read_to = self.position.offset

    def append(self, line: bytes, start: int) -> None:
        """Add a line at byte `start`, where the segment ends, durably. Only under the commit lock.

        Raises OSError when it could not be written, SyncFailedError when it could not be made durable;
        either way it was taken back, as far as the disk lets us.
        """
        try:
            write_all(self._fd, line)
        except OSError:
            self._take_back(start)
            raise
        try:
            self._sync(os.fdatasync, self._fd)
        except SyncFailedError:
            self._take_back(start)
            raise

    @staticmethod
    def _sync(how: Callable[[int], None], fd: int) -> None:
        try:
            how(fd)
        except OSError as error:
            raise SyncFailedError(str(error)) from error

    def _take_back(self, start: int) -> None:
        try:
            os.ftruncate(self._fd, start)
        except OSError:
            # The disk refuses everything. The line may stay, and a retry of its commit will be recognised.
            return
        self._sync(os.fsync, self._fd)

    def go_past(self, sealed: Sealed) -> None:
        """Go on after a line that this process has just added where reading had ended."""
        _, offset, _, _ = self.position
        end = offset + len(sealed.line)
        self.position = Position(self.position.segment, end, sealed.chain, sealed.body.seq)
        self._read_to = end
        self.tail = 0

    def make_durable(self) -> None:
        """Make every line read so far durable: its writer may have died before it could. Raises SyncFailedError."""
        self._sync(os.fdatasync, self._fd)

    def rotate(self) -> None:
        """Make the next segment; `read_on` goes there. Only under the commit lock, with everything read and durable.

        Raises SyncFailedError.
        """
        self._create(self.position.segment + 1)


def _is_later(line: bytes, seq: int) -> bool:
    """Whether a line is a whole commit with a number after `seq`: those before it are gone, it is not torn."""
    try:
        body = parse(line)
    except BadLineError:
        return False
    return body.seq > seq and all(map(is_whole, body.ops))


def _commits_follow(tail: bytes) -> bool:
    """Whether a whole commit stands after the start of a bad line, which then was damaged, not torn."""
    for begin in _LINE.finditer(tail, 1):
        try:
            parse(tail[begin.start() : tail.find(b"\n", begin.start())])
        except BadLineError:
            continue
        return True
    return False

"""The file a backup is written to: never half there under its name, never in the place of another file."""

from __future__ import annotations

import errno
import fcntl
import os
import re
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Self

from paratui.domain.errors import BadInput, StoreError, StoreFull
from paratui.store.tinydb_folder.ground.disk import is_full, sync_folder, write_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_MODE = 0o600
_NEW = ".new"
_STAMP = re.compile(r"\d{8}T\d{6}Z")
_CHUNK = 1 << 18
# File systems without hard links, such as a memory stick's.
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


class BackupFile:
    """A file being written beside its name, as `.new`; it is removed unless `take_place` was reached.

    `target` is the file to make, or a folder in which `name` is made, or `name` with a number when there is one
    already. Raises BadInput when that cannot be.
    """

    def __init__(self, office: Path, target: Path, name: str) -> None:
        self.path = _place(office, target, name)
        self.beside = self.path.with_name(self.path.name + _NEW)
        self._may_be_numbered = target.is_dir()
        self.size = 0
        self._digest = sha256()
        self._fd = -1

    def __enter__(self) -> Self:
        try:
            self._remove_leftovers()
            self._open()
            with suppress(OSError):
                # By this others tell a backup being written from one that was killed; not every disk has it.
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.fchmod(self._fd, _MODE)
        except FileExistsError:
            raise BadInput(
                f"{self.beside} is there: a backup is being written to it, or one was killed; "
                "wait for it or remove that file, or name another"
            ) from None
        except OSError as error:
            self.__exit__(None, None, None)
            raise self._sentence(error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._fd >= 0:
            with suppress(OSError):
                self.beside.unlink(missing_ok=True)
            os.close(self._fd)
            self._fd = -1

    def _open(self) -> None:
        """Make the file beside the name; in a folder, beside the first name that is free."""
        stem, ending, more = self.path.name.rpartition(".tar.gz")
        for number in count(2):
            try:
                self._fd = os.open(self.beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _MODE)
            except FileExistsError:
                if not self._may_be_numbered:
                    raise
            else:
                # Looked at now, because whoever else had the file beside it has given it its name by now.
                if not self._may_be_numbered or not os.path.lexists(self.path):
                    return
                self.__exit__(None, None, None)
            self.path = self.path.with_name(f"{stem}-{number}{ending}{more}")
            self.beside = self.path.with_name(self.path.name + _NEW)

    def write(self, data: bytes) -> None:
        """Add bytes; raises StoreFull or StoreError."""
        try:
            write_all(self._fd, data)
        except OSError as error:
            raise self._sentence(error) from None
        self._digest.update(data)
        self.size += len(data)

    def sync(self) -> None:
        """Make what was written durable, and have the next reader read the disk and not the memory."""
        try:
            os.fsync(self._fd)
        except OSError as error:
            raise self._sentence(error) from None
        with suppress(OSError):
            os.posix_fadvise(self._fd, 0, 0, os.POSIX_FADV_DONTNEED)

    def compare(self, progress: Callable[[int], None]) -> None:
        """Read the whole file again; raises StoreError when it is not what was written."""
        digest, done = sha256(), 0
        with self.beside.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                done += len(chunk)
                progress(done)
        if digest.digest() != self._digest.digest():
            raise self.lost("it reads otherwise than it was written")

    def lost(self, why: str) -> StoreError:
        """The sentence about a file that was written and cannot be read back."""
        return StoreError(
            f"The backup could not be read back ({why}); the disk of {self.path.parent} fails: use another"
        )

    def take_place(self) -> None:
        """Give the file its name, durably; raises BadInput when somebody took the name meanwhile."""
        try:
            try:
                os.link(self.beside, self.path)
                self.beside.unlink()
            except FileExistsError:
                raise _taken(self.path) from None
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                if self.path.exists():
                    raise _taken(self.path) from None
                self.beside.rename(self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise self._sentence(error) from None

    def _remove_leftovers(self) -> None:
        """Remove what killed runs left under names made like this one; a file being written is let be."""
        if not _STAMP.search(self.beside.name):
            return
        before, _, after = _STAMP.sub("/", self.beside.name, count=1).partition("/")
        for path in self.path.parent.iterdir():
            if re.fullmatch(rf"{re.escape(before)}{_STAMP.pattern}(-\d+)?{re.escape(after)}", path.name):
                _remove_if_left(path)

    def _sentence(self, error: OSError) -> StoreError:
        where = self.path.parent
        if is_full(error):
            return StoreFull(
                f"The disk of {where} is full, so no backup was made and nothing is left of it; make room"
            )
        return StoreError(
            f"The backup cannot be written to {where} ({error.strerror}), and nothing is left of it; "
            "see to that folder, or name another"
        )


def _place(office: Path, target: Path, name: str) -> Path:
    target = Path(os.path.abspath(target))  # noqa: PTH100 - a link that leads nowhere is still somebody's
    into_folder = target.is_dir()
    if into_folder:
        target /= name
    try:
        parent = target.parent.resolve()
        if not parent.is_dir():
            raise BadInput(f"There is no folder {target.parent} to put the backup in; make it first")
        inside = office.resolve()
        if inside == parent or inside in parent.parents:
            raise BadInput(
                f"{target} lies in the office folder itself, and would be lost with it; name another place"
            )
        if not into_folder and os.path.lexists(target):
            raise _taken(target)
    except (OSError, RuntimeError) as error:
        raise BadInput(f"{target} cannot be looked at ({error}); name another place for the backup") from None
    return target


def _remove_if_left(path: Path) -> None:
    try:
        fd = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    with suppress(OSError):
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    os.close(fd)


def _taken(path: Path) -> BadInput:
    return BadInput(f"{path} is there already and is not overwritten; name another file or a folder")

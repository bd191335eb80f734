"""Putting an office back from a backup, into an empty folder only.

Everything is unpacked into a folder inside, and each byte is checked, before anything becomes an office. Then the
files take their places, the records' history first and meta.json last, while a mark keeps everybody out. A run that
was cut off before the mark is begun anew by the next one; one cut off after it is brought to its end.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import OfficeError, StoreBusy, StoreError, StoreFull
from paratui.domain.spoken_size import size_words
from paratui.store.tinydb_folder.backup.archive import open_archive
from paratui.store.tinydb_folder.backup.manifest import (
    LOOSE,
    SEGMENTS,
    SINGLE,
    Manifest,
    decode,
    encode,
    see_an_office,
)
from paratui.store.tinydb_folder.drafts.draft_file import free_path, parse_name
from paratui.store.tinydb_folder.ground.disk import (
    FILE_MODE,
    is_full,
    make_folder,
    sync_folder,
    write_all,
    write_beside,
)
from paratui.store.tinydb_folder.ground.folder import KIND_FOLDERS, PARTS, RESTORED, RESTORING
from paratui.store.tinydb_folder.ground.refusals import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from paratui.store.tinydb_folder.backup.archive import Archive

    Progress = Callable[[str, int, int], Any]

_DRAFT_MODE = 0o600
# No process has it: whose draft it was is not running here, whatever has its number now.
_NOBODY = "left"
_WELCOME = frozenset({"lost+found"})
# The history of the records first, what says how far it goes last.
_ORDER = (*SEGMENTS, *KIND_FOLDERS.values(), *LOOSE, "drafts", *SINGLE)


class Restored(NamedTuple):
    """What was put back, and the drafts that could not be given to their owners: login and file."""

    manifest: Manifest
    drafts_kept: tuple[tuple[str, str], ...]


def restore(
    file: Path, place: Path, identity: Path | None, uid_of: Callable[[str], int | None], progress: Progress
) -> Restored:
    """Put the office of a backup into the folder `place`, which is made, or is empty.

    `identity` is the file of the secret key of an encrypted backup; `uid_of` tells the user id of a login;
    `progress(what, bytes done, bytes in all)`. Raises BadInput for a backup that cannot be used and OfficeError
    for a folder that cannot, with nothing left behind; StoreFull, StoreBusy, StoreError.
    """
    staging, made = place / RESTORING, not place.exists()
    try:
        with ExitStack() as held:
            with open_archive(file, identity) as archive:
                manifest = archive.manifest
                see_an_office(manifest, str(file))
                inside = _inside(place)
                if RESTORED not in inside:
                    _begin(place, inside)
                    held.enter_context(_staged(place))
                    _see_room(place, manifest)
                    _unpack(staging, archive, progress)
                elif staging.exists():
                    held.enter_context(_held(staging))
            if RESTORED not in inside:
                _give_drafts(staging / "drafts", uid_of)
                _mark(place, manifest)
            _take_places(place, manifest)
        return Restored(manifest, _give_drafts(place / "drafts", uid_of))
    except OSError as error:
        raise _sentence(place, error) from error
    finally:
        if made:
            # Goes only where nothing was put into it.
            with suppress(OSError):
                place.rmdir()


def _inside(place: Path) -> set[str]:
    if place.exists() and not place.is_dir():
        raise OfficeError(f"{place} is a file; name a folder with --office")
    return {path.name for path in place.iterdir()} - _WELCOME if place.exists() else set()


def _begin(place: Path, inside: set[str]) -> None:
    """See that the folder may become an office, and remove what a run that was cut off has unpacked."""
    strange = inside - {RESTORING}
    if strange:
        raise OfficeError(
            f"{place} is not empty ({min(strange)}); nothing was touched. "
            "Name an empty or a new folder with --office, or move what is there away first"
        )
    if inside:
        with _held(place / RESTORING):
            shutil.rmtree(place / RESTORING)
    prepare(place)


@contextmanager
def _held(staging: Path) -> Iterator[None]:
    """Hold the folder a backup is unpacked into; raises StoreBusy when another process does."""
    fd = os.open(staging, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(f"another paratui restore into {staging.parent}") from None
        yield
    finally:
        os.close(fd)


@contextmanager
def _staged(place: Path) -> Iterator[None]:
    """A folder to unpack into, held; it is removed again unless the mark was set that everything is in it."""
    staging = place / RESTORING
    staging.mkdir()
    with _held(staging):
        try:
            make_folder(staging)
            yield
        except BaseException:
            if not (place / RESTORED).exists():
                shutil.rmtree(staging, ignore_errors=True)
            raise


def _mark(place: Path, manifest: Manifest) -> None:
    write_beside(place / RESTORING / RESTORED, encode(manifest)).rename(place / RESTORED)
    sync_folder(place)


def _see_room(place: Path, manifest: Manifest) -> None:
    facts = os.statvfs(place)
    # Each file fills its last block.
    wanted, there = manifest.bytes + len(manifest.members) * facts.f_frsize, facts.f_bavail * facts.f_frsize
    if wanted > there:
        raise StoreFull(
            f"The backup needs {size_words(wanted)} and the disk of {place} has {size_words(there)}; "
            "make room, or name a folder on another disk"
        )


def _unpack(staging: Path, archive: Archive, progress: Progress) -> None:
    parts = {name.rpartition("/")[0] for name in (member.name for member in archive.manifest.members)} - {""}
    for part in sorted({*PARTS, *parts}):
        make_folder(staging / part)
    done, whole = 0, archive.manifest.bytes
    for member, chunks in archive.members():
        path, mode = staging / member.name, FILE_MODE
        name = parse_name(path.name) if member.name.startswith("drafts/") else None
        if name:
            path, mode = free_path(staging / "drafts", name.call, name.login, _NOBODY), _DRAFT_MODE
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
        try:
            os.fchmod(fd, mode)
            for chunk in chunks:
                write_all(fd, chunk)
                done += len(chunk)
                progress("unpacking", done, whole)
            os.fsync(fd)
        finally:
            os.close(fd)
    for part in sorted({*PARTS, *parts}):
        sync_folder(staging / part)
    sync_folder(staging)


def _take_places(place: Path, manifest: Manifest) -> None:
    """Move what was unpacked to where an office has it. Every step can be repeated."""
    mark, staging = place / RESTORED, place / RESTORING
    if decode(mark.read_bytes(), str(mark)) != manifest:
        raise OfficeError(
            f"Restoring another backup into {place} was cut off; bring that one to its end with its own file, "
            "or name another folder"
        )
    if staging.exists():
        for name in _ORDER:
            _move(staging / name, place / name)
        sync_folder(place)
        staging.rmdir()
    # Last: as long as it is there nobody opens the office.
    sync_folder(place)
    mark.unlink(missing_ok=True)
    sync_folder(place)


def _move(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if target.exists():
        raise OfficeError(
            f"{target} was put there while a backup was restored; move it away and run the same paratui restore again"
        )
    source.rename(target)


def _give_drafts(drafts: Path, uid_of: Callable[[str], int | None]) -> tuple[tuple[str, str], ...]:
    """Give each draft to its owner, which only root may; those that cannot be given stay readable by us alone."""
    kept = []
    for path in sorted(drafts.iterdir()):
        name = parse_name(path.name)
        if not name:
            continue
        uid = uid_of(name.login)
        mine = path.stat().st_uid == uid
        if not mine and uid is not None:
            with suppress(PermissionError):
                os.chown(path, uid, -1)
                mine = True
        if not mine:
            kept.append((name.login, str(path)))
    return tuple(kept)


def _sentence(place: Path, error: OSError) -> StoreError:
    again = "run the same paratui restore again" if (place / RESTORED).exists() else "then restore it again"
    if is_full(error):
        return StoreFull(f"The disk of {place} is full, so the office was not restored; make room, {again}")
    where = f" at {error.filename}" if error.filename else ""
    return StoreError(
        f"The backup cannot be restored into {place} ({error.strerror}{where}); see to that folder, {again}"
    )

"""What is on the disk of an office, whether or not it can be opened. Looks only, and waits for nobody."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paratui.store.office_data_file import OWN_FILES, OWN_FOLDERS
from paratui.store.office_settings import FILE
from paratui.store.tinydb_folder.ground.disk import FILE_MODE, FOLDER_MODE
from paratui.store.tinydb_folder.ground.folder import PARTS, RESTORED, RESTORING
from paratui.store.tinydb_folder.ground.refusals import MOUNTS, RECORDS, file_system, strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAFT_MODE = 0o600
UNFINISHED = ".new"

MISSING, A_FILE, CLOSED, EMPTY, OTHER, OFFICE = "missing", "a file", "closed", "empty", "other", "office"
HALF_RESTORED = "half restored"


class Place(NamedTuple):
    """The folder as it stands. `found` is, by `standing`:

    MISSING the nearest folder above that is there; CLOSED the first place that cannot be entered; OTHER the
    first file that is no part of an office. `mode`, `owner` and `group` are 0 and -1 where they cannot be seen.
    """

    path: Path
    standing: str
    found: str = ""
    mode: int = 0
    owner: int = -1
    group: int = -1
    writable: bool = False


class Entry(NamedTuple):
    """A file or folder of an office; `name` is relative to it."""

    name: str
    is_folder: bool
    mode: int
    owner: int
    group: int
    size: int
    written: float

    @property
    def part(self) -> str:
        """The part of the office it lies in, "" for the office folder itself."""
        return self.name.rpartition("/")[0]

    def wanted_mode(self) -> int:
        """The mode it should have; its own where nothing stands in a colleague's way."""
        if self.is_folder and self.part == "" and self.name in PARTS:
            return FOLDER_MODE
        if self.name in {FILE, *OWN_FILES, *OWN_FOLDERS} or self.part in OWN_FOLDERS:
            # Written by people with their own tools; colleagues need to read them.
            readable = 0o050 if self.is_folder else 0o040
            return self.mode if self.mode & readable == readable else FOLDER_MODE if self.is_folder else FILE_MODE
        if self.is_folder:
            return self.mode
        return DRAFT_MODE if self.part == "drafts" else FILE_MODE


class Room(NamedTuple):
    """The file system under a folder: what it is and how much fits; `files` is 0 where files are not counted."""

    kind: str
    read_only: bool
    free: int
    size: int
    free_files: int
    files: int


def examine_place(path: Path) -> Place:
    """What stands where the office should be."""
    try:
        path = path.resolve()
        facts = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Place(path, MISSING, str(_nearest(path)))
    except PermissionError:
        return Place(path, CLOSED, str(_first_closed(path)))
    except (OSError, RuntimeError) as error:
        return Place(path, CLOSED, f"{path} ({error})")
    mode = stat.S_IMODE(facts.st_mode)
    writable = os.access(path, os.R_OK | os.W_OK | os.X_OK)
    seen = Place(path, A_FILE, "", mode, facts.st_uid, facts.st_gid, writable)
    return _looked_into(seen) if stat.S_ISDIR(facts.st_mode) else seen


def _looked_into(seen: Place) -> Place:
    if not os.access(seen.path, os.R_OK | os.X_OK):
        return seen._replace(standing=CLOSED, found=str(seen.path))
    inside = {one.name for one in seen.path.iterdir()}
    if inside & {RESTORING, RESTORED}:
        return seen._replace(standing=HALF_RESTORED)
    strange = strangers(inside)
    if inside & RECORDS or not strange:
        return seen._replace(standing=OFFICE if inside & RECORDS else EMPTY)
    return seen._replace(standing=OTHER, found=min(strange))


def _nearest(path: Path) -> Path:
    return next((above for above in path.parents if above.exists()), Path("/"))


def _first_closed(path: Path) -> Path:
    """The folder nearest to the root that cannot be entered."""
    ways = [*reversed(path.parents), path]
    return next((way for way in ways if not os.access(way, os.X_OK)), path)


def closed_above(path: Path, group: int) -> list[tuple[Path, int]]:
    """The folders above that a member of `group` cannot pass, with their modes."""
    found = []
    for above in path.parents:
        facts = above.stat()
        mode = stat.S_IMODE(facts.st_mode)
        if not (mode & stat.S_IXGRP if facts.st_gid == group else mode & stat.S_IXOTH):
            found.append((above, mode))
    return found


def room_of(path: Path, mounts: Path = MOUNTS) -> Room | None:
    """The room on the disk; None where the system does not tell."""
    try:
        facts = os.statvfs(path)
    except OSError:
        return None
    return Room(
        kind=file_system(path, mounts),
        read_only=bool(facts.f_flag & os.ST_RDONLY),
        free=facts.f_bavail * facts.f_frsize,
        size=facts.f_blocks * facts.f_frsize,
        free_files=facts.f_favail,
        files=facts.f_files,
    )


def entries(path: Path) -> tuple[list[Entry], list[str]]:
    """Everything that belongs to the office, by name, and the folders in it that could not be looked into."""
    found: list[Entry] = []
    locked: list[str] = []
    for part in ("", *PARTS, *OWN_FOLDERS):
        try:
            found.extend(_entries_in(path, part))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            locked.append(part)
    return sorted(found), locked


def _entries_in(path: Path, part: str) -> Iterator[Entry]:
    with os.scandir(path / part) as inside:
        for one in inside:
            try:
                facts = one.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            is_folder = stat.S_ISDIR(facts.st_mode)
            if not part and is_folder and one.name not in {*PARTS, *OWN_FOLDERS}:
                continue
            if is_folder or stat.S_ISREG(facts.st_mode):
                name = f"{part}/{one.name}" if part else one.name
                mode = stat.S_IMODE(facts.st_mode)
                yield Entry(name, is_folder, mode, facts.st_uid, facts.st_gid, facts.st_size, facts.st_mtime)

"""What a process asks of a disk, as it is recorded: paths are gone, every file and folder is a number."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias


class Create(NamedTuple):
    """A new name with a new inode: an empty file or folder."""

    folder: int
    name: str
    inode: int
    mode: int
    is_folder: bool


class Write(NamedTuple):
    inode: int
    offset: int
    data: bytes


class Truncate(NamedTuple):
    inode: int
    size: int


class Mode(NamedTuple):
    inode: int
    mode: int


class Rename(NamedTuple):
    source: int
    old: str
    target: int
    new: str


class Link(NamedTuple):
    """A second name for an inode."""

    inode: int
    folder: int
    name: str


class Unlink(NamedTuple):
    folder: int
    name: str


class Sync(NamedTuple):
    """A file or folder was made durable; `site` names the functions of the store that asked, innermost first."""

    inode: int
    site: str


class Note(NamedTuple):
    """Something a process of the day was told or did at this point of the trace."""

    what: str
    by: str
    value: Any


Operation: TypeAlias = Create | Write | Truncate | Mode | Rename | Link | Unlink | Sync | Note

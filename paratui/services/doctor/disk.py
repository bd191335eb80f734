"""The disk under the office: whether it can be trusted with one, and whether there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.diagnosis import look, mend, ok
from paratui.domain.spoken_size import size_words
from paratui.store.tinydb_folder.ground.refusals import NETWORK

if TYPE_CHECKING:
    from pathlib import Path

    from paratui.domain.diagnosis import Line
    from paratui.store.tinydb_folder.examination.examination import Room

_MEMORY = frozenset({"tmpfs", "ramfs", "devtmpfs"})
_CONTAINER = frozenset({"overlay", "aufs"})
FEW, VERY_FEW = 500_000_000, 50_000_000
"""Bytes left at which to think of it, and at which saving may stop any day."""
SHARE, MUCH = 0.05, 5_000_000_000
"""A disk nearly full to this share is told of, unless this much is left all the same."""
_FEW_FILES, _VERY_FEW_FILES = 10_000, 500


def disk_line(path: Path, room: Room | None) -> Line:
    """What kind of file system it is, and whether it can be written."""
    if room is None:
        return look("disk", "the machine does not tell what disk this is", "an office needs a local disk")
    if room.kind.startswith(NETWORK):
        return mend(
            "disk",
            f"{path} is on a network file system ({room.kind}), where saved records cannot be kept safe",
            "put the office on a local disk and come to it over ssh",
        )
    if room.read_only:
        return mend(
            "disk",
            f"{path} is on a disk that is mounted read-only ({room.kind}); a failing disk makes itself so",
            "look for its errors and have it looked after; nothing can be saved until then:",
            ("sudo", "dmesg", "--level=err,warn"),
        )
    if room.kind in _MEMORY:
        return look(
            "disk", f"{room.kind}: the office is in memory, and gone when the machine restarts", "move it to a disk"
        )
    if room.kind in _CONTAINER:
        return look("disk", f"{room.kind}: the office goes when this container does", "keep it on a volume")
    return ok("disk", f"{room.kind or 'a file system the machine does not name'}, local, writable")


def room_line(room: Room) -> Line:
    """Whether there is room for more, in bytes and in files."""
    share = room.free / room.size if room.size else 1.0
    left = f"{size_words(room.free)} of {size_words(room.size)} free"
    if room.free < VERY_FEW:
        return mend("room", f"{left}: saving stops when it is full", "make room on this disk now")
    if room.files and room.free_files < _VERY_FEW_FILES:
        return mend("room", f"{left}, but only {room.free_files:,} more files fit", "remove files from this disk now")
    if room.free < FEW or (share < SHARE and room.free < MUCH):
        return look("room", left, "make room on this disk soon")
    if room.files and room.free_files < _FEW_FILES:
        return look(
            "room", f"{left}, but only {room.free_files:,} more files fit", "remove files from this disk soon"
        )
    return ok("room", left)

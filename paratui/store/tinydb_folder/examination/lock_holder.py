"""Who holds a file's lock at this moment, told by the kernel: asking for the lock would stand in others' way."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

LOCKS = Path("/proc/locks")
PROCESSES = Path("/proc")
# "7: FLOCK  ADVISORY  WRITE 28959 fe:00:2392067 0 EOF"; who waits has "->" after the number.
_LINE = re.compile(r"\d+: (->)? *FLOCK +\S+ +WRITE +(\d+) [0-9a-f]+:[0-9a-f]+:(\d+) ", re.MULTILINE)
STOPPED = "T"
WAITS_FOR_THE_DISK = "D"
_NAMED = 96


class Holder(NamedTuple):
    """The process that holds a lock: its login, its state as in ps(1), since when, and how many wait for it.

    `state` is empty where the machine hides other accounts' processes.
    """

    process: int
    login: str
    state: str
    since: float
    waiting: int


def kernel_tells(locks: Path = LOCKS) -> bool:
    """Whether this machine tells who holds locks."""
    return os.access(locks, os.R_OK)


def held_files(locks: Path = LOCKS) -> dict[int, tuple[int, int]]:
    """The process that holds each locked file, by its inode, and how many wait; empty where it is not told.

    Inodes alone, for the numbers of devices differ from those of stat(2) on some file systems.
    """
    try:
        text = locks.read_text(errors="replace")
    except OSError:
        return {}
    holding: dict[int, tuple[int, int]] = {}
    for waits, process, inode in _LINE.findall(text):
        held, waiting = holding.get(int(inode), (0, 0))
        holding[int(inode)] = (held, waiting + 1) if waits else (int(process), waiting)
    return holding


def holder(lock: Path, held: dict[int, tuple[int, int]], processes: Path = PROCESSES) -> Holder | None:
    """Who holds the lock of a file; None when nobody does or it cannot be told."""
    try:
        facts = lock.stat()
        # Whoever takes the lock writes "login (process 4242)" into the file.
        login = lock.read_bytes()[:_NAMED].decode("utf-8", "replace").partition(" ")[0].strip("\0\n")
    except OSError:
        return None
    process, waiting = held.get(facts.st_ino, (0, 0))
    if not process:
        return None
    return Holder(process, login or "somebody", _state(processes / str(process)), facts.st_mtime, waiting)


def _state(process: Path) -> str:
    try:
        # The name in brackets may hold blanks and brackets itself.
        return (process / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""

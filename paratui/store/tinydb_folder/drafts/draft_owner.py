"""Whose process writes a draft: its mark in the file's name, and whether it is still there.

A process number alone is given to somebody else after a restart of the machine, or once the numbers have gone
round. The mark adds when the process began, which start of the machine that was and which process namespace:
`PID-BEGUN-BOOT-NAMESPACE`. On a machine that does not tell, the mark is the number alone.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

NOBODY = "left"
_PROC = Path("/proc")
_BEGUN = 19


class Process(NamedTuple):
    """A process and what tells it from another one of its number. `begun` is in clock ticks since the start."""

    pid: int
    begun: str = ""
    boot: str = ""
    namespace: str = ""


def own_process() -> Process:
    """The process this runs in; with its number alone where the machine does not tell the rest."""
    try:
        pid, begun = _pid_and_begun("self")
        boot = (_PROC / "sys/kernel/random/boot_id").read_text()[:8]
        namespace = f"{(_PROC / 'self/ns/pid').stat().st_ino:x}"
    except (OSError, ValueError, IndexError):
        return Process(os.getpid())
    # In a namespace under another one's /proc, the numbers there are not the ones here.
    return Process(pid, begun, boot, namespace) if pid == os.getpid() else Process(os.getpid())


def own_mark() -> str:
    """The mark of the process this runs in."""
    return "-".join(str(part) for part in own_process() if part)


def is_there(mark: str, own: Process) -> bool | None:
    """Whether the process of a mark is still there, seen from one's `own`; None: it cannot be seen from here."""
    number, *more = mark.split("-")
    if not (number.isascii() and number.isdigit()):
        return False
    pid = int(number)
    if len(more) >= 3 and own.begun:
        begun, boot, namespace = more[:3]
        if boot != own.boot:
            return False
        if namespace != own.namespace:
            return None
        try:
            return _pid_and_begun(number) == (pid, begun)
        except (OSError, ValueError, IndexError):
            # Gone, or hidden from other accounts.
            return _is_running(pid)
    return _is_running(pid)


def _pid_and_begun(process: str) -> tuple[int, str]:
    # The name of the program, in brackets, may hold blanks and brackets of its own.
    before, _, after = (_PROC / process / "stat").read_text(errors="replace").rpartition(")")
    fields = after.split()
    if fields[0] in "ZX":
        # Dead, and nobody has asked how it ended: its number is still there, it is not.
        return 0, ""
    return int(before.split(maxsplit=1)[0]), fields[_BEGUN]


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True

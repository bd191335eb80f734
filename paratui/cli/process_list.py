"""What the process list of the machine says of this process: the command, and nothing that was typed behind it.

Every account may read it there (`ps aux`), for as long as a call lasts; a number or a name is nobody else's business.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN = Path("/proc/self")
# proc(5): fields 48 and 49 of stat say where the command line begins and ends; behind the name the third begins.
_BEGINS, _ENDS = 48 - 3, 49 - 3


def cover_words(argv: Sequence[str], own: Path = OWN) -> None:
    """Overwrite what stands behind the command. Where a system keeps its list otherwise, it stays as it is."""
    covered = len(argv) - _shown(argv)
    if covered <= 0:
        return
    try:
        fields = (own / "stat").read_bytes().rpartition(b")")[2].split()
        begins, ends = int(fields[_BEGINS]), int(fields[_ENDS])
        with (own / "mem").open("r+b", buffering=0) as memory:
            memory.seek(begins)
            words = memory.read(ends - begins).split(b"\0")
            # The last word ends with a zero, behind which there is nothing.
            behind = sum(len(word) + 1 for word in words[-covered - 1 : -1])
            memory.seek(ends - behind)
            memory.write(bytes(behind))
    except (OSError, ValueError, IndexError):
        return


def _shown(argv: Sequence[str]) -> int:
    """How many words may be seen: the office and the command."""
    place = 0
    while place < len(argv) and argv[place].startswith("--office"):
        place += 1 if "=" in argv[place] else 2
    if place < len(argv) and not argv[place].startswith("-"):
        place += 1
    return place

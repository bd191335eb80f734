"""A folder with everything in it: as a crash may leave it, told apart from others, and put on a real disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

# When a day began, in nanoseconds; its operations are a millisecond apart.
_MORNING = 1_760_000_000_000_000_000


class Leaf(NamedTuple):
    """A file or folder as it is left; `data` is None for a folder, `written` the operation that wrote it last."""

    inode: int
    mode: int
    data: bytes | None
    written: int


Tree: TypeAlias = dict[str, Leaf]


def fingerprint(tree: Tree, drawn: frozenset[int] = frozenset()) -> int:
    """What tells two trees apart within one process. Of drawn files the content is left out, of folders the mode."""
    return hash(frozenset(_shown(path, leaf, drawn) for path, leaf in tree.items()))


def _shown(path: str, leaf: Leaf, drawn: frozenset[int]) -> tuple[str, int | None, bytes | None]:
    if leaf.inode not in drawn:
        return path, leaf.mode, leaf.data
    return path, None if leaf.data is None else leaf.mode, None


def materialise(tree: Tree, root: Path) -> None:
    """Put a tree into an empty folder; two names of one inode are hard links."""
    places: dict[int, Path] = {}
    for path, leaf in tree.items():
        place = root / path
        if leaf.data is None:
            place.mkdir()
        elif leaf.inode in places:
            place.hardlink_to(places[leaf.inode])
            continue
        else:
            place.write_bytes(leaf.data)
            places[leaf.inode] = place
        place.chmod(leaf.mode)
        moment = _MORNING + leaf.written * 1_000_000
        os.utime(place, ns=(moment, moment))


def as_it_lies(root: Path) -> dict[str, tuple[int, bytes | None]]:
    """Every file and folder below a real folder: mode and content."""
    return {
        str(path.relative_to(root)): (path.stat().st_mode & 0o7777, None if path.is_dir() else path.read_bytes())
        for path in sorted(root.rglob("*"))
    }

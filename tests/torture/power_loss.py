"""A disk that loses power: what may be left of a folder when a trace of file operations stops anywhere.

What is promised to survive, and nothing else is:

- the content, size and mode of a file or the mode of a folder, once that very file or folder was synced;
- the names in a folder, once that folder was synced. Syncing a file does not keep its name.

Everything done since may be there or not. The content of a file may be as it was, cut off anywhere in what
was written since, as long as it became but zeros where it grew, or whole. Changes of names are lost from one
point on, or in any subset. A rename within a folder happens or does not; one between two folders may leave
both names, never none. This is stricter than ext4, which keeps more than it promises.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from tests.torture.disk_operations import Create, Link, Mode, Operation, Rename, Sync, Truncate, Unlink, Write
from tests.torture.disk_tree import Leaf, Tree

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

ROOT = 0
# Up to so many unsynced changes of names every subset of them is tried.
_FEW = 4
_SAMPLED = 10


class _Inode:
    """What is promised of a file or folder, what it holds now, and the writes between the two."""

    def __init__(self, mode: int, created: int) -> None:
        self.safe, self.now = b"", b""
        self.written = created
        self.safe_mode = self.mode = mode
        self.unsynced: list[Write | Truncate] = []

    def sync(self) -> None:
        self.safe, self.safe_mode = self.now, self.mode
        self.unsynced.clear()

    @property
    def is_synced(self) -> bool:
        return not self.unsynced and self.safe_mode == self.mode


class _Renaming(NamedTuple):
    """Changes of names in one folder that happen together, or not; `needs` is another that must have happened."""

    folder: int
    names: tuple[tuple[str, int | None], ...]
    needs: _Renaming | None = None


class Disk:
    """A disk while a trace runs over it."""

    def __init__(self) -> None:
        self._inodes = {ROOT: _Inode(0o700, 0)}
        self._names: dict[int, dict[str, int]] = {ROOT: {}}
        self._safe_names: dict[int, dict[str, int]] = {ROOT: {}}
        self._renamings: list[_Renaming] = []
        self._count = 0

    def inode(self, path: str) -> int:
        """The inode a path (relative, `.` for the root) leads to now; raises KeyError."""
        found = ROOT
        for name in path.split("/"):
            found = found if name == "." else self._names[found][name]
        return found

    def apply(self, operation: Operation) -> None:  # noqa: C901 - one case for each operation
        """Go one step on."""
        self._count += 1
        match operation:
            case Create(folder, name, inode, mode, is_folder):
                self._inodes[inode] = _Inode(mode, self._count)
                if is_folder:
                    self._names[inode], self._safe_names[inode] = {}, {}
                self._rename(_Renaming(folder, ((name, inode),)))
            case Rename(source, old, target, new):
                inode = self._names[source][old]
                if source == target:
                    self._rename(_Renaming(source, ((old, None), (new, inode))))
                else:
                    added = _Renaming(target, ((new, inode),))
                    self._rename(added)
                    self._rename(_Renaming(source, ((old, None),), needs=added))
            case Link(inode, folder, name):
                self._rename(_Renaming(folder, ((name, inode),)))
            case Unlink(folder, name):
                self._rename(_Renaming(folder, ((name, None),)))
            case Write(number) | Truncate(number):
                inode = self._inodes[number]
                inode.unsynced.append(operation)
                inode.now = _written(inode.now, operation)
                inode.written = self._count
            case Mode(number, mode):
                self._inodes[number].mode = mode
            case Sync(number):
                self._inodes[number].sync()
                if number in self._names:
                    self._sync_names(number)

    def _rename(self, renaming: _Renaming) -> None:
        _renamed(self._names[renaming.folder], renaming)
        self._renamings.append(renaming)

    def _sync_names(self, folder: int) -> None:
        done = [one for one in self._renamings if one.folder == folder]
        for needed in [one.needs for one in done if one.needs in self._renamings]:
            _renamed(self._safe_names[needed.folder], needed)
            self._renamings.remove(needed)
        for one in done:
            _renamed(self._safe_names[folder], one)
        self._renamings = [one for one in self._renamings if one.folder != folder]

    def tree(self) -> Tree:
        """The disk as a running machine sees it."""
        return self._tree(self._names, dict.fromkeys(self._inodes, "whole"))

    def crash_states(self, draw: random.Random, beside_the_point: frozenset[str] = frozenset()) -> list[State]:
        """What may be left if the power fails now, one way of each kind.

        Files named in `beside_the_point`, and the modes of folders, are left in a way that is drawn and not
        in every way: nobody relies on them.
        """
        drawn = {*self._names} | {self._inode_or_none(path) for path in beside_the_point}
        pending = [number for number, inode in self._inodes.items() if not inode.is_synced]
        main = [number for number in pending if number not in drawn]
        states = []
        for kept, fates in product(self._kept_renamings(draw), _fates(main, draw)):
            rest = {number: draw.choice(_FATES) for number in pending if number in drawn}
            states.append(State(self, kept, fates | rest, frozenset(rest)))
        return states

    def _inode_or_none(self, path: str) -> int | None:
        try:
            return self.inode(path)
        except KeyError:
            return None

    def _kept_renamings(self, draw: random.Random) -> list[tuple[int, ...]]:
        count = len(self._renamings)
        wanted = [tuple(range(n)) for n in range(count + 1)]
        if count <= _FEW:
            wanted += [some for n in range(count + 1) for some in combinations(range(count), n)]
        else:
            wanted += [tuple(n for n in range(count) if draw.random() < 0.5) for _ in range(_SAMPLED)]
        whole = []
        for some in wanted:
            kept = set(some)
            for n in some:
                if (needed := self._renamings[n].needs) in self._renamings:
                    kept.add(self._renamings.index(needed))
            whole.append(tuple(sorted(kept)))
        return list(dict.fromkeys(whole))

    def left(self, kept: tuple[int, ...], fates: dict[int, str]) -> Tree:
        """The tree when only some changes of names were kept, and each inode met its fate."""
        names = {folder: dict(entries) for folder, entries in self._safe_names.items()}
        for n in kept:
            _renamed(names[self._renamings[n].folder], self._renamings[n])
        return self._tree(names, fates)

    def _tree(self, names: dict[int, dict[str, int]], fates: dict[int, str]) -> Tree:
        tree: Tree = {}

        def walk(folder: int, path: str) -> None:
            for name, number in names[folder].items():
                inode, fate = self._inodes[number], fates.get(number, "whole")
                mode = inode.safe_mode if fate == "missing" else inode.mode
                if number in names:
                    tree[path + name] = Leaf(number, mode, None, inode.written)
                    walk(number, f"{path}{name}/")
                else:
                    tree[path + name] = Leaf(number, mode, _content(inode, fate), inode.written)

        walk(ROOT, "")
        return tree


class State(NamedTuple):
    """One way a disk may be left: the changes of names that were kept, and the fate of each unsynced inode."""

    disk: Disk
    kept: tuple[int, ...]
    fates: dict[int, str]
    drawn: frozenset[int]

    def tree(self) -> Tree:
        return self.disk.left(self.kept, self.fates)

    def __str__(self) -> str:
        fates = ", ".join(f"{number} {fate}" for number, fate in self.fates.items() if number not in self.drawn)
        return f"names kept {list(self.kept)} of {len(self.disk._renamings)}; content {fates or 'all whole'}"


_FATES = ("missing", "first byte", "half", "all but one", "zeroed", "whole")


def _fates(pending: list[int], draw: random.Random) -> list[dict[int, str]]:
    """All alike, and some mixed when there are several."""
    alike = [dict.fromkeys(pending, fate) for fate in _FATES] if pending else [{}]
    mixed = [{number: draw.choice(_FATES) for number in pending} for _ in range(4)] if len(pending) > 1 else []
    return alike + mixed


def _renamed(names: dict[str, int], renaming: _Renaming) -> None:
    for name, inode in renaming.names:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode


def _written(data: bytes, operation: Write | Truncate) -> bytes:
    if isinstance(operation, Truncate):
        return data[: operation.size].ljust(operation.size, b"\0")
    end = operation.offset + len(operation.data)
    return data[: operation.offset].ljust(operation.offset, b"\0") + operation.data + data[end:]


def _content(inode: _Inode, fate: str) -> bytes:
    if fate == "whole" or not inode.unsynced:
        return inode.now
    if fate == "missing":
        return inode.safe
    if fate == "zeroed":
        return inode.now[: len(inode.safe)].ljust(len(inode.now), b"\0")
    size = sum(len(one.data) for one in inode.unsynced if isinstance(one, Write))
    left = {"first byte": min(1, size), "half": size // 2, "all but one": max(size - 1, 0)}[fate]
    data = inode.safe
    for one in inode.unsynced:
        if isinstance(one, Write):
            if left <= 0:
                break
            data, left = _written(data, one._replace(data=one.data[:left])), left - len(one.data)
        else:
            data = _written(data, one)
    return data


def replayed(trace: list[Operation]) -> Iterator[tuple[int, Disk]]:
    """The disk before each operation of a trace, and after the last."""
    disk = Disk()
    for at, operation in enumerate(trace):
        yield at, disk
        disk.apply(operation)
    yield len(trace), disk

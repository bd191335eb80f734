"""A recorded day cut off by a power cut: how many ways it may be left were looked at, and what was wrong in them."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.torture.after_reboot import Expected, troubles
from tests.torture.day import OFFICE, record_day
from tests.torture.disk_operations import Note, Operation, Sync
from tests.torture.disk_tree import Tree, as_it_lies, fingerprint, materialise
from tests.torture.power_loss import Disk, replayed

if TYPE_CHECKING:
    from collections.abc import Iterator

# Their content only names who holds them, for those who wait.
LOCKS = frozenset({f"{OFFICE}/commit.lock", f"{OFFICE}/checkpoint.lock"})
_MEMORY = Path("/dev/shm")


class Question(NamedTuple):
    """What to look at: one day, and some of the ways it may be left.

    `without` and `killed_at` are those of `record_day`. The power fails before each `every`-th operation, of
    which this is part number `part` of `parts`; of the states it then may leave at most `at_each` new ones are
    looked at, all when it is None. It stops after `enough` troubles.
    """

    seed: int
    without: tuple[str, ...] = ()
    killed_at: str = ""
    at_each: int | None = 1
    every: int = 1
    part: int = 0
    parts: int = 1
    enough: int = 20


class Answer(NamedTuple):
    """How many states were looked at, and what was wrong: where, which state, what."""

    states: int
    troubles: list[str]


class Left(NamedTuple):
    """One state: before which operation, what the users had been told, the tree, and how it came about."""

    at: int
    expected: Expected
    tree: Tree
    key: tuple[int, int]
    how: str


@contextmanager
def room() -> Iterator[Path]:
    """An empty folder, in memory where there is such a place: nothing here depends on a real disk."""
    place = Path(tempfile.mkdtemp(prefix="power-loss-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
    try:
        yield place
    finally:
        shutil.rmtree(place)


@cache
def recorded(seed: int, without: tuple[str, ...] = (), killed_at: str = "") -> list[Operation]:
    """What the disk was asked for on a day; AssertionError when the record is not all of it."""
    with room() as root:
        trace = record_day(root, random.Random(seed), without, killed_at)
        disk = Disk()
        for operation in trace:
            disk.apply(operation)
        known = {path: (leaf.mode, leaf.data) for path, leaf in disk.tree().items()}
        assert known == as_it_lies(root), "something changed the disk and was not recorded"
    return trace


def states(trace: list[Operation], question: Question, start: int = 0) -> Iterator[Left]:
    """The states a power cut may leave, each once for every thing the users had been told."""
    expected, told, draw = Expected(), 0, random.Random(question.seed)
    seen: set[tuple[int, int]] = set()
    for at, disk in replayed(trace):
        if at and isinstance(trace[at - 1], Note):
            expected.take(trace[at - 1])
            told += 1
        if at < start or at % question.every or (at // question.every) % question.parts != question.part:
            continue
        found = disk.crash_states(draw, LOCKS)
        draw.shuffle(found)
        here = 0
        for state in found:
            tree = state.tree()
            key = (fingerprint(tree, state.drawn), told)
            if key in seen:
                continue
            seen.add(key)
            yield Left(at, expected, tree, key, str(state))
            here += 1
            if here == question.at_each:
                break


def examine(question: Question) -> Answer:
    """Record a day and look at the ways it may be left."""
    trace = recorded(question.seed, question.without, question.killed_at)
    # Before somebody is killed the day is one that others look at.
    start = next((n for n, one in enumerate(trace) if question.killed_at and _is_that_kill(one, question)), 0)
    return look(trace, question, start)


def _is_that_kill(operation: Operation, question: Question) -> bool:
    return isinstance(operation, Note) and operation.what == "killed" and question.killed_at in operation.value


def look(trace: list[Operation], question: Question, start: int = 0) -> Answer:
    """Look at the ways a trace may be left."""
    found: list[str] = []
    count = 0
    with room() as root:
        for left in states(trace, question, start):
            count += 1
            found += [f"before operation {left.at} ({left.how}): {one}" for one in troubles_of(left, root)]
            if len(found) >= question.enough:
                break
    return Answer(count, found)


def troubles_of(left: Left, root: Path) -> list[str]:
    """What is wrong in one state."""
    place = root / "disk"
    place.mkdir()
    try:
        materialise(left.tree, place)
        return troubles(place, left.expected)
    finally:
        shutil.rmtree(place)


def sites(trace: list[Operation]) -> list[str]:
    """Where the store asks for a sync, as far as the third function."""
    return sorted({site_of(one) for one in trace if isinstance(one, Sync) and " < " in one.site})


def site_of(sync: Sync) -> str:
    """A site, as far as the third function."""
    return " < ".join(sync.site.split(" < ")[:3])


def unnoticed(question: Question) -> list[str]:
    """The sites whose sync may be taken out of the record of a day without anything to be wrong after it.

    Only states that the whole record does not leave are looked at. `part` of `parts` is one of the sites.
    """
    trace = recorded(question.seed)
    everything = Question(question.seed, at_each=None)
    known = {left.key for left in states(trace, everything)}
    found = []
    with room() as root:
        for site in sites(trace)[question.part :: question.parts]:
            cut = [one for one in trace if not (isinstance(one, Sync) and site_of(one) == site)]
            left_only = (left for left in states(cut, everything) if left.key not in known)
            if not any(troubles_of(left, root) for left in left_only):
                found.append(site)
    return found

"""The hard pairs of the conflict check, and how many of them it gets right.

python tests/domain/conflict_pairs.py     prints the table of the README
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.domain.conflict.hit import Hit, Listed
from paratui.domain.conflict.index import NameIndex
from paratui.domain.conflict.known_names import KnownNames, read_known_names

HERE = Path(__file__).parent
NICKNAMES = HERE.parents[1] / "paratui" / "office" / "nicknames.toml"
PAIRS: dict[str, dict[str, list[list[str]]]] = tomllib.loads((HERE / "conflict_pairs.toml").read_text("utf-8"))


class Group(NamedTuple):
    """How many pairs of one kind there are, and which of them were found."""

    pairs: int
    found: list[tuple[str, str]]
    not_found: list[tuple[str, str]]


def shipped_names() -> KnownNames:
    return read_known_names(tomllib.loads(NICKNAMES.read_text("utf-8")), NICKNAMES.name)


def between(asked: str, listed: str, known: KnownNames) -> Hit | None:
    """The hit of one name in an office that knows the other."""
    hits = NameIndex([Listed(listed, "person", 1, "client")], known).check([asked]).hits
    return hits[0] if hits else None


def figures(side: str, known: KnownNames) -> dict[str, Group]:
    """By kind. To find means both ways round for `hit`; either way round is a false alarm for `apart`."""
    both = all if side == "hit" else any
    told = {}
    for kind, pairs in PAIRS[side].items():
        found: list[tuple[str, str]] = []
        not_found: list[tuple[str, str]] = []
        for one, other in pairs:
            hit = both(between(*turn, known) for turn in ((one, other), (other, one)))
            (found if hit else not_found).append((one, other))
        told[kind] = Group(len(pairs), found, not_found)
    return told


def table(side: str, known: KnownNames) -> list[str]:
    """The README's rows of one side."""
    groups = figures(side, known)
    wrong = "missed" if side == "hit" else "found all the same"
    rows = [f"| kind | pairs | found | {wrong} |", "|---|--:|--:|---|"]
    for kind, group in groups.items():
        shown = group.not_found if side == "hit" else group.found
        rows.append(f"| {kind} | {group.pairs} | {len(group.found)} | {', '.join(map(' / '.join, shown))} |")
    pairs, found = sum(one.pairs for one in groups.values()), sum(len(one.found) for one in groups.values())
    return [*rows, f"| **all** | **{pairs}** | **{found}** | {found / pairs:.1%} found |"]


if __name__ == "__main__":
    names = shipped_names()
    print(
        "\n".join(["Must be found:", "", *table("hit", names), "", "Must not be found:", "", *table("apart", names)])
    )

"""What everything costs as the office grows, beside SQLite, stock TinyDB and a bare append with fdatasync.

    python tests/bench/scale.py [--documents 1000 10000 100000 600000] [--turns 200] [--json] [--folder DIR]

In one run, turn by turn: in each turn every contender does the same piece of work on an office of every
size, each in a process of its own. Numbers are milliseconds, medians over the turns; a ratio is the median
of the ratios of the turns. A commit is the claim of an open follow-up: one of five in a row, or a single one
after the other contenders had their turn, when nothing of it is in the processor's caches any more. What is
opened after an end by kill -9 has a torn line and the given size of commits that are not folded.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from itertools import product
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.contender_process import Contender
from tests.bench.laid_out_office import lay_out
from tests.bench.pty_session import print_table

SIZES = (1_000, 10_000, 100_000, 600_000)
TURNS = 200
# Stock TinyDB may use so many seconds for each kind of work at each size, and does each once at least.
STOCK_SECONDS = 5.0
WARM_UP = 2
BOTH = ("ours", "sqlite")


class Work(NamedTuple):
    """A piece of work: what a person knows it as, who does it, in every how many turns."""

    name: str
    shown: str
    by: tuple[str, ...]
    every: int = 1


WORK = (
    Work("commits", "commit, several in a row", ("bare", *BOTH)),
    Work("commit", "commit after a pause", ("bare", *BOTH, "stock")),
    Work("commit_call", "commit of an ended call and a promise", BOTH),
    Work("first_commit", "first commit after opening", BOTH, 4),
    Work("get_open", "read an open follow-up", (*BOTH, "stock")),
    Work("get_archived", "read a call of some year", (*BOTH, "stock")),
    Work("open_list", "all open follow-ups", (*BOTH, "stock"), 4),
    Work("first_page", "the newest 200 calls", (*BOTH, "stock"), 4),
    Work("by_number", "a closed follow-up by its number", (*BOTH, "stock"), 4),
    Work("poll_quiet", "look for news, none", BOTH),
    Work("poll", "look for news, a colleague's commit", BOTH),
    Work("checkpoint", "checkpoint after 3 old calls were amended", BOTH, 20),
    Work("open", "open", BOTH, 4),
    Work("open_and_get", "open and read one record", (*BOTH, "stock"), 4),
)
# Bytes of commits not folded: what there usually is at most, and where a commit folds by itself.
UNCLEAN = {"unclean": 400_000, "overdue": 1_500_000}
SHOWN = {work.name: work.shown for work in WORK} | {
    "unclean": "open after kill -9, 0.4 MB not folded",
    "overdue": "open after kill -9, 1.5 MB not folded",
}


class Samples:
    """Milliseconds by work, contender and size, in the order of the turns."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str, int], list[float]] = {}

    def add(self, work: str, who: str, size: int, milliseconds: float) -> None:
        self._taken.setdefault((work, who, size), []).append(milliseconds)

    def of(self, work: str, who: str, size: int) -> list[float]:
        return self._taken.get((work, who, size), [])

    def median(self, work: str, who: str, size: int) -> float | None:
        taken = self.of(work, who, size)
        return statistics.median(taken) if taken else None

    def ratio(self, work: str, one: tuple[str, int], other: tuple[str, int]) -> float | None:
        """How many times as long the one took as the other in the same turn."""
        turns = list(zip(self.of(work, *one), self.of(work, *other), strict=False))
        return statistics.median(mine / theirs for mine, theirs in turns) if turns else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--stock-seconds", type=float, default=STOCK_SECONDS, help="for each work and size")
    parser.add_argument("--folder", type=Path, help="where to measure (default: the temporary folder)")
    parser.add_argument("--json", action="store_true", help="print everything measured as JSON")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        roots = {size: Path(name) / str(size) for size in given.documents}
        for size, root in roots.items():
            root.mkdir()
            begun = time.perf_counter()
            lay_out(root, size)
            _say(f"an office of {size:,} written in {time.perf_counter() - begun:.0f} s")
        samples = Samples()
        team = Team(roots, given.stock_seconds, samples)
        for turn in range(-WARM_UP, given.turns):
            team.turn(turn)
            if turn % 20 == 0:
                _say(f"turn {turn} of {given.turns}")
        memory = team.end()
        after_kill(roots, max(given.turns // 20, 1), samples)
    found = report(given.documents, samples, memory)
    if given.json:
        print(json.dumps(found, indent=1))
    else:
        show(given.documents, found)


class Team:
    """Every contender at every size, each in a process of its own, and a colleague for those who can have one."""

    def __init__(self, roots: dict[int, Path], stock_seconds: float, samples: Samples) -> None:
        self._stock_seconds = stock_seconds
        self._samples = samples
        self._spent: Counter[tuple[str, int]] = Counter()
        self._sizes = list(roots)
        every = [(who, size) for size in roots for who in ("bare", *BOTH, "stock")]
        self._at_work = {(who, size): Contender(who, roots[size]) for who, size in every}
        self._colleagues = {(who, size): Contender(who, roots[size], "dana") for who, size in every if who in BOTH}

    def turn(self, number: int) -> None:
        """A turn of everything that is due in it; those before the first warm the disk's cache and the code."""
        for work in WORK:
            if number >= 0 and number % work.every:
                continue
            # Everybody is the first as often as the last: a sync is dearer or cheaper after another's.
            first = number // work.every % len(work.by)
            for size, who in product(self._sizes, (*work.by[first:], *work.by[:first])):
                if who == "stock" and (number < 0 or self._spent[work.name, size] > self._stock_seconds):
                    continue
                if work.name == "poll":
                    self._colleagues[who, size].ask("commit")
                took = self._at_work[who, size].ask(work.name)
                if who == "stock":
                    self._spent[work.name, size] += took / 1000
                if number >= 0:
                    self._samples.add(work.name, who, size, took)

    def end(self) -> dict[tuple[str, int], tuple[float, ...]]:
        """Let all of them shut down; the peak and the resident memory each had, in MB."""
        memory = {key: tuple(map(float, one.told("memory"))) for key, one in self._at_work.items()}
        for one in (*self._at_work.values(), *self._colleagues.values()):
            one.close()
        return memory


def after_kill(roots: dict[int, Path], turns: int, samples: Samples) -> None:
    """Opening after the end of a process that was killed in the middle of a commit."""
    for _ in range(turns):
        for name, unfolded in UNCLEAN.items():
            for size, root in roots.items():
                for who in BOTH:
                    Contender(who, root).dies(f"die {unfolded}")
                    opener = Contender(who, root)
                    samples.add(name, who, size, opener.ask("first_open"))
                    opener.close()


def report(sizes: list[int], samples: Samples, memory: dict) -> dict:
    """Everything measured, and the ratios the targets are about."""
    big, small = max(sizes), min(sizes)
    rows = [
        {
            "work": work,
            "documents": size,
            **{who: samples.median(work, who, size) for who in ("ours", "bare", "sqlite", "stock")},
            "ours_p99": _p99(samples.of(work, "ours", size)),
            "per_sqlite": samples.ratio(work, ("ours", size), ("sqlite", size)),
            "samples": len(samples.of(work, "ours", size)),
        }
        for work in SHOWN
        for size in sizes
    ]
    kept = [
        {"documents": size, "contender": who, "peak_mb": memory[who, size][0], "resident_mb": memory[who, size][1]}
        for size in sizes
        for who in (*BOTH, "stock")
    ]
    targets = [
        ("commit / bare append and fdatasync", samples.ratio("commits", ("ours", big), ("bare", big)), 2.0),
        (f"commit at {big:,} / at {small:,}", samples.ratio("commits", ("ours", big), ("ours", small)), 1.5),
        ("opening, ms", samples.median("open", "ours", big), 10.0),
        ("opening after kill -9, ms", samples.median("unclean", "ours", big), 10.0),
        ("peak memory / stock TinyDB's", memory["ours", big][0] / memory["stock", big][0], 1 / 15),
    ]
    return {
        "rows": rows,
        "memory": kept,
        "targets": [{"what": what, "found": found, "at_most": most} for what, found, most in targets],
    }


def _p99(taken: list[float]) -> float | None:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.99))] if taken else None


def show(sizes: list[int], found: dict) -> None:
    """The same as tables for people."""
    for size in sizes:
        rows = [row for row in found["rows"] if row["documents"] == size]
        print_table(
            f"{size:,} calls and follow-ups; milliseconds, medians",
            ["work", "ours", "p99", "bare", "SQLite", "stock TinyDB", "ours/SQLite"],
            [
                [
                    SHOWN[row["work"]],
                    *(_number(row[name]) for name in ("ours", "ours_p99", "bare", "sqlite", "stock", "per_sqlite")),
                ]
                for row in rows
            ],
        )
    print_table(
        "memory of a process that did all this, MB",
        ["documents", "contender", "peak", "resident"],
        [
            [f"{one['documents']:,}", one["contender"], f"{one['peak_mb']:.0f}", f"{one['resident_mb']:.0f}"]
            for one in found["memory"]
        ],
    )
    print_table(
        f"targets, at {max(sizes):,}",
        ["what", "found", "at most", ""],
        [
            [
                one["what"],
                *(f"{one[name]:.3f}" for name in ("found", "at_most")),
                "ok" if one["found"] <= one["at_most"] else "MISSED",
            ]
            for one in found["targets"]
        ],
    )


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3f}"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

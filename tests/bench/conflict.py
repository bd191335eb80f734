"""The conflict check over an invented office: a prospect with six names, among 50,000.

python tests/bench/conflict.py
python tests/bench/conflict.py --names 50000 --checks 100 --json

Beside it in the same run, turn by turn: a look in a dict of exact names, and rapidfuzz over every name
(`process.extract`, WRatio), which is what one would write first. Half of the names asked for are known to the
office in another form (misspelt, other order, initial, short), half are strangers.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tomllib
import tracemalloc
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from rapidfuzz import fuzz, process

from paratui.domain.conflict.index import NameIndex
from paratui.domain.conflict.known_names import KnownNames, read_known_names
from tests.bench.conflict_names import a_name, listed_names

NICKNAMES = Path(__file__).parents[2] / "paratui" / "office" / "nicknames.toml"
NAMES_ASKED = 6
NAIVE_CUTOFF = 85


def known_names() -> KnownNames:
    return read_known_names(tomllib.loads(NICKNAMES.read_text("utf-8")), NICKNAMES.name)


def another_form(name: str, random: Random) -> tuple[str, str]:
    """The name as somebody else would have taken it down, and what was done to it."""
    words = name.replace(",", "").split()
    how = random.choice(("same", "order", "slip", "upper", "without"))
    if how == "order" and len(words) == 2:
        return f"{words[1]} {words[0]}", how
    if how == "slip" and words[-1].isascii() and len(words[-1]) > 6:
        at = random.randrange(1, len(words[-1]) - 2)
        last = words[-1]
        return " ".join([*words[:-1], last[:at] + last[at + 1] + last[at] + last[at + 2 :]]), how
    if how == "without" and len(words) == 3 and "." not in words[2]:
        return f"{words[0]} {words[2]}", how
    return (name.upper(), "upper") if how == "upper" else (name, "same")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=50_000)
    parser.add_argument("--checks", type=int, default=100)
    parser.add_argument("--naive", type=int, default=5, help="checks the slow way is timed over (default 5)")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    told = measured(chosen.names, chosen.checks, chosen.naive)
    if chosen.json:
        print(json.dumps(told))
        return
    ours = told["ours_ms"]
    print(f"conflict check: {told['ratio_naive']:.3f} x rapidfuzz over every name (median of {chosen.naive} turns)")
    print(f"conflict check: {told['ratio_exact']:,.0f} x an exact look in a dict (median of {chosen.checks} turns)")
    print(f"{chosen.names:,} names, {NAMES_ASKED} names a check, milliseconds a check:")
    for who, row in (("ours", ours), ("rapidfuzz over all", told["naive_ms"]), ("exact dict", told["exact_ms"])):
        print(f"  {who:20} p50 {row['p50']:9.3f}   p95 {row['p95']:9.3f}   max {row['max']:9.3f}")
    print(f"index: {told['build_s']:.2f} s to build, {told['memory_mb']:.0f} MB, {told['words']:,} different words")
    print(f"strangers: {told['hits_stranger']:.2f} hits a name; known in another form: {told['found']:.1%} found")
    naive_hits, naive_found = told["naive_hits_stranger"], told["naive_found"]
    print(f"rapidfuzz over all: {naive_hits:.1f} hits a stranger; known in another form: {naive_found:.1%} found")


def measured(names: int, checks: int, naive: int) -> dict:
    """Every figure of one run."""
    known = known_names()
    listed = listed_names(names)
    began = perf_counter()
    index = NameIndex(listed, known)
    build = perf_counter() - began
    exact: dict[str, list[int]] = {}
    for number, one in enumerate(listed):
        exact.setdefault(one.name.lower(), []).append(number)
    every = [one.name.lower() for one in listed]
    random = Random(99)
    times: dict[str, list[float]] = {"ours": [], "exact": [], "naive": []}
    found, asked_known, strangers, stranger_hits = 0, 0, 0, 0
    naive_found, naive_known, naive_strangers, naive_hits = 0, 0, 0, 0
    for turn in range(checks):
        sought = [random.choice(listed) for _ in range(NAMES_ASKED // 2)]
        terms = [another_form(one.name, random)[0] for one in sought]
        new = [a_name(random) for _ in range(NAMES_ASKED - len(sought))]
        # A prospect brings words nobody has asked for: what earlier checks looked up is forgotten.
        index._vocabulary._found.clear()
        began = perf_counter()
        checked = index.check(terms + new)
        times["ours"].append(perf_counter() - began)
        began = perf_counter()
        for term in terms + new:
            exact.get(term.lower())
        times["exact"].append(perf_counter() - began)
        asked_known += len(sought)
        for one, term in zip(sought, terms, strict=True):
            # Where forty better ones stand before it, it is there all the same.
            found += any(hit.listed.record == one.record for hit in checked.hits if hit.term == term)
        strangers += len(new)
        stranger_hits += sum(hit.term in new for hit in checked.hits)
        if turn < naive:
            began = perf_counter()
            slow = [
                process.extract(term.lower(), every, scorer=fuzz.WRatio, score_cutoff=NAIVE_CUTOFF, limit=None)
                for term in terms + new
            ]
            times["naive"].append(perf_counter() - began)
            naive_known += len(sought)
            naive_found += sum(
                any(listed[at].record == one.record for _, _, at in row)
                for one, row in zip(sought, slow, strict=False)
            )
            naive_strangers += len(new)
            naive_hits += sum(len(row) for row in slow[len(sought) :])
    ours, plain, slow_times = times["ours"], times["exact"], times["naive"]
    tracemalloc.start()
    again = NameIndex(listed, known)
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return {
        "names": len(again),
        "words": len(index._vocabulary),
        "build_s": build,
        "memory_mb": memory,
        "ours_ms": spread(ours),
        "exact_ms": spread(plain),
        "naive_ms": spread(slow_times),
        "ratio_exact": statistics.median(mine / base for mine, base in zip(ours, plain, strict=True)),
        "ratio_naive": statistics.median(mine / base for mine, base in zip(ours, slow_times, strict=False)),
        "found": found / asked_known,
        "hits_stranger": stranger_hits / strangers,
        "naive_found": naive_found / naive_known,
        "naive_hits_stranger": naive_hits / naive_strangers,
    }


def spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(one * 1000 for one in seconds)
    return {
        "p50": statistics.median(ordered),
        "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
        "max": ordered[-1],
    }


if __name__ == "__main__":
    main()

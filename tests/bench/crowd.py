"""Twenty people at once on one office: what a commit takes, ours and SQLite's, in alternating slices of one run.

    python tests/bench/crowd.py [--people 20] [--documents 10000] [--slices 12] [--slice-seconds 6] [--json]

Everybody is a process of their own and does three things a second: 45 % change a follow-up of all (a third of
these one of ten that everybody wants), 15 % add one, 10 % end a call, 5 % close one, 20 % list their own, 5 %
open a call of some year. As in the program each looks for news five times a second and folds every twenty
seconds. A real office of that size commits once in two seconds; this is a hundred times as busy.

At the end every record's revision must be 1 plus the changes that were acknowledged, in both.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.domain.errors import Conflict
from tests.bench.contender_process import PROJECT, timed
from tests.bench.contenders import CONTENDERS, Ours, Sqlite, StaleError, Worker, new_call
from tests.bench.laid_out_office import lay_out
from tests.bench.pty_session import print_table

A_SECOND = 3.0
POLL_SECONDS = 0.2
FOLD_SECONDS = 20.0
# The end of a slice may still be at work when the next begins.
SETTLING = 0.3
SIDES = ("ours", "sqlite")
_WANTED = 10


class Person:
    """One of the twenty: works on either side as it is told, and notes what was acknowledged."""

    def __init__(self, root: Path, login: str) -> None:
        self.draw = random.Random(login)
        self.sides: dict[str, Worker] = {side: CONTENDERS[side](root, login) for side in SIDES}
        for side in self.sides.values():
            side.open()
        self.took: dict[str, list[tuple[float, float]]] = {side: [] for side in SIDES}
        self.acknowledged: dict[str, Counter[int]] = {side: Counter() for side in SIDES}
        self.made: dict[str, list[int]] = {side: [] for side in SIDES}
        self.conflicts: Counter[str] = Counter()

    def act(self, side: str, moment: float) -> None:
        """One thing a person does."""
        worker, luck = self.sides[side], self.draw.random()
        if luck < 0.45:
            wanted = worker.sample.open[:_WANTED] if self.draw.random() < 0.3 else worker.sample.open
            self._change(side, moment, self.draw.choice(wanted), assignee=worker.login)
        elif luck < 0.60:
            self._add(side, moment, new_call(worker, moment)[1:])
        elif luck < 0.70:
            self._add(side, moment, new_call(worker, moment))
        elif luck < 0.75:
            self._change(side, moment, self.draw.choice(worker.sample.open[_WANTED:]), status="done", outcome="sent")
        elif luck < 0.95:
            _ = [doc for doc in worker.open_list() if doc["assignee"] == worker.login]
        else:
            worker.get("call", worker.a_call())

    def _change(self, side: str, moment: float, record: int, **fields: str) -> None:
        worker = self.sides[side]
        while True:
            doc = worker.get("follow_up", record) | fields
            # Two people who say the same would be one change to the store.
            doc["history"] = [*doc["history"][-4:], {"at": str(moment), "by": worker.login, "what": "edited"}]
            try:
                took = timed(lambda doc=doc: worker.commit(("follow_up", doc)))
            except (Conflict, StaleError):
                self.conflicts[side] += 1
                continue
            self.took[side].append((moment, took))
            self.acknowledged[side][record] += 1
            return

    def _add(self, side: str, moment: float, puts: list) -> None:
        self.took[side].append((moment, timed(lambda: self.sides[side].commit(*puts))))
        self.made[side] += [doc["id"] for _, doc in puts]

    def told(self) -> dict:
        """All of it, for the parent."""
        return {
            side: {
                "took": self.took[side],
                "acknowledged": self.acknowledged[side],
                "made": self.made[side],
                "conflicts": self.conflicts[side],
            }
            for side in SIDES
        }


def work(root: Path, login: str, slices: int, seconds: float) -> None:
    """What one process does; the sides alternate by the clock that all processes share."""
    person = Person(root, login)
    print("ready", flush=True)
    begin = float(sys.stdin.readline())
    end = begin + slices * seconds
    due = {"act": begin, "poll": begin, "fold": begin + person.draw.random() * FOLD_SECONDS}
    while (moment := min(due.values())) < end:
        time.sleep(max(0.0, moment - time.monotonic()))
        side = SIDES[int((moment - begin) / seconds) % 2]
        what = min(due, key=due.__getitem__)
        if what == "act":
            person.act(side, moment)
            due[what] = max(moment + person.draw.expovariate(A_SECOND), time.monotonic())
        elif what == "poll":
            person.sides[side].poll()
            due[what] = moment + POLL_SECONDS
        else:
            person.sides["ours"].store.checkpoint()
            due[what] = moment + FOLD_SECONDS
    print(json.dumps(person.told()), flush=True)
    for one in person.sides.values():
        one.close()


def crowd(root: Path, people: int, slices: int, seconds: float) -> list[dict]:
    """What everybody tells after a run; the moments are seconds from its beginning."""
    command = [sys.executable, __file__, "--slices", str(slices), "--slice-seconds", str(seconds)]
    team = [
        subprocess.Popen(
            [*command, "--at-work", str(root), f"person{nth}"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for nth in range(people)
    ]
    for one in team:
        if one.stdout.readline() != "ready\n":
            raise SystemExit("A process of the crowd could not begin")
    begin = time.monotonic() + 0.5
    for one in team:
        one.stdin.write(f"{begin}\n")
        one.stdin.flush()
    told = [json.loads(one.stdout.readline()) for one in team]
    for one in team:
        one.communicate()
    for person in told:
        for side in SIDES:
            person[side]["took"] = [(moment - begin, took) for moment, took in person[side]["took"]]
    return told


def lost(root: Path, told: list[dict]) -> int:
    """How many acknowledged changes are not there, or are there twice, on either side."""
    found = 0
    for side, cls in zip(SIDES, (Ours, Sqlite), strict=True):
        worker = cls(root, "checker")
        worker.open()
        changes: Counter[str] = Counter()
        for person in told:
            changes.update(person[side]["acknowledged"])
        for record in worker.sample.open:
            found += abs(worker.get("follow_up", record)["rev"] - 1 - changes[str(record)])
        made = {record for person in told for record in person[side]["made"]}
        there = {doc["id"] for doc in worker.open_list()} | {doc["id"] for doc in worker.first_page()}
        found += sum(record not in there and _missing(worker, record) for record in made)
        worker.close()
    return found


def _missing(worker: Worker, record: int) -> bool:
    for kind in ("follow_up", "call"):
        try:
            if worker.get(kind, record):
                return False
        except TypeError:
            continue
    return True


def report(told: list[dict], seconds: float) -> dict:
    """Median, p99 and worst of both sides, and the ratios of each pair of neighbouring slices."""
    by_slice: dict[int, list[float]] = {}
    for person in told:
        for side in SIDES:
            for moment, took in person[side]["took"]:
                number, into = divmod(moment, seconds)
                if into >= SETTLING:
                    by_slice.setdefault(int(number), []).append(took)
    sides = {
        side: sorted(took for number, taken in by_slice.items() if number % 2 == turn for took in taken)
        for turn, side in enumerate(SIDES)
    }
    pairs = [
        statistics.median(by_slice[number]) / statistics.median(by_slice[number + 1])
        for number in sorted(by_slice)
        if number % 2 == 0 and by_slice.get(number + 1)
    ]
    found = {
        side: {
            "commits": len(taken),
            "median": statistics.median(taken),
            "p99": taken[int(len(taken) * 0.99)],
            "max": taken[-1],
            "conflicts": sum(person[side]["conflicts"] for person in told),
        }
        for side, taken in sides.items()
    }
    return found | {
        "median_ratio": statistics.median(pairs),
        "p99_ratio": found["ours"]["p99"] / found["sqlite"]["p99"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--slices", type=int, default=12)
    parser.add_argument("--slice-seconds", type=float, default=6.0)
    parser.add_argument("--folder", type=Path, help="where to measure (default: the temporary folder)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--at-work", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.at_work:
        work(Path(given.at_work[0]), given.at_work[1], given.slices, given.slice_seconds)
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        root = Path(name)
        lay_out(root, given.documents, beside=("sqlite",))
        told = crowd(root, given.people, given.slices, given.slice_seconds)
        found = report(told, given.slice_seconds) | {"lost": lost(root, told)}
    if given.json:
        print(json.dumps(found, indent=1))
        return
    columns = ["median", "p99", "max", "commits", "conflicts"]
    print_table(
        f"{given.people} people, {given.documents:,} documents, {A_SECOND:g} operations a second each; milliseconds",
        ["commit", *columns],
        [[side, *(f"{found[side][name]:,.2f}".removesuffix(".00") for name in columns)] for side in SIDES],
    )
    print(f"\nmedian: {found['median_ratio']:.2f} x SQLite's (at most 1.5)")
    print(f"p99: {found['p99_ratio']:.2f} x SQLite's (at most 3)")
    print(f"acknowledged changes lost or doubled: {found['lost']}")


if __name__ == "__main__":
    main()

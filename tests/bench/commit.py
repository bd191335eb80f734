"""What a commit costs: against a bare append with fdatasync and against stock TinyDB, as the office grows.

    python tests/bench/commit.py [--documents 1000 10000 100000] [--samples 300]

Everything is measured in one run, turn by turn, on the same disk, so the ratios hold on any machine. An
office has one ended call with 2 KB of notes to two follow-ups, the newest 500 of them open; the measured
change is the claim of an open follow-up.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from tinydb import TinyDB

from paratui.domain.call import Call
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id
from paratui.domain.note_line import NoteLine
from paratui.store.interface import Put
from paratui.store.tinydb_folder.checkpoint import Fold, Unfolded
from paratui.store.tinydb_folder.overlay import Entry
from paratui.store.tinydb_folder.store import open_folder

START = datetime(2016, 10, 3, 14, 0, tzinfo=UTC)
OPEN = 500
SAID = "she has the notice from the court and asks whether the hearing moved again; will call the clerk"


class Clock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def ticks(self) -> float:
        return time.monotonic()


def documents(count: int):
    """`count` documents of an office, oldest first, spread over ten years."""
    draw = random.Random(7)
    step = timedelta(days=3650) / max(count, 1)
    for number in range(count):
        at = START + step * number
        record = make_id(at, draw.getrandbits(22))
        if number % 3 == 0:
            lines = tuple(NoteLine(line=line, at=line * 20, text=SAID, by="ana") for line in range(12))
            yield "call", Call(id=record, rev=1, status="ended", staff="ana", lines=lines, seconds=300).doc()
        else:
            status = "open" if number >= count - OPEN * 3 // 2 else "done"
            yield (
                "follow_up",
                FollowUp(id=record, rev=1, number=number, text=SAID, status=status, assignee="ana").doc(),
            )


def written_office(folder: Path, count: int):
    """An office with `count` documents, its files written as a checkpoint leaves them."""
    store = open_folder(folder, "ana", Clock())
    entries = {
        (kind, doc["id"]): Entry(0, 1, msgspec.Raw(msgspec.json.encode(doc)), "ana", "")
        for kind, doc in documents(count)
    }
    position = store._records.journal.position
    Fold(store._folder, Unfolded(position, count, entries, ())).run()
    store.close()
    return open_folder(folder, "ana", Clock())


def timed(work) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def claims(store):
    """A function that makes the next claim of an open follow-up."""
    ids = [doc["id"] for doc in store.open_follow_ups()]
    draw = random.Random(11)

    def claim() -> None:
        doc = store.get("follow_up", draw.choice(ids))
        store.commit([Put("follow_up", doc | {"assignee": draw.choice(["ana", "dana"])}, doc["rev"])])

    return claim


def bare(path: Path, size: int):
    """A function that appends a line of that size and makes it durable."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    line = b"x" * (size - 1) + b"\n"

    def append() -> None:
        os.write(fd, line)
        os.fdatasync(fd)

    return append


def stock(path: Path, count: int):
    """A function that claims a follow-up in one stock TinyDB file that holds the whole office."""
    ids = []
    table = {}
    for kind, doc in documents(count):
        table[doc["id"]] = doc
        if kind == "follow_up":
            ids.append(doc["id"])
    path.write_text(json.dumps({"_default": table}))
    db = TinyDB(path)
    draw = random.Random(13)
    return lambda: db.update({"assignee": draw.choice(["ana", "dana"])}, doc_ids=[draw.choice(ids[-OPEN:])])


def quantile(samples: list[float], part: float) -> float:
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * part))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--samples", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where to measure (default: the temporary folder)")
    given = parser.parse_args()
    print(f"{'documents':>9}  {'bare':>6} {'commit':>7} {'p99':>6}  {'/bare':>5}   {'stock':>8} {'stock/commit':>12}")
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        for count in given.documents:
            root = Path(name) / str(count)
            root.mkdir()
            store = written_office(root / "office", count)
            claim, append = claims(store), bare(root / "bare", 900)
            for work in (claim, append):
                for _ in range(20):
                    work()
            turns = [(timed(append), timed(claim)) for _ in range(given.samples)]
            update = stock(root / "stock.json", count)
            update()
            slow = [timed(update) for _ in range(max(3, min(30, 30_000 // count)))]
            plain, commit = ([turn[n] for turn in turns] for n in (0, 1))
            base, ours, theirs = (statistics.median(samples) for samples in (plain, commit, slow))
            print(
                f"{count:>9}  {base:>6.3f} {ours:>7.3f} {quantile(commit, 0.99):>6.2f}  {ours / base:>5.2f}   "
                f"{theirs:>8.1f} {theirs / ours:>12,.0f}"
            )
            store.close()
    print("milliseconds, medians; claim of an open follow-up; 'bare' appends 900 bytes and makes them durable")


if __name__ == "__main__":
    main()

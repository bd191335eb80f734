"""The brief of a caller, in an office of 40,000 people, and how late a key is while those are being read.

python tests/bench/brief.py
python tests/bench/brief.py --people 40000 --calls 20000 --asked 200 --json

Beside each brief, turn by turn: reading the record of the one person from the store, which nothing that tells of
them can do without. While everybody and the log are read, another thread takes a turn every 5 ms as the screen's
does for a key; it says how late its turns were, and how late they are as often while nothing is read.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import tempfile
import threading
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.cli.process_clock import StartedClock
from paratui.domain.staff import Staff
from paratui.services.callers import Callers
from paratui.services.desk import Desk, staff_id
from paratui.services.office_tables import OfficeTables
from paratui.store.interface import Put
from paratui.store.office_settings import read_office
from paratui.ui.rests import REST_SECONDS
from tests.bench.conflict import spread
from tests.bench.invented_people import a_person
from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.office_history import NOW

TURN_SECONDS = 0.005
COMMITTED_AT_ONCE = 2000
TEN_YEARS = 10 * 365 * 86_400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=40_000)
    parser.add_argument("--documents", type=int, default=60_000, help="calls and follow-ups together, a third calls")
    parser.add_argument("--asked", type=int, default=200, help="briefs asked for")
    parser.add_argument("--folder", type=Path, help="where to measure (default: the temporary folder)")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        told = measured(Path(name) / "office", chosen.people, chosen.documents, chosen.asked)
    if chosen.json:
        print(json.dumps(told))
        return
    brief, record, late, idle = told["brief_ms"], told["record_ms"], told["late_ms"], told["idle_ms"]
    print(f"brief: {told['ratio']:.1f} x reading the one person's record (median of {chosen.asked} turns)")
    print(f"{told['people']:,} people, {told['calls']:,} calls, milliseconds:")
    rows = (("brief", brief), ("one record", record), ("a turn's lateness, reading", late), ("the same, idle", idle))
    for who, row in rows:
        print(f"  {who:32} p50 {row['p50']:8.3f}   p95 {row['p95']:8.3f}   max {row['max']:8.3f}")
    print(f"reading everybody and the log: {told['load_s']:.1f} s with its rests, in a thread")


def measured(folder: Path, people: int, documents: int, asked: int) -> dict:
    """Every figure of one run."""
    write_invented_office(folder, documents)
    store = open_office(folder)
    numbers = count(1)
    desk = Desk(
        store=store,
        office=read_office(folder),
        me=Staff(id=staff_id("ana"), login="ana", name="Ana Reyes"),
        clock=StartedClock(NOW),
        random=lambda: next(numbers),
        folder=folder,
    )
    random = Random(40)
    have = sum(1 for _ in store.records("person"))
    put_more_people(desk, people - have, random)
    store.checkpoint()
    store.make_index()
    callers = Callers(desk, OfficeTables(desk))
    callers.zones(0, "+14155550123")  # the rules of numbers and the table of places are loaded with the program
    gc.collect()
    gc.disable()
    load_s, late = loaded(callers)
    idle = [lateness() for _ in late]
    gc.freeze()
    gc.enable()
    spoken_to = [doc["person_id"] for doc, _ in zip(store.records("call"), range(20 * asked), strict=False)]
    times: dict[str, list[float]] = {"brief": [], "record": []}
    for record in random.sample(sorted({one for one in spoken_to if one}), asked):
        began = perf_counter()
        store.get("person", record)
        times["record"].append(perf_counter() - began)
        began = perf_counter()
        facts = callers.brief(record, "")
        times["brief"].append(perf_counter() - began)
        assert facts
    pairs = zip(times["brief"], times["record"], strict=True)
    told = {
        "people": sum(1 for _ in store.records("person")),
        "calls": sum(1 for _ in store.records("call")),
        "ratio": statistics.median(brief / record for brief, record in pairs),
        "brief_ms": spread(times["brief"]),
        "record_ms": spread(times["record"]),
        "late_ms": spread(late),
        "idle_ms": spread(idle),
        "load_s": load_s,
    }
    desk.leave()
    return told


def put_more_people(desk: Desk, more: int, random: Random) -> None:
    """Enter people nobody has called yet, many in one commit."""
    for begun in range(0, max(0, more), COMMITTED_AT_ONCE):
        puts = []
        for place in range(begun, min(more, begun + COMMITTED_AT_ONCE)):
            number = f"+1{random.choice((415, 510, 628))}{2_000_000 + place:07}"
            # Met in any week of ten years.
            met = NOW - timedelta(seconds=random.randrange(TEN_YEARS))
            puts.append(Put("person", a_person(met, "client", number, 0, random).doc()))
        desk.store.commit(puts)


def loaded(callers: Callers) -> tuple[float, list[float]]:
    """Seconds of reading everything in a thread, and how late each turn of this one was meanwhile."""
    took: list[float] = []

    def read() -> None:
        began = perf_counter()
        callers.load(lambda: sleep(REST_SECONDS))
        took.append(perf_counter() - began)

    reading = threading.Thread(target=read)
    late: list[float] = []
    reading.start()
    while reading.is_alive() or not late:
        late.append(lateness())
    reading.join()
    return took[0], late


def lateness() -> float:
    """How many seconds late one turn is."""
    began = perf_counter()
    sleep(TURN_SECONDS)
    return perf_counter() - began - TURN_SECONDS


if __name__ == "__main__":
    main()

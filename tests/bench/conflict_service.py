"""A conflict check as a paralegal runs it, in an office of 50,000 people: asked, looked for, kept on the disk.

python tests/bench/conflict_service.py
python tests/bench/conflict_service.py --names 50000 --checks 40 --json

Beside it in the same run, turn by turn: the commit of one record of the same size and nothing else.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.domain.ids import make_id
from paratui.domain.office import Office
from paratui.domain.person import Person
from paratui.domain.staff import Staff
from paratui.services.call_session import CallSession
from paratui.services.conflict_checks import ConflictChecks
from paratui.services.desk import Desk, staff_id
from paratui.services.intake import begin_intake
from paratui.services.office_tables import OfficeTables
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.bench.conflict_names import a_name, listed_names

NAMES_ASKED = 6
BATCH = 500


class MachineClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def ticks(self) -> float:
        return perf_counter()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=50_000)
    parser.add_argument("--checks", type=int, default=40)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        told = measured(Path(folder) / "office", chosen.names, chosen.checks)
    if chosen.json:
        print(json.dumps(told))
        return
    print(f"conflict check through the service: {told['ratio']:.1f} x one commit (median of {chosen.checks} turns)")
    for who, row in (("check, kept", told["ours_ms"]), ("one commit", told["commit_ms"])):
        print(f"  {who:14} p50 {row['p50']:8.2f} ms   p95 {row['p95']:8.2f} ms   max {row['max']:8.2f} ms")
    print(f"{told['searched']:,} names read and ready in {told['load_s']:.1f} s, resting for the keys")


def measured(folder: Path, names: int, checks: int) -> dict:
    """Every figure of one run."""
    clock, dice = MachineClock(), random.Random(5)
    store = open_folder(folder, "ana", clock)
    me = Staff(id=staff_id("ana"), login="ana", name="Ana Ruiz")
    desk = Desk(store=store, office=Office(), me=me, clock=clock, random=lambda: dice.getrandbits(22))
    people = [
        Person(id=make_id(clock.now(), dice.getrandbits(22) + at), name=one.name, role=one.role)
        for at, one in enumerate(listed_names(names))
    ]
    people = list({one.id: one for one in people}.values())
    for start in range(0, len(people), BATCH):
        store.commit([Put("person", one.doc()) for one in people[start : start + BATCH]])
    store.checkpoint(force=True)
    service = ConflictChecks(desk, OfficeTables(desk))
    began = perf_counter()
    service.load(lambda: sleep(0.001))
    load = perf_counter() - began
    ours, commits, searched = [], [], 0
    for _ in range(checks):
        session = CallSession.begin(desk, checklist="prospect-intake", version="1")
        begin_intake(session, a_name(dice))
        for _ in range(NAMES_ASKED - 1):
            session.add_line(f"+ {a_name(dice)}")
        session.announce()
        began = perf_counter()
        check = service.run(session)
        ours.append(perf_counter() - began)
        searched = check.searched
        alone = check.but(id=desk.new_id(), rev=0)
        began = perf_counter()
        store.commit([Put("conflict_check", alone.doc())])
        commits.append(perf_counter() - began)
        session.discard()
    store.close()
    return {
        "searched": searched,
        "load_s": load,
        "ours_ms": spread(ours),
        "commit_ms": spread(commits),
        "ratio": statistics.median(mine / base for mine, base in zip(ours, commits, strict=True)),
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

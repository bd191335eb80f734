"""The silence radar in a big office beside one a tenth as old: what is read for it, and one turn of it.

    python tests/bench/silence.py [--documents 600000] [--turns 5] [--folder DIR] [--json]

Calls are read only as far back as the greatest band, promises twelve months, so that their reading costs the same in
both; a turn goes once over every person and open matter, and so grows with them (the invented office closes none).
All of it runs in a thread beside the screen.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.cli.process_clock import StartedClock
from paratui.domain.office import Office
from paratui.domain.staff import Staff
from paratui.services.desk import Desk, staff_id
from paratui.services.people import People
from paratui.services.radar import SilenceRadar
from paratui.services.silence import Silence
from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.office_history import NOW, ZONE

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS = ("calls", "promises", "turn")
YOUNGER = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=600_000, help="calls and follow-ups of the big office")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        told = measured(Path(folder), given.documents, given.turns)
    if given.json:
        print(json.dumps(told))
        return
    for part in PARTS:
        row = told[part]
        print(f"{part:10} {row['big_ms']:8.1f} ms   small {row['small_ms']:8.1f} ms   ratio {row['ratio']:.2f}")


def measured(folder: Path, documents: int, turns: int) -> dict:
    """The medians of each part, both offices taking turns."""
    for name, size in (("big", documents), ("small", documents // YOUNGER)):
        write_invented_office(folder / name, size)
    found: dict[str, dict[str, list[float]]] = {part: {"big": [], "small": []} for part in PARTS}
    for _ in range(turns):
        for name in ("big", "small"):
            for part, seconds in one_round(folder / name).items():
                found[part][name].append(seconds)
    return {
        part: {
            "big_ms": statistics.median(both["big"]) * 1000,
            "small_ms": statistics.median(both["small"]) * 1000,
            "ratio": statistics.median(big / small for big, small in zip(both["big"], both["small"], strict=True)),
        }
        for part, both in found.items()
    }


def one_round(folder: Path) -> dict[str, float]:
    """Seconds each part takes at a desk that has just been sat down at, its people read."""
    store = open_office(folder)
    me = Staff(id=staff_id("ana"), login="ana", name="Ana")
    desk = Desk(store=store, office=Office(zone=ZONE), me=me, clock=StartedClock(NOW), random=lambda: 0)
    people = People(desk)
    people.load()
    radar = SilenceRadar(desk, people, Silence(desk))
    took = {"calls": timed(radar.silence.load), "promises": timed(radar.promises.load), "turn": timed(radar.radar)}
    store.close()
    return took


def timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    main()

"""How late an event loop is while a thread of the same process folds the journal, or opens an old call.

    python tests/bench/checkpoint_lateness.py [--documents 600000] [--rounds 40] [--json] [--folder DIR]

The loop wants to run every 5 ms, as one that takes keys does, and each time looks for news, which the
program's loop does five times a second. What the thread does alternates: nothing; amend three calls of some
year; fold, as the program does in a thread of its own; open a call of some year; read the newest 200 calls.
Lateness is what a tick is over after its time, in milliseconds, of the ticks that fall into the work; with
nothing to do it is the machine's own.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.contenders import Ours
from tests.bench.laid_out_office import lay_out
from tests.bench.pty_session import print_table

if TYPE_CHECKING:
    from collections.abc import Callable

TICK = 0.005
# So many ticks are watched in every round, whatever the work takes.
_LEAST_SECONDS = 0.05
AMENDED = 3
AT_MOST = 16.0


def works(worker: Ours) -> dict[str, Callable[[], object]]:
    """What the thread does, by name, in this order."""

    def amend() -> None:
        for _ in range(AMENDED):
            worker.commit(worker.amendment())

    def nothing() -> None:
        time.sleep(_LEAST_SECONDS)

    return {
        "nothing": nothing,
        "amend three old calls": amend,
        "checkpoint after that": worker.checkpoint,
        "open an old call": lambda: worker.get("call", worker.a_call()),
        "read the newest 200 calls": worker.first_page,
    }


async def late_during(work: Callable[[], object], look: Callable[[], object]) -> tuple[list[float], float]:
    """How late each tick was while a thread did something, and how long that took, in milliseconds."""
    late: list[float] = []
    begun = time.perf_counter()
    thread = asyncio.get_running_loop().run_in_executor(None, work)
    while True:
        due = time.perf_counter() + TICK
        await asyncio.sleep(TICK)
        look()
        late.append((time.perf_counter() - due) * 1000)
        if thread.done():
            break
    await thread
    return late, (time.perf_counter() - begun) * 1000


async def measured(worker: Ours, rounds: int) -> dict[str, dict[str, float]]:
    late: dict[str, list[float]] = {}
    took: dict[str, list[float]] = {}
    for turn in range(rounds + 1):
        for name, work in works(worker).items():
            found, milliseconds = await late_during(work, worker.poll)
            # The first round warms the code.
            if turn:
                late.setdefault(name, []).extend(found)
                took.setdefault(name, []).append(milliseconds)
    return {
        name: {
            "took": statistics.median(took[name]),
            "p50": statistics.median(samples),
            "p99": sorted(samples)[int(len(samples) * 0.99)],
            "max": max(samples),
            "ticks": len(samples),
        }
        for name, samples in late.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=600_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--folder", type=Path, help="where to measure (default: the temporary folder)")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        lay_out(Path(name), given.documents, beside=())
        worker = Ours(Path(name), "ana")
        worker.open()
        # As the program does once its first screen is up: what is there by then is not collected again and again.
        gc.freeze()
        found = asyncio.run(measured(worker, given.rounds))
        worker.close()
    if given.json:
        print(json.dumps(found, indent=1))
        return
    print_table(
        f"{given.documents:,} documents; lateness of a loop that ticks every {TICK * 1000:g} ms, milliseconds",
        ["meanwhile a thread does", "for", "p50", "p99", "max", "ticks"],
        [
            [name, *(f"{row[column]:.1f}" for column in ("took", "p50", "p99", "max")), str(int(row["ticks"]))]
            for name, row in found.items()
        ],
    )
    print(f"\nat p99 while a checkpoint runs: {found['checkpoint after that']['p99']:.1f} ms (at most {AT_MOST:g})")


if __name__ == "__main__":
    main()

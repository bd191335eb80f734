"""How late a key's turn comes in the queue while a colleague changes an item every 200 ms.

    python tests/bench/queue_lateness.py FOLDER [--seconds 8] [--json]

FOLDER is an invented office, which is worked in. The user moves, filters and searches; beside how late each turn of
the loop comes stands how long its thread was at work since the one before. First a loop with nothing in it is asked
the same for as long as all the rest: a machine that is itself one of many on a bigger one now and then holds up
whatever runs, and counts it as work.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import random
import statistics
import sys
import time
from asyncio.subprocess import PIPE
from contextlib import suppress
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.cli.process_clock import StartedClock
from paratui.domain.errors import Conflict
from paratui.domain.staff import Staff
from paratui.domain.wall_clock import utc_text
from paratui.services.desk import Desk, staff_id
from paratui.store.interface import Put
from paratui.store.office_settings import read_office
from paratui.ui.app import ParatuiApp
from tests.bench.office_generator import open_office
from tests.bench.office_history import NOW
from tests.bench.pty_session import print_table

A_CHANGE_EVERY = 0.2
TICK = 0.004
SHOWN = ("p99", "p99.9", "max")
WAYS = {
    "nothing": (),
    "moving": ("j", "j", "pagedown", "k", "end", "home"),
    "filtering": ("m", "f", "f", "m", "f", "f", "x"),
    "searching": ("slash", *"call maria", "enter", "x"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=8.0, help="of each way of working")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--colleague", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.colleague:
        change_every_now_and_then(given.folder)
        return
    found = asyncio.run(lateness(given.folder, given.seconds))
    if given.json:
        print(json.dumps(found))
    else:
        show_lateness(str(given.folder), found)


def show_lateness(title: str, found: dict) -> None:
    """What was measured, as a table."""
    print_table(
        f"{title}: how late a turn of the loop comes, and how long it was at work in one go; milliseconds",
        ["meanwhile", *(f"{what} {how}" for what in ("late", "at work") for how in SHOWN)],
        [
            [name, *(f"{row[what][how]:.1f}" for what in ("late", "at work") for how in SHOWN)]
            for name, row in found.items()
        ],
    )


async def lateness(folder: Path, seconds: float) -> dict:
    """The turns of the loop by what the user does meanwhile; milliseconds."""
    found: dict = {"nothing at all": await _turns(None, (), 2 * len(WAYS) * seconds)}
    numbers = count(1)
    me = Staff(id=staff_id("ana"), login="ana", name="Ana Reyes")
    gc.disable()  # as the command line does until the first picture
    desk = Desk(
        store=open_office(folder),
        office=read_office(folder),
        me=me,
        clock=StartedClock(NOW),
        random=lambda: next(numbers),
        folder=folder,
    )
    app = ParatuiApp(None, desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await asyncio.sleep(1)
        if reading := [one for one in app.workers if one.group == "acquaintance"]:
            await app.workers.wait_for_complete(reading)
        for name, keys in WAYS.items():
            found[name] = await _turns(pilot, keys, seconds)
        command = (sys.executable, __file__, str(folder), "--colleague")
        colleague = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        await colleague.stdout.readline()
        for name, keys in WAYS.items():
            found[f"{name}, a colleague too"] = await _turns(pilot, keys, seconds)
        colleague.stdin.close()
        await colleague.wait()
        app.exit()
    desk.leave()
    return found


async def _turns(pilot, keys: tuple[str, ...], seconds: float) -> dict:
    late: list[float] = []
    busy: list[float] = []
    done = asyncio.Event()

    async def tick() -> None:
        worked = time.thread_time()
        while not done.is_set():
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            late.append((time.perf_counter() - began - TICK) * 1000)
            worked, before = time.thread_time(), worked
            busy.append((worked - before) * 1000)

    ticking = asyncio.create_task(tick())
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for key in keys or ("",):
            if key:
                await pilot.press(key)
            await asyncio.sleep(0.03)
    done.set()
    await ticking
    return {"late": _spread(late), "at work": _spread(busy)}


def _spread(taken: list[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {
        "p50": statistics.median(ordered),
        **{f"p{of:g}": ordered[min(len(ordered) - 1, int(len(ordered) * of / 100))] for of in (99, 99.9)},
        "max": ordered[-1],
    }


def change_one(store, draw: random.Random) -> None:
    """Somebody else rewords one of the open items; one that was just changed is left, another drawn."""
    while True:
        store.changes()
        doc = draw.choice(store.open_follow_ups())
        happened = {"at": utc_text(NOW), "by": store.login, "what": "reworded"}
        text = f"{doc['text'].removesuffix(' (again)')} (again)"
        with suppress(Conflict):
            store.commit([Put("follow_up", doc | {"text": text, "history": [*doc["history"], happened]}, doc["rev"])])
            return


def change_every_now_and_then(folder: Path) -> None:
    """Until the end of input."""
    store, draw = open_office(folder, "dana"), random.Random(11)
    print("ready", flush=True)
    os.set_blocking(sys.stdin.fileno(), False)
    while sys.stdin.buffer.raw.read(1) is None:
        change_one(store, draw)
        time.sleep(A_CHANGE_EVERY)
    store.close()


if __name__ == "__main__":
    main()

"""What the queue costs with five thousand open items beside five hundred, of the same four hundred thousand.

    python tests/bench/queue_scale.py [--documents 600000] [--open 500 5000] [--turns 20] [--folder DIR] [--json]

In one run and turn by turn: in each turn the program over either office is opened, and one that stays open filters,
finds while three letters are typed, snoozes an item, takes that back, and is told what a colleague changed. Numbers
are milliseconds, medians over the turns: from the key until the last byte of the answer, and the processor's time
of the whole process, threads and all. A ratio is the median of the ratios of the turns.

Then, in one process each, how late a key's turn comes: see queue_lateness.py.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.domain.follow_up import CLOSED
from paratui.domain.wall_clock import utc_text
from paratui.store.interface import Put
from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.office_history import NOW
from tests.bench.pty_session import Session, print_table, program
from tests.bench.queue_lateness import change_one, show_lateness

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.store import TinyDBFolder

DOCUMENTS = 600_000
OPEN = (500, 5_000)
AT_ONCE = 500
AT_WORK = {"PARATUI_LOGIN": "ana", "PARATUI_NOW": "2030-10-09T18:00"}
IN_PLACE = ("meta.json", "hot.json", "journal", "office.toml", "drafts")
WORK = ("opening", "refresh", "filter", "find", "action", "undo")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="calls and follow-ups, a third calls")
    parser.add_argument("--office", type=Path, help="an invented office to copy (default: a new one)")
    parser.add_argument("--open", type=int, nargs=2, default=list(OPEN), help="open items of the one and the other")
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=8.0, help="of each way of working, for the lateness")
    parser.add_argument("--folder", type=Path, help="where to measure (default: the temporary folder)")
    parser.add_argument("--json", action="store_true", help="print everything measured as JSON")
    given = parser.parse_args()
    with ExitStack() as stack:
        found = measured(stack, given)
    if given.json:
        print(json.dumps(found, indent=1))
    else:
        show(given.open, found)


def measured(stack: ExitStack, given: argparse.Namespace) -> dict:
    """Everything, in one run."""
    root = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=given.folder)))
    few, many = sorted(given.open)
    offices = {few: root / "few", many: root / "many"}
    if given.office:
        copy_office(given.office, offices[few])
    else:
        write_invented_office(offices[few], given.documents)
    close_matters(offices[few])
    copy_office(offices[few], offices[many])
    standing = {size: open_items(folder, size) for size, folder in offices.items()}
    with ExitStack() as at_work:
        samples = in_turns(at_work, offices, given.turns)
    late = {size: _lateness(folder, given.seconds) for size, folder in offices.items()}
    rows = []
    for work in WORK:
        for what in ("shown", "cpu"):
            taken = {size: samples[work, what, size] for size in offices}
            if not all(taken.values()):
                continue
            pairs = zip(taken[many], taken[few], strict=True)
            ratio = statistics.median(big / small for big, small in pairs)
            medians = {str(size): statistics.median(each) for size, each in taken.items()}
            rows.append({"work": work, "what": what, "ratio": ratio, **medians})
    return {"open": standing, "rows": rows, "late": late}


def _lateness(folder: Path, seconds: float) -> dict:
    command = [sys.executable, str(Path(__file__).with_name("queue_lateness.py")), str(folder), "--json"]
    command += ["--seconds", str(seconds)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    return json.loads(told.stdout)


# The offices


def copy_office(one: Path, other: Path) -> None:
    """A second office with the same records; what is written in place is copied, what is replaced may be shared."""
    for path in sorted(one.rglob("*")):
        there = other / path.relative_to(one)
        if path.is_dir():
            there.mkdir(parents=True, exist_ok=True)
            shutil.copystat(path, there)
        elif path.relative_to(one).parts[0] in IN_PLACE or path.suffix == ".lock":
            shutil.copy2(path, there)
        else:
            os.link(path, there)
    shutil.copystat(one, other)


def close_matters(folder: Path) -> None:
    """Close ten years of matters: in open ones the program itself would make items, one for each client."""
    store = open_office(folder)
    puts = [Put("matter", doc | {"status": "closed"}, doc["rev"]) for doc in store.records("matter")]
    _commit(store, puts)
    store.close()


def _commit(store: TinyDBFolder, puts: list[Put]) -> None:
    for begun in range(0, len(puts), AT_ONCE):
        store.commit(puts[begun : begun + AT_ONCE])
    store.checkpoint(force=True)


def open_items(folder: Path, wanted: int) -> int:
    """Open the newest closed items again until so many are; they are due within six weeks, or some days late."""
    store, draw = open_office(folder), random.Random(5)
    left = wanted - len(store.open_follow_ups())
    puts: list[Put] = []
    for doc in store.records("follow_up") if left > 0 else ():
        if doc["status"] in CLOSED:
            due = utc_text(NOW + timedelta(minutes=draw.randrange(-6 * 1440, 40 * 1440)))
            puts.append(Put("follow_up", doc | {"status": "open", "outcome": "", "due": due}, doc["rev"]))
        if len(puts) == left:
            break
    _commit(store, puts)
    found = len(store.open_follow_ups())
    store.close()
    os.sync()
    return found


# Turn by turn, at the terminal


def in_turns(stack: ExitStack, offices: dict[int, Path], turns: int) -> dict[tuple[str, str, int], list[float]]:
    """Milliseconds of each piece of work, as shown and of the processor, for each number of open items."""
    samples = {(work, what, size): [] for work in WORK for what in ("shown", "cpu") for size in offices}
    sessions, colleagues = {}, {}
    for size, folder in offices.items():
        sessions[size] = stack.enter_context(Session(program(folder), size=(24, 80), env=AT_WORK))
        sessions[size].ready_after(r"Overdue \d+")
        colleagues[size] = open_office(folder, "dana")
        stack.callback(colleagues[size].close)
    for session in sessions.values():
        come_to_rest(session)
    draw = random.Random(9)
    for turn in range(-2, turns):
        for size in offices if turn % 2 else reversed(list(offices)):
            found = {
                "opening": opening(offices[size]),
                "refresh": refresh(sessions[size], colleagues[size], draw),
                **worked(sessions[size]),
            }
            for work, (shown, cpu) in found.items():
                if turn < 0:
                    continue
                if shown:
                    samples[work, "shown", size].append(shown)
                if cpu:
                    samples[work, "cpu", size].append(cpu)
    return samples


def opening(folder: Path) -> tuple[float, float]:
    """A start of the program until its queue stands there."""
    with Session(program(folder), size=(24, 80), env=AT_WORK) as session:
        shown = session.ready_after(r"Overdue \d+")
        return shown, 0.0


def refresh(session: Session, colleague, draw: random.Random) -> tuple[float, float]:
    """The processor's time for being told of one change, without what as long a time costs anyway."""
    quiet = spent(session, lambda: session.settle(0.6, 0.6))
    return 0.0, max(0.05, spent(session, lambda: (change_one(colleague, draw), session.settle(0.6, 0.6))) - quiet)


def worked(session: Session) -> dict[str, tuple[float, float]]:
    """The user's own keys."""
    found = {"filter": pressed(session, "m")}
    session.key("m", 0.15)
    session.key("/", 0.15)
    letters = [pressed(session, letter) for letter in "cal"]
    found["find"] = tuple(map(sum, zip(*letters, strict=True)))
    session.key("<enter>", 0.15)
    session.key("x", 0.15)
    session.key("<home>", 0.1)
    session.key("s", 0.15)
    found["action"] = pressed(session, "<enter>")
    found["undo"] = pressed(session, "u")
    return found


def pressed(session: Session, keys: str) -> tuple[float, float]:
    """From the keys to the last byte of the answer, and the processor's time until it is quiet."""
    told = []
    cpu = spent(session, lambda: told.append(session.key(keys, 0.1)))
    return told[0].last, cpu


def come_to_rest(session: Session) -> None:
    """Until the office's people are read and nothing goes on but the look for news."""
    deadline = time.perf_counter() + 120
    while time.perf_counter() < deadline and spent(session, lambda: session.settle(0.5, 0.5)) > 12:
        pass


def spent(session: Session, work) -> float:
    """Milliseconds of the processor, of all threads of the program, while something is done."""
    before = _cpu(session.process.pid)
    work()
    return _cpu(session.process.pid) - before


def _cpu(pid: int) -> float:
    used = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):
            used += int((task / "schedstat").read_text().split()[0])
    return used / 1e6


def show(sizes: list[int], found: dict) -> None:
    """The same as tables for people."""
    few, many = sorted(sizes)
    print_table(
        f"{few:,} and {many:,} open items; milliseconds, medians of the turns",
        ["work", "", f"{few:,}", f"{many:,}", "ratio", "at most 1.3"],
        [
            [
                row["work"],
                {"shown": "until it is shown", "cpu": "of the processor"}[row["what"]],
                f"{row[str(few)]:.1f}",
                f"{row[str(many)]:.1f}",
                f"{row['ratio']:.2f}",
                "ok" if row["ratio"] <= 1.3 else "MISSED",
            ]
            for row in found["rows"]
        ],
    )
    for size in (few, many):
        show_lateness(f"{size:,} open items", found["late"][size])


if __name__ == "__main__":
    main()

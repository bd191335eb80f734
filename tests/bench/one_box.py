"""Twenty people on one box: what each process costs while nobody types, and how the keys of one feel among them.

    python tests/bench/one_box.py [--people 20] [--calls 10] [--office DIR] [--seconds 20] [--letters 60] [--json]

Everybody is the whole program in a terminal of their own over one office; half of them are on a call. A minimal
Textual app runs among them. One types alone first, then among all: single letters in the composer, and a key held
down at 30 a second, once while the others rest and once while those on a call type three letters a second.

- *core %*: what the kernel gave all threads of a process, per idle process and per one on a call, nobody typing.
- *wake-ups*: how often a second a process let go of the processor of its own accord and was woken again.
- *private*, *shared*: megabytes nobody else has, and megabytes the processes have in common.
- *behind*: from the moment a letter of the held key is sent until it stands on the screen.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pyte

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.office_generator import write_invented_office
from tests.bench.pty_session import Session, print_table, program
from tests.bench.queue_scale import come_to_rest, copy_office
from tests.bench.startup import AT_WORK, MINIMAL

A_SECOND = 30
HELD_LETTERS = 45  # what a line of the composer shows without moving
LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHERS_PAUSE = 1 / 3
SIZE = (24, 80)
COMPOSER = -2  # its row, the footer stands below
ON_A_CALL = "F10 end"
AT_MOST = {"idle": 0.3, "on a call": 0.5, "key": 2.0, "behind": 1000 / A_SECOND, "private": 1.5}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--calls", type=int, default=10, help="how many of them are on a call")
    parser.add_argument("--office", type=Path, help="an invented office, to work on a copy of (default: a new one)")
    parser.add_argument("--documents", type=int, default=3000, help="of a new one, a third calls")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long nobody types")
    parser.add_argument("--letters", type=int, default=60, help="single letters, alone and among all")
    parser.add_argument("--held", type=int, default=4, help="lines typed with a held key, alone and among all")
    parser.add_argument("--folder", type=Path, help="where to make the office (default: the temporary folder)")
    parser.add_argument("--json", action="store_true", help="print everything measured as JSON")
    given = parser.parse_args()
    with ExitStack() as stack:
        found = measured(stack, given)
    if given.json:
        print(json.dumps(found, indent=1))
    else:
        show(found)


def measured(stack: ExitStack, given: argparse.Namespace) -> dict:
    """Everything, in one run."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=given.folder))) / "office"
    if given.office:
        copy_office(given.office, folder)
    else:
        write_invented_office(folder, given.documents)

    def opened(argv: list[str], ready: str) -> Session:
        session = stack.enter_context(Session(argv, size=SIZE, env=AT_WORK))
        session.ready_after(ready)
        return session

    def on_a_call() -> Session:
        session = opened(program(folder), "Queue")
        come_to_rest(session)
        os.write(session.master, b"\x1bOR")
        session.ready_after(ON_A_CALL)
        return session

    typist = on_a_call()
    come_to_rest(typist)
    keys = {"alone": typed_letters(typist, given.letters)}
    behind = {"alone": held_key(typist, given.held)}
    minimal = opened([sys.executable, "-c", MINIMAL], "READY")
    calls = [typist, *(on_a_call() for _ in range(given.calls - 1))]
    idle = [opened(program(folder), "Queue") for _ in range(given.people - given.calls)]
    crowd = {"idle": idle, "on a call": calls, "minimal": [minimal]}
    with drained([one for each in crowd.values() for one in each if one is not typist]):
        for each in (*calls, *idle):
            wait_for_rest(each)
        cost = at_rest(crowd, given.seconds)
        held = {name: [memory(one) for one in each] for name, each in crowd.items()}
        keys["others rest"] = typed_letters(typist, given.letters)
        behind["others rest"] = held_key(typist, given.held)
        with typing(calls[1:]):
            keys["others type"] = typed_letters(typist, given.letters)
            behind["others type"] = held_key(typist, given.held)
    return {"cost": cost, "memory": held, "keys": keys, "behind": behind}


class drained:  # noqa: N801 - reads as a word of the `with`
    """Somebody looks at every terminal: one that is full would stop its program."""

    def __init__(self, sessions: list[Session]) -> None:
        self._sessions = sessions
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._drain, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _drain(self) -> None:
        # Seldom, so that looking costs nothing beside what is looked at.
        while not self._over.wait(0.5):
            for session in self._sessions:
                session.read(0)


class typing(drained):  # noqa: N801 - the same
    """Those on a call write a letter three times a second."""

    def _drain(self) -> None:
        nth = 0
        while not self._over.wait(OTHERS_PAUSE / max(1, len(self._sessions))):
            os.write(self._sessions[nth % len(self._sessions)].master, b"e")
            nth += 1


def wait_for_rest(session: Session) -> None:
    """Until a process does next to nothing for a second; its terminal is read elsewhere."""
    deadline = time.perf_counter() + 60
    while time.perf_counter() < deadline:
        before = threads(session, "schedstat", 0)
        time.sleep(0.5)
        if (threads(session, "schedstat", 0) - before) / 1e6 < 12:
            return


def threads(session: Session, file: str, field: int | str) -> int:
    """A figure the kernel keeps of each thread, added up over all that live."""
    found = 0
    for task in Path(f"/proc/{session.process.pid}/task").iterdir():
        with suppress(FileNotFoundError):
            told = (task / file).read_text()
            words = told.split() if isinstance(field, int) else re.search(rf"^{field}:\s+(\d+)", told, re.MULTILINE)
            found += int(words[field] if isinstance(field, int) else words[1])
    return found


def at_rest(crowd: dict[str, list[Session]], seconds: float) -> dict[str, list[dict[str, float]]]:
    """Of each process: percent of a core, and wake-ups a second, while nobody types."""

    def told() -> list[tuple[int, int]]:
        each = [one for sessions in crowd.values() for one in sessions]
        return [(threads(one, "schedstat", 0), threads(one, "status", "voluntary_ctxt_switches")) for one in each]

    before, begun = told(), time.perf_counter()
    time.sleep(seconds)
    after, took = told(), time.perf_counter() - begun
    figures = iter(
        {"core": (ran - ran_before) / 1e7 / took, "wake-ups": (woken - woken_before) / took}
        for (ran_before, woken_before), (ran, woken) in zip(before, after, strict=True)
    )
    return {name: [next(figures) for _ in sessions] for name, sessions in crowd.items()}


def memory(session: Session) -> dict[str, float]:
    """Megabytes of a process, as the kernel tells them."""
    told = Path(f"/proc/{session.process.pid}/smaps_rollup").read_text()

    def megabytes(*names: str) -> float:
        return sum(int(re.search(rf"^{name}:\s+(\d+) kB", told, re.MULTILINE)[1]) for name in names) / 1024

    private = megabytes("Private_Clean", "Private_Dirty")
    return {"private": private, "shared": megabytes("Rss") - private}


def typed_letters(session: Session, letters: int) -> list[float]:
    """Milliseconds from each of some single letters to its first byte on the terminal."""
    while session.read(0.02):
        pass
    took = []
    for nth in range(letters):
        # Not in step with the timer of the call.
        time.sleep(0.06 + 0.037 * (nth % 5))
        while session.read(0):
            pass
        took.append(session.key(LETTERS[nth % 26], quiet=0.02).first)
        if nth % HELD_LETTERS == HELD_LETTERS - 1:
            session.key("<enter>", quiet=0.1)
    session.key("<enter>", quiet=0.3)
    return took


def held_key(session: Session, lines: int) -> dict[str, object]:
    """A key held down for a line, `lines` times: how late each letter stood there, and whether all do, in order."""
    late: list[float] = []
    lost = 0
    for _ in range(lines):
        wanted = "".join(LETTERS[nth % 26] for nth in range(HELD_LETTERS))
        at, sent = len(session.arrived), []
        begun = time.perf_counter()
        for nth, letter in enumerate(wanted):
            while (left := begun + nth / A_SECOND - time.perf_counter()) > 0:
                session.read(left)
            sent.append(time.perf_counter())
            os.write(session.master, letter.encode())
        session.settle(0.2, 1.0)
        shown = appeared(session, at, wanted)
        late += [(moment - sent[nth]) * 1000 for nth, moment in enumerate(shown)]
        lost += HELD_LETTERS - len(shown)
        session.key("<enter>", quiet=0.1)
    return {"late": late, "lost": lost}


def appeared(session: Session, at: int, wanted: str) -> list[float]:
    """The moment from which each letter stood on the screen behind those before it."""
    screen = pyte.Screen(session.columns, session.rows)
    stream = pyte.ByteStream(screen)
    for _moment, data in session.arrived[:at]:
        stream.feed(data)
    shown: list[float] = []
    for moment, data in session.arrived[at:]:
        stream.feed(data)
        composer = screen.display[COMPOSER]
        while len(shown) < len(wanted) and f" {wanted[: len(shown) + 1]}" in composer:
            shown.append(moment)
    return shown


def p95(figures: list[float]) -> float:
    return sorted(figures)[int(len(figures) * 0.95)]


def show(found: dict) -> None:
    def told(ours: float, most: float) -> str:
        return "ok" if ours <= most else "MISSED"

    rows = []
    least = statistics.median(one["private"] for one in found["memory"]["minimal"])
    for name in ("idle", "on a call", "minimal"):
        core = statistics.median(one["core"] for one in found["cost"][name])
        woken = statistics.median(one["wake-ups"] for one in found["cost"][name])
        private, shared = (
            statistics.median(one[what] for one in found["memory"][name]) for what in ("private", "shared")
        )
        ok = ("", "") if name == "minimal" else (told(core, AT_MOST[name]), told(private / least, AT_MOST["private"]))
        numbers = [f"{core:.2f}", f"{woken:.1f}", f"{private:.1f}", f"{private / least:.2f}", f"{shared:.1f}"]
        rows.append([name, *numbers, *ok])
    headings = ["a process, nobody types", "core %", "wake-ups/s", "private MB", "x minimal", "shared MB"]
    headings += [f"at most {AT_MOST['idle']}, {AT_MOST['on a call']}", f"at most {AT_MOST['private']}"]
    print_table("At rest, medians of the processes", headings, rows)
    alone = p95(found["keys"]["alone"])
    rows = []
    for name, took in found["keys"].items():
        late, lost = found["behind"][name]["late"], found["behind"][name]["lost"]
        numbers = [f"{statistics.median(took):.1f}", f"{p95(took):.1f}", f"{p95(took) / alone:.2f}"]
        numbers += [f"{p95(late):.1f}", f"{max(late):.1f}", f"{lost}"]
        ok = [told(p95(took) / alone, AT_MOST["key"]), told(max(late), AT_MOST["behind"])]
        rows.append([name, *numbers, *ok])
    headings = ["one types", "ms", "p95", "x alone", "held p95", "most behind", "lost"]
    headings += [f"at most {AT_MOST['key']:g}", f"at most {AT_MOST['behind']:.0f}"]
    print_table("Keys, milliseconds to the screen", headings, rows)


if __name__ == "__main__":
    main()

"""What an idle screen costs: bytes to the terminal and processor time, in ten seconds of nothing.

python tests/bench/idle.py
python tests/bench/idle.py --keys "<f3>" --ready "Queue" -- .venv/bin/paratui --office DIR
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_session import Session, office_for, print_table, program
from tests.bench.startup import MINIMAL

SECONDS = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--office", help="an office to open a copy of (default: a new one)")
    parser.add_argument("--ready", default="Queue", help="regular expression that says the screen is usable")
    parser.add_argument("--keys", default="", help="keys that lead to the screen to watch, as <f3>")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--size", default="80x24", help="COLUMNSxROWS")
    parser.add_argument("command", nargs="*", help="another command to watch, after --")
    chosen = parser.parse_args()
    columns, rows = map(int, chosen.size.split("x"))
    with ExitStack() as stack:
        command = chosen.command or program(office_for(stack, chosen.office))
        name = " ".join(chosen.command) or f"paratui {chosen.keys or 'queue'}"
        size = (rows, columns)
        found = [
            watched("minimal Textual app", [sys.executable, "-c", MINIMAL], "READY", "", chosen.seconds, size),
            watched(name, command, chosen.ready, chosen.keys, chosen.seconds, size),
        ]
    print(f"idle: {found[-1][1]} bytes and {found[-1][3]} % of a core in {chosen.seconds:g} s")
    print_table(f"{chosen.size}, {chosen.seconds:g} seconds", ["case", "bytes", "writes", "core %"], found)


def watched(name, argv, ready, keys, seconds, size) -> list[str]:
    with Session(argv, size=size) as session:
        session.ready_after(ready)
        if keys:
            session.key(keys, quiet=0.5)
        session.settle(1.5)
        cost = idle(session, seconds)
        if session.process.poll() is not None:
            raise SystemExit(f"{name} ended with {session.process.returncode} while it was watched")
        return [name, *cost]


def idle(session: Session, seconds: float) -> list[str]:
    before, used = len(session.arrived), cpu_seconds(session.process.pid)
    watch(session, seconds)
    pieces = [data for _moment, data in session.arrived[before:]]
    share = (cpu_seconds(session.process.pid) - used) / seconds * 100
    return [str(sum(map(len, pieces))), str(len(pieces)), f"{share:.2f}"]


def watch(session: Session, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        session.read(left)


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

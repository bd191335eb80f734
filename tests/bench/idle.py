"""What an idle screen costs: bytes to the terminal and processor time, in ten seconds of nothing.

python tests/bench/idle.py --office DIR
python tests/bench/idle.py --keys "<f3>" --ready "Queue" -- .venv/bin/paratui --office DIR
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_session import Session, print_table
from tests.bench.startup import MINIMAL

SECONDS = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--office", help="the office to open with python -m paratui")
    parser.add_argument("--ready", default="Queue", help="regular expression that says the screen is usable")
    parser.add_argument("--keys", default="", help="keys that lead to the screen to watch, as <f3>")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--size", default="80x24", help="COLUMNSxROWS")
    parser.add_argument("command", nargs="*", help="another command to watch, after --")
    chosen = parser.parse_args()
    command = chosen.command or [sys.executable, "-m", "paratui", "--office", chosen.office or ""]
    if not chosen.command and not chosen.office:
        parser.error("give --office DIR, or a command after --")
    columns, rows = map(int, chosen.size.split("x"))
    found = []
    for name, argv, ready, keys in (
        ("minimal Textual app", [sys.executable, "-c", MINIMAL], "READY", ""),
        (" ".join(command[-4:]), command, chosen.ready, chosen.keys),
    ):
        with Session(argv, size=(rows, columns)) as session:
            session.ready_after(ready)
            if keys:
                session.key(keys, quiet=0.5)
            session.settle(1.5)
            found.append([name, *idle(session, chosen.seconds)])
    print(f"idle: {found[-1][1]} bytes and {found[-1][3]} % of a core in {chosen.seconds:g} s")
    print_table(f"{chosen.size}, {chosen.seconds:g} seconds", ["case", "bytes", "writes", "core %"], found)


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

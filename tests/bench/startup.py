"""From the start of the process to a usable screen, beside a minimal Textual app's first paint.

python tests/bench/startup.py
python tests/bench/startup.py --office DIR
python tests/bench/startup.py -n 20 --ready "Queue" -- .venv/bin/paratui --office DIR
"""

from __future__ import annotations

import argparse
import statistics
import sys
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_session import Measured, Session, office_for, print_table, program

MINIMAL = (
    "from textual.app import App\n"
    "from textual.widgets import Label\n"
    "class Minimal(App):\n"
    "    def compose(self):\n"
    "        yield Label('READY')\n"
    "Minimal().run()\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=10, help="starts of each (default 10)")
    parser.add_argument("--office", help="an office to open a copy of (default: a new one)")
    parser.add_argument("--ready", default="Queue", help="regular expression that says the screen is usable")
    parser.add_argument("--size", default="80x24", help="COLUMNSxROWS")
    parser.add_argument("command", nargs="*", help="another command to measure, after --")
    chosen = parser.parse_args()
    columns, rows = map(int, chosen.size.split("x"))
    with ExitStack() as stack:
        command = chosen.command or program(office_for(stack, chosen.office))
        cases = {
            "minimal Textual app": ([sys.executable, "-c", MINIMAL], "READY"),
            " ".join(chosen.command) or "paratui, queue ready": (command, chosen.ready),
        }
        base, ours = measure(cases, chosen.n, (rows, columns))
    ratio = statistics.median(mine / least for mine, least in zip(ours.samples, base.samples, strict=True))
    print(f"start-up: {ratio:.2f} x a minimal Textual app (median of {chosen.n} turns)")
    print_table(
        f"{chosen.size}, milliseconds from process start to the screen",
        ["case", "median", "p95", "bytes", "ratio"],
        [
            [
                case.name,
                f"{case.p50:.0f}",
                f"{case.p95:.0f}",
                f"{case.bytes50:.0f}",
                f"{case.p50 / base.p50:.2f}",
            ]
            for case in (base, ours)
        ],
    )


def measure(cases, turns, size):
    """Start each case in turn."""
    measured = {name: Measured(name) for name in cases}
    for turn in range(turns + 1):
        for name, (argv, ready) in cases.items():
            with Session(argv, size=size) as session:
                milliseconds = session.ready_after(ready)
                session.settle()
                if turn:  # the first start of each warms the disk's cache
                    measured[name].samples.append(milliseconds)
                    measured[name].sizes.append(sum(len(data) for _moment, data in session.arrived))
    return list(measured.values())


if __name__ == "__main__":
    main()

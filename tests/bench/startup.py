"""From the start of the process to a usable screen, beside a minimal Textual app's first paint, turn by turn.

    python tests/bench/startup.py [-n 10] [--full DIR | --documents 600000] [--office DIR] [--folder DIR] [--json]
    python tests/bench/startup.py -n 20 --ready "Queue" -- .venv/bin/paratui --office DIR

The program is opened over a new office, the demo office and one of ten years with its index.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_session import Measured, Session, office_for, print_table, program

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_WORK = {"PARATUI_LOGIN": "ana", "PARATUI_NOW": "2030-10-09T18:00"}
BASE = "a minimal Textual app"
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
    parser.add_argument("--full", type=Path, help="an invented office at full size (default: a new one)")
    parser.add_argument("--documents", type=int, default=600_000, help="of a new one, a third calls; 0: without it")
    parser.add_argument("--folder", type=Path, help="where to make the offices (default: the temporary folder)")
    parser.add_argument("--ready", default="Queue", help="regular expression that says the screen is usable")
    parser.add_argument("--size", default="80x24", help="COLUMNSxROWS")
    parser.add_argument("--json", action="store_true", help="print everything measured as JSON")
    parser.add_argument("command", nargs="*", help="another command to measure, after --")
    chosen = parser.parse_args()
    columns, rows = map(int, chosen.size.split("x"))
    with ExitStack() as stack:
        cases = {BASE: ([sys.executable, "-c", MINIMAL], "READY", None)}
        if chosen.command:
            cases[" ".join(chosen.command)] = (chosen.command, chosen.ready, None)
        else:
            demo = demo_office(stack)
            small = office_for(stack, chosen.office)
            cases["paratui, a new office"] = (program(small), chosen.ready, None)
            cases["paratui, the demo office"] = (program(demo), chosen.ready, None)
            for name, folder in full_office(stack, chosen):
                cases[name] = (program(folder), chosen.ready, AT_WORK)
        found = measure(cases, chosen.n, (rows, columns))
    if chosen.json:
        told = {case.name: {"p50": case.p50, "p95": case.p95, "ratio": ratio(case, found[0])} for case in found}
        print(json.dumps(told, indent=1))
    else:
        show(chosen, found)


def demo_office(stack: ExitStack) -> Path:
    """The office that `paratui demo` makes."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "demo"
    with Session([sys.executable, "-m", "paratui", "demo", "--office", str(folder)], size=(24, 80)) as session:
        session.ready_after("Queue", 60)
        session.settle()
    return folder


def full_office(stack: ExitStack, chosen: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Ten years of calls, with their index."""
    folder = chosen.full
    if not folder and chosen.documents:
        from tests.bench.office_generator import write_invented_office  # noqa: PLC0415 - most runs do without it

        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=chosen.folder))) / "full"
        write_invented_office(folder, chosen.documents)
    if folder:
        from tests.bench.office_generator import open_office  # noqa: PLC0415 - the same

        store = open_office(folder)
        if not store.has_index():
            store.make_index()
        open_now = len(store.open_follow_ups())
        store.close()
        yield f"paratui, the full office ({open_now:,} open)", folder


def ratio(ours: Measured, base: Measured) -> float:
    """The median of the ratios of the turns."""
    return statistics.median(mine / least for mine, least in zip(ours.samples, base.samples, strict=True))


def show(chosen: argparse.Namespace, found: list[Measured]) -> None:
    base = found[0]
    for case in found[1:]:
        print(f"start-up, {case.name}: {ratio(case, base):.2f} x {BASE} (median of {chosen.n} turns)")
    print_table(
        f"{chosen.size}, milliseconds from process start to the screen",
        ["case", "median", "p95", "bytes", "ratio"],
        [
            [case.name, f"{case.p50:.0f}", f"{case.p95:.0f}", f"{case.bytes50:.0f}", f"{ratio(case, base):.2f}"]
            for case in found
        ],
    )


def measure(cases, turns, size):
    """Start each case in turn."""
    measured = {name: Measured(name) for name in cases}
    for turn in range(turns + 1):
        for name, (argv, ready, env) in cases.items():
            with Session(argv, size=size, env=env) as session:
                milliseconds = session.ready_after(ready)
                session.settle()
                if turn:  # the first start of each warms the disk's cache
                    measured[name].samples.append(milliseconds)
                    measured[name].sizes.append(sum(len(data) for _moment, data in session.arrived))
    return list(measured.values())


if __name__ == "__main__":
    main()

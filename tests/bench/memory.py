"""What the program holds in memory at rest, with few and many calls in the office, beside a minimal Textual app.

    python tests/bench/memory.py [--documents 3000 60000 600000] [--office DIR ...] [--turns 3] [--json]

The offices differ in their history alone: each has the same few open items. Of each a process of its own is started,
and of the minimal app one beside them. The places follow one another as in a morning: the queue, the log, the log
after many pages and its end, the people. At each the program is left until it does nothing more; then the kernel is
asked (smaps_rollup). Numbers are megabytes, medians over the turns: *resident* with everything shared, *private* what
nobody else has. A ratio is the median of the ratios of the turns.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.pty_session import Session, print_table, program
from tests.bench.queue_scale import AT_WORK, close_matters, come_to_rest
from tests.bench.startup import MINIMAL

DOCUMENTS = (3_000, 60_000, 600_000)
PAGES = 30
AT_MOST = 1.8
HELD = {"resident": ("Rss",), "private": ("Private_Clean", "Private_Dirty")}
# What leads to each place, and what its screen then shows.
PLACES = {
    "queue": ("", r"Queue"),
    "log": ("<f4>", r"Log"),
    "log, pages on": ("<pagedown>" * PAGES + "<end>", r"Log"),
    "clients": ("<f5>", r"Clients"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=list(DOCUMENTS), help="a third of them calls")
    parser.add_argument("--office", type=Path, nargs="*", help="invented offices to measure in, the smallest first")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to make the offices (default: the temporary folder)")
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
    offices = dict(_offices(stack, given))
    minimal: dict[str, list[float]] = {what: [] for what in HELD}
    held: dict[str, dict[str, dict[str, list[float]]]] = {
        calls: {place: {what: [] for what in HELD} for place in PLACES} for calls in offices
    }
    for _turn in range(given.turns):
        with Session([sys.executable, "-c", MINIMAL], size=(24, 80), env=AT_WORK) as session:
            session.ready_after("READY")
            _note(session, minimal)
        for calls, folder in offices.items():
            with Session(program(folder), size=(24, 80), env=AT_WORK) as session:
                for place, (keys, ready) in PLACES.items():
                    if keys:
                        session.key(keys, quiet=0.5)
                    session.ready_after(ready)
                    _note(session, held[calls][place])
    return {"minimal": minimal, "held": held}


def _offices(stack: ExitStack, given: argparse.Namespace):
    """The offices by their number of calls, each with its index."""
    root = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=given.folder)))
    folders = given.office or [root / str(documents) for documents in sorted(given.documents)]
    for place, folder in enumerate(folders):
        if not given.office:
            write_invented_office(folder, sorted(given.documents)[place])
            close_matters(folder)
        store = open_office(folder)
        if not store.has_index():
            store.make_index()
        calls = sum(1 for _ in store.records("call"))
        store.close()
        yield f"{calls:,} calls", folder


def _note(session: Session, held: dict[str, list[float]]) -> None:
    come_to_rest(session)
    told = Path(f"/proc/{session.process.pid}/smaps_rollup").read_text()
    for what, names in HELD.items():
        kilobytes = sum(int(re.search(rf"^{name}:\s+(\d+) kB", told, re.MULTILINE)[1]) for name in names)
        held[what].append(kilobytes / 1024)


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios of the turns."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def show(found: dict) -> None:
    minimal, held = found["minimal"], found["held"]
    fewest = next(iter(held))
    least = [f"{statistics.median(each):.1f}" for each in minimal.values()]
    print(f"a minimal Textual app: {least[0]} MB resident, {least[1]} MB private")
    rows = [
        [
            f"{place}, {calls}", what, f"{statistics.median(taken):.1f}", f"{ratio(taken, minimal[what]):.2f}",
            f"{ratio(taken, held[fewest][place][what]):.2f}",
            "ok" if ratio(taken, minimal[what]) <= AT_MOST else "MISSED",
        ]
        for place in PLACES
        for calls in held
        for what, taken in held[calls][place].items()
    ]  # fmt: skip
    headings = ["at rest", "", "MB", "x minimal", f"x {fewest}", f"at most {AT_MOST}"]
    print_table("Memory, medians of the turns", headings, rows)


if __name__ == "__main__":
    main()

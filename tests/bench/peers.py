"""Our list beside others' on the same rows: Textual's DataTable, VisiData and nano, in one run and turn by turn.

    python tests/bench/peers.py [--office DIR | --documents 600000] [--turns 20] [--filled 20000] [--json]

All show the calls of one office: ours is the log of the program, VisiData gets the rows as CSV, nano as text, and
DataTable has the first thousand of them. *Filling* is from the key that opens the list until it stands there; for
DataTable with `--filled` rows. Of a key: milliseconds until the first byte of the answer, and the processor's time of
the whole process until it is at rest, which with ours has the chosen call drawn below the list. A ratio is the median
of the ratios of the turns, ours by theirs. Whoever is not installed is left out, and the result says so; VisiData is
looked for as `vd`, or where VISIDATA says.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.pty_session import Session, print_table, program
from tests.bench.queue_scale import AT_WORK, come_to_rest, spent

DOCUMENTS, FILLED, IN_TABLE = 600_000, 20_000, 1_000
QUIET = 0.2
HEADINGS = ("When", "Dir", "Person", "Matter", "Outcome", "Who", "Min")
STOCK = """
import csv, itertools, sys
from textual.app import App
from textual.widgets import DataTable
class Stock(App):
    BINDINGS = [("f4", "fill")]
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        self.query_one(DataTable).add_columns(*{headings!r})
    def action_fill(self):
        with open({rows!r}, newline="") as file:
            rows = list(itertools.islice(csv.reader(file), 1, 1 + {many}))
        self.query_one(DataTable).add_rows(rows)
Stock().run(mouse=False)
"""
# What is pressed, and what leads back to where it began. VisiData and nano have their own words for some.
KEYS = {"down": ("<down>", ""), "a page": ("<pagedown>", ""), "the end": ("<end>", "<home>")}
OTHER_WORDS = {
    "VisiData": {"the end": ("G", "gk"), "home": "gk"},
    "nano": {"the end": ("\x1b/", "\x1b\\"), "home": "\x1b\\"},
}
OURS = "paratui"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--office", type=Path, help="an invented office (default: a new one)")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="of a new one, a third calls")
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--filled", type=int, default=FILLED, help="rows a DataTable is filled with")
    parser.add_argument("--folder", type=Path, help="where to measure (default: the temporary folder)")
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
    root = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=given.folder)))
    office = given.office or root / "office"
    if not given.office:
        write_invented_office(office, given.documents)
    rows = write_rows(office, root)
    stock = {many: _stock(root, many) for many in (IN_TABLE, given.filled)}
    cases = {OURS: (program(office), "Queue", "<f4>"), "DataTable": (stock[IN_TABLE], "Person", "<f4>")}
    left_out = []
    visidata = os.environ.get("VISIDATA") or shutil.which("vd")
    if visidata:
        cases["VisiData"] = ([visidata, "--motd-url=", str(root / "rows.csv")], "Person", "")
    else:
        left_out.append("VisiData is not installed: pip install visidata")
    if nano := shutil.which("nano"):
        cases["nano"] = ([nano, "--view", str(root / "rows.txt")], "Person|GNU nano", "")
    else:
        left_out.append("nano is not installed")
    filling = _filling(given, {OURS: cases[OURS], "DataTable": (stock[given.filled], "Person", "<f4>")})
    with ExitStack() as opened:
        sessions = {}
        for name, (argv, ready, keys) in cases.items():
            sessions[name] = opened.enter_context(Session(argv, size=(24, 80), env=AT_WORK | {"HOME": str(root)}))
            sessions[name].ready_after(ready)
            come_to_rest(sessions[name])
            if keys:
                sessions[name].key(keys, quiet=0.5)
                come_to_rest(sessions[name])
        keys = _in_turns(sessions, given.turns)
    return {"rows": rows, "filled": given.filled, "filling": filling, "keys": keys, "left_out": left_out}


def write_rows(office: Path, root: Path) -> int:
    """The calls of an office, newest first, as CSV and as text; gives how many there are."""
    store = open_office(office)
    if not store.has_index():
        store.make_index()
    many = 0
    with (root / "rows.csv").open("w", newline="") as file, (root / "rows.txt").open("w") as text:
        lines = csv.writer(file)
        lines.writerow(HEADINGS)
        text.write("  ".join(HEADINGS) + "\n")
        for doc in store.records("call"):
            words = [
                str(doc.get(name) or "") for name in ("started", "direction", "person", "matter", "outcome", "staff")
            ]
            row = [*words, str(round(doc.get("seconds") or 0) // 60)]
            lines.writerow(row)
            text.write("  ".join(row) + "\n")
            many += 1
    store.close()
    return many


def _stock(root: Path, many: int) -> list[str]:
    return [sys.executable, "-c", STOCK.format(headings=HEADINGS, rows=str(root / "rows.csv"), many=many)]


def _filling(given: argparse.Namespace, cases: dict) -> dict[str, list[float]]:
    """Milliseconds from the key until the rows stand there, each time in a program that has just come to rest."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _turn in range(max(1, given.turns // 5)):
        for name, (argv, ready, key) in cases.items():
            with Session(argv, size=(24, 80), env=AT_WORK) as session:
                session.ready_after(ready)
                come_to_rest(session)
                taken[name].append(session.key(key, quiet=0.3, patience=120).last)
    return taken


def _in_turns(sessions: dict[str, Session], turns: int) -> dict[str, dict[str, dict[str, list[float]]]]:
    taken = {what: {name: {"shown": [], "cpu": []} for name in sessions} for what in KEYS}
    for turn in range(-1 if turns > 1 else 0, turns):
        for name, session in sessions.items():
            words = OTHER_WORDS.get(name, {})
            session.key(words.get("home", "<home>"), quiet=QUIET)
            for what, usual in KEYS.items():
                keys, back = words.get(what, usual)
                shown, cpu = pressed(session, keys)
                if back:
                    session.key(back, quiet=QUIET)
                if turn >= 0 and shown == shown:  # a key that changes nothing on the screen answers nothing
                    taken[what][name]["shown"].append(shown)
                    taken[what][name]["cpu"].append(cpu)
    return taken


def pressed(session: Session, keys: str) -> tuple[float, float]:
    """From the keys to the first byte of the answer, and the processor's time until nothing comes any more."""
    told = []
    cpu = spent(session, lambda: told.append(session.key(keys, QUIET)))
    return told[0].first, cpu


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios of the turns."""
    pairs = [one / other for one, other in zip(ours, theirs, strict=False) if other]
    return statistics.median(pairs) if pairs else float("nan")


def show(found: dict) -> None:
    filling = found["filling"]
    ours, theirs = filling[OURS], filling["DataTable"]
    print(
        f"filling: {statistics.median(ours):.0f} ms for {found['rows']:,} rows, "
        f"{statistics.median(theirs):,.0f} ms for {found['filled']:,} in a DataTable; ratio {ratio(ours, theirs):.4f}"
    )
    rows = [
        [
            what,
            name,
            *(f"{statistics.median(taken[each]):.1f}" if taken[each] else "-" for each in ("shown", "cpu")),
            *(f"{ratio(by_name[OURS][each], taken[each]):.2f}" for each in ("shown", "cpu")),
        ]
        for what, by_name in found["keys"].items()
        for name, taken in by_name.items()
    ]
    print_table(
        f"A key in a list of {found['rows']:,} rows (DataTable: {IN_TABLE:,}), milliseconds",
        ["key", "", "shown", "cpu", "ours / its, shown", "cpu"],
        rows,
    )
    for sentence in found["left_out"]:
        print(f"\nLEFT OUT: {sentence}")


if __name__ == "__main__":
    main()

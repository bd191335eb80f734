"""The call log with two hundred thousand calls beside one thousand, and beside a stock table and bare full text.

    python tests/bench/log_scale.py [--documents 600000] [--office DIR] [--turns 20] [--folder DIR] [--json]

In one run and turn by turn: each turn presses the same keys in the log of either office and in a Textual DataTable
of 1,000 rows. Numbers are milliseconds from the key until the last byte of the answer, medians over the turns. A
ratio is the median of the ratios of the turns. Then the queries of a search as it is typed, letter by letter, beside
SQLite's own full text asked for the same words and, where it is installed, ripgrep over the files of the calls.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.domain.call_filter import CallFilter
from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.pty_session import Session, print_table, program

DOCUMENTS, FEW = 600_000, 3_000
AT_WORK = {"PARATUI_LOGIN": "ana", "PARATUI_NOW": "2030-10-09T18:00"}
TYPED = ("hearing", "maria", "custody mediation", "stipul", "teacher at", "415 555", "2026-01", '"weekends', "xyzzy")
SHOWN = 50
STOCK = """
from textual.app import App
from textual.widgets import DataTable
class Stock(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("When", "", "Person", "Matter", "Outcome", "Who", "Min")
        for at in range(1000):
            table.add_row("Oct 9 4:53 PM", "in", f"Rosa Choi {at}", "2030-0275 Custody", "reached", "DW", "12")
        self.sub_title = "READY"
Stock().run(mouse=False)
"""
# What is pressed, and what leads back to where it began.
KEYS = {
    "down": ("<down>", ""),
    "a page": ("<pagedown>", ""),
    "the end": ("<end>", "<home>"),
    "the beginning": ("<home>", "<end>"),
}
JUMP, SEARCH = "to a day", "a letter of a search"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="calls and follow-ups, a third calls")
    parser.add_argument("--office", type=Path, help="an invented office to measure in (default: a new one)")
    parser.add_argument("--turns", type=int, default=20)
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
    root = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=given.folder)))
    many, few = given.office or root / "many", root / "few"
    if not given.office:
        write_invented_office(many, given.documents)
    write_invented_office(few, min(FEW, given.documents))
    for office in (many, few):
        store = open_office(office)
        if not store.has_index():
            store.make_index()
        store.close()
    cases = {"many": program(many), "few": program(few), "table": [sys.executable, "-c", STOCK]}
    sessions = {
        name: stack.enter_context(Session(argv, size=(24, 80), env=AT_WORK)) for name, argv in cases.items()
    }
    for name, session in sessions.items():
        session.ready_after("Queue" if name != "table" else "Rosa Choi")
        session.settle()
        if name != "table":
            session.key("<f4>", quiet=0.5)
    keys = _in_turns(sessions, given.turns)
    return {"keys": keys, "queries": _queries(many, given.turns)}


def _in_turns(sessions: dict[str, Session], turns: int) -> dict[str, dict[str, list[float]]]:
    taken: dict[str, dict[str, list[float]]] = {}

    def press(what: str, name: str, keys: str) -> None:
        answer = sessions[name].key(keys, quiet=0.06).last
        # A key that changes nothing on the screen answers nothing.
        if not math.isnan(answer):
            taken.setdefault(what, {}).setdefault(name, []).append(answer)

    for turn in range(turns):
        for name, session in sessions.items():
            for what, (keys, back) in KEYS.items():
                press(what, name, keys)
                if back:
                    session.key(back, quiet=0.2)
            if name == "table":
                continue
            session.key("t", quiet=0.2)
            session.key(f"{2021 + turn % 9}-06", quiet=0.2)
            press(JUMP, name, "<enter>")
            session.key("/", quiet=0.2)
            for letter in TYPED[turn % len(TYPED)]:
                press(SEARCH, name, letter)
            session.key("<esc>", quiet=0.4)
            session.key("x", quiet=0.5)
            session.key("<home>", quiet=0.5)
    return taken


def _queries(office: Path, turns: int) -> dict[str, list[float]]:
    """Each beginning of each search: the rows of a screen from the index, and its ids from bare full text."""
    store = open_office(office)
    bare = sqlite3.connect(office / "index.sqlite")
    beginnings = [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)]
    taken: dict[str, list[float]] = {"rows of the index": [], "bare full text": [], "ripgrep": []}
    random.Random(7).shuffle(beginnings)
    for typed in beginnings * max(1, turns // 10):
        begun = time.perf_counter()
        store.call_rows(CallFilter(words=typed), SHOWN)
        taken["rows of the index"].append((time.perf_counter() - begun) * 1000)
        words = "".join(letter if letter.isalnum() else " " for letter in typed).split()
        if words:
            query = " AND ".join(f'"{word}" *' for word in words)
            begun = time.perf_counter()
            bare.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (query, SHOWN)
            ).fetchall()
            taken["bare full text"].append((time.perf_counter() - begun) * 1000)
    if shutil.which("rg"):
        for typed in TYPED[:4]:
            begun = time.perf_counter()
            subprocess.run(["rg", "-c", "-i", "-F", typed, office / "calls"], check=False, stdout=subprocess.DEVNULL)
            taken["ripgrep"].append((time.perf_counter() - begun) * 1000)
    bare.close()
    store.close()
    return {name: each for name, each in taken.items() if each}


def show(found: dict) -> None:
    rows = []
    for what, taken in found["keys"].items():
        many, few, table = (taken.get(name, []) for name in ("many", "few", "table"))
        rows.append([what, *(_ms(each) for each in (many, few, table)), _ratio(many, few), _ratio(many, table)])
    headings = ["key", "many", "few", "DataTable", "many / few", "many / DataTable"]
    print_table("The log: milliseconds from the key to the last byte of the answer", headings, rows)
    told = [[name, _ms(each), f"{_p95(each):.2f}", str(len(each))] for name, each in found["queries"].items()]
    print_table("A query while it is typed", ["asked", "median", "p95", "times"], told)
    letters = found["keys"].get(SEARCH, {}).get("many", [])
    print(f"\n  a letter until its results stand on the screen, p95: {_p95(letters):.1f} ms")


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)] if taken else float("nan")


def _ms(taken: list[float]) -> str:
    return f"{statistics.median(taken):.1f}" if taken else "-"


def _ratio(ours: list[float], theirs: list[float]) -> str:
    pairs = list(zip(ours, theirs, strict=False))
    return f"{statistics.median(one / other for one, other in pairs):.2f}" if pairs else "-"


if __name__ == "__main__":
    main()

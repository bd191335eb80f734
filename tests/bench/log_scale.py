"""The call log with two hundred thousand calls beside one thousand, and beside a stock table and bare full text.

    python tests/bench/log_scale.py [--documents 600000] [--office DIR] [--turns 20] [--folder DIR] [--json]

In one run and turn by turn: each turn presses the same keys in the log of either office and in a Textual DataTable
of 1,000 rows. Numbers are milliseconds from the key until the last byte of the answer, medians over the turns. A
ratio is the median of the ratios of the turns.

Then searches as people type them, letter by letter: each letter in the program, from the key until the rows of its
answer stand on the screen, newest first and best first; and for what is typed by then the query alone, beside
SQLite's own full text asked for the same words in the same file. Each whole search stands beside ripgrep, where that
is not installed grep, over the files of the calls.
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
from typing import TYPE_CHECKING

import pyte

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_query import read_query
from paratui.domain.office import Office
from paratui.domain.search_words import words_of
from paratui.domain.staff import Staff
from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.office_history import NOW
from tests.bench.pty_session import Session, print_table, program

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENTS, FEW = 600_000, 3_000
AT_WORK = {"PARATUI_LOGIN": "ana", "PARATUI_NOW": "2030-10-09T18:00"}
TYPED = (
    "hearing",
    "maria",
    "custody mediation",
    "the letter",
    "stipul",
    "teacher at",
    "(415) 555-2671",
    "2026-01",
    '"moved, she',
    "left voicemail",
    "garcía",
    "by:dana hearing",
    "from:maria before:2026",
    "kind:? move",
    "xyzzy",
)
SHOWN = 50
BARE, COUNT = "bare full text", "how many"
MATCH = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
WALKERS = (["rg", "-c", "-i", "-F"], ["grep", "-r", "-c", "-i", "-F"])
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
JUMP = "to a day"
NEWEST, BEST = "newest first", "best first"
# A letter is answered when nothing more comes for so long.
QUIET = 0.2
# Of the screen those that tell calls.
ROWS = slice(2, 15)


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
    sessions = {name: stack.enter_context(Session(argv, size=(24, 80), env=AT_WORK)) for name, argv in cases.items()}
    for name, session in sessions.items():
        session.ready_after("Queue" if name != "table" else "Rosa Choi")
        session.settle()
        if name != "table":
            session.key("<f4>", quiet=0.5)
    keys = _in_turns(sessions, given.turns)
    letters = {name: _letters(sessions[name]) for name in ("many", "few")}
    return {"keys": keys, "letters": letters, **_queries(many, max(1, given.turns // 10))}


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
            session.key("<home>", quiet=0.5)
    return taken


def _letters(session: Session) -> dict[str, list[float]]:
    """Every letter of every search, in either order: until the rows of its answer stand there."""
    screen = pyte.Screen(session.columns, session.rows)
    stream = pyte.ByteStream(screen)
    seen = 0

    def answered(letter: str) -> float:
        nonlocal seen
        at, pressed = len(session.arrived), time.perf_counter()
        session.key(letter, quiet=QUIET)
        for _, data in session.arrived[seen:at]:
            stream.feed(data)
        rows, stood = screen.display[ROWS], math.nan
        for moment, data in session.arrived[at:]:
            stream.feed(data)
            if screen.display[ROWS] != rows:
                rows, stood = screen.display[ROWS], (moment - pressed) * 1000
        seen = len(session.arrived)
        return stood

    taken: dict[str, list[float]] = {NEWEST: [], BEST: []}
    for order, each in taken.items():
        for typed in TYPED:
            session.key("/", quiet=QUIET)
            # A letter after which the same rows stand there is answered by nothing that can be seen.
            each += [answer for letter in typed if not math.isnan(answer := answered(letter))]
            session.key("<enter>", quiet=QUIET)
            if typed != TYPED[-1]:
                session.key("x", quiet=QUIET)
            elif order == NEWEST:
                session.key("b", quiet=QUIET)
                session.key("x", quiet=QUIET)
    return taken


def _queries(office: Path, times: int) -> dict[str, dict[str, list[float]]]:
    """Each beginning of each search: the rows of a screen in either order, how many there are, and bare full text.

    Then each whole search beside a walk over the files.
    """
    store = open_office(office)
    bare = sqlite3.connect(office / "index.sqlite")
    staff = [Staff.read(doc) for doc in store.records("staff")]
    beginnings = [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)] * times
    random.Random(7).shuffle(beginnings)
    taken: dict[str, list[float]] = {BARE: [], NEWEST: [], BEST: [], COUNT: []}
    for typed in beginnings:
        wanted = read_query(typed, CallFilter(), NOW, Office(), staff).wanted
        query = _bare(wanted)
        if not query:
            continue
        taken[BARE].append(_timed(lambda query=query: bare.execute(MATCH, (query, SHOWN)).fetchall()))
        taken[NEWEST].append(_timed(lambda wanted=wanted: store.call_rows(wanted, SHOWN)))
        taken[BEST].append(_timed(lambda wanted=wanted: store.best_call_rows(wanted, SHOWN)))
        taken[COUNT].append(_timed(lambda wanted=wanted: store.count_calls(wanted)))
    walker = next((one for one in WALKERS if shutil.which(one[0])), None)
    files: dict[str, list[float]] = {NEWEST: [], walker[0]: []} if walker else {}
    for typed in (one for one in TYPED if walker and ":" not in one):
        wanted, words = CallFilter(words=typed), [*walker, typed.strip('"'), str(office / "calls")]
        files[NEWEST].append(_timed(lambda wanted=wanted: store.call_rows(wanted, SHOWN)))
        files[walker[0]].append(
            _timed(lambda words=words: subprocess.run(words, check=False, stdout=subprocess.DEVNULL))
        )
    bare.close()
    store.close()
    return {"queries": taken, "files": files}


def _bare(wanted: CallFilter) -> str:
    """The words of a search, and nothing else of it, as SQLite's own full text takes them."""
    said = f"{wanted.words} {wanted.who}"
    return " AND ".join(f'"{word}" *' for word in words_of(said))


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def show(found: dict) -> None:
    rows = []
    for what, taken in found["keys"].items():
        many, few, table = (taken.get(name, []) for name in ("many", "few", "table"))
        rows.append([what, *(_ms(each) for each in (many, few, table)), _ratio(many, few), _ratio(many, table)])
    headings = ["key", "many", "few", "DataTable", "many / few", "many / DataTable"]
    print_table("The log: milliseconds from the key to the last byte of the answer", headings, rows)
    rows = []
    for order in (NEWEST, BEST):
        many, few = (found["letters"][name][order] for name in ("many", "few"))
        rows.append([order, _ms(many), f"{_p95(many):.1f}", _ms(few), f"{_p95(few):.1f}", str(len(many))])
    headings = ["a letter of a search", "many", "p95", "few", "p95", "letters"]
    print_table("A search while it is typed: milliseconds from the key to its rows", headings, rows)
    for title, taken in (("Its query alone", found["queries"]), ("A whole search", found["files"])):
        other = next((name for name in taken if name not in {NEWEST, BEST, COUNT}), "")
        told = [
            [name, _ms(each), f"{_p95(each):.2f}", _ratio(each, taken[other]), str(len(each))]
            for name, each in taken.items()
        ]
        if told:
            print_table(title, ["asked", "median", "p95", f"/ {other}", "times"], told)


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)] if taken else float("nan")


def _ms(taken: list[float]) -> str:
    return f"{statistics.median(taken):.1f}" if taken else "-"


def _ratio(ours: list[float], theirs: list[float]) -> str:
    pairs = list(zip(ours, theirs, strict=False))
    return f"{statistics.median(one / other for one, other in pairs):.2f}" if pairs else "-"


if __name__ == "__main__":
    main()

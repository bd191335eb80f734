"""The call log with two hundred thousand calls beside one thousand, and beside a stock table and bare full text.

    python tests/bench/log_scale.py [--documents 600000] [--office DIR] [--turns 20] [--folder DIR] [--json]

In one run and turn by turn: each turn presses the same keys in the log of either office and in a Textual DataTable
of 1,000 rows, in the log also in its other orders. Numbers are milliseconds from the key until the rows of the answer
stand on the screen, medians over the turns. A ratio is the median of the ratios of the turns.

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
from paratui.domain.wall_clock import from_utc_text
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
# The list read anew, so that of few calls no more rows are held than of many.
ANEW = "sn"
# What leads there, what is pressed, and what leads back.
KEYS = {
    "the end": (ANEW, "<end>", ""),
    "the beginning": ("", "<home>", ""),
    "a page": ("", "<pagedown>", ""),
}
JUMP = "to a day"
# The other orders, and the letter that chooses them.
ORDERS = {"longest first": "l", "by caller": "c", "oldest first": "o"}
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
    watched = {name: Watched(session) for name, session in sessions.items()}
    keys = _in_turns(watched, {name: _days(office) for name, office in (("many", many), ("few", few))}, given.turns)
    letters = {name: _letters(watched[name]) for name in ("many", "few")}
    return {"keys": keys, "letters": letters, **_queries(many, max(1, given.turns // 10))}


class Watched:
    """A program in its terminal, and the rows of a list that stand there."""

    def __init__(self, session: Session) -> None:
        self._session, self._seen = session, 0
        self._screen = pyte.Screen(session.columns, session.rows)
        self._stream = pyte.ByteStream(self._screen)

    def key(self, keys: str, quiet: float = QUIET) -> float:
        """Press keys: milliseconds until the rows of the answer stand there, nan where they are the same as before.

        What is written beside the rows, such as what the call under the cursor says, is not waited for.
        """
        session = self._session
        before, pressed = len(session.arrived), time.perf_counter()
        session.key(keys, quiet=quiet)
        for _, data in session.arrived[self._seen : before]:
            self._stream.feed(data)
        rows, stood = self._screen.display[ROWS], math.nan
        for moment, data in session.arrived[before:]:
            self._stream.feed(data)
            if self._screen.display[ROWS] != rows:
                rows, stood = self._screen.display[ROWS], (moment - pressed) * 1000
        self._seen = len(session.arrived)
        return stood


def _days(office: Path) -> list[str]:
    """Nine days over which the calls of an office are spread."""
    store = open_office(office)
    first, last = (from_utc_text(store.call_rows(CallFilter(), 1, **end)[0].started) for end in ({"after": 0}, {}))
    store.close()
    return [f"{first + (last - first) * part / 10:%Y-%m-%d}" for part in range(1, 10)]


def _in_turns(
    sessions: dict[str, Watched], days: dict[str, list[str]], turns: int
) -> dict[str, dict[str, list[float]]]:
    taken: dict[str, dict[str, list[float]]] = {}
    for turn in range(turns):
        for name, session in sessions.items():
            jump = {JUMP: (f"t{days[name][turn % 9]}", "<enter>", "")} if name in days else {}
            for what, (before, key, back) in {**KEYS, **jump}.items():
                if before != ANEW or name in days:
                    _noted(taken, what, name, session, before, key, back)
    for order, letter in ORDERS.items():
        for name in days:
            for _ in range(turns):
                _noted(taken, f"the end, {order}", name, sessions[name], f"s{letter}", "<end>", "<home>")
    for name in days:
        sessions[name].key("sn<home>")
    return taken


def _noted(
    taken: dict[str, dict[str, list[float]]], what: str, name: str, session: Watched, before: str, key: str, back: str
) -> None:
    """Press what leads there, the key that is measured, and what leads back; what changes no row is left out."""
    if before:
        session.key(before)
    answer = session.key(key)
    if back:
        session.key(back)
    if not math.isnan(answer):
        taken.setdefault(what, {}).setdefault(name, []).append(answer)


def _letters(session: Watched) -> dict[str, list[float]]:
    """Every letter of every search, in either order: until the rows of its answer stand there."""
    taken: dict[str, list[float]] = {NEWEST: [], BEST: []}
    for order, each in taken.items():
        for typed in TYPED:
            session.key("/")
            # A letter after which the same rows stand there is answered by nothing that can be seen.
            each += [answer for letter in typed if not math.isnan(answer := session.key(letter))]
            session.key("<enter>")
            if typed != TYPED[-1]:
                session.key("x")
            elif order == NEWEST:
                session.key("b")
                session.key("x")
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
    print_table("The log: milliseconds from the key to its rows", headings, rows)
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

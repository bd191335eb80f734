"""The log's table with two hundred thousand calls beside one of a thousand, and beside a stock table.

    python tests/bench/long_table.py [--documents 600000] [--office DIR] [--turns 15] [--folder DIR] [--json]

In one run and turn by turn: each turn presses the same keys in the log of either office, at its newest call and
after a jump to a day among its calls, and in a Textual DataTable that holds the thousand newest rows of the log
with the same words in the same columns. The log also draws the chosen call below its table, a moment after the last
key; the DataTable stands alone.

`painted` is milliseconds from the key until the first bytes of the answer, `processor` what the whole process,
threads and all, spent up to then, and `at rest` what it spent until nothing came any more. `held` is twenty keys in
the rhythm of one that is held down, for each of them. A ratio is the median of the ratios of the turns.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.cli.process_clock import StartedClock
from paratui.domain.call_filter import CallFilter
from paratui.domain.staff import Staff
from paratui.domain.wall_clock import from_utc_text
from paratui.services.call_windows import CallWindows
from paratui.services.desk import Desk, staff_id
from paratui.store.office_settings import read_office
from tests.bench.office_generator import open_office, write_invented_office
from tests.bench.office_history import NOW
from tests.bench.pty_session import Session, print_table, program
from tests.bench.queue_scale import come_to_rest
from tests.terminal.terminal import typed

if TYPE_CHECKING:
    from datetime import datetime

DOCUMENTS, FEW = 600_000, 3_000
STOCK_ROWS = 1_000
AT_WORK = {"PARATUI_LOGIN": "ana", "PARATUI_NOW": "2030-10-09T18:00"}
QUIET = 0.3
RHYTHM = 0.033
HELD = 20
STOCK = """
import json, sys
from textual.app import App
from textual.widgets import DataTable
class Stock(App):
    BINDINGS = [("f", "fill", "fill")]
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        self.rows = json.load(open(sys.argv[1]))
        table = self.query_one(DataTable)
        table.add_columns("When", "", "Person", "Matter", "Outcome", "Who", "Min")
        table.add_rows(self.rows[:3])
    def action_fill(self):
        table = self.query_one(DataTable)
        table.clear()
        table.add_rows(self.rows)
Stock().run(mouse=False)
"""
MEASURES = ("painted", "processor", "at rest")
# What is pressed, and what leads back to where it began.
KEYS = {
    "cursor down": ("<down>", "<up>"),
    "a page": ("<pagedown>", "<home>"),
    "the end": ("<end>", "<home>"),
    "the beginning": ("<home>", "<end>"),
}
DEEP = {"cursor down, deep": ("<down>", "<up>"), "a page, deep": ("<pagedown>", "<pageup>")}
FIRST, HELD_DOWN, HELD_PAGE, JUMP = "first page", "cursor down, held", "a page, held", "to a day"
AT_MOST = {"cursor down": 0.5, "a page": 0.25}
AGAINST_FEW = 1.2


class Spent(NamedTuple):
    """One answer, in milliseconds."""

    painted: float
    processor: float
    rest: float


Taken = dict[tuple[str, str], list[Spent]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="calls and follow-ups, a third calls")
    parser.add_argument("--office", type=Path, help="an invented office to measure in (default: a new one)")
    parser.add_argument("--few", type=Path, help="the same of the small one")
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--quiet", type=float, default=QUIET, help="seconds without a byte that end an answer")
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
    many, few = given.office or root / "many", given.few or root / "few"
    for office, documents in ((many, given.documents), (few, min(FEW, given.documents))):
        if not office.exists():
            write_invented_office(office, documents)
    for office in (many, few):
        store = open_office(office)
        if not store.has_index():
            store.make_index()
        store.close()
    cells = root / "rows.json"
    cells.write_text(json.dumps(_cells(many)))
    cases = {"many": program(many), "few": program(few), "table": [sys.executable, "-c", STOCK, str(cells)]}
    sessions = {
        name: stack.enter_context(Session(argv, size=(24, 80), env=AT_WORK)) for name, argv in cases.items()
    }
    for name, session in sessions.items():
        session.ready_after("Queue" if name != "table" else "Outcome")
        come_to_rest(session)
    taken: Taken = {}
    spans = {"many": _span(many), "few": _span(few)}
    for turn in range(-1, given.turns):
        # The first is the first for everybody: nothing of it is counted.
        days = {name: _day(*span, turn) for name, span in spans.items()}
        _turn(taken if turn >= 0 else {}, sessions, days, turn, given.quiet)
    return {"keys": _told(taken), "turns": given.turns}


def _cells(office: Path) -> list[list[str]]:
    """The newest calls as the log shows them."""
    from paratui.ui.screens.log_picture import row_of  # noqa: PLC0415 - the sessions start without a terminal here

    store = open_office(office)
    me = Staff(id=staff_id("ana"), login="ana", name="Ana Reyes")
    desk = Desk(
        store=store, office=read_office(office), me=me, clock=StartedClock(NOW), random=lambda: 1, folder=office
    )
    windows = CallWindows(desk)
    rows, last = [], 0
    while len(rows) < STOCK_ROWS:
        page = windows.page(CallFilter(), 0, before=last)
        if not page:
            break
        rows += [list(map(str, row_of(call, call.phone, {}, desk).cells)) for call in page]
        last = page[-1].id
    store.close()
    return rows[:STOCK_ROWS]


def _span(office: Path) -> tuple[datetime, datetime]:
    """When the oldest and the newest call of an office began."""
    store = open_office(office)
    oldest, newest = (store.call_rows(CallFilter(), 1, after=after, lines=False)[0] for after in (0, None))
    store.close()
    return from_utc_text(oldest.started), from_utc_text(newest.started)


def _day(oldest: datetime, newest: datetime, turn: int) -> str:
    """A day among the calls of an office, another one each turn."""
    return f"{oldest + (newest - oldest) * (1 + turn % 9) / 10:%Y-%m-%d}"


def _turn(taken: Taken, sessions: dict[str, Session], days: dict[str, str], turn: int, quiet: float) -> None:
    def keep(what: str, name: str, answer: Spent | None) -> None:
        if answer:
            taken.setdefault((what, name), []).append(answer)

    names = list(sessions)
    for name in (*names[turn % 3 :], *names[: turn % 3]):
        session = sessions[name]
        if name == "table":
            keep(FIRST, name, pressed(session, "f", quiet))
        else:
            _press(session, "<f2>", quiet)
            keep(FIRST, name, pressed(session, "<f4>", quiet))
            _press(session, "<home>", quiet)
        for what, (keys, back) in KEYS.items():
            if keys == "<home>":
                _press(session, back, quiet)
            keep(what, name, pressed(session, keys, quiet))
            _press(session, "<home>" if keys == "<home>" else back, quiet)
        keep(HELD_DOWN, name, held(session, "<down>", quiet))
        keep(HELD_PAGE, name, held(session, "<pagedown>", quiet))
        if name != "table":
            _press(session, "t", quiet)
            _press(session, days[name], quiet)
            keep(JUMP, name, pressed(session, "<enter>", quiet))
            for what, (keys, back) in DEEP.items():
                keep(what, name, pressed(session, keys, quiet))
                _press(session, back, quiet)
        _press(session, "<home>", quiet)


def _press(session: Session, keys: str, quiet: float) -> None:
    """Press what is not measured; a key that changes nothing answers nothing."""
    session.key(keys, quiet, patience=2 * quiet + 0.1)


def pressed(session: Session, keys: str, quiet: float = QUIET) -> Spent | None:
    """What a key cost; None when nothing came back."""
    pid = session.process.pid
    before, at, begun = cpu(pid), len(session.arrived), time.perf_counter()
    os.write(session.master, typed(keys))
    if not session.read(1.0):
        return None
    painted = cpu(pid) - before
    first = session.arrived[at][0]
    session.settle(quiet)
    return Spent((first - begun) * 1000, painted, cpu(pid) - before)


def held(session: Session, key: str, quiet: float = QUIET) -> Spent | None:
    """What one of many keys costs that come in the rhythm of a held one."""
    pid = session.process.pid
    before, waited = cpu(pid), []
    for _ in range(HELD):
        begun = time.perf_counter()
        os.write(session.master, typed(key))
        if session.read(RHYTHM):
            waited.append((session.arrived[-1][0] - begun) * 1000)
        while (left := RHYTHM - (time.perf_counter() - begun)) > 0:
            session.read(left)
    during = (cpu(pid) - before) / HELD
    session.settle(quiet)
    return Spent(statistics.median(waited), during, (cpu(pid) - before) / HELD) if waited else None


def cpu(pid: int) -> float:
    """Milliseconds of the processor that a process has spent so far, all its threads together."""
    used = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            used += int((task / "schedstat").read_text().split()[0])
        except FileNotFoundError:
            continue
    return used / 1e6


def _told(taken: Taken) -> list[dict]:
    rows = []
    for what in dict.fromkeys(what for what, _name in taken):
        for place, measure in enumerate(MEASURES):
            of = {
                name: [one[place] for one in taken.get((what, name), [])] for name in ("many", "few", "table")
            }
            row = {"work": what, "what": measure}
            row |= {name: statistics.median(each) for name, each in of.items() if each}
            row |= {
                f"of {name}": statistics.median(one / other for one, other in zip(of["many"], of[name], strict=False))
                for name in ("few", "table")
                if of["many"] and of[name]
            }
            rows.append(row)
    return rows


def show(found: dict) -> None:
    """The same as a table for people."""
    rows = []
    for row in found["keys"]:
        told = [f"{row[name]:.1f}" if name in row else "-" for name in ("many", "few", "table")]
        ratios = [f"{row[name]:.2f}" if name in row else "-" for name in ("of few", "of table")]
        rows.append([row["work"], row["what"], *told, *ratios, _judged(row)])
    headings = ["key", "ms", "many", "few", "DataTable", "many / few", "many / DataTable", "asked"]
    print_table("The log's table; medians of the turns", headings, rows)


def _judged(row: dict) -> str:
    # At rest the log has also drawn the chosen call, which a DataTable has none of.
    beside = AT_MOST.get(row["work"], 0.0) if row["what"] != "at rest" else 0.0
    limits = [("of few", AGAINST_FEW), ("of table", beside)]
    asked = [(name, limit) for name, limit in limits if limit and name in row]
    return " ".join(f"{limit}:{'ok' if row[name] <= limit else 'MISSED'}" for name, limit in asked)


if __name__ == "__main__":
    main()

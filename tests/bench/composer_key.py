"""What one letter costs in the composer: time to the screen and bytes on the line, beside other editors.

    python tests/bench/composer_key.py
python tests/bench/composer_key.py --size 120x36 --office DIR

Every program stays open and takes its turn, so that other work on the machine falls on all of them.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_session import Measured, Session, office_for, print_table, program

WORDS = "The client asks for the notice, for her file and for a call on Thursday at three. "
TURN = 20
COMPOSER = """
import os
from paratui.ui.terminal import prepare
prepare(os.environ)
from textual.widgets import Static
from paratui.ui.ending import die_well
from paratui.ui.painter import Painter
from paratui.ui.key_order import OrderedKeys
from paratui.ui.widgets.line_input import LineInput
class Composer(Painter, OrderedKeys):
    def compose(self):
        yield Static("READY")
        yield LineInput(prefix="> ", on_change=lambda text: None)
app = Composer()
die_well(app, lambda: None)
app.run(mouse=False)
"""
STOCK = """
from textual.app import App
from textual.widgets import {widget}, Static
class Stock(App):
    def compose(self):
        yield Static("READY")
        yield {widget}()
Stock().run(mouse=False)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=200, help="letters in each (default 200)")
    parser.add_argument("--size", default="80x24", help="COLUMNSxROWS")
    parser.add_argument("--ready", default="Queue", help="regular expression that says the command is usable")
    parser.add_argument("--office", help="an office to open a copy of (default: a new one)")
    parser.add_argument("--setup", default="<f3>", help="keys that lead from there to the composer")
    parser.add_argument("--composer", default="F10 end", help="regular expression that says it is there")
    parser.add_argument("command", nargs="*", help="the real program, after --")
    chosen = parser.parse_args()
    columns, rows = map(int, chosen.size.split("x"))
    python = sys.executable
    cases = {
        "Textual Input": ([python, "-c", STOCK.format(widget="Input")], "READY", ""),
        "Textual TextArea": ([python, "-c", STOCK.format(widget="TextArea")], "READY", ""),
        "composer alone": ([python, "-c", COMPOSER], "READY", ""),
    }
    with ExitStack() as opened:
        command = chosen.command or program(office_for(opened, chosen.office))
        cases["composer on a call"] = (command, chosen.ready, chosen.setup)
        if shutil.which("nano"):
            folder = opened.enter_context(tempfile.TemporaryDirectory())
            cases["nano"] = (["nano", f"{folder}/notes.txt"], "New File|notes", "")
        measured = {name: Measured(name) for name in cases}
        sessions = {
            name: opened.enter_context(Session(argv, size=(rows, columns)))
            for name, (argv, _ready, _setup) in cases.items()
        }
        for name, (_argv, ready, setup) in cases.items():
            sessions[name].ready_after(ready)
            if setup:
                sessions[name].key(setup)
                sessions[name].ready_after(chosen.composer)
            sessions[name].settle()
        ratios = type_in_turns(sessions, measured, chosen.n)
    print_results(chosen.size, measured, ratios)


def type_in_turns(sessions, measured, letters):
    """Type in each session in turn; returns each case's ratios to Textual's Input, turn by turn."""
    ratios = {name: [] for name in sessions}
    typed = 0
    for turn in range(letters // TURN + 1):
        medians = {}
        for name, session in sessions.items():
            turn_samples = []
            for place in range(TURN):
                letter = WORDS[(typed + place) % len(WORDS)]
                answer = session.key(letter)
                if letter != " " and letter in answer.text:
                    turn_samples.append(answer.first)
                    if turn:
                        measured[name].samples.append(answer.first)
                        measured[name].sizes.append(len(answer.data))
            # The line is emptied between turns: what is measured is a line, not a scrolled one.
            session.key("<ctrl+u>" if name != "nano" else "<ctrl+k>")
            medians[name] = statistics.median(turn_samples)
        typed += TURN
        if turn:
            for name, median in medians.items():
                ratios[name].append(median / medians["Textual Input"])
    return {name: statistics.median(values) for name, values in ratios.items()}


def print_results(size, measured, ratios):
    ours = "composer on a call"
    print(
        f"a letter in the {ours}: {ratios[ours]:.2f} x Textual's Input, "
        f"{ratios[ours] / ratios['Textual TextArea']:.2f} x its TextArea, {measured[ours].bytes50:.0f} bytes"
    )
    print_table(
        f"{size}, milliseconds from the key to the first byte of its paint",
        ["case", "p50", "p95", "bytes p50", "bytes p95", "ratio", "samples"],
        [
            [
                case.name, f"{case.p50:.2f}", f"{case.p95:.2f}", f"{case.bytes50:.0f}", f"{case.bytes95:.0f}",
                f"{ratios[case.name]:.2f}", str(len(case.samples)),
            ]
            for case in measured.values()
        ],
    )  # fmt: skip


if __name__ == "__main__":
    main()

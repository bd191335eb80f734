"""Ten common jobs on one line, each with what it may cost. The README's table is made from these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tests.terminal.office import MARIA, ended, weighed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ssh.box import Office
    from tests.terminal.terminal import Terminal

FORTY = "she asks when the next hearing is to be."
"""A note of forty letters."""


class Job(NamedTuple):
    """A job, from where the one before it ended; `most` is the bytes the program may write for it.

    `one_screen` is a job of one key and one other screen.
    """

    name: str
    do: Callable[[Terminal, Office], object]
    most: int
    one_screen: bool = False


def letters(terminal: Terminal, words: str) -> None:
    """Type a note as a person does: a letter, its picture, the next letter."""
    for place, letter in enumerate(words, 1):
        terminal.type(letter)
        terminal.wait_for(f"▸ {words[:place]}".rstrip())


def started(terminal: Terminal, office: Office) -> None:
    weighed(terminal)


def call_opened(terminal: Terminal, office: Office) -> None:
    terminal.type("<f3>")
    terminal.wait_for("Saved")
    terminal.type(f"{MARIA}<enter>")
    terminal.wait_for("2026-0142")


def line_typed(terminal: Terminal, office: Office) -> None:
    letters(terminal, FORTY)


def line_kept(terminal: Terminal, office: Office) -> None:
    terminal.type("<enter>")
    terminal.wait_for(f"00:00   {FORTY[:30]}")


def call_ended(terminal: Terminal, office: Office) -> None:
    ended(terminal)


def at_the_top(terminal: Terminal, office: Office) -> None:
    terminal.type("<home>")
    terminal.wait_for(re.compile(r"Overdue \d+\n▸"))


def moved(terminal: Terminal, office: Office) -> None:
    for _ in range(10):
        stood = _marked(terminal.text())
        terminal.type("<down>")
        terminal.wait_for(lambda text, old=stood: _marked(text) not in {"", old})


def filtered(terminal: Terminal, office: Office) -> None:
    terminal.type("/garcia")
    terminal.wait_for("▸ garcia")
    terminal.wait_for("found · Esc keeps it")
    terminal.type("<enter>")
    terminal.wait_gone("Esc keeps it")
    terminal.type("x")
    terminal.wait_for(" Queue  ")


def log_opened(terminal: Terminal, office: Office) -> None:
    terminal.type("<f4>")
    terminal.wait_for(re.compile(r"\d+ calls"))


def queue_again(terminal: Terminal, office: Office) -> None:
    terminal.type("<f2>")
    terminal.wait_for(" Queue  ")


def searched(terminal: Terminal, office: Office) -> None:
    terminal.type("/hearing")
    terminal.wait_for("▸ hearing")
    terminal.wait_quiet()
    terminal.type("<enter>")


def closed_by_a_colleague(terminal: Terminal, office: Office) -> None:
    ran = office.ran(office.noor, "paratui done 346 --outcome told")
    assert ran.returncode == 0, ran.stderr
    terminal.wait_gone(" 346 ")


def helped(terminal: Terminal, office: Office) -> None:
    terminal.type("<f1>")
    terminal.wait_for("Help")


def help_closed(terminal: Terminal, office: Office) -> None:
    terminal.type("<esc>")
    terminal.wait_for(" Queue  ")


JOBS = (
    Job("start, until the queue stands", started, 8_000),
    Job("begin a call and give it a known number", call_opened, 9_000),
    Job("type a note of forty letters", line_typed, 40 * 120),
    Job("keep the note", line_kept, 1_000),
    Job("end the call, through the wrap-up", call_ended, 18_000),
    Job("go to the top of the queue", at_the_top, 4_000),
    Job("go ten rows down", moved, 12_000),
    Job("filter the queue and take the filter away", filtered, 8_000),
    Job("look at the log", log_opened, 6_000, one_screen=True),
    Job("search the log", searched, 6_000),
    Job("go back to the queue", queue_again, 6_000, one_screen=True),
    Job("go to its top again", at_the_top, 4_000),
    Job("a colleague closes the second row", closed_by_a_colleague, 3_000),
    Job("read the help", helped, 8_000, one_screen=True),
    Job("close the help", help_closed, 8_000, one_screen=True),
)


def _marked(text: str) -> str:
    found = re.search(r"(?m)^▸ *(\d+) ", text)
    return found[1] if found else ""

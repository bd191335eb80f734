"""Offices for tests of the whole program: made once, copied for each test, opened by whoever is wanted."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.terminal.terminal import PATIENCE, PROJECT, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROGRAM = [sys.executable, "-m", "paratui"]
ON_A_MOVED_CLOCK = [sys.executable, "-m", "tests.terminal.apps.moved_clock"]
NOW = "2026-11-24T17:12:00Z"
"""A Tuesday, 9:12 in the morning at the demo office in Los Angeles."""
MARIA = "4155552671"
"""A number the demo office knows: Maria Garcia, Custody 2026-0142."""


class OfficeOfTests:
    """An office folder with a home of its own, worked in by real processes.

    Screens stand at `now` (a trailing ! stops the clock) unless a test wants another moment.
    """

    def __init__(self, folder: Path, home: Path, now: str = f"{NOW}!") -> None:
        self.folder = folder
        self.home = home
        self.now = now

    def environ(self, login: str, now: str = "", **env: str | None) -> dict[str, str | None]:
        """The environment somebody works in."""
        return {
            "HOME": str(self.home),
            "PARATUI_LOGIN": login,
            "PARATUI_NOW": now or self.now,
            "PYTHONWARNINGS": "error",
            **env,
        }

    def terminal(
        self, login: str = "ana", *words: str, size: tuple[int, int] = (24, 80), now: str = "", **env: str | None
    ) -> Terminal:
        """The program in a terminal; used with `with`."""
        argv = [*PROGRAM, "--office", self.folder, *words]
        return Terminal(argv, size=size, env=self.environ(login, now, **env))

    def moved(self, login: str = "ana", size: tuple[int, int] = (24, 80)) -> Terminal:
        """The program on a clock that shows what `at` says."""
        self.at(0)
        argv = [*ON_A_MOVED_CLOCK, self.home / "seconds", "--office", self.folder]
        return Terminal(argv, size=size, env=self.environ(login))

    def at(self, seconds: int) -> None:
        """Move the clock of `moved`: so many seconds after NOW."""
        fresh = self.home / "seconds.new"
        fresh.write_text(str(seconds))
        fresh.replace(self.home / "seconds")

    def shell(self, *words: str, login: str = "ana", now: str = "") -> subprocess.CompletedProcess[str]:
        """A command in a shell of its own."""
        environ = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            **self.environ(login, now),
        }
        return subprocess.run(
            [*PROGRAM, "--office", str(self.folder), *words],
            env=environ,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def json(self, *words: str, login: str = "ana", now: str = "") -> Any:
        """What a command answers to programs."""
        ran = self.shell(*words, "--json", login=login, now=now)
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    # The disk

    def commits(self) -> list[dict[str, Any]]:
        """Every commit of the office, oldest first, from the sealed segments and the journal."""
        segments = sorted(
            (*self.folder.glob("audit/*.jsonl"), *self.folder.glob("journal/*.jsonl")), key=lambda p: p.name
        )
        lines = [line for segment in segments for line in segment.read_text().splitlines()]
        return [json.loads(line.partition(" ")[2]) for line in lines if line]

    def drafts(self) -> list[Path]:
        """What lies in the folder of calls in progress, but for locks."""
        return sorted(path for path in self.folder.glob("drafts/*") if path.stat().st_size)

    def reports(self) -> list[str]:
        """Reports of what went wrong unforeseen; a good test ends without one."""
        return [path.read_text() for path in self.home.rglob("report-*.txt")]


def demo_office(folder: Path, home: Path, now: str = NOW) -> OfficeOfTests:
    """Make the demo office: the same people each time."""
    office = OfficeOfTests(folder, home, f"{now}!")
    made = office.shell("demo", "--no-open")
    assert made.returncode == 0, made.stderr
    return office


def copied(office: OfficeOfTests, folder: Path, home: Path) -> OfficeOfTests:
    """A copy of an office nobody has open."""
    shutil.copytree(office.folder, folder)
    home.mkdir(mode=0o700, exist_ok=True)
    return OfficeOfTests(folder, home, office.now)


def weighed(terminal: Terminal) -> Terminal:
    """The queue of the demo office in its lasting order: those to whom nobody spoke stand higher once it is known."""
    terminal.wait_for(re.compile(r"Noémie[^\n]*\n[^\n]*Ottoline[^\n]*\n[^\n]*Wilhelmina[^\n]*\n[^\n]*Bertrand"))
    return terminal


def at_the_queue(terminal: Terminal) -> Terminal:
    """Wait until the program takes keys."""
    terminal.wait_for("d done")
    return terminal


def on_a_call(terminal: Terminal) -> Terminal:
    """Begin a call from the queue and wait for its composer."""
    at_the_queue(terminal).type("<f3>")
    terminal.wait_for("Saved")
    return terminal


STILL_OPEN = re.compile(r"Still open: \d+|Nothing is open")


def ended(terminal: Terminal, reason: str = "short") -> Terminal:
    """End the call of the screen: one reason for the required steps, then Enter for whatever is open."""
    terminal.type("<f10>")
    terminal.wait_for("Wrap-up")
    terminal.type("<enter>")
    terminal.wait_for("Why?")
    terminal.type(f"{reason}<enter>")
    return looked_over(terminal)


def looked_over(terminal: Terminal, *, write: bool = True) -> Terminal:
    """Enter on the wrap-up page until the call is in the log; each takes one thing that is open.

    Without `write` it stands before the last Enter.
    """
    stood = ""
    while True:
        terminal.wait_for(lambda text, old=stood: "Why?" not in text and _stands(text) not in {"", old})
        stood = _stands(terminal.text())
        if stood == "written":
            # What is typed in the moment the queue comes back does nothing.
            terminal.wait_quiet()
            return terminal
        if stood.startswith("Nothing"):
            last_look(terminal)
            if not write:
                return terminal
        terminal.type("<enter>")


def last_look(terminal: Terminal) -> None:
    """Look at the page with nothing open: an Enter typed ahead of that writes no call."""
    terminal.wait_for("Nothing is open")
    terminal.wait_quiet()


def _stands(text: str) -> str:
    """Where the wrap-up page stands: how much is open, or that the call is written."""
    if "is in the log" in text:
        return "written"
    found = STILL_OPEN.search(text)
    return found[0] if found else ""


def said(words: str) -> Callable[[str], bool]:
    """For `wait_for`: the words stand on the screen, wherever a row was broken and whatever the kind of space."""
    return lambda text: words in re.sub(r"\s+", " ", text)


def patience(seconds: float) -> float:
    """A deadline for something that ought to take `seconds` on an idle machine; never longer than a test waits."""
    return min(PATIENCE, seconds * 4)

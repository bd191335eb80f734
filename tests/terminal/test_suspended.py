"""What when paratui is suspended? Never in the middle of a change to the office, which would keep everybody out."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.terminal.office import at_the_queue
from tests.terminal.terminal import PATIENCE, Terminal, poured

LEFT, TAKEN = b"\x1b[?1049l", b"\x1b[?1049h"
TEMPTATION = 1.0
"""Seconds in which a program that stops at once would have stopped."""
SLOW = [sys.executable, "-m", "tests.terminal.apps.slow_disk"]


class MachineClock:
    def now(self):
        return datetime.now(UTC)

    def ticks(self):
        return time.monotonic()


def wait_until(holds, what):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


def is_stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T"


@contextlib.contextmanager
def colleague(demo):
    """Dana, who waits for nobody longer than a moment."""
    store = open_folder(demo.folder, "dana", MachineClock(), lock_seconds=0.3)
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def slow(demo, tmp_path):
    """The program on a disk that takes its time with one commit."""
    steps = tmp_path / "steps"
    steps.mkdir()

    def started(*words):
        # A shell that knows jobs: where nobody could bring a program back, the kernel does not suspend it.
        line = shlex.join(map(str, [*SLOW, steps, "--office", demo.folder, *words]))
        return Terminal(["sh", "-mc", f"{line}; read back; fg; sleep 600"], env=demo.environ("ana")), steps

    return started


def suspend_in_a_commit(steps) -> None:
    """Ask for a stop while the disk is at work, then let the disk go on; return once the process is stopped."""
    wait_until((steps / "reached").exists, "it never came to the disk")
    pid = int((steps / "reached").read_text())
    os.kill(pid, signal.SIGTSTP)
    until = time.monotonic() + TEMPTATION
    while time.monotonic() < until and not is_stopped(pid):
        time.sleep(0.01)
    (steps / "go").touch()
    wait_until(lambda: is_stopped(pid), "it was never stopped")


def test_the_screens_are_suspended_between_two_commits(demo, slow):
    terminal, steps = slow()
    with terminal:
        at_the_queue(terminal).type("n")
        terminal.wait_for("New follow-up")
        (steps / "armed").touch()
        terminal.type("hand the keys to the clerk<enter>")
        suspend_in_a_commit(steps)
        wait_until(lambda: LEFT in terminal.raw[-300:], "the shell did not get its screen back")
        with colleague(demo) as dana:
            (made,) = [doc for doc in dana.open_follow_ups() if "hand the keys" in doc["text"]]
            dana.commit([Put("follow_up", made | {"text": "hand the keys to Dana"}, 1)])
        terminal.type("<enter>")
        terminal.wait_for(re.compile(r"#\d+ made"))
        terminal.type("/keys to Dana")
        terminal.wait_for("1 found")


def test_a_command_is_suspended_between_two_commits(demo, slow):
    terminal, steps = slow("add", "hand the keys to the clerk")
    (steps / "armed").touch()
    with terminal:
        suspend_in_a_commit(steps)
        with colleague(demo) as dana:
            assert any("hand the keys" in doc["text"] for doc in dana.open_follow_ups())
            dana.commit([Put("person", {"id": 4711, "name": "Ruth Weiss"})])
        terminal.type("<enter>")
        terminal.wait_for("hand the keys to the clerk (today 5:00 PM, ana)")


def test_started_in_the_background_it_waits_until_it_is_brought_to_the_front(demo):
    line = shlex.join(map(str, [sys.executable, "-m", "paratui", "--office", demo.folder]))
    with Terminal(["sh", "-mc", f"{line} & echo $! >&2; read back; fg"], env=demo.environ("ana")) as terminal:
        terminal.wait_for(re.compile(r"^\d+", re.MULTILINE))
        pid = int(re.search(rb"\d+", terminal.raw)[0])
        wait_until(lambda: is_stopped(pid), "it did not wait")
        assert TAKEN not in terminal.raw
        terminal.type("<enter>")
        at_the_queue(terminal)


def test_ctrl_z_is_a_key_and_stops_nothing(demo):
    """It takes back what was typed; a suspended program looks frozen to whoever did not mean it."""
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("n")
        terminal.wait_for("New follow-up")
        terminal.type("call Ruth")
        terminal.wait_for("call Ruth")
        terminal.type("<ctrl+z>")
        terminal.wait_gone("call Ruth")
        assert not is_stopped(terminal.process.pid)


def open_items(demo):
    return [item["text"] for item in demo.json("queue")]


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP], ids=["from outside", "asked to"])
def test_a_paste_that_a_stop_cuts_in_two_goes_on_after_it_and_presses_nothing(demo, stop):
    before = open_items(demo)
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("n")
        terminal.wait_for("New follow-up")
        terminal.write(b"x\x1b[200~call the clerk\n")
        terminal.wait_for("▸ x")
        terminal.kill(stop)
        wait_until(lambda: is_stopped(terminal.process.pid), "it was never stopped")
        terminal.kill(signal.SIGCONT)
        if stop == signal.SIGTSTP:
            # Until then the terminal is the shell's, which echoes what it gets.
            wait_until(lambda: terminal.raw.count(TAKEN) == 2, "it did not come back")
        terminal.write(b"d\rdone\ru\r")
        terminal.write(b"the bank\x1b[201~")
        terminal.wait_for("▸ xcall the clerk d done u the bank")
        terminal.type("<enter>")
        terminal.wait_for(re.compile(r"#\d+ made"))
    assert sorted(open_items(demo)) == sorted([*before, "xcall the clerk d done u the bank"])


def test_more_than_a_read_that_waits_during_a_stop_is_taken_whole(demo):
    words = " ".join(f"{number:05}" for number in range(1500))
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("n")
        terminal.wait_for("New follow-up")
        terminal.kill(signal.SIGSTOP)
        wait_until(lambda: is_stopped(terminal.process.pid), "it was never stopped")
        poured(terminal, f"\x1b[200~{words}\x1b[201~ and so on".encode())
        terminal.kill(signal.SIGCONT)
        terminal.wait_for("01499 and so on")
        terminal.type("<enter>")
        terminal.wait_for(re.compile(r"#\d+ made"))
    assert f"{words} and so on" in open_items(demo)


def test_a_suspended_program_is_brought_back_as_often_as_one_likes(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        for _ in range(3):
            terminal.kill(signal.SIGTSTP)
            wait_until(lambda: is_stopped(terminal.process.pid), "it was never stopped")
            terminal.kill(signal.SIGCONT)
            terminal.wait_quiet()
        terminal.type("n")
        terminal.wait_for("New follow-up")
        terminal.type("ABC<backspace>D")
        terminal.wait_for("ABD")
        assert len(list(Path(f"/proc/{terminal.process.pid}/task").iterdir())) < 12

"""How does a test get another person's process within milliseconds, hear from it, and kill it?

A server process that has loaded the store, but never opened one, is forked for each of them: a forked process
that is killed is as dead as any, and nothing of a store is inherited.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
import traceback
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import signal

PATIENCE = 60.0
"""Seconds until a test gives up waiting; long, because the machine may be busy."""
STORE = (
    "paratui.store.tinydb_folder.store",
    "paratui.store.tinydb_folder.upkeep.verify",
    "paratui.domain.call",
    "paratui.domain.follow_up",
    "tinydb",
)
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([*STORE, "paratui.cli.command_line", "paratui.cli.queue", "paratui.cli.program"])


class Colleague:
    """A process that does `job(say, *given)`; what it says arrives here in order, up to its last whole word."""

    def __init__(self, job, *given) -> None:
        self._hears, says = PROCESSES.Pipe(duplex=False)
        self._process = PROCESSES.Process(target=_do, args=(job, says, given), daemon=True)
        self._process.start()
        says.close()
        self.heard: list = []
        self.gone = False

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended; negative is the signal that killed it."""
        self._process.join(PATIENCE)
        return self._process.exitcode

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal. Only for one that does not end by itself: its number may be another's then."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """As by kill -9."""
        self._process.kill()

    def listen(self, seconds: float = PATIENCE) -> bool:
        """Take in the next thing it says; False when it has ended."""
        if not self._hears.poll(seconds):
            raise AssertionError(f"it said nothing for {seconds} s after {self.heard[-3:]}")
        try:
            word = self._hears.recv()
        except (EOFError, OSError):
            self.gone = True
            return False
        if word[0] == "trouble":
            raise AssertionError(word[1])
        self.heard.append(word)
        return True

    def hear(self, wanted: str) -> tuple:
        """Listen until it says a word that begins with `wanted`, and return it."""
        while self.listen():
            if self.heard[-1][0] == wanted:
                return self.heard[-1]
        raise AssertionError(f"it ended without saying {wanted}: {self.heard[-3:]}")

    def hear_out(self) -> list:
        """Everything it said, once it has ended."""
        while not self.gone:
            self.listen()
        # Its pipe may be closed before its locks are.
        self._process.join(PATIENCE)
        return self.heard

    def wait_until_stopped(self) -> None:
        """Until the kernel has stopped every thread of it: one that still runs may be given a lock."""
        deadline = time.monotonic() + PATIENCE
        while set(states_of(self.pid)) != {"T"}:
            assert time.monotonic() < deadline, "it was never stopped"
            time.sleep(0.002)


def states_of(pid: int) -> list[str]:
    """The letters the kernel has for what the threads of a process do: T is stopped."""
    threads = Path(f"/proc/{pid}/task").glob("*/stat")
    return [thread.read_text().rsplit(")", 1)[1].split()[0] for thread in threads]


def listen_to_all(colleagues: list[Colleague], seconds: float = PATIENCE) -> list[Colleague]:
    """Those who have said something new within `seconds`, or have ended; an error when that is nobody."""
    by_pipe = {one._hears: one for one in colleagues if not one.gone}
    spoken = [by_pipe[pipe] for pipe in wait(list(by_pipe), seconds)]
    assert spoken, f"nobody said anything for {seconds} s"
    for one in spoken:
        one.listen()
    return spoken


def _do(job, says, given) -> None:
    one_at_a_time = threading.Lock()

    def say(*word) -> None:
        with one_at_a_time:
            says.send(word)

    try:
        job(say, *given)
    except BaseException:  # noqa: BLE001 - the test is told whatever it is
        says.send(("trouble", traceback.format_exc()))

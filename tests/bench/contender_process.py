"""A process of its own for each contender: what one does costs the others nothing, and its memory is its own.

    python tests/bench/contender_process.py ours|sqlite|stock|bare ROOT LOGIN

It is told on stdin what to do next, one word a line, and answers with the milliseconds it took, as measured
here. `Contender` is the other end.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.contenders import CONTENDERS, Sqlite, Worker, new_call

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parents[2]
AMENDED = 3
IN_A_ROW = 5
_HALF_A_LINE = b'0123456789abcdef {"seq":'


class Contender:
    """One contender at work on one office."""

    def __init__(self, name: str, root: Path, login: str = "ana") -> None:
        command = [sys.executable, str(Path(__file__)), name, str(root), login]
        self._process = subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def ask(self, work: str) -> float:
        """Have something done; the milliseconds it took."""
        return float(self.told(work)[0])

    def told(self, work: str) -> list[str]:
        """Have something done; what was answered."""
        self._process.stdin.write(work + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().split()
        if not answer:
            raise SystemExit(f"{self._process.args[2]} ended while it was asked for: {work}")
        return answer

    def dies(self, work: str) -> None:
        """Have it do something it does not survive."""
        self._process.stdin.write(work + "\n")
        self._process.stdin.flush()
        self._process.wait(600)
        self._process.stdout.close()

    def close(self) -> None:
        """Let it shut down as a program does."""
        self._process.stdin.close()
        self._process.wait(600)
        self._process.stdout.close()


def timed(work: Callable[[], object]) -> float:
    """How many milliseconds something takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def memory() -> tuple[float, float]:
    """The peak and the present resident memory of this process, in MB."""
    status = Path("/proc/self/status").read_text()
    peak, now = (int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024 for name in ("VmHWM", "VmRSS"))
    return peak, now


class _AtWork:
    """Does what it is told; a method's name is what it is called on the pipe."""

    def __init__(self, name: str, root: Path, login: str) -> None:
        self._name, self._root, self._login = name, root, login
        self._worker = CONTENDERS[name](root, login)
        self._opening = timed(self._worker.open)
        self._seconds = 0.0

    def first_open(self) -> float:
        """How long opening took when the process had just started."""
        return self._opening

    def _opened(self) -> Worker:
        worker = CONTENDERS[self._name](self._root, self._login)
        worker.open()
        return worker

    def commit(self) -> float:
        claim = self._worker.claim()
        return timed(lambda: self._worker.commit(claim))

    def commits(self) -> float:
        """What one commit of several in a row takes."""
        return statistics.median(self.commit() for _ in range(IN_A_ROW))

    def commit_call(self) -> float:
        self._seconds += 1
        call = new_call(self._worker, self._seconds)
        return timed(lambda: self._worker.commit(*call))

    def get_open(self) -> float:
        record = self._worker.an_item()
        return timed(lambda: self._worker.get("follow_up", record))

    def get_archived(self) -> float:
        record = self._worker.a_call()
        return timed(lambda: self._worker.get("call", record))

    def open_list(self) -> float:
        return timed(self._worker.open_list)

    def first_page(self) -> float:
        return timed(self._worker.first_page)

    def by_number(self) -> float:
        number = self._worker.a_number()
        return timed(lambda: self._worker.by_number(number))

    def poll_quiet(self) -> float:
        self._worker.poll()
        return timed(self._worker.poll)

    def poll(self) -> float:
        return timed(self._worker.poll)

    def checkpoint(self) -> float:
        for _ in range(AMENDED):
            self._worker.commit(self._worker.amendment())
        return timed(self._worker.checkpoint)

    def open(self) -> float:
        worker = CONTENDERS[self._name](self._root, self._login)
        took = timed(worker.open)
        worker.leave_open()
        return took

    def open_and_get(self) -> float:
        """Opening as far as the first record, for what does nothing before."""
        worker = CONTENDERS[self._name](self._root, self._login)

        def work() -> None:
            worker.open()
            worker.get("follow_up", worker.an_item())

        took = timed(work)
        worker.leave_open()
        return took

    def first_commit(self) -> float:
        worker = self._opened()
        claim = worker.claim()
        took = timed(lambda: worker.commit(claim))
        worker.leave_open()
        return took

    def die(self, size: str) -> float:
        """Be killed in the middle of a commit, with so many bytes of commits not folded."""
        worker = self._worker
        worker.checkpoint()
        # What the page cache holds outlives the process, and only that is wanted here.
        os.fdatasync = lambda _fd: None
        if isinstance(worker, Sqlite):
            worker.db.execute("PRAGMA synchronous = OFF")
        for _ in range(int(size) // worker.sample.line_bytes):
            worker.commit(worker.claim())
        if isinstance(worker, Sqlite):
            worker.db.execute("BEGIN IMMEDIATE")
            worker.db.execute("UPDATE record SET status = 'open' WHERE rowid = 1")
        else:
            with max((worker.root / "office" / "journal").iterdir()).open("ab") as file:
                file.write(_HALF_A_LINE)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0.0

    def memory(self) -> str:
        gc.collect()
        return "{:.1f} {:.1f}".format(*memory())

    def end(self) -> None:
        self._worker.close()


def main() -> None:
    name, root, login = sys.argv[1:4]
    at_work = _AtWork(name, Path(root), login)
    for line in sys.stdin:
        work, *given = line.split()
        print(getattr(at_work, work)(*given), flush=True)
    at_work.end()


if __name__ == "__main__":
    main()

"""A program in a pty, its output with the moment each piece arrived; the screen is worked out afterwards."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

import pyte

from tests.terminal.terminal import PROJECT, own_terminal, typed

FOLLOW_UPS = (
    "> call Maria Garcia back thu 3pm",
    "> send her the new hearing notice",
    '? "should I sign the stipulation?"',
)
ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-_]")


@dataclass
class Answer:
    """What came back after a key: milliseconds to the first and to the last byte, and the bytes."""

    first: float
    last: float
    data: bytes

    @property
    def text(self) -> str:
        return ESCAPES.sub(b"", self.data).decode(errors="replace")


@dataclass
class Measured:
    """Samples of one case."""

    name: str
    samples: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.samples)

    @property
    def p95(self) -> float:
        return sorted(self.samples)[int(len(self.samples) * 0.95)]

    @property
    def bytes50(self) -> float:
        return statistics.median(self.sizes)

    @property
    def bytes95(self) -> float:
        return sorted(self.sizes)[int(len(self.sizes) * 0.95)]


class Session:
    """One running program; a context manager that leaves nothing behind."""

    def __init__(self, argv, size=(36, 120), env=None):
        self.rows, self.columns = size
        environ = {
            "HOME": os.environ.get("HOME", "/"),
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(env or {}),
        }
        self.arrived: list[tuple[float, bytes]] = []
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in argv],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
            cwd=PROJECT,
            start_new_session=True,
            preexec_fn=own_terminal,  # noqa: PLW1509 - one ioctl, no lock is taken
        )
        os.close(slave)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.master)

    def read(self, seconds: float) -> bytes:
        """The next piece of output, b"" when none comes in time."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return b""
        self.arrived.append((time.perf_counter(), data))
        return data

    def settle(self, quiet: float = 0.25, patience: float = 3.0) -> None:
        """Read until nothing has come for `quiet` seconds; a screen that ticks never gets so quiet."""
        deadline = time.perf_counter() + patience
        while self.read(quiet) and time.perf_counter() < deadline:
            pass

    def key(self, keys: str, quiet: float = 0.02, patience: float = 2.0) -> Answer:
        """Press and read until the answer is complete."""
        at = len(self.arrived)
        pressed = time.perf_counter()
        os.write(self.master, typed(keys))
        if self.read(patience):
            self.settle(quiet)
        answer = self.arrived[at:]
        if not answer:
            return Answer(float("nan"), float("nan"), b"")
        data = b"".join(piece for _moment, piece in answer)
        return Answer((answer[0][0] - pressed) * 1000, (answer[-1][0] - pressed) * 1000, data)

    def ready_after(self, ready: str, patience: float = 30.0) -> float:
        """Milliseconds from the start of the process until its screen showed `ready`."""
        pattern = re.compile(ready)
        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.ByteStream(screen)
        shown = 0
        deadline = time.perf_counter() + patience
        while time.perf_counter() < deadline:
            arriving = self.read(0.5)
            while arriving:
                # The screen is worked out in pauses, so that doing it delays no time stamp.
                arriving = self.read(0.05)
            for moment, data in self.arrived[shown:]:
                shown += 1
                stream.feed(data)
                if pattern.search("\n".join(screen.display)):
                    return (moment - self.started) * 1000
            if self.process.poll() is not None:
                break
        picture = "\n".join(line.rstrip() for line in screen.display).strip()
        raise SystemExit(f"{ready!r} did not appear; the screen was:\n{picture}")


def office_for(stack: contextlib.ExitStack, given: str | None) -> Path:
    """A throw-away office: a copy of the one given, or a new one with a few follow-ups."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "office"
    if given:
        shutil.copytree(given, folder)
        return folder
    for line in FOLLOW_UPS:
        command = [sys.executable, "-m", "paratui", "add", line, "--office", str(folder)]
        subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    return folder


def program(office: Path) -> list[str]:
    """The command that opens an office."""
    return [sys.executable, "-m", "paratui", "--office", str(office)]


def print_table(title: str, headings: list[str], rows: list[list[str]]) -> None:
    """A table with the first column left, the others right."""
    widths = [max(len(row[place]) for row in [headings, *rows]) for place in range(len(headings))]
    print(f"\n{title}")
    for row in [headings, *rows]:
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        print("  " + "  ".join(cells))

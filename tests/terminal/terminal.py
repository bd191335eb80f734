"""A terminal in the test: the program gets a real pty, the test types and reads the screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from pathlib import Path

import pyte

PROJECT = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds until a test gives up waiting; long, because the machine may be busy."""

KEYS = {
    "enter": "\r", "tab": "\t", "esc": "\x1b", "backspace": "\x7f", "delete": "\x1b[3~", "insert": "\x1b[2~",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "shift+tab": "\x1b[Z", "space": " ", "lt": "<",
    "ctrl+left": "\x1b[1;5D", "ctrl+right": "\x1b[1;5C", "ctrl+home": "\x1b[1;5H", "ctrl+end": "\x1b[1;5F",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f11": "\x1b[23~",
    "f12": "\x1b[24~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
NOTATION = re.compile("<(" + "|".join(re.escape(name) for name in KEYS) + ")>")


def typed(keys: str) -> bytes:
    """The bytes a terminal sends for `Garcia<enter><f4>`."""
    return NOTATION.sub(lambda found: KEYS[found[1]], keys).encode()


class Terminal:
    """A program in a pty of `size` (rows, columns), its output on an emulated screen.

    Used as a context manager; nothing is left running. `env` is added to a small clean environment;
    a value of None takes a variable away.
    """

    def __init__(self, argv, size=(24, 80), env=None, cwd=None, umask=-1):
        self.argv = [str(word) for word in argv]
        self.rows, self.columns = size
        self.raw = bytearray()
        self._screen = pyte.Screen(self.columns or 80, self.rows or 25)  # a line may report no size
        self._stream = pyte.ByteStream(self._screen)
        self._changed = threading.Condition()
        self._ended = False
        self._master, slave = pty.openpty()
        self._set_size(slave)
        self._wake_read, self._wake_write = os.pipe()
        environ = {
            "HOME": os.environ.get("HOME", "/"),
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        for name, value in (env or {}).items():
            if value is None:
                environ.pop(name, None)
            else:
                environ[name] = str(value)
        self.process = subprocess.Popen(
            self.argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
            cwd=cwd or PROJECT,
            umask=umask,
            start_new_session=True,
            preexec_fn=own_terminal,  # noqa: PLW1509 - two calls, no lock is taken
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, AssertionError):
            print(self.transcript())
        self.close()

    # Keys

    def write(self, data: bytes) -> None:
        """Send bytes, all in one write."""
        os.write(self._master, data)

    def type(self, keys: str) -> None:
        """Type `Garcia<enter><f4>` in one packet; `<lt>` is a lone `<` where one would be misread."""
        self.write(typed(keys))

    def type_slowly(self, keys: str, gap: float = 0.01) -> None:
        """Type key by key with `gap` seconds between; order must not depend on it."""
        for piece in _single_keys(keys):
            self.write(piece)
            time.sleep(gap)

    def paste(self, text: str) -> None:
        """Paste as terminals with bracketed paste do."""
        self.write(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    # Screen

    def text(self) -> str:
        """The whole screen, lines without trailing spaces."""
        with self._changed:
            return "\n".join(line.rstrip() for line in self._screen.display)

    def line(self, number: int) -> str:
        """One line, 0 at the top, negative from the bottom."""
        with self._changed:
            return self._screen.display[number].rstrip()

    def cell(self, row: int, column: int):
        """pyte's cell: data, fg, bg, bold, reverse ..."""
        with self._changed:
            return self._screen.buffer[row][column]

    @property
    def cursor(self):
        """(row, column) of the terminal's own cursor, visible or not."""
        with self._changed:
            return self._screen.cursor.y, self._screen.cursor.x

    @property
    def bytes_out(self) -> int:
        """Bytes the program has written so far."""
        with self._changed:
            return len(self.raw)

    def wait_for(self, wanted, seconds=PATIENCE):
        """Wait for a text, a compiled regular expression, or a function of the screen's text."""
        self._wait(_finder(wanted), seconds, f"{wanted!r} did not appear")

    def wait_gone(self, unwanted, seconds=PATIENCE):
        """Wait until the text or pattern is no longer there."""
        found = _finder(unwanted)
        self._wait(lambda text: not found(text), seconds, f"{unwanted!r} stayed")

    def wait_quiet(self, quiet=0.3, seconds=PATIENCE):
        """Wait until the program has written nothing for `quiet` seconds."""
        deadline = time.monotonic() + seconds
        with self._changed:
            seen = -1
            while seen != len(self.raw):
                if time.monotonic() > deadline:
                    raise AssertionError(f"The program never stopped writing\n{self._report()}")
                seen = len(self.raw)
                self._changed.wait_for(lambda: len(self.raw) != seen, timeout=quiet)  # noqa: B023 - waits here

    def resize(self, rows: int, columns: int) -> None:
        """Another size, as a window being dragged: the program gets SIGWINCH."""
        with self._changed:
            self.rows, self.columns = rows, columns
            self._screen.resize(rows, columns)
        self._set_size(self._master)

    # The end

    def kill(self, sig=signal.SIGKILL) -> None:
        """Send a signal to the program alone."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, sig)

    def hang_up(self) -> None:
        """Drop the line: the terminal is gone."""
        self.stop_reading()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def exit_code(self, timeout=PATIENCE) -> int:
        """Wait for the end; negative is the signal that killed it."""
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"The program did not end in {timeout} s\n{self._report()}") from None
        if self._master >= 0:
            self._reader.join(2)
        return code

    def cpu_seconds(self) -> float:
        """Processor time the program has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        if self.alive:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)
        self.hang_up()
        for end in (self._wake_read, self._wake_write):
            with contextlib.suppress(OSError):
                os.close(end)

    def transcript(self) -> str:
        """What a failing test shows: the screen and the last bytes."""
        with self._changed:
            return self._report()

    # Inside

    def _report(self) -> str:
        frame = "+" + "-" * self.columns + "+"
        lines = "\n".join(f"|{line}|" for line in self._screen.display)
        state = "running" if self.alive else f"ended with {self.process.returncode}"
        title = f"{' '.join(self.argv)} ({state})"
        return f"{title}\n{frame}\n{lines}\n{frame}\nlast bytes: {bytes(self.raw[-300:])!r}"

    def _wait(self, found, seconds, complaint):
        with self._changed:
            deadline = time.monotonic() + seconds
            while not found("\n".join(line.rstrip() for line in self._screen.display)):
                left = deadline - time.monotonic()
                if left <= 0 or (self._ended and not self._changed.wait(0.05)):
                    raise AssertionError(f"{complaint} in {seconds} s\n{self._report()}")
                self._changed.wait(min(left, 0.5))

    def _set_size(self, descriptor: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def _read(self) -> None:
        while True:
            ready, _, _ = select.select([self._master, self._wake_read], [], [])
            if self._wake_read in ready:
                break
            try:
                data = os.read(self._master, 65536)
            except OSError:
                data = b""
            with self._changed:
                if data:
                    self.raw += data
                    self._stream.feed(data)
                self._ended = not data
                self._changed.notify_all()
            if not data:
                break

    def stop_reading(self) -> None:
        """Let the line stall: nobody takes what the program writes."""
        if self._reader.is_alive():
            os.write(self._wake_write, b"x")
            self._reader.join(5)


def poured(terminal: Terminal, data: bytes) -> None:
    """Write more than a terminal takes at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(terminal._master, rest[:4096]) :]


def own_terminal():
    """Runs in the child: standard input becomes its controlling terminal, so that hang-ups reach it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # As at a login, also where the tests themselves were told to outlive their terminal.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def _finder(wanted):
    if callable(wanted):
        return wanted
    if isinstance(wanted, re.Pattern):
        return wanted.search
    return lambda text: wanted in text


def _single_keys(keys: str):
    place = 0
    for found in NOTATION.finditer(keys):
        yield from (letter.encode() for letter in keys[place : found.start()])
        yield KEYS[found[1]].encode()
        place = found.end()
    yield from (letter.encode() for letter in keys[place:])

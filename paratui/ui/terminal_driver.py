"""How bytes of the terminal become keys: never fatal, in order, and with an end.

Four things stock Textual does not do: a byte that is no text becomes U+FFFD instead of ending the
program, Escape followed by a letter in one packet is Escape and that letter, the end of input is
noticed instead of being read again and again, and a terminal need not be UTF-8.
"""

from __future__ import annotations

import codecs
import re
import signal
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from paratui.domain.charset import ASCII, UTF_8
from paratui.ui.plain_marks import PlainMarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from types import FrameType

    from textual.message import Message

ESCAPE = "\x1b"
OPTION_ARROWS = re.compile("(?:\x1b[bf])+")
"""What macOS Terminal sends for option+left and option+right: a word left, a word right."""

RARE_KEYS = {
    **{f"\x1bO{last}": f"f{number}" for number, last in enumerate("TUVWXYZ[", 5)},
    "\x1bOl": "comma",
    "\x1bOE": "",
}
"""What Textual does not know: F5 to F12 of PuTTY set to VT100+, the comma of a number pad, its 5 without a number."""
RARE = re.compile("\x1bO[T-Z[lE]")


def terminal_charset() -> str:
    """The charset the terminal was set up for when the program began, as a codec's name."""
    return (sys.__stdout__ and sys.__stdout__.encoding) or UTF_8


class EndOfInput(Exception):
    """The terminal has no more bytes to give: the line is gone."""


class InputDecoder:
    """The terminal's text: a wrong byte becomes U+FFFD, no bytes at all mean the end of input."""

    def __init__(self, charset: str = UTF_8) -> None:
        # Who says that only ASCII can be shown does not say what is typed.
        self._decoder = codecs.getincrementaldecoder(UTF_8 if charset == ASCII else charset)(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002 - codecs' signature
        """The text of `data`. Raises EndOfInput when there is none and more was still expected."""
        if not data and not final:
            raise EndOfInput
        return self._decoder.decode(data, final)


PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"


class TypeAheadParser(XTermParser):
    """Knows Escape from the beginning of a sequence even when the next key came in the same packet."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        super().__init__(debug)
        self._pasting = False
        self._after_escape = False
        self._pasted: list[str] | None = None

    def feed(self, data: str) -> Iterable[Message]:
        if self._pasted is not None and data:
            yield from self._paste_on(data)
            return
        before, start, after = data.partition(PASTE_BEGINS)
        if start:
            if before:
                yield from self._keys(before)
            self._pasted = []
            yield from self._paste_on(after)
            return
        yield from self._keys(data)

    def _paste_on(self, data: str) -> Iterable[Message]:
        """More of a paste. Nothing in it is a key, whatever escape sequences it holds."""
        pieces = self._pasted or [""]
        # Its end may be cut in two by the reads. Looked for in all of it each time, megabytes would take minutes.
        known, pieces[-1:] = pieces[-1], []
        text, end, after = f"{known[-len(PASTE_ENDS) :]}{data}".partition(PASTE_ENDS)
        pieces += [known[: -len(PASTE_ENDS)], text]
        if not end:
            self._pasted = pieces
            return
        self._pasted = None
        yield events.Paste("".join(pieces))
        if after:
            yield from self.feed(after)

    def _keys(self, data: str) -> Iterable[Message]:
        if not data:
            yield from super().feed(data)
            return
        if not self._pasting and OPTION_ARROWS.fullmatch(data):
            for letter in data[1::2]:
                yield events.Key("ctrl+left" if letter == "b" else "ctrl+right", None)
            return
        if not self._pasting and RARE.fullmatch(data[:3]) and not RARE.sub("", data):
            for key in filter(None, map(RARE_KEYS.__getitem__, RARE.findall(data))):
                yield events.Key(key, "," if key == "comma" else None)
            return
        for piece in self._pieces(data):
            if self._after_escape and not self._pasting and not _goes_on(piece):
                yield from self._escape_now()
            self._after_escape = piece == ESCAPE
            yield from super().feed(piece)

    def _pieces(self, data: str) -> Iterable[str]:
        """The data cut before and after each Escape, so that what follows one can be looked at."""
        for piece in re.split(f"({ESCAPE})", data):
            if not piece:
                continue
            if self._after_escape and piece.startswith("[20"):
                self._pasting = piece.startswith("[200~")
            yield piece

    def _escape_now(self) -> Iterable[Message]:
        """End the wait for the rest of a sequence: what is pending is the Escape key."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()


def _goes_on(piece: str) -> bool:
    """Whether `piece`, right after an Escape, is the rest of a terminal's sequence and not typed text."""
    if piece[0] == "O" and len(piece) > 1:
        # Small letters are keys of the number pad, which come alone; "Okay" does not.
        known = ESCAPE + piece[:2] in ANSI_SEQUENCES_KEYS
        return known and (len(piece) == 2 or piece[1].isupper())
    return piece[0] in "[O"


class TerminalDriver(LinuxDriver):
    """Textual's own driver, with an input that ends and a program that comes back from a stop once."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        # The screen goes where the person looks; standard error may be a file.
        self._file = sys.__stdout__
        self._marks = None if terminal_charset() == UTF_8 else PlainMarks(terminal_charset())
        self._stopped = False

    def write(self, data: str) -> None:
        """Send text, as the terminal's charset has it."""
        super().write(data if self._marks is None else self._marks.shown(data))

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size the app draws for. A line that reports none must not be two sizes at once, or it never rests."""
        width, height = self._app.console.size
        return width, height

    def end_of_input(self) -> None:
        """Called in the input thread when the terminal is gone."""
        self._loop.call_soon_threadsafe(self._app.exit, None, 129)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app: straight to its queue, without a task for each key."""
        self._app.post_message(message)

    def run_input_thread(self) -> None:
        try:
            super().run_input_thread()
        except (EndOfInput, OSError):
            self.end_of_input()

    def begins(self) -> None:
        """Called before this process takes the terminal: nothing of its own stands there."""

    def start_application_mode(self) -> None:
        self.begins()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        signal.signal(signal.SIGWINCH, self._window_changed)

    def _window_changed(self, *_: int | FrameType | None) -> None:
        """Look how large the window is, in the event loop.

        Textual looks in the signal handler itself. A signal that comes meanwhile is handled in the midst of it and
        told first: of a window being dragged the last size but one was then told last.
        """
        self._loop.call_soon_threadsafe(self._tell_size)

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self.send_message(events.Resize(size, size))

    def at_rest(self) -> AbstractContextManager[bool]:
        """A block in which nobody waits for this process; False when it cannot be left alone now."""
        return nullcontext(enter_result=True)

    def _sigtstp_application(self, *_: int | FrameType | None) -> None:
        """Be suspended, in the event loop: a signal handler must not take locks."""
        self._loop.call_soon_threadsafe(self._be_suspended)

    def _be_suspended(self) -> None:
        with self.at_rest() as resting:
            if resting:
                super()._sigtstp_application()

    def _sigcont_application(self, *_: int | FrameType | None) -> None:
        """Come back after a stop, in the event loop: as above."""
        self._loop.call_soon_threadsafe(self._come_back)

    def _come_back(self) -> None:
        # Sent to the background by the shell, it is stopped once more when it reaches for the terminal.
        with self.at_rest():
            if not self._must_signal_resume:
                # Stopped from outside: the old input thread is still there, and two would mix up the keys.
                self.suspend_application_mode()
            self.resume_application_mode()
        self._app.refresh()


def driver_that_ends(
    begins: Callable[[], None],
    end_of_input: Callable[[], None],
    at_rest: Callable[[], AbstractContextManager[bool]],
) -> type[TerminalDriver]:
    """The driver class that calls `begins` when it takes the terminal and `end_of_input` (in the input thread) when
    that ends, and is suspended `at_rest`.
    """
    own = {
        "begins": lambda _self: begins(),
        "end_of_input": lambda _self: end_of_input(),
        "at_rest": lambda _self: at_rest(),
    }
    return type("EndingDriver", (TerminalDriver,), own)


def listen_well() -> None:
    """Have Textual's driver decode and parse with the classes above.

    It takes both from its module's names; there is no other way to hand them in.
    """
    linux_driver.getincrementaldecoder = lambda _encoding: lambda: InputDecoder(terminal_charset())  # type: ignore[assignment, attr-defined]
    linux_driver.XTermParser = TypeAheadParser  # type: ignore[attr-defined]

"""The terminal as the program has it: read in the event loop, with an end, and taken back after a stop.

Stock Textual reads in a thread that looks ten times a second whether somebody types, goes on reading a line that is
gone, and writes UTF-8 whatever the terminal is.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from paratui.domain.charset import UTF_8
from paratui.ui.plain_marks import PlainMarks
from paratui.ui.terminal_keys import EndOfInput, InputDecoder, TypeAheadParser

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from types import FrameType

    from textual.message import Message

READ_BYTES = 4096
READS_AT_LAST = 32
"""How often is read before the terminal is left to others: all that a line holds, and no flood without an end."""
GIVE_BACK = "\x1b[<u\x1b[?1049l"
"""Undoes what is sent once more: each is kept as often as it was sent."""


def terminal_charset() -> str:
    """The charset the terminal was set up for when the program began, as a codec's name."""
    return (sys.__stdout__ and sys.__stdout__.encoding) or UTF_8


class TerminalDriver(LinuxDriver):
    """Textual's own driver, with an input that ends and a program that comes back from a stop once."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        # An app that takes keys in their order is told of them itself.
        self._hear: Callable[[events.Key | events.Paste], object] = getattr(app, "hear", app.post_message)
        # The screen goes where the person looks; standard error may be a file.
        self._file = sys.__stdout__
        self._marks = None if terminal_charset() == UTF_8 else PlainMarks(terminal_charset())
        self._begin_anew()
        self._rest: TimerHandle | None = None
        # Closed at one end, it has the thread that watches the line leave; None while nobody listens.
        self._leave: tuple[int, int] | None = None

    def write(self, data: str) -> None:
        """Send text, as the terminal's charset has it."""
        super().write(data if self._marks is None else self._marks.shown(data))

    @property
    def is_written(self) -> bool:
        """Whether nothing waits for the line to take it."""
        return self._writer_thread is None or self._writer_thread._queue.empty()  # noqa: SLF001 - there is no public way to ask

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size the app draws for. A line that reports none must not be two sizes at once, or it never rests."""
        width, height = self._app.console.size
        return width, height

    def end_of_input(self) -> None:
        """Called in any thread when the terminal is gone."""
        self._loop.call_soon_threadsafe(self._app.exit, None, 129)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app: straight to its queue, without a task for each; what is typed, to its ears."""
        if isinstance(message, (events.Key, events.Paste)):
            self._hear(message)
        else:
            self._app.post_message(message)

    def run_input_thread(self) -> None:
        """Watch the line, asleep until it is gone: the event loop, which reads it, may hang in a line that stalls."""
        if self._leave is None:
            return
        line = select.poll()
        line.register(self.fileno, 0)
        line.register(self._leave[0], 0)
        if any(file == self.fileno and told & select.POLLHUP for file, told in line.poll()):
            self.end_of_input()

    def _begin_anew(self) -> None:
        self._decode = InputDecoder(terminal_charset()).decode
        self._parser = TypeAheadParser(self._debug)

    def _listen(self) -> bool:
        """Read what was typed, as soon as it is there; whether there was something."""
        # Somebody else may have taken it meanwhile, and reading must not wait.
        if not select.select([self.fileno], [], [], 0)[0]:
            return False
        try:
            typed = self._decode(os.read(self.fileno, READ_BYTES))
        except (EndOfInput, OSError):
            self._loop.remove_reader(self.fileno)
            self.end_of_input()
            return False
        if typed:
            self._take(self._parser.feed(typed))
        return True

    def _take(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
        self._await_rest()

    def _await_rest(self) -> None:
        """Begin to wait, as long as it may take, for the rest of what has come so far."""
        if self._rest is not None:
            self._rest.cancel()
        seconds = self._parser.rest_within
        self._rest = None if seconds is None else self._loop.call_later(seconds, self._rest_is_late)

    def _rest_is_late(self) -> None:
        self._rest = None
        self._take(self._parser.rest_is_late())

    def begins(self) -> None:
        """Called before this process takes the terminal: nothing of its own stands there."""

    def start_application_mode(self) -> None:
        self.begins()
        watched = self._key_thread
        self._leave = self._leave or os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        signal.signal(signal.SIGWINCH, self._window_changed)
        if self._key_thread is not watched:
            self._loop.add_reader(self.fileno, self._listen)

    def disable_input(self) -> None:
        if self._loop.remove_reader(self.fileno):
            # What was typed and is not read yet would be thrown away.
            for _ in range(READS_AT_LAST):
                if not self._listen():
                    break
        if self._rest is not None:
            # An Escape alone is a whole key, whoever has the terminal in the next tenth of a second.
            self._take(self._parser.lone_escape())
        self._watch_no_longer()
        super().disable_input()

    def _watch_no_longer(self) -> None:
        if self._leave is None:
            return
        watched, awake = self._leave
        os.close(awake)
        if self._key_thread is not None:
            self._key_thread.join()
        os.close(watched)
        self._leave = None

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
                if not self._parser.in_paste:
                    # What was half a letter or half a key when others had the terminal is neither now.
                    self._begin_anew()
                self._await_rest()

    def _sigcont_application(self, *_: int | FrameType | None) -> None:
        """Come back after a stop, in the event loop: as above."""
        self._loop.call_soon_threadsafe(self._come_back)

    def _come_back(self) -> None:
        # Sent to the background by the shell, it is stopped once more when it reaches for the terminal.
        with self.at_rest():
            if self._must_signal_resume:
                self.resume_application_mode()
            else:
                self._take_back()
            self._await_rest()
        self._app.refresh()

    def _take_back(self) -> None:
        """Have the terminal again after a stop from outside: what waits there, or comes meanwhile, is read on."""
        before = self.attrs_before
        # The old threads are still there, and two would be told of the end.
        self._watch_no_longer()
        self.write(GIVE_BACK)
        self.close()
        self.resume_application_mode()
        self.attrs_before = before


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

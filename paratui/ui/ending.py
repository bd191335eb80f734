"""How the program ends when the person does not end it: a dropped line, a reboot, the end of input.

Signals are waited for in a thread of their own. The event loop may be blocked at that moment - a line
that stalls blocks the writer, and the writer blocks the loop - and still nothing may be lost or left running.
"""

from __future__ import annotations

import os
import signal
import termios
import threading
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any, NoReturn

from paratui.ui.terminal_driver import TerminalDriver, driver_that_ends

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from paratui.ui.painter import Painter

LINE_GONE = 129
TERMINATED = 143
FLUSH_SECONDS = 5.0
"""How long a flush may take before the process leaves without it."""
CLOSE_SECONDS = 5.0
"""How long the screens may take to close after SIGTERM."""
LEAVE_THE_SCREEN = b"\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m\r\n"


class Ending:
    """Waits for the end that nobody at the keyboard asked for, and makes it a good one."""

    def __init__(self, app: Painter[Any], flush: Callable[[], None]) -> None:
        self._app = app
        self._flush = flush
        self._leaving = threading.Lock()

    def wait_for_signals(self) -> None:
        """Run for ever in a thread: SIGHUP leaves at once, SIGTERM closes the screens first."""
        while True:
            if signal.sigwait({signal.SIGHUP, signal.SIGTERM}) == signal.SIGHUP:
                self.line_gone()
            else:
                self._terminate()

    def line_gone(self) -> None:
        """Write what is not written yet and leave. Never returns."""
        with self._leaving:
            self._flush_in_time()
            self._leave(LINE_GONE)

    def _terminate(self) -> None:
        """Close the screens so that the terminal is the shell's again; by force when they do not close."""
        self._flush_in_time()
        threading.Thread(target=self._leave_by_force, name="last way out", daemon=True).start()
        loop = self._app._loop  # noqa: SLF001 - the loop that runs the app, there is no public name
        if loop is None:
            self._leave(TERMINATED)
        else:
            loop.call_soon_threadsafe(self._app.exit, None, TERMINATED)

    def _leave_by_force(self) -> None:
        threading.Event().wait(CLOSE_SECONDS)
        with self._leaving:
            self._leave(TERMINATED)

    def _leave(self, code: int) -> NoReturn:
        """End the process whatever its threads do, the terminal as it was if there still is one."""
        with suppress(OSError, termios.error):
            self._restore_terminal()
        os._exit(code)

    def _restore_terminal(self) -> None:
        driver = self._app._driver  # noqa: SLF001 - it knows how the terminal was, there is no public name
        if not isinstance(driver, TerminalDriver) or driver.attrs_before is None:
            return
        termios.tcsetattr(driver.fileno, termios.TCSANOW, driver.attrs_before)
        os.set_blocking(driver.fileno, False)
        try:
            os.write(driver.fileno, LEAVE_THE_SCREEN)
        finally:
            # The shell shares the terminal's open file, and expects to be able to wait for it.
            os.set_blocking(driver.fileno, True)

    def _flush_in_time(self) -> None:
        flushing = threading.Thread(target=self._flush, name="flush", daemon=True)
        flushing.start()
        flushing.join(FLUSH_SECONDS)


def nobody_waits() -> AbstractContextManager[bool]:
    """For an app that keeps nobody waiting whatever it does."""
    return nullcontext(enter_result=True)


def die_well(
    app: Painter[Any], flush: Callable[[], None], at_rest: Callable[[], AbstractContextManager[bool]] = nobody_waits
) -> None:
    """Make `app` survive bad bytes and end well. Call it in the main thread, before `app.run()`.

    `flush` puts what was typed on the disk. It runs in a thread of its own, perhaps while the event loop
    hangs, so it must not need the loop; it may be called more than once. A dropped line ends the process
    with 129 (at once), SIGTERM makes `app.return_code` 143 with the terminal restored. SIGTSTP suspends it in a
    block of `at_rest`, and not at all when that gives False.
    """
    ending = Ending(app, flush)
    app.driver_class = driver_that_ends(app.picture.forget, ending.line_gone, at_rest)
    # Blocked here and so in every thread started later; only the waiting thread takes them.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGTERM})
    threading.Thread(target=ending.wait_for_signals, name="ending", daemon=True).start()

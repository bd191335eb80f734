"""Looking for what others changed, some times a second, in one thread of its own: a disk that is slow stops no key.

The event loop hears of it only when something came; else twenty people's processes would wake for nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from contextvars import copy_context
from threading import Event, Thread
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paratui.store.interface import Change
    from paratui.ui.app import ParatuiApp

POLL_SECONDS = 0.2
# While the office is quiet: a change stands on the screen within a second all the same.
QUIET_SECONDS, QUIET_AFTER = 0.5, 50


class News:
    """Tells `came` in the loop what others changed (None: everything may have), as long as `watch` runs."""

    def __init__(self, app: ParatuiApp, came: Callable[[Sequence[Change] | None], None]) -> None:
        self._app = app
        self._came = came
        self._away = ""
        self._over = Event()

    async def watch(self) -> None:
        """Look until this is cancelled."""
        self._loop = asyncio.get_running_loop()
        self._context = copy_context()
        thread = Thread(target=self._look_on, name="news", daemon=True)
        thread.start()
        try:
            await self._loop.create_future()
        finally:
            self._over.set()

    def _look_on(self) -> None:
        quiet = 0
        while not self._over.wait(POLL_SECONDS if quiet < QUIET_AFTER else QUIET_SECONDS):
            try:
                quiet = 0 if self._look() else quiet + 1
            except Exception as error:  # noqa: BLE001 - shown as Textual shows what its own tasks raise
                self._in_loop(self._app._handle_exception, error)  # noqa: SLF001 - the same

    def _look(self) -> bool:
        """Look once; whether there was anything to tell."""
        try:
            changes = self._app.desk.changes()
        except ParatuiError as error:
            self._away = str(error)
            self._in_loop(self._cannot, self._away)
            return True
        if self._away:
            # What was asked for meanwhile was not answered.
            self._away, changes = "", None
            self._in_loop(self._is_back)
        if changes is not None and not changes:
            return False
        self._in_loop(self._came, changes)
        return True

    def _cannot(self, sentence: str) -> None:
        self._app.say(sentence, trouble=True)

    def _is_back(self) -> None:
        self._app.indexing.refused_no_more()
        self._app.say("The office folder can be read again")

    def _in_loop(self, work: Callable[..., object], *given: object) -> None:
        # When the program ends the loop is closed, or the folder was left, in the middle of a look.
        if not self._over.is_set():
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(work, *given, context=self._context)

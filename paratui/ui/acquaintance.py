"""Getting to know the office's people: read in a thread while keys go on, and kept up to date."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.ui.rests import LeavingError, Rests

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paratui.store.interface import Change
    from paratui.ui.app import ParatuiApp


class Acquaintance:
    """Reads everybody and the log once the first picture is there, then what others change."""

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self._rest = Rests()
        self._told: set[str] = set()
        self._names_wanted = False

    def begin(self) -> None:
        """Read everything. The collector stands still meanwhile: what is read stays for good."""
        gc.disable()
        self._in_a_thread(self._app.callers.load, self._settled)

    def learn_names(self) -> None:
        """A conflict check is near: read every name the office knows. Few need them, and they take much memory."""
        if self._names_wanted:
            return
        self._names_wanted = True
        gc.disable()
        self._in_a_thread(self._read_names, self._names_read)

    def _read_names(self, rest: Callable[[], None]) -> None:
        self._app.conflicts.load(rest)

    def catch_up(self, changes: Sequence[Change] | None) -> None:
        """Read what others changed."""
        self._in_a_thread(partial(self._app.callers.catch_up, changes), self._changed)

    def end(self) -> None:
        """Stop reading; may be called from a signal."""
        self._rest.leave()

    def _in_a_thread(self, work: Callable[[Callable[[], None]], None], then: Callable[[], None]) -> None:
        def read() -> None:
            try:
                work(self._rest)
            except LeavingError:
                return
            except ParatuiError as error:
                self._app.call_from_thread(self._app.say, str(error), trouble=True)
            if not self._rest.left:
                self._app.call_from_thread(then)

        self._app.run_worker(read, thread=True, group="acquaintance", exit_on_error=False)

    def _names_read(self) -> None:
        gc.freeze()
        gc.enable()

    def _settled(self) -> None:
        self._names_read()
        self._changed()
        self._app.acquainted()

    def _changed(self) -> None:
        """Say once who cannot be shown; a call that waited for what is known now shows it."""
        if self._app.people.is_held:
            # A purge takes the index away; with one nobody has to be held.
            self._app.indexing.begin()
        fresh = [trouble for trouble in self._app.people.troubles() if trouble not in self._told]
        self._told.update(fresh)
        if fresh:
            more = f" (and {len(fresh) - 1} more: paratui doctor)" if len(fresh) > 1 else ""
            self._app.say(f"{fresh[0]}{more}", trouble=True)
        screen = self._app.open_calls.screen
        if screen is not None and screen.is_mounted:
            screen.caller_known()

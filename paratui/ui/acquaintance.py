"""Getting to know the office's people: read in a thread while keys go on, and kept up to date."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext, suppress
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.services.index_upkeep import has_index
from paratui.ui.rests import LeavingError, Rests
from paratui.ui.rubbish import lasting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from paratui.store.interface import Change
    from paratui.ui.app import ParatuiApp

    # It is given the rest it takes every millisecond.
    Work = Callable[[Rests], None]
    Then = Callable[[], None]

# An index that is being made is looked for every so many rests, and so often.
_RESTS, _LOOKS = 50, 100


class Acquaintance:
    """Reads everybody and the log once the first picture is there, then what others change."""

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self._rest = Rests()
        self._told: set[str] = set()
        self._names_wanted = False
        # Whether people are entered just now, and whether whoever was answered without them is to be told.
        self._entering = self._lagged = False

    def begin(self) -> None:
        """Read everything."""
        self._in_background(self._load, self._settled, lasting())

    def learn_names(self) -> None:
        """A conflict check is near: read every name the office knows. Few need them, and they take much memory."""
        if not self._names_wanted:
            self._names_wanted = True
            self._in_background(self._read_names, None, lasting())

    def _read_names(self, rest: Rests) -> None:
        # In the thread: the check is loaded with its first use.
        self._app.conflicts.load(rest)

    def catch_up(self, changes: Sequence[Change] | None) -> None:
        """Read what others changed."""
        # Where it was too much to be told, all calls are read anew: until then nobody knows who is silent.
        then = self._settled if changes is None else self._changed
        self._in_background(partial(self._catch_up, changes), then, nullcontext())

    def _load(self, rest: Rests) -> None:
        # In the thread: a database may load with it.
        self._app.people.leave_much_to(self._much_new)
        self._await_index(rest)
        self._app.callers.load(rest)

    def _catch_up(self, changes: Sequence[Change] | None, rest: Rests) -> None:
        self._await_index(rest)
        self._app.callers.catch_up(changes, rest)

    def _await_index(self, rest: Rests) -> None:
        """Have an index made where there is none, as after a purge: without one everybody has to be held.

        It is waited for about as long as it would take to read everybody, unless somebody asks for people meanwhile.
        """
        app = self._app
        if has_index(app.desk):
            return
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(app.indexing.begin, context=self._context)
        for _ in range(_LOOKS):
            for _ in range(_RESTS):
                rest()
            if app.people.holds or app.indexing.trouble or has_index(app.desk):
                return

    def _much_new(self) -> None:
        """Many people were changed at once: they are entered in a thread. Told by whoever asks, in any thread."""
        if not self._entering and not self._rest.left:
            self._entering = True
            enter = partial(self._in_background, self._enter, self._entered, nullcontext())
            # When the program ends the loop is closed in the middle of a question.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(enter, context=self._context)

    def _enter(self, rest: Rests) -> None:
        people = self._app.people
        try:
            self._lagged = False
            people.enter_much(rest)
            people.look_again(())
            people.load(rest)
            self._lagged = True
        finally:
            self._entering = False

    def _entered(self) -> None:
        self._changed()
        if self._lagged:
            # Also where it was not much: somebody was answered without it while the records were busy.
            self._app.tell_screens({"call", "person", "matter"})

    def end(self) -> None:
        """Stop reading; may be called from a signal."""
        self._rest.leave()

    def _in_background(self, work: Work, then: Then | None, meanwhile: AbstractContextManager[None]) -> None:
        self._loop, self._context = asyncio.get_running_loop(), copy_context()
        self._app.go_on_with(self._read, work, then, meanwhile, group="acquaintance")

    async def _read(self, work: Work, then: Then | None, meanwhile: AbstractContextManager[None]) -> None:
        with meanwhile:
            try:
                await asyncio.to_thread(work, self._rest)
            except LeavingError:
                return
            except ParatuiError as error:
                self._app.say(str(error), trouble=True)
        if then is not None and not self._rest.left:
            then()

    def _settled(self) -> None:
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

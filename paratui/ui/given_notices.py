"""What colleagues give me shows up wherever I am: a sentence, a count in the first row, a bell when asked for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.staff import BELL_OFF, BELL_ON, BELL_ON_CALLS, Staff
from paratui.services.colleagues import change_colleague
from paratui.ui.area import Area
from paratui.ui.screens.queue import QueueScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.services.given_to_me import Given, GivenToMe
    from paratui.store.interface import Change
    from paratui.ui.app import ParatuiApp

BELL_SECONDS = 1.0
BELL_WORDS = {
    BELL_OFF: "No bell any more; what is given to you still shows",
    BELL_ON: "The bell rings when a colleague gives you something, not in calls",
    BELL_ON_CALLS: "The bell rings when a colleague gives you something, in calls too",
}


class GivenNotices:
    """Watches for what is given to me. `unseen` counts it for the first row until the queue was looked at."""

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self._given: GivenToMe | None = None
        self._new: set[int] = set()
        self._uncounted: set[int] = set()
        # What was said last, and of which items.
        self._sentence = ""
        self._told: set[int] = set()
        self._rang = -BELL_SECONDS
        self.bell = BELL_OFF

    @property
    def unseen(self) -> int:
        """How many items were given to me that I have not looked at."""
        return len(self._new - self._uncounted)

    def is_new(self, item: int) -> bool:
        """Whether an item was given to me and the cursor has not been on it since."""
        return item in self._new

    def begin(self) -> None:
        """Watch from now on."""
        self.bell = self._app.desk.me.bell
        from paratui.services.given_to_me import GivenToMe  # noqa: PLC0415 - after the first picture

        self._given = GivenToMe(self._app.desk)

    def changed(self, changes: Sequence[Change] | None) -> None:
        """Somebody changed something: find out in a thread whether it is mine now."""
        given, app, new = self._given, self._app, frozenset(self._new)
        if given is None:
            return

        def look() -> None:
            try:
                me = app.desk.store.get("staff", app.desk.me.id)
                found, still = given.found(changes), given.still_mine(new)
            except ParatuiError as error:
                app.call_from_thread(app.say, str(error), trouble=True)
                return
            app.call_from_thread(self._tell, found, new - still, Staff.read(me).bell if me else self.bell)

        app.run_worker(look, thread=True, group="given", exit_on_error=False)

    def looked_at(self, item: object) -> None:
        """The cursor is on an item."""
        if isinstance(item, int):
            self._new.discard(item)

    def looked_through(self) -> None:
        """My items are shown: nothing is counted any more, the marks stay until the cursor was there."""
        self._uncounted |= self._new

    def ring(self) -> None:
        """Ring once a second at most; during a call only where that was asked for too."""
        app, now = self._app, asyncio.get_running_loop().time()
        speaking = any(not session.parked for session in app.open_calls.sessions)
        if not self.bell or (speaking and self.bell != BELL_ON_CALLS) or now - self._rang < BELL_SECONDS:
            return
        self._rang = now
        app.bell()

    async def ask_bell(self, area: Area, words: str = "") -> None:
        """Ask when the bell rings, unless it was said: on, off or calls. It holds tomorrow too."""

        async def chosen(bell: str) -> None:
            sentence = await self.have_bell(area, bell)
            if sentence:
                area.say(sentence)

        if words.strip():
            await chosen(words.strip().casefold())
            return
        choices = [("o", "on", "on, but not in calls"), ("c", "calls", "on, in calls too"), ("f", "off", "off")]
        now = {BELL_OFF: "off", BELL_ON: "on", BELL_ON_CALLS: "on, in calls too"}[self.bell]
        await area.choose(f"A bell when a colleague gives you something? It is {now} now", choices, chosen)

    async def have_bell(self, area: Area, bell: str) -> str:
        """Let it be on, off or calls from now on; what then holds, empty when it could not be kept."""
        desk, wanted = self._app.desk, BELL_OFF if bell == "off" else bell
        kept = await area.attempt(lambda: change_colleague(desk, desk.me.login, bell=wanted))
        if kept is None:
            return ""
        self.bell = kept.bell
        return BELL_WORDS[kept.bell]

    def _tell(self, found: list[Given], gone: frozenset[int], bell: str) -> None:
        before = self.unseen
        self.bell = bell
        self._new = (self._new - gone) | {one.item.id for one in found}
        self._uncounted &= self._new
        if gone & self._told:
            for screen in self._app.screen_stack:
                if isinstance(screen, Area):
                    screen.unsay(self._sentence)
        if found:
            from paratui.services.given_to_me import given_words  # noqa: PLC0415 - as in `begin`

            names = {one.login: one.first_name for one in self._app.desk.staff()}
            self._sentence = given_words(found, self._app.desk, names)
            self._told = {one.item.id for one in found}
            self._app.say(self._sentence)
            self.ring()
        if found or self.unseen != before:
            for screen in self._app.screen_stack:
                if isinstance(screen, QueueScreen):
                    screen.reload()

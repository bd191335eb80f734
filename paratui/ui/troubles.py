"""What somebody should look after: said once each, counted in the first row until it is dealt with."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.ui.area import Area
from paratui.ui.quietly import quietly

if TYPE_CHECKING:
    from paratui.ui.app import ParatuiApp

CHECKPOINT_SECONDS = 20.0


class Troubles:
    """The upkeep of the office while it is open; `waiting` counts the pieces set aside that nobody dealt with."""

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self._said: set[str] = set()
        self.waiting = 0

    def watch(self) -> None:
        """Keep the office in order from now on."""
        self._app.set_interval(CHECKPOINT_SECONDS, self._fold)

    def _fold(self) -> None:
        self._app.go_on_with(self.keep_in_order, group="fold", exclusive=True)

    async def keep_in_order(self) -> None:
        """Fold the journal if it is due, and say what somebody should look after."""
        await asyncio.to_thread(quietly(self._app.desk.fold))
        await self.look()

    async def look(self) -> None:
        """Say what somebody should look after, once each."""
        app = self._app
        sentences, waiting = await asyncio.to_thread(lambda: (app.desk.troubles(), app.pieces.waiting()))
        fresh = [sentence for sentence in sentences if sentence not in self._said]
        self._said = set(sentences)
        if len(waiting) != self.waiting:
            self.waiting = len(waiting)
            for screen in app.screen_stack:
                if isinstance(screen, Area):
                    screen.changed({"follow_up", "call"})
        pieces = {piece.why for piece in waiting}
        if fresh:
            first = next((sentence for sentence in fresh if sentence not in pieces), "")
            aside = f"Something was set aside instead of being used or lost: {app.key_of('go.set_aside')} shows it"
            app.say(first or aside, trouble=True)

    async def show(self) -> None:
        """The screen of what was set aside."""
        from paratui.ui.screens.set_aside import SetAsideScreen  # noqa: PLC0415 - hardly ever needed

        if not any(isinstance(screen, SetAsideScreen) for screen in self._app.screen_stack):
            await self._app.push_screen(SetAsideScreen(self._app.desk))

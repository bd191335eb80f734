"""My own call that goes on in another session of mine, and is taken up here once the line there is given up.

A line that dies without a word leaves its session alive until the machine notices, which may be minutes: whoever logs
in again meanwhile must not think that the call is gone.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError

if TYPE_CHECKING:
    from paratui.services.calls import OnCall
    from paratui.ui.app import ParatuiApp

LOOK_SECONDS = 3.0


class Elsewhere:
    """Looks as long as there is such a call."""

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self._calls: list[OnCall] = []

    async def look(self) -> None:
        """Say what goes on elsewhere; what was given up there is offered here."""
        before = self._calls
        try:
            here = {session.call.id for session in self._app.open_calls.sessions}
            self._calls = await asyncio.to_thread(self._app.calls.elsewhere, here)
        except ParatuiError:
            # Said where the folder is read; asked again with the next look.
            self._app.set_timer(LOOK_SECONDS, self.look)
            return
        if len(self._calls) < len(before):
            self._app.open_calls.kept = await asyncio.to_thread(self._app.calls.cut)
            if self._app.open_calls.kept:
                self._app.say(
                    f"Your call elsewhere was cut: {self._app.key_of('go.call')} takes it up here", trouble=True
                )
        elif self._calls and not before:
            self._app.hide_names((self._calls[0].person,))
            who = self._calls[0].person or "a caller"
            key = self._app.key_of("go.call")
            self._app.say(f"{who}: on the line in another session of yours; if it is cut, {key} has it")
        if self._calls:
            self._app.set_timer(LOOK_SECONDS, self.look)

"""Looking, while the queue is open, which clients have waited too long for word of us."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError, StoreReadOnly
from paratui.ui.rests import REST_SECONDS

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.ui.screens.item_work import ItemWork

# How often somebody looks whether the turn has come, and how often it comes.
LOOK_SECONDS = 5.0
A_TURN = timedelta(hours=1)


class StatusTurns:
    """A turn an hour, once people and calls are read; the items it makes come up in `area`."""

    def __init__(self, area: ItemWork) -> None:
        self._area = area
        self._due: datetime | None = None
        self._never_again = False

    def look(self) -> None:
        """Take the turn when it has come."""
        area = self._area
        now, seat = area.desk.now(), area.paratui
        if self._never_again or (self._due and now < self._due):
            return
        if seat.people.ready and seat.callers.silence.whole:
            self._due = now + A_TURN
            area.in_background("status updates", self._take)

    async def _take(self) -> None:
        from paratui.services.touch_base import StatusUpdates  # noqa: PLC0415 - after the first picture

        area, seat = self._area, self._area.paratui
        turn = StatusUpdates(area.desk, seat.people, seat.callers.silence)
        try:
            looked = await asyncio.to_thread(turn.look_after, partial(sleep, REST_SECONDS))
        except StoreReadOnly:
            self._never_again = True
            return
        except ParatuiError:
            # A full disk or a busy office is told of where somebody works; the next turn makes up for it.
            return
        if looked.made or looked.closed:
            area.reload()

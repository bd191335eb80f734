"""A list read in the background: a key for one of its rows, typed ahead, waits for the rows it is meant for."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from paratui.ui.area import Area

if TYPE_CHECKING:
    from paratui.services.desk import Desk
    from paratui.ui.commands.command import Command

_ON_ROW = frozenset(
    {
        *("log.open", "log.call", "log.person", "clients.open", "clients.call", "clients.mark", "clients.merge"),
        *("go.person", "go.matter", "go.calls", "go.items"),
    }
)
_LONGEST_WAIT = 2.0


class RowsAwaited(Area):
    """`rows_there` is cleared while somebody has asked for other rows than stand here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows_there = asyncio.Event()
        self.rows_there.set()

    async def run_command(self, command: Command[Any], words: str = "") -> None:
        if command.id in _ON_ROW and not self.rows_there.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self.rows_there.wait(), _LONGEST_WAIT)
        await super().run_command(command, words)

"""Whether the terminal's bell tells of what colleagues give me."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.area import Area


class _Bell(Command[Any]):
    title = "Bell for what is given to me"
    help = "Rings the terminal's bell when a colleague gives you something: never, except in calls, or always."

    async def run(self, area: Area, words: str = "") -> None:
        await area.paratui.given.ask_bell(area, words)


class BellInQueue(_Bell):
    id = "queue.bell"
    # The bell's own character.
    keys = ("ctrl+g",)


class BellOnCall(_Bell):
    id = "call.bell"
    slash = "bell"
    slash_help = "on, off, or calls: the terminal's bell for what colleagues give you"

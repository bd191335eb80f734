"""Many items at once, several made of one and one of several, and the whole life of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command
from paratui.ui.commands.on_item import OnItem

if TYPE_CHECKING:
    from paratui.ui.screens.queue import QueueScreen


class Life(OnItem):
    id = "queue.life"
    title = "Its whole life"
    keys = ("h",)
    help = "Shows everything about the item: due and clock, tries, what happened and who did it, where it came from."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.show_life()


class Mark(OnItem):
    id = "queue.mark"
    title = "Mark"
    keys = ("space",)
    help = "Marks the item, or takes its mark away. d t s a g w and + are then for all marked items at once."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        area.mark()


class MarkAll(OnItem):
    id = "queue.mark_all"
    title = "Mark all shown"
    keys = ("asterisk",)
    help = "Marks every item shown, so that a filter says which; once more takes all marks away."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        area.mark_all()


class Split(OnItem):
    id = "queue.split"
    title = "Split"
    keys = ("b",)
    help = "Makes several items of one, a ; between the parts. Each keeps person, matter and source."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_split()


class Join(OnItem):
    id = "queue.join"
    title = "Join duplicates"
    keys = ("plus",)
    help = "Closes a duplicate into this item, or all marked ones into one. Tries and history stay with it."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_join()


class Reopen(Command["QueueScreen"]):
    id = "queue.reopen"
    title = "Open a closed item again"
    keys = ("z",)
    help = "Shows what was closed lately, yours first; Enter opens it again and asks why."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_reopen()

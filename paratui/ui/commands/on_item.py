"""What is done with the item under the cursor of the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.queue import QueueScreen


class OnItem(Command["QueueScreen"]):
    """A command that needs an item under the cursor."""

    def why_not(self, area: QueueScreen) -> str:
        return (
            ""
            if area.item
            else area.keyed("No follow-up is chosen; [[queue.new]] makes one, [[queue.mine]] shows everyone's")
        )

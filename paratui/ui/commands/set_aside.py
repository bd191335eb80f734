"""What can be done with the pieces that were set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.set_aside import SetAsideScreen


class TakeOver(Command["SetAsideScreen"]):
    id = "set_aside.take"
    title = "Take it over"
    keys = ("t", "enter")
    footer = "take over"
    footer_rank = 1
    help = "Stores what the piece says of this record as a new version; the earlier one stays."

    def why_not(self, area: SetAsideScreen) -> str:
        return area.why_not_take()

    async def run(self, area: SetAsideScreen, words: str = "") -> None:  # noqa: ARG002
        await area.take()


class FileAway(Command["SetAsideScreen"]):
    id = "set_aside.file"
    title = "File the piece away"
    keys = ("f",)
    footer = "keep ours, file away"
    footer_rank = 2
    help = "The office stays as it is; the piece is kept in its folder and not shown any more."

    def why_not(self, area: SetAsideScreen) -> str:
        return "" if area.piece else "There is nothing to file away"

    async def run(self, area: SetAsideScreen, words: str = "") -> None:  # noqa: ARG002
        await area.file_away()


class LookInside(Command["SetAsideScreen"]):
    id = "set_aside.look"
    title = "Look inside"
    keys = ("v",)
    footer = "look inside"
    footer_rank = 3
    help = "Shows the piece as it is."

    def why_not(self, area: SetAsideScreen) -> str:
        return "" if area.piece else "There is nothing to look into"

    async def run(self, area: SetAsideScreen, words: str = "") -> None:  # noqa: ARG002
        await area.look_inside()


class CloseSetAside(Command["SetAsideScreen"]):
    id = "set_aside.close"
    title = "Back"
    keys = ("escape", "q", "ctrl+c")
    footer = "back"
    footer_rank = 4
    help = "Back to where you came from."

    async def run(self, area: SetAsideScreen, words: str = "") -> None:  # noqa: ARG002
        await area.app.pop_screen()


SET_ASIDE_COMMANDS: tuple[Command[SetAsideScreen], ...] = (TakeOver(), FileAway(), LookInside(), CloseSetAside())

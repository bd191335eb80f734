"""What can be done in the fast pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from paratui.domain.received import WAYS, Received
from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.fast_pass import FastPassScreen

class NextCaller(Command["FastPassScreen"]):
    id = "messages.who"
    title = "Somebody else"
    keys = ("ctrl+o",)
    slash = "who"
    slash_help = "take the next of who it may be, then the name as typed"
    footer = "somebody else"
    footer_rank = 1
    help = "Proposes the next person it may be, then the name as it was typed."

    def why_not(self, area: FastPassScreen) -> str:
        return "" if area.several_callers() else "Nobody else is likely; the name stays as it is typed"

    async def run(self, area: FastPassScreen, words: str = "") -> None:  # noqa: ARG002
        await area.next_caller()


class OwnItem(Command["FastPassScreen"]):
    id = "messages.own"
    title = "An item of its own"
    keys = ("ctrl+t",)
    slash = "own"
    slash_help = "a call back of its own, or counted in the one that is open"
    footer = "own item"
    footer_rank = 2
    only_when_possible = True
    help = "Makes a follow-up of its own instead of counting the message in the open one; again for the other."

    def why_not(self, area: FastPassScreen) -> str:
        return "" if area.can_join() else "Nothing is open for this caller, so it gets an item of its own"

    async def run(self, area: FastPassScreen, words: str = "") -> None:  # noqa: ARG002
        await area.toggle_join()


class TakeBack(Command["FastPassScreen"]):
    id = "messages.undo"
    title = "Take an entry back"
    keys = ("f8",)
    slash = "undo"
    slash_help = "take the chosen entry back, or the last one"
    footer = "take back"
    footer_rank = 4
    help = "Takes the chosen entry back, or the last one, and asks why: it stays in the log as discarded."

    def why_not(self, area: FastPassScreen) -> str:
        return area.why_not_take_back()

    async def run(self, area: FastPassScreen, words: str = "") -> None:
        await area.ask_take_back(words)


class CloseMessages(Command["FastPassScreen"]):
    id = "messages.close"
    title = "Back"
    keys = ("escape", "ctrl+c")
    slash = "back"
    slash_help = "back to where you came from; the list stays"
    footer = "back"
    footer_rank = 5
    help = "Leaves what is being mended as it was; else back to where you came from. The list stays until you quit."

    async def run(self, area: FastPassScreen, words: str = "") -> None:  # noqa: ARG002
        await area.let_go()


class CameBy(Command["FastPassScreen"]):
    """How the next lines came; it sticks until another is chosen."""

    received: ClassVar[Received]

    async def run(self, area: FastPassScreen, words: str = "") -> None:
        await area.came_by(self.received, words)


def _came_by(received: Received) -> Command[Any]:
    many = WAYS[received].many
    named = {
        "id": f"messages.{received}",
        "title": f"{many[0].upper()}{many[1:]}",
        "slash": received.value,
        "slash_help": f"the next lines are {many}",
        "help": f"The next lines are {many}; with words behind it only this one.",
        "received": received,
    }
    command: Command[Any] = type("CameBy", (CameBy,), named)()
    return command


FAST_PASS_COMMANDS: tuple[Command[Any], ...] = (
    NextCaller(),
    OwnItem(),
    TakeBack(),
    CloseMessages(),
    *(_came_by(one) for one in Received),
)

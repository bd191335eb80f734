"""What can be done in the list of people and matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.ui.commands.bring_in import PeopleFromClients
from paratui.ui.commands.command import Command
from paratui.ui.commands.marked_people import MARK_COMMANDS

if TYPE_CHECKING:
    from paratui.ui.screens.clients import ClientsScreen


class OnClient(Command["ClientsScreen"]):
    """A command that needs a row under the cursor."""

    def why_not(self, area: ClientsScreen) -> str:
        nobody = area.keyed("Nobody is chosen; [[clients.all]] shows all, [[clients.new]] enters somebody new")
        return "" if area.record else nobody


class Open(OnClient):
    id = "clients.open"
    title = "Open"
    keys = ("enter", "o")
    footer = "open"
    footer_rank = 1
    help = "Shows everything kept of the person or matter under the cursor."

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        await area.open_chosen()


class Find(Command["ClientsScreen"]):
    id = "clients.find"
    title = "Find"
    keys = ("slash",)
    footer = "find"
    footer_rank = 2
    help = "Narrows the list while you type: beginnings of names, digits of a number, a matter's number."

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_words()


class Switch(Command["ClientsScreen"]):
    id = "clients.switch"
    title = "People or matters"
    keys = ("tab",)
    footer = "people/matters"
    footer_rank = 3
    help = "Changes between the list of people and the list of matters; each keeps its place."

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        area.switch()


class CallClient(OnClient):
    id = "clients.call"
    title = "Call now"
    keys = ("c",)
    footer = "call"
    footer_rank = 4
    help = "Opens a call to this person, or to the first client of this matter; asks first, the same key says yes."

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_call()


class New(Command["ClientsScreen"]):
    id = "clients.new"
    title = "New person or matter"
    keys = ("n",)
    footer = "new"
    footer_rank = 6
    help = "Enters a person by name and number, or opens a matter, whichever list is shown."

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_new()


class Everybody(Command["ClientsScreen"]):
    id = "clients.all"
    title = "Show all"
    keys = ("x", "escape", "ctrl+c")
    footer = "all"
    footer_rank = 7
    only_when_possible = True
    help = "Takes the marks away, then what was typed to find somebody."

    def why_not(self, area: ClientsScreen) -> str:
        return "" if area.typed or area.marked_count else "Nothing is left out: these are all"

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        if area.marked_count:
            area.unmark_all()
        else:
            area.narrow("")


class Order(Command["ClientsScreen"]):
    id = "clients.order"
    title = "Order the list"
    keys = ("s",)
    footer = "order"
    footer_rank = 5
    help = "Puts the list in the order of a column, which its title then shows; the same column again turns it round."

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_order()


class UndoInList(Command["ClientsScreen"]):
    id = "clients.undo"
    title = "Undo"
    keys = ("u",)
    help = "Names my last change of a person, a matter or an item, up to twenty of them; the same key takes it back."

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        await area.undo()


CLIENTS_COMMANDS: tuple[Command[Any], ...] = (
    Open(),
    Find(),
    Switch(),
    CallClient(),
    New(),
    Order(),
    UndoInList(),
    *MARK_COMMANDS,
    Everybody(),
    PeopleFromClients(),
)

"""What can be done with several people of the list at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.clients import ClientsScreen


class OfPeople(Command["ClientsScreen"]):
    """A command that is for people, not for matters."""

    def why_not(self, area: ClientsScreen) -> str:
        if area.matters:
            return area.keyed("It is for people, these are matters; [[clients.switch]] shows the people")
        return (
            ""
            if area.record
            else area.keyed("Nobody is chosen; [[clients.all]] shows all, [[clients.new]] enters somebody")
        )


class Mark(OfPeople):
    id = "clients.mark"
    title = "Mark"
    keys = ("space",)
    help = (
        "Marks the person, or takes the mark away; it stays while you look for others. [[clients.merge]] and "
        "[[clients.export]] are for the marked."
    )

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        area.mark()


class MarkAll(OfPeople):
    id = "clients.mark_all"
    title = "Mark all shown"
    keys = ("asterisk",)
    help = "Marks everybody shown, so that a search says whom; once more takes all marks away."

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        area.mark_all()


class Merge(OfPeople):
    id = "clients.merge"
    title = "Merge two records of one person"
    keys = ("plus",)
    help = "Makes one record of the two marked, or of this one and another; shows both and asks which one stays."

    def why_not(self, area: ClientsScreen) -> str:
        marked = area.marked_count
        if marked > 2:
            return (
                f"Two at a time are made one, {marked:,} are marked; {area.key_of('clients.mark')} takes a mark away"
            )
        return "" if marked else super().why_not(area)

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_merge()


class Export(OfPeople):
    id = "clients.export"
    title = "Export the marked people"
    keys = ("E",)
    help = "Writes the marked people, and only these, to a CSV or vCard file that you name."

    def why_not(self, area: ClientsScreen) -> str:
        if area.marked_count:
            return ""
        return super().why_not(area) or area.keyed(
            "Nobody is marked; [[clients.mark]] marks one, [[clients.mark_all]] all shown"
        )

    async def run(self, area: ClientsScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_export()


MARK_COMMANDS: tuple[Command[Any], ...] = (Mark(), MarkAll(), Merge(), Export())

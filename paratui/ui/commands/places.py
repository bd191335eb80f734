"""From whatever is looked at to the person, the matter, the calls and the items it belongs to, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.area import Area


class GoBack(Command["Area"]):
    id = "go.back"
    title = "Back to where I was"
    keys = ("backspace",)
    slash = "before"
    slash_help = "back to where I was; the call goes on"
    help = "Goes back one place, as it stood: from a page to what lies under it, from an area to where I came from."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        if not await area.paratui.back():
            area.say(area.keyed("This is where you began; [[go.queue]] to [[go.clients]] lead to the areas"))


class OpenPerson(Command["Area"]):
    id = "go.person"
    title = "Open the person"
    keys = ("P",)
    slash = "person"
    slash_help = "the page of the person; the call goes on"
    footer = "person"
    footer_rank = 61
    only_when_possible = True
    help = "Shows everything kept of the person this is about; of several it asks which."

    def why_not(self, area: Area) -> str:
        return "" if area.concerns().people else "Nobody of the office's people is named here"

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.open_one_of(area.concerns().people)


class OpenMatter(Command["Area"]):
    id = "go.matter"
    title = "Open the matter"
    keys = ("M",)
    slash = "matterpage"
    slash_help = "the page of the matter; the call goes on"
    footer = "matter"
    footer_rank = 62
    only_when_possible = True
    help = "Shows everything kept of the matter this is about; of several it asks which."

    def why_not(self, area: Area) -> str:
        return "" if area.concerns().matters else "No matter is named here"

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.open_one_of((), area.concerns().matters)


class TheirCalls(Command["Area"]):
    id = "go.calls"
    title = "Their calls"
    keys = ("L", "l")
    slash = "calls"
    slash_help = "their calls in the log; the call goes on"
    footer = "calls"
    footer_rank = 60
    only_when_possible = True
    help = "Shows the log with every call of this person, or of this matter, alone."

    def why_not(self, area: Area) -> str:
        return "" if any(area.concerns().whose) else "Nobody of the office's people is named here, and no matter"

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.show_calls_of(*area.concerns().whose)


class TheirItems(Command["Area"]):
    id = "go.items"
    title = "Their follow-ups"
    keys = ("F",)
    slash = "items"
    slash_help = "their follow-ups in the queue; the call goes on"
    footer = "follow-ups"
    footer_rank = 63
    only_when_possible = True
    help = "Shows the queue with everything open for this person, or in this matter, alone."

    def why_not(self, area: Area) -> str:
        return "" if any(area.concerns().whose) else "Nobody of the office's people is named here, and no matter"

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.show_items_of(*area.concerns().whose)


PLACES: tuple[Command[Area], ...] = (GoBack(), OpenPerson(), OpenMatter(), TheirCalls(), TheirItems())

"""What can be done with what the silence radar shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.ui.commands.command import Command
from paratui.ui.commands.day import BACK

if TYPE_CHECKING:
    from paratui.ui.screens.radar import RadarScreen


class OnRow(Command["RadarScreen"]):
    """A command that needs a row under the cursor."""

    def why_not(self, area: RadarScreen) -> str:
        return "" if area.row else "Nobody is chosen: there is nothing on the radar"


class CallThem(OnRow):
    id = "radar.call"
    title = "Call now"
    keys = ("c", "enter")
    footer = "call"
    footer_rank = 1
    help = "Opens a call to this person, with the brief of them in front of you."

    def why_not(self, area: RadarScreen) -> str:
        row = area.row
        if row and not (row.person_id or row.phone or row.person):
            return f"Matter {row.matter} names no client to call"
        return super().why_not(area)

    async def run(self, area: RadarScreen, words: str = "") -> None:  # noqa: ARG002
        await area.call_now()


class TouchBase(OnRow):
    id = "radar.touch"
    title = "Make a follow-up to touch base"
    keys = ("n",)
    footer = "touch base"
    footer_rank = 2
    help = "Makes a follow-up to touch base with them; Enter takes the time the touch-base clock gives."

    def why_not(self, area: RadarScreen) -> str:
        row = area.row
        if row and not (row.person_id or row.phone or row.person):
            return f"Matter {row.matter} names no client to touch base with"
        return super().why_not(area)

    async def run(self, area: RadarScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_touch_base()


class ShowPromises(OnRow):
    id = "radar.promises"
    title = "Promises to this person"
    keys = ("p",)
    footer = "promises"
    footer_rank = 3
    help = "Shows what was promised to this person in the last twelve months, and what became of each."

    def why_not(self, area: RadarScreen) -> str:
        if area.row and not area.row.person_id:
            return "Nobody of the office's people; promises are counted for those who are known"
        return super().why_not(area)

    async def run(self, area: RadarScreen, words: str = "") -> None:  # noqa: ARG002
        await area.show_promises()


class LastCall(OnRow):
    id = "radar.last"
    title = "Open the last call"
    keys = ("o",)
    footer = "last call"
    footer_rank = 4
    help = "Opens the last call in which somebody spoke with them, however long ago; else the last try."

    async def run(self, area: RadarScreen, words: str = "") -> None:  # noqa: ARG002
        area.open_last_call()


RADAR_COMMANDS: tuple[Command[Any], ...] = (
    CallThem(),
    TouchBase(),
    ShowPromises(),
    LastCall(),
    BACK,
)

"""What can be done on the page Pulse, and the way to it from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.area import Area
    from paratui.ui.screens.pulse import PulseScreen


class GoPulse(Command["Area"]):
    id = "go.pulse"
    title = "Pulse"
    keys = ("f7", "g")
    slash = "pulse"
    slash_help = "calls, returns and promises in pictures; the call goes on"
    help = "Calls by day and hour, returned calls, promises, steps skipped, silence, legal questions: in pictures."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.show_pulse()


class ChooseTime(Command["PulseScreen"]):
    id = "pulse.time"
    title = "Another time"
    keys = ("d",)
    footer = "time"
    footer_rank = 1
    help = "Asks over which time: 7, 30, 90 or 365 days, or a month."

    async def run(self, area: PulseScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_time()


class Everyone(Command["PulseScreen"]):
    id = "pulse.everyone"
    title = "Mine or everyone's"
    keys = ("m",)
    footer = "mine/all"
    footer_rank = 2
    help = "Shows your own figures, or the sums of the whole office."

    async def run(self, area: PulseScreen, words: str = "") -> None:  # noqa: ARG002
        area.show(everyone=not area.everyone)


class Earlier(Command["PulseScreen"]):
    id = "pulse.earlier"
    title = "The time before"
    keys = ("left",)
    footer = "before"
    footer_rank = 3
    help = "Shows the time as long as this one that goes before it."

    async def run(self, area: PulseScreen, words: str = "") -> None:  # noqa: ARG002
        area.show(area.time.earlier())


class Later(Command["PulseScreen"]):
    id = "pulse.later"
    title = "The time after"
    keys = ("right",)
    footer = "after"
    footer_rank = 4
    help = "Shows the time that follows this one, up to today."

    def why_not(self, area: PulseScreen) -> str:
        return "This time reaches up to today" if area.time.later(area.today) == area.time else ""

    async def run(self, area: PulseScreen, words: str = "") -> None:  # noqa: ARG002
        area.show(area.time.later(area.today))


class ClosePulse(Command["PulseScreen"]):
    id = "pulse.close"
    title = "Back"
    keys = ("escape", "q", "ctrl+c")
    footer = "back"
    footer_rank = 5
    help = "Back to where you came from."

    async def run(self, area: PulseScreen, words: str = "") -> None:  # noqa: ARG002
        await area.app.pop_screen()


GO_PULSE = GoPulse()
PULSE_COMMANDS: tuple[Command[Any], ...] = (ChooseTime(), Everyone(), Earlier(), Later(), ClosePulse())

"""What can be done on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command
from paratui.ui.commands.day import THE_DAY
from paratui.ui.commands.own import OWN
from paratui.ui.commands.places import PLACES
from paratui.ui.commands.pulse import GO_PULSE
from paratui.ui.commands.tour import TAKE_TOUR

if TYPE_CHECKING:
    from paratui.ui.area import Area


class Help(Command["Area"]):
    id = "help"
    title = "Help"
    keys = ("f1",)
    slash = "help"
    slash_help = "what can be done here"
    footer = "help"
    footer_rank = 0
    help = "Explains this screen and lists its keys."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.show_help(area)


class Palette(Command["Area"]):
    id = "palette"
    title = "All commands"
    keys = ("ctrl+p",)
    footer_rank = 95
    help = "Lists everything that can be done here; type a part of its name."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.show_palette(area)


class GoQueue(Command["Area"]):
    id = "go.queue"
    title = "Queue"
    keys = ("f2", "1")
    slash = "queue"
    slash_help = "look at the queue, the call goes on"
    help = "The follow-up queue. A call in progress goes on."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.go("queue")


class GoCall(Command["Area"]):
    id = "go.call"
    title = "Call"
    keys = ("f3", "2")
    slash = "call"
    slash_help = "the call in progress, or a new one"
    help = (
        "The call in progress; with none open, a new call begins at once. "
        "On a call [[call.park]] begins a second one."
    )

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.open_calls.go()


class GoLog(Command["Area"]):
    id = "go.log"
    title = "Log"
    keys = ("f4", "3")
    slash = "log"
    slash_help = "look at the call log, the call goes on"
    help = "The call log."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.go("log")


class GoClients(Command["Area"]):
    id = "go.clients"
    title = "Clients"
    keys = ("f5", "4")
    slash = "clients"
    slash_help = "look at people and matters, the call goes on"
    help = "People and matters."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.go("clients")


class GoSetAside(Command["Area"]):
    id = "go.set_aside"
    title = "Set aside"
    keys = ("f9", "9")
    slash = "aside"
    slash_help = "what was set aside, the call goes on"
    help = "What a crash, a failing disk or an edit by hand left: look at it, take it over or file it away."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.troubles.show()


class GoRadar(Command["Area"]):
    id = "go.radar"
    title = "Silence radar"
    keys = ("f12",)
    slash = "radar"
    slash_help = "whom nobody spoke to, the call goes on"
    help = "Whom nobody spoke to, matters with nothing planned, who called once, promises kept and broken."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.show_radar()


class Redraw(Command["Area"]):
    id = "redraw"
    title = "Draw the screen anew"
    keys = ("ctrl+l",)
    slash = "redraw"
    slash_help = "draw the screen anew"
    help = "Draws everything anew, after another program has written over the screen."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        area.paratui.picture.forget()
        area.app.refresh(layout=True)
        area.refresh(layout=True)


class Leave(Command["Area"]):
    id = "leave"
    title = "Leave paratui"
    keys = ("ctrl+q",)
    slash = "quit"
    slash_help = "leave; an open call is kept and offered next time"
    help = "Leaves the program. A call in progress is kept and offered at the next start."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        area.paratui.leave()


EVERYWHERE: tuple[Command[Area], ...] = (
    Help(),
    Palette(),
    GoQueue(),
    GoCall(),
    GoLog(),
    GoClients(),
    *PLACES,
    GoSetAside(),
    THE_DAY,
    GoRadar(),
    GO_PULSE,
    TAKE_TOUR,
    *OWN,
    Redraw(),
    Leave(),
)

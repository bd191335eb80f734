"""The tour, from wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.area import Area


class TakeTour(Command["Area"]):
    id = "tour"
    title = "Tour"
    keys = ("T",)
    slash = "tour"
    slash_help = "begin the tour, skip a lesson, or leave it"
    help = "Teaches the program by doing, in ten minutes; begins, skips a lesson, takes one again, or leaves."

    def why_not(self, area: Area) -> str:
        if area.desk.office.demo:
            return ""
        return area.keyed("The tour has an office of its own: leave with [[leave]], then type paratui tour")

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.ask_tour(area)


TAKE_TOUR = TakeTour()

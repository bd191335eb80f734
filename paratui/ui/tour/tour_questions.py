"""What is asked of the tour: whether to take it, and while it runs whether to skip, repeat or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.area import Area

if TYPE_CHECKING:
    from paratui.ui.app import ParatuiApp


async def ask_tour(area: Area) -> None:
    """Begin the tour; while it runs ask what is to become of it, and after its last lesson put it away."""
    tour = area.paratui.tour
    if not tour.on:
        tour.begin()
        return
    if tour.over:
        tour.leave()
        area.say(area.keyed("The tour is over; [[tour]] begins it again"))
        return
    choices = [
        ("s", "skip", "skip this lesson"),
        ("b", "back", "take the one before again"),
        ("f", "first", "from the first one"),
        ("l", "leave", "leave the tour; your place is kept"),
    ]

    async def chosen(answer: str) -> None:
        if answer == "leave":
            tour.leave()
            area.say(area.keyed("Your place in the tour is kept; [[tour]] goes on there"))
        elif answer == "first":
            tour.begin_again()
        else:
            tour.go(1 if answer == "skip" else -1)

    await area.choose("The tour", choices, chosen)


async def offer_tour(app: ParatuiApp) -> None:
    """Offer it once to somebody who looks around; what is typed otherwise is no answer and is done."""
    area = app.screen
    if app.tour.place.offered or not isinstance(area, Area):
        return
    app.tour.place.keep(offered=True)
    choices = [("enter", "yes", "yes, ten minutes"), ("n", "no", area.keyed("not now; [[tour]] begins it any time"))]

    async def chosen(answer: str) -> None:
        if answer == "yes":
            app.tour.begin()

    await area.choose("New here? A tour teaches the program by doing.", choices, chosen)

"""Offering a call whose line was cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.spoken_time import clock_time, elapsed
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.area import Area

if TYPE_CHECKING:
    from paratui.services.calls import CutCall
    from paratui.ui.app import ParatuiApp


async def offer_cut_call(app: ParatuiApp, cut: list[CutCall]) -> None:
    """Ask about the newest cut call: its timer ran on, it stopped at the drop, or it waits for later."""
    newest = cut[0]
    call, last = newest.state.call, from_utc_text(newest.state.last)
    until_drop = int((last - from_utc_text(call.started)).total_seconds()) - newest.state.away
    who = call.person or app.shown_number(call.phone) or "a caller"
    lines = len(call.lines)
    typing = f', and "{newest.state.typing[:30]}" being typed' if newest.state.typing else ""

    async def chosen(answer: str) -> None:
        if answer in {"on", "stopped"}:
            session = app.calls.take_up(newest, stopped_at_the_drop=answer == "stopped")
            app.open_calls.take_in(session)
            await app.open_calls.show(session)
        elif len(cut) > 1:
            await offer_cut_call(app, cut[1:])

    screen = app.screen
    if isinstance(screen, Area):
        at = clock_time(last, app.desk.office.tz)
        await screen.choose(
            f"Your call with {who} was cut at {at}, {elapsed(max(0, until_drop))} into it. "
            f"Nothing is lost: {lines} line{'' if lines == 1 else 's'}{typing}. Take it up?",
            [
                ("enter", "on", "yes, the call went on"),
                ("s", "stopped", "yes, stop the timer at the cut"),
                ("l", "later", "later"),
            ],
            chosen,
        )

"""Offering the calls whose line was cut, and those that were left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_time import clock_time, elapsed
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.area import Area

if TYPE_CHECKING:
    from paratui.services.calls import CutCall
    from paratui.ui.app import ParatuiApp

LONG_AGO = 120
SHOWN_TYPING = 40


async def offer_cut_call(app: ParatuiApp) -> None:
    """Ask about the newest kept call: its timer ran on, it stopped at the cut, or it waits for later."""
    cut = app.open_calls.kept[0]
    last = from_utc_text(cut.state.last)
    away = int((app.desk.now() - last).total_seconds())
    stopped = "when I left" if cut.state.left else "at the cut"
    choices = [("o", "on", "yes, the call went on"), ("s", "stopped", f"yes, timer stopped {stopped}")]
    # Who comes back much later has not been on the line all the while.
    usual = choices[1 if away > LONG_AGO else 0]
    answers = [("enter", *usual[1:]), *(one for one in choices if one != usual), ("l", "later", "later")]

    async def chosen(answer: str) -> None:
        if answer == "later":
            app.say(f"The call is kept; {app.key_of('go.call')} takes it up")
            return
        app.open_calls.kept.remove(cut)
        try:
            session = app.calls.take_up(cut, stopped_at_the_drop=answer == "stopped")
        except ParatuiError as error:
            app.say(str(error), trouble=True)
            return
        app.open_calls.take_in(session)
        await app.open_calls.show(session)

    screen = app.screen
    if isinstance(screen, Area):
        at = clock_time(last, app.desk.office.tz)
        more = len(app.open_calls.kept) - 1
        others = f" ({more} more {'is' if more == 1 else 'are'} kept.)" if more else ""
        await screen.choose(
            f"Your call with {_who(app, cut)} {'is open still: you left' if cut.state.left else 'was cut'} at {at}, "
            f"{_length(cut)} into it. "
            f"Nothing is lost: {_contents(cut)}. Take it up?{others}",
            answers,
            chosen,
        )


def _who(app: ParatuiApp, cut: CutCall) -> str:
    call = cut.state.call
    return call.person or app.shown_number(call.phone) or "a caller"


def _length(cut: CutCall) -> str:
    seconds = (from_utc_text(cut.state.last) - from_utc_text(cut.state.call.started)).total_seconds()
    return elapsed(max(0, int(seconds) - cut.state.away))


def _contents(cut: CutCall) -> str:
    count = len(cut.state.call.lines)
    words = f"{count} line{'' if count == 1 else 's'}"
    typing = cut.state.typing
    if typing:
        shown = typing if len(typing) <= SHOWN_TYPING else f"{typing[:SHOWN_TYPING]} ..."
        words += f', and "{shown}" as it was being typed'
    return words

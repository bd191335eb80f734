"""The day on one key: morning review, hand-over, agenda, silence radar, pulse, today in one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.due_told import when_told
from paratui.domain.said_in_list import said_in_list
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import clock_time
from paratui.services.today import today
from paratui.ui.look import styled
from paratui.ui.screens.page import Page
from paratui.ui.widgets.fitted_text import fitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.services.today import Today
    from paratui.ui.area import Area

CHOICES = [
    ("m", "review", "morning review"),
    ("t", "today", "today"),
    ("a", "agenda", "agenda"),
    ("h", "hand-over", "hand-over"),
    ("s", "silence", "silence radar"),
    ("p", "pulse", "pulse: calls and returns in pictures"),
]
_DUE_CELLS = 17


async def ask_day(area: Area) -> None:
    """Ask which page of the day is wanted, and show it."""

    async def chosen(which: str) -> None:
        if which == "silence":
            await area.paratui.show_radar()
        elif which == "pulse":
            await area.paratui.show_pulse()
        elif which == "today":
            await _show_today(area)
        else:
            await _show(area, which)

    await area.choose("The day", CHOICES, chosen)


async def _show(area: Area, name: str) -> None:
    """Lay a page of the day over what is there; one that is there already comes to the top."""
    from paratui.ui.screens.agenda import AgendaScreen  # noqa: PLC0415 - loaded when first looked at
    from paratui.ui.screens.hand_over import HandOverScreen  # noqa: PLC0415 - as above
    from paratui.ui.screens.morning_review import MorningReviewScreen  # noqa: PLC0415 - as above

    app = area.paratui
    made: dict[str, type[Area]] = {
        "review": MorningReviewScreen,
        "agenda": AgendaScreen,
        "hand-over": HandOverScreen,
    }
    if not app.is_screen_installed(name):
        app.install_screen(made[name](app.desk), name)
    if app.get_screen(name) not in app.screen_stack:
        await app.push_screen(name)
    while app.screen is not app.get_screen(name):
        await app.pop_screen()


async def _show_today(area: Area) -> None:
    day = await area.attempt(lambda: today(area.desk))
    if day:
        local = day.now.astimezone(area.desk.office.tz)
        title = f"Today, {local:%a %b} {local.day}, {clock_time(day.now, local.tzinfo or area.desk.office.tz)}"
        await area.app.push_screen(Page(area, title, today_text(area, day)))


def today_text(area: Area, day: Today) -> Callable[[int], list[Text]]:
    """What is due for me, what was given to me, what was reported for today, and how the office stands."""
    look, office = area.look, area.desk.office

    def text(width: int) -> list[Text]:
        lines: list[Text] = []
        for title, items in (("Overdue", day.overdue), ("Today", day.today), ("Next", day.next)):
            if not items:
                continue
            lines.append(styled(f"{title} {len(items)}", look.late if title == "Overdue" else look.key))
            for item in items:
                due = when_told(item, day.now, office)
                who = f" ({item.person})" if item.person else ""
                row = f"{due:>{_DUE_CELLS}}  {'! ' if item.urgent else ''}#{item.number} {said_in_list(item)}{who}"
                lines.append(Text(fitted(row, width)))
        if not lines:
            said = area.keyed(
                "Nothing is due for you in the next seven days. [[go.radar]] shows whom nobody spoke to for long."
            )
            lines.append(Text(said))
        if day.given:
            numbers = ", ".join(f"#{item.number}" for item in day.given)
            lines += [Text(), Text(fitted(f"Given to you since {day.given_since:%A}: {numbers}", width))]
        for entry in day.reported:
            lines.append(Text(fitted(f"{entry.mark}: {entry.person}, {entry.what}", width)))
        minutes = -(-day.seconds // 60)
        calls = f"{count_words(day.calls, 'call')} of yours ({minutes} min), {day.office_calls} in the office"
        counts = ", ".join(f"{number} {section}" for section, number in day.everyone.items() if number)
        return [
            *lines,
            Text(),
            styled(f"Today: {calls}.", look.quiet),
            styled(f"The office's queue: {counts or 'empty'}.", look.quiet),
        ]

    return text

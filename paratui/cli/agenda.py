"""`paratui agenda`: what is due and what was reported, day by day."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.columns import UNLIMITED, Column, cut, table, width
from paratui.cli.day_rows import agenda_object
from paratui.cli.given import whole_number
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json
from paratui.domain.agenda import AGAIN, APPOINTMENT, NEXT_CONTACT
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import clock_time
from paratui.services.agenda import DAYS, MOST_DAYS, agenda

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from paratui.domain.agenda import Day, Entry
    from paratui.domain.office import Office
    from paratui.services.agenda import Agenda

COLUMNS = (
    Column("TIME", right=True),
    Column("WHAT", least=28),
    Column("WHO", least=6),
    Column("PERSON", least=8, enough=16),
    Column("MATTER", least=9),
)


def run(given: Namespace) -> int:
    """Print the agenda."""
    with opened(given) as desk:
        days = DAYS if given.days is None else whole_number(given.days, "--days", MOST_DAYS, least=1)
        found = agenda(desk, days, mine=given.mine)
    if given.json:
        say_json(agenda_object(found))
        return 0
    room = width(os.environ)
    for line in _told(found, desk.office, room):
        say(line if room == UNLIMITED else cut(line, room))
    return 0


def _told(found: Agenda, office: Office, room: int) -> Iterator[str]:
    if found.late:
        yield f"{count_words(found.late, 'follow-up is', 'follow-ups are')} late: paratui queue"
    timed = [entry for day in found.days for entry in day.entries if entry.at]
    # One table, so that the columns stand under each other across the days.
    lines = iter(table(COLUMNS, [_cells(entry, office) for entry in timed], room, titles=False))
    for day in found.days:
        yield day_title(day)
        for entry in day.entries:
            yield next(lines) if entry.at else _whole_day(entry)
    yield f"Dates reported on calls since {found.since:%b} {found.since.day}, {found.since.year} are shown."


def _whole_day(entry: Entry) -> str:
    """A reported date: how sure it is stands first, where no narrow terminal cuts it off."""
    who = f"{entry.person}, " if entry.person else ""
    return f"  {entry.mark}: {who}{entry.what}{f' ({entry.matter})' if entry.matter else ''}"


def day_title(day: Day) -> str:
    """The heading of a day: "TUE NOV 24, in 2 days, closed: ..."."""
    ahead = ("today", "tomorrow")[day.ahead] if day.ahead < 2 else f"in {day.ahead} days"
    return ", ".join(filter(None, (f"{day.day:%a %b} {day.day.day}".upper(), ahead, day.note)))


def _cells(entry: Entry, office: Office) -> list[str]:
    named = {NEXT_CONTACT: "next contact: ", APPOINTMENT: "appointment: ", AGAIN: "again: "}.get(entry.kind, "")
    return [
        clock_time(entry.at, office.tz) if entry.at else "",
        f"{'! ' if entry.urgent else ''}#{entry.number} {named}{entry.what}",
        entry.assignee,
        entry.person,
        entry.matter,
    ]

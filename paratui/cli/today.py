"""`paratui today`: the day in a few lines, quick enough for a login script."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.columns import UNLIMITED, cut, width
from paratui.cli.item_table import item_lines
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json
from paratui.cli.rows import today_object
from paratui.domain.spoken_time import clock_time
from paratui.services.today import today

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from paratui.domain.office import Office
    from paratui.services.today import Today

# As many of a section as leave the whole on one screen of 24 lines.
MOST = {"overdue": 6, "today": 6, "next": 3}


def run(given: Namespace) -> int:
    """Print the summary."""
    with opened(given) as desk:
        day = today(desk)
    if given.json:
        say_json(today_object(day))
        return 0
    room = width(os.environ)
    for line in _told(day, desk.office, room):
        say(line if room == UNLIMITED else cut(line, room))
    return 0


def _told(day: Today, office: Office, room: int) -> Iterator[str]:
    demo = " (DEMO)" if office.demo and "DEMO" not in day.firm else ""
    local = day.now.astimezone(office.tz)
    yield f"{day.firm}{demo}: {local:%a %b} {local.day}, {clock_time(day.now, office.tz)}, {day.login}"
    sections = {"overdue": day.overdue, "today": day.today, "next": day.next}
    few = {section: items[: MOST[section]] for section, items in sections.items()}
    lines = iter(item_lines([item for items in few.values() for item in items], day.now, office, room))
    for section, items in sections.items():
        if items:
            left = len(items) - len(few[section])
            more = f" (paratui queue --mine shows {left} more)" if left else ""
            yield f"{section.upper()} {len(items)}{more}"
            for _ in few[section]:
                yield next(lines)
    if not any(sections.values()):
        yield "Nothing is due for you in the next seven days."
    minutes = -(-day.seconds // 60)
    yield f"Calls today: {day.calls} of yours ({minutes} min), {day.office_calls} in the office."
    counts = ", ".join(f"{number} {section}" for section, number in day.everyone.items() if number)
    yield f"The office's queue: {counts or 'empty'}."
    if day.cut_calls:
        was = "1 call of yours was" if day.cut_calls == 1 else f"{day.cut_calls} calls of yours were"
        yield f"{was} cut off; nothing is lost: run paratui to take it up."
    if day.set_aside:
        yield f"{len(day.set_aside)} damaged or foreign files were set aside; run paratui verify to see them."

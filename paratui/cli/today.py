"""`paratui today`: the day in a few lines, quick enough for a login script."""

from __future__ import annotations

import gc
import os
import textwrap
from typing import TYPE_CHECKING

from paratui.cli.columns import UNLIMITED, width
from paratui.cli.day_rows import today_object
from paratui.cli.item_table import item_blocks
from paratui.cli.opened import opened
from paratui.cli.printed import remark, say, say_json
from paratui.domain.queue_order import Scales
from paratui.domain.spoken_time import clock_time
from paratui.services.colleagues import left_behind_words, not_here
from paratui.services.today import today

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from paratui.domain.office import Office
    from paratui.services.today import Today

# As many of a section as leave the whole on one screen of 24 lines.
MOST = {"overdue": 6, "today": 6, "next": 3}
MOST_GIVEN, MOST_DATES = 8, 2
UNASKED = (
    "The index of this office is missing or not finished, so the order here leaves out how long nobody spoke to"
    " somebody; paratui index makes it"
)


def run(given: Namespace) -> int:
    """Print the summary; with --all everyone's items, each section whole."""
    # It reads some thousand small records and ends: looking through them for rubbish is a twentieth of its time.
    gc.disable()
    with opened(given) as desk:
        day, left = today(desk, everybody=given.all), not_here(desk)
    if day.unasked:
        remark(UNASKED)
    if given.json:
        say_json(today_object(day, Scales(day.now, desk.office, desk.me, left)))
        return 0
    room = width(os.environ)
    for line in _told(day, desk.office, room, whole=given.all):
        say(line)
    return 0


def _told(day: Today, office: Office, room: int, *, whole: bool) -> Iterator[str]:
    yield from _wrapped(_heading(day, office, whole=whole), room)
    yield from _items_told(day, office, room, whole=whole)
    for sentence in (*_dates_told(day, whole=whole), *_counted(day)):
        yield from _wrapped(sentence, room)


def _wrapped(sentence: str, room: int) -> list[str]:
    """A sentence in lines of so much room: of a sentence nothing is cut off."""
    return textwrap.wrap(sentence, room, subsequent_indent="  ") if 0 < room < UNLIMITED else [sentence]


def _heading(day: Today, office: Office, *, whole: bool) -> str:
    demo = " (DEMO)" if office.demo and "DEMO" not in day.firm else ""
    local = day.now.astimezone(office.tz)
    whose = "everyone" if whole else day.login
    return f"{day.firm}{demo}: {local:%a %b} {local.day}, {clock_time(day.now, office.tz)}, {whose}"


def _items_told(day: Today, office: Office, room: int, *, whole: bool) -> Iterator[str]:
    """The sections, each with its items or the first few of them."""
    sections = day.lists
    few = {section: items if whole else items[: MOST[section]] for section, items in sections.items()}
    shown = [item for items in few.values() for item in items]
    blocks = iter(item_blocks(shown, day.now, office, room, "" if whole else day.login))
    for section, items in sections.items():
        if items:
            left = len(items) - len(few[section])
            more = f" (paratui queue --mine shows {left} more)" if left else ""
            yield from _wrapped(f"{section.upper()} {len(items)}{more}", room)
            for _ in few[section]:
                yield from next(blocks)
    if not any(sections.values()):
        yield from _wrapped(f"Nothing is due for {'anybody' if whole else 'you'} in the next seven days.", room)


def _dates_told(day: Today, *, whole: bool) -> Iterator[str]:
    """What somebody gave me, and what people reported for this day: a line each, and how many more there are."""
    if day.given:
        few = day.given if whole else day.given[:MOST_GIVEN]
        more = f" and {len(day.given) - len(few)} more" if len(day.given) > len(few) else ""
        yield f"Given to you since {day.given_since:%A}: {', '.join(f'#{item.number}' for item in few)}{more}"
    few_dates = day.reported if whole else day.reported[:MOST_DATES]
    for entry in few_dates:
        who = f"{entry.person}, " if entry.person else ""
        yield f"{entry.mark}: {who}{entry.what}{f' ({entry.matter})' if entry.matter else ''}"
    if len(day.reported) > len(few_dates):
        yield f"{len(day.reported) - len(few_dates)} more dates were reported for today: paratui agenda --days 1"


def _counted(day: Today) -> Iterator[str]:
    minutes = -(-day.seconds // 60)
    yield f"Calls today: {day.calls} of yours ({minutes} min), {day.office_calls} in the office."
    counts = ", ".join(f"{number} {section}" for section, number in day.everyone.items() if number)
    yield f"The office's queue: {counts or 'empty'}."
    if day.cut_calls:
        was = "1 call of yours was" if day.cut_calls == 1 else f"{day.cut_calls} calls of yours were"
        yield f"{was} cut off; nothing is lost: run paratui to take it up."
    for login, count in day.left_behind.items():
        yield f"{': '.join(left_behind_words(login, count))}."
    if day.left:
        yield f"{day.left}, as the office has it; `paratui staff {day.login} --back` takes that back."
    if day.set_aside:
        yield f"{len(day.set_aside)} damaged or foreign files were set aside; run paratui verify to see them."

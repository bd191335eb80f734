"""`paratui queue`: the follow-ups, most pressing first."""

from __future__ import annotations

import os
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from paratui.cli.columns import width
from paratui.cli.item_table import item_lines
from paratui.cli.opened import opened
from paratui.cli.plain import is_plain, items_told
from paratui.cli.printed import say, say_json_list
from paratui.cli.rows import queue_row
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.queue_order import Scales
from paratui.domain.spoken_size import count_words
from paratui.services.asked_standing import read
from paratui.services.colleagues import not_here
from paratui.services.queue import Queue

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import datetime

    from paratui.domain.queue_order import Placed
    from paratui.services.desk import Desk


def run(given: Namespace) -> int:
    """List the queue; with --all the closed items come after it, newest first."""
    with opened(given) as desk:
        now = desk.now()
        queue = Queue(desk)
        queue.standing = partial(read, desk)
        places = queue.items(QueueFilter.of(desk.me, not_here(desk)) if given.mine else None)
        closed = _closed(desk) if given.all else []
    if given.json:
        scales = Scales(now, desk.office)
        rows = [queue_row(place.item, scales, place.standing) for place in places]
        say_json_list([*rows, *(queue_row(item, scales) for item in closed)])
    elif is_plain(given):
        _tell_plainly(desk, places, closed, now, mine=given.mine)
    else:
        _tell(desk, places, closed, now, mine=given.mine)
    return 0


def _closed(desk: Desk) -> list[FollowUp]:
    docs = [doc for doc in desk.store.records("follow_up") if doc["status"] in CLOSED]
    return sorted((FollowUp.read(doc) for doc in docs), key=lambda item: -item.number)


def _tell(desk: Desk, places: Sequence[Placed], closed: Sequence[FollowUp], now: datetime, *, mine: bool) -> None:
    office = desk.office
    whose = desk.me.login if mine else "everyone"
    if not places:
        say(f"{office.firm}: nothing is open for {whose}.")
    # One table, so that the columns stand under each other across the sections.
    items = [place.item for place in places] + list(closed)
    lines = iter(item_lines(items, now, office, width(os.environ)))
    for section, group in groupby(places, key=lambda place: place.section):
        in_section = list(group)
        say(f"{section.upper()} {len(in_section)}")
        for _ in in_section:
            say(next(lines))
    if closed:
        say(f"CLOSED {len(closed)}")
        for line in lines:
            say(line)


def _tell_plainly(
    desk: Desk, places: Sequence[Placed], closed: Sequence[FollowUp], now: datetime, *, mine: bool
) -> None:
    """Section by section, item by item, a label before each value."""
    if not places:
        say(f"{desk.office.firm}: nothing is open for {desk.me.login if mine else 'everyone'}.")
    by_section = groupby(places, key=lambda place: place.section)
    sections = [(section, [place.item for place in group]) for section, group in by_section]
    for section, items in [*sections, *([("closed", [*closed])] if closed else [])]:
        say(f"{section.capitalize()}: {count_words(len(items), 'follow-up')}")
        say()
        for line in items_told(items, now, desk.office):
            say(line)

"""Follow-ups as a table for people, the same in the queue, in the day's summary and under a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.columns import Column, cut, table
from paratui.domain.clean_text import clean_text
from paratui.domain.due_told import when_told
from paratui.domain.follow_up import CLOSED
from paratui.domain.said_in_list import said_in_list
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office

COLUMNS = (
    Column("NO", right=True),
    Column("WHAT", least=36),
    Column("DUE"),
    Column("WHO", least=6),
    Column("PERSON", least=8, enough=12),
    Column("MATTER", least=9),
    Column("STATE"),
)
# In fewer columns than these an item takes two lines: what, and below it when, who, for whom.
NARROW = 60
STATES = {
    "open": "",
    "waiting_attorney": "-> attorney",
    "waiting_client": "-> client",
    "waiting_other": "-> other",
    "done": "done",
    "cancelled": "cancelled",
}


def item_cells(item: FollowUp, now: datetime, office: Office, me: str = "") -> list[str]:
    """A follow-up as the values of its row; `!` marks what is urgent, an open item nobody has says so.

    On the list of `me` (a login) nobody need read that an item is theirs: what is nobody's says so before its words,
    as a column for it would take room from every row.
    """
    free = "nobody's: " if me and not item.assignee else ""
    state = STATES.get(item.status, item.status)
    if item.snoozed_until and from_utc_text(item.snoozed_until) > now:
        state = "snoozed"
    return [
        str(item.number),
        f"{'! ' if item.urgent else ''}{free}{said_in_list(item)}",
        when_told(item, now, office, "") if item.status not in CLOSED else "",
        "" if me and item.assignee in {me, ""} else item.assignee or "nobody",
        item.person,
        item.matter,
        state,
    ]


def item_lines(
    items: Sequence[FollowUp], now: datetime, office: Office, room: int, *, titles: bool = False
) -> list[str]:
    """Follow-ups as aligned lines."""
    return table(COLUMNS, [item_cells(item, now, office) for item in items], room, titles=titles)


def item_blocks(
    items: Sequence[FollowUp], now: datetime, office: Office, room: int, me: str = ""
) -> list[tuple[str, ...]]:
    """Follow-ups each in a line, or in two where room is short; on the list of `me` without naming them."""
    rows = [item_cells(item, now, office, me) for item in items]
    if room >= NARROW:
        return [(line,) for line in table(COLUMNS, rows, room, titles=False)]
    wide = max((len(row[0]) for row in rows), default=0)
    return [
        (
            cut(clean_text(f"{number:>{wide}}  {what}"), room),
            # The name is the longest: what must be cut is cut there.
            cut(clean_text(f"{'':{wide}}  {', '.join(filter(None, (due, who, state, matter, person)))}"), room),
        )
        for number, what, due, who, person, matter, state in rows
    ]

"""`paratui silence`: whom nobody spoke to, what has nothing planned, who called once, which promises were broken."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.columns import Column, table, width
from paratui.cli.day_rows import silence_object
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json
from paratui.domain.phone import shown
from paratui.domain.silence import CALLED_ONCE_DAYS
from paratui.services.people import People
from paratui.services.radar import SilenceRadar
from paratui.services.silence import Silence

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from paratui.domain.office import Office
    from paratui.services.radar import Radar, RadarRow

COLUMNS = (
    Column("PERSON", least=14, enough=30),
    Column("LAST SPOKEN", least=9),
    Column("WHY"),
    Column("MATTER", least=9),
    Column("TRIED"),
    Column("OPEN", right=True),
    Column("KEPT", right=True),
)
INDENT = "  "
HEADINGS = {
    "silent": "NOBODY SPOKE TO",
    "no_future_item": "NOTHING PLANNED",
    "called_once": "CALLED ONCE, THEN SILENT",
    "promises": "PROMISES BROKEN",
}


def run(given: Namespace) -> int:
    """Print the silence radar."""
    with opened(given) as desk:
        radar = SilenceRadar(desk, People(desk), Silence(desk)).radar()
        now, office = desk.now(), desk.office
    if given.json:
        say_json(silence_object(radar, now))
    else:
        _tell(radar, now, office)
    return 0


def _tell(radar: Radar, now: datetime, office: Office) -> None:
    rows = [_cells(row, now, office) for section in radar for row in section]
    # One table, so that the columns stand under each other across the sections.
    lines = iter(table(COLUMNS, rows, width(os.environ) - len(INDENT)))
    if rows:
        say(f"{INDENT}{next(lines)}")
    for section, found in radar._asdict().items():
        say(f"{HEADINGS[section]} {len(found)}")
        for _ in found:
            say(f"{INDENT}{next(lines)}")
    if not rows:
        say(
            f"Everybody with an open matter was spoken with in the last {office.silence_days[0]} days, each matter"
            f" has an item to come, whoever called once in {CALLED_ONCE_DAYS} days was answered, and no promise was"
            " broken."
        )


def _cells(row: RadarRow, now: datetime, office: Office) -> list[str]:
    return [
        row.person or (shown(row.phone, office.region) if row.phone else "no client named"),
        row.last_words(now, office.tz),
        row.why_words,
        row.matter,
        f"{row.tries}x" if row.tries else "",
        str(row.open),
        row.promises.words,
    ]

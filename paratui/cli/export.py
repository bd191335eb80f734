"""`paratui export ical`: the open follow-ups and the reported dates as an iCalendar file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paratui.cli.given import STANDARD_INPUT, whole_number, words
from paratui.cli.opened import opened
from paratui.cli.printed import remark, say, say_file, say_json
from paratui.domain.errors import BadInput
from paratui.domain.spoken_size import count_words
from paratui.services.agenda import MOST_DAYS
from paratui.services.calendar_export import calendar_file, note_export, write_calendar

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.calendar_export import CalendarFile


def run(given: Namespace) -> int:
    """Write the calendar; that it was asked for is noted in the office first."""
    to_file = given.file != STANDARD_INPUT
    if not given.file.strip():
        raise BadInput("The name of the file is empty; name one that ends in .ics, or - for standard output")
    if given.json and not to_file:
        raise BadInput("--json tells about a file; name the file to write, such as calendar.ics")
    with opened(given) as desk:
        days = whole_number(given.days, "--days", MOST_DAYS, least=1) if given.days is not None else 0
        made = calendar_file(desk, mine=given.mine, days=days, names=given.names)
        note_export(desk, made)
        if to_file:
            write_calendar(Path(words(given.file)).expanduser(), made)
        else:
            say_file(made.data)
    if given.json:
        say_json(
            {
                "file": given.file,
                "follow_ups": made.follow_ups,
                "appointments": made.appointments,
                "dates": made.dates,
                "names": made.names,
            }
        )
    else:
        (say if to_file else remark)(_told(given.file, made, to_file=to_file))
    return 0


def _told(file: str, made: CalendarFile, *, to_file: bool) -> str:
    todo, dates = count_words(made.follow_ups, "follow-up"), count_words(made.dates, "reported date")
    agreed = f", {count_words(made.appointments, 'appointment')}" if made.appointments else ""
    held = f"{todo}{agreed} and {dates}"
    how = "with names and words" if made.names else "without names; --names tells them"
    where = f" in {file}" if to_file else ""
    return f"{held}{where}, {how}. The export is noted at your login."

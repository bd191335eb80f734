"""`paratui hours`: when the office is open, what closes it, and what its clocks make of a call that comes in now."""

from __future__ import annotations

import os
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from paratui.cli.columns import UNLIMITED, cut, width
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json
from paratui.domain.clocks import when_told
from paratui.domain.opening_range import WEEKDAYS, range_words, written
from paratui.domain.spoken_time import at_words, clock_time
from paratui.domain.wall_clock import utc_text
from paratui.services.office_hours import office_hours

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from paratui.domain.clocks import Clock
    from paratui.domain.office import Office
    from paratui.domain.opening_range import OpenRange
    from paratui.services.office_hours import OfficeHours

_PIPE = 100
_NARROWEST = 30


def run(given: Namespace) -> int:
    """Print the hours."""
    with opened(given) as desk:
        office, now = desk.office, desk.now()
        found = office_hours(office, now)
    if given.json:
        say_json(_object(found, office, now))
        return 0
    room = width(os.environ)
    wide = _PIPE if room == UNLIMITED else max(room, _NARROWEST)
    for line in _told(found, office, now, wide):
        say(line if room == UNLIMITED else cut(line, room))
    return 0


def _told(found: OfficeHours, office: Office, now: datetime, wide: int) -> Iterator[str]:
    local = now.astimezone(office.tz)
    yield f"{office.firm}: {local:%a %b} {local.day}, {clock_time(now, office.tz)}"
    yield f"HOURS ({office.zone})"
    yield from _aligned(
        [
            (_run_words([name[:3].title() for name in run]), _hours(hours))
            for hours, run in _runs(found.usual.items())
        ],
        wide,
    )
    yield f"NEXT {len(found.days)} DAYS"
    days = {day: (one.hours, one.name) for day, one in found.days.items()}
    yield from _aligned(
        [
            (_run_words([_date(day) for day in run]), f"{_hours(hours)}{f', {name}' if name else ''}")
            for (hours, name), run in _runs(days.items())
        ],
        wide,
    )
    rule = office.holidays.rule(office.holiday_state)
    whose = f" ({' '.join(filter(None, rule[:2]))})" if rule else " (no country is set in office.toml)"
    yield f"HOLIDAYS{whose}"
    coming = [
        (_date(day) if day.year == local.year else f"{_date(day)} {day.year}", name)
        for day, name in found.holidays.items()
    ]
    yield from _aligned(coming or [("none", "")], wide)
    cut_off = f"{office.cut_off_minutes} minutes before the last close"
    yield from wrap(f"CLOCKS: when a call now is due (cut-off {cut_off})", wide)
    clocks = [(name, _clock_words(name, clock, office, now)) for name, clock in found.clocks.items()]
    yield from _aligned(clocks, wide)


def _clock_words(name: str, clock: Clock, office: Office, now: datetime) -> str:
    due = at_words(clock.due, now, office.tz)
    words = clock.words.removeprefix(f"{name}: ").removeprefix(f"{name} ")
    return f"{words.removesuffix(f': {when_told(clock.due, now, office)}')}: {due}"


def _runs(rows: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, list[Any]]]:
    """What follows each other and is the same, with everything it holds for."""
    for value, run in groupby(rows, key=lambda row: row[1]):
        yield value, [row[0] for row in run]


def _run_words(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _aligned(rows: Sequence[tuple[str, str]], wide: int) -> Iterator[str]:
    """Two columns; what is too long for the second goes on under it, all of it where there is no room beside."""
    first = max(len(name) for name, _ in rows)
    beside = wide - first - 4
    for name, words in rows:
        if beside < _NARROWEST and len(words) > beside:
            yield f"  {name}"
            yield from (f"    {line}" for line in wrap(words, wide - 4))
            continue
        lines = wrap(words, beside) or [""]
        yield f"  {name:<{first}}  {lines[0]}".rstrip()
        yield from (f"  {'':<{first}}  {line}" for line in lines[1:])


def _date(day: date) -> str:
    return f"{day:%a %b} {day.day}"


def _hours(hours: tuple[OpenRange, ...]) -> str:
    return " and ".join(map(range_words, hours)) or "closed"


def _object(found: OfficeHours, office: Office, now: datetime) -> dict[str, Any]:
    rule = office.holidays.rule(office.holiday_state)
    return {
        "office": office.firm,
        "now": utc_text(now),
        "zone": office.zone,
        "hours": {name: list(map(written, found.usual[name])) for name in WEEKDAYS},
        "cut_off_minutes": office.cut_off_minutes,
        "urgent_minutes": office.urgent_minutes,
        "attorney_days": office.attorney_days,
        "days": [
            {"day": str(day), "open": bool(one.hours), "hours": list(map(written, one.hours)), "why": one.name}
            for day, one in found.days.items()
        ],
        "country": rule.country if rule else "",
        "state": rule.state if rule else "",
        "holidays": [{"day": str(day), "name": name} for day, name in found.holidays.items()],
        "clocks": [
            {"clock": name, "due": utc_text(clock.due), "words": clock.words} for name, clock in found.clocks.items()
        ],
    }

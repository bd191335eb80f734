"""One stretch of opening hours as it is written in the office's settings for a weekday: "09:00-17:00"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = 24 * 60
_WRITTEN = re.compile(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*", re.ASCII)


class OpenRange(NamedTuple):
    """Minutes after local midnight; `closes` is the first minute that is not open any more, at most 1440."""

    opens: int
    closes: int


@lru_cache(maxsize=256)
def _read_one(text: str) -> OpenRange:
    written = _WRITTEN.fullmatch(text)
    if not written:
        raise ValueError(f'"{text}" is no range of opening hours')
    first_hour, first_minute, last_hour, last_minute = map(int, written.groups())
    if first_minute > 59 or last_minute > 59:
        raise ValueError(f'"{text}" has an hour of more than 60 minutes')
    opens, closes = first_hour * 60 + first_minute, last_hour * 60 + last_minute
    if closes == DAY - 1:
        closes = DAY  # who writes 23:59 means midnight, and the last minute is not closed
    if closes > DAY:
        raise ValueError(f'"{text}" goes past 24:00')
    if opens >= closes:
        raise ValueError(f'"{text}" ends before it begins')
    return OpenRange(opens, closes)


def read_ranges(texts: Sequence[str]) -> tuple[OpenRange, ...]:
    """The ranges of one day in order, ranges that touch joined; raises ValueError saying what is wrong."""
    joined: list[OpenRange] = []
    for each in sorted(map(_read_one, texts)):
        if joined and each.opens < joined[-1].closes:
            raise ValueError("two ranges overlap")
        if joined and each.opens == joined[-1].closes:
            joined[-1] = OpenRange(joined[-1].opens, each.closes)
        else:
            joined.append(each)
    return tuple(joined)


def written(hours: OpenRange) -> str:
    """As the settings write it: "09:00-17:00"."""
    return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in hours)


def range_words(hours: OpenRange) -> str:
    """As people say it: "9:00 AM to 5:00 PM"."""
    return " to ".join(map(minute_words, hours))


def minute_words(minute: int) -> str:
    """A time of day by its minute after midnight: "9:00 AM", "midnight" at the end of the day."""
    if minute == DAY:
        return "midnight"
    return f"{minute // 60 % 12 or 12}:{minute % 60:02d} {'AM' if minute < DAY // 2 else 'PM'}"

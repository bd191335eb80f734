"""When a message was left, as a list of voicemails or a person tells it: 9:12, yesterday 4pm, 11/20 9:12 AM.

Without AM or PM it is the latest time gone by that people telephone at, 7 in the morning to 9 at night; of a
day that is named, the one of the two within these hours. In the first hour of the day a time at which somebody
would have answered yesterday is that of the night since. A day without a time is its noon.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.opening_hours import local_day, moment_of, open_times
from paratui.domain.said_date import read_said_date

if TYPE_CHECKING:
    from paratui.domain.office import Office

_DAY = (
    r"(?P<day>today|yesterday"
    r"|(?:last\s+)?(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur|urs)?(?:day)?"
    r"|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?)"
)
_CLOCK = (
    r"(?:(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<bare>\d{1,2})\s*(?P<bare_half>[ap])\.?m\b\.?)"
)
_END = r"(?=[\s,;:-]|$)"
_TIMES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}(?:\s*,\s*|\s+|T)(?:at\s+)?{_CLOCK}{_END}",
        rf"{_CLOCK}\s+(?P<day>today|yesterday){_END}",
        rf"{_CLOCK}{_END}",
        rf"(?P<day>today|yesterday|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}}|/\d{{2}})?){_END}",
    )
)
_EARLIEST, _LATEST = 7 * 60, 21 * 60
_NOON, _HALF_DAY = 12 * 60, 12 * 60


class HeardTime(NamedTuple):
    """A time at the beginning of a text: the moment (UTC), and where in the text it ends."""

    moment: datetime
    end: int


def heard_time(text: str, now: datetime, office: Office) -> HeardTime | None:
    """The time a text begins with, None when it begins with none.

    Raises BadInput for one that is still ahead, and for a day there is not.
    """
    for form in _TIMES:
        found = form.match(text)
        if found:
            told = found.groupdict()
            minutes = _minutes(told)
            if minutes is None and (told.get("hour") or told.get("bare")):
                continue
            moment = _moment(told.get("day") or "", minutes or [_NOON], now, office)
            if moment > now:
                raise BadInput(
                    f'"{found[0].strip()}" is still ahead: write when it came, or leave the time out'
                )
            return HeardTime(moment, found.end())
    return None


def _minutes(told: dict[str, str | None]) -> list[int] | None:
    """The minutes of the day a clock time may be, the likelier first; None for no time."""
    hour = int(told.get("hour") or told.get("bare") or -1)
    minute = int(told.get("minute") or 0)
    half = (told.get("half") or told.get("bare_half") or "").lower()
    if half:
        return [(hour % 12 + (12 if half == "p" else 0)) * 60 + minute] if 1 <= hour <= 12 else None
    if not 0 <= hour <= 23:
        return None
    if hour == 0 or hour > 12 or (told.get("hour") or "").startswith("0"):
        return [hour * 60 + minute]
    both = [hour % 12 * 60 + minute, hour % 12 * 60 + minute + _HALF_DAY]
    return sorted(both, key=lambda one: not _EARLIEST <= one <= _LATEST)


def _moment(said: str, minutes: list[int], now: datetime, office: Office) -> datetime:
    today = local_day(now, office)
    if said:
        day = _day(said, today, office)
        moments = [moment_of(day, minute, office.tz) for minute in minutes]
        if day == today and said.casefold() == "today" and len(moments) == 1 and minutes == [_NOON]:
            # "today" alone says nothing new.
            return min(moments[0], now.astimezone(UTC))
        return next((one for one in moments if one <= now), moments[0])
    usual = [one for one in minutes if _EARLIEST <= one <= _LATEST] or minutes
    days = (today, today - timedelta(days=1))
    moments = [moment_of(day, minute, office.tz) for day in days for minute in usual]
    latest = max((one for one in moments if one <= now), default=moments[0])
    if len(minutes) > 1 and _is_early(now, today, office) and _is_open(latest, office):
        since = [moment_of(today, minute, office.tz) for minute in minutes]
        return max((one for one in since if one <= now and not _is_open(one, office)), default=latest)
    return latest


def _is_open(moment: datetime, office: Office) -> bool:
    return any(one.opens <= moment < one.closes for one in open_times(local_day(moment, office), office))


def _is_early(now: datetime, today: date, office: Office) -> bool:
    """Before the office opens, and in the hour after: what the machine took overnight is listened to then."""
    opens = next((one.opens for one in open_times(today, office)), None)
    return opens is not None and now < opens + timedelta(hours=1)


def _day(said: str, today: date, office: Office) -> date:
    words = said if not said.casefold().startswith("last ") else said[5:]
    read = read_said_date(words, today, month_first=office.region == "US").read
    if len(read) != len("2026-11-20"):
        raise BadInput(f'"{said}" names no single day; write it such as 11/20 or yesterday')
    return date.fromisoformat(read)

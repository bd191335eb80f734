"""The time of day at the other end, and whether it is too early or too late to call there.

The hours are the office's own courtesy ("08:00-21:00"). They are no rule of law, and nothing is computed from one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from paratui.domain.number_place import guess
from paratui.domain.opening_range import OpenRange, minute_words, read_ranges
from paratui.domain.spoken_time import clock_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from paratui.domain.number_place import AreaCodes
    from paratui.domain.person import Person

USUAL_HOURS = OpenRange(8 * 60, 21 * 60)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Zones(NamedTuple):
    """The zones somebody may be in. `stated` means that the person said so; otherwise it is a guess."""

    names: tuple[str, ...] = ()
    stated: bool = False


class TimeThere(NamedTuple):
    """`says` is the time there, "6:42 AM there (guess)"; `wrong_hour` why not to call now, empty when one may."""

    says: str
    wrong_hour: str = ""

    @property
    def words(self) -> str:
        """Both in one line."""
        return f"{self.says}: {self.wrong_hour}" if self.wrong_hour else self.says


def courtesy_hours(written: str) -> OpenRange:
    """The hours in which the office calls people, as office.toml writes them; raises ValueError."""
    ranges = read_ranges([written])
    return ranges[0]


def zones_there(person: Person | None, number: str, table: AreaCodes) -> Zones:
    """The zones of what the person stated, else those the number hints at.

    A stated place whose zone is not known gives none: the number must not say otherwise than the person did.
    """
    if person and _zone(person.zone):
        return Zones((person.zone,), stated=True)
    if person and person.place.strip():
        return Zones(table.zones_of(person.place), stated=True)
    return Zones(guess(number, table).zones)


def time_there(there: Zones, now: datetime, here: tzinfo, hours: OpenRange = USUAL_HOURS) -> TimeThere | None:
    """The time at the other end, None when nothing is known of it.

    Of several zones the strictest counts: it is too early while it is too early in one of them. `here` is the
    zone of the office: a day that is another one there is named.
    """
    moments = _local(there.names, now)
    if not moments:
        return None
    mark = "" if there.stated else " (guess)"
    today = now.astimezone(here).date()
    said = [
        (f"{_DAYS[moment.weekday()]} " if moment.date() != today else "") + clock_time(now, _tz(moment))
        for moment in moments
    ]
    span = said[0] if len(said) == 1 else f"{said[0]} to {said[-1]}"
    minutes = [moment.hour * 60 + moment.minute for moment in moments]
    early = any(minute < hours.opens for minute in minutes)
    late = any(minute >= hours.closes for minute in minutes)
    wrong = " and ".join(
        [
            *([f"too early, before {minute_words(hours.opens)} there{mark}"] if early else []),
            *([f"too late, past {minute_words(hours.closes)} there{mark}"] if late else []),
        ]
    )
    return TimeThere(f"{span} there{mark}", wrong)


def _local(names: Iterable[str], now: datetime) -> list[datetime]:
    """The local times of zones, each once, from the west to the east."""
    zones = [zone for zone in map(_zone, names) if zone]
    by_offset = {moment.utcoffset(): moment for moment in (now.astimezone(zone) for zone in zones)}
    return sorted(by_offset.values(), key=lambda moment: moment.replace(tzinfo=None))


def _tz(moment: datetime) -> tzinfo:
    zone = moment.tzinfo
    assert zone is not None
    return zone


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None

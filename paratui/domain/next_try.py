"""When and how to try again somebody who was not reached: at another hour, another way, and not for ever.

Of the three parts of the office's day (morning, afternoon, early evening) the one with the fewest tries comes next,
within the office's hours, the hours people may be called where they are, and the times they are best called. After
`TRIES` tries that reached nobody the attorney decides how it goes on: a practice of the office and no rule of law.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from paratui.domain.before_dialling import flags_of
from paratui.domain.best_times import read_best_times
from paratui.domain.opening_hours import hours_of, local_day, moment_of
from paratui.domain.spoken_time import clock_time
from paratui.domain.time_there import Zones, courtesy_hours, time_there

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from paratui.domain.office import Office
    from paratui.domain.person import Person

TRIES = 3
AHEAD = 10
"""Days ahead that are looked at for a good hour."""
GAP = timedelta(hours=1)
"""How long somebody is left alone between two tries; a busy line is tried again after as long."""
_TEN, _THREE, _FOUR, _HALF_PAST_FIVE, _HALF_HOUR = 10 * 60, 15 * 60, 16 * 60, 17 * 60 + 30, 30
_NOBODY_ANSWERS = frozenset({"fax", "pager"})
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOWHERE = Zones()


class Called(NamedTuple):
    """Whom a try is for: the clocks they may live by, and when they are best called, in words."""

    zones: Zones = NOWHERE
    best_times: str = ""


ANYBODY = Called()


def next_hour(tried: Sequence[datetime], now: datetime, office: Office, whom: Called = ANYBODY) -> datetime:
    """The best hour for the next try (UTC) after the one made at `now`; `tried` are those before it.

    Where no hour is good for both, the times the person likes give way first, then the hour where they are.
    """
    parts = [_part_of_day(moment, office) for moment in (*tried, now)]
    slots = [slot for slot in _slots(now, office, whom) if slot - now >= GAP]
    polite = [slot for slot in slots if _polite(slot, office, whom)]
    liked = [slot for slot in polite if suits(slot, office, whom)]
    return min(
        liked or polite or slots or [now + timedelta(days=1)],
        key=lambda slot: (parts.count(_part_of_day(slot, office)), slot),
    )


def hour_words(moment: datetime, now: datetime, office: Office) -> str:
    """A moment as somebody types it, such as "tomorrow 10am" or "11/24 4:30pm"; it is read as that moment again."""
    local, today = moment.astimezone(office.tz), local_day(now, office)
    clock = clock_time(moment, office.tz).replace(":00", "").replace(" ", "").lower()
    ahead = (local.date() - today).days
    if ahead <= 1:
        return f"{'tomorrow' if ahead else 'today'} {clock}"
    if ahead < len(_WEEKDAYS):
        return f"{_WEEKDAYS[local.weekday()]} {clock}"
    return f"{local:%b} {local.day} {clock}"


def other_numbers(person: Person, number: str) -> list[str]:
    """The other numbers somebody can be called at, those they said are safe first; none that is unsafe."""
    known = [(one, flags_of(person, one)) for one in person.phones if _plain(one) != _plain(number)]
    usable = [(one, flags) for one, flags in known if flags.safe != "no" and flags.line not in _NOBODY_ANSWERS]
    return [one for one, _ in sorted(usable, key=lambda pair: pair[1].safe != "yes")]


def another_way(person: Person | None, number: str) -> str:
    """Another channel than the number just tried, in words that promise no more than is known to be safe."""
    flags = flags_of(person, number) if person else None
    if flags and flags.line == "mobile" and flags.safe == "yes" and not flags.say_only:
        return "a text to this mobile"
    return "a letter or mail, where that is safe for them"


def _slots(now: datetime, office: Office, whom: Called) -> Iterator[datetime]:
    """The moments to choose from: one in each part of an open day, and where the good hours of the person begin."""
    liked = [one.opens for one in read_best_times(whom.best_times).good]
    theirs = _zone(office, whom)
    today = local_day(now, office)
    for ahead in range(AHEAD):
        day = today + timedelta(days=ahead)
        ranges = hours_of(day, office)
        if not ranges:
            continue
        first, last = ranges[0].opens, ranges[-1].closes
        minutes = [max(_TEN, first + _HALF_HOUR), _THREE, max(_FOUR, min(last - _HALF_HOUR, _HALF_PAST_FIVE))]
        moments = [moment_of(day, minute, office.tz) for minute in minutes]
        moments += [moment_of(day, minute, theirs) for minute in liked]
        for moment in moments:
            here = moment.astimezone(office.tz)
            minute = here.hour * 60 + here.minute
            if here.date() == day and any(one.opens <= minute < one.closes for one in ranges):
                yield moment


def _polite(slot: datetime, office: Office, whom: Called) -> bool:
    there = time_there(whom.zones, slot, office.tz, courtesy_hours(office.courtesy_hours))
    return there is None or not there.wrong_hour


def suits(slot: datetime, office: Office, whom: Called) -> bool:
    """Whether a moment is one of the times somebody likes to be called at."""
    return read_best_times(whom.best_times).fit(slot.astimezone(_zone(office, whom)))


def _zone(office: Office, whom: Called) -> ZoneInfo:
    """The clock they say a time of day by: their own where it is known, else the office's."""
    try:
        return ZoneInfo(whom.zones.names[0]) if len(whom.zones.names) == 1 else office.tz
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return office.tz


def _part_of_day(moment: datetime, office: Office) -> str:
    hour = moment.astimezone(office.tz).hour
    return "morning" if hour < 12 else "afternoon" if hour < 16 else "early evening"


def _plain(number: str) -> str:
    return number.partition(";")[0]

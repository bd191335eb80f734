"""When the office is open: its hours of local time, laid on the one time line of the world."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.office_day import office_day
from paratui.domain.opening_range import DAY, OpenRange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from paratui.domain.office import Office

# Days in which the next opening is looked for; an office closed for longer counts as having no hours.
LOOK_AHEAD = 366
WITHOUT_HOURS = timedelta(hours=24)


class OpenTime(NamedTuple):
    """One unbroken stretch of open time, UTC; `closes` is the first moment that is closed."""

    opens: datetime
    closes: datetime


def moment_of(day: date, minute: int, tz: ZoneInfo, *, last: bool = False) -> datetime:
    """The moment (UTC) a wall clock shows `minute` minutes after midnight of `day`; 1440 is the day's end.

    A time the clock shows twice is the first of the two, or the last when `last`; a time the clock leaps
    over is as much later as the leap is long.
    """
    wall = (datetime.combine(day, time()) + timedelta(minutes=minute)).replace(tzinfo=tz)
    if last and minute < DAY:  # the end of a day stays the beginning of the next
        again = wall.replace(fold=1)
        if again.astimezone(UTC) > wall.astimezone(UTC):
            wall = again
    return wall.astimezone(UTC)


def hours_of(day: date, office: Office) -> tuple[OpenRange, ...]:
    """The opening hours of one day, none when it is closed: a weekend, a holiday, a special day."""
    return office_day(day, office).hours


def open_times(day: date, office: Office) -> Iterator[OpenTime]:
    """The stretches of open time of one day, in order."""
    tz = office.tz
    for opens, closes_at in hours_of(day, office):
        stretch = OpenTime(moment_of(day, opens, tz), moment_of(day, closes_at, tz, last=True))
        if stretch.opens < stretch.closes:  # the clock may leap over all of it
            yield stretch


def local_day(moment: datetime, office: Office) -> date:
    """The date on the office's calendar."""
    return moment.astimezone(office.tz).date()


def closing(day: date, office: Office) -> datetime | None:
    """The last close of a day (UTC), None when the office is closed all day."""
    return max((stretch.closes for stretch in open_times(day, office)), default=None)


def closes(moment: datetime, office: Office) -> datetime | None:
    """The last close (UTC) of the day `moment` falls on, None when the office is closed all that day."""
    return closing(local_day(moment, office), office)


def next_opening(moment: datetime, office: Office) -> datetime:
    """The first moment (UTC) from `moment` on at which the office is open: `moment` itself when it is open.

    An office without opening hours counts as opening 24 hours later.
    """
    return open_from(moment, office) or moment.astimezone(UTC) + WITHOUT_HOURS


def open_from(moment: datetime, office: Office) -> datetime | None:
    """The same, None for an office without opening hours."""
    moment = moment.astimezone(UTC)
    today = local_day(moment, office)
    for ahead in range(LOOK_AHEAD):
        for stretch in open_times(today + timedelta(days=ahead), office):
            if moment < stretch.closes:
                return max(moment, stretch.opens)
    return None


def last_open_moment(moment: datetime, office: Office) -> datetime | None:
    """The last close (UTC) at or before `moment`, which lies in closed time; None when there is none for a year."""
    today = local_day(moment, office)
    for back in range(LOOK_AHEAD):
        ends = [one.closes for one in open_times(today - timedelta(days=back), office) if one.closes <= moment]
        if ends:
            return max(ends)
    return None


def open_day(start: date, office: Office, count: int = 1, step: int = 1) -> date | None:
    """The `count`-th day after `start` (before it when `step` is -1) on which the office opens.

    None when the office has no opening hours.
    """
    day = start
    while count:
        for _ in range(LOOK_AHEAD):
            day += timedelta(days=step)
            if any(open_times(day, office)):
                break
        else:
            return None
        count -= 1
    return day

"""When the demo office's calls took place: working days back from today, and free half hours on them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from paratui.domain.opening_hours import closing, hours_of, local_day, moment_of, open_times

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from paratui.domain.office import Office

MONTHS = timedelta(days=91)
HALF_HOUR = timedelta(minutes=30)
# Mondays are the busiest days of a law office's telephone, Fridays the quietest.
_WEEKDAY = (1.4, 1.15, 1.0, 1.0, 0.7, 0.3, 0.3)
_SETTLED = timedelta(minutes=20)


class DemoCalendar:
    """The working days of the last three months, with the half hours in which somebody is on a call.

    Days are counted in working days before today: 1 is the last one, 0 is today.
    """

    def __init__(self, office: Office, now: datetime, random: Random) -> None:
        self._office = office
        self._now = now
        self._random = random
        self._taken: set[tuple[datetime, str]] = set()
        self.today = local_day(now, office)
        back = [self.today - timedelta(days=days) for days in range(1, MONTHS.days)]
        self._past = [day for day in back if hours_of(day, office)]

    @property
    def longest(self) -> int:
        """How many working days the calendar reaches back."""
        return len(self._past)

    def day(self, ago: int) -> date:
        """The date of a working day back; 0 is today, whatever day it is."""
        return self._past[min(ago, self.longest) - 1] if ago else self.today

    def days_between(self, newest: int, oldest: int, count: int) -> list[int]:
        """Different days, oldest first; busy weekdays are taken more often."""
        days = range(newest, min(oldest, self.longest) + 1)
        keyed = [(self._random.random() ** (1 / _WEEKDAY[self.day(ago).weekday()]), ago) for ago in days]
        return sorted((ago for _, ago in sorted(keyed, reverse=True)[:count]), reverse=True)

    def start(self, ago: int, staff: Sequence[str]) -> tuple[datetime, str] | None:
        """When a call of that day began (UTC) and who of the staff took it, the first-named if free.

        None when nobody has a free half hour left, or on a day like today that has hardly begun.
        """
        for login in staff:
            free = [
                begins
                for hours in open_times(self.day(ago), self._office)
                for begins in _half_hours(hours.opens, hours.closes)
                if (begins, login) not in self._taken and begins + HALF_HOUR + _SETTLED <= self._now
            ]
            if free:
                begins = self._random.choice(free)
                self._taken.add((begins, login))
                return begins + timedelta(seconds=self._random.randrange(240)), login
        return None

    def later_today(self, hour: int) -> datetime:
        """A moment later today: at that hour or at the close, or, where that is past, before midnight."""
        close = closing(self.today, self._office)
        wanted = self.at(self.today, hour) if hour else close
        if wanted and wanted > self._now + HALF_HOUR:
            return wanted
        midnight = moment_of(self.today, 24 * 60 - 1, self._office.tz)
        last = close if close and close > self._now + HALF_HOUR else midnight
        left = max(last - self._now, timedelta(minutes=1))
        moment = self._now + left * self._random.uniform(0.5, 1.0)
        soonest = (self._now + timedelta(minutes=2)).replace(second=0, microsecond=0)
        return min(max(_on_the_quarter(moment), soonest), last)

    def next_day(self, turn: int, hour: int) -> datetime:
        """A moment of one of the working days within the next three days."""
        coming = [self.today + timedelta(days=days) for days in (1, 2, 3)]
        working = [day for day in coming if hours_of(day, self._office)] or coming
        return self.at(working[turn % len(working)], hour or 14)

    def days_on(self, days: int, hour: int) -> datetime:
        """A moment so many working days after today."""
        day = self.today
        for _ in range(days):
            day += timedelta(days=1)
            while not hours_of(day, self._office) and any(self._office.hours.values()):
                day += timedelta(days=1)
        return self.at(day, hour or 15)

    def at(self, day: date, hour: int) -> datetime:
        """An hour of a day on the office's clock (UTC)."""
        return moment_of(day, hour * 60, self._office.tz)


def _half_hours(opens: datetime, closes: datetime) -> list[datetime]:
    return [opens + HALF_HOUR * turn for turn in range((closes - opens) // HALF_HOUR)]


def _on_the_quarter(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)

"""The time the pulse is taken over: whole days on the office's calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, Self

LENGTHS = (7, 30, 90, 365)
USUAL = 30
MOST_DAYS = 3660


class PulseTime(NamedTuple):
    """From the day `first` up to the day `until`, which does not belong to it any more."""

    first: date
    until: date

    @classmethod
    def last(cls, days: int, today: date) -> Self:
        """So many days, today the last of them."""
        return cls(today - timedelta(days=days - 1), today + timedelta(days=1))

    @property
    def length(self) -> int:
        """How many days it is."""
        return (self.until - self.first).days

    @property
    def days(self) -> list[date]:
        """Each of its days."""
        return [self.first + timedelta(days=ahead) for ahead in range(self.length)]

    @property
    def is_month(self) -> bool:
        """Whether it is a month of the calendar."""
        return self.first.day == self.until.day == 1 and 28 <= self.length <= 31

    @property
    def is_year(self) -> bool:
        """Whether it is a year of the calendar."""
        return self.first.day == self.first.month == 1 and self.until == date(self.first.year + 1, 1, 1)

    def earlier(self) -> Self:
        """The time as long as this that goes before it."""
        if self.is_month:
            return self._replace(first=(self.first - timedelta(days=1)).replace(day=1), until=self.first)
        if self.is_year:
            return self._replace(first=date(self.first.year - 1, 1, 1), until=self.first)
        return self._replace(first=self.first - timedelta(days=self.length), until=self.first)

    def later(self, today: date) -> Self:
        """The time that follows, as far as today; itself when it reaches today already."""
        if self.until > today:
            return self
        if self.is_month:
            return self._replace(first=self.until, until=(self.until + timedelta(days=31)).replace(day=1))
        if self.is_year:
            return self._replace(first=self.until, until=date(self.until.year + 1, 1, 1))
        until = min(self.until + timedelta(days=self.length), today + timedelta(days=1))
        return self._replace(first=until - timedelta(days=self.length), until=until)

    def words(self, today: date) -> str:
        """Such as "last 30 days", "October 2026", "Sep 24 to Oct 23"."""
        if self.is_month:
            return f"{self.first:%B %Y}"
        if self.is_year:
            return f"{self.first.year}"
        if self.until == today + timedelta(days=1):
            return f"last {self.length} days" if self.length > 1 else "today"
        last = self.until - timedelta(days=1)
        year = "" if last.year == today.year else f" {last.year}"
        begin = f"{self.first:%b} {self.first.day} to " if self.length > 1 else ""
        return f"{begin}{last:%b} {last.day}{year}"

"""One day on the office's calendar: its hours, and what day it is when they are not the usual ones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.opening_range import WEEKDAYS, OpenRange, read_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from paratui.domain.office import Office

_NEAR = 6  # days ahead within which a weekday's name can mean only one day


class OfficeDay(NamedTuple):
    """The opening hours, none when closed, and the special day or holiday it is, "" for a usual day."""

    hours: tuple[OpenRange, ...]
    name: str = ""


def usual_hours(day: date, office: Office) -> tuple[OpenRange, ...]:
    """The hours of its weekday."""
    return read_ranges(office.hours.get(WEEKDAYS[day.weekday()], ()))


def office_day(day: date, office: Office) -> OfficeDay:
    """A day: a special one stands before a holiday, a holiday before the hours of the weekday."""
    for special in office.special_days:
        if special.day <= day <= special.last:
            return OfficeDay(read_ranges(special.hours), special.name or "a special day")
    name = office.holidays.on(day, office.holiday_state)
    return OfficeDay((), name) if name else OfficeDay(usual_hours(day, office))


def why_closed(first: date, until: date, office: Office) -> str:
    """Which of the days from `first` to the one before `until` are closed though they usually are not, and why.

    Such as "Monday is Labor Day"; "" when there is none.
    """
    runs = list(_closed_runs(first, until, office))
    said = [f"{_span(begins, ends, first)} is {name}" for begins, ends, name in runs[:2]]
    more = len(runs) - len(said)
    return ", ".join([*said, *([f"and {more} more closed"] if more else [])])


def _closed_runs(first: date, until: date, office: Office) -> Iterator[tuple[date, date, str]]:
    """First day, last day and name of what closes the office."""
    run: tuple[date, date, str] | None = None
    for ahead in range((until - first).days):
        day = first + timedelta(days=ahead)
        hours, name = office_day(day, office)
        if hours or not usual_hours(day, office):
            continue
        if run and run[2] == name:
            run = (run[0], day, name)
            continue
        if run:
            yield run
        run = (day, day, name)
    if run:
        yield run


def _span(begins: date, ends: date, first: date) -> str:
    if begins == ends:
        return day_name(begins, first)
    near = (ends - first).days <= _NEAR
    return f"{begins:%A} to {ends:%A}" if near else f"{_date(begins)} to {_date(ends)}"


def day_name(day: date, first: date) -> str:
    """A day told from `first` on: "Monday" within six days, else "Dec 28"."""
    return f"{day:%A}" if (day - first).days <= _NEAR else _date(day)


def _date(day: date) -> str:
    return f"{day:%b} {day.day}"

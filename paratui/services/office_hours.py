"""The office's hours as they are kept: the days to come with what closes them, and each clock by an example."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import (
    Clock,
    acknowledge,
    attorney_answer,
    check_back,
    immediate,
    same_business_day,
    touch_base,
    urgent,
)
from paratui.domain.office_day import office_day, usual_hours
from paratui.domain.opening_hours import local_day
from paratui.domain.opening_range import WEEKDAYS

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.office import Office
    from paratui.domain.office_day import OfficeDay
    from paratui.domain.opening_range import OpenRange

DAYS = 14
_TOUCH_BASE = 14  # an example: each matter has its own


class OfficeHours(NamedTuple):
    """`usual` is each weekday's hours, `days` the next fourteen days beginning today.

    `holidays` are those to come this year, and the next year's where none is left. `clocks` is what a call that
    comes in now would be due by each rule.
    """

    usual: dict[str, tuple[OpenRange, ...]]
    days: dict[date, OfficeDay]
    holidays: dict[date, str]
    clocks: dict[str, Clock]


def office_hours(office: Office, now: datetime) -> OfficeHours:
    """The hours of an office, seen from `now`."""
    today = local_day(now, office)
    monday = today - timedelta(days=today.weekday())
    coming = [today + timedelta(days=ahead) for ahead in range(DAYS)]
    return OfficeHours(
        usual={name: usual_hours(monday + timedelta(days=turn), office) for turn, name in enumerate(WEEKDAYS)},
        days={day: office_day(day, office) for day in coming},
        holidays=holidays_from(today, office),
        clocks={
            "same business day": same_business_day(now, office),
            "acknowledge": acknowledge(now, office),
            "urgent": urgent(now, office),
            "safety": immediate(now),
            "attorney's answer": attorney_answer(now, office),
            "check back": check_back(now, office),
            "touch base": touch_base(now, _TOUCH_BASE, office),
        },
    )


def holidays_from(today: date, office: Office) -> dict[date, str]:
    """The holidays to come this year, the next year's where none is left."""
    for year in (today.year, today.year + 1):
        found = office.holidays.kept(office.holiday_state, year)
        coming = {day: name for day, name in found.items() if day >= today}
        if coming:
            return coming
    return {}


def next_closed_day(today: date, office: Office) -> tuple[date, str] | None:
    """The first day from today on that is closed though its weekday is not, and why; None when a year has none."""
    for ahead in range(366):
        day = today + timedelta(days=ahead)
        hours, name = office_day(day, office)
        if not hours and usual_hours(day, office):
            return day, name
    return None

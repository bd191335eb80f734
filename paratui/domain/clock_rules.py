"""Whether the office's hours and clocks can be used together, and what to write when they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import OfficeError
from paratui.domain.office_day import WEEKDAYS
from paratui.domain.opening_range import DAY, OpenRange, read_ranges
from paratui.domain.special_day import refuse_special_days

if TYPE_CHECKING:
    from paratui.domain.office import Office

_MOST_ATTORNEY_DAYS = 30


def refuse_clock_rules(office: Office) -> None:
    """Raises OfficeError for hours that cannot be, and for rules that contradict them or each other."""
    days = {day: _hours_of(day, ranges) for day, ranges in office.hours.items()}
    if not 0 <= office.cut_off_minutes < DAY:
        raise OfficeError(
            f"office.toml gives {office.cut_off_minutes} as cut_off_minutes; write 0 to {DAY - 1} minutes"
        )
    lengths = {day: hours[-1].closes - hours[0].opens for day, hours in days.items() if hours}
    shortest = min(lengths, key=lambda day: lengths[day], default="")
    if shortest and office.cut_off_minutes > lengths[shortest]:
        raise OfficeError(
            f"office.toml gives {office.cut_off_minutes} as cut_off_minutes, but {shortest} is open for"
            f" {lengths[shortest]} minutes; write fewer, such as {min(60, lengths[shortest] // 2)}"
        )
    if not 0 < office.urgent_minutes <= 7 * DAY:
        raise OfficeError(
            f"office.toml gives {office.urgent_minutes} as urgent_minutes; write 1 to {7 * DAY} minutes"
        )
    if not 0 <= office.attorney_days <= _MOST_ATTORNEY_DAYS:
        raise OfficeError(
            f"office.toml gives {office.attorney_days} as attorney_days; write 0 (the same business day)"
            f" to {_MOST_ATTORNEY_DAYS}"
        )
    refuse_special_days(office.special_days)
    office.holidays.refuse_own()


def _hours_of(day: str, ranges: list[str]) -> tuple[OpenRange, ...]:
    if day not in WEEKDAYS:
        raise OfficeError(f'office.toml gives hours for "{day}"; the days are {", ".join(WEEKDAYS)}')
    try:
        return read_ranges(ranges)
    except ValueError as error:
        raise OfficeError(
            f"The opening hours of {day} in office.toml cannot be used, {error}; write them as"
            ' ["09:00-12:00", "13:00-17:00"], at most to 24:00, and [] for a closed day'
        ) from None

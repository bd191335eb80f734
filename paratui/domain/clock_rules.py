"""Whether the office's hours and clocks can be used together, and what to write when they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import OfficeError
from paratui.domain.opening_range import DAY, WEEKDAYS, OpenRange, read_ranges

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_ATTORNEY_DAYS = 30


def refuse_clock_rules(
    hours: Mapping[str, Sequence[str]], *, cut_off_minutes: int, urgent_minutes: int, attorney_days: int
) -> None:
    """Raises OfficeError for hours of weekdays that cannot be, and for rules that contradict them or each other."""
    days = {day: _hours_of(day, ranges) for day, ranges in hours.items()}
    if not 0 <= cut_off_minutes < DAY:
        raise OfficeError(
            f"office.toml gives {cut_off_minutes} as cut_off_minutes; write 0 to {DAY - 1} minutes"
        )
    lengths = {day: open_[-1].closes - open_[0].opens for day, open_ in days.items() if open_}
    shortest = min(lengths, key=lambda day: lengths[day], default="")
    if shortest and cut_off_minutes > lengths[shortest]:
        raise OfficeError(
            f"office.toml gives {cut_off_minutes} as cut_off_minutes, but {shortest} is open for"
            f" {lengths[shortest]} minutes; write fewer, such as {min(60, lengths[shortest] // 2)}"
        )
    if not 0 < urgent_minutes <= 7 * DAY:
        raise OfficeError(
            f"office.toml gives {urgent_minutes} as urgent_minutes; write 1 to {7 * DAY} minutes"
        )
    if not 0 <= attorney_days <= _MOST_ATTORNEY_DAYS:
        raise OfficeError(
            f"office.toml gives {attorney_days} as attorney_days; write 0 (the same business day)"
            f" to {_MOST_ATTORNEY_DAYS}"
        )


def _hours_of(day: str, ranges: Sequence[str]) -> tuple[OpenRange, ...]:
    if day not in WEEKDAYS:
        raise OfficeError(f'office.toml gives hours for "{day}"; the days are {", ".join(WEEKDAYS)}')
    try:
        return read_ranges(ranges)
    except ValueError as error:
        raise OfficeError(
            f"The opening hours of {day} in office.toml cannot be used, {error}; write them as"
            ' ["09:00-12:00", "13:00-17:00"], at most to 24:00, and [] for a closed day'
        ) from None

"""The days of a time gathered until they fit: by day, by week from Monday on, by month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.pulse import InOut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Grained(NamedTuple):
    """`by` is day, week or month; `first` the first day of each that was counted, `counts` its calls."""

    by: str
    first: tuple[date, ...]
    counts: tuple[InOut, ...]


_BEGINNINGS: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
}


def grained(days: Mapping[date, InOut], room: int) -> Grained:
    """The days in as fine a grain as gives at most `room` of them, else by month."""
    found: dict[date, tuple[date, InOut]] = {}
    by = "day"
    for by, beginning in _BEGINNINGS.items():  # noqa: B007 - the grain that fits is told
        found = {}
        for day, counted in days.items():
            first, so_far = found.get(beginning(day), (day, InOut()))
            found[beginning(day)] = first, InOut(so_far.came + counted.came, so_far.went + counted.went)
        if len(found) <= room:
            break
    return Grained(by, tuple(first for first, _ in found.values()), tuple(counts for _, counts in found.values()))

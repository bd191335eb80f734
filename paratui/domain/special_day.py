"""Days on which the office keeps other hours than its usual ones, or none: one date, or a range of them."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the types of fields
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.errors import OfficeError
from paratui.domain.opening_range import read_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 366


class SpecialDay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`day`, or each day from it to `until`; `hours` as those of a weekday, none of them is closed.

    `name` says why, such as "Christmas Eve".
    """

    day: date
    until: date | None = None
    hours: list[str] = msgspec.field(default_factory=list)
    name: str = ""

    @property
    def last(self) -> date:
        """The last of its days."""
        return self.until or self.day

    @property
    def shown(self) -> str:
        """Its days as office.toml writes them."""
        return f"{self.day}" if self.last == self.day else f"{self.day} until {self.until}"


def refuse_special_days(days: Sequence[SpecialDay]) -> None:
    """Raises OfficeError for a special day that cannot be, and for two of them on one date."""
    for one in days:
        if one.last < one.day:
            raise OfficeError(
                f"The special day {one.day} in office.toml ends before it begins (until = {one.until});"
                " write the later day as until, or leave it out"
            )
        if (one.last - one.day).days >= _LONGEST:
            raise OfficeError(
                f"The special day {one.shown} in office.toml is longer than a year; change [hours] instead"
            )
        try:
            read_ranges(one.hours)
        except ValueError as error:
            raise OfficeError(
                f"The hours of the special day {one.shown} in office.toml cannot be used, {error}; write them as"
                ' ["09:00-12:00"], at most to 24:00, and [] for a closed day'
            ) from None
    for before, after in pairwise(sorted(days, key=lambda one: one.day)):
        if after.day <= before.last:
            raise OfficeError(
                f"office.toml has two special days for {after.day}"
                f" ({before.name or before.shown}, {after.name or after.shown}); keep one of them"
            )

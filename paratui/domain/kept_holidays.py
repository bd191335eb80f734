"""Which holidays the office keeps: those of its country and state, some left out, and its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.errors import OfficeError
from paratui.domain.public_holidays import HolidayRule, names_of, public_holidays, without

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEAP = 2000  # has every day of the year


class OwnHoliday(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day the office is closed: "12-24" every year, "2026-12-24" once; `name` says why."""

    day: str
    name: str

    def falls_on(self, day: date) -> bool:
        """Whether it is that day."""
        return day.isoformat() in {self.day, f"{day.year:04d}-{self.day}"}


class KeptHolidays(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`country` is an ISO code, "" keeps no public holidays: so an office stands that never chose.

    `state` is a code of that country, "" the country's own holidays only; left out, it is the office's state.
    `observed` also keeps a holiday of a weekend on the working day beside it. `leave_out` names public
    holidays on which the office is open; `own` are the office's own.
    """

    country: str = ""
    state: str | None = None
    observed: bool = True
    leave_out: list[str] = msgspec.field(default_factory=list)
    own: list[OwnHoliday] = msgspec.field(default_factory=list)

    def rule(self, office_state: str) -> HolidayRule | None:
        """Whose public holidays are kept, None for nobody's; `office_state` is a US state, or ""."""
        country = self.country.strip().upper()
        if not country:
            return None
        usual = office_state if country == "US" else ""
        return HolidayRule(country, usual if self.state is None else self.state.strip().upper(), self.observed)

    def on(self, day: date, office_state: str) -> str:
        """The holiday a day is, "" when it is none."""
        own = next((one.name for one in self.own if one.falls_on(day)), "") if self.own else ""
        rule = self.rule(office_state) if self.country and not own else None
        written = public_holidays(rule).get(day, "") if rule else ""
        return own or (self._kept(written) if written else "")

    def kept(self, office_state: str, year: int) -> dict[date, str]:
        """The holidays of a year by day, in order."""
        rule = self.rule(office_state)
        public = public_holidays(rule) if rule else {}
        found = {day: self._kept(written) for day, written in public.items() if day.year == year}
        found |= {day: one.name for one in self.own if (day := _day_in(one.day, year))}
        return dict(sorted((day, name) for day, name in found.items() if name))

    def refuse_own(self) -> None:
        """Raises OfficeError for a day of the office's own that is none."""
        for one in self.own:
            if not one.name.strip():
                raise OfficeError(
                    f"The office's own holiday {one.day} in office.toml has no name; write why it is closed"
                )
            if _day_in(one.day, _LEAP) is None and not _is_date(one.day):
                raise OfficeError(
                    f'The office\'s own holiday {one.name} in office.toml is on "{one.day}", which is no day; '
                    'write it as "12-24" for every year or "2026-12-24" for one'
                )

    def refuse_left_out(self, public: Mapping[date, str]) -> None:
        """Raises OfficeError for a holiday left out that is none of the public ones."""
        known = {name for written in public.values() for name in names_of(written)}
        folded = {name.casefold() for name in known}
        for name in self.leave_out:
            if name.casefold() not in folded:
                from difflib import get_close_matches  # noqa: PLC0415 - for a mistake only

                near = get_close_matches(name, sorted(known), 1, 0.4)
                write = f'"{near[0]}"' if near else f"one of {', '.join(sorted(known))}"
                how = f"write {write}, or take it out"
                raise OfficeError(f'leave_out in office.toml names "{name}", which is no holiday here; {how}')

    def _kept(self, written: str) -> str:
        return without(written, frozenset(map(str.casefold, self.leave_out))) if self.leave_out else written


def _day_in(written: str, year: int) -> date | None:
    """The day a holiday of the office's own has in a year, None when it has none."""
    whole = written if len(written) > len("12-24") else f"{year:04d}-{written}"
    day = date.fromisoformat(whole) if _is_date(whole) else None
    return day if day and day.year == year else None


def _is_date(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False

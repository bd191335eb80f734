"""The public holidays of a country or one of its states, as the `holidays` library knows them.

The library takes a tenth of a second to load, so its answer is one table for forty years that the store keeps;
only where nothing is kept is it asked.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import OfficeError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

# No due time lies outside; a day that does is no holiday.
FIRST_YEAR, LAST_YEAR = 2010, 2050
# What the library puts between two holidays of one day, and behind one that is kept on a working day instead.
_AND, _OBSERVED = "; ", " (observed)"


class HolidayRule(NamedTuple):
    """Whose holidays: ISO code of the country, code of the state ("" for the whole country).

    `observed`: whether a holiday on a weekend is also kept on the working day beside it.
    """

    country: str
    state: str = ""
    observed: bool = True


# The answer for a rule never changes while the program runs.
_KNOWN: dict[HolidayRule, Mapping[date, str]] = {}


def learn(rule: HolidayRule, days: Mapping[date, str]) -> None:
    """Take the holidays of a rule from what is kept, instead of asking the library."""
    _KNOWN[rule] = days


def public_holidays(rule: HolidayRule) -> Mapping[date, str]:
    """The holidays of a rule by day. Raises OfficeError when there is no such country or state."""
    known = _KNOWN.get(rule)
    if known is None:
        known = _KNOWN[rule] = _asked(rule)
    return known


def names_of(written: str) -> list[str]:
    """The single holidays of a day, without the mark of an observed one."""
    return [name.removesuffix(_OBSERVED) for name in written.split(_AND)]


def without(written: str, left_out: frozenset[str]) -> str:
    """The holidays of a day that are left when some are not kept; `left_out` is casefolded."""
    kept = [name for name in written.split(_AND) if name.removesuffix(_OBSERVED).casefold() not in left_out]
    return _AND.join(kept)


def _states(country: str) -> frozenset[str]:
    import holidays  # noqa: PLC0415 - takes 60 ms, and is asked only where nothing is kept

    # The library also has names that are no country.
    written_right = len(country) == 2 and country.isalpha() and country.isupper()
    known = getattr(holidays, country, None) if written_right else None
    if known is None:
        raise OfficeError(
            f'No holidays are known for the country "{country}"; write its two letters, such as country = "US",'
            ' or country = "" for none, under [holidays] in office.toml'
        )
    return frozenset(known.subdivisions)


def _asked(rule: HolidayRule) -> Mapping[date, str]:
    states = _states(rule.country)
    if rule.state and rule.state not in states:
        raise OfficeError(
            f'No holidays are known for the state "{rule.state}" of {rule.country}; write one of'
            f' {", ".join(sorted(states)) or "none"}, or leave state out, under [holidays] in office.toml'
        )
    import holidays  # noqa: PLC0415 - as above

    with warnings.catch_warnings():
        # Of some religious holidays the far years are not known; a warning would be written into the screen.
        warnings.simplefilter("ignore")
        found = holidays.country_holidays(
            rule.country,
            subdiv=rule.state or None,
            years=range(FIRST_YEAR, LAST_YEAR + 1),
            observed=rule.observed,
            language="en_US",
        )
    # Holidays of the year before or after may be observed in the first and the last.
    return {day: name for day, name in sorted(found.items()) if FIRST_YEAR <= day.year <= LAST_YEAR}

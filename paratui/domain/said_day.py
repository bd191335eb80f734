"""The dates in what somebody said, each read in the tense of the question it answers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.date_words import COUNTS, DAYS, MONTHS, piece_pattern
from paratui.domain.errors import BadInput
from paratui.domain.misspelled import meant
from paratui.domain.said_date_words import said_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

PAST, FUTURE, ANY = "past", "future", "any"
_OLDEST = 1900
_YEARS = {"last": -1, "this": 0, "next": 1}
_YEAR_TOLD = re.compile(r"(\d(?:st|nd|rd|th)?),?\s+(?:of\s+)?(last|this|next)\s+year\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?,?\s*(?:of\s+)?$", re.IGNORECASE)
# A month is a word too: "may" and "march" alone count only when nothing but a month can be meant.
_MONTH_TOO = frozenset({"may", "march", "mar"})


class FoundDate(NamedTuple):
    """One date in a text, `read` as in SaidDate; `rough` when no single day, `other` what else it may mean."""

    start: int
    read: str
    rough: bool = False
    other: date | None = None


class When(NamedTuple):
    """What dates are read against: the day on the office's calendar, the tense of the question, and whose order.

    `month_first`: 3/4 is March 4.
    """

    today: date
    tense: str
    month_first: bool


def dates_in(said: str, when: When) -> list[FoundDate]:
    """The dates of a text; raises BadInput for one that no calendar has."""
    return [one for one, _ in dates_with_ends(said, when)]


def dates_with_ends(said: str, when: When) -> list[tuple[FoundDate, int]]:
    """The dates of a text as `dates_in`, each with the place its words end at."""
    # Every place in the text stays where it is.
    text = _YEAR_TOLD.sub(
        lambda told: f"{told[1]}, {when.today.year + _YEARS[told[2].lower()]}".ljust(len(told[0])), said
    )
    years = [told.span() for told in _YEAR_TOLD.finditer(said)]
    text = text.replace("\u2019", "'")
    found = []
    for match in said_pattern().finditer(text):
        one = _own(match, when)
        if one is not None:
            found.append((one, match.end()))
            text = text[: match.start()] + "_" * (match.end() - match.start()) + text[match.end() :]
    found += [(one, match.end()) for match in piece_pattern().finditer(text) if (one := _piece(match, when))]
    return [(one, max([end, *(behind for at, behind in years if at < end <= behind)])) for one, end in found]


def _own(match: re.Match[str], when: When) -> FoundDate | None:
    if (match["month"] or match["only_year"]) and _DAY_BEFORE.search(match.string[: match.start()]):
        return None  # the month or year of a day that is read with it
    for group, read in _OWN.items():
        if match[group]:
            return read(match, when)
    return FoundDate(match.start(), "", rough=True)


def _day_back(days: int) -> Callable[[re.Match[str], When], FoundDate]:
    return lambda match, when: FoundDate(match.start(), (when.today - timedelta(days=days)).isoformat())


def _day_of_last_week(match: re.Match[str], when: When) -> FoundDate:
    monday = when.today - timedelta(days=when.today.weekday() + 7)
    day = monday + timedelta(days=_weekday_number(match["week_day"]))
    return FoundDate(match.start(), day.isoformat())


def _month_in_numbers(match: re.Match[str], _: When) -> FoundDate:
    return FoundDate(match.start(), f"{match['month_year']}-{int(match['only_month']):02d}", rough=True)


def _ago(match: re.Match[str], when: When) -> FoundDate:
    today = when.today
    said = " ".join(match["count"].lower().split())
    count = int(said) if said.isdecimal() else COUNTS[said]
    unit = match["unit"].lower()
    if unit.startswith(("mo", "y")):
        months = today.year * 12 + today.month - 1 - count * (1 if unit.startswith("mo") else 12)
        year, month = divmod(months, 12)
        if year < _OLDEST:
            return FoundDate(match.start(), "", rough=True)
        return FoundDate(match.start(), f"{year}-{month + 1:02d}" if unit.startswith("mo") else str(year), rough=True)
    if unit[0] in "hm":
        return FoundDate(match.start(), today.isoformat() if count <= 8 or unit[0] == "m" else "", rough=count > 8)
    days = count * (7 if unit[0] == "w" else 1)
    exact = unit[0] == "d" and "couple" not in said
    return FoundDate(match.start(), (today - timedelta(days=days)).isoformat(), rough=not exact)


def _weekday_number(name: str) -> int:
    return DAYS.index(meant(name)[:3])


def _last_day(match: re.Match[str], when: When) -> FoundDate:
    """The latest such day before today; said of a day of this week it may as well be the one before it."""
    today = when.today
    back = (today.weekday() - _weekday_number(match["last_day"])) % 7 or 7
    day = today - timedelta(days=back)
    this_week = back <= today.weekday()
    return FoundDate(match.start(), day.isoformat(), other=day - timedelta(days=7) if this_week else None)


def _month(match: re.Match[str], when: When) -> FoundDate | None:
    name = meant(match["month"])
    said_year = match["year"] or match["which"]
    preceded = re.search(
        r"\b(?:in|of|since|during|last|this|next|around|about|before|after|by|until)\s+$",
        match.string[: match.start()],
        re.IGNORECASE,
    )
    alone = not match.string[: match.start()].strip(" ~") and not match.string[match.end() :].strip(" .?")
    if name in _MONTH_TOO and not (said_year or match["part"] or preceded or alone):
        return None
    month, year = MONTHS.index(name[:3]) + 1, when.today.year
    if match["year"]:
        year = int(match["year"])
    elif match["which"]:
        year += _YEARS[match["which"].lower()]
    elif when.tense == FUTURE and month < when.today.month:
        year += 1
    elif when.tense != FUTURE and month > when.today.month:
        year -= 1
    return FoundDate(match.start(), f"{year}-{month:02d}", rough=True)


def _piece(match: re.Match[str], when: When) -> FoundDate | None:
    """A date piece_pattern finds, read in the tense of the question; its times of day say nothing here."""
    read = _PIECES.get(match.lastgroup or "")
    return read(match, when) if read else None


def _on(match: re.Match[str], year: int, month: int, day: int) -> FoundDate:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        raise BadInput(f'There is no day "{match.group().strip()}"; check its month and day')
    return FoundDate(match.start(), date(year, month, day).isoformat())


def _without_year(match: re.Match[str], month: int, day: int, when: When) -> FoundDate:
    """A day and month without a year: the latest gone by, the next to come, or the nearest of the two."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
        raise BadInput(f'There is no day "{match.group().strip()}"; check its month and day')
    years = range(when.today.year - 8, when.today.year + 9)
    days = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    gone = max(each for each in days if each <= when.today)
    coming = min(each for each in days if each >= when.today)
    nearest = gone if when.today - gone <= coming - when.today else coming
    chosen = {PAST: gone, FUTURE: coming}.get(when.tense, nearest)
    return FoundDate(match.start(), chosen.isoformat())


def _iso(match: re.Match[str], _: When) -> FoundDate:
    return _on(match, *map(int, match["iso"].split("-")))


def _numbers(match: re.Match[str], when: When) -> FoundDate:
    first, second, *years = map(int, re.split("[/-]", match[match.lastgroup or ""]))
    month, day = (first, second) if when.month_first else (second, first)
    if not years:
        return _without_year(match, month, day, when)
    year = years[0]
    if year < 100:
        # "3/4/58" is a birthday, not thirty years from now.
        year += 2000 if year + 2000 <= when.today.year + 10 else _OLDEST
    return _on(match, year, month, day)


def _named_month(match: re.Match[str], when: When) -> FoundDate:
    month = MONTHS.index(meant(match["month"] or match["dmonth"])[:3]) + 1
    day, year = int(match["mday"] or match["dday"]), match["myear"] or match["dyear"]
    return _on(match, int(year), month, day) if year else _without_year(match, month, day, when)


def _weekday(match: re.Match[str], when: When) -> FoundDate:
    number, today = _weekday_number(match["weekday"]), when.today
    which = (match["which"] or "").lower()
    if which == "next" or match["later"]:
        return FoundDate(match.start(), (today + timedelta(days=7 - today.weekday() + number)).isoformat())
    if which == "this":
        return FoundDate(match.start(), (today + timedelta(days=number - today.weekday())).isoformat())
    if when.tense == PAST and "coming" not in which:
        return FoundDate(match.start(), (today - timedelta(days=(today.weekday() - number) % 7)).isoformat())
    return FoundDate(match.start(), (today + timedelta(days=(number - today.weekday()) % 7)).isoformat())


def _named_day(match: re.Match[str], when: When) -> FoundDate:
    word = match["named"].lower()
    ahead = {"today": 0, "yesterday": -1}.get(meant(word.split()[-1]), 2 if "after" in word else 1)
    return FoundDate(match.start(), (when.today + timedelta(days=ahead)).isoformat())


def _day_of_month(match: re.Match[str], when: When) -> FoundDate:
    """A day of a month ("the 3rd"): the latest gone by, or the next to come; it may as well be another month's."""
    number, first = int(match["nth"]), when.today.replace(day=1)
    for _ in range(12):
        if 1 <= number <= monthrange(first.year, first.month)[1]:
            day = first.replace(day=number)
            if day >= when.today if when.tense == FUTURE else day <= when.today:
                return FoundDate(match.start(), day.isoformat(), rough=True)
        first = (first + timedelta(days=32)).replace(day=1) if when.tense == FUTURE else _month_before(first)
    raise BadInput(f'No month has a "{match.group().strip()}"; check the number')


def _month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def _counted(match: re.Match[str], when: When) -> FoundDate:
    """A stretch from now ("in two weeks"): kept as said; only a count of days names one."""
    unit = (match["unit"] or match["plus_unit"]).lower()
    said = " ".join((match["count"] or match["plus"]).lower().split())
    count = int(said) if said.isdecimal() else COUNTS.get(said, 0)
    if unit in {"d", "day", "days"} and count and not match["or_two"]:
        return FoundDate(match.start(), (when.today + timedelta(days=count)).isoformat())
    return FoundDate(match.start(), "", rough=True)


def _rough(match: re.Match[str], _: When) -> FoundDate:
    return FoundDate(match.start(), "", rough=True)


_OWN: dict[str, Callable[[re.Match[str], When], FoundDate | None]] = {
    "before": _day_back(2),
    "night": _day_back(1),
    "now": _day_back(0),
    "count": _ago,
    "last_day": _last_day,
    "week_day": _day_of_last_week,
    "month": _month,
    "only_month": _month_in_numbers,
    "only_year": lambda match, _: FoundDate(match.start(), match["only_year"], rough=True),
}
_PIECES: dict[str, Callable[[re.Match[str], When], FoundDate]] = {
    "iso": _iso,
    "slash": _numbers,
    "dash": _numbers,
    **dict.fromkeys(("mday", "myear", "dmonth", "dyear"), _named_month),
    **dict.fromkeys(("weekday", "later"), _weekday),
    "named": _named_day,
    "nth": _day_of_month,
    **dict.fromkeys(("unit", "or_two", "plus_unit"), _counted),
    **dict.fromkeys(("weeks", "period", "one"), _rough),
}

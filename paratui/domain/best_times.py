"""When somebody is best called, as far as the words for it name days and hours: "weekdays 9 to 11, after 6 PM".

What the words leave open is not guessed at: "before his shift" names no hour, and any hour fits it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.opening_range import DAY, OpenRange

if TYPE_CHECKING:
    from datetime import datetime

_NOON = 12 * 60
_PARTS = {
    "morning": OpenRange(0, _NOON),
    "lunch": OpenRange(_NOON, 13 * 60),
    "noon": OpenRange(_NOON, 13 * 60),
    "afternoon": OpenRange(_NOON, 17 * 60),
    "evening": OpenRange(17 * 60, 21 * 60),
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = r"(\d{1,2})(?::(\d{2}))?\s*([ap])?\.?(?:m\.?)?(?![\d:])"
_STRETCH = re.compile(rf"{_TIME}\s*(?:-|\u2013|to|until|till|and)\s*{_TIME}", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:after|from|past|since)\s+{_TIME}", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:before|until|till|by)\s+{_TIME}", re.IGNORECASE)
_AT = re.compile(rf"\b(?:at\s+)?{_TIME}", re.IGNORECASE)
_NOT = re.compile(r"\b(?:never|not|no|except)\b", re.IGNORECASE)
_PIECE = re.compile(r"[,;/]|\bor\b", re.IGNORECASE)
_QUARTER = 15
_HALF_DAY = 12
_EARLIEST_GUESS = 7  # "9" is in the morning, "4" in the afternoon


class BestTimes(NamedTuple):
    """Hours that are good and hours that are not, by the clock of the person; `days` 0 is Monday, empty any."""

    good: tuple[OpenRange, ...] = ()
    never: tuple[OpenRange, ...] = ()
    days: frozenset[int] = frozenset()

    def fit(self, there: datetime) -> bool:
        """Whether a moment, by the clock of the person, is one of them."""
        minute = there.hour * 60 + there.minute
        if self.days and there.weekday() not in self.days:
            return False
        if any(one.opens <= minute < one.closes for one in self.never):
            return False
        return not self.good or any(one.opens <= minute < one.closes for one in self.good)


def read_best_times(words: str) -> BestTimes:
    """The hours the words name; without any, every hour is as good as another."""
    good: list[OpenRange] = []
    never: list[OpenRange] = []
    days: set[int] = set()
    for piece in _PIECE.split(words.casefold()):
        named = _hours(piece)
        if _NOT.search(piece):
            never += named
            continue
        good += named
        days |= _days(piece)
    return BestTimes(tuple(good), tuple(never), frozenset(days))


def _hours(piece: str) -> list[OpenRange]:
    found = [part for name, part in _PARTS.items() if re.search(rf"\b{name}s?\b", piece)]
    if stretch := _STRETCH.search(piece):
        first, last = _minute(*stretch.group(1, 2, 3)), _minute(*stretch.group(4, 5, 6))
        return [OpenRange(first, last)] if first < last else []
    if begins := _FROM.search(piece):
        return [OpenRange(_minute(*begins.groups()), DAY)]
    if ends := _UNTIL.search(piece):
        return [OpenRange(0, _minute(*ends.groups()))]
    if not found and (at := _AT.search(piece)):
        minute = _minute(*at.groups())
        return [OpenRange(minute, minute + _QUARTER)]
    return found


def _minute(hour: str, minutes: str | None, half: str | None) -> int:
    told = int(hour)
    if half and told <= _HALF_DAY:
        told = told % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    elif told < _EARLIEST_GUESS:
        told += _HALF_DAY
    return min(DAY, told * 60 + int(minutes or 0))


def _days(piece: str) -> set[int]:
    if re.search(r"\bweekdays?\b", piece):
        return {0, 1, 2, 3, 4}
    if re.search(r"\bweekends?\b", piece):
        return {5, 6}
    return {place for place, day in enumerate(_DAYS) if re.search(rf"\b{day}(?:[a-z]*day)?s?\b", piece)}

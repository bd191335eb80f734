"""A date in somebody's own words, of the past or to come: yesterday, last Tuesday, March 3, two weeks ago.

The words are always kept. The day they name is read only as fine as they are: "in March" is a month, "around
Easter" is no day at all. What leaves a doubt is marked approximate, and `notice` says what to ask.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from paratui.domain.date_words import MONTHS
from paratui.domain.errors import BadInput
from paratui.domain.said_day import FUTURE, PAST, FoundDate, When, dates_in

LONGEST = 200
_DOUBT = re.compile(
    r"\b(?:about|around|approx(?:imately)?|roughly|maybe|probably|perhaps|possibly|ca|circa"
    r"|sometime|i (?:think|believe|guess)|(?:she|he) thinks"
    r"|not sure|or so|something like|like|before(?! yesterday)|after|since|between|or|give or take)\b|~|\?",
    re.IGNORECASE,
)


# "Nov 3 or 4", "the 3rd and the 5th"
_SEVERAL = re.compile(r"\d(?:st|nd|rd|th)?\s+(?:or|to|and)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\b", re.IGNORECASE)


class SaidDate(NamedTuple):
    """A date as said and as read: `read` is ISO 8601 as fine as the words, empty when they name no day."""

    said: str
    read: str = ""
    approximate: bool = False
    notice: str = ""


def read_said_date(typed: str, today: date, tense: str = PAST, *, month_first: bool = True) -> SaidDate:
    """The date somebody said, heard on `today` (the office's calendar); raises BadInput when there is none in it.

    `tense` tells which way a date without a year is read, `month_first` whether 3/4 is March 4. Words after a
    leading "~" are kept as they are, unread.
    """
    said = " ".join(typed.split())
    if len(said) > LONGEST:
        raise BadInput(f"That is too long for a date ({len(said)} characters); type the day, and the rest as a note")
    if said.startswith("~") and said.strip("~ "):
        return SaidDate(said.strip("~ "), approximate=True)
    when = When(today, tense, month_first)
    found = sorted(dates_in(said, when), key=lambda each: each.start)
    if not found:
        raise BadInput(f'"{said}" names no day; type one such as Mar 3 or last Tuesday, or ~ first to keep the words')
    days = {each.read for each in found}
    rough = bool(_DOUBT.search(said)) or any(each.rough for each in found)
    if (len(days) > 1 and not _same_day(days)) or _SEVERAL.search(said):
        return SaidDate(said, approximate=True, notice="more than one day is named; ask which one it was")
    first = max(found, key=lambda each: len(each.read))
    return SaidDate(said, first.read, rough or first.other is not None, _notice(first, when))


def _same_day(days: set[str]) -> bool:
    """Whether the finer of the dates say the same as the coarser: "Tuesday", "Nov 17", "2026"."""
    finest = max(days, key=len)
    return all(finest.startswith(day) for day in days)


def _notice(found: FoundDate, when: When) -> str:
    if found.other:
        return f"it may also mean {words_for(found.other, when.today)}; ask which one"
    if len(found.read) == 10:
        day = date.fromisoformat(found.read)
        if when.tense == PAST and day > when.today:
            return f"{words_for(day, when.today)} is still ahead; ask again"
        if when.tense == FUTURE and day < when.today:
            return f"{words_for(day, when.today)} has gone by; ask again"
        return f"read back: {words_for(day, when.today)}"
    return ""


def words_for(day: date, today: date) -> str:
    """A day to be read back: "Tuesday, Nov 17", with its year when it is another one than today's."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    words = f"{names[day.weekday()]}, {MONTHS[day.month - 1].title()} {day.day}"
    return words if day.year == today.year else f"{words} {day.year}"

"""A day among the words of a search: the log writes it otherwise than people type it, so it is offered as `on:`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.said_day import PAST, When, dates_with_ends
from paratui.domain.search_words import QUOTES

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.office import Office

_NO_WORDS = re.compile(r'\S+:(?:"[^"]*"?|\S*)|"[^"]*"?')
_HAS_DAY = re.compile(r"(?<!\S)(?:on|after|since|before|until|date|day):", re.IGNORECASE)
# "mon", "sat" and "sun" begin other words, or are some.
_LEAST = 4
_LONGEST = 200


class SearchedDay(NamedTuple):
    """The condition that finds the calls of a day, and the search with it in the place of the day."""

    condition: str
    line: str


def searched_day(typed: str, now: datetime, office: Office) -> SearchedDay | None:
    """The first day that has come among the words, in the office's order of month and day; None without one."""
    if len(typed) > _LONGEST or _HAS_DAY.search(typed):
        return None
    line, today = typed.translate(QUOTES), now.astimezone(office.tz).date()
    words = _NO_WORDS.sub(lambda found: "_" * len(found[0]), line)
    try:
        found = dates_with_ends(words, When(today, PAST, office.region == "US"))
    except (BadInput, ValueError, OverflowError):
        return None
    for one, end in sorted(found):
        said = words[one.start : end].strip()
        if one.rough or len(one.read) != len("2026-11-03") or len(said) < _LEAST:
            continue
        if date.fromisoformat(one.read) <= today:
            condition = f"on:{one.read}"
            return SearchedDay(condition, f"{line[: one.start]}{condition} {line[end:].lstrip()}")
    return None

"""The conditions of a search, as they are offered and written: `by:ana`, `from:"maria garcia"`."""

from __future__ import annotations

import re
from datetime import date

from paratui.domain.search_words import QUOTES

CONDITIONS: dict[str, str] = {
    "from": "with whom: a name, a number or a matter",
    "by": "who took it",
    "kind": "a line of one kind: a promise, a question ...",
    "matter": "of a matter",
    "outcome": "how it ended",
    "channel": "how it took place",
    "on": "on a day, in a week, a month or a year",
    "after": "after a day, a month or a year",
    "since": "from a day, a month or a year on",
    "before": "before a day, a month or a year",
    "until": "up to a day, a month or a year, with it",
}
DAYS = frozenset({"on", "after", "since", "before", "until"})
_LAST = re.compile(r'(?<!\S)([a-z]+):("[^"]*"?|\S*)$', re.IGNORECASE)


def begun(typed: str) -> tuple[str, str, str]:
    """What was typed before the condition that stands at the end, its key and its value so far; "" without one."""
    last = _LAST.search(typed)
    if last is None or last[1].casefold() not in CONDITIONS:
        return typed, "", ""
    return typed[: last.start()], last[1].casefold(), last[2].strip('"')


def written(before: str, key: str, value: str) -> str:
    """A search with one more condition at its end, ready for more."""
    plain = " ".join(value.translate(QUOTES).replace('"', " ").split())
    said = f'"{plain}"' if " " in plain else plain
    return f"{before.rstrip()} {key}:{said} ".lstrip()


def days_offered(today: date, oldest: date) -> list[tuple[str, str]]:
    """Days, months and years since the oldest call, newest first, as (what is written, words)."""
    offered = [("today", "today"), ("yesterday", "yesterday")]
    for back in range((today.year - oldest.year) * 12 + today.month - oldest.month + 1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        offered.append((f"{year:04}-{month + 1:02}", f"{date(year, month + 1, 1):%B} {year}"))
    years = range(today.year, oldest.year - 1, -1)
    # The years stand before the months that are long ago.
    return [*offered[:14], *((f"{year:04}", f"the year {year}") for year in years), *offered[14:]]

"""How much open time lies between two moments: nobody is slow while the office is closed."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from paratui.domain.opening_hours import open_times

if TYPE_CHECKING:
    from datetime import date, datetime

    from paratui.domain.office import Office


class OpenSeconds:
    """The opening hours from one day to another, the last one included, laid end to end."""

    def __init__(self, office: Office, first: date, last: date) -> None:
        stretches = [
            stretch
            for ahead in range((last - first).days + 1)
            for stretch in open_times(first + timedelta(days=ahead), office)
        ]
        self._opens = [stretch.opens.timestamp() for stretch in stretches]
        self._closes = [stretch.closes.timestamp() for stretch in stretches]
        lengths = (closes - opens for opens, closes in zip(self._opens, self._closes, strict=True))
        self._before = list(accumulate(lengths, initial=0.0))

    def between(self, start: datetime, end: datetime) -> int:
        """The seconds of open time between two moments; all of them where the office has no opening hours."""
        if not self._opens:
            return max(0, round((end - start).total_seconds()))
        return max(0, round(self._until(end.timestamp()) - self._until(start.timestamp())))

    def _until(self, moment: float) -> float:
        place = bisect_right(self._opens, moment)
        if not place:
            return 0.0
        return self._before[place - 1] + min(moment, self._closes[place - 1]) - self._opens[place - 1]

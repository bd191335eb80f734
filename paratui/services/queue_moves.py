"""When items change their sections by time alone: what is due is late, what rested is back."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from paratui.services.queue_views import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from paratui.domain.queue_order import Moments
    from paratui.services.queue_views import Kept


class Moves:
    """The next move of each item but for midnight, the soonest first."""

    def __init__(self) -> None:
        self._ahead: list[tuple[float, int]] = []

    def begin(self, items: Iterable[Kept], now: datetime) -> None:
        """Know these items and no others."""
        moment = now.timestamp()
        self._ahead = [(at, one.item.id) for one in items if (at := _next_move(one.moments, moment))]
        heapify(self._ahead)

    def add(self, kept: Kept, now: datetime) -> None:
        """Know one more."""
        if at := _next_move(kept.moments, now.timestamp()):
            heappush(self._ahead, (at, kept.item.id))

    def past(self, now: datetime) -> Iterator[int]:
        """The items whose moment has come; each is told once, and is added again for its next."""
        moment = now.timestamp()
        while self._ahead and self._ahead[0][0] < moment:
            yield heappop(self._ahead)[1]


def _next_move(moments: Moments, now: float) -> float:
    """In seconds since 1970, as `now` is; 0.0 for never."""
    ahead = [at for at in (moments.due, moments.rests_until) if now <= at < NEVER]
    return min(ahead, default=0.0)

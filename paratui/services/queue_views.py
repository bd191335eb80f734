"""What filters keep of the queue, in its order, and kept up to date: going back to one costs nothing."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.queue_filter import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.queue_filter import QueueFilter
    from paratui.domain.queue_order import Moments, Rank

NEVER = float("inf")
# The filters used last; a search is one for each letter typed.
MOST_VIEWS = 12


@dataclass(slots=True, eq=False)
class Kept:
    """An open item with what is worked out of it once; one that is not `whole` is as the first picture needs it."""

    item: FollowUp
    moments: Moments
    words: str
    rank: Rank
    whole: bool = True


class _View(NamedTuple):
    sieve: Callable[[FollowUp, str], bool]
    ranks: list[Rank]


class Views:
    """The views of the filters used last."""

    def __init__(self) -> None:
        self._views: dict[QueueFilter, _View] = {}

    def of(self, wanted: QueueFilter, among: list[Rank], kept: Mapping[int, Kept]) -> list[Rank]:
        """What a filter keeps, all of which is `among` these."""
        view = self._views.pop(wanted, None) or _view(wanted, among, kept)
        self._views[wanted] = view
        if len(self._views) > MOST_VIEWS:
            del self._views[next(iter(self._views))]
        return view.ranks

    def clear(self) -> None:
        """Forget them all: the order is another."""
        self._views.clear()

    def add(self, kept: Kept) -> None:
        """Put an item into every view that keeps it."""
        kept.words = kept.words or words_of(kept.item)
        for view in self._views.values():
            if view.sieve(kept.item, kept.words):
                insort(view.ranks, kept.rank)

    def remove(self, kept: Kept) -> None:
        """Take an item out of every view that has it."""
        for view in self._views.values():
            take_out(view.ranks, kept.rank)


def _view(wanted: QueueFilter, among: list[Rank], kept: Mapping[int, Kept]) -> _View:
    sieve = wanted.sieve()
    if wanted.words:
        for one in kept.values():
            one.words = one.words or words_of(one.item)
    return _View(sieve, [rank for rank in among if sieve(kept[rank[-1]].item, kept[rank[-1]].words)])


def place_of(ranks: list[Rank], rank: Rank) -> int | None:
    """Where a rank stands among others in order, None when it does not."""
    place = bisect_left(ranks, rank)
    return place if place < len(ranks) and ranks[place] == rank else None


def take_out(ranks: list[Rank], rank: Rank) -> None:
    """Remove a rank where it stands."""
    place = place_of(ranks, rank)
    if place is not None:
        del ranks[place]

"""Reading the open items for the queue and weighing them: as much as the first picture needs, or all, or those that
changed.

Nothing here changes a queue, so each may be done in a thread. It rests after every SLICE items. All raise StoreError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.importance import NOTHING_KNOWN
from paratui.domain.queue_filter import words_of
from paratui.domain.queue_order import moments_of
from paratui.services.queue_views import NEVER, Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from paratui.domain.importance import Standing
    from paratui.domain.queue_order import Rank, Scales
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

# A thread that reads rests after so many items, about a millisecond's work.
SLICE = 250


class Weighed(NamedTuple):
    """Every item's rank at one moment, worked out in a thread; `epoch` is the reading anew it belongs to."""

    epoch: int
    scales: Scales
    ranks: list[tuple[Kept, Rank]]
    order: list[Rank]
    standing: Mapping[int, Standing] | None = None


def glance(desk: Desk, scales: Scales) -> Weighed | None:
    """All places and counts, and of each item what that takes; None where that takes reading them whole."""
    items = desk.store.open_follow_ups_as(FollowUp)
    if items is None:
        return None
    kept = [_glanced(item, scales) for item in items if item.status not in CLOSED]
    ranks = [(one, one.rank) for one in kept if one]
    # A time nobody can read is told only by reading the item whole.
    return Weighed(0, scales, ranks, sorted(rank for _, rank in ranks)) if all(kept) else None


def _glanced(item: FollowUp, scales: Scales) -> Kept | None:
    moments = moments_of(item)
    if (item.due and moments.due == NEVER) or (item.snoozed_until and moments.rests_until == -NEVER):
        return None
    return Kept(item, moments, "", scales.rank(item, moments), whole=False)


def everything(
    desk: Desk, scales: Scales, epoch: int, standing: Callable[[int], Standing], rest: Callable[[], None]
) -> Weighed:
    """Every open item."""
    kept = []
    told: dict[str | int, str | int] = {}
    for place, doc in enumerate(desk.store.open_follow_ups()):
        if place % SLICE == SLICE - 1:
            rest()
        _tell_once(doc, told)
        item = FollowUp.read(doc)
        moments = moments_of(item)
        kept.append(Kept(item, moments, words_of(item), scales.rank(item, moments, standing(item.id))))
    return Weighed(epoch, scales, [(one, one.rank) for one in kept], sorted(one.rank for one in kept))


def _tell_once(doc: Doc, told: dict[str | int, str | int]) -> None:
    """Let what a document and its history tell be held but once where it was `told` before: two thirds of it were."""
    for name, value in doc.items():
        if type(value) in (str, int):  # true is no 1
            doc[name] = told.setdefault(value, value)
        elif name == "history" and isinstance(value, list):
            for one in value:
                if isinstance(one, dict):
                    _tell_once(one, told)


def changed(desk: Desk, wanted: Iterable[int], rest: Callable[[], None]) -> list[tuple[int, FollowUp | None]]:
    """Some items by their ids, None for one that is no more."""
    found: list[tuple[int, FollowUp | None]] = []
    for place, record in enumerate(wanted):
        if place % SLICE == SLICE - 1:
            rest()
        doc = desk.store.get("follow_up", record)
        found.append((record, FollowUp.read(doc) if doc else None))
    return found


def weighed(
    kept: Sequence[Kept],
    scales: Scales,
    epoch: int,
    stand: Callable[[list[FollowUp], Callable[[], None]], Mapping[int, Standing]],
    rest: Callable[[], None],
) -> Weighed:
    """The points of items that were read before, counted anew with what `stand` knows of them."""
    standing = stand([one.item for one in kept], rest)
    ranks = []
    for place, one in enumerate(kept):
        if place % SLICE == SLICE - 1:
            rest()
        ranks.append((one, scales.rank(one.item, one.moments, standing.get(one.item.id, NOTHING_KNOWN))))
    return Weighed(epoch, scales, ranks, sorted(rank for _, rank in ranks), standing)

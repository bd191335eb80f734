"""The open follow-ups as they are worked on all day: read once, then only what changes, always in order.

Reading may be done in a thread (`read_all`, `read_changed`, `weigh`), taking what was read is done where the queue
is looked at, and costs what the change costs, however long the queue is. What time alone changes is an item's
section, at a moment that is known beforehand; the points of what is nearer to its due time are counted anew every
few minutes and at midnight, for all items at once, so that no two pass each other while they are looked at.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from paratui.domain.errors import StoreError
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.importance import NOTHING_KNOWN, Standing
from paratui.domain.opening_hours import local_day
from paratui.domain.queue_filter import QueueFilter, words_of
from paratui.domain.queue_order import SECTIONS, Scales, moments_of
from paratui.services import queue_reading
from paratui.services.colleagues import not_here
from paratui.services.queue_moves import Moves
from paratui.services.queue_views import Kept, Views, place_of, take_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import datetime

    from paratui.domain.queue_order import Moments, Rank
    from paratui.services.desk import Desk
    from paratui.services.queue_reading import Weighed
    from paratui.services.standing import Standings
    from paratui.store.interface import Change

WEIGH_AGAIN = timedelta(minutes=5)
_SECTION = itemgetter(0)
_about = attrgetter("person_id", "matter_id")
_EVERYTHING = QueueFilter()


class LivingQueue:
    """The open items of the office in order, and those of them a filter keeps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[int, Kept] = {}
        self._order: list[Rank] = []
        self._shown: list[Rank] = self._order
        self._filter = _EVERYTHING
        self._views = Views()
        self._standing: dict[int, Standing] = {}
        # That of the items that came since the last weighing began.
        self._come: dict[int, Standing] = {}
        self._stands: Standings | None = None
        self._stands_anew = False
        self._moves = Moves()
        # Changed and not read yet: the revision each has at least.
        self._wanted: dict[int, int] = {}
        # Taken since the last weighing began.
        self._since: set[int] = set()
        self.highest_number = 0
        self._begin(self._scales(frozenset()))
        # Counts how often everything had to be read anew; the one that what stands here was read in.
        self._epoch, self._read_in = 1, 0
        self.is_staff_noted = False

    @property
    def is_read(self) -> bool:
        """Whether what stands here, with the changes noted, is all there is."""
        return self._read_in == self._epoch

    def _begin(self, scales: Scales) -> None:
        # Ranks are comparable by one moment's points; sections are those of now.
        self._weighed = self._seen = scales

    def _scales(self, left: Collection[str] | None = None) -> Scales:
        who_left = self._seen.gone if left is None else left
        return Scales(self._desk.now(), self._desk.office, self._desk.me, who_left)

    @property
    def gone(self) -> Collection[str]:
        """Who would have been waited on in vain when everything was read last (`not_here`)."""
        return self._seen.gone

    def look_at_staff(self) -> None:
        """After a change of somebody's record: who came, left, or is an attorney now, changes whose the items are.

        For a thread. Raises StoreError.
        """
        self.is_staff_noted = False
        if self._desk.sit_anew() or not_here(self._desk) != self.gone:
            self._epoch += 1
            self._wanted.clear()

    # What stands in it

    @property
    def now(self) -> datetime:
        """The moment it shows."""
        return self._seen.now

    def __len__(self) -> int:
        """How many items the filter keeps."""
        return len(self._shown)

    def at(self, place: int) -> FollowUp:
        """The item at a place among those shown, 0 at the top: to be looked at."""
        return self._kept[self._shown[place][-1]].item

    def place(self, record: object) -> int | None:
        """Where an item stands among those shown, None when it is not."""
        kept = self._kept.get(record) if isinstance(record, int) else None
        if kept is None:
            return None
        return place_of(self._shown, kept.rank)

    def item(self, record: object) -> FollowUp | None:
        """An open item by its id, shown or not, as it can be worked with; None when it cannot be read."""
        kept = self._kept.get(record) if isinstance(record, int) else None
        if kept is None or kept.whole:
            return kept.item if kept else None
        try:
            doc = self._desk.store.get("follow_up", kept.item.id)
        except StoreError:
            return None
        item = FollowUp.read(doc) if doc else None
        if item and item.rev == kept.item.rev:
            kept.item, kept.whole = item, True
        return item

    def items(self) -> list[FollowUp]:
        """Every open item, in no order; any thread may ask."""
        return [kept.item for kept in list(self._kept.values())]

    def section(self, record: object) -> str:
        """The section a shown item stands in, empty for any other."""
        place = self.place(record)
        return "" if place is None else SECTIONS[self._shown[place][0]]

    def stand(self, stands: Standings) -> None:
        """Weigh items from now on with what `stands` knows of them. Asked at each weighing, so that nothing moves by
        a colleague's call while it is looked at.
        """
        self._stands, self._stands_anew = stands, True

    @property
    def standings(self) -> Mapping[int, Standing]:
        """What was known beside the items at the last weighing."""
        return self._standing

    def standing(self, record: int) -> Standing:
        """What is known about an item beside the item."""
        return self._standing.get(record, NOTHING_KNOWN)

    def sections(self) -> list[tuple[str, int, int]]:
        """The sections that show anything, in order: the name, the place it begins at, and how many it has."""
        ends = [bisect_left(self._shown, place, key=_SECTION) for place in range(len(SECTIONS) + 1)]
        return [
            (name, ends[place], ends[place + 1] - ends[place])
            for place, name in enumerate(SECTIONS)
            if ends[place + 1] > ends[place]
        ]

    def counts(self) -> Counter[str]:
        """How many items of the office, shown or not, each section has."""
        ends = [bisect_left(self._order, place, key=_SECTION) for place in range(len(SECTIONS) + 1)]
        return Counter({name: ends[place + 1] - ends[place] for place, name in enumerate(SECTIONS)})

    def only(self, wanted: QueueFilter) -> None:
        """Show what a filter keeps."""
        if wanted == self._filter:
            return
        among = self._shown if wanted.narrows(self._filter) else self._order
        self._filter = wanted
        self._show(among)

    def _show(self, among: list[Rank]) -> None:
        """Show what the filter keeps, which is all `among` these."""
        everything = self._filter == _EVERYTHING
        self._shown = self._order if everything else self._views.of(self._filter, among, self._kept)

    def _show_anew(self) -> None:
        self._views.clear()
        self._show(self._order)

    # Reading it all

    def read(self) -> None:
        """Read everything here and now. Raises StoreError."""
        self.take_all(self.read_all())

    def glance(self) -> None:
        """Read as much as the first picture needs: all places and counts are right. Raises StoreError."""
        seen = queue_reading.glance(self._desk, self._scales(not_here(self._desk)))
        if seen is None:
            self.read()
        else:
            self.take_all(seen)

    def read_all(self, rest: Callable[[], None] = lambda: None) -> Weighed:
        """Read every open item; changes nothing, for a thread. Raises StoreError."""
        scales = self._scales(not_here(self._desk))
        return queue_reading.everything(self._desk, scales, self._epoch, self.standing, rest)

    def take_all(self, read: Weighed) -> None:
        """Show what was read instead of what stands here; what changed meanwhile is wanted still."""
        self._read_in = read.epoch
        self._begin(read.scales)
        self._kept = {kept.item.id: kept for kept, _ in read.ranks}
        self.highest_number = max((rank[3] for rank in read.order), default=0)
        self._order = read.order
        self._since.clear()
        # Those that came meanwhile are known as items alone.
        self._stands_anew = self._stands is not None
        self._moves.begin(self._kept.values(), self.now)
        self._show_anew()

    def _fresh(self, item: FollowUp) -> Kept:
        moments = moments_of(item)
        return Kept(item, moments, words_of(item), self._rank(item, moments))

    def _again(self, kept: Kept) -> Kept:
        return replace(kept, rank=self._rank(kept.item, kept.moments))

    def _rank(self, item: FollowUp, moments: Moments) -> Rank:
        standing = self.standing(item.id)
        rank = self._seen.rank(item, moments, standing)
        if self._seen is self._weighed:
            return rank
        _, score, due, number, record = self._weighed.rank(item, moments, standing)
        return rank[0], score, due, number, record

    # What others change, and oneself

    def note(self, changes: Iterable[Change] | None) -> None:
        """Note which items were changed; None: too many were, everything is to be read anew."""
        if changes is None:
            self._epoch += 1
            self._wanted.clear()
            self.is_staff_noted = True
            return
        for change in changes:
            self.is_staff_noted = self.is_staff_noted or change.kind == "staff"
            if change.kind == "follow_up":
                self._wanted[change.id] = max(change.rev, self._wanted.get(change.id, 0))

    def note_own(self) -> None:
        """Note what this process changed itself."""
        self.note(self._desk.store.own_changes())

    def wanted(self) -> list[int]:
        """The items that changed and are to be read."""
        return list(self._wanted)

    def read_changed(
        self, wanted: Iterable[int], rest: Callable[[], None] = lambda: None
    ) -> list[tuple[int, FollowUp | None]]:
        """Read some items, None for one that is no more; changes nothing, for a thread. Raises StoreError."""
        return queue_reading.changed(self._desk, wanted, rest)

    def take(self, read: Iterable[tuple[int, FollowUp | None]]) -> None:
        """Put the items that were read in their places; one read before a newer one is left out."""
        for record, item in read:
            before = self._kept.get(record)
            if item is None or item.rev >= self._wanted.get(record, 0):
                self._wanted.pop(record, None)
            if before and before.whole and item and item.rev < before.item.rev:
                continue
            self._since.add(record)
            if before:
                self._remove(before)
            if item and item.status not in CLOSED:
                if before is None or _about(before.item) != _about(item):
                    self._learn(item)
                self._add(self._fresh(item))

    def _learn(self, item: FollowUp) -> None:
        """Weigh an item that has just come as the next weighing will; where that takes reading, have all weighed."""
        standing = self._stands.one(item) if self._stands else NOTHING_KNOWN
        if standing is None:
            self._stands_anew = True
        else:
            self._standing[item.id] = self._come[item.id] = standing

    def _add(self, kept: Kept) -> None:
        self._kept[kept.item.id] = kept
        self.highest_number = max(self.highest_number, kept.item.number)
        insort(self._order, kept.rank)
        self._views.add(kept)
        self._moves.add(kept, self.now)

    def _remove(self, kept: Kept) -> None:
        del self._kept[kept.item.id]
        take_out(self._order, kept.rank)
        self._views.remove(kept)

    # What time changes

    def pass_time(self) -> None:
        """Go on to the present moment: items whose hour has come change their sections."""
        self._seen = self._scales()
        for record in self._moves.past(self.now):
            kept = self._kept.get(record)
            if kept:
                self._since.add(record)
                self._remove(kept)
                self._add(self._again(kept))

    def wants_weighing(self) -> bool:
        """Whether the points are old, or of another day."""
        office = self._desk.office
        another_day = local_day(self.now, office) != local_day(self._weighed.now, office)
        old = not timedelta() <= self.now - self._weighed.now < WEIGH_AGAIN
        return self._stands_anew or another_day or old

    def weighing(self) -> Callable[[Callable[[], None]], Weighed]:
        """Work for a thread: count the points of what stands here now. It takes the rests as `read_all` does."""
        self._since.clear()
        self._come.clear()
        stands, known = self._stands, self._standing
        of = stands.of if stands else lambda _items, _rest: known
        return partial(queue_reading.weighed, list(self._kept.values()), self._scales(), self._epoch, of)

    def take_weighed(self, weighed: Weighed) -> None:
        """Stand in the order that was worked out; what changed since it was begun is put in its place."""
        if weighed.epoch != self._read_in:
            return
        self._begin(weighed.scales)
        if weighed.standing is not None:
            self._standing, self._stands_anew = {**weighed.standing, **self._come}, False
        for one, rank in weighed.ranks:
            one.rank = rank
        changed, self._since = self._since, set()
        self._order = [rank for rank in weighed.order if rank[-1] not in changed] if changed else weighed.order
        again = [self._again(kept) for record in changed if (kept := self._kept.get(record))]
        for kept in again:
            self._kept[kept.item.id] = kept
            insort(self._order, kept.rank)
        self._moves.begin(self._kept.values(), self.now)
        self._show_anew()

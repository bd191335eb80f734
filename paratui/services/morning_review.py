"""The morning review: my items one by one, what is late first, then today's, then those with no date."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from paratui.domain.follow_up import CLOSED
from paratui.domain.queue_filter import QueueFilter
from paratui.services.colleagues import not_here

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.queue_order import Placed
    from paratui.services.desk import Desk
    from paratui.services.queue import Queue

KEPT = "kept"
# What is said of an action, by the first word of its happening; after the others the item is still mine to decide.
_DECIDED = {
    "done": "done",
    "answered": "answered",
    "not": "not carried out",
    "tried": "tried",
    "snoozed": "snoozed",
    "assigned": "given away",
    "waiting": "waiting",
    "cancelled": "cancelled",
}


class MorningReview:
    """A walk through my items. It stays where it was left until `begin` is called again."""

    def __init__(self, desk: Desk, queue: Queue) -> None:
        self._desk = desk
        self._queue = queue
        self._order: list[int] = []
        self._said: dict[int, str] = {}
        self._place = 0
        self._item: FollowUp | None = None

    def begin(self) -> None:
        """Walk on where it was left, past what is there newly; anew when the last walk came to its end."""
        if self.over:
            self._order, self._said, self._place = [], {}, 0
        seen = self._order[: self._place]
        here = self._order[self._place : self._place + 1]
        fresh = [item.id for item in self._to_walk() if item.id not in {*seen, *here}]
        self._order = [*seen, *here, *fresh]
        self.look_again()

    @property
    def item(self) -> FollowUp | None:
        """The item looked at as it was read last, None at the end."""
        return self._item

    @property
    def place(self) -> int:
        """How many items come before this one."""
        return self._place

    def __len__(self) -> int:
        return len(self._order)

    @property
    def over(self) -> bool:
        """Whether every item was looked at."""
        return self._place >= len(self._order)

    @property
    def closed(self) -> bool:
        """Whether the item looked at was closed, by me or by somebody else."""
        return self._item is not None and self._item.status in CLOSED

    def look_again(self) -> None:
        """Read the item anew."""
        self._item = None if self.over else self._queue.item(self._order[self._place])

    def keep(self) -> None:
        """Leave the item as it is and look at the next."""
        if not self.over:
            self._said.setdefault(self._order[self._place], KEPT)
            self._place += 1
            self.look_again()

    def back(self) -> None:
        """Look at the item before."""
        if self._place:
            self._place -= 1
            self.look_again()

    def acted(self, changed: FollowUp) -> bool:
        """Remember what was done with the item; True when that was the decision and the next one is looked at."""
        words = changed.history[-1].what.split(":")[0].split() if changed.history else []
        decided = _DECIDED.get(words[0], "") if words else ""
        if not decided:
            self._item = changed
            return False
        self._said[changed.id] = decided
        self.keep()
        return True

    def taken_back(self, item: FollowUp) -> None:
        """An action was undone: look at its item again, where it is one of the walk."""
        self._said.pop(item.id, None)
        if item.id in self._order:
            self._place = self._order.index(item.id)
        self.look_again()

    def summary(self) -> str:
        """What came of the walk so far: "7 looked at: 3 done, 4 kept"."""
        counted = Counter(self._said.values())
        told = ", ".join(f"{counted[one]} {one}" for one in (*_DECIDED.values(), KEPT) if counted[one])
        return f"{len(self._said)} looked at: {told}" if told else "nothing looked at yet"

    def plan(self) -> list[FollowUp]:
        """Today's plan: what is late or due today and mine, in the order of the queue as it stands now."""
        return [place.item for place in self._mine() if place.section in {"overdue", "today"}]

    def _mine(self) -> list[Placed]:
        return self._queue.items(QueueFilter.of(self._desk.me, not_here(self._desk)))

    def _to_walk(self) -> list[FollowUp]:
        mine = self._mine()
        pressing = [place.item for section in ("overdue", "today") for place in mine if place.section == section]
        undated = [
            place.item
            for place in mine
            if not place.item.due and not place.item.snoozed_until and place.item.assignee == self._desk.me.login
        ]
        return [*pressing, *(item for item in undated if item not in pressing)]

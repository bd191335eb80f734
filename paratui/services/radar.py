"""The silence radar: nobody spoke to them, nothing is planned for them, they called once, what we promised them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.clocks import Clock, same_business_day, touch_base
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp
from paratui.domain.queue_order import placed
from paratui.services.colleagues import not_here
from paratui.services.promises import Promises
from paratui.services.radar_sweep import Radar, RadarRow, Sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.services.people import People
    from paratui.services.silence import Silence

__all__ = ["Radar", "RadarRow", "SilenceRadar"]


class SilenceRadar:
    """Puts the radar together from the people, the calls and the queue. Threads may share it."""

    def __init__(self, desk: Desk, people: People, silence: Silence) -> None:
        self._desk = desk
        self._people = people
        self.silence = silence
        self.promises = Promises(desk)

    def load(self, rest: Callable[[], None] | None = None) -> None:
        """Read everything there is to read, in a thread of its own. Raises StoreError, and what `rest` raises."""
        self._people.load(rest)
        self.silence.load(rest)
        self.promises.load(rest)

    def radar(self, rest: Callable[[], None] | None = None) -> Radar:
        """The radar as it stands now, all that is missing read first. Raises StoreError, and what `rest` raises."""
        self.load(rest)
        self.silence.catch_up()
        items = list(_readable(self._desk.store.open_follow_ups()))
        self.promises.catch_up(items)
        return Sweep(self._desk, self._people, self.silence, items, self.promises.tallies(items), rest).radar()

    def open_for(self, row: RadarRow) -> list[FollowUp]:
        """What is open for the person of a row, or for their number, in the order of the queue. Raises StoreError."""
        theirs = [
            item
            for item in _readable(self._desk.store.open_follow_ups())
            if (item.person_id == row.person_id if row.person_id else row.phone and item.phone == row.phone)
        ]
        desk = self._desk
        return [place.item for place in placed(theirs, desk.now(), desk.office, desk.me, gone=not_here(desk))]

    def clock(self, row: RadarRow) -> Clock:
        """When to touch base with a person: by the rule of their matter; when that is over, the same business day."""
        now, office = self._desk.now(), self._desk.office
        days = row.touch_base or office.silence_days[0]
        if row.last:
            due = touch_base(row.last, days, office)
            if due.due > now:
                return due
        today = same_business_day(now, office)
        rule = touch_base(now, days, office).words
        return Clock(today.due, f"{rule}, which is over: {today.words}")


def _readable(docs: Iterable[Doc]) -> Iterator[FollowUp]:
    for doc in docs:
        try:
            yield FollowUp.read(doc)
        except BadInput:
            continue

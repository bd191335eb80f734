"""The queue kept up with what others and the clock do to it: what is read when, and what is said of it."""

from __future__ import annotations

import asyncio
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.services.living_queue import LivingQueue
from paratui.ui.rests import REST_SECONDS
from paratui.ui.rubbish import lasting
from paratui.ui.screens.item_questions import ItemQuestions
from paratui.ui.screens.marked_items import MarkedItems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.services.standing import Standings

# More changed items than these are read in a thread.
AT_ONCE = 20


class QueueKeptUp(MarkedItems, ItemQuestions):
    """`living` is the queue as it stands; what changes it is read in a thread and drawn where there is a picture."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.living = LivingQueue(desk)
        self._begun = False
        self.is_pictured = False
        self._catching_up = False
        # Until somebody has moved or done something here, or the order has become the one that lasts.
        self._unmoved = True
        self._stood = False

    def _draw(self) -> None:
        raise NotImplementedError

    def filter_as_i_am(self) -> None:
        """Where only mine is shown: what is mine by who is here now."""
        raise NotImplementedError

    @property
    def settled(self) -> bool:
        """Whether somebody has moved here, or the order is the one that lasts: from now on the cursor is theirs."""
        return not self._unmoved

    def reload(self) -> None:
        """Go on to how the queue stands now; the cursor stays on its record."""
        living = self.living
        try:
            living.note_own()
            if not self._begun:
                living.glance()
                self._begun = True
            wanted = living.wanted()
            if len(wanted) <= AT_ONCE:
                self._take(living.read_changed(wanted))
            if not living.is_read or living.wanted() or living.is_staff_noted:
                self.changed({"follow_up"})
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        living.pass_time()
        self._weigh_if_wanted()
        self._draw()

    def _weigh_if_wanted(self) -> None:
        if self.living.wants_weighing():
            self.in_background("points", self._weigh)

    def _take(self, read: Sequence[tuple[int, FollowUp | None]]) -> None:
        # Whoever an item is about need not be entered as a person.
        self.paratui.hide_names(item.person for _, item in read if item)
        self.living.take(read)

    def changed(self, kinds: set[str]) -> None:
        if not kinds & {"follow_up", "call", "staff"}:
            return
        if self._catching_up or not self.is_pictured:
            return
        self._catching_up = True
        self.in_background("changes", self._catch_up)

    async def _catch_up(self) -> None:
        """Read in a thread what others changed, until nothing is left to read."""
        living, rest = self.living, partial(sleep, REST_SECONDS)
        try:
            while True:
                looked_at = self.item
                if living.is_staff_noted:
                    await asyncio.to_thread(living.look_at_staff)
                if not living.is_read:
                    with lasting():
                        living.take_all(await asyncio.to_thread(living.read_all, rest))
                    self.filter_as_i_am()
                    self._draw()
                read = await asyncio.to_thread(living.read_changed, living.wanted(), rest)
                self._take(read)
                self._draw()
                self._say_what_became_of(looked_at, dict(read))
                if living.is_read and not living.wanted():
                    self._weigh_if_wanted()
                    return
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        finally:
            self._catching_up = False

    def _say_what_became_of(self, looked_at: FollowUp | None, read: dict[int, FollowUp | None]) -> None:
        now = read.get(looked_at.id) if looked_at else None
        if looked_at is None or now is None or now.rev == looked_at.rev:
            return
        if self.item != now and now.history:
            self.say(self.paratui.presence.told(now.history[-1], now.number))
        elif now.assignee not in {looked_at.assignee, self.desk.me.login, ""}:
            self.say(f"{self.paratui.name_of(now.assignee)} has it now: #{now.number}")

    def stand(self, stands: Standings) -> None:
        """Weigh the items with what is known beside them from now on."""
        self.living.stand(stands)
        self.queue.standing = lambda _items: self.living.standings
        self._stood = True
        self.reload()

    async def _weigh(self) -> None:
        """Count the points of all items anew, in a thread."""
        weigh, rest, lasts = self.living.weighing(), partial(sleep, REST_SECONDS), self._stood
        weighed = await self.attempt(lambda: weigh(rest))
        if weighed:
            self.living.take_weighed(weighed)
            self._draw()
            if lasts:
                self._begin_at_the_top()

    def _begin_at_the_top(self) -> None:
        """The first order is of the items alone; whoever has only looked so far begins with the first of the one
        that lasts.
        """
        if self._unmoved and len(self.living):
            self.table.cursor = self.living.at(0).id
        self._unmoved = False

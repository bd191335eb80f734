"""Acting on items of a list: on the one under the cursor, or on all that are marked, in one commit."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.follow_up import CLOSED
from paratui.domain.spoken_size import count_words
from paratui.ui.area import Area

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.services.item_bulk import Together
    from paratui.services.queue import Queue
    from paratui.ui.area import Answered
    from paratui.ui.widgets.record_table import RecordTable

# What is typed gives the change that is made of each item; BadInput when it cannot be used.
ChangeOf: TypeAlias = "Callable[[str], Callable[[FollowUp], FollowUp]]"


class ItemWork(Area):
    """A list of items that are worked."""

    queue: Queue

    @property
    def item(self) -> FollowUp | None:
        """The follow-up under the cursor."""
        raise NotImplementedError

    @property
    def table(self) -> RecordTable:
        raise NotImplementedError

    def reload(self) -> None:
        raise NotImplementedError

    def next_item(self) -> int:
        """The item below the cursor's, 0 at the end."""
        raise NotImplementedError

    def section_of(self, record: int) -> str:
        """The section an item stands in, empty when it is not shown."""
        raise NotImplementedError

    @property
    def marks_shown(self) -> int:
        """How many of the items shown are marked."""
        return 0

    def chosen_items(self) -> list[FollowUp]:
        """What an action is for: the marked items as they are shown, else the one under the cursor."""
        return [self.item] if self.item else []

    def unmark(self, records: Sequence[int]) -> None:
        """These were acted on and need their marks no more."""

    @staticmethod
    def named(items: Sequence[FollowUp], *, words: bool = False) -> str:
        """The items as a question names them: "#335", with `words` those of the item too; "5 marked items"."""
        if len(items) > 1:
            return f"{count_words(len(items), 'marked item')}"
        return f"#{items[0].number} {items[0].text}" if words else f"#{items[0].number}"

    def acting(self, items: Sequence[FollowUp], change_of: ChangeOf) -> Callable[[str], Awaitable[Answered]]:
        """An action on items as they were when it was asked about.

        On one item it is refused once when somebody was quicker; of many those are left and named.
        """
        held = list(items)

        async def take(answer: str) -> Answered:
            try:
                if len(held) > 1:
                    return self._several(await asyncio.to_thread(self._together, held, change_of, answer))
                self._acted(await asyncio.to_thread(self._one, held[0], change_of, answer))
            except Conflict as conflict:
                held[0] = self.queue.item(held[0].id) or held[0]
                self.reload()
                closed = held[0].status in CLOSED
                after = "Esc leaves it" if closed else "Enter sends yours all the same"
                return f"#{held[0].number}: {self.paratui.who_and_when(conflict)}. {after}"
            except ParatuiError as error:
                return str(error)
            return ""

        return take

    async def act_now(self, items: Sequence[FollowUp], change_of: ChangeOf, answer: str = "") -> None:
        """The same without a question before it."""
        answered = await self.acting(items, change_of)(answer)
        if not isinstance(answered, str):
            await answered()
        elif answered:
            self.say(answered.replace("Enter sends yours all the same", "The key again does it"), trouble=True)

    def _acted(self, changed: FollowUp) -> None:
        """Show what became of an item; when it leaves its place, the cursor stays for the one that follows."""
        following = self.next_item()
        section = self.section_of(changed.id)
        self.unmark([changed.id])
        self.reload()
        if following and self.section_of(changed.id) != section:
            self.table.cursor = following
        if changed.history:
            self.say(f"#{changed.number}: {changed.history[-1].what}{_runs_on(changed)}")

    def _one(self, item: FollowUp, change_of: ChangeOf, answer: str) -> FollowUp:
        return self.queue.act(item, change_of(answer)(item))

    def _together(self, items: Sequence[FollowUp], change_of: ChangeOf, answer: str) -> Together:
        return self.queue.together(items, change_of(answer))

    def _several(self, became: Together) -> Answered:
        """Show what became of many items; what was left stays marked and is told on a page."""
        self.unmark([one.id for one in became.done])
        self.reload()
        if became.done:
            self.say(f"{count_words(len(became.done), 'item')}: {became.done[0].history[-1].what}")
        return partial(self._show_left, became) if became.left else ""

    async def _show_left(self, became: Together) -> None:
        from paratui.ui.screens.left_page import left_page  # noqa: PLC0415 - only when somebody was quicker

        await self.app.push_screen(left_page(self, became))


def _runs_on(changed: FollowUp) -> str:
    """What whoever lets an item wait should know of it."""
    waits = changed.status.startswith("waiting") and changed.history[-1].what.startswith("waiting on")
    return "; its due time and touch base run on" if waits else ""

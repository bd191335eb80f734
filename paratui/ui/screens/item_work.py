"""Acting on items of a list: on the one under the cursor, or on all that are marked, in one commit."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.follow_up import CLOSED
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import at_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.area import Area

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.services.item_bulk import Together
    from paratui.services.queue import Queue
    from paratui.ui.area import Answered
    from paratui.ui.widgets.record_table import RecordTable

# What is typed gives the change that is made of each item; BadInput when it cannot be used.
ChangeOf: TypeAlias = "Callable[[str], Callable[[FollowUp], FollowUp]]"

# How what a colleague was quicker with is done all the same.
AGAIN_BY_ENTER = "Enter sends yours all the same"
AGAIN_BY_KEY = "The key again does it"


class ItemWork(Area):
    """A list of items that are worked."""

    queue: Queue
    # The first picture of the program waits for nothing that only a key needs.
    is_pictured = True

    @property
    def item(self) -> FollowUp | None:
        """The follow-up under the cursor."""
        raise NotImplementedError

    @property
    def table(self) -> RecordTable:
        raise NotImplementedError

    def reload(self) -> None:
        raise NotImplementedError

    def next_item(self, beside: Collection[int] = ()) -> int:
        """The first item below the cursor's that is none of these, 0 at the end."""
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

    def keep_shown(self, items: Sequence[FollowUp]) -> None:
        """These were acted on: whatever the filter says of them now, they stay in sight until it changes."""

    def acting(
        self, items: Sequence[FollowUp], change_of: ChangeOf, again: str = AGAIN_BY_ENTER
    ) -> Callable[[str], Awaitable[Answered]]:
        """An action on items as they were when it was asked about.

        On one item it is refused once when somebody was quicker, and `again` says how it is done all the same; of
        many those are left and named.
        """
        held = list(items)

        async def take(answer: str) -> Answered:
            try:
                if len(held) > 1:
                    return self._several(await asyncio.to_thread(self._together, held, change_of, answer))
                self._acted(await asyncio.to_thread(self._one, held[0], change_of, answer))
            except Conflict as conflict:
                held[0] = self.queue.item(held[0].id) or held[0]
                return self.stale_words(conflict, held[0], again)
            except ParatuiError as error:
                return str(error)
            return ""

        return take

    def stale_words(self, conflict: Conflict, item: FollowUp, again: str) -> str:
        """Show an item as somebody left it who was quicker, and say so; `again` is said while it is open."""
        self.reload()
        after = "Esc leaves it" if item.status in CLOSED else again
        return f"#{item.number}: {self.paratui.who_and_when(conflict)}. {after}"

    async def act_now(self, items: Sequence[FollowUp], change_of: ChangeOf, answer: str = "") -> None:
        """The same without a question before it."""
        answered = await self.acting(items, change_of, AGAIN_BY_KEY)(answer)
        if not isinstance(answered, str):
            await answered()
        elif answered:
            self.say(answered, trouble=True)

    def _acted(self, changed: FollowUp) -> None:
        """Show what became of an item, and say it."""
        self.show_acted(changed)
        if changed.history:
            self.say(f"#{changed.number}: {self._happened(changed)}{self._runs_on(changed)}")

    def show_acted(self, changed: FollowUp) -> None:
        """Show what became of an item."""
        self._show_changed([changed])

    def _show_changed(self, changed: Sequence[FollowUp]) -> None:
        """Show what became of items. Where the one under the cursor leaves its place or is put off, the cursor stays
        for the first that does not, and what is in sight stays too.
        """
        left = {one.id for one in changed}
        here, following = self.item, self.next_item(left)
        section, first = self.section_of(here.id) if here else "", self.table.first_in_sight(left)
        self.unmark([*left])
        self.keep_shown(changed)
        self.reload()
        if not (here and here.id in left and following):
            return
        put_off = any(one.id == here.id and one.snoozed_until not in {"", here.snoozed_until} for one in changed)
        if put_off or self.section_of(here.id) != section:
            self.table.stand_on(following, first)

    def show_made(self, item: FollowUp) -> None:
        """Show an item that was just made."""
        self.reload()
        self.table.cursor = item.id

    def show_stood_again(self, items: Sequence[FollowUp]) -> None:
        """Show items of which something was taken back."""
        self.reload()
        if items:
            self.table.cursor = items[0].id

    def _one(self, item: FollowUp, change_of: ChangeOf, answer: str) -> FollowUp:
        return self.queue.act(item, change_of(answer)(item))

    def _together(self, items: Sequence[FollowUp], change_of: ChangeOf, answer: str) -> Together:
        return self.queue.together(items, change_of(answer))

    def _several(self, became: Together) -> Answered:
        """Show what became of many items; what was left stays marked and is told on a page."""
        self._show_changed(became.done)
        happened = self._happened(became.done[0]) if became.done else ""
        if became.done:
            self.say(f"{count_words(len(became.done), 'item')}: {happened}")
        return partial(self._show_left, became, happened) if became.left else ""

    async def _show_left(self, became: Together, happened: str) -> None:
        from paratui.ui.screens.left_page import left_page  # noqa: PLC0415 - only when somebody was quicker

        await self.app.push_screen(left_page(self, became, happened))

    def _happened(self, changed: FollowUp) -> str:
        return self.paratui.presence.words(self.queue.changes.just_done(changed))

    def _runs_on(self, changed: FollowUp) -> str:
        """What whoever lets an item wait should know of it."""
        due = from_utc_text(changed.due) if changed.due else None
        waits = changed.status.startswith("waiting") and changed.history[-1].what.startswith("waiting on")
        if not waits or due is None:
            return ""
        now = self.desk.now()
        return "; it stays late" if due <= now else f". It still falls due {at_words(due, now, self.desk.office.tz)}"

"""The morning review on the screen: one item at a time, with why it stands there and who was spoken to last."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_size import count_words
from paratui.services.morning_review import MorningReview
from paratui.services.queue import Queue
from paratui.ui.about import About
from paratui.ui.commands.day import REVIEW_COMMANDS
from paratui.ui.commands.queue import IN_REVIEW
from paratui.ui.look import styled
from paratui.ui.screens.item_questions import ItemQuestions
from paratui.ui.screens.morning_review_picture import end_lines, item_lines, spoken_words, state_lines
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.ui.commands.command import Command


class MorningReviewScreen(ItemQuestions):
    """My items one by one. What is done with one is done as in the queue, and the next one comes."""

    NAME = "Morning review"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = (*REVIEW_COMMANDS, *IN_REVIEW)
    LISTED = False
    DO_NEXT = (
        "press Enter to keep this item and see the next, or [[queue.done]], [[queue.snooze]], "
        "[[queue.assign]] to decide."
    )
    HELP_TEXT = (
        "Your items one by one: what is late, then what is due today, then what is yours and has no date. Enter "
        "keeps an item as it is and goes on; the keys of the queue act on it, and once that is decided the next one "
        "comes. [[review.back]] goes back. Esc leaves, and the review goes on there next time. After the last one "
        "comes the plan for today."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue: Queue = Queue(desk)
        self.review = MorningReview(desk, self.queue)
        self._beside: tuple[int, list[Text]] = (0, [])
        self._begun = False
        self._went_on = False

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="review")
        yield Pane(id="footer")

    def on_mount(self) -> None:
        queue = self.app.get_screen("queue") if self.app.is_screen_installed("queue") else None
        if isinstance(queue, QueueScreen):
            # One list of what can be taken back, whichever screen it was done on.
            self.queue = queue.queue
            self.review = MorningReview(self.desk, self.queue)

    def on_screen_resume(self) -> None:
        try:
            if not self._begun:
                self.review.begin()
                self._begun = True
            else:
                self.review.look_again()
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        self.reload()

    def on_resize(self) -> None:
        self.draw()

    def changed(self, kinds: set[str]) -> None:
        if "follow_up" in kinds and self.item:
            before = self.item
            self.review.look_again()
            if self.item and self.item.rev != before.rev and self.item.history:
                self.say(self.paratui.presence.told(self.item.history[-1], self.item.number))
            self.reload()

    # The walk

    @property
    def item(self) -> FollowUp | None:
        return self.review.item

    def concerns(self) -> About:
        return About.of(self.item)

    async def keep(self) -> None:
        """Go on; at the end, leave."""
        if self.review.over:
            await self.leave_review()
            return
        self.review.keep()
        self.reload()

    def go_back(self) -> None:
        """Look at the item before."""
        self.review.back()
        self.reload()

    async def leave_review(self) -> None:
        """Back to where I came from; what was done is said there."""
        said = self.review.summary()
        where = "" if self.review.over else f"; {count_words(len(self.review) - self.review.place, 'item')} to go"
        self._begun = False
        await self.app.pop_screen()
        self.paratui.say(f"Morning review, {said}{where}")

    def reload(self) -> None:
        self._beside = (0, [])
        self.draw()
        self.in_background("beside", self._read_beside, self.item)

    def next_item(self, beside: Collection[int] = ()) -> int:  # noqa: ARG002 - as `section_of`
        return 0

    def section_of(self, record: int) -> str:  # noqa: ARG002 - there is one item, and no sections
        return ""

    def show_stood_again(self, items: Sequence[FollowUp]) -> None:
        for item in items[:1]:
            self.review.taken_back(item)
        self.reload()

    def show_made(self, item: FollowUp) -> None:  # noqa: ARG002 - the walk goes on with its own items
        self.reload()

    def show_acted(self, changed: FollowUp) -> None:
        self._went_on = self.review.acted(changed)
        self.reload()

    def _acted(self, changed: FollowUp) -> None:
        self.show_acted(changed)
        words = self.queue.changes.just_done(changed)
        self.say(f"#{changed.number}: {words}" + ("" if self._went_on else " - Enter goes on"))

    # The picture

    async def _read_beside(self, item: FollowUp | None) -> None:
        """The call it came from, the number, and who was spoken to last; read while keys go on."""
        if item is None:
            return
        call = await asyncio.to_thread(self._call_of, item)
        number = await asyncio.to_thread(self.paratui.number_to_dial, item)
        contacts = self.paratui.callers.contacts
        reached = await asyncio.to_thread(contacts.reached, item.person_id) if item.person_id else None
        if self.item and item.id == self.item.id:
            said = spoken_words(reached, self.paratui) if reached else ""
            lines = item_lines(item, call, number, said, self.paratui, max(20, self.size.width - 2))
            self._beside = (item.id, lines)
            self.draw()

    def _call_of(self, item: FollowUp) -> Call | None:
        """The call an item came from, None where it cannot be read: the item is shown all the same."""
        try:
            return self.paratui.call_log.call(item.call) if item.call else None
        except ParatuiError:
            return None

    def draw(self) -> None:
        """Draw the item, or the end."""
        if not self.is_mounted:
            return
        look, review, width = self.look, self.review, max(20, self.size.width - 2)
        left = styled(" Morning review", look.key)
        left.append(f"  {self.desk.office.firm}", look.quiet)
        parts = [(f"{review.place + 1} of {len(review)}", look.accent)] if self.item else []
        self.query_one("#top", Pane).show([self.paratui.top_line(left, parts, self.size.width)], {0: look.bar})
        item = self.item
        if item is None:
            lines = end_lines(review, self.desk, look, width, self.size.height)
        else:
            known = self._beside[0] == item.id
            told = self._beside[1] if known else item_lines(item, None, "", "", self.paratui, width)
            lines = [Text(), *state_lines(item, self.paratui), Text(), *told]
        self.query_one("#review", Pane).show(lines)
        self.draw_footer()

"""A try that reached nobody: how it ended, when and how to try again, and after the usual tries who decides."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

from paratui.domain.due_told import again_words
from paratui.domain.errors import BadInput
from paratui.ui.screens.item_work import ItemWork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.services.next_try import NextTry

BesideHours: TypeAlias = "Callable[[datetime], str]"
ENDINGS = [
    ("v", "voicemail", "voicemail"),
    ("n", "no_answer", "no answer"),
    ("b", "busy", "busy"),
    ("w", "wrong_number", "wrong number"),
]


class TryingQuestions(ItemWork):
    """`t`: one key says how the try ended, Enter takes the next try that is proposed."""

    async def ask_tried(self) -> None:
        items = self.chosen_items()
        if not items:
            return

        async def ended(how: str) -> None:
            decides = len(items) == 1 and self.queue.decision(items[0], how)
            await (self._ask_decision(items[0], how, decides) if decides else self._ask_next_try(items, how))

        who = f"{self.named(items)} {items[0].person}" if len(items) == 1 else self.named(items)
        await self.choose(f"{who}: how did the try end?", ENDINGS, ended)

    async def _proposed(self, item: FollowUp, how: str) -> NextTry:
        def read() -> NextTry:
            return self.queue.next_try(item, how, self.paratui.tables.area_codes)

        return await asyncio.to_thread(read)

    async def _ask_next_try(self, items: Sequence[FollowUp], how: str) -> None:
        proposed, beside = await self._proposed(items[0], how), await self.beside_hours(items)
        number = proposed.number if len(items) == 1 else ""

        def change_of(when: str) -> Callable[[FollowUp], FollowUp]:
            again, changes = self.queue.moment(when), self.queue.changes

            def tried(item: FollowUp) -> FollowUp:
                asked = self.queue.decision(item, how)
                return (
                    changes.left_to_attorney(item, how, asked) if asked else changes.tried(item, how, again, number)
                )

            return tried

        def preview(typed: str) -> str:
            words = self.when_words(typed, beside)
            return f"{words} · {proposed.by}" if words.startswith("=") and proposed.by and len(items) == 1 else words

        await self.ask(
            f"Tried {self.named(items)}: {how.replace('_', ' ')}. Try again when? (Enter counts the try)",
            self.acting(items, change_of),
            proposed=proposed.when,
            preview=preview,
        )

    async def _ask_decision(self, item: FollowUp, how: str, decision: str) -> None:
        """The last of the usual tries: what the attorney is asked, or a time all the same."""
        proposed, beside = await self._proposed(item, how), await self.beside_hours([item])
        attorney = self.paratui.name_of(await asyncio.to_thread(self.queue.attorney_of, item))

        def change_of(typed: str) -> Callable[[FollowUp], FollowUp]:
            changes = self.queue.changes
            try:
                again = self.queue.moment(typed)
            except BadInput:
                return lambda item: changes.left_to_attorney(item, how, typed, proposed.number)
            return lambda item: changes.tried(item, how, again, proposed.number)

        def preview(typed: str) -> str:
            words = self.when_words(typed, beside)
            if words.startswith("="):
                return f"{words}, one more try"
            return f"= asks {attorney}: {typed}  (a time such as {proposed.when} tries on instead)"

        await self.ask(
            f"Tried {self.named([item])}: {how.replace('_', ' ')}. Ask {attorney}? (Enter asks)",
            self.acting([item], change_of),
            proposed=decision,
            preview=preview,
        )

    async def beside_hours(self, items: Sequence[FollowUp]) -> BesideHours:
        """What speaks against a time for an item, of many only that the office is closed."""
        found = await self.attempt(lambda: self.queue.beside_hours(items[0] if len(items) == 1 else None))
        return found or (lambda _moment: "")

    def when_words(self, typed: str, beside: BesideHours) -> str:
        """A time as it is understood while it is typed, or why it is not."""
        try:
            again = self.queue.again(typed)
        except BadInput as error:
            return str(error) if typed.strip() else 'such as "tomorrow 9am", "thu 3pm", "in 2 hours", "11/24"'
        but = beside(again.due)
        return f"= {again_words(again, self.desk.now(), self.desk.office)}{f' · but {but}' if but else ''}"

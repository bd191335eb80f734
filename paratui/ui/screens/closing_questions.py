"""Closing items on `d`: what came of them; an instruction and a question are asked about first."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.follow_up import CLOSED
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.screens.answer_questions import AnswerQuestions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.services.duties import NotCarriedOut
    from paratui.ui.area import Answered

ONE_OF_THE_LAST = ("1", "2", "3")
# More than this of an outcome is not shown where it is offered again.
SHOWN = 20


class ClosingQuestions(AnswerQuestions):
    """`d`: nothing that is owed to a client is closed without being asked what came of it."""

    async def open_source(self) -> None:
        """Show what an item came from."""
        raise NotImplementedError

    async def ask_done(self) -> None:
        items = self.chosen_items()
        if len(items) != 1 or items[0].status in CLOSED:
            await self._ask_outcome(items)
            return
        from paratui.services.closing import INSTRUCTION, asked_when_done  # noqa: PLC0415 - when something is closed

        item, asked = items[0], asked_when_done(items[0])
        if self.queue.wants_verdict(item):
            await self.open_source()
            self.paratui.say("Only a verdict closes a conflict check: Enter gives it, Esc leaves it open")
        elif asked:
            await (self._ask_carried_out(item) if asked == INSTRUCTION else self._ask_how_answered(item))
        else:
            await self._ask_outcome(items)

    async def _ask_outcome(self, items: Sequence[FollowUp], question: str = "") -> None:
        if not items:
            return
        lately = self.queue.outcomes()
        what = ("it", "the item") if len(items) == 1 else ("them", "them all")
        usual = f"What came of {what[0]}? Enter closes {what[1]}"
        ready = "  ".join(f"{place} {words[:SHOWN]}" for place, words in enumerate(lately, 1))
        hint = f"{usual}, or: {ready}" if ready else usual

        def outcome(typed: str) -> str:
            place = int(typed) - 1 if typed.strip() in ONE_OF_THE_LAST else -1
            return lately[place] if 0 <= place < len(lately) else typed

        closed = self.queue.changes.done if len(items) == 1 else self.queue.changes.done_among
        await self.ask(
            question or f"Done: {self.named(items, words=True)}",
            self.acting(items, lambda typed: partial(closed, outcome=outcome(typed))),
            preview=lambda typed: f"= {outcome(typed)}" if outcome(typed) != typed else hint,
        )

    async def _ask_how_answered(self, item: FollowUp) -> None:
        async def chosen(how: str) -> None:
            if how:
                await self.ask_answer()
            else:
                await self._ask_outcome([item], f"#{item.number} closes without an answer. Why?")

        choices = [("r", "answer", "the attorney answered it"), ("n", "", "no answer is needed any more")]
        await self.choose(f"#{item.number} {item.text}", choices, chosen)

    async def _ask_carried_out(self, item: FollowUp) -> None:
        async def chosen(how: str) -> None:
            await (self._ask_outcome([item]) if how else self._ask_why_not(item))

        choices = [("d", "done", "carried out"), ("n", "", "not carried out: the client must be told")]
        await self.choose(f"#{item.number} {item.text}", choices, chosen)

    async def _ask_why_not(self, item: FollowUp) -> None:
        async def said(why: str) -> Answered:
            try:
                told = await asyncio.to_thread(self.queue.duties.not_carried_out, item, why)
            except Conflict as conflict:
                self.reload()
                return f"{self.paratui.who_and_when(conflict)}. Esc leaves it"
            except ParatuiError as error:
                return str(error)
            self._told_of(told)
            return ""

        await self.ask(
            f"#{item.number} was not carried out. Why?",
            said,
            hint="Enter closes it and makes the item that tells the client, with this reason",
        )

    def _told_of(self, told: NotCarriedOut) -> None:
        self.show_acted(told.instruction)
        self.show_made(told.disclose)
        due = due_words(from_utc_text(told.disclose.due), self.desk.now(), self.desk.office)
        self.say(f"#{told.instruction.number} closed; #{told.disclose.number} tells the client, due {due}")

"""Answering a legal question from the queue: the attorney does; anybody else hands on what an attorney told them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import Conflict, ParatuiError
from paratui.ui.screens.item_work import AGAIN_BY_ENTER, ItemWork

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.staff import Staff
    from paratui.services.answering import AnsweredQuestion
    from paratui.ui.area import Answered


class AnswerQuestions(ItemWork):
    """`r` on a question: one commit closes it and makes the item that tells the client.

    On an item that waits for the attorney's decision after the usual tries it keeps the decision.
    """

    async def ask_answer(self) -> None:
        item = self.item
        if item is None:
            return
        if self.desk.me.role == "attorney":
            asked = item.asked_of_attorney
            await self._answer_page(
                item, f"#{item.number}: {asked}" if asked else f"#{item.number}: a question for you to answer"
            )
            return
        attorneys = self.queue.answering.attorneys()
        if not attorneys:
            self.say(
                "Only an attorney answers, and none is entered: paratui staff LOGIN --role attorney", trouble=True
            )
            return
        if len(attorneys) == 1:
            await self._hand_on(item, attorneys[0])
            return

        def find(typed: str) -> list[tuple[str, str]]:
            named = [(one.login, f"{one.name}  {one.login}") for one in attorneys]
            return [(login, words) for login, words in named if typed.casefold() in words.casefold()]

        async def told_by(login: str, _typed: str) -> Answered:
            attorney = next(one for one in attorneys if one.login == login)
            return lambda: self._hand_on(item, attorney)

        asked = item.waiting_on or item.assignee
        await self.pick("Only an attorney answers. Which one told you?", find, told_by, start=asked)

    async def _hand_on(self, item: FollowUp, attorney: Staff) -> None:
        name = attorney.name or attorney.login
        await self._answer_page(
            item, f"Only an attorney answers: write what {name} told you, word for word", told_by=attorney.login
        )

    async def _answer_page(self, item: FollowUp, title: str, told_by: str = "") -> None:
        from paratui.services.kept_answer import KeptAnswer  # noqa: PLC0415 - loaded when first looked at
        from paratui.ui.screens.answering import Answering  # noqa: PLC0415 - as above

        held = [item]

        async def send(answer: str) -> str:
            try:
                await self._send(held[0], answer, told_by)
            except Conflict as conflict:
                held[0] = self.queue.item(item.id) or item
                return self.stale_words(conflict, held[0], AGAIN_BY_ENTER)
            except ParatuiError as error:
                return str(error)
            return ""

        async def discuss() -> None:
            await self._ask_discuss(item)

        call = await self.attempt(lambda: self.paratui.call_log.call(item.call)) if item.call else None
        gives_back = None if told_by or item.asked_of_attorney else discuss
        kept = await self.attempt(lambda: KeptAnswer.take_up(self.desk, item.id))
        await self.app.push_screen(Answering(self, item, call, title, send, gives_back, kept))

    async def _send(self, item: FollowUp, answer: str, told_by: str) -> None:
        answering = self.queue.answering
        if item.asked_of_attorney:
            decided = await asyncio.to_thread(answering.decide, item, answer, told_by)
            self.show_acted(decided)
            has_it = "you go" if decided.assignee == self.desk.me.login else f"{self._holder(decided)} goes"
            self.say(f"#{decided.number} decided; {has_it} on with it")
        else:
            self._answered(await asyncio.to_thread(answering.answer, item, answer, told_by))

    async def _ask_discuss(self, item: FollowUp) -> None:
        async def back(note: str) -> Answered:
            try:
                changed = await asyncio.to_thread(self.queue.answering.discuss, item, note)
            except Conflict as conflict:
                self.reload()
                return f"{self.paratui.who_and_when(conflict)}. Esc leaves it"
            except ParatuiError as error:
                return str(error)
            self.show_acted(changed)
            self.say(f"#{changed.number} goes back to {self.paratui.name_of(changed.assignee)}: discuss in person")
            return ""

        who = self.paratui.name_of(item.created_by)
        await self.ask(f"Discuss #{item.number} in person with {who}", back, hint="A note for them, or Enter alone")

    def _answered(self, done: AnsweredQuestion) -> None:
        self.show_acted(done.question)
        tell = done.tell
        teller = "you tell" if tell.assignee == self.desk.me.login else f"{self._holder(tell)} tells"
        self.say(f"#{done.question.number} answered; {teller} {tell.person or 'whoever asked'}: #{tell.number}")

    def _holder(self, item: FollowUp) -> str:
        return self.paratui.name_of(item.assignee) if item.assignee else "whoever takes it"

"""Answering a legal question from the queue: the attorney does; anybody else hands on what an attorney told them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.follow_up import CLOSED
from paratui.ui.area import Area

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.staff import Staff
    from paratui.services.answers import Answered as AnswerGiven
    from paratui.services.queue import Queue
    from paratui.ui.area import Answered
    from paratui.ui.widgets.record_table import RecordTable


class AnswerQuestions(Area):
    """`r` on a question. One commit closes it and makes the item that tells the client."""

    queue: Queue

    @property
    def item(self) -> FollowUp | None:
        raise NotImplementedError

    @property
    def table(self) -> RecordTable:
        raise NotImplementedError

    def reload(self) -> None:
        raise NotImplementedError

    def next_item(self) -> int:
        """The item below the cursor's, 0 at the end."""
        raise NotImplementedError

    async def ask_answer(self) -> None:
        item = self.item
        if item is None:
            return
        if self.desk.me.role == "attorney":
            await self._answer_page(item, f"#{item.number}: a question for you to answer")
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

        await self.pick("Only an attorney answers. Which one told you?", find, told_by, start=item.assignee)

    async def _hand_on(self, item: FollowUp, attorney: Staff) -> None:
        name = attorney.name or attorney.login
        await self._answer_page(
            item, f"Only an attorney answers: write what {name} told you, word for word", told_by=attorney.login
        )

    async def _answer_page(self, item: FollowUp, title: str, told_by: str = "") -> None:
        from paratui.ui.screens.answering import Answering  # noqa: PLC0415 - loaded when first looked at

        held = [item]

        async def send(answer: str) -> str:
            try:
                done = await asyncio.to_thread(self.queue.answering.answer, held[0], answer, told_by)
            except Conflict as conflict:
                held[0] = self.queue.item(item.id) or item
                after = "Esc leaves it" if held[0].status in CLOSED else "Enter sends yours all the same"
                self.reload()
                return f"{self.paratui.who_and_when(conflict)}. {after}"
            except ParatuiError as error:
                return str(error)
            self._answered(done)
            return ""

        async def discuss() -> None:
            await self._ask_discuss(item)

        call = await self.attempt(lambda: self.paratui.call_log.call(item.call)) if item.call else None
        await self.app.push_screen(Answering(self, item, call, title, send, None if told_by else discuss))

    async def _ask_discuss(self, item: FollowUp) -> None:
        async def back(note: str) -> Answered:
            following = self.next_item()
            try:
                changed = await asyncio.to_thread(self.queue.answering.discuss, item, note)
            except Conflict as conflict:
                self.reload()
                return f"{self.paratui.who_and_when(conflict)}. Esc leaves it"
            except ParatuiError as error:
                return str(error)
            self.reload()
            if following:
                self.table.cursor = following
            self.say(f"#{changed.number} goes back to {self.paratui.name_of(changed.assignee)}: discuss in person")
            return ""

        who = self.paratui.name_of(item.created_by)
        await self.ask(f"Discuss #{item.number} in person with {who}", back, hint="A note for them, or Enter alone")

    def _answered(self, done: AnswerGiven) -> None:
        following = self.next_item()
        self.reload()
        if following:
            self.table.cursor = following
        tell, who = done.tell, self.paratui.name_of(done.tell.assignee)
        teller = "you tell" if tell.assignee == self.desk.me.login else f"{who} tells"
        self.say(f"#{done.question.number} answered; {teller} {tell.person or 'whoever asked'}: #{tell.number}")

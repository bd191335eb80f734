"""An attorney leaves or gives a matter up, as the queue is told of it: who, and who takes over."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.spoken_size import count_words
from paratui.ui.screens.item_questions import ItemQuestions

if TYPE_CHECKING:
    from paratui.services.attorney_change import AttorneyChange, Plan
    from paratui.ui.area import Answered

BAR = 20


class AttorneyQuestions(ItemQuestions):
    """Every client of the attorney is owed the word, so it is asked twice and never taken back by a key."""

    async def ask_leaver(self) -> None:
        matter = self.paratui.people.matter_of(self.item.matter_id) if self.item and self.item.matter_id else None
        staff = await asyncio.to_thread(self.desk.staff)
        attorneys = {one.login: one.name or one.login for one in staff if one.role == "attorney"}
        rows = [(login, f"{name} leaves: every open matter") for login, name in attorneys.items()]
        if matter and matter.attorney:
            has = attorneys.get(matter.attorney, matter.attorney)
            alone = f"{matter.attorney} {matter.number}"
            rows.insert(0, (alone, f"{has} gives up {matter.title} {matter.number} only"))

        def find(typed: str) -> list[tuple[str, str]]:
            return [row for row in rows if typed.casefold() in row[1].casefold()]

        async def taken(which: str, _typed: str) -> Answered:
            login, _, number = which.partition(" ")
            return partial(self._ask_successor, login, number)

        await self.pick("Which attorney leaves or changes?", find, taken)

    async def _ask_successor(self, login: str, number: str) -> None:
        here = await asyncio.to_thread(self.desk.here)
        rows = [(one.login, one.name or one.login) for one in here if one.role == "attorney" and one.login != login]
        rows.append(("-", "to be named later"))

        def find(typed: str) -> list[tuple[str, str]]:
            return [row for row in rows if typed.casefold() in row[1].casefold()]

        async def taken(to: str, _typed: str) -> Answered:
            return partial(self._ask_sure, login, "" if to == "-" else to, number)

        await self.pick("Who takes over?", find, taken)

    async def _ask_sure(self, login: str, to: str, number: str) -> None:
        from paratui.services.occasions import told_of  # noqa: PLC0415 - once in a long while

        # Of this queue: what cannot be taken back is told to whoever takes back what they did here.
        change = self.queue.attorney_change(self.paratui.people)
        plan = await self.attempt(partial(change.plan, login, to, number))
        if plan is None:
            return
        if not plan.parts:
            told = await self.attempt(partial(told_of, self.desk, change.latest(login)))
            so_far = f"; {told.told:,} of {count_words(told.of, 'client')} told" if told and told.of else ""
            self.say(f"No open matter is {login}'s any more{so_far}")
            return

        async def chosen(yes: str) -> None:
            if yes:
                self.in_background("attorney", self._carry_out, change, plan)

        what = f"{count_words(plan.matters, 'matter')}, {count_words(plan.clients, 'client')} to tell"
        choices = [("y", "yes", "yes, change them all"), ("n", "", "no, leave them")]
        await self.choose(f"{plan.words}: {what}", choices, chosen, sure=True)

    async def _carry_out(self, change: AttorneyChange, plan: Plan) -> None:
        def show(done: int, whole: int) -> None:
            filled = BAR * done // max(whole, 1)
            bar = f"[{'#' * filled}{'.' * (BAR - filled)}]"
            self.app.call_from_thread(self.say, f"{bar} {done:,} of {count_words(whole, 'client')}")

        made = await self.attempt(partial(change.carry_out, plan, show))
        self.reload()
        if made is not None:
            self.say(f"{count_words(plan.matters, 'matter')} changed, {count_words(made, 'follow-up')} made")

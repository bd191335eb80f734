"""An attorney leaves or gives a matter up, as the queue is told of it: who, and who takes over."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.spoken_size import count_words

if TYPE_CHECKING:
    from paratui.services.attorney_change import AttorneyChange, Plan
    from paratui.ui.area import Answered
    from paratui.ui.screens.queue import QueueScreen

BAR = 20


class AttorneyQuestions:
    """Every client of the attorney is owed the word, so it is asked twice and never taken back by a key."""

    def __init__(self, area: QueueScreen) -> None:
        self._area = area

    async def ask_leaver(self) -> None:
        """Which attorney it is, or which matter changes hands; then who takes over."""
        item, people = self._area.item, self._area.paratui.people
        matter = people.matter_of(item.matter_id) if item and item.matter_id else None
        staff = await asyncio.to_thread(self._area.desk.staff)
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

        await self._area.pick("Which attorney leaves or changes?", find, taken)

    async def _ask_successor(self, login: str, number: str) -> None:
        here = await asyncio.to_thread(self._area.desk.here)
        rows = [(one.login, one.name or one.login) for one in here if one.role == "attorney" and one.login != login]
        rows.append(("-", "to be named later"))

        def find(typed: str) -> list[tuple[str, str]]:
            return [row for row in rows if typed.casefold() in row[1].casefold()]

        async def taken(to: str, _typed: str) -> Answered:
            return partial(self._ask_sure, login, "" if to == "-" else to, number)

        await self._area.pick("Who takes over?", find, taken)

    async def _ask_sure(self, login: str, to: str, number: str) -> None:
        from paratui.services.occasions import told_of  # noqa: PLC0415 - once in a long while

        # Of this queue: what cannot be taken back is told to whoever takes back what they did here.
        change = self._area.queue.attorney_change(self._area.paratui.people)
        plan = await self._area.attempt(partial(change.plan, login, to, number))
        if plan is None:
            return
        if not plan.parts:
            told = await self._area.attempt(partial(told_of, self._area.desk, change.latest(login)))
            so_far = f"; {told.told:,} of {count_words(told.of, 'client')} told" if told and told.of else ""
            self._area.say(f"No open matter is {self._area.paratui.name_of(login)}'s any more{so_far}")
            return

        async def chosen(yes: str) -> None:
            if yes:
                self._area.in_background("attorney", self._carry_out, change, plan)

        what = f"{count_words(plan.matters, 'matter')}, {count_words(plan.clients, 'client')} to tell"
        choices = [("y", "yes", "yes, change them all"), ("n", "", "no, leave them")]
        await self._area.choose(f"{plan.words}: {what}", choices, chosen, sure=True)

    async def _carry_out(self, change: AttorneyChange, plan: Plan) -> None:
        def show(done: int, whole: int) -> None:
            filled = BAR * done // max(whole, 1)
            bar = f"[{'#' * filled}{'.' * (BAR - filled)}]"
            self._area.app.call_from_thread(self._area.say, f"{bar} {done:,} of {count_words(whole, 'client')}")

        made = await self._area.attempt(partial(change.carry_out, plan, show))
        self._area.reload()
        if made is not None:
            self._area.say(f"{count_words(plan.matters, 'matter')} changed, {count_words(made, 'follow-up')} made")

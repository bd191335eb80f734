"""Working an item of the queue: what each action asks, and what is said when somebody else was quicker."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.due_told import due_told
from paratui.domain.errors import ParatuiError
from paratui.domain.importance import NOTHING_KNOWN, Standing
from paratui.domain.queue_order import Scales
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.screens.closing_questions import ClosingQuestions
from paratui.ui.screens.joining_questions import JoiningQuestions
from paratui.ui.screens.taking_back import TakingBack
from paratui.ui.screens.trying_questions import TryingQuestions

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.domain.follow_up import FollowUp
    from paratui.services.actions import Latest, Undone
    from paratui.ui.area import Answered


class ItemQuestions(TryingQuestions, JoiningQuestions, ClosingQuestions, TakingBack):
    """The actions on the item under the cursor, or on the marked ones. Each is one commit."""

    def standing_of(self, record: int) -> Standing:  # noqa: ARG002 - a list that knows more says it
        """What is known about an item beside the item."""
        return NOTHING_KNOWN

    async def say_why(self) -> None:
        """Show why the item under the cursor stands where it stands."""
        from paratui.ui.screens.why_page import why_page  # noqa: PLC0415 - loaded when first asked for

        item = self.item
        if item:
            scales = Scales(self.desk.now(), self.desk.office, self.desk.me, self.paratui.presence.not_here)
            await self.app.push_screen(why_page(self, item, scales, self.standing_of(item.id)))

    async def call_now(self) -> None:
        if self.item:
            await self.paratui.open_calls.begin(direction="out", about=self.item)

    async def open_source(self) -> None:
        if self.item and self.item.conflict_check:
            await self.paratui.open_check(self.item.conflict_check)
        elif self.item:
            await self.paratui.open_call(self.item.call)

    def _chosen(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("queue.open"))

    async def show_life(self) -> None:
        """The whole life of the item under the cursor."""
        from paratui.ui.screens.item_page import show_life  # noqa: PLC0415 - loaded when first asked for

        if self.item:
            await show_life(self, self.item.id)

    async def ask_snooze(self) -> None:
        items = self.chosen_items()
        if items:
            changes, beside = self.queue.changes, await self.beside_hours(items)
            await self.ask(
                f"Snooze {self.named(items)} until when?",
                self.acting(items, lambda when: partial(changes.snoozed, until=self.queue.moment(when))),
                proposed="tomorrow 9am",
                preview=lambda typed: self.when_words(typed, beside),
            )

    async def ask_assign(self) -> None:
        items = self.chosen_items()
        if not items:
            return
        here = await asyncio.to_thread(self.desk.here)

        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (one.login, f"{one.name}  {one.login}  {one.title}")
                for one in here
                if typed.casefold() in f"{one.name} {one.login} {one.initials}".casefold()
            ]

        take = self.acting(items, self.queue.changes.assigning)

        async def taken(login: str, _typed: str) -> Answered:
            return await take(login)

        await self.pick(f"Who takes {self.named(items)}?", find, taken)

    async def claim(self) -> None:
        items = self.chosen_items()
        if items:
            await self.act_now(items, self.queue.changes.assigning, self.desk.me.login)

    async def ask_wait(self) -> None:
        items = self.chosen_items()
        if not items:
            return
        choices = [
            ("a", "attorney", "the attorney"),
            ("c", "client", "the client"),
            ("o", "other", "somebody else"),
            ("n", "", "nobody any more"),
        ]
        waiting = self.queue.changes.waiting

        async def chosen(whom: str) -> None:
            if whom == "other":
                await self.ask(
                    f"{self.named(items)} waits on whom or what?",
                    self.acting(items, lambda words: partial(waiting, whom="other", words=words.strip())),
                    hint="such as: the court clerk, the insurer",
                )
            elif whom == "client":
                await self.ask(
                    f"{self.named(items)} waits on the client for what?",
                    self.acting(items, lambda words: partial(waiting, whom="client", words=words.strip())),
                    hint="such as: the signed form; Enter alone says no more",
                )
            else:
                await self.act_now(items, lambda _typed: partial(waiting, whom=whom))

        await self.choose(f"{self.named(items)} waits on", choices, chosen)

    async def ask_edit(self) -> None:
        item = self.item
        if item:

            def change_of(typed: str) -> Callable[[FollowUp], FollowUp]:
                return partial(self.queue.changes.reworded, read=self.queue.read_anew(item, typed))

            await self.ask(
                f"Edit #{item.number}",
                self.acting([item], change_of),
                value=self.queue.editable(item),
                preview=lambda typed: self._edit_preview(item, typed),
            )

    async def ask_new(self) -> None:
        async def made(typed: str) -> Answered:
            try:
                known = await asyncio.to_thread(self.paratui.people.mentioned, typed)
                item = await asyncio.to_thread(self.queue.add, typed, known)
            except ParatuiError as error:
                return str(error)
            self.reload()
            self.say(f"#{item.number} made, due {due_told(item, self.desk.now(), self.desk.office)}")
            return ""

        await self.ask("New follow-up", made, preview=self._understood)

    def is_of_here(self, last: Latest) -> bool:
        return all(kind == "follow_up" for kind, _ in last.about)

    def undo_last(self) -> Undone:
        return self.queue.undo()

    async def show_taken_back(self, undone: Undone) -> None:
        self.show_stood_again(undone.items)

    def _edit_preview(self, item: FollowUp, typed: str) -> str:
        read = self.queue.read_anew(item, typed)
        due = read.due if read.promised else item.due
        words = due_words(from_utc_text(due), self.desk.now(), self.desk.office) if due else "no date"
        kept = "" if read.promised else " as it was"
        notice = f"{read.notice}  " if read.notice else ""
        return f"{notice}= {words}{kept} · {read.assignee if read.named else item.assignee}" + (
            " · urgent" if read.urgent else ""
        )

    def _understood(self, typed: str) -> str:
        """What a line would become, in words."""
        if not typed.strip():
            return "such as: call back Maria thu 3pm @dana !   (? legal question, < the client does)"
        read = self.queue.read(typed)
        due = due_words(from_utc_text(read.due), self.desk.now(), self.desk.office) if read.due else "no date"
        who = "you" if read.assignee in {"", self.desk.me.login} else self.paratui.name_of(read.assignee)
        words = f"{read.notice}  " if read.notice else ""
        return f"{words}= {read.task} · {due} ({read.clock}) · {who}" + (" · urgent" if read.urgent else "")

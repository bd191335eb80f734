"""Working an item of the queue: what each action asks, and what is said when somebody else was quicker."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput, Conflict, ParatuiError
from paratui.domain.follow_up import CLOSED
from paratui.domain.queue_order import why_words
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.item_actions import editable, kind_named
from paratui.ui.area import Area

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from paratui.domain.follow_up import FollowUp
    from paratui.services.queue import Queue
    from paratui.ui.area import Answered
    from paratui.ui.widgets.record_table import RecordTable


class ItemQuestions(Area):
    """The actions on the item under the cursor. Each is one commit."""

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

    def section_of(self, record: int) -> str:
        """The section an item stands in, empty when it is not shown."""
        raise NotImplementedError

    def say_why(self) -> None:
        item = self.item
        if item:
            words = why_words(item, self.desk.now(), self.desk.office)
            self.say(f"#{item.number}: {words}" + (f" · {item.clock}" if item.clock else ""))

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

    async def ask_done(self) -> None:
        item = self.item
        if item and self.queue.wants_verdict(item):
            await self.open_source()
            self.paratui.say("Only a verdict closes a conflict check: Enter gives it, Esc leaves it open")
        elif item:
            take = self._acting(item, self.queue.done)
            await self.ask(f"Done: #{item.number} {item.text}", take, hint="What came of it? Enter closes the item")

    async def ask_tried(self) -> None:
        item = self.item
        if item is None:
            return
        choices = [
            ("v", "voicemail", "voicemail"),
            ("n", "no_answer", "no answer"),
            ("b", "busy", "busy"),
            ("w", "wrong_number", "wrong number"),
        ]

        async def next_try(how: str) -> None:
            await self.ask(
                f"Tried #{item.number}: {how.replace('_', ' ')}. Try again when? (Enter counts the try)",
                self._acting(item, lambda fresh, when: self.queue.tried(fresh, how, self.queue.moment(when))),
                proposed=self.queue.next_try(how),
                preview=self._when_preview,
            )

        await self.choose(f"#{item.number} {item.person}: how did the try end?", choices, next_try)

    async def ask_snooze(self) -> None:
        item = self.item
        if item:
            await self.ask(
                f"Snooze #{item.number} until when?",
                self._acting(item, lambda fresh, when: self.queue.snooze(fresh, self.queue.moment(when))),
                proposed="tomorrow 9am",
                preview=self._when_preview,
            )

    def _when_preview(self, typed: str) -> str:
        try:
            return f"= {due_words(self.queue.moment(typed), self.desk.now(), self.desk.office)}"
        except BadInput as error:
            return str(error) if typed.strip() else 'such as "tomorrow 9am", "thu 3pm", "in 2 hours", "11/24"'

    async def ask_assign(self) -> None:
        item = self.item
        if item is None:
            return

        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (one.login, f"{one.name}  {one.login}  {one.title}")
                for one in self.desk.staff()
                if typed.casefold() in f"{one.name} {one.login} {one.initials}".casefold()
            ]

        take = self._acting(item, self.queue.assign)

        async def taken(login: str, _typed: str) -> Answered:
            return await take(login)

        await self.pick(f"Who takes #{item.number}?", find, taken)

    async def claim(self) -> None:
        if self.item:
            await self._act_now(self.item, self.queue.assign, self.desk.me.login)

    async def ask_wait(self) -> None:
        item = self.item
        if item is None:
            return
        choices = [
            ("a", "attorney", "the attorney"),
            ("c", "client", "the client"),
            ("o", "other", "somebody else"),
            ("n", "", "nobody any more"),
        ]

        async def chosen(whom: str) -> None:
            if whom == "other":
                await self.ask(
                    f"#{item.number} waits on whom or what?",
                    self._acting(item, lambda fresh, words: self.queue.wait_on(fresh, "other", words.strip())),
                    hint="such as: the court clerk, the insurer",
                )
            else:
                await self._act_now(item, self.queue.wait_on, whom)

        await self.choose(f"#{item.number} waits on", choices, chosen)

    async def ask_edit(self) -> None:
        item = self.item
        if item:
            await self.ask(
                f"Edit #{item.number}",
                self._acting(item, self.queue.edit),
                value=editable(item),
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
            due = due_words(from_utc_text(item.due), self.desk.now(), self.desk.office) if item.due else "no date"
            self.say(f"#{item.number} made, due {due}")
            return ""

        await self.ask("New follow-up", made, preview=self._understood)

    async def undo(self) -> None:
        undone = await self.attempt(self.queue.undo)
        if undone:
            self.reload()
            self.table.cursor = undone.items[0].id
            which = f"#{undone.items[0].number}" if len(undone.items) == 1 else f"{len(undone.items)} items"
            left = f"; {undone.left} were changed by others since and stay" if undone.left else ""
            self.say(f"{which}: taken back - {undone.what}{left}")

    def _acting(
        self, item: FollowUp, action: Callable[[FollowUp, str], FollowUp]
    ) -> Callable[[str], Awaitable[Answered]]:
        """An action on the item as it was when asked about; refused once when somebody was quicker."""
        held = [item]

        async def take(answer: str) -> Answered:
            try:
                changed = await asyncio.to_thread(action, held[0], answer)
            except Conflict as conflict:
                held[0] = self.queue.item(item.id) or item
                self.reload()
                closed = held[0].status in CLOSED
                after = "Esc leaves it" if closed else "Enter sends yours all the same"
                return f"#{item.number}: {self.paratui.who_and_when(conflict)}. {after}"
            except ParatuiError as error:
                return str(error)
            self._acted(changed)
            return ""

        return take

    async def _act_now(self, item: FollowUp, action: Callable[[FollowUp, str], FollowUp], answer: str) -> None:
        trouble = await self._acting(item, action)(answer)
        if isinstance(trouble, str) and trouble:
            self.say(trouble.replace("Enter sends yours all the same", "The key again does it"), trouble=True)

    def _acted(self, changed: FollowUp) -> None:
        """Show what became of it; when the item leaves its place, the cursor stays for the one that follows."""
        following = self.next_item()
        section = self.section_of(changed.id)
        self.reload()
        if following and self.section_of(changed.id) != section:
            self.table.cursor = following
        self.say(f"#{changed.number}: {changed.history[-1].what}" if changed.history else "")

    def _edit_preview(self, item: FollowUp, typed: str) -> str:
        read = self.queue.read(typed, kind_named(item.kind))
        due = read.due if read.clock == "as promised" else item.due
        words = due_words(from_utc_text(due), self.desk.now(), self.desk.office) if due else "no date"
        kept = "" if read.clock == "as promised" else " as it was"
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
        who = "you" if read.assignee in {"", self.desk.me.login} else read.assignee
        words = f"{read.notice}  " if read.notice else ""
        return f"{words}= {read.task} · {due} ({read.clock}) · {who}" + (" · urgent" if read.urgent else "")

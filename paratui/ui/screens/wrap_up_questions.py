"""Answering the open ends of a call on the wrap-up page: what is asked for each."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.matter import USUAL_TOUCH_BASE_DAYS
from paratui.domain.open_end import EndKind, OpenEnd
from paratui.services.call_lines import typed_form
from paratui.services.interview import Interview
from paratui.ui.commands.open_ends import LATER
from paratui.ui.screens.contact_questions import choose_contact
from paratui.ui.screens.open_ends import OpenEnds

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.ui.area import Answered

_ROOM = 70
"""Cells for the steps that were not taken, so that two rows of a narrow screen hold the question."""


class WrapUpQuestions(OpenEnds):
    """Answering the open end that is asked."""

    async def answer_naturally(self, end: OpenEnd) -> None:
        """What Enter answers."""
        wrapping = self.wrapping
        if end.kind is EndKind.REQUIRED:
            await self.ask_required(end)
        elif end.kind is EndKind.REWORD:
            await self.ask_reword(end)
        elif end.kind is EndKind.OWNER:
            self.settle(partial(wrapping.take_over, end, self.desk.me.login))
        elif end.kind is EndKind.SAME:
            self.settle(partial(wrapping.keep_both, end))
        elif end.kind is EndKind.CLOSING:
            self.settle(wrapping.read_to_client)
        elif end.kind is EndKind.NEXT_CONTACT:
            self.settle(partial(wrapping.contact_at, self.contact()))
        else:
            asked, proposed = self._undated(end), self._proposed(end)
            if asked and proposed:
                interview = Interview(self.session, self.desk, self.paratui.tables)
                self.settle(partial(interview.answer, asked.question, proposed))
            else:
                self.settle(partial(wrapping.follow_up, end))

    def concern_met(self) -> None:
        """The concern that is asked was answered on the call."""
        end = self.end
        if end and end.kind is EndKind.CONCERN:
            self.settle(partial(self.wrapping.met, end))

    def only_read_back(self) -> None:
        """The instruction that is asked is nobody's to carry out."""
        end = self.end
        if end and end.kind is EndKind.INSTRUCTION:
            self.settle(partial(self.wrapping.only_read_back, end))

    def join(self) -> None:
        """What is asked counts for the item that is open already."""
        end = self.end
        if end and end.kind is EndKind.SAME:
            self.settle(partial(self.wrapping.join, end))

    async def ask_reword(self, end: OpenEnd) -> None:
        """A promise that nobody may make, in words that can be kept; emptied it is struck out."""

        async def given(words: str) -> Answered:
            if words.strip():
                self.settle(partial(self.wrapping.reword, end, words))
            else:
                self.settle(partial(self.session.strike, end.line))
            return ""

        hint = "Enter keeps it, emptied it is struck out; the earlier wording stays as a version"
        await self.ask("What do we promise instead?", given, value=typed_form(self.session.line(end.line)), hint=hint)

    async def ask_required(self, end: OpenEnd) -> None:
        """One reason for the required steps that were not taken."""
        missing = self.missing()

        async def given(reason: str) -> Answered:
            if not reason.strip():
                return "Say why, such as: voicemail only, explained yesterday"
            self.settle(partial(self.wrapping.reason, end, reason.strip(), missing))
            return ""

        hint = f"Enter keeps this reason; a line that was cut off: Esc, then {self.key_of('wrap.outcome')}"
        await self.ask(f"Required and not taken: {_some_of(end.about)}. Why?", given, hint=hint)

    async def ask_reason(self) -> None:
        """Why an end is left open."""
        end = self.end
        if end is None:
            return
        if end.kind is EndKind.REQUIRED:
            await self.ask_required(end)
            return

        async def given(reason: str) -> Answered:
            if not reason.strip():
                return "Say in a few words why it is left open, such as: the attorney was on the line"
            self.settle(partial(self.wrapping.reason, end, reason.strip()))
            return ""

        await self.ask(f"Why is this left open: {end.about}?", given)

    def follow_up(self) -> None:
        """Settle it by a follow-up."""
        end = self.end
        if end and end.kind in LATER:
            self.settle(partial(self.wrapping.follow_up, end))

    async def ask_owner(self) -> None:
        """Who of the office has a follow-up."""
        end = self.end
        staff = self.desk.staff()

        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (one.login, f"{one.name or one.login}  {one.title}")
                for one in staff
                if typed.casefold() in f"{one.login} {one.name} {one.initials}".casefold()
            ]

        async def taken(login: str, _typed: str) -> Answered:
            if end:
                self.settle(partial(self.wrapping.take_over, end, login))
            return ""

        await self.pick("Who has it?", find, taken)

    async def ask_day(self) -> None:
        """The day that was not named, in the caller's words."""
        end = self.end
        if end is None:
            return
        asked = self._undated(end)
        question = asked.question if asked else None
        interview = Interview(self.session, self.desk, self.paratui.tables)

        async def given(words: str) -> Answered:
            if not words.strip():
                return "Type the day as it was said, such as: last Tuesday, March 3; Esc leaves it open"
            try:
                if question:
                    await asyncio.to_thread(interview.read, question, words)
                    self.settle(partial(interview.answer, question, words))
                else:
                    self.settle(partial(self.wrapping.day_said, end, words.strip()))
            except ParatuiError as error:
                return str(error)
            return ""

        await self.ask(question.ask if question else f"On which day: {end.about}?", given)

    # The next contact

    def contact(self) -> datetime:
        """When the client hears from us next, as proposed."""
        call = self.session.call
        matter = self.paratui.people.matter_of(call.matter_id) if call.matter_id else None
        return self.wrapping.proposed_contact(matter.touch_base_days if matter else USUAL_TOUCH_BASE_DAYS)

    async def ask_contact(self) -> None:
        """Another day for the next contact."""
        await choose_contact(
            self, lambda moment: self.settle(partial(self.wrapping.contact_at, moment), "the day of the next contact")
        )


def _some_of(about: str) -> str:
    """The first steps and how many more there are: all of them stand on the page, and the question goes on behind."""
    titles = about.split(", ")
    named = len(titles)
    while named > 1 and len(", ".join(titles[:named])) > _ROOM:
        named -= 1
    return about if named == len(titles) else f"{', '.join(titles[:named])} and {len(titles) - named} more"

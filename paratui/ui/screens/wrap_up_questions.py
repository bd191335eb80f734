"""The open ends of a call on the wrap-up page: what each key answers, and what is asked for it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.instructed import instructed
from paratui.domain.open_end import EndKind, OpenEnd
from paratui.domain.practice_area import AnswerType
from paratui.domain.spoken_time import due_words
from paratui.domain.when_question import Undated
from paratui.services.call_lines import typed_form
from paratui.services.interview import Interview, unasked_dates
from paratui.ui.commands.wrap_up import LATER
from paratui.ui.screens.contact_questions import choose_contact
from paratui.ui.screens.read_back_questions import EDIT, NOT_CLEAR, ReadBackQuestions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.checklist import Step
    from paratui.ui.area import Answered

USUAL_TOUCH_BASE = 30
ENTER = {
    EndKind.CONFLICT: "a follow-up to run it",
    EndKind.REWORD: "rewords it",
    EndKind.REQUIRED: "asks why",
    EndKind.OWNER: "I have it",
    EndKind.SAME: "keep both",
    EndKind.UNASKED: "a follow-up to ask it",
    EndKind.DAY: "a follow-up to ask it",
    EndKind.INSTRUCTION: "a follow-up",
    EndKind.CONCERN: "a follow-up",
    EndKind.THIRD_PERSON: "the attorney decides what that means",
    EndKind.CLOSING: "I have read this aloud and it was clear",
    EndKind.NEXT_CONTACT: "that day",
}
# Enter makes a follow-up: its due time is said with it.
_MAKES_ITS_OWN = frozenset({EndKind.CONFLICT, EndKind.UNASKED, EndKind.DAY, EndKind.INSTRUCTION, EndKind.CONCERN})
# What else answers each kind; `x` leaves any of them open with a reason.
OTHERS = {
    EndKind.OWNER: [("w", "who has it")],
    EndKind.SAME: [("j", "this call counts for that one")],
    EndKind.INSTRUCTION: [("r", "nothing to do, only read back")],
    EndKind.DAY: [("d", "they said the day")],
    EndKind.CONCERN: [("m", "it was met")],
    EndKind.CLOSING: [("c", NOT_CLEAR), ("e", EDIT)],
    EndKind.NEXT_CONTACT: [("n", "another day")],
}


class WrapUpQuestions(ReadBackQuestions):
    """Walking the open ends, the weightiest first."""

    _put_off: list[str]
    _before: list[Call]

    def draw(self) -> None:
        raise NotImplementedError

    def missing(self) -> tuple[Step, ...]:
        raise NotImplementedError

    # What is open

    @property
    def ends(self) -> list[OpenEnd]:
        """The open ends."""
        call = self.session.call
        unchecked = self.paratui.conflicts.unchecked_names(call) if call.conflict.check else ()
        return self.wrapping.open_ends(self.missing(), self.unasked(), unchecked)

    def unasked(self) -> list[Undated]:
        """The urgent questions nobody has asked: the days of what was told, and those of the practice area."""
        tables = self.paratui.tables
        days = [*unasked_dates(self.session.call, tables)]
        known = {one.question.id for one in days}
        area = Interview(self.session, self.desk, tables).open_questions()
        return days + [Undated(0, one) for one in area if one.urgent and one.id not in known]

    @property
    def end(self) -> OpenEnd | None:
        """The open end that is asked now: the first that was not put off."""
        ends = self.ends
        return next((one for one in ends if one.id not in self._put_off), ends[0] if ends else None)

    @property
    def settled_here(self) -> bool:
        """Whether something was answered on this page that can be taken back."""
        return bool(self._before)

    def asks(self, *kinds: str) -> bool:
        """Whether an open end of one of these kinds is asked now."""
        end = self.end
        return end is not None and end.kind.value in kinds

    def answers(self, end: OpenEnd | None) -> list[tuple[str, str]]:
        """The keys that answer an open end, with what they say."""
        if end is None:
            return []
        others = list(OTHERS.get(end.kind, []))
        if end.kind is EndKind.REQUIRED:
            call = self.session.call
            unsure = call.matter_id and call.identity.result != "confirmed"
            others = [("v", "identity was checked")] if unsure else []
        else:
            if end.kind is EndKind.UNASKED:
                others.append(("d", "they said the day" if self._asks_a_day(end) else "they said it"))
            others.append(("x", "leave it, say why"))
        return [("Enter", self._enter(end)), *others]

    def _enter(self, end: OpenEnd) -> str:
        """What Enter answers, in words."""
        proposed = self._proposed(end)
        if proposed:
            return f"it was {proposed}"
        if end.kind in _MAKES_ITS_OWN:
            return f"{self._follow_up_words(end)}, due {self._due_words(end)}"
        return ENTER[end.kind]

    def _due_words(self, end: OpenEnd) -> str:
        return due_words(self.wrapping.due_of_follow_up(end), self.desk.now(), self.desk.office)

    def _follow_up_words(self, end: OpenEnd) -> str:
        """The follow-up that Enter makes, and for whom where that is not me."""
        if end.kind is EndKind.INSTRUCTION:
            staff = self.desk.staff()
            login = instructed(end.about, self.desk.here(), self.desk.me.login)
            names = {one.login: one.name or one.login for one in staff} | {self.desk.me.login: "me"}
            return f"{ENTER[end.kind]} for {names[login]}"
        return ENTER[end.kind]

    def _undated(self, end: OpenEnd) -> Undated | None:
        """What an open end asks, when it is a question nobody has asked."""
        if end.kind is not EndKind.UNASKED:
            return None
        return next((one for one in self.unasked() if one.question.id == end.key), None)

    def _asks_a_day(self, end: OpenEnd) -> bool:
        asked = self._undated(end)
        return asked is None or asked.question.type is AnswerType.DATE

    def _proposed(self, end: OpenEnd) -> str:
        """The day that a line of the call tells already, in its own words."""
        asked = self._undated(end)
        return asked.proposed if asked else ""

    def settle(self, change: Callable[[], object]) -> None:
        """Settle an open end; it can be taken back."""
        self._before.append(self.session.call)
        try:
            change()
        except ParatuiError as error:
            self._before.pop()
            self.say(str(error), trouble=True)
        self.draw()

    def take_back(self) -> None:
        """Open what was settled last again."""
        if not self._before:
            self.say("Nothing was settled on this page yet")
            return
        before = self._before.pop()
        self.session.change(  # what an answer of this page may have changed, as it was
            lines=before.lines,
            ends=before.ends,
            read_back=before.read_back,
            next_contact=before.next_contact,
            checklist=before.checklist,
            identity=before.identity,
            reported=before.reported,
            facts=before.facts,
        )
        self.draw()

    def put_off(self) -> None:
        """Look at the next open end first; this one comes again."""
        end = self.end
        if end is None:
            self.say("Nothing is open; Enter writes the call")
            return
        self._put_off.append(end.id)
        if all(one.id in self._put_off for one in self.ends):
            self._put_off.clear()
        self.draw()

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
                return "Say why, such as: voicemail only, cut off, explained yesterday"
            self.settle(partial(self.wrapping.reason, end, reason.strip(), missing))
            # Who gives the last reason asked for has looked at everything.
            return "" if self.ends else self.write

        await self.ask(f"Required and not taken: {end.about}. Why?", given, hint="Enter keeps this reason")

    async def write(self) -> None:
        raise NotImplementedError

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
        return self.wrapping.proposed_contact(matter.touch_base_days if matter else USUAL_TOUCH_BASE)

    async def ask_contact(self) -> None:
        """Another day for the next contact."""
        await choose_contact(self, lambda moment: self.settle(partial(self.wrapping.contact_at, moment)))

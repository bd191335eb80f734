"""Whose questions stand beside the notes of a call, and which of them is next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.services.interview import Interview
from paratui.ui.screens.step_questions import StepQuestions

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.practice_area import Question
    from paratui.ui.area import Answered

NONE = "none"


class AreaQuestions(StepQuestions):
    """The practice area of a call; nothing of the office's tables is read under a key."""

    _tables_read: bool = False
    _later: tuple[str, ...] = ()
    # The call whose questions are asked before the checklist has come to them.
    _ahead: int = 0
    _open_of: Call | None = None
    _open: tuple[Question, ...] = ()

    @property
    def interview(self) -> Interview:
        """The questions of this call."""
        return Interview(self.session, self.desk, self.paratui.tables)

    @property
    def questions_open(self) -> tuple[Question, ...]:
        """What is to be asked now; what was put off stands last."""
        call = self.session.call
        if not self._tables_read or not (call.practice_area or call.lines):
            return ()
        if self._open_of is not call:
            # Worked out once for each change of the call, not for each picture of it.
            self._open_of, self._open = call, self.interview.open_questions()
        return tuple(sorted(self._open, key=lambda one: one.id in self._later))

    @property
    def question_now(self) -> Question | None:
        """The question that stands in the place of a step; none before the stage the facts are asked in."""
        if not self.session.call.practice_area or self.chosen_step:
            return None
        step = self.step
        if step is not None and step.stage != "during" and self._ahead != self.session.call.id:
            return None
        return next(iter(self.questions_open), None)

    # The area

    async def pick_area(self, words: str = "") -> None:
        """Choose the practice area whose questions are asked."""
        areas = await self.attempt(lambda: self.paratui.tables.areas)
        if areas is None:
            return
        wanted = words.casefold().strip()
        if wanted == NONE or wanted in areas:
            await self._choose_area("" if wanted == NONE else wanted)
            return

        def find(typed: str) -> list[tuple[str, str]]:
            told = [(one.id, f"{one.title}  {one.when}") for one in areas.values()]
            told.append((NONE, "None  the checklist alone, no questions of an area"))
            parts = typed.casefold().split()
            return [(area, says) for area, says in told if all(part in f"{area} {says}".casefold() for part in parts)]

        async def taken(area: str, _typed: str) -> Answered:
            await self._choose_area("" if area == NONE else area)
            return ""

        start = self.session.call.practice_area or self.interview.proposed_area()
        await self.pick("Whose questions stand beside the notes?", find, taken, value=words, start=start)

    async def _choose_area(self, area: str) -> None:
        try:
            self.interview.choose_area(area)
        except BadInput as error:
            self.say(str(error), trouble=True)
            return
        self._later = ()
        await self.read_tables()
        if area:
            self.step_asked("area", "done")
        self.draw()
        self._say_what_is_open()

    def _say_what_is_open(self) -> None:
        area = self.interview.area
        if area is None:
            self.say("No practice area; the checklist goes on")
            return
        count, waiting = len(self.questions_open), len(self.interview.locked_questions())
        wait = f", {waiting} wait for the conflict check" if waiting else ""
        key = self.keyed("[[call.done]] answers") if self.question_now else "/ask asks the first"
        self.say(f"{area.title}: {count} question{'' if count == 1 else 's'} now{wait}; {key}")

    async def read_tables(self) -> None:
        """The office's tables are there from now on; nothing of them is read under a key."""
        await asyncio.to_thread(self.paratui.tables.watched, self.session.call.practice_area)
        self._tables_read = True
        self._open_of = None

    async def _have_tables(self) -> None:
        """Just after a call is taken up they may not be there yet."""
        if not self._tables_read:
            await self.read_tables()

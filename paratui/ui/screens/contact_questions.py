"""When the client hears from us next: asked at a step of the call, and on the wrap-up page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.appointment import names_hour
from paratui.domain.due import find_due
from paratui.domain.spoken_time import due_words
from paratui.services.wrapping_up import WrappingUp
from paratui.ui.screens.call_parts import CallParts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from paratui.ui.area import Answered, Area

A_DAY = 'a day such as "fri", "in 2 weeks" or "nov 30"'


async def choose_contact(area: Area, keep: Callable[[datetime], object]) -> None:
    """Ask for the day of the next contact."""
    now, office = area.desk.now(), area.desk.office

    def preview(typed: str) -> str:
        found = find_due(typed, now, office)
        if not found:
            return A_DAY
        kind = ", an appointment" if names_hour(found.due, office) else ""
        return f"= {due_words(found.due, now, office)}{kind}"

    async def given(words: str) -> Answered:
        found = find_due(words, now, office)
        if found is None or found.past:
            return f"That names no day to come; write {A_DAY}"
        keep(found.due)
        return ""

    await area.ask("When does the client hear from us next?", given, preview=preview)


class ContactQuestions(CallParts):
    """The next contact, agreed while the client is still on the line."""

    async def ask_next_contact(self, words: str = "") -> None:  # noqa: ARG002 - a step hands every question words
        """The day of the next contact; the wrap-up page then asks for none."""

        def keep(moment: datetime) -> None:
            WrappingUp(self.desk, self.session).contact_at(moment)
            self.step_asked("next_contact", "done")
            self.say(f"Next contact: {due_words(moment, self.desk.now(), self.desk.office)}")

        await choose_contact(self, keep)

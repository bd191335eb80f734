"""Questions about what is written: a due time, and the end of the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.due import find_due
from paratui.domain.errors import BadInput
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind
from paratui.domain.spoken_time import due_words
from paratui.services.call_lines import typed_form
from paratui.services.identity_check import with_warning
from paratui.ui.screens import call_picture as picture
from paratui.ui.screens.call_parts import CallParts

if TYPE_CHECKING:
    from paratui.domain.note_line import NoteLine
    from paratui.ui.area import Answered, Area


class LineQuestions(CallParts):
    """Due times, and how a call is left."""

    async def ask_due(self, words: str) -> None:
        """Change the due time of the follow-up being typed, the chosen one, or the last."""
        typing = self.composer.value.startswith((">", "<"))
        lines = [line for line in self.session.call.lines if line.kind in FOLLOW_UP_KINDS]
        line = next((one for one in lines if one.line == self._chosen_line), lines[-1] if lines else None)
        if not typing and (line is None or line.kind == Kind.QUESTION.value):
            self.say("There is no follow-up line yet; a line that starts with > makes one")
            return

        async def given(typed: str) -> Answered:
            try:
                self._give_due(typed, None if typing else line)
            except BadInput as error:
                return str(error)
            return ""

        if words:
            trouble = await given(words)
            if isinstance(trouble, str) and trouble:
                self.say(trouble, trouble=True)
        else:
            question = "Due when?" if typing or line is None else f"Due when: {line.task}?"
            await self.ask(question, given, preview=self._due_preview)

    def _give_due(self, typed: str, line: NoteLine | None) -> None:
        """Give a line another due time; without one, the line in the composer."""
        found = find_due(typed, self.desk.now(), self.desk.office)
        if found is None:
            raise BadInput('That is no time I can read; write one such as "thu 3pm", "tomorrow" or "in 2 hours"')
        phrase = typed[found.start : found.end]
        if line is None:
            self.composer.value = f"{_without_due(self.composer.value, self)} {phrase}"
            self.session.type(self.composer.value)
        else:
            self.session.reword(line.line, f"{_without_due(typed_form(line), self)} {phrase}")
        self.draw()

    def _due_preview(self, typed: str) -> str:
        found = find_due(typed, self.desk.now(), self.desk.office)
        if found is None:
            return 'a time such as "thu 3pm", "tomorrow 10am", "in 2 hours", "11/24"'
        return f"= {due_words(found.due, self.desk.now(), self.desk.office)}"

    async def wrap_up(self) -> None:
        """Lead to the page from which the call is written."""
        if self.composer.value.strip() and not self.composer.value.startswith("/"):
            self.say("A line is still being typed: Enter keeps it, ^U throws it away", trouble=True)
            return
        if self.untouched():
            await self.ask_discard()
            return
        await self.paratui.wrap_up(self.session, self.walk)

    def show_brief(self) -> None:
        """What there is to know of the caller, over the checklist."""
        facts = self.paratui.brief_of(self.session.call.person_id, self.session.call.phone)
        if not facts:
            self.say(self.keyed("Nothing is known of this caller yet; [[call.who]] says who it is"))
            return
        self.show_card("brief", lambda width: picture.card(with_warning(facts, self.session.call), width, self.look))

    async def ask_discard(self) -> None:
        """Ask once before throwing a call away."""

        async def chosen(answer: str) -> None:
            if answer == "yes":
                await self.paratui.open_calls.discard(self.session, "The call was thrown away")

        count = len(self.session.call.lines)
        lines = f"{count} line{'' if count == 1 else 's'}"
        await self.choose(
            f"Throw this call away with its {lines}?" if count else "Nothing is in this call yet. Throw it away?",
            [("y", "yes", "yes, throw it away"), ("n", "no", "no, go on")],
            chosen,
            sure=True,
        )


def _without_due(typed: str, area: Area) -> str:
    """A follow-up line as typed, without the time it names."""
    found = find_due(typed, area.desk.now(), area.desk.office)
    return typed if found is None else f"{typed[: found.start].rstrip()}{typed[found.end :]}"

"""Questions of the checklist: another answer, why a step is skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.screens.call_parts import CallParts
from paratui.ui.screens.call_picture import ANSWER_MARKS

if TYPE_CHECKING:
    from paratui.domain.checklist import Step
    from paratui.ui.area import Answered

# What a step asks for, by the question that answers it: done on such a step runs it.
ASKS = {
    "recording": "ask_recording",
    "recording_stop": "stop_recording",
    "line": "ask_line",
    "place": "ask_where",
    "voicemail": "ask_voicemail",
    "identity": "verify",
    "read_back": "read_back",
    "next_contact": "ask_next_contact",
    "area": "pick_area",
    "conflict": "ask_conflict",
}


class StepQuestions(CallParts):
    """Walking the checklist of a call."""

    async def answer_step(self, answer: str) -> None:
        """Answer the current step; the recording question keeps its own answer as well."""
        step = self.step
        if step is None:
            self.say(self.keyed("Every step of the checklist is answered; [[call.end]] ends the call"))
        elif step.asks in ASKS and answer == "done":
            await getattr(self, ASKS[step.asks])("")
        elif step.asks == "recording" and answer == "declined":
            await getattr(self, ASKS[step.asks])("no")
        else:
            self._answer(step, answer)

    def step_asked(self, asks: str, answer: str) -> None:
        """What a step asks for was answered: so is the step, the current one before others that ask for it."""
        steps = [one for one in (self.step, *self.progress.steps) if one and one.asks == asks]
        still = [one for one in steps if not self.session.answer_of(one.id)]
        if still:
            self.session.answer(still[0].id, answer)
            self.chosen_step = ""
        self.draw()

    def _answer(self, step: Step, answer: str, reason: str = "") -> None:
        self.session.answer(step.id, answer, reason)
        self.chosen_step = ""
        self.draw()

    async def skip_step(self, reason: str) -> None:
        """Skip the current step; a required one wants a reason."""
        step = self.step
        if step is None:
            self.say("Every step of the checklist is answered")
        elif self.progress.required(step) and not reason:

            async def given(words: str) -> Answered:
                if not words.strip():
                    return "This step is required; say why it is skipped, such as: cut off, spoke yesterday"
                self._answer(step, "skipped", words.strip())
                return ""

            await self.ask(f"Why is this required step skipped: {step.title}?", given)
        else:
            self._answer(step, "skipped", reason)

    def unanswer_last(self) -> None:
        """Take the answer given last back."""
        answers = self.session.call.checklist.answers
        if not answers:
            self.say("No step has been answered yet")
            return
        self.session.unanswer(answers[-1].step)
        self.chosen_step = answers[-1].step
        self.draw()

    async def go_back(self) -> None:
        """Open what was answered last again."""
        self.unanswer_last()

    async def ask_other_answer(self) -> None:
        """Declined, not applicable, skipped, or back."""
        step = self.step
        title = f"{step.title}: " if step else ""

        async def chosen(answer: str) -> None:
            if answer == "back":
                await self.go_back()
            elif answer == "skipped":
                await self.skip_step("")
            else:
                await self.answer_step(answer)

        choices = [
            ("d", "declined", "declined by the client"),
            ("n", "not_applicable", "not applicable"),
            ("s", "skipped", "skipped"),
            ("b", "back", "take the last answer back"),
        ]
        await self.choose(f"{title}another answer", choices, chosen, noting=True)

    async def pick_step(self) -> None:
        """Every step with its answer; the one taken becomes current."""

        def find(typed: str) -> list[tuple[str, str]]:
            wanted = typed.casefold().split()
            return [(one, says) for one, says in self.listed() if all(word in says.casefold() for word in wanted)]

        async def taken(step: str, _typed: str) -> Answered:
            return await self.listed_taken(step)

        verified = self.walk.verified_by or "unverified by your attorney"
        title = f"{self.walk.title} {self.walk.version} · {verified} · Enter jumps to it"
        await self.pick(title, find, taken, start=self.listed_now())

    def listed(self) -> list[tuple[str, str]]:
        """The rows of the whole checklist: (id, words)."""
        found = []
        progress = self.progress
        for step in progress.steps:
            answer = self.session.answer_of(step.id)
            given = progress.answer(step)
            mark = ANSWER_MARKS.get(given, "✓") if given else ("●" if progress.required(step) else "○")
            reason = f" ({answer.reason})" if answer and answer.reason else ""
            words = f"{mark} {step.stage.value:<8} {step.title}{reason}   {self.to_say_at(step)}"
            found.append((step.id, words))
        return found

    def listed_now(self) -> str:
        """The row the cursor begins on."""
        return self.step.id if self.step else ""

    async def listed_taken(self, step: str) -> Answered:
        """Make a step current, its answer taken back."""
        if self.session.answer_of(step):
            self.session.unanswer(step)
        self.chosen_step = step
        self.draw()
        return ""

"""Questions of the checklist: another answer, why a step is skipped, the recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Consent
from paratui.domain.spoken import fill
from paratui.ui.screens.call_parts import CallParts
from paratui.ui.screens.call_picture import ANSWER_MARKS, NO_RULE

if TYPE_CHECKING:
    from paratui.domain.checklist import Step
    from paratui.ui.area import Answered

# What a step asks for, by the question that answers it: ^N on such a step runs it.
ASKS = {"recording": "ask_recording", "identity": "verify"}
RECORDING_WORDS = {
    "yes": "consented",
    "agreed": "consented",
    "no": "declined",
    "declined": "declined",
    "stop": "stopped",
}


class StepQuestions(CallParts):
    """Walking the checklist of a call."""

    async def answer_step(self, answer: str) -> None:
        """Answer the current step; the recording question keeps its own answer as well."""
        step = self.step
        if step is None:
            self.say("Every step of the checklist is answered; F10 ends the call")
        elif step.asks in ASKS and answer == "done":
            await getattr(self, ASKS[step.asks])("")
        else:
            if step.asks == "recording" and answer == "declined":
                self._consent("declined", self._words_of(step))
            self._answer(step, answer)

    def step_asked(self, asks: str, answer: str) -> None:
        """What a step asks for was answered: so is the step, the current one before others that ask for it."""
        steps = [one for one in (self.step, *self.walk.steps) if one and one.asks == asks]
        still = [one for one in steps if not self.session.answer_of(one.id)]
        if still:
            self.session.answer(still[0].id, answer)
            self.chosen_step = ""
        self.draw()

    def _consent(self, answer: str, words: str) -> None:
        given = Consent(answer=answer, at=self.session.elapsed(), by=self.desk.me.login, words=words, rule=NO_RULE)
        self.session.change(consent=given)

    def _answer(self, step: Step, answer: str, reason: str = "") -> None:
        self.session.answer(step.id, answer, reason)
        self.chosen_step = ""
        self.draw()

    def _words_of(self, step: Step | None) -> str:
        return fill(step.say, self.spoken_facts) if step else ""

    async def skip_step(self, reason: str) -> None:
        """Skip the current step; a required one wants a reason."""
        step = self.step
        if step is None:
            self.say("Every step of the checklist is answered")
        elif step.required and not reason:

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

    async def ask_other_answer(self) -> None:
        """Declined, not applicable, skipped, or back."""
        step = self.step
        title = f"{step.title}: " if step else ""

        async def chosen(answer: str) -> None:
            if answer == "back":
                self.unanswer_last()
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
        await self.choose(f"{title}another answer", choices, chosen, self.type_on)

    async def pick_step(self) -> None:
        """Every step with its answer; the one taken becomes current."""

        def find(typed: str) -> list[tuple[str, str]]:
            found = []
            for step in self.walk.steps:
                answer = self.session.answer_of(step.id)
                mark = ANSWER_MARKS.get(answer.answer, "✓") if answer else ("●" if step.required else "○")
                reason = f" ({answer.reason})" if answer and answer.reason else ""
                words = f"{mark} {step.stage.value:<8} {step.title}{reason}   {fill(step.say, self.spoken_facts)}"
                if all(word in words.casefold() for word in typed.casefold().split()):
                    found.append((step.id, words))
            return found

        async def taken(step: str, _typed: str) -> Answered:
            if self.session.answer_of(step):
                self.session.unanswer(step)
            self.chosen_step = step
            self.draw()
            return ""

        verified = self.walk.verified_by or "unverified by your attorney"
        title = f"{self.walk.title} {self.walk.version} · {verified} · Enter makes a step current"
        await self.pick(title, find, taken, start=self.step.id if self.step else "")

    async def pick_checklist(self, words: str) -> None:
        """Another checklist; the answers given carry over by step."""
        walks = await self.attempt(self.paratui.calls.checklists)
        if walks is None:
            return

        def find(typed: str) -> list[tuple[str, str]]:
            return [(one.id, f"{one.title}  {one.when}") for one in walks if typed.casefold() in one.title.casefold()]

        async def taken(wanted: str, _typed: str) -> Answered:
            self.walk = next(one for one in walks if one.id == wanted)
            self.session.walk(self.walk.id, self.walk.version)
            self.chosen_step = ""
            self.draw()
            return ""

        await self.pick("Which checklist is this call walked by?", find, taken, value=words)

    # The recording

    async def ask_recording(self, words: str) -> None:
        """Keep the answer to the recording question with the sentence that was shown."""
        step = next((one for one in self.walk.steps if one.asks == "recording"), None)
        said = self._words_of(step)

        async def answered(answer: str) -> None:
            self._consent(answer, said)
            if answer != "stopped":
                self.step_asked("recording", "done" if answer == "consented" else "declined")
            if answer == "declined":
                self.say("Kept: no recording, notes only")

        if words.casefold() in RECORDING_WORDS:
            await answered(RECORDING_WORDS[words.casefold()])
            return
        choices = [
            ("y", "consented", "yes, everyone agreed"),
            ("n", "declined", "no, or silence"),
            ("s", "stopped", "recording stopped"),
        ]
        await self.choose(f'Say: "{said}"' if said else "May we record?", choices, answered, self.type_on)

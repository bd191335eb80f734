"""What a call asks in between: who it is, which matter, another answer, the recording, a card, a due time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.call import Channel
from paratui.domain.due import find_due
from paratui.domain.errors import ParatuiError
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind
from paratui.domain.phone import read_phone
from paratui.domain.spoken import fill
from paratui.domain.spoken_time import due_words
from paratui.services.call_session import typed_form
from paratui.ui.area import Area
from paratui.ui.screens.call_picture import ANSWER_MARKS, NO_RULE

if TYPE_CHECKING:
    from paratui.domain.checklist import Checklist, Step
    from paratui.services.call_session import CallSession
    from paratui.services.people import Known
    from paratui.ui.area import Answered
    from paratui.ui.widgets.line_input import LineInput

RECORDING_WORDS = {"yes": "consented", "agreed": "consented", "no": "declined", "declined": "declined", "stop": "stopped"}


class CallQuestions(Area):
    """The part of the call screen that asks. It reads and changes the session, never the record itself."""

    session: CallSession
    walk: Checklist
    chosen_step: str
    _chosen_line: int

    @property
    def composer(self) -> LineInput:
        raise NotImplementedError

    @property
    def step(self) -> Step | None:
        raise NotImplementedError

    @property
    def spoken_facts(self) -> dict[str, str]:
        raise NotImplementedError

    def draw(self) -> None:
        raise NotImplementedError

    def caller_known(self) -> None:
        raise NotImplementedError

    # The checklist

    async def answer_step(self, answer: str) -> None:
        """Answer the current step; the recording question keeps its own answer as well."""
        step = self.step
        if step is None:
            self.say("Every step of the checklist is answered; F10 ends the call")
        elif step.asks == "recording" and answer == "done":
            await self.ask_recording("")
        else:
            if step.asks == "recording" and answer == "declined":
                self.session.consent("declined", self._words_of(step), NO_RULE)
            self._answer(step, answer)

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
        await self.choose(f"{title}another answer", choices, chosen)

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
        await self.pick(f"{self.walk.title} {self.walk.version} · {verified} · Enter makes a step current", find, taken)

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
            self.session.consent(answer, said, NO_RULE)
            if step and answer != "stopped":
                self.session.answer(step.id, "done" if answer == "consented" else "declined")
            self.chosen_step = ""
            self.draw()
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
        await self.choose(f'Say: "{said}"' if said else "May we record?", choices, answered)

    # Who and what

    async def take_number(self, words: str) -> None:
        """Keep the number; the one person known under it is filled in, several are asked about."""
        if not words.strip():

            async def given(typed: str) -> Answered:
                return await self._number(typed)

            await self.ask("The number", given, preview=self.paratui.number_as_typed)
            return
        trouble = await self._number(words)
        if trouble:
            self.composer.value = words
            self.say(trouble, trouble=True)

    async def _number(self, typed: str) -> str:
        try:
            phone = await asyncio.to_thread(read_phone, typed, self.desk.office.region)
        except ParatuiError as error:
            return str(error)
        self.session.number(phone)
        known = await asyncio.to_thread(self.paratui.people.with_number, phone)
        if len(known) == 1:
            self._speak_with(known[0])
        elif known:
            await self._pick_of(known)
        elif not self.session.call.person:
            self.say("Nobody is known under this number; ^F says who it is")
        self.caller_known()
        return ""

    def _speak_with(self, known: Known) -> None:
        matters = [matter for matter in known.matters if matter.status == "open"]
        self.session.speak_with(known.person, matters[0] if len(matters) == 1 else None)
        if known.person.phones and not self.session.call.phone:
            self.session.number(known.person.phones[0])
        if len(matters) > 1:
            self.say(f"{known.person.name} has {len(matters)} matters; /matter chooses")
        self.paratui.announce(self.session)
        self.caller_known()

    async def _pick_of(self, several: list[Known]) -> None:
        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (str(place), one.person.name)
                for place, one in enumerate(several)
                if typed.casefold() in one.person.name.casefold()
            ]

        async def taken(place: str, _typed: str) -> Answered:
            self._speak_with(several[int(place)])
            return ""

        await self.pick("Several people have this number. Who is it?", find, taken)

    async def pick_person(self, words: str) -> None:
        """Find a person by name, or take a name nobody has entered yet."""

        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (
                    str(one.person.id),
                    f"{one.person.name}  {one.person.role}  "
                    + " ".join(f"{m.number} {m.title}" for m in one.matters[:2]),
                )
                for one in self.paratui.people.named(typed)
            ]

        async def taken(record: str, typed: str) -> Answered:
            if record:
                known = self.paratui.people.person(int(record))
                if known:
                    self._speak_with(known)
                return ""
            self.session.caller_named(typed.strip())
            self.paratui.announce(self.session)
            self.caller_known()
            return ""

        await self.pick("Who is on the line? Type a part of the name", find, taken, value=words, free="new: {}")

    async def pick_matter(self, words: str) -> None:
        """Choose among the person's matters, or name one by its number."""
        people, call = self.paratui.people, self.session.call
        known = people.person(call.person_id) if call.person_id else None

        def find(typed: str) -> list[tuple[str, str]]:
            found = list(known.matters) if known else []
            named = people.matter(typed) if typed else None
            found += [named] if named and named not in found else []
            return [
                (str(m.id), f"{m.number}  {m.title}  {m.status}")
                for m in found
                if typed.casefold() in f"{m.number} {m.title}".casefold()
            ]

        async def taken(record: str, _typed: str) -> Answered:
            matter = people.matter_of(int(record)) if record else None
            self.session.about(matter)
            self.draw()
            return ""

        await self.pick("Which matter? A number such as 2026-0142 finds any", find, taken, value=words)

    async def verify(self, words: str) -> None:
        """Keep how identity was checked. `no` says that the check failed."""
        if not words:

            async def given(typed: str) -> Answered:
                if not typed.strip():
                    return "Say how, such as: called back, date of birth and street; or no"
                self._identified(typed.strip())
                return ""

            await self.ask("How was the caller's identity checked?", given, hint="or: no, when the check failed")
        else:
            self._identified(words)

    def _identified(self, how: str) -> None:
        failed = how.casefold() in {"no", "failed"}
        self.session.identify("" if failed else how, "failed" if failed else "confirmed")
        self.draw()
        self.say("Not verified: no matter details to this caller" if failed else f"Identity checked: {how}")

    def set_direction(self, words: str) -> None:
        """Incoming or outgoing."""
        now = self.session.call.direction
        wanted = words.casefold() if words.casefold() in {"in", "out"} else ("out" if now == "in" else "in")
        self.session.plain(direction=wanted)
        self.draw()

    async def pick_channel(self, words: str) -> None:
        """How this communication takes place."""

        def find(typed: str) -> list[tuple[str, str]]:
            return [(one.value, one.value.replace("_", " ")) for one in Channel if typed.casefold() in one.value]

        async def taken(channel: str, _typed: str) -> Answered:
            self.session.plain(channel=channel)
            self.say(f"This is a {channel.replace('_', ' ')} now")
            return ""

        await self.pick("How does it take place?", find, taken, value=words)

    # Cards, due times

    async def pick_card(self, words: str) -> None:
        """What to say when it gets hard."""
        cards = await self.attempt(self.paratui.calls.cards)
        if cards is None:
            return

        def find(typed: str) -> list[tuple[str, str]]:
            wanted = typed.casefold().split()
            return [
                (one.id, f"{one.title}  {one.when}")
                for one in cards
                if all(word in f"{one.id} {one.title} {one.when}".casefold() for word in wanted)
            ]

        async def taken(card: str, _typed: str) -> Answered:
            found = next(one for one in cards if one.id == card)

            async def show() -> None:
                await self.paratui.show_card(self, found, self.spoken_facts)

            return show

        await self.pick("Which card?", find, taken, value=words)

    async def ask_due(self, words: str) -> None:
        """Change the due time of the follow-up being typed, the chosen one, or the last."""
        being_typed = self.composer.value
        lines = [line for line in self.session.call.lines if line.kind in FOLLOW_UP_KINDS]
        chosen = next((line for line in lines if line.line == self._chosen_line), lines[-1] if lines else None)

        async def given(typed: str) -> Answered:
            now = self.desk.now()
            found = find_due(typed, now, self.desk.office)
            if found is None:
                return 'That is no time I can read; write one such as "thu 3pm", "tomorrow" or "in 2 hours"'
            phrase = typed[found.start : found.end]
            if being_typed.startswith((">", "<")):
                self.composer.value = f"{_without_due(being_typed, self)} {phrase}"
                self.session.type(self.composer.value)
            elif chosen is not None:
                self.session.reword(chosen.line, f"{_without_due(typed_form(chosen), self)} {phrase}")
            self.draw()
            return ""

        def preview(typed: str) -> str:
            found = find_due(typed, self.desk.now(), self.desk.office)
            if found is None:
                return 'a time such as "thu 3pm", "tomorrow 10am", "in 2 hours", "11/24"'
            return f"= {due_words(found.due, self.desk.now(), self.desk.office)}"

        if words:
            trouble = await given(words)
            if isinstance(trouble, str) and trouble:
                self.say(trouble, trouble=True)
        elif being_typed.startswith((">", "<")):
            await self.ask("Due when?", given, preview=preview)
        elif chosen is not None and chosen.kind != Kind.QUESTION.value:
            await self.ask(f"Due when: {chosen.task}?", given, preview=preview)
        else:
            self.say("There is no follow-up line yet; a line that starts with > makes one")

    # The end

    async def wrap_up(self) -> None:
        """Lead to the page from which the call is written."""
        if self.composer.value.strip() and not self.composer.value.startswith("/"):
            self.say("There is a line in the composer; Enter keeps it, ^U throws it away", trouble=True)
            return
        await self.paratui.wrap_up(self.session, self.walk)

    async def ask_discard(self) -> None:
        """Ask once before throwing a call away."""

        async def chosen(answer: str) -> None:
            if answer == "yes":
                await self.paratui.discard(self.session)

        count = len(self.session.call.lines)
        await self.choose(
            f"Throw this call away with its {count} line{'' if count == 1 else 's'}?",
            [("y", "yes", "yes, throw it away"), ("n", "no", "no, go on")],
            chosen,
        )


def _without_due(typed: str, area: Area) -> str:
    """A follow-up line as typed, without the time it names."""
    found = find_due(typed, area.desk.now(), area.desk.office)
    return typed if found is None else f"{typed[: found.start].rstrip()}{typed[found.end :]}"

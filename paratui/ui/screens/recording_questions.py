"""The recording question of a call: its pane, and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.consent_history import Answer, called, short
from paratui.domain.errors import BadInput
from paratui.services.line_parties import goes_by
from paratui.ui.look import styled
from paratui.ui.screens import recording_picture as picture
from paratui.ui.screens.recording_strip import RecordingStrip
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rich.text import Text

    from paratui.services.recording import Recording
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

PANE = "recording"
SAID = "recording: what to say now"
ANSWERS = {
    "yes": Answer.CONSENTED,
    "agreed": Answer.CONSENTED,
    "no": Answer.DECLINED,
    "declined": Answer.DECLINED,
    "silent": Answer.SILENT,
    "silence": Answer.SILENT,
    "asked": Answer.ASKED,
    "stop": Answer.STOPPED,
    "resume": Answer.RESUMED,
}
ONE_SAID = {Answer.CONSENTED: "yes", Answer.DECLINED: "no", Answer.SILENT: "no answer"}
KEPT = {
    Answer.ASKED: "Kept: asked, no answer yet",
    Answer.DECLINED: "Kept: notes only",
    Answer.SILENT: "Kept: no answer, so notes only",
    Answer.STOPPED: "Kept: the recording is stopped",
    Answer.RESUMED: "Kept: the recording goes on",
}


class RecordingQuestions(RecordingStrip):
    """What is read aloud, who answered what, and what to say then."""

    # The question

    async def ask_recording(self, words: str = "") -> None:
        """The announcement to read, what to know before it, and the answers on letters."""
        nothing = picture.not_recorded(self.session.call.channel)
        if nothing:
            self.step_asked("recording", "not_applicable")
            self.say(nothing[:1].upper() + nothing[1:])
            return
        recording = await self.recording()
        if words.strip():
            await self._told(recording, words)
            return
        if self.card != PANE:
            self.show_card(PANE, self._pane)
        said = f'Say: "{recording.rule().announcement}"'
        await self.choose(said, self._choices(recording), self._chosen, noting=True)

    def _choices(self, recording: Recording) -> list[tuple[str, str, str]]:
        now, several = recording.stands(), len(recording.on_line) > 1
        choices = [
            ("y", Answer.CONSENTED.value, "yes, everyone agreed" if several else "yes"),
            ("n", Answer.DECLINED.value, "no from everyone, or stop it" if several else "no, or stop it"),
            ("s", Answer.SILENT.value, "silence"),
        ]
        if several:
            choices.append(("w", "one", "one of them answers"))
        if now.may_record or now.broken:
            choices.append(("x", Answer.STOPPED.value, "we stop it"))
        if now.answer is Answer.STOPPED:
            choices.append(("r", Answer.RESUMED.value, "resume"))
        choices.append(("p", "place", "a place was stated"))
        if not self.paratui.here:
            office = self.desk.office.state
            choices += [("o", "office", f"I am in {office} myself")] if office else []
            choices.append(("h", "here", "I am elsewhere" if office else "where I am"))
        return [*choices, ("m", "more", "more")]

    def _pane(self, width: int) -> list[Text]:
        shown = self.recording_now()
        return picture.pane(shown, width, self.look) if shown else []

    async def _chosen(self, answer: str) -> None:
        if answer == "place":
            await self.ask_where("", self.ask_recording)
        elif answer == "here":
            await self.ask_here("")
        elif answer == "office":
            self.am_here(self.desk.office.state)
            await self.ask_recording()
        elif answer == "more":
            await self._show_more()
        elif answer == "one":
            await self._one_answers()
        else:
            await self._keep(Answer(answer), None)

    async def _told(self, recording: Recording, words: str) -> None:
        """What follows /rec: an answer, and whose it is when it is not everyone's."""
        word, _, name = words.strip().partition(" ")
        answer = ANSWERS.get(word.casefold())
        if answer is None:
            self.say(f'"{short(word)}" is no answer; /rec yes, no, silent, stop, resume or asked', trouble=True)
            return
        keys = [key for key, one in recording.on_line.items() if goes_by(called(key, one), name)]
        if name.strip() and len(keys) != 1:
            self.say(f"{'Several are' if keys else 'Nobody is'} called {short(name.strip())} here", trouble=True)
        elif name.strip():
            await self._keep(answer, keys)
        else:
            await self._keep(answer, None)

    async def _one_answers(self) -> None:
        """One person's answer: the person and the answer in one list, who has not agreed yet first."""
        recording = await self.recording()
        names = {key: called(key, name) for key, name in recording.on_line.items()}
        missing = recording.stands().missing
        rows = [
            (f"{answer.value} {key}", f"{names[key]}: {words}")
            for key in sorted(names, key=lambda key: names[key] not in missing)
            for answer, words in ONE_SAID.items()
        ]

        def find(typed: str) -> list[tuple[str, str]]:
            wanted = typed.casefold().split()
            return [(value, words) for value, words in rows if all(one in words.casefold() for one in wanted)]

        async def taken(value: str, _typed: str) -> Answered:
            answer, _, key = value.partition(" ")
            await self._keep(Answer(answer), [key])
            return ""

        await self.pick("Whose answer? A name and the answer, such as: rosa no", find, taken)

    async def stop_recording(self, _words: str = "") -> None:
        """The step that stops the recording: what its answer says has happened."""
        now = (await self.recording()).stands()
        if now.may_record or now.broken:
            await self._keep(Answer.STOPPED, None)
        self.step_asked("recording_stop", "done")

    async def _keep(self, answer: Answer, of: list[str] | None) -> None:
        recording = await self.recording()
        before = recording.stands()
        keeping: dict[Answer, Callable[[], object]] = {
            Answer.ASKED: lambda: recording.ask(of),
            Answer.CONSENTED: lambda: recording.consented(of),
            Answer.DECLINED: lambda: recording.declined(of),
            Answer.SILENT: lambda: recording.silent(of),
            Answer.STOPPED: recording.stop,
            Answer.RESUMED: recording.resume,
        }
        try:
            keeping[answer]()
        except BadInput as error:
            self.say(str(error), trouble=True)
            return
        self._answered(recording, answer, running=before.may_record or before.broken)

    def _answered(self, recording: Recording, answer: Answer, *, running: bool) -> None:
        now, words = recording.stands(), recording.to_say(answer)
        told = self.to_say_at(self.step) == words
        if answer is Answer.CONSENTED and now.may_record:
            self.step_asked("recording", "done")
        elif answer in {Answer.DECLINED, Answer.SILENT}:
            self.step_asked("recording", "declined")
        if self.card:
            self.put_card_away()
        shown = self.recording_now()
        # What the step says already is not laid over it once more.
        if words and shown and not (told or self.to_say_at(self.step) == words):
            self.show_card(SAID, lambda width: picture.to_say_now(shown, words, width, self.look))
        stop = running and answer in {Answer.DECLINED, Answer.SILENT}
        self.say(f"{KEPT.get(answer, f'Kept: {now.says}')}{'. STOP the recorder now' if stop else ''}", trouble=stop)
        self.draw()

    async def _show_more(self) -> None:
        from paratui.ui.screens.page import Page  # noqa: PLC0415 - loaded when first asked for

        shown = self.recording_now()
        problems = [styled(problem, self.look.late) for problem in self.paratui.tables.problems]
        if shown:
            await self.app.push_screen(
                Page(
                    self,
                    "Recording: the rule for this call, and why",
                    lambda width: [
                        *picture.pane(shown, width, self.look, whole=True),
                        *(row for problem in problems for row in wrapped(problem, width)),
                    ],
                )
            )

    # What to say now lies there until the next thing is done

    def entered(self, value: str) -> None:
        """Enter in the composer: what to say now has been said."""
        self._said_by_now()
        super().entered(value)

    async def run_command(self, command: Command[Any], words: str = "") -> None:
        self._said_by_now()
        await super().run_command(command, words)

    def _said_by_now(self) -> None:
        if self.card in {SAID, PANE}:
            self.put_card_away()

    # Where everybody is; asked in line_parties.py

    async def ask_where(self, words: str = "", then: Callable[[], Awaitable[None]] | None = None) -> None:
        raise NotImplementedError

    async def ask_here(self, words: str) -> None:
        raise NotImplementedError

    def am_here(self, place: str) -> None:
        raise NotImplementedError

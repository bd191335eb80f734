"""The wrap-up page: one look over everything, then it is written in one step or not at all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.call import Outcome, tenths_of_an_hour
from paratui.domain.errors import ParatuiError
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind
from paratui.domain.spoken import first_name
from paratui.domain.spoken_time import elapsed, line_time
from paratui.services.queue import Queue
from paratui.ui.area import Area
from paratui.ui.commands.wrap_up import WRAP_UP_COMMANDS
from paratui.ui.look import styled
from paratui.ui.screens.call_picture import follow_up_words
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from paratui.domain.checklist import Checklist, Step
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.note_line import NoteLine
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

SPOKEN = frozenset({Outcome.REACHED.value, Outcome.TRANSFERRED.value})
SCROLL = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}


class WrapUp(Area):
    """What is still unanswered, what was promised, how long it took."""

    NAME = "Wrap-up"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = WRAP_UP_COMMANDS
    HELP_TEXT = (
        "Enter writes the call, its follow-ups and its time together. Read the promises back to the client first: "
        "they stand here with their due times. A required step that was not taken needs a reason."
    )

    def __init__(self, desk: Desk, session: CallSession, walk: Checklist) -> None:
        super().__init__(desk)
        self.session = session
        self.walk = walk
        self.about: FollowUp | None = None
        self._closes_about = True
        self._top = 0

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="page")
        yield Pane(id="footer")

    def on_mount(self) -> None:
        session, call = self.session, self.session.call
        session.hang_up()
        if call.about_follow_up:
            self.about = Queue(self.desk).item(call.about_follow_up)
        if not call.outcome:
            session.change(outcome=Outcome.REACHED.value)
        if not call.tenths:
            session.change(tenths=tenths_of_an_hour(session.elapsed()))
        if not call.billing and call.matter:
            session.change(billing=f"Telephone conference with {call.person} re {call.matter_title or call.matter}")
        self.draw()

    def on_unmount(self) -> None:
        """However the page is left, a call that was not written goes on, and has gone on meanwhile."""
        self.session.go_on()

    def half_typed(self, question: str, text: str) -> None:
        self.session.answering(question, text)

    def on_resize(self) -> None:
        self.draw()

    def draw(self) -> None:
        """Draw the page; what is missing stands first."""
        if not self.is_mounted:
            return
        look, call = self.look, self.session.call
        top = Text(" ")
        top.append("Wrap-up", look.key)
        top.append(f"  {call.person or 'caller not named'}", look.strong)
        top.append(f"  {call.matter_title} {call.matter}".rstrip(), look.plain)
        top.append(f"  {elapsed(self.session.elapsed())}", look.quiet)
        self.query_one("#top", Pane).show([top], {0: look.bar})
        pane = self.query_one("#page", Pane)
        width, height = pane.size
        if not width:
            return
        lines = self._lines(width - 2)
        self._top = max(0, min(self._top, len(lines) - height))
        shown = [Text(" ").append_text(line) for line in lines[self._top : self._top + height]]
        if len(lines) > self._top + height:
            shown[-1] = styled(f" ... {len(lines) - self._top - height + 1} more lines, Down shows them", look.accent)
        pane.show(shown)
        self.draw_footer()

    def _lines(self, width: int) -> list[Text]:
        look, call = self.look, self.session.call
        lines: list[Text] = []

        lines.append(styled("Outcome  ", look.accent).append(call.outcome.replace("_", " "), look.strong))
        time = styled("Time     ", look.accent).append(f"{call.tenths / 10:.1f} h", look.strong)
        time.append(f"  ({line_time(self.session.elapsed())} exactly)", look.quiet)
        lines.append(time)
        billing = call.billing or ("no matter, nothing to bill" if not call.matter else "-")
        lines += wrapped(styled("Billing  ", look.accent).append(billing, look.plain), width)
        if self.about:
            after = "closes with this call" if self._will_close() else "counts one more try"
            words = after if self._closes_about else "stays open as it is"
            lines.append(styled("For      ", look.accent).append(f"#{self.about.number} {self.about.text}: {words}"))
        missing = self._missing()
        if missing:
            steps = [Text(f"● {one.title}") for one in missing]
            lines += _block(styled("Required steps not taken (Enter asks why)", look.late), steps, width)
        if call.consent.answer == "not_asked" and call.outcome in SPOKEN:
            lines.append(styled("Recording was not asked for", look.late))
        return lines + self._to_look_at(width)

    def _to_look_at(self, width: int) -> list[Text]:
        """What was said that somebody must look at again, in blocks."""
        look, call = self.look, self.session.call
        lines: list[Text] = []

        promises = [line for line in call.lines if line.kind in FOLLOW_UP_KINDS and line.kind != Kind.QUESTION.value]
        if promises:
            name = first_name(call.person) or "them"
            lines += _block(
                styled(f"Read back to {name}", look.accent), [self._promise(line) for line in promises], width
            )
        questions = [line for line in call.lines if line.kind == Kind.QUESTION.value]
        if questions:
            lines += _block(
                styled("Questions for the attorney", look.accent), [self._promise(line) for line in questions], width
            )
        for kind, title in (
            (Kind.CONCERN, "Concerns - was each one met?"),
            (Kind.INSTRUCTION, "Client instructions"),
            (Kind.REPORTED_DATE, "Reported dates - attorney verifies"),
        ):
            said = [Text(line.text) for line in call.lines if line.kind == kind.value]
            if said:
                lines += _block(styled(title, look.accent), said, width)
        if not promises and not questions:
            lines.append(styled("No follow-up was made on this call", look.quiet))
        return lines

    def _promise(self, line: NoteLine) -> Text:
        words = Text(line.task or line.text)
        words.append(f"  -> {follow_up_words(line, self.desk)}", self.look.accent)
        return words.append(f"  {line_time(line.at)}", self.look.quiet)

    def _missing(self) -> list[Step]:
        """The required steps without an answer; nobody was spoken to, nothing could be explained."""
        if self.session.call.outcome not in SPOKEN:
            return []
        return [step for step in self.walk.required() if not self.session.answer_of(step.id)]

    def _will_close(self) -> bool:
        return self.session.call.outcome not in {"left_voicemail", "no_answer", "wrong_number"}

    def on_key(self, event: events.Key) -> None:
        if event.key in SCROLL:
            event.stop()
            self._top += SCROLL[event.key]
            self.draw()

    async def back_to_the_call(self) -> None:
        """Nothing is written."""
        await self.app.pop_screen()

    # What can be done

    async def ask_outcome(self) -> None:
        """How the call ended."""

        async def chosen(outcome: str) -> None:
            self.session.change(outcome=outcome)
            self.draw()

        keys = {"reached": "r", "left_voicemail": "v", "no_answer": "n", "wrong_number": "w"}
        keys |= {"refused": "f", "transferred": "t"}
        choices = [(keys[one.value], one.value, one.value.replace("_", " ")) for one in Outcome]
        await self.choose("How did the call end?", choices, chosen, lambda _text: None)

    async def ask_billing(self) -> None:
        """The billing line."""

        async def given(words: str) -> Answered:
            self.session.change(billing=words.strip())
            self.draw()
            return ""

        await self.ask("Billing line", given, value=self.session.call.billing)

    def change_time(self, tenths: int) -> None:
        """A tenth of an hour more or less; the exact seconds are kept whatever is billed."""
        self.session.change(tenths=max(0, self.session.call.tenths + tenths))
        self.draw()

    def toggle_about(self) -> None:
        """Whether the item this call was made for is settled by it."""
        self._closes_about = not self._closes_about
        self.draw()

    async def accept(self) -> None:
        """Write everything; a required step without an answer asks for one reason first."""
        missing = self._missing()
        if not missing:
            await self._write()
            return

        async def given(reason: str) -> Answered:
            if not reason.strip():
                return "Say why, such as: voicemail only, cut off, explained yesterday"
            for step in missing:
                self.session.answer(step.id, "skipped", reason.strip())
            return self._write

        titles = ", ".join(step.title for step in missing)
        await self.ask(f"Required and not taken: {titles}. Why?", given, hint="Enter writes it with this reason")

    async def _write(self) -> None:
        about = self.about if self._closes_about else None
        answered = Queue(self.desk).answered(about, self.session.call.outcome) if about else None
        try:
            ended = await asyncio.to_thread(self.session.end, answered)
        except ParatuiError as error:
            self.say(f"{error} - nothing is lost, Enter tries again", trouble=True)
            self.draw()
            return
        who = ended.call.person or "the caller"
        first_last = (
            [f"#{item.number}" for item in (ended.follow_ups[0], ended.follow_ups[-1])] if ended.follow_ups else []
        )
        numbers = "-".join(dict.fromkeys(first_last))
        made = f", with follow-up{'' if len(ended.follow_ups) == 1 else 's'} {numbers}" if numbers else ""
        await self.paratui.open_calls.closed(self.session, f"The call with {who} is in the log{made}")


def _block(title: Text, rows: list[Text], width: int) -> list[Text]:
    """A title, and rows under it broken to the width."""
    broken = [Text("  ").append_text(one) for row in rows for one in wrapped(row, width - 2)]
    return [title, *broken]

"""The page on which a question for the attorney is answered: the question to the letter, and the answer below."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding

from paratui.domain.note_line import MARK_OF
from paratui.domain.spoken_time import at_words, due_words, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.commands.command import key_name
from paratui.ui.look import styled
from paratui.ui.screens.patient_question import PatientQuestion
from paratui.ui.screens.question import HELP_KEY
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.services.kept_answer import KeptAnswer
    from paratui.ui.area import Area
    from paratui.ui.screens.page import Page

LINES_AROUND = 3
NARROW = 64
EXPLAINED = "Enter: next line, Enter again sends"


class Answering(PatientQuestion):
    """Enter ends a line of the answer, Enter on an empty line sends it; what is typed is kept when one leaves.

    `send` takes the whole answer and says what stands against it; `discuss` is there for the attorney alone.
    """

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]  # a list of Binding is what Textual reads
        Binding("ctrl+o", "discuss", "Discuss in person", show=False),
        Binding("up", "earlier", "The line before", show=False),
        Binding("pageup", "scroll(-5)", "Page up", show=False),
        Binding("pagedown", "scroll(5)", "Page down", show=False),
    ]

    def __init__(
        self,
        area: Area,
        item: FollowUp,
        call: Call | None,
        title: str,
        send: Callable[[str], Awaitable[str]],
        discuss: Callable[[], Awaitable[None]] | None = None,
        kept: KeptAnswer | None = None,
    ) -> None:
        super().__init__(area)
        self._item = item
        self._call = call
        self._title = title
        self._send = send
        self._discuss = discuss
        self._kept = kept
        # Where it cannot be kept on the disk, it is for as long as the program runs.
        self._kept_as = item.id, "answer"
        left = area.paratui.left_behind.pop(self._kept_as, "").splitlines()
        self._lines: list[str] = [*kept.lines, *filter(None, [kept.typing])] if kept else left
        self._scrolled = 0
        self._trouble = ""

    def compose(self) -> ComposeResult:
        yield Pane(id="page-title")
        yield Pane(id="page")
        yield LineInput(
            self._lines.pop() if self._lines else "",
            prefix=" ▸ ",
            placeholder="the answer, word for word",
            on_change=lambda _: self._changed(),
            on_submit=self._entered,
            on_paste_lines=self._pasted,
            on_refuse=self._refused,
            id="answer",
        )
        yield Pane(id="page-foot")

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    @property
    def _input(self) -> LineInput:
        return self.query_one("#answer", LineInput)

    # What is seen

    def _draw(self) -> None:
        look, (width, height) = self._area.look, self.app.size
        asked, answer = self._asked(width - 2), self._answer_lines(width - 2)
        room = max(1, height - 3 - len(answer))
        most = max(0, len(asked) - room)
        self._scrolled = max(0, min(self._scrolled, most))
        shown = [*asked[self._scrolled : self._scrolled + room], *answer][-max(1, height - 3) :]
        self.query_one("#page-title", Pane).show([styled(f" {self._title}", look.key)], {0: look.bar})
        self.query_one("#page", Pane).show([Text(" ").append_text(line) for line in shown])
        trouble = self._trouble or (self._kept.failed if self._kept else "")
        foot = styled(f" {trouble}", look.late) if trouble else self._foot(width, more=most > 0)
        self.query_one("#page-foot", Pane).show([foot], {0: look.bar})

    def _foot(self, width: int, *, more: bool) -> Text:
        look, foot = self._area.look, Text(" ")
        if not self._input.value.strip() and self._lines:
            foot.append("Enter", look.key).append(" sends it  ", look.plain)
        else:
            foot.append(f"{EXPLAINED}  " if width >= NARROW else "Enter twice sends  ", look.plain)
        if self._discuss:
            foot.append("^O", look.key).append(f" discuss{' in person' if width >= NARROW else ''}  ", look.plain)
        if more and width >= NARROW:
            foot.append("PgDn", look.key).append(" more  ", look.plain)
        foot.append("Esc", look.key).append(" leave  ", look.plain)
        return foot.append(key_name(HELP_KEY), look.key).append(" help", look.plain)

    def _asked(self, width: int) -> list[Text]:
        """The question, who asked it and when it is due, and the lines of the call around it."""
        look, desk, item = self._area.look, self._area.desk, self._item
        names = {one.login: one.name or one.login for one in desk.staff()}
        facts = [f"asked by {names.get(item.created_by, item.created_by) or 'nobody known'}"]
        if item.created:
            facts[0] += f" {at_words(from_utc_text(item.created), desk.now(), desk.office.tz)}"
        if item.due:
            facts.append(f"due {due_words(from_utc_text(item.due), desk.now(), desk.office)}")
        facts += [part for part in (item.person, item.matter) if part]
        lines = [*wrapped(styled(f'"{item.text}"', look.strong), width)]
        lines += wrapped(styled(" · ".join(facts), look.quiet), width)
        if item.source and item.source.lstrip("? ") != item.text:
            lines += wrapped(styled(f"as typed: {item.source}", look.quiet), width)
        for one in item.history[1:]:
            what = self._area.paratui.presence.words(one.what)
            lines += wrapped(styled(f"{names.get(one.by, one.by)}: {what}", look.quiet), width)
        return [*lines, Text(), *self._around(width)]

    def _around(self, width: int) -> list[Text]:
        call, look = self._call, self._area.look
        if call is None:
            return []
        place = next((i for i, line in enumerate(call.lines) if line.line == self._item.line), 0)
        lines = [styled(f"said on the call, taken by {self._area.paratui.name_of(call.staff)}:", look.quiet)]
        for line in call.lines[max(0, place - LINES_AROUND) : place + LINES_AROUND + 1]:
            text = styled(f"{line_time(line.at):>7} {MARK_OF.get(line.kind, ' ')} ", look.quiet)
            text.append(line.text, look.accent if line.line == self._item.line else look.plain)
            lines += wrapped(text, width)
        return [*lines, Text()]

    def _answer_lines(self, width: int) -> list[Text]:
        look = self._area.look
        head = [styled("The answer:", look.accent)]
        return [*head, *(row for line in self._lines for row in wrapped(styled(f"  {line}", look.plain), width))]

    # What is typed

    def _changed(self) -> None:
        if self._kept:
            self._kept.keep(self._lines, self._input.value)
        self._refused("")

    def _entered(self, value: str) -> None:
        if value.strip():
            self._lines.append(value.strip())
            self._input.clear()
            self._changed()
        elif self._lines:
            self._area.paratui.doing(self._sent())

    def _pasted(self, lines: list[str]) -> None:
        first = f"{self._input.value}{lines[0]}"
        self._lines += [line.strip() for line in (first, *lines[1:])]
        self._input.clear()
        self._changed()

    @property
    def _answer(self) -> str:
        """What is typed so far."""
        return "\n".join([*self._lines, self._input.value]).strip()

    def _leaves(self) -> str:
        return "; what you typed is kept" if self._answer else ""

    def _refused(self, sentence: str) -> None:
        self._trouble = sentence
        self._draw()

    async def _sent(self) -> None:
        trouble = await self._send("\n".join(self._lines))
        if trouble:
            self._refused(trouble)
            return
        if self._kept:
            await asyncio.to_thread(self._kept.sent)
        if self.app.screen is self:
            await self.app.pop_screen()

    def help(self) -> Page:
        """What is typed here, and how it is sent."""
        from paratui.ui.screens.help_page import question_help  # noqa: PLC0415 - only when it is asked for

        keys = [
            ("Enter", "ends a line; on an empty line it sends the answer"),
            ("Up", "the line before, to mend it"),
            ("PgUp, PgDn", "read the question and the lines around it"),
        ]
        if self._discuss:
            keys.append(("^O", "no answer in writing: it is to be discussed in person"))
        keys.append(("Esc, ^C", "leaves; what you typed is kept and stands there again"))
        return question_help(self._area, self._title, "the attorney's answer, word for word", tuple(keys))

    def action_earlier(self) -> None:
        """Take the line before back to be mended; what stood in the input goes on as the last line."""
        if self._lines and not self._input.value.strip():
            self._input.value = self._lines.pop()
            self._changed()

    def action_scroll(self, by: int) -> None:
        self._scrolled += by
        self._draw()

    async def action_discuss(self) -> None:
        if self._discuss:
            await self.action_leave()
            await self._discuss()

    async def action_leave(self) -> None:
        typed = self._answer
        if self._kept:
            await asyncio.to_thread(self._kept.leave)
        elif typed:
            self._area.paratui.left_behind[self._kept_as] = typed
        if typed:
            key = self._area.key_of("queue.answer")
            self._area.say(f"Left; what you typed stands there again with {key} on #{self._item.number}")
        await self.app.pop_screen()

"""A question answered with one line of text, at the foot of the screen it belongs to."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import Vertical

from paratui.domain.errors import FactsLockedError, StoreError
from paratui.ui.look import styled
from paratui.ui.screens.patient_question import PatientQuestion
from paratui.ui.screens.question import HELP_ROOM
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane, first_rows, wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from paratui.ui.area import Answered, Area
    from paratui.ui.screens.page import Page


NARROW = 60
REFUSED_ASIDE = "  ^T keeps it as a note"


class Ask(PatientQuestion):
    """The text typed is kept until `then` has taken it: a refused answer can be mended and sent again.

    `proposed` is what Enter takes when nothing is typed. Text left behind with Esc stands there again when
    the same is asked next of the same record. A refused answer is marked: the next letter takes its place.
    """

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]  # a list of Binding is what Textual reads
        Binding("ctrl+t", "set_aside", "Keep as a note", show=False),
    ]

    TAKES: ClassVar[str] = ""

    def __init__(
        self,
        area: Area,
        question: str,
        then: Callable[[str], Awaitable[Answered]],
        *,
        value: str = "",
        proposed: str = "",
        hint: str = "",
        preview: Callable[[str], str] | None = None,
        marked: bool = False,
        aside: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(area)
        self._question = question
        self._kept_as = area.asked_of, question
        self._then = then
        self._first = value
        self._proposed = proposed
        self._hint = hint or "Enter takes it, Esc leaves"
        self._preview = preview
        self._marked = marked
        self._aside = aside
        self._told = ""
        self._told_first = ""
        self._drawn: tuple[str, bool, int] | None = None
        self._rest = area.paratui.typed_word.take_rest()
        self._asking = Vertical(id="asking", classes="ask")
        self._pane = Pane(id="question")

    def compose(self) -> ComposeResult:
        kept = self._area.paratui.left_behind.pop(self._kept_as, None)
        first = kept if kept is not None else self._first
        # Drawn before it is laid out: a height found out later would have everything laid out twice.
        # A preview may do something, as a list that narrows: what it says first is kept for the help.
        self._told_first = self._said(first)
        self._draw(self._told_first)
        with self._asking:
            yield self._pane
            yield LineInput(
                first,
                prefix="▸ ",
                placeholder=self._proposed,
                on_change=self._typed,
                on_submit=self._answered,
                on_paste_lines=lambda lines: self._input.insert(" ".join(line.strip() for line in lines)),
                on_refuse=self._refused,
                id="answer",
            )

    def on_mount(self) -> None:
        refused = self._area.paratui.refused.pop(self._kept_as, None)
        if self._input.value == refused or (self._marked and self._input.value == self._first):
            self._input.mark()
        self._typed(self._input.value)

    def on_resize(self) -> None:
        words, trouble, _ = self._drawn or ("", False, 0)
        if trouble:
            self._draw(words, trouble=True)
        else:
            self._typed(self._input.value)

    @property
    def _input(self) -> LineInput:
        return self.query_one("#answer", LineInput)

    def _draw(self, words: str, *, trouble: bool = False) -> None:
        look = self._area.look
        width = max(20, self.app.size.width - 2)
        if self._drawn == (words, trouble, width):
            return
        self._drawn = (words, trouble, width)
        # In a narrow window the end of a question is what it asks.
        rows = 2 if width >= NARROW else 4
        said = wrapped(styled(words, look.late if trouble else look.quiet), width - HELP_ROOM)
        said[-1] = self.with_help(said[-1], width)
        question = first_rows(styled(self._question, look.strong), width, rows)
        lines = [Text(" ").append_text(one) for one in (*question, *said)]
        self._asking.styles.height = len(lines) + 1
        self._pane.styles.height = len(lines)
        self._pane.show(lines, dict.fromkeys(range(len(lines)), look.bar))

    def _refused(self, sentence: str) -> None:
        self._draw(sentence, trouble=True)

    def _leaves(self) -> str:
        return "; what you typed is kept" if self._is_kept(self._input.value) else ""

    def _is_kept(self, value: str) -> bool:
        """Whether a text stands there again when the question is left with it and asked next."""
        return bool(value.strip()) and value != self._first

    def _typed(self, value: str) -> None:
        if self._rest.is_all(value, time.monotonic()):
            self._input.value = value = self._first
        told, self._told = self._told, ""
        if told:
            self._area.half_typed(self._question, value)
            self._draw(told)
            return
        self._area.half_typed(self._question, value if value != self._first else "")
        self._draw(self._said(value))

    def _said(self, value: str) -> str:
        try:
            return self._preview(value or self._proposed) if self._preview else self._hint
        except StoreError as error:
            return str(error)

    def _answered(self, value: str) -> None:
        if value == self._first and self._rest.just_ended(time.monotonic()):
            return
        self._area.paratui.doing(self._take(value or self._proposed))

    async def _take(self, value: str) -> None:
        try:
            answered = await self._then(value)
        except FactsLockedError as error:
            # Every free text of a call may be refused, whatever the question was.
            answered = str(error)
        if isinstance(answered, str) and answered:
            if self._input.value == value:
                self._input.mark()
            self._refused(f"{answered}{REFUSED_ASIDE if self._aside else ''}")
            return
        self._area.half_typed(self._question, "")
        if self.app.screen is self:
            await self.app.pop_screen()
        if not isinstance(answered, str):
            await answered()

    def help(self) -> Page:
        """What is asked, and what it takes."""
        from paratui.ui.screens.help_page import question_help  # noqa: PLC0415 - only when it is asked for

        takes = self.TAKES or self._told_first
        keys = [("Enter", f"takes what you typed{f', or {self._proposed}' if self._proposed else ''}")]
        if self._aside:
            keys.append(("^T", "keeps what you typed as a note of its own; the question stays"))
        keys.append(("Esc, ^C", "leaves; what you typed stands there again when it is asked next"))
        return question_help(self._area, self._question, takes, tuple(keys))

    def action_set_aside(self) -> None:
        """What is no answer to this is kept where it belongs, and the question stays."""
        value = self._input.value
        if self._aside is None or not value.strip():
            return
        trouble = self._aside(value)
        if trouble:
            self._refused(trouble)
            return
        self._told = "Kept as a line of its own; the question stays"
        self._input.throw_away()

    async def action_leave(self) -> None:
        value = self._input.value
        if self._is_kept(value):
            self._area.paratui.left_behind[self._kept_as] = value
            if self._input.marked:
                self._area.paratui.refused[self._kept_as] = value
            self._area.say("Left; what you typed stands there again when you come back to it")
        await self.app.pop_screen()

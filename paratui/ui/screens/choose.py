"""A question with a few answers, each on a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical

from paratui.ui.commands.command import key_name
from paratui.ui.look import styled
from paratui.ui.screens.question import HELP_KEY, Question, help_keys
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.app import ComposeResult

    from paratui.ui.area import Area
    from paratui.ui.screens.page import Page

LEAVE = frozenset({"escape", "ctrl+c"})


class Choose(Question):
    """One key answers; Esc (or ctrl+c) leaves. Of a word typed out the first letter answers, the rest runs nothing.

    `choices` are (key, value, words); the value of the answer goes to `then`.
    """

    TAKES = "one of these, by its key"
    _told = ""

    def __init__(
        self,
        area: Area,
        question: str,
        choices: list[tuple[str, str, str]],
        then: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__(area)
        self._question = question
        self._choices = choices
        self._then = then

    def compose(self) -> ComposeResult:
        with Vertical(id="asking", classes="choose"):
            yield Pane(id="question")

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width, height = max(20, self.app.size.width - 2), self.app.size.height
        question, rows = wrapped(styled(self._question, self._area.look.strong), width), self._rows(width)
        room = max(1, height - len(rows))
        if len(question) > room:
            # What is asked stands at the end; nothing may stand above the window.
            begins = styled(f"... {key_name(HELP_KEY)} shows how it begins", self._area.look.quiet)
            question = [begins, *question[len(question) - room + 1 :]]
        lines = [Text(" ").append_text(line) for line in (*question, *rows)][:height]
        self.query_one("#asking").styles.height = len(lines)
        self.query_one("#question", Pane).show(lines, dict.fromkeys(range(len(lines)), self._area.look.bar))

    def _rows(self, width: int) -> list[Text]:
        """What stands under the question: the answers, the way out and the help."""
        told = wrapped(styled(self._told, self._area.look.late), width) if self._told else []
        return [*wrapped(self._answers(("Esc", "leave"), (key_name(HELP_KEY), "help")), width), *told]

    def _answers(self, *more: tuple[str, str], marked: str = "") -> Text:
        """The answers in a row, each with its key; a marked one by a sign as well as by its ground."""
        look, answers = self._area.look, Text()
        for key, words in (*((key_name(key), words) for key, _, words in self._choices), *more):
            chosen = bool(marked) and key == marked
            answers.append("▸ " if chosen else "", look.accent).append(key, look.key)
            answers.append(_together(f" {words}"), look.chosen + look.strong if chosen else look.plain)
            answers.append("   ")
        answers.rstrip()
        return answers

    def help(self) -> Page:
        """What is asked, and its answers."""
        from paratui.ui.screens.help_page import question_help  # noqa: PLC0415 - only when it is asked for

        keys = tuple((key_name(key), words) for key, _, words in self._choices)
        return question_help(self._area, self._question, self.TAKES, (*keys, ("Esc, ^C", "leaves without an answer")))

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in LEAVE:
            await self.action_leave()
        elif event.key in help_keys():
            await self.show_help()
        else:
            await self._pressed(event)

    async def on_paste(self, event: events.Paste) -> None:
        event.stop()
        await self._pasted(event.text)

    async def _pressed(self, event: events.Key) -> None:
        """A key that may answer. Textual hands a key to every class: no subclass has an `on_key` of its own."""
        keys = {event.key, (event.character or "").lower()}
        chosen = next((key for key, *_ in self._choices if key in keys or event.character == key), "")
        if event.is_printable:
            # A letter that answers, or is no answer, may be the first of a word that is typed out.
            self._area.paratui.typed_word.begin(event)
        if chosen:
            await self._answer(chosen)
        elif not event.is_printable:
            self._tell(f"{key_name(event.key)} does nothing here: one of the keys above answers")

    async def _pasted(self, text: str) -> None:
        """What is pasted is no answer here."""

    def _tell(self, sentence: str) -> None:
        """Say something in the question's own line."""
        self._told = sentence
        self._draw()

    async def action_leave(self) -> None:
        await self.app.pop_screen()

    async def _answer(self, key: str) -> None:
        await self.app.pop_screen()
        value, words = next((value, words) for one, value, words in self._choices if one == key)
        self._area.paratui.typed_word.answered(key, words)
        await self._then(value)


def _together(words: str) -> str:
    """Words that are not torn apart at the end of a row."""
    return words.replace(" ", "\u00a0")

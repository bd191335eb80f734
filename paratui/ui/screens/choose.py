"""A question with a few answers, each on a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical

from paratui.ui.commands.command import key_name
from paratui.ui.look import styled
from paratui.ui.screens.over import Over
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.app import ComposeResult

    from paratui.ui.area import Area
    from paratui.ui.screens.page import Page


class Choose(Over):
    """One key answers; Esc (or ctrl+c) leaves. Of a word typed out the first letter answers, the rest runs nothing.

    With `otherwise` a letter only marks the answer and Enter gives it: who types on without looking has not
    answered, and what was typed goes to `otherwise`. With `sure` a letter only marks too, and the rest of a word that
    is typed out ("yes") is part of the answer.
    """

    def __init__(
        self,
        area: Area,
        question: str,
        choices: list[tuple[str, str, str]],
        then: Callable[[str], Awaitable[None]],
        otherwise: Callable[[str], None] | None = None,
        *,
        sure: bool = False,
    ) -> None:
        super().__init__()
        self._area = area
        self._question = question
        self._choices = choices
        self._then = then
        self._otherwise = otherwise
        self._sure = sure
        self._marked = ""
        self._typed = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="asking", classes="choose"):
            yield Pane(id="question")

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        look = self._area.look
        answers = Text()
        for key, _, words in self._choices:
            marked = key == self._marked
            # Marked by a sign as well: not every terminal shows a colour behind words.
            answers.append("▸ " if marked else "", look.accent).append(key_name(key), look.key)
            answers.append(_together(f" {words}"), look.chosen + look.strong if marked else look.plain)
            answers.append("   ")
        if self._marked:
            answers.append("Enter", look.key).append(_together(" keeps this answer   "))
        answers.append("Esc", look.key).append(_together(" leave"))
        width = max(20, self.app.size.width - 2)
        question = wrapped(styled(self._question, look.strong), width)
        lines = [Text(" ").append_text(line) for line in (*question, *wrapped(answers, width))]
        self.query_one("#asking").styles.height = len(lines)
        self.query_one("#question", Pane).show(lines, dict.fromkeys(range(len(lines)), look.bar))

    def help(self) -> Page:
        """What is asked, and its answers."""
        from paratui.ui.screens.help_page import question_help  # noqa: PLC0415 - only when it is asked for

        takes = "one of these, by its key"
        if self._sure or self._otherwise:
            takes = "one of these: the key marks it, Enter answers"
        keys = tuple((key_name(key), words) for key, _, words in self._choices)
        return question_help(self._area, self._question, takes, (*keys, ("Esc, ^C", "leaves without an answer")))

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        letter = event.character if event.is_printable else None
        self._typed += letter or ""
        keys = {event.key, letter, letter.lower() if letter else None}
        chosen = next((key for key, *_ in self._choices if key in keys), "")
        if event.key in {"escape", "ctrl+c"}:
            await self.app.pop_screen()
        elif event.key == "f1":
            await self.show_help()
        elif event.key == "enter" and self._marked:
            await self._answer(self._marked)
        elif chosen and ((self._otherwise is None and not self._sure) or len(chosen) > 1):
            self._stands_for_its_word(event)
            await self._answer(chosen)
        elif chosen and (not self._marked or (self._sure and not self._goes_on())):
            self._marked, self._typed = chosen, letter or ""
            self._draw()
        elif letter and self._otherwise:
            await self.app.pop_screen()
            self._otherwise(self._typed)
        elif not self._sure:
            self._stands_for_its_word(event)

    def _stands_for_its_word(self, event: events.Key) -> None:
        """A letter that answers, or is no answer, may be the first of a word that is typed out."""
        if event.is_printable:
            self._area.paratui.typed_word.begin(event)

    def _goes_on(self) -> bool:
        """Whether what was typed is still the word of the marked answer."""
        words = next(words for key, _, words in self._choices if key == self._marked)
        return words.casefold().startswith(self._typed.casefold())

    async def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self._otherwise:
            await self.app.pop_screen()
            self._otherwise(self._typed + event.text)

    async def _answer(self, key: str) -> None:
        await self.app.pop_screen()
        await self._then(next(value for one, value, _ in self._choices if one == key))


def _together(words: str) -> str:
    """Words that are not torn apart at the end of a row."""
    return words.replace(" ", "\u00a0")

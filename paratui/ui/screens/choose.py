"""A question with a few answers, each on a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.screen import ModalScreen

from paratui.ui.commands.command import key_name
from paratui.ui.look import styled
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.app import ComposeResult

    from paratui.ui.area import Area


class Choose(ModalScreen[None]):
    """One key answers; Esc (or ctrl+c) leaves."""

    def __init__(
        self,
        area: Area,
        question: str,
        choices: list[tuple[str, str, str]],
        then: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__()
        self._area = area
        self._question = question
        self._choices = choices
        self._then = then

    def compose(self) -> ComposeResult:
        with Vertical(id="asking", classes="choose"):
            yield Pane(id="question")

    def on_mount(self) -> None:
        look = self._area.look
        answers = Text()
        for key, _, words in self._choices:
            answers.append(f"{key_name(key)}", look.key)
            answers.append(f"\u00a0{_together(words)}   ")
        answers.append("Esc", look.key)
        answers.append("\u00a0leave")
        width = max(20, self.app.size.width - 2)
        question = wrapped(styled(self._question, look.strong), width)
        lines = [Text(" ").append_text(line) for line in (*question, *wrapped(answers, width))]
        pane = self.query_one("#question", Pane)
        self.query_one("#asking").styles.height = len(lines) + 1
        pane.show(lines, dict.fromkeys(range(len(lines)), look.bar))

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in {"escape", "ctrl+c"}:
            await self.app.pop_screen()
            return
        pressed = event.key if len(event.key) > 1 and not event.character else (event.character or event.key)
        value = next((value for key, value, _ in self._choices if key in {pressed, event.key}), None)
        if value is not None:
            await self.app.pop_screen()
            await self._then(value)


def _together(words: str) -> str:
    """Words that are not torn apart at the end of a row."""
    return words.replace(" ", "\u00a0")

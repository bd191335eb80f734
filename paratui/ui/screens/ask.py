"""A question answered with one line of text, at the foot of the screen it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from paratui.ui.area import Answered, Area


class Ask(ModalScreen[None]):
    """The text typed is kept until `then` has taken it: a refused answer can be mended and sent again."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]  # a list of Binding is what Textual reads
        Binding("escape,ctrl+c", "leave", "Leave", show=False),
    ]

    def __init__(
        self,
        area: Area,
        question: str,
        then: Callable[[str], Awaitable[Answered]],
        *,
        value: str = "",
        hint: str = "",
        preview: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._area = area
        self._question = question
        self._then = then
        self._value = value
        self._hint = hint
        self._preview = preview

    def compose(self) -> ComposeResult:
        with Vertical(id="asking", classes="ask"):
            yield Pane(id="question")
            yield LineInput(self._value, prefix="▸ ", on_change=self._typed, on_submit=self._answered, id="answer")

    def on_mount(self) -> None:
        self._draw("")
        self._typed(self._value)

    def _draw(self, trouble: str) -> None:
        look = self._area.look
        first = Text(" ")
        first.append(self._question, look.strong)
        second = Text(" ")
        if trouble:
            second.append(trouble, look.late)
        else:
            second.append(self._hint or "Enter takes it, Esc leaves", look.quiet)
        self.query_one("#question", Pane).show([first, second], {0: look.bar, 1: look.bar})

    def _typed(self, value: str) -> None:
        if self._preview:
            self._hint = self._preview(value)
            self._draw("")

    def _answered(self, value: str) -> None:
        self._area.paratui.doing(self._take(value))

    async def _take(self, value: str) -> None:
        answered = await self._then(value)
        if isinstance(answered, str) and answered:
            self._draw(answered)
            return
        await self.app.pop_screen()
        if not isinstance(answered, str):
            await answered()

    async def action_leave(self) -> None:
        await self.app.pop_screen()

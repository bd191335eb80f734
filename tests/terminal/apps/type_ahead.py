"""A small app in which every way a key can go is on the screen: fields, screens, modes, a dialog, a list."""

from __future__ import annotations

import os
import sys

from paratui.ui.terminal import prepare

prepare(os.environ)

from textual import work  # noqa: E402
from textual.app import ComposeResult  # noqa: E402, TC002 - nothing else has it in this small app
from textual.binding import Binding  # noqa: E402
from textual.screen import ModalScreen, Screen  # noqa: E402
from textual.widgets import Input, Select, Static, TextArea  # noqa: E402

from paratui.ui.ending import die_well  # noqa: E402
from paratui.ui.key_order import OrderedKeys  # noqa: E402
from paratui.ui.painter import Painter  # noqa: E402
from paratui.ui.widgets.line_input import LineInput  # noqa: E402


class Ask(ModalScreen[str]):
    """A dialog with a stock input, as a worker opens it."""

    CSS = "Ask { align: center middle; } Ask Input { width: 40; }"
    BINDINGS = [Binding("escape", "leave", "Leave")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Input(placeholder="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        self.dismiss("-")


class Own(Screen[None]):
    """The project's own input, with a log of what was entered."""

    BINDINGS = [Binding("f6", "ask", "Ask")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Static("OWN", id="title")
        yield LineInput(prefix="own> ", id="own", on_submit=self.enter)
        yield Static("", id="log", markup=False)

    def on_mount(self) -> None:
        self.entered: list[str] = []

    def enter(self, text: str) -> None:
        self.note(text)
        self.query_one("#own", LineInput).clear()

    def note(self, text: str) -> None:
        self.entered.append(text)
        self.query_one("#log", Static).update("log=" + "|".join(self.entered))

    @work
    async def action_ask(self) -> None:
        self.note("answer:" + await self.app.push_screen_wait(Ask()))


class Stock(Screen[None]):
    """Textual's own widgets."""

    BINDINGS = [Binding("f9", "next_field", "Next")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Static("STOCK", id="title")
        yield Input(placeholder="stock", id="stock")
        yield Static("", id="log", markup=False)
        yield TextArea(id="area")
        yield Select([(name, name) for name in ("alpha", "beta", "gamma")], id="choice")

    def on_mount(self) -> None:
        self.entered: list[str] = []

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.entered.append(event.value)
        self.query_one("#log", Static).update("log=" + "|".join(self.entered))
        event.input.value = ""

    def on_select_changed(self, event: Select.Changed) -> None:
        self.query_one("#title", Static).update(f"chosen={event.value}")

    def action_next_field(self) -> None:
        self.focus_next()


class Typing(Painter[int], OrderedKeys[int]):
    MODES = {"own": Own, "stock": Stock}  # noqa: RUF012
    DEFAULT_MODE = "own"
    BINDINGS = [  # noqa: RUF012
        Binding("f2", "go('own')", "Own"),
        Binding("f3", "go('stock')", "Stock"),
        Binding("f10", "leave", "Leave", priority=True),
    ]

    async def action_go(self, mode: str) -> None:
        await self.switch_mode(mode)

    def action_leave(self) -> None:
        self.exit(0)


if __name__ == "__main__":
    app = Typing()

    def flush() -> None:
        if len(sys.argv) > 1:
            with open(sys.argv[1], "w") as kept:  # noqa: PTH123
                kept.write(app.screen.query_one("#own", LineInput).value)

    die_well(app, flush)
    app.run(mouse=False)
    sys.exit(app.return_code)

"""The first run of an office: three questions, each with a good answer already there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rich.text import Text
from textual.screen import Screen

from paratui.domain.errors import ParatuiError
from paratui.ui.look import styled
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from paratui.services.opening import Opening
    from paratui.ui.app import ParatuiApp

QUESTIONS = (
    ("firm", "What is the firm called?", "as you say it on the phone"),
    ("zone", "Which time zone is the office in?", "such as America/New_York or America/Los_Angeles"),
    (
        "state",
        "Which state is the office in?",
        "two letters; left empty, the strict case holds: everyone must agree to recording",
    ),
)


class FirstRun(Screen[None]):
    """Enter takes what stands there."""

    def __init__(self, app: ParatuiApp, opening: Opening) -> None:
        super().__init__()
        self._paratui = app
        self._opening = opening
        self._office = opening.usual()
        self._place = 0

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="page")
        yield LineInput(prefix="▸ ", id="answer", on_submit=self._answered)
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self._show("")

    def on_key(self, event: events.Key) -> None:
        """Up or Esc goes back to the question before."""
        if event.key in {"up", "escape"}:
            event.stop()
            self._place = max(0, self._place - 1)
            self._show("")

    def on_resize(self) -> None:
        self._show_page("")

    def _show(self, trouble: str) -> None:
        name = QUESTIONS[self._place][0]
        self.query_one("#answer", LineInput).value = str(getattr(self._office, name))
        self._show_page(trouble)

    def _show_page(self, trouble: str) -> None:
        look = self._paratui.look
        width = max(20, self.app.size.width - 4)
        lines = [Text(), styled(" A new office", look.key), Text()]
        about = f"Its records will lie in {self._opening.folder}. Three questions, Enter takes what stands there."
        lines += [Text(" ").append_text(row) for row in wrapped(Text(about), width)]
        lines.append(Text())
        for place, (name, question, hint) in enumerate(QUESTIONS[: self._place + 1]):
            asked = place == self._place
            line = styled(f" {place + 1}. {question}", look.strong if asked else look.quiet)
            if not asked:
                line.append(f"  {getattr(self._office, name) or 'not said'}", look.plain)
            lines.append(line)
            if asked:
                lines += [Text("    ").append_text(row) for row in wrapped(styled(hint, look.quiet), width - 4)]
        if trouble:
            lines += [Text(), *(Text(" ").append_text(row) for row in wrapped(styled(trouble, look.late), width))]
        self.query_one("#top", Pane).show([styled(" paratui", look.key)], {0: look.bar})
        pane = self.query_one("#page", Pane)
        pane.styles.height = len(lines) + 1
        pane.show(lines)
        foot = styled(" Enter takes it · Up goes back · ^Q leaves, nothing is made before the third", look.quiet)
        self.query_one("#footer", Pane).show([foot], {0: look.bar})

    def _answered(self, value: str) -> None:
        self._paratui.doing(self._take(value))

    async def _take(self, value: str) -> None:
        name = QUESTIONS[self._place][0]
        try:
            self._office = self._office.with_answer(name, value)
            if self._place + 1 < len(QUESTIONS):
                self._place += 1
                self._show("")
                return
            await asyncio.to_thread(self._opening.set_up, self._office)
            desk = await asyncio.to_thread(self._opening.desk)
        except ParatuiError as error:
            self._show_page(str(error))
            return
        await self._paratui.open_office(desk)

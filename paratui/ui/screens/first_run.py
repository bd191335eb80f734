"""The first run of an office: four questions, each with a good answer already there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.text import Text
from textual.binding import Binding
from textual.screen import Screen

from paratui.domain.errors import ParatuiError
from paratui.domain.us_places import STATE_ZONES
from paratui.services.own_name import call_me, checked_name
from paratui.ui.commands.command import key_name
from paratui.ui.look import styled
from paratui.ui.screens.question import HELP_KEY
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from paratui.services.opening import Opening
    from paratui.ui.app import ParatuiApp
    from paratui.ui.look import Look


class Asked(NamedTuple):
    """A question: the setting it answers, a hint under it, and what its help says."""

    name: str
    question: str
    hint: str
    why: str


NAME = "name"
QUESTIONS = (
    Asked(
        "firm",
        "What is the firm called?",
        "as you say it on the phone",
        "The firm's name stands at the head of the queue and in the sentences that are read to clients. Any words "
        "do, and office.toml in the office's folder changes them later.",
    ),
    Asked(
        "state",
        "Which state is the office in?",
        "two letters or its name; left empty, the strict case holds: everyone must agree to recording",
        "Two letters, such as CA or NY. Whether a call may be recorded depends on where everybody is, and this is "
        "where you are. Nothing is assumed of a place nobody has named: then everyone must agree first.",
    ),
    Asked(
        "zone",
        "Which time zone is the office in?",
        "such as America/New_York, a larger city, or Pacific",
        "Due times, opening hours and the client's local time are counted from it. It is a region and a city, as "
        "this machine names its own; others are America/Chicago, America/Denver and Europe/London.",
    ),
    Asked(
        NAME,
        "What is your own name?",
        "as you say it on the phone; it stands in the sentences that are read to clients",
        "It is yours alone: everybody else is asked on their first day, unless their account has a full name. "
        "My settings change it later, and your title.",
    ),
)
AROUND = 3
"""The rows of the top, of the answer and of the foot."""
FOOT = f"Enter takes it · Up back · {key_name(HELP_KEY)} help"
FOOT_WIDE = f"Enter takes it · Up goes back · {key_name(HELP_KEY)} help · ^Q leaves, and nothing is made"
WIDE = len(FOOT_WIDE) + 1
HELP_KEYS = (
    ("Enter", "takes what stands there and goes on; the last one makes the office"),
    ("Up, Esc", "goes back to the question before"),
    ("a letter", "takes the place of what stands there; an arrow key lets it stand to be changed"),
    ("^Q", "leaves; nothing is made before the last answer"),
)


class FirstRun(Screen[None]):
    """Enter takes what stands there."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]  # a list of Binding is what Textual reads
        Binding(f"f1,{HELP_KEY}", "help", "Help", show=False),
    ]
    TYPED_IN: ClassVar[bool] = True

    def __init__(self, app: ParatuiApp, opening: Opening) -> None:
        super().__init__()
        self._paratui = app
        self._opening = opening
        self._office = opening.usual()
        self._my_name = opening.account.name or opening.account.login
        self._place = 0
        self._trouble = ""

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

    @property
    def look(self) -> Look:
        """The styles to draw with."""
        return self._paratui.look

    def type_on(self, text: str) -> None:
        """What is typed over the help is no part of an answer."""

    def keyed(self, text: str) -> str:
        """No text here names a key that somebody could have changed."""
        return text

    async def action_help(self) -> None:
        """What is asked, why, and the keys."""
        from paratui.ui.screens.help_page import question_help  # noqa: PLC0415 - only when it is asked for

        asked = QUESTIONS[self._place]
        await self.app.push_screen(question_help(self, asked.question, asked.why, HELP_KEYS))

    def on_resize(self) -> None:
        self._show_page(self._trouble)

    def _show(self, trouble: str) -> None:
        answer = self.query_one("#answer", LineInput)
        answer.value = self._said(QUESTIONS[self._place].name)
        answer.mark()
        self._show_page(trouble)

    def _said(self, name: str) -> str:
        return self._my_name if name == NAME else str(getattr(self._office, name))

    def _hint(self, asked: Asked) -> str:
        """Of the zone that comes with the state it is said where it is from."""
        zones = STATE_ZONES.get(self._office.state, ())
        if asked.name != "zone" or self._office.zone not in zones:
            return asked.hint
        others = " and ".join(zone for zone in zones if zone != self._office.zone)
        state = self._office.state
        return f"the commonest of {state}; parts of it have {others}" if others else f"that of {state}"

    def _show_page(self, trouble: str) -> None:
        self._trouble = trouble
        look = self.look
        width = max(20, self.app.size.width - 4)
        lines = [Text(), styled(" A new office", look.key), Text()]
        about = f"Its records will lie in {self._opening.folder}. Four questions, Enter takes what stands there."
        lines += [Text(" ").append_text(row) for row in wrapped(Text(about), width)]
        lines.append(Text())
        for place, one in enumerate(QUESTIONS[: self._place + 1]):
            asked = place == self._place
            line = styled(f" {place + 1}. {one.question}", look.strong if asked else look.quiet)
            if not asked:
                line.append(f"  {self._said(one.name) or 'not said'}", look.plain)
            lines.append(line)
            if asked:
                hint = styled(self._hint(one), look.quiet)
                lines += [Text("    ").append_text(row) for row in wrapped(hint, width - 4)]
        if trouble:
            lines += [Text(), *(Text(" ").append_text(row) for row in wrapped(styled(trouble, look.late), width))]
        self.query_one("#top", Pane).show([styled(" paratui", look.key)], {0: look.bar})
        pane = self.query_one("#page", Pane)
        # In a flat window what is asked stands there, and the way to it does not.
        room = max(3, self.app.size.height - AROUND)
        if len(lines) > room:
            lines = [line for line in lines if line.plain.strip()][-room:]
        pane.styles.height = min(len(lines) + 1, room)
        pane.show(lines)
        foot = styled(f" {FOOT_WIDE if width + 4 >= WIDE else FOOT}", look.quiet)
        self.query_one("#footer", Pane).show([foot], {0: look.bar})

    def _answered(self, value: str) -> None:
        self._paratui.doing(self._take(value))

    async def _take(self, value: str) -> None:
        name = QUESTIONS[self._place].name
        try:
            if name == NAME:
                self._my_name = checked_name(value)
            else:
                self._office = self._office.with_answer(name, value)
            if self._place + 1 < len(QUESTIONS):
                self._place += 1
                self._show("")
                return
            await asyncio.to_thread(self._opening.set_up, self._office)
            desk = await asyncio.to_thread(self._opening.desk)
            await asyncio.to_thread(call_me, desk, self._my_name)
        except ParatuiError as error:
            self._show_page(str(error))
            return
        await self._paratui.open_office(desk)

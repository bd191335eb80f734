"""A list narrowed by typing: people, staff, matters, cards, every command."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import Vertical

from paratui.domain.errors import FactsLockedError
from paratui.ui.look import styled
from paratui.ui.screens.patient_question import PatientQuestion
from paratui.ui.screens.question import HELP_ROOM
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane, first_rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from paratui.ui.area import Answered, Area
    from paratui.ui.screens.page import Page


DIGITS = "1234567890"
# A question takes no more of a flat window, whose rows are for the list.
MOST_ROWS = 3


class Pick(PatientQuestion):
    """Typing narrows, Up and Down choose, Enter takes. `free` words offer to take the text itself.

    With `numbered` the first ten stand under a digit that takes them at once, as long as nothing is typed.
    """

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]  # a list of Binding is what Textual reads
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "move(-8)", "Page up", show=False),
        Binding("pagedown", "move(8)", "Page down", show=False),
    ]

    def __init__(
        self,
        area: Area,
        question: str,
        find: Callable[[str], list[tuple[str, str]]],
        then: Callable[[str, str], Awaitable[Answered]],
        *,
        value: str = "",
        free: str = "",
        start: str = "",
        numbered: bool = False,
    ) -> None:
        super().__init__(area)
        self._question = question
        self._find = find
        self._then = then
        self._value = value
        self._free = free
        self._start = start
        self._numbered = numbered
        self._digits = False
        self._found: list[tuple[str, str]] = []
        self._chosen = 0
        self._top = 0
        self._trouble = ""

    def compose(self) -> ComposeResult:
        kept = self._area.paratui.left_behind.pop((self._area.asked_of, self._question), self._value)
        with Vertical(id="asking", classes="pick"):
            asked = Pane(id="question")
            asked.styles.height = len(self._head(""))
            yield asked
            yield Pane(id="choices")
            yield LineInput(kept, prefix="▸ ", on_change=self._typed, on_submit=self._taken, id="answer")

    def on_mount(self) -> None:
        self._typed(self.query_one("#answer", LineInput).value)
        if self._start:
            values = [value for value, _ in self._found]
            self._chosen = values.index(self._start) if self._start in values else 0
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self._draw()

    def _refused(self, sentence: str) -> None:
        self._trouble = sentence
        self._draw()

    def _typed(self, value: str) -> None:
        if self._digits and len(value) == 1 and value in DIGITS[: len(self._found)]:
            self._chosen = DIGITS.index(value)
            self._taken("")
            return
        self._area.half_typed(self._question, value if value != self._value else "")
        self._found = self._find(value)
        self._digits = self._numbered and not value
        if self._free and value.strip():
            self._found = [*self._found, ("", self._free.format(value.strip()))]
        self._chosen = 0
        self._top = 0
        self._refused("")

    def _draw(self) -> None:
        look = self._area.look
        head = self._head(self._trouble)
        asked = self.query_one("#question", Pane)
        if asked.styles.height is None or asked.styles.height.value != len(head):
            asked.styles.height = len(head)
            self.call_after_refresh(self._draw)
        asked.show(head, dict.fromkeys(range(len(head)), look.bar))
        pane = self.query_one("#choices", Pane)
        rows = max(1, pane.size.height)
        self._top = min(self._top, self._chosen)
        self._top = max(self._top, self._chosen - rows + 1)
        lines, under = [], {}
        for place, (_, words) in enumerate(self._found[self._top : self._top + rows]):
            chosen = place + self._top == self._chosen
            line = styled(f" {'▸' if chosen else ' '} ", look.accent)
            if self._digits:
                line.append(f"{(DIGITS[place + self._top : place + self._top + 1] or ' '):<2}", look.key)
            lines.append(line.append(words, look.plain))
            under[place] = look.chosen if chosen else look.bar
        if not lines:
            typed = self.query_one("#answer", LineInput).value
            none = "nothing fits; Backspace widens" if typed else "there is nothing to choose from yet"
            lines = [styled(f"   {none}, Esc leaves", look.quiet)]
        for row in range(rows):
            under.setdefault(row, look.bar)
        pane.show(lines, under)

    def _head(self, trouble: str) -> list[Text]:
        """The question to its end, or why the answer is refused, and the key of the help."""
        look, width = self._area.look, max(20, self.app.size.width - 2)
        said = styled(trouble or self._question, look.late if trouble else look.strong)
        rows = first_rows(said, width - HELP_ROOM, MOST_ROWS)
        rows[0] = self.with_help(rows[0], width)
        return [Text(" ").append_text(row) for row in rows]

    def help(self) -> Page:
        """What is asked, and how one of a list is taken."""
        from paratui.ui.screens.help_page import question_help  # noqa: PLC0415 - only when it is asked for

        free = ", or your own words: they stand last" if self._free else ""
        keys = [("Up, Down", "choose"), ("Enter", "takes the chosen one")]
        if self._numbered:
            keys.append(("1 to 0", "take one of the first ten while nothing is typed"))
        keys.append(("Esc, ^C", "leaves"))
        return question_help(self._area, self._question, f"one of the list; typing narrows it{free}", tuple(keys))

    def action_move(self, by: int) -> None:
        if self._found:
            self._chosen = max(0, min(len(self._found) - 1, self._chosen + by))
            self._refused("")

    def _taken(self, typed: str) -> None:
        if self._found:
            value, _ = self._found[self._chosen]
            self._area.paratui.doing(self._take(value, typed))

    async def _take(self, value: str, typed: str) -> None:
        try:
            answered = await self._then(value, typed)
        except FactsLockedError as error:
            # As with a typed answer: every free text of a call may be refused.
            answered = str(error)
        if isinstance(answered, str) and answered:
            self._refused(answered)
            return
        self._area.half_typed(self._question, "")
        if self.app.screen is self:
            await self.app.pop_screen()
        if not isinstance(answered, str):
            await answered()

    async def action_leave(self) -> None:
        self._area.half_typed(self._question, "")
        await self.app.pop_screen()

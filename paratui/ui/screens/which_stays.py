"""Two records of one person side by side, and which of them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.ids import id_time
from paratui.domain.spoken_time import day_words
from paratui.services.merging import differing
from paratui.ui.look import styled
from paratui.ui.screens.sure import Sure
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from paratui.services.merging import Side
    from paratui.ui.area import Area

_LABEL = 12
_NARROW_LABEL = 8
_NARROW = 60
_LOW = 14
_RULE = " It keeps its own words where both differ, and takes in what only the other says"
# Rows a cell may take: what is longer can be read on the page of the person.
_MOST_ROWS = 2


class WhichStays(Sure):
    """`1` keeps the left one, `2` the right one; several records are written by it, so it takes Enter too."""

    def __init__(self, area: Area, sides: tuple[Side, Side], then: Callable[[str], Awaitable[None]]) -> None:
        super().__init__(area, "Which one stays?", [("1", "left", "left"), ("2", "right", "right")], then)
        self._sides = sides

    def _draw(self) -> None:
        look, (width, height) = self._area.look, self.app.size
        width = max(20, width - 2)
        rule = _RULE if height >= _LOW else ""
        question = wrapped(styled(f"{self._question}{rule}", look.strong), width)
        answers = self._rows(width)
        # The areas' first row stays in sight.
        room = max(1, height - len(question) - len(answers) - 2)
        rows = list(self._compared(width))
        left_out = len(rows) - room
        if left_out > 0:
            rows = [*rows[: room - 1], styled(f"{left_out + 1} more rows in a higher window", look.quiet)]
        lines = [Text(" ").append_text(line) for line in (*question, *rows, *answers)]
        self.query_one("#asking").styles.height = len(lines)
        self.query_one("#question", Pane).show(lines, dict.fromkeys(range(len(lines)), look.bar))

    def _compared(self, width: int) -> Iterator[Text]:
        look = self._area.look
        label = _LABEL if width >= _NARROW else _NARROW_LABEL
        column = (width - label) // 2
        for place, (about, cells, grave) in enumerate(self._facts()):
            style = look.late if grave else look.strong if place == 0 else look.plain
            first, second = (wrapped(styled(cell or "-", style), column - 2)[:_MOST_ROWS] for cell in cells)
            for row in range(max(len(first), len(second))):
                line = styled(f"{about if row == 0 else '':<{label}}"[:label], look.quiet)
                left = first[row] if row < len(first) else Text()
                line.append_text(left).append(" " * max(1, column - left.cell_len))
                yield line.append_text(second[row]) if row < len(second) else line

    def _facts(self) -> Iterator[tuple[str, tuple[str, str], bool]]:
        """What is said about, the words of both, and whether they contradict each other."""
        one, other = self._sides
        yield "", (f"1 {one.person.name}", f"2 {other.person.name}"), False
        for about, said in (
            ("role", lambda side: side.person.role.replace("_", " ")),
            ("numbers", lambda side: ", ".join(map(self._area.paratui.shown_number, side.person.phones))),
            ("matters", lambda side: ", ".join(matter.number for matter in side.matters)),
            ("open", lambda side: f"{side.items}" if side.items else ""),
            ("entered", self._entered_on),
        ):
            cells = said(one), said(other)
            yield about, cells, about == "role" and cells[0] != cells[1]
        for about, ours, theirs in differing(one.person, other.person):
            if about not in {"name", "role"}:
                yield about, (ours, theirs), True

    def _entered_on(self, side: Side) -> str:
        desk = self._area.desk
        return day_words(id_time(side.person.id), desk.now(), desk.office.tz)

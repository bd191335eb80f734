"""A pane of styled lines that repaints only the lines that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from paratui.domain.note_file import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style


class Pane(Widget, can_focus=False):
    """Shows lines of text, each on one row; what does not fit in the width is cut with an ellipsis.

    `show` compares with what stands there: an unchanged line costs no byte on the way to the terminal.
    """

    DEFAULT_CSS = "Pane { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._lines: list[Text] = []
        self._under: dict[int, Style] = {}

    @property
    def shown(self) -> str:
        """The text on the pane, for tests and for copying."""
        return "\n".join(line.plain for line in self._lines)

    def show(self, lines: Sequence[Text | str], under: dict[int, Style] | None = None) -> None:
        """Show these lines; `under` gives some rows a background over their whole width."""
        fresh = [line if isinstance(line, Text) else Text(line) for line in lines]
        before, held = self._lines, self._under
        self._lines, self._under = fresh, under or {}
        width, height = self.size
        if not width:
            return
        changed = [
            self._changed_part(row, self._strip(before, held, row), self._strip(self._lines, self._under, row))
            for row in range(min(height, max(len(fresh), len(before))))
        ]
        regions = [region for region in changed if region]
        if regions:
            self.refresh(*regions)

    @staticmethod
    def _changed_part(row: int, before: Strip, after: Strip) -> Region | None:
        """The cells of a row from the first that differs to the last; None when the row stays."""
        if before == after:
            return None
        old, new = _by_cell(before), _by_cell(after)
        if len(old) != len(new):
            return Region(0, row, max(len(old), len(new)), 1)
        differing = [place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
        return Region(differing[0], row, differing[-1] - differing[0] + 1, 1) if differing else None

    def render_line(self, y: int) -> Strip:
        return self._strip(self._lines, self._under, y)

    def _strip(self, lines: list[Text], under: dict[int, Style], y: int) -> Strip:
        width = self.size.width
        base = self.rich_style + under[y] if y in under else self.rich_style
        if y >= len(lines):
            return Strip.blank(width, base)
        line = lines[y].copy()
        if not line.plain.replace("\u00a0", " ").isprintable():
            # Control characters in a name would be obeyed by the terminal.
            line = Text(clean_text(line.plain))
        line.truncate(width, overflow="ellipsis")
        line.end = ""
        strip = Strip(line.render(self.app.console))
        return strip.adjust_cell_length(width).apply_style(base)


def _by_cell(strip: Strip) -> list[tuple[str, Style | None]]:
    """What stands in each cell; the second half of a wide character stands there as nothing."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        for letter in text:
            cells.append((letter, style))
            cells.extend([("", style)] * (cell_len(letter) - 1))
    return cells


def wrapped(text: Text, width: int) -> list[Text]:
    """A long text as lines of at most `width` cells, broken at words where it can be."""
    if width < 4:
        return [text]
    rows: list[Text] = []
    for paragraph in text.split("\n"):
        rows.extend(_wrap(paragraph, width))
    return rows


def _wrap(text: Text, width: int) -> list[Text]:
    if cell_len(text.plain) <= width:
        return [text]
    breaks: list[int] = []
    start, last_space, used = 0, -1, 0
    plain = text.plain
    place = 0
    while place < len(plain):
        cells = cell_len(plain[place])
        if used + cells > width:
            if last_space < start:
                # Words that should stay together, but are longer than the row, part where they can.
                last_space = plain.rfind("\u00a0", start, place)
            cut = last_space + 1 if last_space >= start else place
            breaks.append(cut)
            start, used, last_space = cut, cell_len(plain[cut:place]), -1
        if plain[place] == " ":
            last_space = place
        used += cells
        place += 1
    rows = list(text.divide(breaks))
    for place, row in enumerate(rows):
        row.rstrip()
        if place:
            rows[place] = row[len(row.plain) - len(row.plain.lstrip(" ")) :]
    return rows

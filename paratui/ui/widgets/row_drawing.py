"""How the rows of a table are drawn into the cells of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rich.segment import Segment
from textual.strip import Strip

from paratui.ui.widgets.fitted_text import OrShort, fitted, fitted_segments
from paratui.ui.widgets.record_rows import GAP, column_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

    from paratui.ui.widgets.record_rows import Column, Row

GUTTER = 2
"""Cells before the first column: the cursor's mark and the row's own."""
MARGIN = 1
"""Cells after the last column: words do not touch the edge of the screen."""
CURSOR_MARK = "▸"
MARK = "*"
"""What stands before a marked record: a sign every terminal shows in one cell."""
RISING, FALLING = "▴", "▾"
"""What stands after the title of the column that the rows are in the order of."""

Cursor = Literal["", "cursor", "cursor-blurred"]


class RowDrawing:
    """Rows in the columns of a table, for one width at a time; `style` gives the style of a part by its name."""

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style
        self._widths: tuple[tuple[Column, int], ...] = ()
        self._fitted_to: tuple[int, tuple[Column, ...]] = (0, ())

    def fit(self, columns: tuple[Column, ...], width: int) -> None:
        """Share the width among the columns."""
        if (width, columns) != self._fitted_to:
            self._fitted_to = (width, columns)
            self._widths = column_widths(columns, width - GUTTER - MARGIN)

    @property
    def _width(self) -> int:
        return self._fitted_to[0]

    def titles(self, ordered_by: str = "", *, falling: bool = False) -> Strip:
        """The line of titles, with a sign at that of the column the rows are in the order of."""
        titles = []
        for column, space in self._widths:
            if ordered_by and column.title == ordered_by:
                sign = FALLING if falling else RISING
                title = fitted(f"{column.title} {sign}", space, column.align) if space > len(column.title) + 1 else ""
                titles.append(title or fitted(column.title, max(0, space - 1)) + sign)
            else:
                titles.append(fitted(column.title, space, column.align))
        return self.line(" " * GUTTER + (" " * GAP).join(titles), "title")

    def line(self, text: str, style: str = "") -> Strip:
        """A text over the whole width."""
        return Strip([Segment(fitted(text, self._width), self._style(style))], self._width)

    def row(self, row: Row, cursor: Cursor = "", *, marked: bool = False) -> Strip:
        """One row."""
        if row.heading:
            text = " ".join(str(cell) for cell in row.cells)
            style = self._style("") + self._style(row.style) if row.style else self._style("heading")
            return Strip([Segment(fitted(text, self._width), style)], self._width)
        style = self._style("")
        if row.style:
            style += self._style(row.style)
        if cursor:
            style += self._style(cursor)
        sign = MARK if marked else row.mark
        segments = [Segment(fitted((CURSOR_MARK if cursor else " ") + sign, GUTTER), style)]
        segments += self._cells(row, style)
        return Strip(Segment.simplify(segments), max(self._width, self._used)).crop(0, self._width)

    @property
    def _used(self) -> int:
        return GUTTER + sum(space for _column, space in self._widths) + GAP * max(0, len(self._widths) - 1)

    def _cells(self, row: Row, style: Style) -> Sequence[Segment]:
        segments: list[Segment] = []
        last = len(self._widths) - 1
        by_column = dict(zip(self._fitted_to[1], row.cells, strict=False))
        for place, (column, space) in enumerate(self._widths):
            cell = by_column.get(column, "")
            if isinstance(cell, OrShort) and space < column.width:
                cell = cell.short
            segments.extend(fitted_segments(cell, space, column.align, style, self._style))
            if place < last:
                segments.append(Segment(" " * GAP, style))
        if self._used < self._width:
            segments.append(Segment(" " * (self._width - self._used), style))
        return segments

"""A list of records of any length: only the rows in sight are asked for and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from paratui.ui.widgets.fitted_text import fitted, fitted_segments
from paratui.ui.widgets.record_rows import GAP, Column, NoRows, RecordId, Row, RowSource, column_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.style import Style
    from textual import events
    from textual.geometry import Size

GUTTER = 2
"""Cells before the first column: the cursor's mark and the row's own."""
MARGIN = 1
"""Cells after the last column: words do not touch the edge of the screen."""
CURSOR_MARK = "▸"
MARK = "*"
"""What stands before a marked record: a sign every terminal shows in one cell."""

__all__ = ["Column", "RecordTable", "Row", "RowSource"]


class RecordTable(ScrollView, can_focus=True):
    """Rows of a `RowSource` with a cursor that is a record, not a line number.

    Keys are taken inline. `on_cursor` and `on_choose` run inside the key; where one is not set, the message
    of the same meaning is posted.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--title",
        "record-table--heading",
        "record-table--cursor",
        "record-table--cursor-blurred",
        "record-table--match",
        "record-table--late",
        "record-table--muted",
        "record-table--done",
        "record-table--empty",
    }
    DEFAULT_CSS = """
    RecordTable { height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: hidden; color: $foreground; }
    RecordTable > .record-table--title { color: $text-muted; }
    RecordTable > .record-table--heading { color: $accent; text-style: bold; }
    RecordTable > .record-table--cursor { background: $primary 40%; text-style: bold; }
    RecordTable > .record-table--cursor-blurred { background: $boost; }
    RecordTable > .record-table--match { text-style: underline bold; }
    RecordTable > .record-table--late { color: $warning; }
    RecordTable > .record-table--muted { color: $text-muted; }
    RecordTable > .record-table--done { color: $text-disabled; }
    RecordTable > .record-table--empty { color: $text-muted; }
    """
    OVERLAYS: ClassVar[frozenset[str]] = frozenset({"late", "muted", "done", "match"})
    """Styles that change the letters and leave the background of the row."""

    class CursorMoved(Message):
        """The cursor is on another record; None when the list has none."""

        def __init__(self, table: RecordTable, record: RecordId | None) -> None:
            super().__init__()
            self.table = table
            self.record = record

        @property
        def control(self) -> RecordTable:
            return self.table

    class Chosen(CursorMoved):
        """Enter was pressed on a record."""

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource | None = None,
        *,
        titles: bool = True,
        nothing: str = "",
        on_cursor: Callable[[RecordId | None], None] | None = None,
        on_choose: Callable[[RecordId], None] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.on_cursor = on_cursor
        self.on_choose = on_choose
        self._source: RowSource = NoRows() if source is None else source
        self._titles = titles
        self._nothing = nothing
        self._cursor: RecordId | None = None
        self._marks: set[RecordId] = set()
        self._marks_shown: int | None = 0
        self._index = 0
        self._top = 0
        self._widths: tuple[tuple[Column, int], ...] = ()
        self._fitted_to: tuple[int, tuple[Column, ...]] = (0, ())
        self._styles_by_name: dict[str, Style] = {}

    # Rows -------------------------------------------------------------------------------------------

    @property
    def source(self) -> RowSource:
        return self._source

    @source.setter
    def source(self, source: RowSource) -> None:
        """Show other rows; the cursor stays on its record when that is among them."""
        self._source = source
        self.refresh_rows()

    @property
    def nothing(self) -> str:
        """What an empty list says."""
        return self._nothing

    @nothing.setter
    def nothing(self, sentence: str) -> None:
        if sentence != self._nothing:
            self._nothing = sentence
            if not len(self._source):
                self.refresh()

    def refresh_rows(self) -> None:
        """The source's rows are others now: draw them, the cursor on its record or the nearest to it."""
        self._marks_shown = None
        index = None if self._cursor is None else self._source.index_of(self._cursor)
        held = self._index - self._top
        at_top = self._top == 0
        if index is None:
            index = self._selectable(min(self._index, len(self._source) - 1), 1)
        elif index != self._index:
            # The record keeps its line on the screen when rows above it come or go; a list that shows its
            # beginning goes on showing it, so that what is new is seen.
            self._top = 0 if at_top else index - held
        self._place(index)
        self.refresh()

    def refresh_record(self, record: RecordId) -> None:
        """Draw one record again; the others are as they were."""
        index = self._source.index_of(record)
        if index is not None:
            self._refresh_index(index)

    # Cursor -----------------------------------------------------------------------------------------

    @property
    def cursor(self) -> RecordId | None:
        """The record the cursor is on."""
        return self._cursor

    @cursor.setter
    def cursor(self, record: RecordId | None) -> None:
        index = None if record is None else self._source.index_of(record)
        if index is not None:
            self._move_to(index)

    @property
    def cursor_index(self) -> int | None:
        """Where the cursor's record stands in the source."""
        return None if self._cursor is None else self._index

    # Marks ------------------------------------------------------------------------------------------

    @property
    def marked(self) -> list[RecordId]:
        """The marked records among those shown, in their order. A mark waits for a record that is not shown."""
        places = ((self._source.index_of(record), record) for record in self._marks)
        return [record for _, record in sorted((place, record) for place, record in places if place is not None)]

    @property
    def marks_shown(self) -> int:
        """How many of the records shown are marked; counted once, as every key draws it."""
        if self._marks_shown is None:
            self._marks_shown = sum(self._source.index_of(record) is not None for record in self._marks)
        return self._marks_shown

    def shown_records(self) -> list[RecordId]:
        """Every record of the list, from the top."""
        rows = (self._source.row(index) for index in range(len(self._source)))
        return [row.id for row in rows if not row.heading]

    def toggle_mark(self, record: RecordId) -> None:
        """Mark a record, or take its mark away."""
        self._marks ^= {record}
        self._marks_shown = None
        self.refresh_record(record)

    def mark(self, records: Iterable[RecordId]) -> None:
        """Mark records beside those marked already."""
        self._marks.update(records)
        self._marks_shown = None
        self.refresh()

    def unmark(self, records: Iterable[RecordId] | None = None) -> None:
        """Take the marks of these records away, without any those of all, shown or not."""
        self._marks -= set(self._marks if records is None else records)
        self._marks_shown = None
        self.refresh()

    def _page(self) -> int:
        # Before the first layout there is no height yet, and nothing to scroll out of sight.
        return max(1, self.size.height - self._title_lines) if self.size.height else max(1, len(self._source))

    @property
    def _title_lines(self) -> int:
        return 1 if self._titles and self.size.height > 1 else 0

    def take_key(self, event: events.Key) -> bool:
        key = event.key
        last = len(self._source) - 1
        if key in {"down", "j"}:
            self._move_to(self._selectable(self._index + 1, 1))
        elif key in {"up", "k"}:
            self._move_to(self._selectable(self._index - 1, -1))
        elif key == "pagedown":
            self._move_to(self._selectable(min(last, self._index + self._page() - 1), -1))
        elif key == "pageup":
            self._move_to(self._selectable(max(0, self._index - self._page() + 1), 1))
        elif key == "home":
            self._move_to(self._selectable(0, 1))
        elif key == "end":
            self._move_to(self._selectable(last, -1))
        elif key == "enter" and self._cursor is not None:
            self._choose(self._cursor)
        else:
            return False
        return True

    def _choose(self, record: RecordId) -> None:
        if self.on_choose is not None:
            self.on_choose(record)
        else:
            self.post_message(self.Chosen(self, record))

    def _selectable(self, index: int, step: int) -> int | None:
        """The nearest record from `index` on in the direction of `step`, then in the other."""
        for direction in (step, -step):
            at = index
            while 0 <= at < len(self._source):
                if not self._source.row(at).heading:
                    return at
                at += direction
        return None

    def _move_to(self, index: int | None) -> None:
        if index is None or (index == self._index and self._cursor is not None):
            self._show_heading_above()
            return
        before, top = self._index, self._top
        self._place(index)
        if self._top != top:
            self.refresh()
        else:
            self._refresh_index(before)
            self._refresh_index(index)

    def _place(self, index: int | None) -> None:
        """Put the cursor on the record at `index` and scroll it into sight."""
        record = None if index is None else self._source.row(index).id
        self._index = index or 0
        page = self._page()
        self._top = min(self._top, self._index)
        self._top = max(self._top, self._index - page + 1)
        self._top = max(0, min(self._top, len(self._source) - page))
        self._show_heading_above()
        if record != self._cursor:
            self._cursor = record
            if self.on_cursor is not None:
                self.on_cursor(record)
            else:
                self.post_message(self.CursorMoved(self, record))

    def _show_heading_above(self) -> None:
        """The first record of a section is not shown without its heading."""
        if 0 < self._top == self._index and self._page() > 1 and self._source.row(self._top - 1).heading:
            self._top -= 1
            self.refresh()

    def _refresh_index(self, index: int) -> None:
        y = index - self._top + self._title_lines
        if self._title_lines <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    # Drawing ----------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_name.clear()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        super().watch_has_focus(has_focus)
        self._styles_by_name.clear()
        if len(self._source):
            self._refresh_index(self._index)

    def _on_resize(self, _event: events.Resize) -> None:
        self._styles_by_name.clear()
        if self._cursor is None and len(self._source):
            self._place(self._selectable(0, 1))
        elif len(self._source):
            top = self._top
            self._place(self._index)
            if self._top != top:
                self.refresh()

    def _fit(self, width: int) -> None:
        """Share the width among the columns; the first picture is drawn before the widget hears of its size."""
        if (width, self.columns) != self._fitted_to:
            self._fitted_to = (width, self.columns)
            self._widths = column_widths(self.columns, width - GUTTER - MARGIN)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return len(self._source) + (1 if self._titles else 0)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        self._fit(width)
        if self._title_lines and y == 0:
            return self._title_strip(width)
        index = self._top + y - self._title_lines
        if index < len(self._source):
            return self._row_strip(index, width)
        text = self._nothing if not len(self._source) and index == 0 else ""
        style = self._style("empty") if text else self._style("")
        return Strip([Segment(fitted(" " * GUTTER + text, width), style)], width)

    def _title_strip(self, width: int) -> Strip:
        line = " " * GUTTER + (" " * GAP).join(
            fitted(column.title, space, column.align) for column, space in self._widths
        )
        return Strip([Segment(fitted(line, width), self._style("title"))], width)

    def _row_strip(self, index: int, width: int) -> Strip:
        row = self._source.row(index)
        if row.heading:
            text = " ".join(str(cell) for cell in row.cells)
            style = self._style("") + self._style(row.style) if row.style else self._style("heading")
            return Strip([Segment(fitted(text, width), style)], width)
        style = self._style("")
        if row.style:
            style += self._style(row.style)
        on_it = row.id == self._cursor
        if on_it:
            style += self._style("cursor" if self.has_focus else "cursor-blurred")
        mark = MARK if row.id in self._marks else row.mark
        segments = [Segment(fitted((CURSOR_MARK if on_it else " ") + mark, GUTTER), style)]
        last = len(self._widths) - 1
        by_column = dict(zip(self.columns, row.cells, strict=False))
        for place, (column, space) in enumerate(self._widths):
            segments.extend(fitted_segments(by_column.get(column, ""), space, column.align, style, self._style))
            if place < last:
                segments.append(Segment(" " * GAP, style))
        used = GUTTER + sum(space for _column, space in self._widths) + GAP * max(0, last)
        if used < width:
            segments.append(Segment(" " * (width - used), style))
        return Strip(Segment.simplify(segments), max(width, used)).crop(0, width)

    def _style(self, name: str) -> Style:
        if name not in self._styles_by_name:
            self._styles_by_name[name] = (
                self.get_component_rich_style(f"record-table--{name}", partial=name in self.OVERLAYS)
                if name
                else self.rich_style
            )
        return self._styles_by_name[name]

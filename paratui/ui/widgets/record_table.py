"""A list of records of any length: only the rows in sight are asked for and drawn."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.message import Message

from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.widgets.marks import Marks
from paratui.ui.widgets.record_rows import Column, NoRows, RecordId, Row, RowSource, Spot
from paratui.ui.widgets.row_cursor import MOVES, RowCursor
from paratui.ui.widgets.row_drawing import GUTTER, Cursor, RowDrawing
from paratui.ui.widgets.row_styles import RowStyles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip

__all__ = ["Column", "RecordTable", "Row", "RowSource"]


class RecordTable(RowStyles, can_focus=True):
    """Rows of a `RowSource` with a cursor that is a record, not a line number.

    Keys are taken inline. `on_cursor` and `on_choose` run inside the key; where one is not set, the message
    of the same meaning is posted.
    """

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
        spaced: bool = True,
        whole: bool = False,
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
        # False where one thing takes several rows: whoever makes them knows where an empty one belongs.
        self._spaced = spaced
        self._nothing = nothing
        self._at = RowCursor(lambda: self._source, self._page, whole=whole)
        self.marks = Marks(lambda: self._source, self._draw_marked)
        self._drawing = RowDrawing(self.style_of)
        self._ordered_by = ("", False)
        self._line_wanted: int | None = None

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
        self.marks.rows_changed()
        self._tell_if(self._at.follow())
        self.refresh()

    def show_order(self, title: str, *, falling: bool = False) -> None:
        """Say in which column's order the rows are, and whether the greatest comes first; "" for none."""
        if (title, falling) != self._ordered_by:
            self._ordered_by = title, falling
            if self._title_lines:
                self.refresh(Region(0, 0, self.outer_size.width, 1))

    def refresh_record(self, record: RecordId) -> None:
        """Draw one record again; the others are as they were."""
        index = self._source.index_of(record)
        if index is not None:
            self._refresh_index(index)

    def shows(self, first: int, last: int) -> bool:
        """Whether any of the rows from `first` to `last` is in sight."""
        return first < self._at.top + self._page() and last >= self._at.top

    # Cursor -----------------------------------------------------------------------------------------

    @property
    def cursor(self) -> RecordId | None:
        """The record the cursor is on."""
        return self._at.record

    @cursor.setter
    def cursor(self, record: RecordId | None) -> None:
        index = None if record is None else self._source.index_of(record)
        if index is not None:
            self._move_to(index)

    @property
    def spot(self) -> Spot:
        """The cursor's record, and on which line of those shown it stands."""
        return self._at.spot

    @spot.setter
    def spot(self, spot: Spot) -> None:
        record, line = spot
        index = None if record is None else self._source.index_of(record)
        if index is None:
            return
        self._at.top = index - line
        # Without a height yet, nothing can be scrolled.
        self._line_wanted = None if self.outer_size.height else line
        self._place(index)
        self.refresh()

    def first_in_sight(self, beside: Collection[RecordId]) -> Spot:
        """The first record in sight that is none of these, and the line it stands on without them.

        None where the list shows its beginning: it goes on showing that.
        """
        line = 0
        for index in range(self._at.top or len(self._source), len(self._source)):
            row = self._source.row(index)
            if not (row.heading or row.id in beside):
                return row.id, line
            line += row.heading
        return None, 0

    def stand_on(self, record: RecordId, first: Spot) -> None:
        """Put the cursor on a record, with another one on its line as far as both can be seen."""
        index = self._source.index_of(record)
        if index is not None:
            above = None if first[0] is None else self._source.index_of(first[0])
            self._at.top = 0 if above is None else above - first[1]
            self._place(index)
            self.refresh()

    @property
    def cursor_index(self) -> int | None:
        """Where the cursor's record stands in the source."""
        return None if self._at.record is None else self._at.index

    # Marks ------------------------------------------------------------------------------------------

    def shown_records(self) -> list[RecordId]:
        """Every record of the list, from the top."""
        rows = (self._source.row(index) for index in range(len(self._source)))
        return [row.id for row in rows if not row.heading]

    def _draw_marked(self, record: RecordId | None) -> None:
        if record is None:
            self.refresh()
        else:
            self.refresh_record(record)

    # Keys -------------------------------------------------------------------------------------------

    def _page(self) -> int:
        # Before the first layout there is no height yet, and nothing to scroll out of sight.
        if not self.outer_size.height:
            return max(1, len(self._source))
        return max(1, (self.outer_size.height - self._title_lines + self._lines_a_row - 1) // self._lines_a_row)

    @property
    def _lines_a_row(self) -> int:
        """Two where whoever sits here wants an empty line after each row."""
        return int(getattr(self.app, "lines_a_row", 1)) if self._spaced and self.is_attached else 1

    @property
    def _title_lines(self) -> int:
        return 1 if self._titles and self.outer_size.height > 1 else 0

    def take_key(self, event: events.Key) -> bool:
        key = IN_FORCE.moves.get(event.key, event.key)
        if key in MOVES:
            self._move_to(self._at.led_by(key))
        elif key == "enter" and self._at.record is not None:
            self._choose(self._at.record)
        else:
            return False
        return True

    def _choose(self, record: RecordId) -> None:
        if self.on_choose is not None:
            self.on_choose(record)
        else:
            self.post_message(self.Chosen(self, record))

    def _move_to(self, index: int | None) -> None:
        if index is None or self._at.is_at(index):
            if self._at.show_heading_above():
                self.refresh()
            return
        before, top = self._at.index, self._at.top
        self._place(index)
        if self._at.top != top:
            self.refresh()
        elif not self._paint_now(*sorted((before, index))):
            self._refresh_index(before)
            self._refresh_index(index)

    def _paint_now(self, first: int, last: int) -> bool:
        """Have two neighbours on the terminal at once: a key that only moves the cursor waits for nothing else."""
        paint_now = getattr(self.app, "paint_now", None)
        if paint_now is None or last > first + 1:
            return False
        y, end = (self._line_of(index) for index in (first, last))
        return self._title_lines <= y and end < self.outer_size.height and bool(paint_now(self, y, end))

    def _place(self, index: int | None) -> None:
        self._tell_if(self._at.place(index))

    def _tell_if(self, moved: bool) -> None:  # noqa: FBT001 - what placing the cursor gave back
        if not moved:
            return
        if self.on_cursor is not None:
            self.on_cursor(self._at.record)
        else:
            self.post_message(self.CursorMoved(self, self._at.record))

    def _refresh_index(self, index: int) -> None:
        y = self._line_of(index)
        if self._title_lines <= y < self.outer_size.height:
            self.refresh(Region(0, y, self.outer_size.width, 1))

    def _line_of(self, index: int) -> int:
        return (index - self._at.top) * self._lines_a_row + self._title_lines

    # Drawing ----------------------------------------------------------------------------------------

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        super().watch_has_focus(has_focus)
        self.forget_styles()
        if len(self._source):
            self._refresh_index(self._at.index)

    def _on_resize(self, _event: events.Resize) -> None:
        self.forget_styles()
        at = self._at
        if at.record is None and len(self._source):
            self._place(at.selectable(0, 1))
        elif len(self._source):
            top = at.top
            if self._line_wanted is not None:
                at.top, self._line_wanted = at.index - self._line_wanted, None
            self._place(at.index)
            if at.top != top:
                self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return len(self._source) * self._lines_a_row + (1 if self._titles else 0)

    def render_line(self, y: int) -> Strip:
        # The first picture is drawn before the widget hears of its size.
        self._drawing.fit(self.columns, self.outer_size.width)
        if self._title_lines and y == 0:
            title, falling = self._ordered_by
            return self._drawing.titles(title, falling=falling)
        if not len(self._source):
            return self._nothing_line(y - self._title_lines)
        row_below, between = divmod(y - self._title_lines, self._lines_a_row)
        if between:
            return self._drawing.line("")
        index = self._at.top + row_below
        if index < len(self._source):
            row = self._source.row(index)
            return self._drawing.row(row, self._cursor_on(row), marked=row.id in self.marks)
        return self._drawing.line("")

    def _nothing_line(self, y: int) -> Strip:
        """What stands in an empty list, on as many rows as it takes."""
        rows = wrap(self._nothing, max(20, self.outer_size.width - GUTTER - 1))
        return self._drawing.line(f"{' ' * GUTTER}{rows[y]}" if y < len(rows) else "", "empty")

    def _cursor_on(self, row: Row) -> Cursor:
        if row.id != self._at.record:
            return ""
        return "cursor" if self.has_focus else "cursor-blurred"

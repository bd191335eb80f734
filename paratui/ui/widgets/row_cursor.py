"""What the cursor of a list does: it is on a record, not on a line, and keeps what is in sight still around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.ui.widgets.record_rows import RecordId, RowSource, Spot

MOVES = frozenset({"down", "up", "pagedown", "pageup", "home", "end"})


class RowCursor:
    """A record, where it stands, and which row is the first in sight; headings are passed over.

    `source` tells the rows as they are now, `page` how many of them are in sight. With `whole` a row that goes on
    with the one above it is no place of its own: what it belongs to is brought into sight with it.
    """

    def __init__(self, source: Callable[[], RowSource], page: Callable[[], int], *, whole: bool = False) -> None:
        self._source = source
        self._page = page
        self._whole = whole
        self.record: RecordId | None = None
        self.index = 0
        self.top = 0

    @property
    def spot(self) -> Spot:
        """The record, and on which line of those shown it stands."""
        return self.record, self.index - self.top

    def is_at(self, index: int) -> bool:
        """Whether it is on the record of this row already."""
        return index == self.index and self.record == self._source().row(index).id

    def led_by(self, key: str) -> int | None:
        """The row that a key leads to, None when there is none. `key` is one of MOVES."""
        last = len(self._source()) - 1
        if key in {"down", "up"}:
            step = 1 if key == "down" else -1
            return self.selectable(self.index + step, step)
        if key in {"home", "end"}:
            return self.selectable(0, 1) if key == "home" else self.selectable(last, -1)
        a_page = self._page() - 1
        if key == "pagedown":
            return self.selectable(min(last, self.index + a_page), -1)
        return self.selectable(max(0, self.index - a_page), 1)

    def selectable(self, index: int, step: int) -> int | None:
        """The nearest record from `index` on in the direction of `step`, then in the other."""
        source = self._source()
        for direction in (step, -step):
            at = index
            while 0 <= at < len(source):
                row = source.row(at)
                if not (row.heading or (self._whole and row.goes_on)):
                    return at
                at += direction
        return None

    def place(self, index: int | None) -> bool:
        """Go to the record at `index`, which is scrolled into sight; whether it is another record."""
        source, page = self._source(), self._page()
        self.index = index or 0
        last = self.index
        while self._whole and last + 1 < len(source) and source.row(last + 1).goes_on:
            last += 1
        self.top = min(max(self.top, last - page + 1), self.index)
        self.top = max(0, min(self.top, len(source) - page))
        self.show_heading_above()
        before, self.record = self.record, None if index is None else source.row(index).id
        return self.record != before

    def follow(self) -> bool:
        """The rows are others now: stay on the record, or go to the nearest; whether it is another one."""
        source = self._source()
        index = None if self.record is None else source.index_of(self.record)
        if index is None:
            index = self.selectable(min(self.index, len(source) - 1), 1)
        elif index != self.index:
            # The record keeps its line on the screen when rows above it come or go; a list that shows its
            # beginning goes on showing it, so that what is new is seen.
            self.top = 0 if self.top == 0 else index - (self.index - self.top)
        return self.place(index)

    def show_heading_above(self) -> bool:
        """The first record of a section is not shown without its heading; whether that took scrolling."""
        if 0 < self.top == self.index and self._page() > 1 and self._source().row(self.top - 1).heading:
            self.top -= 1
            return True
        return False

"""What the cursor of a list does: it is on a record, not on a line, and keeps what is in sight still around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.ui.widgets.record_rows import RecordId, RowSource, Spot

MOVES = frozenset({"down", "up", "pagedown", "pageup", "home", "end"})


class RowCursor:
    """A record, where it stands, and which row is the first in sight; headings are passed over.

    `source` tells the rows as they are now, `page` how many of them are in sight.
    """

    def __init__(self, source: Callable[[], RowSource], page: Callable[[], int]) -> None:
        self._source = source
        self._page = page
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
        last, page = len(self._source()) - 1, self._page()
        wanted, step = {
            "down": (self.index + 1, 1),
            "up": (self.index - 1, -1),
            "pagedown": (min(last, self.index + page - 1), -1),
            "pageup": (max(0, self.index - page + 1), 1),
            "home": (0, 1),
            "end": (last, -1),
        }[key]
        return self.selectable(wanted, step)

    def selectable(self, index: int, step: int) -> int | None:
        """The nearest record from `index` on in the direction of `step`, then in the other."""
        source = self._source()
        for direction in (step, -step):
            at = index
            while 0 <= at < len(source):
                if not source.row(at).heading:
                    return at
                at += direction
        return None

    def place(self, index: int | None) -> bool:
        """Go to the record at `index`, which is scrolled into sight; whether it is another record."""
        source, page = self._source(), self._page()
        self.index = index or 0
        self.top = max(min(self.top, self.index), self.index - page + 1)
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

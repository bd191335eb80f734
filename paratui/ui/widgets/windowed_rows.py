"""Rows of a list of any length, of which only those near the cursor are held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.widgets.record_rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.ui.widgets.record_rows import RecordId

_HELD = 6


class WindowedRows:
    """Pages of `size` rows by their number; a row of a page that is not here yet is asked for and stands empty.

    `wanted` is called with the number of a page, as often as one of its rows is looked at.
    """

    def __init__(self, size: int, wanted: Callable[[int], None]) -> None:
        self._size = size
        self._wanted = wanted
        self._pages: dict[int, list[Row]] = {}
        self.total = 0
        self.begun = 0
        """How often another list was begun: a page that was asked for before is none of this one."""

    def begin(self, pages: dict[int, list[Row]], total: int) -> None:
        """Show another list, of which some pages are known."""
        self._pages, self.total = pages, total
        self.begun += 1

    def put(self, page: int, rows: list[Row]) -> None:
        """Take in a page; the one looked at longest ago goes."""
        self._pages.pop(page, None)
        self._pages[page] = rows
        while len(self._pages) > _HELD:
            del self._pages[next(iter(self._pages))]
        if len(rows) < self._size:
            self.total = page * self._size + len(rows)

    def page(self, number: int) -> list[Row] | None:
        """The rows of a page, None when they are not here."""
        return self._pages.get(number)

    def __len__(self) -> int:
        return self.total

    def row(self, index: int) -> Row:
        number, place = divmod(index, self._size)
        rows = self._pages.get(number)
        if rows is not None and place < len(rows):
            self._pages[number] = self._pages.pop(number)
            return rows[place]
        self._wanted(number)
        return Row(f"row {index}", ())

    def index_of(self, record: RecordId) -> int | None:
        for number, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.id == record:
                    return number * self._size + place
        return None

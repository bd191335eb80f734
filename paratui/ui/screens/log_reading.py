"""Reading the log as it is looked at: the pages near the cursor, and how many calls there are in all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import ParatuiError
from paratui.services.call_windows import PAGE, CallWindows, GivenUpError, Window
from paratui.ui.area import Area
from paratui.ui.screens import log_picture as picture
from paratui.ui.widgets.windowed_rows import WindowedRows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from paratui.domain.call_row import CallRow
    from paratui.services.desk import Desk
    from paratui.ui.widgets.record_table import RecordTable, Row

_NEAR = 30
# Longer than this an answer is not awaited in silence.
_PATIENCE = 0.3


class LogReading(Area):
    """The rows of the log. What is asked for last is shown; a question nobody waits for any more is given up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter = CallFilter()
        self.windows = CallWindows(desk)
        self.counted = False
        self.rows = WindowedRows(PAGE, self._page_wanted)
        self._initials: dict[str, str] = {}
        self._on_the_way: set[int] = set()
        self.looking = False

    @property
    def table(self) -> RecordTable:
        raise NotImplementedError

    def draw_top(self) -> None:
        """Draw the first row."""
        raise NotImplementedError

    def rows_shown(self) -> None:
        """Other rows stand on the screen now."""
        raise NotImplementedError

    def reload(self, *, anew: bool = False) -> None:
        """Read the rows anew: around the cursor's call, or from the top for another list."""
        cursor = self.table.cursor
        around = cursor if isinstance(cursor, int) and not anew else 0
        self._read(lambda: self.windows.around(self.filter, around), around)

    async def go_to(self, moment: datetime) -> None:
        """Put the cursor on the newest call that began before a moment."""
        self._read(lambda: self.windows.at(self.filter, moment), None)

    def _read(self, read: Callable[[], Window], cursor: int | None) -> None:
        self.windows.give_up()
        self._on_the_way.clear()
        self.in_background("read", self._reading, read, cursor)

    async def _reading(self, read: Callable[[], Window], cursor: int | None) -> None:
        self._initials = self.paratui.presence.initials
        self.looking = True
        self.set_timer(_PATIENCE, self.draw_top)
        found = await self._asked(read)
        if found is None:
            return
        self.looking = False
        known = max(found.pages)
        total = known * PAGE + len(found.pages[known])
        self.counted = len(found.pages[known]) < PAGE
        # One more than is known stands for all that follow, until they are counted.
        pages = {page: self._rows_of(calls) for page, calls in found.pages.items()}
        self.rows.begin(pages, total + (not self.counted))
        if cursor is None and found.place < total:
            self.table.cursor = self.rows.row(found.place).id
        self.table.refresh_rows()
        self.rows_shown()
        if self.counted:
            return
        number = await self._asked(lambda: self.windows.count(self.filter))
        if number is None:
            self.paratui.indexing.begin()
        else:
            self.counted, self.rows.total = True, number
            self.table.refresh_rows()
            self.rows_shown()

    def _page_wanted(self, page: int) -> None:
        if page not in self._on_the_way:
            self._on_the_way.add(page)
            self.in_background(f"page {page}", self._read_page, page)

    def look_ahead(self) -> None:
        """Read the page the cursor is about to reach."""
        at = self.table.cursor_index
        if at is not None:
            for place in (at - _NEAR, at + _NEAR):
                if 0 <= place < len(self.rows) and self.rows.page(place // PAGE) is None:
                    self._page_wanted(place // PAGE)

    async def _read_page(self, page: int) -> None:
        wanted, above, below = self.filter, self.rows.page(page - 1), self.rows.page(page + 1)
        before, after = (_call_of(above, -1), _call_of(below, 0))
        try:
            calls = await self._asked(lambda: self.windows.page(wanted, page, before, after))
            if calls is None or wanted is not self.filter:
                return
            counted = self.rows.total
            self.rows.put(page, self._rows_of(calls))
            if not self.counted and len(calls) == PAGE:
                self.rows.total = max(counted, (page + 1) * PAGE + 1)
            elif not self.counted:
                self.counted = True
            self.table.refresh_rows()
            self.rows_shown()
        finally:
            self._on_the_way.discard(page)

    async def _asked(self, question: Callable[[], Any]) -> Any:
        try:
            return await asyncio.to_thread(question)
        except GivenUpError:
            return None
        except ParatuiError as error:
            self.looking = False
            self.draw_top()
            self.say(str(error), trouble=True)
            return None

    def _rows_of(self, calls: list[CallRow]) -> list[Row]:
        return [
            picture.row_of(
                call, "" if call.person else self.paratui.shown_number(call.phone), self._initials, self.desk
            )
            for call in calls
        ]


def _call_of(rows: list[Row] | None, place: int) -> int:
    return record if rows and isinstance(record := rows[place].id, int) else 0

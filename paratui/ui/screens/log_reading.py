"""Reading the log as it is looked at: the pages near the cursor, and how many calls there are in all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_order import CallOrder
from paratui.domain.errors import ParatuiError
from paratui.domain.names_of_call import names_of_row
from paratui.domain.search_words import asked
from paratui.services.call_windows import PAGE, CallWindows, GivenUpError, Window
from paratui.ui.about import About
from paratui.ui.screens import log_picture as picture
from paratui.ui.screens.found_rows import COLUMNS as FOUND_COLUMNS
from paratui.ui.screens.found_rows import found_row
from paratui.ui.screens.rows_awaited import RowsAwaited
from paratui.ui.widgets.windowed_rows import WindowedRows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from paratui.domain.call_row import CallRow
    from paratui.services.desk import Desk
    from paratui.ui.widgets.record_rows import Spot
    from paratui.ui.widgets.record_table import RecordTable, Row

_NEAR = 30
# Longer than this an answer is not awaited in silence.
_PATIENCE = 0.3
# More than the rows that are held.
_REMEMBERED = 8 * PAGE
# The column an order goes by, and whether the greatest comes first.
_TITLES = {
    CallOrder.NEWEST: ("When", True),
    CallOrder.OLDEST: ("When", False),
    CallOrder.LONGEST: ("Min", True),
    CallOrder.CALLER: ("Person", False),
    CallOrder.BEST: ("", False),
}


class LogReading(RowsAwaited):
    """The rows of the log. What is asked for last is shown; a question nobody waits for any more is given up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter = CallFilter()
        # The filter of the rows that stand there.
        self._filter_shown = self.filter
        self.windows = CallWindows(desk)
        # The order that is wanted; the one the rows shown were asked for in, and the one they have.
        self.order = self.order_asked = self.order_shown = CallOrder.NEWEST
        self.counted = False
        # The list of which it is known how many calls it has.
        self._counted_for: CallFilter | None = None
        self._recounting = False
        self.rows = WindowedRows(PAGE, self._page_wanted)
        self._initials: dict[str, str] = {}
        self._on_the_way: set[int] = set()
        self.looking = False
        # Whom the calls that were read are about, and where the cursor is to stand when they are there.
        self._abouts: dict[int, About] = {}
        self._coming_back: Spot | None = None

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
        if anew:
            self._coming_back = None
        cursor = self._coming_back[0] if self._coming_back else self.table.cursor
        around = cursor if isinstance(cursor, int) and not anew else 0
        self._read(lambda: self.windows.around(self.filter, around, self.order), around)

    def to_the_top(self) -> None:
        """Read the rows anew, the cursor on the first of them."""
        self._read(lambda: self.windows.around(self.filter, order=self.order), None, counted=self.counted)

    def come_back_to(self, spot: Spot) -> None:
        """Read the rows anew, around a call that is to stand where it stood."""
        self._coming_back = spot
        self.reload()

    def of_call(self, record: object) -> About:
        """Whom a call of the list is about."""
        return self._abouts.get(record, About()) if isinstance(record, int) else About()

    async def go_to(self, moment: datetime) -> None:
        """Put the cursor on the newest call that began before a moment."""
        self.order = CallOrder.NEWEST
        self._read(lambda: self.windows.at(self.filter, moment), None, counted=self.counted)

    def _read(self, read: Callable[[], Window], cursor: int | None, *, counted: bool = False) -> None:
        self.rows_there.clear()
        self.windows.give_up()
        self._on_the_way.clear()
        self.in_background("read", self._reading, read, cursor, counted=counted)

    async def _reading(self, read: Callable[[], Window], cursor: int | None, *, counted: bool) -> None:
        self._initials = self.paratui.presence.initials
        self.looking, order, wanted = True, self.order, self.filter
        self.set_timer(_PATIENCE, self.draw_top)
        found = await self._asked(read)
        if found is None:
            return
        self.looking, self.order_asked, self.order_shown = False, order, found.order
        self._filter_shown = wanted
        known = max(found.pages)
        total = known * PAGE + len(found.pages[known])
        whole = len(found.pages[known]) < PAGE
        # What was counted before stands until it is counted anew: mostly it is as many still.
        before = self.rows.total if self.counted and self._counted_for == wanted else 0
        self.counted = whole or total <= before
        self._recounting = not (whole or (counted and self.counted))
        pages = {page: self._rows_of(calls) for page, calls in found.pages.items()}
        # One more than is known stands for all that follow, until they are counted.
        self._on_the_way.clear()
        self.rows.begin(pages, total if whole else before if self.counted else total + 1)
        title, falling = _TITLES[found.order]
        self.table.show_order(title, falling=falling)
        with self.said_stays():
            if cursor is None and total:
                self.table.cursor = self.rows.row(min(found.place, total - 1)).id
            self.table.refresh_rows()
            if self._coming_back:
                self.table.spot, self._coming_back = self._coming_back, None
        self.rows_there.set()
        self.rows_shown()
        if not self._recounting:
            self._counted_for = wanted
            return
        number = await self._asked(lambda: self.windows.count(wanted))
        if number is None:
            self.paratui.indexing.begin()
            return
        self._counted_for, self._recounting = wanted, False
        if (True, number) != (self.counted, self.rows.total):
            ends = sorted((total, number, self.rows.total))
            self.counted, self.rows.total = True, number
            if self.table.shows(ends[0] - 1, ends[-1]):
                self.table.refresh_rows()
            self.draw_top()

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
        begun, wanted, order = self.rows.begun, self._filter_shown, self.order_shown
        before, after = (_call_of(self.rows.page(page - 1), -1), _call_of(self.rows.page(page + 1), 0))
        rest = max(0, self.rows.total - page * PAGE) if self.counted and not self._recounting else 0
        last = rest if rest <= PAGE else 0
        calls = await self._asked(lambda: self.windows.page(wanted, page, before, after, order, last=last))
        if begun != self.rows.begun:
            # Others stand in these places since the list was read anew.
            return
        self._on_the_way.discard(page)
        if calls is None:
            return
        known = self.counted, self.rows.total
        self.rows.put(page, self._rows_of(calls))
        if not self.counted and len(calls) == PAGE:
            self.rows.total = max(known[1], (page + 1) * PAGE + 1)
        elif not self.counted:
            self.counted = True
        if known != (self.counted, self.rows.total):
            self.table.refresh_rows()
            self.rows_shown()
        elif self.table.shows(page * PAGE, (page + 1) * PAGE - 1):
            self.table.refresh_rows()

    async def _asked(self, question: Callable[[], Any]) -> Any:
        try:
            return await asyncio.to_thread(question)
        except GivenUpError:
            return None
        except ParatuiError as error:
            self.looking = False
            self.rows_there.set()
            self.draw_top()
            self.say(str(error), trouble=True)
            return None

    def _rows_of(self, calls: list[CallRow]) -> list[Row]:
        for call in calls:
            self._abouts.pop(call.id, None)
            self._abouts[call.id] = About.of(call)
        for old in list(self._abouts)[:-_REMEMBERED]:
            del self._abouts[old]
        found = asked(self.filter.words)
        self.table.columns = FOUND_COLUMNS if found else picture.COLUMNS
        rows = []
        self.paratui.hide_names(name for call in calls for name in names_of_row(call))
        for call in calls:
            number = self.paratui.shown_number(call.phone) if found.numbers or not call.person else ""
            row = picture.row_of(call, number, self._initials, self.desk)
            rows.append(found_row(row, call, found, number) if found else row)
        return rows


def _call_of(rows: list[Row] | None, place: int) -> int:
    return record if rows and isinstance(record := rows[place].id, int) else 0

"""Reading the list of people or matters: their ids in order, and of the rows only those near the cursor."""

from __future__ import annotations

import asyncio
from array import array
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Any

from paratui.domain.errors import ParatuiError
from paratui.services.client_list import ClientList
from paratui.services.client_order import MATTER_ORDERS, PEOPLE_ORDERS, ClientOrder, in_order
from paratui.ui.rests import REST_SECONDS
from paratui.ui.screens import clients_picture as picture
from paratui.ui.screens.client_questions import ClientQuestions
from paratui.ui.screens.rows_awaited import RowsAwaited
from paratui.ui.widgets.record_table import RecordTable
from paratui.ui.widgets.windowed_rows import WindowedRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.ui.widgets.record_rows import RecordId, Row, Spot

# Others' changes are gathered so long before the list is put in order again.
CHANGE_PAUSE = 0.5
PAGE = 100
_IN_SIGHT = 60
# Of more matters than these the clients are not looked up.
_MOST_MATTERS = 200
# Longer than this an answer is not awaited in silence.
_PATIENCE = 0.3


class ClientRows(WindowedRows):
    """The rows of ids that are all known, of which only those near the cursor are drawn."""

    ids: Sequence[int] = ()

    def row(self, index: int) -> Row:
        row = super().row(index)
        return row if isinstance(row.id, int) else picture.not_read_yet(self.ids[index])

    def index_of(self, record: RecordId) -> int | None:
        try:
            return self.ids.index(record) if isinstance(record, int) else None
        except ValueError:
            return None


class ClientReading(RowsAwaited, ClientQuestions):
    """Two lists, of people and of matters, of which one is shown; each keeps what it is narrowed by, its order
    and its place.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ClientList | None = None
        self.matters = False
        self.reading = True
        # Nobody has such a name or number: these are the clients of the matters that fit.
        self.by_matter = False
        # While the rows are exchanged the cursor goes where nobody has moved it.
        self.placing = False
        self.rows = ClientRows(PAGE, self._page_wanted)
        self._typed = {False: "", True: ""}
        self._orders = {False: PEOPLE_ORDERS[0], True: MATTER_ORDERS[0]}
        # Where each list was left, and where the cursor is to stand when the rows are read.
        self._spots: dict[bool, Spot | None] = {False: None, True: None}
        self._coming_back: Spot | None = None
        self._on_the_way: set[int] = set()
        # Who was just entered here: the cursor is there when the list is looked at again.
        self._fresh = 0

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def record(self) -> int:
        """The id under the cursor, 0 for none."""
        cursor = self.table.cursor if self.is_mounted else None
        return cursor if isinstance(cursor, int) else 0

    @property
    def typed(self) -> str:
        """What the shown list is narrowed by."""
        return self._typed[self.matters]

    @property
    def order(self) -> ClientOrder:
        """The order of the shown list."""
        return self._orders[self.matters]

    def narrow(self, typed: str) -> None:
        """Show only what is found by this."""
        if typed != self.typed:
            self._typed[self.matters] = typed
            self.reload(top=bool(typed))

    def put_in_order(self, order: ClientOrder) -> None:
        """Show the list in another order."""
        self._orders[self.matters] = order
        # Who stands on a record goes with it; who has not moved wants to see what comes first now.
        self.reload(top=not self.table.cursor_index)

    def switch(self) -> None:
        """Show the other list, where it was left."""
        self._spots[self.matters] = self.table.spot
        self.show_list(matters=not self.matters)

    def show_list(self, *, matters: bool) -> None:
        """Show people, or matters, where that list was left."""
        self.matters, self._coming_back = matters, self._spots[matters]
        self.table.columns = picture.MATTERS if self.matters else picture.PEOPLE
        self.rows.ids = ()
        self.rows.begin({}, 0)
        self.reload(top=self._coming_back is None)

    def reload(self, *, pause: float = 0.0, top: bool = False, cursor: int = 0) -> None:
        """Read the list anew. The cursor stays on its record, goes to the `top`, or to the one of an id."""
        # Others' changes, which come after a pause, are no rows that somebody waits for.
        if not pause:
            self.rows_there.clear()
        self._on_the_way.clear()
        self.in_background("read", self._read, pause=pause, top=top, cursor=cursor or self._fresh)

    def made(self, record: int) -> None:
        self._fresh = record

    def was_read(self) -> None:
        """The rows are there: draw what stands around them."""
        raise NotImplementedError

    async def _read(self, pause: float, cursor: int, *, top: bool) -> None:
        await asyncio.sleep(pause)
        back = None if top or cursor else self._coming_back
        around = None if top else cursor or (back[0] if back else self.table.cursor)
        self.set_timer(_PATIENCE, self.draw_top)
        try:
            ids, pages = await asyncio.to_thread(self._found, around, narrowing=top)
        except ParatuiError as error:
            self.rows_there.set()
            self.say(str(error), trouble=True)
            return
        self.reading = False
        self.rows_there.set()
        self.placing = True
        self.rows.ids = ids
        self.rows.begin(pages, len(ids))
        if cursor or (top and ids):
            self.table.cursor = cursor or ids[0]
        self.table.show_order(self.order.by, falling=self.order.falling)
        self.table.refresh_rows()
        if back:
            self.table.spot, self._coming_back = back, None
        self.placing = False
        if cursor == self._fresh:
            self._fresh = 0
        self.was_read()

    def draw_top(self) -> None:
        """Draw the first row."""
        raise NotImplementedError

    def _found(self, around: object, *, narrowing: bool) -> tuple[Sequence[int], dict[int, list[Row]]]:
        """The ids of the list, and the pages around a record; in a thread."""
        listed = self.list or ClientList(self.paratui.people, self.paratui.callers.silence)
        rest = partial(sleep, REST_SECONDS)
        if self.list is None or not narrowing:
            listed.read(self._open_items(), rest)
        self.list = listed
        found = listed.matters(self.typed) if self.matters else listed.people(self.typed)
        self.by_matter = not self.matters and not found and bool(self.typed.strip())
        if self.by_matter:
            found = _clients_of(listed, self.typed)
        ids = in_order(found, self.order, listed, matters=self.matters, rest=rest)
        place = ids.index(around) if isinstance(around, int) and around in ids else 0
        first, last = max(0, place - _IN_SIGHT) // PAGE, (place + _IN_SIGHT) // PAGE
        return ids, {page: self._rows_of(ids, page) for page in range(first, last + 1)}

    def _open_items(self) -> list[FollowUp]:
        queue: Any = self.paratui.get_screen("queue")
        items: list[FollowUp] = queue.living.items()
        return items

    def _rows_of(self, ids: Sequence[int], page: int) -> list[Row]:
        if self.list is None:
            return []
        draw = picture.matter_row if self.matters else picture.person_row
        return [draw(one, self.list, self.desk) for one in ids[page * PAGE : (page + 1) * PAGE]]

    def _page_wanted(self, page: int) -> None:
        if page not in self._on_the_way and not self.reading:
            self._on_the_way.add(page)
            self.in_background(f"page {page}", self._read_page, page)

    async def _read_page(self, page: int) -> None:
        ids = self.rows.ids
        try:
            rows = await asyncio.to_thread(self._rows_of, ids, page)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        finally:
            self._on_the_way.discard(page)
        if ids is self.rows.ids and len(rows) == len(ids[page * PAGE : (page + 1) * PAGE]):
            self.rows.put(page, rows)
            self.table.refresh()


def _clients_of(listed: ClientList, typed: str) -> array[int]:
    """The clients of the matters found by what was typed, by name."""
    matters = listed.matters(typed)
    found = (listed.matter(one) for one in matters) if len(matters) <= _MOST_MATTERS else ()
    names = {person.id: person.name.casefold() for matter in found if matter for person in listed.clients(matter)}
    return array("q", sorted(names, key=names.__getitem__))

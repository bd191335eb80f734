"""People and matters: every one of the office, found by typing."""

from __future__ import annotations

import asyncio
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Vertical

from paratui.domain.errors import ParatuiError
from paratui.services.client_list import ClientList
from paratui.services.client_order import MATTER_ORDERS, PEOPLE_ORDERS, ClientOrder, in_order
from paratui.ui.about import About
from paratui.ui.commands.clients import CLIENTS_COMMANDS
from paratui.ui.lull import Lull
from paratui.ui.rests import REST_SECONDS
from paratui.ui.screens import clients_picture as picture
from paratui.ui.screens.client_questions import ClientQuestions
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable
from paratui.ui.widgets.windowed_rows import WindowedRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command
    from paratui.ui.widgets.record_rows import RecordId, Row, Spot

# Others' changes are gathered so long before the list is put in order again.
CHANGE_PAUSE = 0.5
PAGE = 100
_IN_SIGHT = 60
# Longer than this an answer is not awaited in silence.
_PATIENCE = 0.3


class ClientRows(WindowedRows):
    """The rows of ids that are all known, of which only those near the cursor are drawn."""

    ids: list[int] = []  # noqa: RUF012 - replaced whole, never changed

    def row(self, index: int) -> Row:
        row = super().row(index)
        return row if isinstance(row.id, int) else picture.not_read_yet(self.ids[index])

    def index_of(self, record: RecordId) -> int | None:
        try:
            return self.ids.index(record) if isinstance(record, int) else None
        except ValueError:
            return None


class ClientsScreen(ClientQuestions):
    """The list, and below it what a person speaking with the chosen one wants to know."""

    NAME = "Clients"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = CLIENTS_COMMANDS
    DO_NEXT = "press [[clients.find]] and type a name or a number, then Enter."
    HELP_TEXT = (
        "Everybody the office knows, and every matter; Tab changes between the two. [[clients.find]] narrows the "
        "list while you type: beginnings of names, digits of a number, the number of a matter. Enter opens the one "
        "under the cursor with everything that is kept. From wherever one of them is named, [[go.person]] opens the "
        "person and [[go.matter]] the matter, [[go.calls]] shows their calls and [[go.items]] their follow-ups; "
        "[[go.back]] goes back through all of it."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ClientList | None = None
        self.matters = False
        self._typed = {False: "", True: ""}
        self._orders = {False: PEOPLE_ORDERS[0], True: MATTER_ORDERS[0]}
        # Where each list was left, and where the cursor is to stand when the rows are read.
        self._spots: dict[bool, Spot | None] = {False: None, True: None}
        self._coming_back: Spot | None = None
        self._reading = True
        self.rows = ClientRows(PAGE, self._page_wanted)
        self._on_the_way: set[int] = set()
        self._preview_later = Lull(self._preview_soon)

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(
                picture.PEOPLE, self.rows, id="table", on_cursor=self._cursor_moved, on_choose=self._open_soon
            )
            yield Pane(id="preview")
        yield Pane(id="footer")

    def on_resize(self) -> None:
        self.draw_top()
        self.draw_footer()
        self._preview_soon()

    def on_screen_resume(self) -> None:
        # What was changed on the pages of people stands here too.
        self._reload()

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"person", "matter", "follow_up", "call"}:
            self._reload(pause=CHANGE_PAUSE)

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def typed(self) -> str:
        """What the shown list is narrowed by."""
        return self._typed[self.matters]

    @property
    def order(self) -> ClientOrder:
        """The order of the shown list."""
        return self._orders[self.matters]

    @property
    def record(self) -> int:
        """The id under the cursor, 0 for none."""
        cursor = self.table.cursor if self.is_mounted else None
        return cursor if isinstance(cursor, int) else 0

    # Places

    def concerns(self) -> About:
        if not self.record or self.list is None:
            return About()
        if not self.paratui.people.ready:
            # Asked for with every key: nothing is read for it.
            return About((), (self.record,), of_matter=True) if self.matters else About((self.record,))
        if self.matters:
            matter = self.list.matter(self.record)
            return About(matter.clients if matter else (), (self.record,), of_matter=True)
        known = self.list.of(self.record)
        return About((self.record,), tuple(one.id for one in known.matters) if known else ())

    def as_it_stands(self) -> Callable[[], None]:
        matters, typed, spots = self.matters, dict(self._typed), {**self._spots, self.matters: self.table.spot}

        def put_back() -> None:
            if (self.matters, self._typed, self.table.spot) != (matters, typed, spots[matters]):
                self._typed, self._spots = dict(typed), dict(spots)
                self._show_list(matters=matters)

        return put_back

    # Reading

    def _reload(self, *, pause: float = 0.0, top: bool = False) -> None:
        self._on_the_way.clear()
        self.in_background("read", self._read, pause=pause, top=top)

    async def _read(self, pause: float, *, top: bool) -> None:
        await asyncio.sleep(pause)
        back = None if top else self._coming_back
        cursor = None if top else back[0] if back else self.table.cursor
        self.set_timer(_PATIENCE, self.draw_top)
        try:
            ids, pages = await asyncio.to_thread(self._found, cursor, narrowing=top)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        self._reading = False
        self.rows.ids = ids
        self.rows.begin(pages, len(ids))
        if top and ids:
            self.table.cursor = ids[0]
        self.table.nothing = (
            "Nobody fits. [[clients.all]] shows all again."
            if self.typed
            else "No matter is entered yet. [[clients.new]] opens one."
            if self.matters
            else "Nobody is entered yet. [[clients.new]] enters somebody, [[queue.import]] takes them from a file."
        )
        self.table.show_order(self.order.by, falling=self.order.falling)
        self.table.refresh_rows()
        if back:
            self.table.spot, self._coming_back = back, None
        self.draw_top()
        self._preview_soon()
        self.draw_footer()

    def _found(self, cursor: object, *, narrowing: bool) -> tuple[list[int], dict[int, list[Row]]]:
        """The ids of the list, and the pages around the cursor; in a thread."""
        listed = self.list or ClientList(self.paratui.people, self.paratui.callers.silence)
        rest = partial(sleep, REST_SECONDS)
        if self.list is None or not narrowing:
            listed.read(self._open_items(), rest)
        self.list = listed
        found = listed.matters(self.typed) if self.matters else listed.people(self.typed)
        ids = in_order(found, self.order, listed, matters=self.matters, rest=rest)
        place = ids.index(cursor) if cursor in ids else 0
        first, last = max(0, place - _IN_SIGHT) // PAGE, (place + _IN_SIGHT) // PAGE
        return ids, {page: self._rows_of(ids, page) for page in range(first, last + 1)}

    def _open_items(self) -> list[FollowUp]:
        queue: Any = self.paratui.get_screen("queue")
        items: list[FollowUp] = queue.living.items()
        return items

    def _rows_of(self, ids: list[int], page: int) -> list[Row]:
        if self.list is None:
            return []
        draw = picture.matter_row if self.matters else picture.person_row
        return [draw(one, self.list, self.desk) for one in ids[page * PAGE : (page + 1) * PAGE]]

    def _page_wanted(self, page: int) -> None:
        if page not in self._on_the_way and not self._reading:
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

    # Drawing

    def draw_top(self) -> None:
        look = self.look
        left = Text(" ").append("Clients", look.key)
        left.append(f'  "{self.typed}"' if self.typed else "", look.accent)
        number, one = len(self.rows), "matter" if self.matters else "person"
        many = "matters" if self.matters else "people"
        left.append("  reading ..." if self._reading else f"  {number:,} {one if number == 1 else many}", look.plain)
        left.append(f"  {self.desk.office.firm}", look.quiet)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], self.size.width)], {0: look.bar})

    def _cursor_moved(self, record: object) -> None:
        self.hush()
        if record is not None:
            self._preview_later.begin()
        else:
            self._preview_soon()

    def _preview_soon(self) -> None:
        self._preview_later.end()
        if self.is_mounted:
            self.in_background("preview", self._draw_preview, self.record)

    async def _draw_preview(self, record: int) -> None:
        lines: list[Text] = []
        if record and self.list:
            about = picture.of_matter if self.matters else picture.of_person
            facts = await self.attempt(partial(about, self.list, record, self.desk))
            pane = self.query_one("#preview", Pane)
            lines = picture.preview(facts or [], self.look, pane.size.width)[: pane.size.height]
        self.query_one("#preview", Pane).show(lines)

    # What can be done

    def _open_soon(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("clients.open"))

    async def open_chosen(self) -> None:
        """The page of the person or matter under the cursor."""
        open_page = self.paratui.open_matter if self.matters else self.paratui.open_client
        await open_page(self.record)

    async def ask_words(self) -> None:
        """Find while typing."""

        def narrowed(typed: str) -> str:
            if typed != self.typed:
                self._typed[self.matters] = typed
                self._reload(top=True)
            return "Enter keeps the search, [[clients.all]] takes it away"

        async def kept(_typed: str) -> Answered:
            return ""

        what = "matter" if self.matters else "person"
        await self.ask(f"Find a {what}", kept, value=self.typed, marked=True, preview=narrowed)

    def show_all(self) -> None:
        self._typed[self.matters] = ""
        self._reload()

    async def ask_order(self) -> None:
        """By which column the list is in order; the same again turns it round."""
        orders = {one.by: one for one in (MATTER_ORDERS if self.matters else PEOPLE_ORDERS)}

        async def chosen(by: str) -> None:
            now = self.order
            self._orders[self.matters] = now.turned() if by == now.by else orders[by]
            # Who stands on a record goes with it; who has not moved wants to see what comes first now.
            self._reload(top=not self.table.cursor_index)

        choices = [(by[0].lower(), by, by.lower()) for by in orders]
        await self.choose("In the order of which column? (the same again turns it round)", choices, chosen)

    def switch(self) -> None:
        """Show the other list, where it was left."""
        self._spots[self.matters] = self.table.spot
        self._show_list(matters=not self.matters)

    def _show_list(self, *, matters: bool) -> None:
        self.matters, self._coming_back = matters, self._spots[matters]
        self.table.columns = picture.MATTERS if self.matters else picture.PEOPLE
        self.rows.ids = []
        self.rows.begin({}, 0)
        self._reload(top=self._coming_back is None)

    async def call_now(self) -> None:
        """Open a call to the person, or to the first client of the matter."""
        await self.call_about(self._client(), self.record if self.matters else 0)

    def _client(self) -> int:
        if not self.matters:
            return self.record
        matter = self.paratui.people.matter_of(self.record)
        return next(iter(matter.clients), 0) if matter else 0

    async def ask_new(self) -> None:
        """A new person, or a new matter."""
        if self.matters:
            await self.ask_new_matter(None)
        else:
            await self.ask_new_person()

    async def undo(self) -> None:
        await self.undo_last()
        self._reload()

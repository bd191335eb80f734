"""People and matters: every one of the office, found by typing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Vertical

from paratui.services.client_order import MATTER_ORDERS, PEOPLE_ORDERS
from paratui.ui.about import About
from paratui.ui.commands.clients import CLIENTS_COMMANDS
from paratui.ui.lull import Lull
from paratui.ui.screens import clients_picture as picture
from paratui.ui.screens.client_reading import CHANGE_PAUSE
from paratui.ui.screens.letter_keys import LetterKeys
from paratui.ui.screens.marked_people import MarkedPeople
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from paratui.services.actions import Latest, Undone
    from paratui.services.desk import Desk
    from paratui.ui.commands.command import Command


class ClientsScreen(LetterKeys, MarkedPeople):
    """The list, and below it what a person speaking with the chosen one wants to know."""

    NAME = "Clients"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = CLIENTS_COMMANDS
    DO_NEXT = "press [[clients.find]] and type a name or a number, then Enter."
    HELP_TEXT = (
        "Everybody the office knows, and every matter; Tab changes between the two. Letters are keys here: "
        "[[clients.find]] narrows the list while you type beginnings of names, digits of a number, the number of a "
        "matter. Enter opens the one under the cursor with everything that is kept. [[clients.mark]] marks people, "
        "also while another search is on; then [[clients.merge]] makes one record of two, [[clients.export]] writes "
        "only these to a file, [[clients.all]] takes the marks away. From wherever one of them is named, "
        "[[go.person]] opens the person and [[go.matter]] the matter, [[go.calls]] shows their calls and "
        "[[go.items]] their follow-ups; [[go.back]] goes back through all of it."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rest_later = Lull(self._show_rest)

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
        self.reload()

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"person", "matter", "follow_up", "call"}:
            self.reload(pause=CHANGE_PAUSE)

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
                self.show_list(matters=matters)

        return put_back

    # Drawing

    def was_read(self) -> None:
        self.table.nothing = (
            self.keyed("Nobody fits. [[clients.all]] shows all again.")
            if self.typed
            else self.keyed("No matter is entered yet. [[clients.new]] opens one.")
            if self.matters
            else self.keyed(
                "Nobody is entered yet. [[clients.new]] enters somebody, [[clients.import]] takes them from a file."
            )
        )
        self.draw_top()
        self._preview_soon()
        self.draw_footer()

    def draw_top(self) -> None:
        look = self.look
        left = Text(" ").append("Clients", look.key)
        left.append(f'  "{self.typed}"' if self.typed else "", look.accent)
        number, one = len(self.rows), "matter" if self.matters else "person"
        many = "matters" if self.matters else "people"
        counted = f"{number:,} {one if number == 1 else many}{' by matter' if self.by_matter and number else ''}"
        more = ", entering more ..." if self.paratui.people.lags else ""
        left.append("  reading ..." if self.reading else f"  {counted}{more}", look.plain)
        left.append(f"  {self.desk.office.firm}", look.quiet)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], self.size.width)], {0: look.bar})

    def _cursor_moved(self, record: object) -> None:
        if not self.placing:
            self.hush()
        if record is not None:
            self._rest_later.begin()
        else:
            self._show_rest()

    def _show_rest(self) -> None:
        """Show what else goes by the row under the cursor: its preview, and what can be done with it."""
        self._preview_soon()
        self.draw_footer()

    def _preview_soon(self) -> None:
        self._rest_later.end()
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
        from paratui.ui.screens.find import Find  # noqa: PLC0415 - a question is not needed for the first picture

        def narrowed(typed: str) -> str:
            self.narrow(typed)
            return ""

        what = "matter" if self.matters else "person"
        find = Find(self, f"Find a {what}", narrowed, value=self.typed, rid="clients.all")
        await self.app.push_screen(find)

    async def ask_order(self) -> None:
        """By which column the list is in order; the same again turns it round."""
        orders = {one.by: one for one in (MATTER_ORDERS if self.matters else PEOPLE_ORDERS)}

        async def chosen(by: str) -> None:
            self.put_in_order(self.order.turned() if by == self.order.by else orders[by])

        choices = [(by[0].lower(), by, by.lower()) for by in orders]
        await self.choose("In the order of which column? (the same again turns it round)", choices, chosen)

    async def ask_call(self) -> None:
        """Ask before a call is opened to the person, or to the first client of the matter."""
        client = self.record
        if self.matters:
            matter = self.paratui.people.matter_of(self.record)
            client = next(iter(matter.clients), 0) if matter else 0
        known = await self.attempt(partial(self.paratui.people.person, client)) if client else None
        about = self.record if self.matters else 0
        if known is None:
            await self.call_about(client, about)
            return

        async def chosen(_call: str) -> None:
            await self.call_about(client, about)

        choices = [(self.same_key("clients.call"), "call", "once more opens it")]
        await self.choose(f"Open a call with {known.person.name}?", choices, chosen)

    async def ask_new(self) -> None:
        """A new person, or a new matter."""
        if self.matters:
            await self.ask_new_matter(None)
        else:
            await self.ask_new_person()

    def is_of_here(self, last: Latest) -> bool:  # noqa: ARG002 - a list shows nothing of it
        return False

    async def show_taken_back(self, undone: Undone) -> None:  # noqa: ARG002 - the list is read anew
        self.reload()

    async def ask_take_back(self, question: str, then: Callable[[str], Awaitable[None]]) -> None:
        choices = [(self.same_key("clients.undo"), "undo", "once more takes it back")]
        await self.choose(question, choices, then)

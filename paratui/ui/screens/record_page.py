"""The page of one record: what is kept of it in rows, each changed or opened where it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from paratui.domain.call_filter import CallFilter
from paratui.services.client_changes import told_changes
from paratui.services.contradictions import contradictions
from paratui.services.timeline import Timeline
from paratui.services.wanted_calls import wanted_calls
from paratui.ui.look import styled
from paratui.ui.screens.client_questions import ClientQuestions
from paratui.ui.screens.page import Page
from paratui.ui.screens.record_picture import COLUMNS, contradiction_lines, version_lines
from paratui.ui.screens.timeline import TimelinePage
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_rows import ListedRows, set_apart
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text
    from textual.app import ComposeResult

    from paratui.domain.call_row import CallRow
    from paratui.services.actions import Latest, Undone
    from paratui.services.contradictions import Contradiction
    from paratui.services.desk import Desk
    from paratui.store.interface import Revision
    from paratui.ui.area import Area
    from paratui.ui.widgets.record_rows import Row, Spot

# So many of the newest calls stand on the page.
LAST_CALLS = 5


class RecordPage(ClientQuestions):
    """A person or a matter by its id. `spot` is where the cursor begins."""

    WHAT, KIND = "", ""

    def __init__(self, desk: Desk, record: int, spot: Spot = (None, 0)) -> None:
        super().__init__(desk)
        self.record = record
        self.differing: list[Contradiction] = []
        self.calls: list[CallRow] = []
        self._calls_missed = False
        self._rows = ListedRows()
        self._spot = spot
        # While the rows are exchanged nobody moves the cursor: what was just said stays.
        self._placing = False

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield RecordTable(
            COLUMNS,
            self._rows,
            id="table",
            titles=False,
            spaced=False,
            on_cursor=self._cursor_moved,
            on_choose=self._change_soon,
        )
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.in_background("page", self._read)
        self.in_background("contradictions", self._compare)

    def on_resize(self) -> None:
        self.draw()

    def on_screen_resume(self) -> None:
        self.in_background("page", self._read)
        if self._calls_missed:
            self.in_background("contradictions", self._compare)

    @property
    def asked_of(self) -> int:
        return self.record

    def changed(self, kinds: set[str]) -> None:
        if not self.is_current:
            # Many pages may lie under the one that is looked at; each reads when it comes to the top again.
            self._calls_missed = self._calls_missed or "call" in kinds
        elif kinds & {"person", "matter", "follow_up", "call"}:
            self.in_background("page", self._read)
            if "call" in kinds:
                self.in_background("contradictions", self._compare)

    def refreshed(self) -> None:
        self.in_background("page", self._read)

    async def _read(self) -> None:
        if await self.attempt(self.read_shown):
            self.draw()

    async def _compare(self) -> None:
        # What the calls tell comes after what is kept: without an index it takes a while.
        self._calls_missed = False
        await self.attempt(self.read_calls)
        self.draw()

    def read_calls(self) -> None:
        """Read what the calls tell, in a thread."""
        people, matter = self.whose()
        person, *merged = people or (0,)
        wanted = CallFilter(person_id=person, merged=tuple(merged), matter_id=matter)
        self.calls = wanted_calls(self.desk, wanted, LAST_CALLS, lines=False)
        self.differing = contradictions(self.desk, people, matter)

    # What a page of its kind says

    def read_shown(self) -> bool:
        """Read what is shown, in a thread."""
        raise NotImplementedError

    def whose(self) -> tuple[tuple[int, ...], int]:
        """The ids of the person, or the id of the matter."""
        raise NotImplementedError

    def rows_shown(self, width: int) -> list[Row]:
        """The rows as things stand."""
        raise NotImplementedError

    def named(self) -> tuple[str, str]:
        """The name in the first row, and what stands beside it."""
        raise NotImplementedError

    def revisions(self) -> list[Revision]:
        """Every version of the record."""
        raise NotImplementedError

    async def change_row(self) -> None:
        """Change or open what the cursor is on."""
        raise NotImplementedError

    async def call_now(self) -> None:
        """Open a call."""
        raise NotImplementedError

    def timeline(self) -> Timeline:
        """Everything that happened."""
        people, matter = self.whose()
        return Timeline(self.desk, people, matter)

    # Drawing

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def chosen_row(self) -> str:
        """The id of the row under the cursor, without the place of a wrapped line in it."""
        return str(self.table.cursor or "").partition("|")[0] if self.is_mounted else ""

    @property
    def again(self) -> Callable[[], Area]:
        made, desk, record, spot = type(self), self.desk, self.record, self.table.spot
        return lambda: made(desk, record, spot)

    def draw(self) -> None:
        """Draw the page from what was read."""
        if not self.is_mounted or not self.size.width:
            return
        look = self.look
        name, beside = self.named()
        top = styled(" ", look.plain).append(self.WHAT, look.key).append(f"  {name}", look.strong)
        top.append(f"  {beside}" if beside else "", look.plain)
        self.query_one("#top", Pane).show([self.paratui.top_line(top, [], self.size.width)], {0: look.bar})
        rows = self.rows_shown(max(20, self.size.width - 21))
        self._rows.rows = set_apart(rows) if self.paratui.own.is_roomy else rows
        self._placing = True
        self.table.refresh_rows()
        if self._rows.index_of(self._spot[0]) is not None:
            self.table.spot, self._spot = self._spot, (None, 0)
        self._placing = False
        self.draw_footer()

    def _cursor_moved(self, _record: object) -> None:
        if not self._placing:
            self.hush()
        self.draw_footer()

    def _change_soon(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("record.change"))

    # What can be done

    async def show_timeline(self) -> None:
        await self.app.push_screen(TimelinePage(self.desk, self.named()[0], self.concerns(), self.timeline))

    async def show_contradictions(self) -> None:
        await self.app.push_screen(
            Page(self, f"Told differently: {self.named()[0]}", partial(contradiction_lines, self))
        )

    async def show_versions(self) -> None:
        revisions = await self.attempt(self.revisions)
        if revisions is not None:
            told = told_changes(revisions, self.paratui.name_of)
            lines: Callable[[int], list[Text]] = partial(version_lines, self, told)
            await self.app.push_screen(Page(self, f"Versions: {self.named()[0]}", lines))

    def is_of_here(self, last: Latest) -> bool:
        return (self.KIND, self.record) in last.about

    async def show_taken_back(self, undone: Undone) -> None:  # noqa: ARG002 - the page is read anew
        await self._read()

    def open_row(self, kind: str, which: str) -> Any:
        """What Enter on a row of another record opens; None for a row of this one's own."""
        openers: dict[str, Callable[[int], Any]] = {
            "person": self.paratui.open_client,
            "matter": self.paratui.open_matter,
            "call": self.paratui.open_call,
            "item": self.paratui.show_item,
        }
        return openers[kind](int(which)) if kind in openers else None

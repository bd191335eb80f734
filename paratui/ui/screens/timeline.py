"""Everything of a person or a matter, newest first, as far as somebody scrolls."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.call import Call
from paratui.domain.names_of_call import names_of_call
from paratui.domain.spoken_time import clock_time, day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.timeline import PIECE
from paratui.ui.area import Area
from paratui.ui.commands.record_pages import TIMELINE_COMMANDS
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_rows import ListedRows
from paratui.ui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from paratui.services.desk import Desk
    from paratui.services.timeline import Entry, Timeline
    from paratui.ui.about import About
    from paratui.ui.commands.command import Command
    from paratui.ui.widgets.record_rows import Spot

COLUMNS = (
    Column("When", width=18),
    Column("What", width=11),
    Column("", narrowest=16),
    Column("Who", width=6, drop=1),
)
SORTS = {"made": "item made", "closed": "item closed", "opened": "entered"}
# The next entries are read when the cursor is so near the last one.
_NEAR = 40


class TimelinePage(Area):
    """A list that grows downwards while it is read."""

    NAME = "Timeline"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = TIMELINE_COMMANDS
    DO_NEXT = "Enter opens what a line tells of; Esc comes back."
    HELP_TEXT = (
        "Everything that happened, newest first: calls, what was reported or instructed on them, items made and "
        "closed. Enter opens the call or item behind a line; Backspace comes back to the same line."
    )

    def __init__(
        self,
        desk: Desk,
        whom: str,
        about: About,
        begin: Callable[[], Timeline],
        read: int = 0,
        spot: Spot = (None, 0),
    ) -> None:
        super().__init__(desk)
        self._of_whom = whom
        self._about = about
        self._begin = begin
        self._timeline: Timeline | None = None
        self._rows = ListedRows()
        self._entries: dict[str, Entry] = {}
        # How many entries stood here, and where the cursor was.
        self._read_before = read
        self._spot = spot
        self._reading = False
        # The calls that are read whole already, for the names in them.
        self._heard: set[int] = set()

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield RecordTable(
            COLUMNS, self._rows, id="table", on_cursor=self._cursor_moved, on_choose=self._open_soon
        )
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.in_background("timeline", self._read_on)

    def on_resize(self) -> None:
        self._draw()
        if self._timeline and self.paratui.own.is_discreet:
            # It may be so from just now on.
            self.in_background("names", self._learn_names)

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"call", "follow_up"} and not self._reading:
            self._timeline = None
            self.in_background("timeline", self._read_on)

    @property
    def again(self) -> Callable[[], Area]:
        desk, whom, about, begin = self.desk, self._of_whom, self._about, self._begin
        read, spot = len(self._rows.rows), self.table.spot
        return lambda: TimelinePage(desk, whom, about, begin, read, spot)

    def concerns(self) -> About:
        return self._about

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries.get(str(self.table.cursor)) if self.is_mounted else None

    async def _read_on(self) -> None:
        self._reading = True
        timeline = self._timeline or self._begin()
        # As much as stood there before somebody changed something.
        wanted = max(PIECE, self._read_before, 0 if self._timeline else len(self._rows.rows))
        self._read_before = 0
        if await self.attempt(lambda: self._more(timeline, wanted)) is not None:
            self._timeline = timeline
            self._entries = {one.key: one for one in timeline.entries}
            self._rows.rows = [self._row(one) for one in self._entries.values()]
            self.table.nothing = "Nothing has happened yet. A call stands here once it is in the log; Esc goes back."
            self.table.refresh_rows()
            self.table.spot, self._spot = self._spot, (None, 0)
        self._reading = False
        self._draw()

    def _more(self, timeline: Timeline, wanted: int) -> int:
        number = timeline.more(wanted)
        if self.paratui.own.is_discreet:
            self._tell_names(timeline)
        return number

    async def _learn_names(self) -> None:
        if self._timeline:
            fresh = await self.attempt(partial(self._tell_names, self._timeline))
            if fresh:
                self.table.refresh_rows()

    def _tell_names(self, timeline: Timeline) -> int:
        """Tell whom these calls name, of whom their rows in the index may know nothing; how many calls were new."""
        calls = {one.call for one in timeline.entries if one.call} - self._heard
        docs = filter(None, (self.desk.store.get("call", call) for call in calls))
        self.paratui.hide_names([name for doc in docs for name in names_of_call(Call.read(doc))])
        self._heard |= calls
        return len(calls)

    def _row(self, entry: Entry) -> Row:
        moment = from_utc_text(entry.at)
        tz = self.desk.office.tz
        at = f"{day_words(moment, self.desk.now(), tz)} {clock_time(moment, tz)}"
        who = "you" if entry.by == self.desk.me.login else self.paratui.name_of(entry.by) if entry.by else ""
        words = f"{entry.words} REPORTED" if entry.sort == "date" else entry.words
        cells = (at, SORTS.get(entry.sort, entry.sort), words, who)
        return Row(entry.key, cells, style="" if entry.sort == "call" else "muted")

    def _draw(self) -> None:
        if not self.is_mounted or not self.size.width:
            return
        look = self.look
        number = len(self._rows.rows)
        more = "" if self._timeline and self._timeline.whole else "+"
        top = Text(" ").append("Timeline", look.key).append(f"  {self._of_whom}", look.strong)
        top.append("  reading ..." if self._timeline is None else f"  {number:,}{more}", look.plain)
        self.query_one("#top", Pane).show([self.paratui.top_line(top, [], self.size.width)], {0: look.bar})
        self.draw_footer()

    def _cursor_moved(self, _record: object) -> None:
        self.hush()
        self.draw_footer()
        at = self.table.cursor_index
        if (
            self._timeline
            and not self._timeline.whole
            and not self._reading
            and at is not None
            and at > len(self._rows) - _NEAR
        ):
            self.in_background("timeline", self._read_on)

    def _open_soon(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("timeline.open"))

    async def open_entry(self) -> None:
        """The call an entry comes from, else its item."""
        entry = self.entry
        if entry and entry.call:
            await self.paratui.open_call(entry.call)
        elif entry:
            await self.paratui.show_item(entry.item)

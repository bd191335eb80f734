"""The queue: what was promised, to whom, by when, and who has it. The home of the program."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Vertical

from paratui.domain.errors import ParatuiError
from paratui.domain.note_line import Kind
from paratui.domain.queue_filter import QueueFilter
from paratui.services.queue import Queue
from paratui.ui.commands.queue import QUEUE_COMMANDS
from paratui.ui.screens.item_questions import ItemQuestions
from paratui.ui.screens.queue_picture import COLUMNS, NARROW_COLUMNS, QueueRows, preview, rows_of
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.queue_order import Placed
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

NARROW = 64
KIND_FILTERS = ("", Kind.PROMISE.value, Kind.CLIENT_TASK.value, Kind.QUESTION.value)
KIND_WORDS = {
    Kind.PROMISE.value: "promises",
    Kind.CLIENT_TASK.value: "client tasks",
    Kind.QUESTION.value: "questions for the attorney",
}


class QueueScreen(ItemQuestions):
    """The follow-ups in sections, the source of the chosen one below."""

    NAME = "Queue"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = QUEUE_COMMANDS
    HELP_TEXT = (
        "What was promised, to whom, by when, and who has it. Sections: overdue, today, next (seven days), "
        "waiting (on the attorney, the client, somebody else) and later (also what is snoozed). ? says why an item "
        "stands where it stands. The pane below shows the lines of the call it came from."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = Queue(desk)
        self.filter = QueueFilter()
        self._rows = QueueRows()
        self._placed: dict[int, Placed] = {}
        self._counts: Counter[str] = Counter()

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(COLUMNS, self._rows, id="table", on_cursor=self._cursor_moved, on_choose=self._chosen)
            yield Pane(id="preview")
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.set_interval(30, self.reload)
        self.call_after_refresh(self.paratui.settled_in)

    def on_resize(self) -> None:
        self.reload()
        self._show_preview()

    def on_screen_resume(self) -> None:
        self.reload()

    def changed(self, kinds: set[str]) -> None:
        if not kinds & {"follow_up", "call", "staff"}:
            return
        looked_at = self.item
        self.reload()
        if looked_at and self.item != looked_at:
            now = self.queue.item(looked_at.id)
            if now and now.history and now.rev != looked_at.rev:
                self.say(f"{now.history[-1].by}: #{now.number} {now.history[-1].what}")

    # What is shown

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def item(self) -> FollowUp | None:
        """The follow-up under the cursor."""
        cursor = self.table.cursor if self.is_mounted else None
        placed = self._placed.get(cursor) if isinstance(cursor, int) else None
        return placed.item if placed else None

    def reload(self) -> None:
        """Read the queue anew; the cursor stays on its record."""
        try:
            everything = self.queue.items()
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        placed = [one for one in everything if self.filter.keeps(one.item)]
        self._counts = Counter(one.section for one in everything)
        self._placed = {one.item.id: one for one in placed}
        self.table.nothing = self._nothing_words()
        narrow = 0 < self.size.width < NARROW
        columns = NARROW_COLUMNS if narrow else COLUMNS
        if self.table.columns != columns:
            self.table.columns = columns
        if self._rows.fill(rows_of(placed, self.desk, narrow=narrow)):
            self.table.refresh_rows()
        self._show_preview()
        self._draw_top()
        self.draw_footer()

    def next_item(self) -> int:
        place = self.table.cursor_index
        rows = [] if place is None else [self._rows.row(at) for at in range(place + 1, len(self._rows))]
        return next((row.id for row in rows if isinstance(row.id, int)), 0)

    def section_of(self, record: int) -> str:
        placed = self._placed.get(record)
        return placed.section if placed else ""

    def _nothing_words(self) -> str:
        if self.filter != QueueFilter():
            return "Nothing fits the filter. x takes it away."
        return "The queue is empty. F3 takes a call; a line starting with > becomes a follow-up. n writes one."

    def _draw_top(self) -> None:
        look, parts, counts = self.look, [], self._counts
        words = self._filter_words()
        left = Text(" ")
        left.append("Queue", look.key)
        left.append(f"  {words}" if words else "", look.accent)
        left.append(f"  {self.desk.office.firm}", look.quiet)
        if counts["overdue"]:
            parts.append((f"{counts['overdue']} late", look.late))
        parts.append((f"{counts['today']} today", look.plain))
        self.query_one("#top", Pane).show([self.paratui.top_line(left, parts, self.size.width)], {0: look.bar})

    def _filter_words(self) -> str:
        said = []
        if self.filter.assignee:
            said.append("mine")
        if self.filter.kind:
            said.append(KIND_WORDS[self.filter.kind])
        if self.filter.person_id:
            known = self.paratui.people.person(self.filter.person_id)
            said.append(known.person.name if known else "one client")
        if self.filter.words:
            said.append(f'"{self.filter.words}"')
        return " · ".join(said)

    # The preview

    def _cursor_moved(self, _record: object) -> None:
        self.hush()
        self._show_preview()

    def _show_preview(self) -> None:
        if self.is_mounted:
            self.in_background("preview", self._read_preview, self.item)

    async def _read_preview(self, item: FollowUp | None) -> None:
        call = await asyncio.to_thread(self.paratui.call_log.call, item.call) if item and item.call else None
        number = await asyncio.to_thread(self.paratui.number_to_dial, item) if item else ""
        width = max(20, self.size.width - 2)
        self.query_one("#preview", Pane).show(preview(item, call, number, self.desk, self.look, width))

    # Filters

    def filtered(self) -> bool:
        """Whether some items are left out."""
        return self.filter != QueueFilter()

    def toggle_mine(self) -> None:
        self._filtered(self.filter._replace(assignee="" if self.filter.assignee else self.desk.me.login))

    def next_kind(self) -> None:
        place = KIND_FILTERS.index(self.filter.kind)
        self._filtered(self.filter._replace(kind=KIND_FILTERS[(place + 1) % len(KIND_FILTERS)]))

    def only_this_client(self) -> None:
        person = 0 if self.filter.person_id or not self.item else self.item.person_id
        self._filtered(self.filter._replace(person_id=person))

    async def ask_words(self) -> None:
        def typed(words: str) -> str:
            self._filtered(self.filter._replace(words=words))
            return f"{len(self._placed)} found; Enter keeps the filter, x takes it away"

        async def kept(_words: str) -> Answered:
            return ""

        await self.ask("Find in the queue", kept, value=self.filter.words, marked=True, preview=typed)

    def show_all(self) -> None:
        self._filtered(QueueFilter())

    def _filtered(self, wanted: QueueFilter) -> None:
        self.filter = wanted
        self.reload()

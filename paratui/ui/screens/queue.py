"""The queue: what was promised, to whom, by when, and who has it. The home of the program."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Vertical

from paratui.domain.note_line import Kind
from paratui.domain.queue_filter import QueueFilter
from paratui.ui.about import About
from paratui.ui.commands.queue import QUEUE_COMMANDS
from paratui.ui.lull import Lull
from paratui.ui.screens.item_asides import ItemAsides
from paratui.ui.screens.queue_kept_up import QueueKeptUp
from paratui.ui.screens.queue_picture import COLUMNS, QueueRows, columns_for, preview
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual.app import ComposeResult

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.importance import Standing
    from paratui.services.desk import Desk
    from paratui.services.queue import Queue
    from paratui.ui.commands.command import Command

NARROW = 64
KIND_FILTERS = ("", Kind.PROMISE.value, Kind.CLIENT_TASK.value, Kind.QUESTION.value)
KIND_WORDS = {
    Kind.PROMISE.value: "promises",
    Kind.CLIENT_TASK.value: "client tasks",
    Kind.QUESTION.value: "questions for the attorney",
}


class QueueScreen(QueueKeptUp):
    """The follow-ups in sections, the source of the chosen one below."""

    NAME = "Queue"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = QUEUE_COMMANDS
    DO_NEXT = (
        "begin with the first one: [[queue.call]] calls, [[queue.done]] closes it with what came of it, "
        "[[queue.snooze]] hides it until a time."
    )
    HELP_TEXT = (
        "What was promised, to whom, by when, and who has it. Sections: overdue, today, next (seven days), waiting "
        "(on the attorney, the client, somebody else) and later (also what is snoozed). In each the most pressing "
        "stands first; [[queue.why]] says why an item stands where it stands, and which clocks there are. The pane "
        "below shows the lines of the call it came from."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter = QueueFilter()
        self._rows = QueueRows(self.living, desk)
        self._rest_later = Lull(self._show_rest)
        self._drawing = False

    @cached_property
    def queue(self) -> Queue:  # type: ignore[override]  # loaded with the first action, not with the first picture
        """What is done with an item."""
        from paratui.services.queue import Queue  # noqa: PLC0415 - as above

        return Queue(self.desk)

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(COLUMNS, self._rows, id="table", on_cursor=self._cursor_moved, on_choose=self._chosen)
            yield Pane(id="preview")
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.set_interval(30, self.reload)
        self.call_after_refresh(self._first_picture_shown)

    def _first_picture_shown(self) -> None:
        from paratui.ui.status_updates import LOOK_SECONDS, StatusTurns  # noqa: PLC0415 - after the first picture

        self.is_pictured = True
        self._show_preview()
        self.draw_footer()
        self.set_interval(LOOK_SECONDS, StatusTurns(self).look)
        self.paratui.settled_in()
        if not self.living.is_read:
            self.changed({"follow_up"})

    def on_resize(self) -> None:
        self.reload()
        self._show_preview()

    def on_screen_resume(self) -> None:
        self.reload()

    # What is shown

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def item(self) -> FollowUp | None:
        """The follow-up under the cursor."""
        return self.living.item(self.table.cursor) if self.is_mounted else None

    def seen(self, record: object) -> FollowUp | None:
        return self.living.item(record)

    def shown_records(self) -> list[int]:
        return [self.living.at(place).id for place in range(len(self.living))]

    def _draw(self) -> None:
        self.table.nothing = self._nothing_words()
        narrow = 0 < self.size.width < NARROW
        columns = columns_for(self.living.highest_number, narrow=narrow)
        if self.table.columns != columns:
            self.table.columns = columns
        if self._rows.renew(self.paratui.presence, ItemAsides(self.paratui).before, narrow=narrow):
            self._drawing = True
            self.table.refresh_rows()
            self._drawing = False
        self._show_preview()
        self._draw_top()
        self.draw_footer()

    def next_item(self, beside: Collection[int] = ()) -> int:
        place = self.living.place(self.table.cursor)
        below = () if place is None else range(place + 1, len(self.living))
        return next((one for at in below if (one := self.living.at(at).id) not in beside), 0)

    def section_of(self, record: int) -> str:
        return self.living.section(record)

    def standing_of(self, record: int) -> Standing:
        return self.living.standing(record)

    def _nothing_words(self) -> str:
        if self.filter != QueueFilter():
            return self.keyed("Nothing fits the filter. [[queue.all]] takes it away.")
        return (
            self.keyed("The queue is empty. [[go.call]] takes a call; a line starting with > becomes a follow-up. "
            "[[queue.new]] writes one.")
        )

    def _draw_top(self) -> None:
        look, parts, counts = self.look, [], self.living.counts()
        words = self._filter_words()
        left = Text(" ")
        left.append("Queue", look.key)
        left.append(f"  {words}" if words else "", look.accent)
        left.append(f"  {self.desk.office.firm}", look.quiet)
        if counts["overdue"]:
            parts.append((f"{counts['overdue']} late", look.late))
        parts.append((f"{counts['today']} today", look.plain))
        about = self.item.person_id if self.item else 0
        self.query_one("#top", Pane).show([self.paratui.top_line(left, parts, self.size.width, about)], {0: look.bar})

    def _filter_words(self) -> str:
        said = []
        if self.filter.assignee:
            said.append("mine")
        if self.filter.kind:
            said.append(KIND_WORDS[self.filter.kind])
        if self.filter.person_id:
            known = self.paratui.people.person(self.filter.person_id)
            said.append(known.person.name if known else "one client")
        if self.filter.matter_id:
            matter = self.paratui.people.matter_of(self.filter.matter_id)
            said.append(f"{matter.title} {matter.number}".strip() if matter else "one matter")
        if self.filter.words:
            said.append(f'"{self.filter.words}"')
        return " · ".join(said)

    # The preview

    async def run_command(self, command: Command[Any], words: str = "") -> None:
        self._unmoved = False
        await super().run_command(command, words)

    def _cursor_moved(self, record: object) -> None:
        self._unmoved = self._unmoved and self._drawing
        self.hush()
        self.paratui.given.looked_at(record)
        self._draw_top()
        if record is not None:
            self._rest_later.begin()
        else:
            self._show_rest()

    def _show_rest(self) -> None:
        """Show what else goes by the row under the cursor: its preview, and what can be done with it."""
        self._show_preview()
        self.draw_footer()

    def _show_preview(self) -> None:
        self._rest_later.end()
        # What reading it loads would hold up the first picture.
        if self.is_pictured:
            self.in_background("preview", self._read_preview, self.item)

    async def _read_preview(self, item: FollowUp | None) -> None:
        call = await asyncio.to_thread(self.paratui.call_log.call, item.call) if item and item.call else None
        number = await asyncio.to_thread(self.paratui.number_to_dial, item) if item else ""
        there = await asyncio.to_thread(self.paratui.due_there, item) if item else ""
        shown = preview(item, call, number, self.paratui, max(20, self.size.width - 2), there)
        self.query_one("#preview", Pane).show(shown)

    # Filters

    def filtered(self) -> bool:
        """Whether some items are left out."""
        return self.filter != QueueFilter()

    def toggle_mine(self) -> None:
        if not self.filter.assignee:
            self.paratui.given.looked_through()
        whose = QueueFilter() if self.filter.assignee else QueueFilter.of(self.desk.me, self.living.gone)
        self._filtered(self.filter._replace(assignee=whose.assignee, attorney=whose.attorney, gone=whose.gone))

    def filter_as_i_am(self) -> None:
        if self.filter.assignee:
            mine = QueueFilter.of(self.desk.me, self.living.gone)
            self.filter = self.filter._replace(attorney=mine.attorney, gone=mine.gone)
            self.living.only(self.filter)

    def next_kind(self) -> None:
        place = KIND_FILTERS.index(self.filter.kind)
        self._filtered(self.filter._replace(kind=KIND_FILTERS[(place + 1) % len(KIND_FILTERS)]))

    def only_this_client(self) -> None:
        person = 0 if self.filter.person_id or not self.item else self.item.person_id
        self._filtered(self.filter._replace(person_id=person))

    async def ask_words(self) -> None:
        """Find while typing."""
        from paratui.ui.screens.find import Find  # noqa: PLC0415 - a question is not needed for the first picture

        def typed(words: str) -> str:
            self._filtered(self.filter._replace(words=words))
            return f"{len(self.living)} found"

        find = Find(self, "Find in the queue", typed, value=self.filter.words, rid="queue.all")
        await self.app.push_screen(find)

    def show_all(self) -> None:
        self._filtered(QueueFilter())

    # Places

    def concerns(self) -> About:
        return About.of(self.item)

    def as_it_stands(self) -> Callable[[], None]:
        wanted, spot = self.filter, self.table.spot

        def put_back() -> None:
            if self.filter != wanted:
                self._show_only(wanted)
            self.table.spot = spot

        return put_back

    def only_of(self, person: int, matter: int) -> None:
        """Show everything open for one person, or in one matter."""
        self._show_only(QueueFilter(person_id=person, matter_id=matter))

    def show_item(self, record: int) -> None:
        """Put the cursor on an open item; one the filter leaves out is shown beside what it keeps."""
        if self.living.place(record) is None:
            self._show_only(self.filter._replace(kept=self.filter.kept | {record}))
        self.table.cursor = record

    def keep_shown(self, items: Sequence[FollowUp]) -> None:
        if self.filtered() and (gone := [one.id for one in items if not self.filter.keeps(one)]):
            self.filter = self.filter._replace(kept=self.filter.kept.union(gone))
            self.living.only(self.filter)

    def _filtered(self, wanted: QueueFilter) -> None:
        # What was acted on stays in sight only until the filter is another one.
        self._show_only(wanted._replace(kept=frozenset()))

    def _show_only(self, wanted: QueueFilter) -> None:
        self.filter = wanted
        self.living.only(wanted)
        self.reload()

"""The queue: what was promised, to whom, by when, and who has it. The home of the program."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from time import sleep
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Vertical

from paratui.domain.errors import ParatuiError
from paratui.domain.note_line import Kind
from paratui.domain.queue_filter import QueueFilter
from paratui.services.living_queue import LivingQueue
from paratui.ui.about import About
from paratui.ui.commands.queue import QUEUE_COMMANDS
from paratui.ui.lull import Lull
from paratui.ui.rests import REST_SECONDS
from paratui.ui.screens.duty_questions import DutyQuestions
from paratui.ui.screens.item_asides import ItemAsides
from paratui.ui.screens.marked_items import MarkedItems
from paratui.ui.screens.queue_picture import COLUMNS, QueueRows, columns_for, preview
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.importance import Standing
    from paratui.services.desk import Desk
    from paratui.services.queue import Queue
    from paratui.services.standing import Standings
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

NARROW = 64
# More changed items than these are read in a thread.
AT_ONCE = 20
KIND_FILTERS = ("", Kind.PROMISE.value, Kind.CLIENT_TASK.value, Kind.QUESTION.value)
KIND_WORDS = {
    Kind.PROMISE.value: "promises",
    Kind.CLIENT_TASK.value: "client tasks",
    Kind.QUESTION.value: "questions for the attorney",
}


class QueueScreen(MarkedItems, DutyQuestions):
    """The follow-ups in sections, the source of the chosen one below."""

    NAME = "Queue"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = QUEUE_COMMANDS
    DO_NEXT = (
        "begin with the first one: [[queue.call]] calls, [[queue.done]] closes it with what came of it, "
        "[[queue.snooze]] hides it until a time."
    )
    HELP_TEXT = (
        "What was promised, to whom, by when, and who has it. Sections: overdue, today, next (seven days), waiting "
        "(on the attorney, the client, somebody else) and later (also what is snoozed). [[queue.why]] says why an "
        "item stands where it stands. The pane below shows the lines of the call it came from."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter = QueueFilter()
        self.living = LivingQueue(desk)
        self._rows = QueueRows(self.living, desk)
        self._preview_later = Lull(self._show_preview)
        self._begun = False
        self._pictured = False
        self._catching_up = False
        # Until somebody has moved or done something here, or the order has become the one that lasts.
        self._unmoved = True
        self._drawing = self._stood = False

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
        self._pictured = True
        self.paratui.settled_in()
        if not self.living.is_read:
            self.changed({"follow_up"})

    def on_resize(self) -> None:
        self.reload()
        self._show_preview()

    def on_screen_resume(self) -> None:
        self.reload()

    def changed(self, kinds: set[str]) -> None:
        if not kinds & {"follow_up", "call", "staff"}:
            return
        if self._catching_up or not self._pictured:
            return
        self._catching_up = True
        self.in_background("changes", self._catch_up)

    async def _catch_up(self) -> None:
        """Read in a thread what others changed, until nothing is left to read."""
        living, rest = self.living, partial(sleep, REST_SECONDS)
        try:
            while True:
                looked_at = self.item
                if not living.is_read:
                    living.take_all(await asyncio.to_thread(living.read_all, rest))
                    self._draw()
                read = await asyncio.to_thread(living.read_changed, living.wanted(), rest)
                living.take(read)
                self._draw()
                self._say_what_became_of(looked_at, dict(read))
                if living.is_read and not living.wanted():
                    return
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        finally:
            self._catching_up = False

    def _say_what_became_of(self, looked_at: FollowUp | None, read: dict[int, FollowUp | None]) -> None:
        now = read.get(looked_at.id) if looked_at else None
        if looked_at is None or now is None or now.rev == looked_at.rev:
            return
        if self.item != now and now.history:
            self.say(f"{now.history[-1].by}: #{now.number} {now.history[-1].what}")
        elif now.assignee not in {looked_at.assignee, self.desk.me.login, ""}:
            self.say(f"{self.paratui.name_of(now.assignee)} has it now: #{now.number}")

    def stand(self, stands: Standings) -> None:
        """Weigh the items with what is known beside them from now on."""
        self.living.stand(stands)
        self.queue.standing = lambda _items: self.living.standings
        self._stood = True
        self.reload()

    async def _weigh(self) -> None:
        """Count the points of all items anew, in a thread."""
        weigh, rest, lasts = self.living.weighing(), partial(sleep, REST_SECONDS), self._stood
        weighed = await self.attempt(lambda: weigh(rest))
        if weighed:
            self.living.take_weighed(weighed)
            self._draw()
            if lasts:
                self._begin_at_the_top()

    def _begin_at_the_top(self) -> None:
        """The first order is of the items alone; whoever has only looked so far begins with the first of the one
        that lasts.
        """
        if self._unmoved and len(self.living):
            self.table.cursor = self.living.at(0).id
        self._unmoved = False

    # What is shown

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def item(self) -> FollowUp | None:
        """The follow-up under the cursor."""
        return self.living.item(self.table.cursor) if self.is_mounted else None

    @property
    def settled(self) -> bool:
        """Whether somebody has moved here, or the order is the one that lasts: from now on the cursor is theirs."""
        return not self._unmoved

    def seen(self, record: object) -> FollowUp | None:
        return self.living.item(record)

    def shown_records(self) -> list[int]:
        return [self.living.at(place).id for place in range(len(self.living))]

    def reload(self) -> None:
        """Go on to how the queue stands now; the cursor stays on its record."""
        living = self.living
        try:
            living.note_own()
            if not self._begun:
                living.glance()
                self._begun = True
            wanted = living.wanted()
            if len(wanted) <= AT_ONCE:
                living.take(living.read_changed(wanted))
            if not living.is_read or living.wanted():
                self.changed({"follow_up"})
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        living.pass_time()
        if living.wants_weighing():
            self.in_background("points", self._weigh)
        self._draw()

    def _draw(self) -> None:
        self.table.nothing = self._nothing_words()
        narrow = 0 < self.size.width < NARROW
        columns = columns_for(self.living.highest_number, narrow=narrow)
        if self.table.columns != columns:
            self.table.columns = columns
        if self._rows.renew(self.paratui.presence.initials, ItemAsides(self.paratui).before, narrow=narrow):
            self._drawing = True
            self.table.refresh_rows()
            self._drawing = False
        self._show_preview()
        self._draw_top()
        self.draw_footer()

    def next_item(self) -> int:
        place = self.living.place(self.table.cursor)
        return self.living.at(place + 1).id if place is not None and place + 1 < len(self.living) else 0

    def section_of(self, record: int) -> str:
        return self.living.section(record)

    def standing_of(self, record: int) -> Standing:
        return self.living.standing(record)

    def _nothing_words(self) -> str:
        if self.filter != QueueFilter():
            return "Nothing fits the filter. [[queue.all]] takes it away."
        return (
            "The queue is empty. [[go.call]] takes a call; a line starting with > becomes a follow-up. "
            "[[queue.new]] writes one."
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
            self._preview_later.begin()
        else:
            self._show_preview()

    def _show_preview(self) -> None:
        self._preview_later.end()
        if self.is_mounted:
            self.in_background("preview", self._read_preview, self.item)

    async def _read_preview(self, item: FollowUp | None) -> None:
        call = await asyncio.to_thread(self.paratui.call_log.call, item.call) if item and item.call else None
        number = await asyncio.to_thread(self.paratui.number_to_dial, item) if item else ""
        there = await asyncio.to_thread(self.paratui.due_there, item) if item else ""
        beside = ItemAsides(self.paratui).sentences(item) if item else []
        shown = preview(item, call, number, self.desk, self.look, max(20, self.size.width - 2), beside, there)
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

    def next_kind(self) -> None:
        place = KIND_FILTERS.index(self.filter.kind)
        self._filtered(self.filter._replace(kind=KIND_FILTERS[(place + 1) % len(KIND_FILTERS)]))

    def only_this_client(self) -> None:
        person = 0 if self.filter.person_id or not self.item else self.item.person_id
        self._filtered(self.filter._replace(person_id=person))

    async def ask_words(self) -> None:
        def typed(words: str) -> str:
            self._filtered(self.filter._replace(words=words))
            return f"{len(self.living)} found; Enter keeps the filter, [[queue.all]] takes it away"

        async def kept(_words: str) -> Answered:
            return ""

        await self.ask("Find in the queue", kept, value=self.filter.words, marked=True, preview=typed)

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

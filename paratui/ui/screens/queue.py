"""The queue: what was promised, to whom, by when, and who has it. The home of the program."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Vertical

from paratui.domain.due import find_due
from paratui.domain.errors import BadInput, Conflict, ParatuiError
from paratui.domain.note_line import MARK_OF, Kind
from paratui.domain.queue_order import why
from paratui.domain.spoken_time import due_words, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.services.queue import Queue, QueueFilter
from paratui.ui.area import Area
from paratui.ui.commands.queue import QUEUE_COMMANDS
from paratui.ui.look import styled
from paratui.ui.widgets.fitted_text import in_style
from paratui.ui.widgets.pane import Pane, wrapped
from paratui.ui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.queue_order import Placed
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

COLUMNS = (
    Column("No", width=4, align="right"),
    Column("", width=1),
    Column("Person", share=1, narrowest=13, drop=2),
    Column("What", share=2, narrowest=27),
    Column("Matter", width=9, drop=4),
    Column("Who", width=4, drop=3),
    Column("Due", width=16, align="right", drop=1),
)
KIND_FILTERS = ("", Kind.PROMISE.value, Kind.CLIENT_TASK.value, Kind.QUESTION.value)
KIND_WORDS = {
    Kind.PROMISE.value: "promises",
    Kind.CLIENT_TASK.value: "client tasks",
    Kind.QUESTION.value: "questions for the attorney",
}
PREVIEW_LINES_BEFORE = 2


class QueueRows:
    """The rows of the queue with a heading over each section."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._places: dict[object, int] = {}

    def fill(self, rows: list[Row]) -> bool:
        """Take other rows; False when they are the same."""
        if rows == self._rows:
            return False
        self._rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}
        return True

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Row:
        return self._rows[index]

    def index_of(self, record: object) -> int | None:
        return self._places.get(record)


class QueueScreen(Area):
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

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(
                COLUMNS, self._rows, id="table", on_cursor=self._cursor_moved, on_choose=self._chosen
            )
            yield Pane(id="preview")
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.reload()
        self.set_interval(30, self.reload)

    def on_resize(self) -> None:
        self._draw_top()
        self.draw_footer()
        self._show_preview()

    def on_screen_resume(self) -> None:
        self.reload()

    def changed(self, kinds: set[str]) -> None:
        if "follow_up" in kinds or "call" in kinds:
            self.reload()

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
            placed = self.queue.items(self.filter)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        self._placed = {one.item.id: one for one in placed}
        self.table.nothing = self._nothing_words()
        if self._rows.fill(self._rows_of(placed)):
            self.table.refresh_rows()
            self._show_preview()
        self._draw_top()
        self.draw_footer()

    def _nothing_words(self) -> str:
        if self.filter != QueueFilter():
            return "Nothing fits the filter. x takes it away."
        return "The queue is empty. F3 takes a call; a line starting with > becomes a follow-up. n writes one."

    def _rows_of(self, placed: list[Placed]) -> list[Row]:
        now, office = self.desk.now(), self.desk.office
        initials = {one.login: one.initials for one in self.desk.staff()}
        counts: dict[str, int] = {}
        for one in placed:
            counts[one.section] = counts.get(one.section, 0) + 1
        rows: list[Row] = []
        section = ""
        for one in placed:
            if one.section != section:
                section = one.section
                rows.append(Row(f"section {section}", (f" {section.capitalize()} {counts[section]}",), heading=True))
            item = one.item
            due = due_words(from_utc_text(item.due), now, office) if item.due else "no date"
            if item.snoozed_until and one.section == "later":
                due = f"zz {due_words(from_utc_text(item.snoozed_until), now, office)}"
            who = "you" if item.assignee == self.desk.me.login else initials.get(item.assignee, item.assignee[:3])
            tried = f" ({len(item.attempts)}x)" if item.attempts else ""
            cells = (
                str(item.number),
                "!" if item.urgent else MARK_OF.get(item.kind, " "),
                item.person or "-",
                item.text + tried,
                item.matter,
                who or "-",
                in_style(due, "late") if section == "overdue" else due,
            )
            rows.append(Row(item.id, cells, style="muted" if section in {"waiting", "later"} else ""))
        return rows

    def _draw_top(self) -> None:
        look, parts = self.look, []
        counts: dict[str, int] = {}
        for one in self._placed.values():
            counts[one.section] = counts.get(one.section, 0) + 1
        words = self._filter_words()
        left = Text(" ")
        left.append("Queue", look.key)
        left.append(f"  {words}" if words else "", look.accent)
        left.append(f"  {self.desk.office.firm}", look.quiet)
        if counts.get("overdue"):
            parts.append((f"{counts['overdue']} late", look.late))
        parts.append((f"{counts.get('today', 0)} today", look.plain))
        self.query_one("#top", Pane).show([self.paratui.top_line(left, parts, self.size.width)], {0: look.bar})

    def _filter_words(self) -> str:
        said = []
        if self.filter.assignee:
            said.append("mine")
        if self.filter.kind:
            said.append(KIND_WORDS[self.filter.kind])
        if self.filter.person_id:
            said.append("one client")
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
        self.query_one("#preview", Pane).show(self._preview_lines(item, call))

    def _preview_lines(self, item: FollowUp | None, call: Call | None) -> list[Text]:
        look = self.look
        if item is None:
            return []
        width = max(20, self.size.width - 2)
        head = Text(" ")
        head.append(f"#{item.number} {item.text}", look.strong)
        lines = [Text(" ").append_text(one) if place else one for place, one in enumerate(wrapped(head, width)[:2])]
        due = due_words(from_utc_text(item.due), self.desk.now(), self.desk.office) if item.due else "no date"
        facts = [f"due {due}", item.clock, item.status.replace("_", " ") if item.status != "open" else ""]
        if item.waiting_on and item.status.startswith("waiting"):
            facts[-1] = f"waiting on {item.waiting_on}"
        facts += [item.matter, self.paratui.shown_number(item.phone)]
        lines.append(styled(" " + " · ".join(fact for fact in facts if fact), look.quiet))
        if call is not None:
            when = due_words(from_utc_text(call.started), self.desk.now(), self.desk.office)
            place = next((i for i, line in enumerate(call.lines) if line.line == item.line), 0)
            shown = call.lines[max(0, place - PREVIEW_LINES_BEFORE) : place + PREVIEW_LINES_BEFORE]
            for line in shown:
                text = styled(f" {line_time(line.at):>7} {MARK_OF.get(line.kind, ' ')} ", look.quiet)
                text.append(line.text, look.accent if line.line == item.line else look.plain)
                lines.append(text)
            lines.append(styled(f" said by {call.staff} on the call of {when.replace(' late', ' ago')}", look.quiet))
        else:
            lines += [styled(f" {one.by}: {one.what}", look.quiet) for one in item.history[-3:]]
        return lines

    # Actions

    def say_why(self) -> None:
        item = self.item
        if item:
            self.say(f"#{item.number}: {why(item, self.desk.now())}" + (f" · {item.clock}" if item.clock else ""))

    async def call_now(self) -> None:
        if self.item:
            await self.paratui.begin_call(direction="out", about=self.item)

    async def open_source(self) -> None:
        if self.item:
            await self.paratui.open_call(self.item.call)

    def _chosen(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("queue.open"))

    async def ask_done(self) -> None:
        item = self.item
        if item:
            take = self._acting(item, self.queue.done)
            await self.ask(f"Done: #{item.number} {item.text}", take, hint="What came of it? Enter closes the item")

    async def ask_tried(self) -> None:
        item = self.item
        if item is None:
            return
        choices = [
            ("v", "voicemail", "voicemail"),
            ("n", "no_answer", "no answer"),
            ("b", "busy", "busy"),
            ("w", "wrong_number", "wrong number"),
        ]

        async def next_try(how: str) -> None:
            proposed = "in 1 hour" if how == "busy" else self._other_half_of_day()
            await self.ask(
                f"Tried #{item.number} ({how.replace('_', ' ')}). Try again when?",
                self._acting(item, lambda fresh, when: self.queue.tried(fresh, how, self._moment(when))),
                value=proposed,
                hint="Enter takes it",
                preview=self._when_preview,
            )

        await self.choose(f"#{item.number} {item.person}: how did the try end?", choices, next_try)

    def _other_half_of_day(self) -> str:
        """The next try at another time of day than this one."""
        hour = self.desk.now().astimezone(self.desk.office.tz).hour
        return "today 3pm" if hour < 12 else "tomorrow 10am"

    async def ask_snooze(self) -> None:
        item = self.item
        if item:
            await self.ask(
                f"Snooze #{item.number} until when?",
                self._acting(item, lambda fresh, when: self.queue.snooze(fresh, self._moment(when))),
                value="tomorrow 9am",
                preview=self._when_preview,
            )

    def _moment(self, when: str) -> Any:
        found = find_due(when, self.desk.now(), self.desk.office)
        if found is None:
            raise BadInput('That is no time I can read; write one such as "tomorrow 9am", "thu 3pm" or "in 2 hours"')
        return found.due

    def _when_preview(self, typed: str) -> str:
        found = find_due(typed, self.desk.now(), self.desk.office)
        if found is None:
            return 'a time such as "tomorrow 9am", "thu 3pm", "in 2 hours", "11/24"'
        words = due_words(found.due, self.desk.now(), self.desk.office)
        return f"= {words} - that is past already" if found.past else f"= {words}"

    async def ask_assign(self) -> None:
        item = self.item
        if item is None:
            return

        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (one.login, f"{one.name}  {one.login}  {one.title}")
                for one in self.desk.staff()
                if typed.casefold() in f"{one.name} {one.login} {one.initials}".casefold()
            ]

        take = self._acting(item, self.queue.assign)

        async def taken(login: str, _typed: str) -> Answered:
            return await take(login)

        await self.pick(f"Who takes #{item.number}?", find, taken)

    async def claim(self) -> None:
        if self.item:
            await self._act_now(self.item, lambda fresh, me: self.queue.assign(fresh, me), self.desk.me.login)

    async def ask_wait(self) -> None:
        item = self.item
        if item is None:
            return
        choices = [
            ("a", "attorney", "the attorney"),
            ("c", "client", "the client"),
            ("o", "other", "somebody else"),
            ("n", "", "nobody any more"),
        ]

        async def chosen(whom: str) -> None:
            if whom == "other":
                await self.ask(
                    f"#{item.number} waits on whom or what?",
                    self._acting(item, lambda fresh, words: self.queue.wait_on(fresh, "other", words.strip())),
                    hint="such as: the court clerk, the insurer",
                )
            else:
                await self._act_now(item, self.queue.wait_on, whom)

        await self.choose(f"#{item.number} waits on", choices, chosen)

    async def ask_edit(self) -> None:
        item = self.item
        if item:
            urgent = " !" if item.urgent else ""
            await self.ask(
                f"Edit #{item.number}",
                self._acting(item, self.queue.edit),
                value=item.text + urgent,
                hint="A time, @person or ! in the line is read; without a time the due stays",
            )

    async def ask_new(self) -> None:
        async def made(typed: str) -> Answered:
            try:
                item = await asyncio.to_thread(self.queue.add, typed)
            except ParatuiError as error:
                return str(error)
            self.reload()
            self.table.cursor = item.id
            self.say(f"#{item.number} made, due {due_words(from_utc_text(item.due), self.desk.now(), self.desk.office)}")
            return ""

        await self.ask("New follow-up", made, preview=self.paratui.understood)

    async def undo(self) -> None:
        what = self.queue.can_undo()
        item = await self.attempt(self.queue.undo)
        if item:
            self.reload()
            self.table.cursor = item.id
            self.say(f"#{item.number}: taken back - {what}")

    def _acting(
        self, item: FollowUp, action: Callable[[FollowUp, str], FollowUp]
    ) -> Callable[[str], Awaitable[Answered]]:
        """An action on the item as it was when asked about; refused once when somebody was quicker."""
        held = [item]

        async def take(answer: str) -> Answered:
            try:
                changed = await asyncio.to_thread(action, held[0], answer)
            except Conflict as conflict:
                held[0] = self.queue.item(item.id) or item
                self.reload()
                return f"{self.paratui.who_and_when(conflict)}. Enter sends it all the same"
            except ParatuiError as error:
                return str(error)
            self._acted(changed)
            return ""

        return take

    async def _act_now(self, item: FollowUp, action: Callable[[FollowUp, str], FollowUp], answer: str) -> None:
        trouble = await self._acting(item, action)(answer)
        if isinstance(trouble, str) and trouble:
            self.say(trouble.replace(" Enter sends it all the same", " Press the key again"), trouble=True)

    def _acted(self, changed: FollowUp) -> None:
        self.reload()
        self.say(f"#{changed.number}: {changed.history[-1].what}" if changed.history else "")

    # Filters

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

        await self.ask("Find in the queue", kept, value=self.filter.words, preview=typed)

    def show_all(self) -> None:
        self._filtered(QueueFilter())

    def _filtered(self, wanted: QueueFilter) -> None:
        self.filter = wanted
        self.reload()

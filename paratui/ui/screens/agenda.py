"""The agenda on the screen: what is due, who hears from us and what was reported, day by day."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical

from paratui.domain.agenda import AGAIN, APPOINTMENT, NEXT_CONTACT, Entry
from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import clock_time
from paratui.services.agenda import Agenda, agenda
from paratui.ui.about import About
from paratui.ui.area import Area
from paratui.ui.commands.day import AGENDA_COMMANDS
from paratui.ui.look import styled
from paratui.ui.rests import LeavingError, Rests
from paratui.ui.widgets.pane import Pane, wrapped
from paratui.ui.widgets.record_rows import ListedRows
from paratui.ui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from rich.text import Text
    from textual.app import ComposeResult

    from paratui.domain.agenda import Day
    from paratui.services.desk import Desk
    from paratui.ui.commands.command import Command

COLUMNS = (
    Column("Time", width=8, align="right"),
    Column("Person", share=1, narrowest=13, drop=2),
    Column("What", share=3, narrowest=20),
    Column("Matter", width=9, drop=3),
    Column("Who", width=4, drop=4),
)


class AgendaScreen(Area):
    """Fourteen days, a heading each; the chosen line in full below."""

    NAME = "Agenda"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = AGENDA_COMMANDS
    DO_NEXT = "Enter opens where the row under the cursor comes from; [[agenda.mine]] shows yours alone."
    HELP_TEXT = (
        "Today and the thirteen days after it: appointments (=), follow-ups by the day they are due, next contacts "
        "that were named on a call, and the dates people reported. An appointment is what was agreed for an hour: a "
        "meeting, a visit, a call-back. A reported date is what somebody said, until the attorney has it "
        "from the papers; nothing here was computed. What is late stands in the queue."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.mine = False
        self._agenda: Agenda | None = None
        self._rows = ListedRows()
        self._entries: dict[object, Entry] = {}
        self._rest = Rests()

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(
                COLUMNS,
                self._rows,
                id="table",
                nothing="The agenda is being read...",
                on_cursor=self._cursor_moved,
                on_choose=lambda _record: self.paratui.doing(self.action_run_command("agenda.open")),
            )
            yield Pane(id="preview")
        yield Pane(id="footer")

    def on_unmount(self) -> None:
        self._rest.leave()

    def on_screen_resume(self) -> None:
        self._draw()
        self.in_background("agenda", self._read)

    def on_resize(self) -> None:
        self._draw()

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"call", "follow_up"} and self.is_current:
            self.in_background("agenda", self._read)

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def entry(self) -> Entry | None:
        """The line under the cursor."""
        return self._entries.get(self.table.cursor) if self.is_mounted else None

    def concerns(self) -> About:
        return About.of(self.entry)

    def toggle_mine(self) -> None:
        """Mine and nobody's, or everyone's."""
        self.mine = not self.mine
        self._draw()
        self.in_background("agenda", self._read)

    async def open_source(self) -> None:
        """The call of the line, else its item in the queue."""
        entry = self.entry
        if entry and entry.call:
            await self.paratui.open_call(entry.call)
        elif entry:
            await self.paratui.show_item(entry.follow_up)

    async def _read(self) -> None:
        try:
            found = await asyncio.to_thread(agenda, self.desk, mine=self.mine, rest=self._rest)
        except LeavingError:
            return
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        self._agenda = found
        self._fill(found)
        self._draw()

    def _fill(self, found: Agenda) -> None:
        initials = self.paratui.presence.initials
        rows: list[Row] = []
        self._entries = {}
        # Whom a reported date is about may be entered nowhere.
        self.paratui.hide_names(entry.person for day in found.days for entry in day.entries)
        for day in found.days:
            style = "" if day.open else "muted"
            rows.append(Row(f"day {day.day}", (f" {day_title(day)}",), heading=True, style=style))
            for entry in day.entries:
                record = _record(entry)
                self._entries[record] = entry
                rows.append(Row(record, self._cells(entry, initials), mark=_mark(entry)))
        if rows != self._rows.rows:
            self._rows.rows = rows
            self.table.refresh_rows()

    def _cells(self, entry: Entry, initials: dict[str, str]) -> tuple[str, ...]:
        who = "you" if entry.assignee == self.desk.me.login else initials.get(entry.assignee, entry.assignee[:3])
        time = clock_time(entry.at, self.desk.office.tz) if entry.at else ""
        return (time, entry.person or "-", f"{_kind_words(entry)}{entry.what}", entry.matter, who)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        look = self.look
        left = styled(" Agenda", look.key)
        left.append("  mine" if self.mine else "", look.accent)
        left.append(f"  {self.desk.office.firm}", look.quiet)
        late = self._agenda.late if self._agenda else 0
        parts = [(f"{late} late: {self.key_of('go.queue')}", look.late)] if late else []
        self.query_one("#top", Pane).show([self.paratui.top_line(left, parts, self.size.width)], {0: look.bar})
        self._show_preview()
        self.draw_footer()

    def _cursor_moved(self, _record: object) -> None:
        self.hush()
        self._show_preview()
        self.draw_footer()

    def _show_preview(self) -> None:
        if not self.is_mounted:
            return
        look, width, entry = self.look, max(20, self.size.width - 2), self.entry
        lines: list[Text] = []
        if entry:
            number = f"#{entry.number} " if entry.number else ""
            lines += wrapped(styled(f" {number}{entry.what}", look.strong), width)[:3]
            if entry.mark:
                lines.append(styled(f" {entry.mark}", look.late if entry.mark.isupper() else look.accent))
            if entry.kind == NEXT_CONTACT:
                lines.append(styled(" next contact, named on the call", look.accent))
            if entry.kind == APPOINTMENT:
                lines.append(styled(" appointment: agreed for this hour, not only due by it", look.accent))
            whose = self.paratui.name_of(entry.assignee) if entry.assignee else ""
            about = " · ".join(filter(None, (entry.person, entry.matter, whose)))
            lines.append(styled(f" {about}", look.quiet))
        if self._agenda:
            since = self._agenda.since
            lines.append(
                styled(f" Dates reported on calls since {since:%b} {since.day}, {since.year} are shown.", look.quiet)
            )
        self.query_one("#preview", Pane).show(lines)


def day_title(day: Day) -> str:
    """The heading of a day: "Thu Nov 26, in 2 days, closed: Thanksgiving Day, 3 lines"."""
    ahead = ("today", "tomorrow")[day.ahead] if day.ahead < 2 else f"in {count_words(day.ahead, 'day')}"
    named = f"{day.day:%a %b} {day.day.day}"
    return ", ".join(filter(None, (named, ahead, day.note, "" if day.entries else "nothing")))


def _record(entry: Entry) -> int | str:
    """What an entry is told by; an item that comes again before it is due has two."""
    if entry.kind == AGAIN:
        return f"again {entry.follow_up}"
    return entry.follow_up or f"{entry.call} {entry.line} {entry.what}"


def _kind_words(entry: Entry) -> str:
    if entry.mark:
        return "REPORTED: " if entry.mark.startswith("REPORTED") else "verified: "
    return {NEXT_CONTACT: "next contact: ", APPOINTMENT: "appointment: ", AGAIN: "again: "}.get(entry.kind, "")


def _mark(entry: Entry) -> str:
    return "!" if entry.urgent else "=" if entry.kind == APPOINTMENT else ""

"""The page of one call: everything of it, and how it is amended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.spoken_time import line_time
from paratui.services.call_log import STRUCK_OUT
from paratui.services.reported_dates import dates_of, day_in_papers
from paratui.ui.about import About
from paratui.ui.area import Area
from paratui.ui.commands.log import CALL_PAGE_COMMANDS
from paratui.ui.look import styled
from paratui.ui.outcome_keys import OUTCOME_CHOICES
from paratui.ui.screens.call_page_picture import Shown, facts, page_rows, versions
from paratui.ui.screens.page import Page
from paratui.ui.widgets.pane import Pane, wrapped
from paratui.ui.widgets.record_rows import ListedRows, set_apart
from paratui.ui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command
    from paratui.ui.widgets.record_rows import Spot

COLUMNS = (Column("At", width=7, align="right"), Column("", width=1), Column("Said"))


class CallPage(Area):
    """One call of the log."""

    NAME = "A call"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = CALL_PAGE_COMMANDS
    DO_NEXT = "go to the line that is wrong and press Enter, or Esc back to the log."
    HELP_TEXT = (
        "Everything of one call. Up and Down choose a line, Enter amends it: the right wording, then the reason. "
        "The earlier wording stays as a version; [[page.versions]] shows who stored what when, and why. Below the "
        "lines stands what else the call holds. A date is reported until the attorney has it from the papers: "
        "[[page.verify]] on its row."
    )

    def __init__(self, desk: Desk, call: Call, spot: Spot = (None, 0)) -> None:
        super().__init__(desk)
        self._spot = spot
        self.call = call
        self._rows = ListedRows()
        self._shown = Shown(call, dates=dates_of(call, desk.office))

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="facts")
        yield RecordTable(
            COLUMNS,
            self._rows,
            id="table",
            titles=False,
            spaced=False,
            on_cursor=self._cursor_moved,
            on_choose=self._amend_soon,
        )
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.in_background("page", self._read)

    def on_resize(self) -> None:
        self.draw()

    @property
    def asked_of(self) -> int:
        return self.call.id

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"call", "follow_up"}:
            self.in_background("page", self._read)

    async def _read(self) -> None:
        try:
            shown = await asyncio.to_thread(self._read_shown)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        else:
            # What was read before an amendment of one's own may arrive after it.
            if shown.call.rev >= self.call.rev:
                self._shown, self.call = shown, shown.call
        self.draw()
        self.table.spot, self._spot = self._spot, (None, 0)

    def _read_shown(self) -> Shown:
        app, log = self.paratui, self.paratui.call_log
        call = log.call(self.call.id)
        return Shown(
            call,
            app.shown_number(call.phone),
            app.step_titles(call.checklist.checklist),
            log.follow_ups(call),
            log.account(call, app.tables),
            log.dates(call),
        )

    @property
    def again(self) -> Callable[[], Area]:
        desk, call, spot = self.desk, self.call, self.table.spot
        return lambda: CallPage(desk, call, spot)

    def concerns(self) -> About:
        return About.of(self.call)

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def line(self) -> NoteLine | None:
        """The line under the cursor."""
        cursor = str(self.table.cursor or "")
        number = cursor.removeprefix("line ").partition(".")[0]
        if not cursor.startswith("line ") or not number.isdigit():
            return None
        return next((one for one in self.call.lines if one.line == int(number)), None)

    @property
    def item(self) -> int:
        """The id of the follow-up under the cursor, 0 for none."""
        kind, _, which = str(self.table.cursor or "").partition(".")[0].partition(" ")
        return int(which) if kind == "item" and which.isdigit() else 0

    @property
    def date(self) -> ReportedDate | None:
        """The reported date under the cursor: its own row, or the line that tells of it."""
        kind, _, number = str(self.table.cursor or "").partition(".")[0].partition(" ")
        if kind == "date" and number.isdigit() and int(number) < len(self._shown.dates):
            return self._shown.dates[int(number)]
        line = self.line
        return next((one for one in self._shown.dates if line and one.line == line.line), None)

    @property
    def dates(self) -> Sequence[ReportedDate]:
        """Every reported date of the call."""
        return self._shown.dates

    def _cursor_moved(self, _record: object) -> None:
        self.hush()
        # What is possible depends on the row: a line is amended, a date verified.
        self.draw_footer()

    # Drawing

    def draw(self) -> None:
        """Draw the page from the call as it stands."""
        if not self.is_mounted or not self.is_running or not self.size.width:
            return
        look, call = self.look, self.call
        top = Text(" ")
        top.append("Call", look.key)
        top.append(f"  {call.person or call.phone or 'not named'}", look.strong)
        top.append(f"  {call.matter_title} {call.matter}".rstrip(), look.plain)
        self.query_one("#top", Pane).show([self.paratui.top_line(top, [], self.size.width)], {0: look.bar})
        width = self.size.width - 2
        told = wrapped(styled(facts(self._shown, self.desk.office.tz, self.paratui.name_of), look.quiet), width)
        pane = self.query_one("#facts", Pane)
        pane.styles.height = len(told)
        pane.show([Text(" ").append_text(row) for row in told])
        shown = self._shown._replace(call=self.call)
        rows = page_rows(shown, self.desk, self.paratui.name_of, max(20, self.size.width - 16))
        self._rows.rows = set_apart(rows) if self.paratui.own.is_roomy else rows
        self.table.refresh_rows()
        self.draw_footer()

    # Amending

    def _amend_soon(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("page.amend"))

    async def ask_amend(self) -> None:
        """The right wording, then the reason."""
        line = self.line
        if line is None:
            return

        async def given(text: str) -> Answered:
            if text.strip() == line.text:
                return "That is the wording as it stands; change it, or Esc leaves it"
            said = text if text.strip() else STRUCK_OUT
            return await self._why(lambda call, why: self.paratui.call_log.amend_line(call, line.line, said, why))

        def gone(text: str) -> str:
            stays = ", its follow-up stays in the queue" if line.follow_up else ""
            struck = f"Enter strikes the line out, then the reason; the wording stays as a version{stays}"
            return "Enter, then the reason; empty strikes the line out" if text.strip() else struck

        question = f"Amend line {line.line}, {line_time(line.at)}"
        await self.ask(question, given, value=line.text, preview=gone)

    async def ask_late_note(self) -> None:
        """A note that was forgotten."""

        async def given(text: str) -> Answered:
            if not text.strip():
                return "There is nothing to add; write the note, or Esc leaves"
            return await self._why(lambda call, why: self.paratui.call_log.add_line(call, text, why))

        await self.ask("Late note", given, hint="Enter, then the reason")

    async def ask_outcome(self) -> None:
        """Correct how the call ended."""

        async def chosen(outcome: str) -> None:
            then = await self._why(lambda call, why: self.paratui.call_log.amend_outcome(call, outcome, why))
            if not isinstance(then, str):
                await then()

        await self.choose("How did the call end?", OUTCOME_CHOICES, chosen, sure=True)

    async def ask_verify(self) -> None:
        """The day the papers have for a reported date, asked of an attorney."""
        date = self.date or (self._shown.dates[0] if len(self._shown.dates) == 1 else None)
        if date is None:
            return

        def heard(typed: str) -> str:
            try:
                return f"reads as {day_in_papers(typed, self.desk)}"
            except ParatuiError:
                return ""

        async def given(papers: str) -> Answered:
            try:
                self.call = await asyncio.to_thread(self.paratui.call_log.verify_date, self.call, date, papers)
            except Conflict as conflict:
                await self._read()
                return f"{self.paratui.who_and_when(conflict)}. Esc, then look at the newer version"
            except ParatuiError as error:
                return str(error)
            await self._read()
            self.say(f"Verified: {date.what}; the earlier version is kept")
            return ""

        value = date.day if len(date.day) == len("2026-12-03") and not date.approximate else ""
        question = f"{date.what}: the day in the papers"
        await self.ask(question, given, value=value, hint="Enter verifies", preview=heard)

    async def _why(self, amend: Callable[[Call, str], Call]) -> Answered:
        held = [self.call]

        async def given(why: str) -> Answered:
            try:
                self.call = await asyncio.to_thread(amend, held[0], why)
                self.paratui.callers.written(self.call)
            except Conflict as conflict:
                held[0] = await asyncio.to_thread(self.paratui.call_log.call, self.call.id)
                return f"{self.paratui.who_and_when(conflict)}. Enter amends the newer version"
            except ParatuiError as error:
                return str(error)
            await self._read()
            self.say("Amended; the earlier version is kept")
            return ""

        async def ask() -> None:
            await self.ask("Why is the record amended?", given, hint="such as: misheard the date")

        asking: Callable[[], Awaitable[None]] = ask
        return asking

    async def show_versions(self) -> None:
        """Every stored version with who, when and why."""
        revisions = await self.attempt(lambda: self.paratui.call_log.revisions(self.call.id))
        if revisions is not None:
            await self.app.push_screen(
                Page(
                    self,
                    "Versions of this call",
                    lambda width: versions(revisions, width, self.look, self.desk.office.tz, self.paratui.name_of),
                )
            )

"""The page of one call: everything of it, and how it is amended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.call import Outcome
from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.note_line import MARK_OF, Kind
from paratui.domain.spoken_time import clock_time, due_words, elapsed, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.area import Area
from paratui.ui.commands.log import CALL_PAGE_COMMANDS
from paratui.ui.look import styled
from paratui.ui.screens.page import Page
from paratui.ui.widgets.pane import Pane, wrapped
from paratui.ui.widgets.record_rows import ListedRows
from paratui.ui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.note_line import NoteLine
    from paratui.services.desk import Desk
    from paratui.store.interface import Revision
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

COLUMNS = (Column("At", width=7, align="right"), Column("", width=1), Column("Said"))
ANSWER_WORDS = {"done": "done", "declined": "declined", "not_applicable": "not applicable", "skipped": "skipped"}


class CallPage(Area):
    """One call of the log."""

    NAME = "A call"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = CALL_PAGE_COMMANDS
    HELP_TEXT = (
        "Everything of one call. Up and Down choose a line, Enter amends it: the right wording, then the reason. "
        "The earlier wording stays as a version; v shows who stored what when, and why."
    )

    def __init__(self, desk: Desk, call: Call) -> None:
        super().__init__(desk)
        self.call = call
        self._rows = ListedRows()
        self._follow_ups: list[FollowUp] = []
        self._titles: dict[str, str] = {}
        self._number = ""

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="facts")
        yield RecordTable(
            COLUMNS, self._rows, id="table", titles=False, on_cursor=self._cursor_moved, on_choose=self._amend_soon
        )
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.in_background("page", self._read)

    def on_resize(self) -> None:
        self.draw()

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"call", "follow_up"}:
            self.in_background("page", self._read)

    async def _read(self) -> None:
        try:
            self.call = await asyncio.to_thread(self.paratui.call_log.call, self.call.id)
            self._number = await asyncio.to_thread(self.paratui.shown_number, self.call.phone)
            self._titles = await asyncio.to_thread(self.paratui.step_titles, self.call.checklist.checklist)
            self._follow_ups = await asyncio.to_thread(self.paratui.call_log.follow_ups, self.call)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        self.draw()

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

    def _cursor_moved(self, _record: object) -> None:
        self.hush()

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
        facts = [Text(" ").append_text(row) for row in wrapped(styled(self._facts(), look.quiet), width)]
        pane = self.query_one("#facts", Pane)
        pane.styles.height = len(facts)
        pane.show(facts)
        self._rows.rows = self._page_rows(max(20, self.size.width - 16))
        self.table.refresh_rows()
        self.draw_footer()

    def _facts(self) -> str:
        call, tz = self.call, self.desk.office.tz
        started = from_utc_text(call.started).astimezone(tz)
        facts = [
            f"{started:%a %b} {started.day}, {started.year} {clock_time(started, tz)}",
            f"{elapsed(call.seconds)}",
            f"{'incoming' if call.direction == 'in' else 'outgoing'} {call.channel.replace('_', ' ')}",
            self._number,
            f"outcome: {call.outcome.replace('_', ' ')}" if call.outcome else "",
            f"taken by {call.staff}",
            f"{call.tenths / 10:.1f} h" if call.tenths else "",
            f"recording: {call.consent.answer.replace('_', ' ')}",
            f"identity: {call.identity.result.replace('_', ' ')}" if call.identity.result != "not_checked" else "",
            f"amended: {call.amended_why}" if call.amended_why else "",
        ]
        return " · ".join(fact for fact in facts if fact)

    def _page_rows(self, width: int) -> list[Row]:
        call, rows = self.call, []
        for line in call.lines:
            again = f"  (version {len(line.versions) + 1})" if line.versions else ""
            if line.kind == Kind.REPORTED_DATE.value:
                again = f"  REPORTED - attorney verifies{again}"
            for place, text in enumerate(wrapped(Text(line.text + again), width)):
                head = (line_time(line.at), MARK_OF.get(line.kind, " ")) if place == 0 else ("", "")
                name = f"line {line.line}" if place == 0 else f"line {line.line}.{place}"
                rows.append(Row(name, (*head, text.plain)))
        if self._follow_ups:
            rows.append(Row("head follow-ups", (" Follow-ups",), heading=True))
        for item in self._follow_ups:
            due = due_words(from_utc_text(item.due), self.desk.now(), self.desk.office) if item.due else "no date"
            state = f"done: {item.outcome}" if item.status == "done" else f"{item.status.replace('_', ' ')}, {due}"
            words = f"{item.text} - {state} - {item.assignee}"
            for place, text in enumerate(wrapped(Text(words), width)):
                rows.append(Row(f"item {item.id}.{place}", (f"#{item.number}" if not place else "", "", text.plain)))
        answers = call.checklist.answers
        if answers:
            title = f" Checklist {call.checklist.checklist} {call.checklist.version}"
            rows.append(Row("head checklist", (title,), heading=True))
        for answer in answers:
            reason = f": {answer.reason}" if answer.reason else ""
            title = self._titles.get(answer.step) or answer.step.replace("-", " ").replace("_", " ")
            words = f"{title} - {ANSWER_WORDS.get(answer.answer, answer.answer)}{reason}"
            rows.append(Row(f"step {answer.step}", (line_time(answer.at), "", words), style="muted"))
        return rows

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
            if not text.strip():
                return "An empty line cannot replace what was said; write the right wording"
            return await self._why(lambda call, why: self.paratui.call_log.amend_line(call, line.line, text, why))

        await self.ask(f"Amend {line_time(line.at)}", given, value=line.text, hint="Enter, then the reason")

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

        keys = dict(zip(Outcome, "rvnwft", strict=True))
        choices = [(keys[one], one.value, one.value.replace("_", " ")) for one in Outcome]
        await self.choose("How did the call end?", choices, chosen)

    async def _why(self, amend: Callable[[Call, str], Call]) -> Answered:
        held = [self.call]

        async def given(why: str) -> Answered:
            try:
                self.call = await asyncio.to_thread(amend, held[0], why)
            except Conflict as conflict:
                held[0] = await asyncio.to_thread(self.paratui.call_log.call, self.call.id)
                return f"{self.paratui.who_and_when(conflict)}. Enter amends the newer version"
            except ParatuiError as error:
                return str(error)
            self.draw()
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
                Page(self, "Versions of this call", lambda width: self._versions(revisions, width))
            )

    def _versions(self, revisions: list[Revision], width: int) -> list[Text]:
        look, tz = self.look, self.desk.office.tz
        lines: list[Text] = []
        before: dict[str, str] = {}
        for one in revisions:
            when = from_utc_text(one.time).astimezone(tz)
            lines.append(styled(f"version {one.rev}", look.key))
            lines[-1].append(f"  {one.by}, {when:%b} {when.day} {clock_time(when, tz)}", look.plain)
            if one.doc is None:
                lines.append(styled("  removed by retention", look.quiet))
                continue
            why = one.doc.get("amended_why") or ("call begun" if one.doc.get("status") == "in_progress" else "")
            lines[-1].append(f"  {why}", look.quiet)
            said = {str(line["line"]): line["text"] for line in one.doc.get("lines", ())}
            for number, text in said.items():
                if before and before.get(number) != text:
                    old = before.get(number)
                    rows = wrapped(styled(f"  - {old}" if old else "  (new)", look.quiet), width)
                    rows += wrapped(styled(f"  + {text}", look.plain), width)
                    lines += rows
            before = said or before
            lines.append(Text())
        return lines

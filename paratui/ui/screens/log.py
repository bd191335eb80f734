"""The call log: every call, newest first, found by typing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from rich.text import Text
from textual.containers import Vertical

from paratui.domain.call import Outcome
from paratui.domain.call_filter import CallFilter
from paratui.domain.call_query import read_query
from paratui.domain.errors import ParatuiError
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.commands.log import LOG_COMMANDS
from paratui.ui.screens import log_picture as picture
from paratui.ui.screens.log_reading import LogReading
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command


class LogScreen(LogReading):
    """The calls in a list, the chosen one below."""

    NAME = "Log"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = LOG_COMMANDS
    HELP_TEXT = (
        'Every call of the office, newest first. / finds calls while you type: the beginnings of words, "words in '
        'a row", numbers in any form, and conditions such as from:maria by:ana kind:? matter:2026-0142 '
        "before:2026-11 outcome:voicemail. Filters combine and stand as words in the first row. Enter opens a call, "
        "where a line can be amended: nothing is ever overwritten, each version stays with who, when and why."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.chosen: Call | None = None
        # The conditions on keys, and what was typed on top of them.
        self.on_keys = CallFilter()
        self.typed = ""

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(
                picture.COLUMNS, self.rows, id="table", on_cursor=self._cursor_moved, on_choose=self._open_soon
            )
            yield Pane(id="preview")
        yield Pane(id="footer")

    def on_resize(self) -> None:
        self.draw_top()
        self.draw_footer()
        self._draw_preview()

    def on_screen_resume(self) -> None:
        # What I did elsewhere meanwhile is no change by others, and stands in the log all the same.
        self.reload()

    def changed(self, kinds: set[str]) -> None:
        if "call" in kinds:
            self.reload()

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    # Drawing

    def rows_shown(self) -> None:
        self.table.nothing = self._nothing_words()
        self.draw_top()
        self._show_soon(self.table.cursor)
        self.draw_footer()

    def index_made(self) -> None:
        """The index is there, or further on: without it only the calls that were read can be counted."""
        if not self.counted and not self.paratui.indexing.progress:
            self.reload()
        self.draw_top()

    def _nothing_words(self) -> str:
        if self.filtered():
            return "Nothing fits. x takes the filters away."
        return "No call has been logged yet. F3 takes one."

    def draw_top(self) -> None:
        look, number = self.look, len(self.rows)
        left = Text(" ")
        left.append("Log", look.key)
        words = self._filter_words()
        left.append(f"  {words}" if words else "", look.accent)
        more = "" if self.counted else "+"
        calls = "1 call" if number == 1 else f"{number - (not self.counted):,}{more} calls"
        left.append("  looking ..." if self.looking else f"  {calls}")
        left.append(f"  {self.paratui.indexing.progress or self.desk.office.firm}", look.quiet)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], self.size.width)], {0: look.bar})

    def _filter_words(self) -> str:
        said = []
        if self.on_keys.staff:
            said.append("mine")
        if self.on_keys.person_id:
            known = self.paratui.people.person(self.on_keys.person_id)
            said.append(known.person.name if known else "one person")
        if self.on_keys.matter_id:
            matter = self.paratui.people.matter_of(self.on_keys.matter_id)
            said.append(f"{matter.title} {matter.number}".strip() if matter else "one matter")
        if self.on_keys.outcome:
            said.append(self.on_keys.outcome.replace("_", " "))
        if self.on_keys.incomplete:
            said.append("incomplete")
        if self.typed:
            said.append(f"\u201c{self.typed}\u201d" if '"' in self.typed else f'"{self.typed}"')
        return " · ".join(said)

    def _cursor_moved(self, record: object) -> None:
        self.hush()
        self.look_ahead()
        self._show_soon(record)

    def _show_soon(self, record: object) -> None:
        self.in_background("preview", self._show, record)

    async def _show(self, record: object) -> None:
        try:
            self.chosen = (
                await asyncio.to_thread(self.paratui.call_log.call, record) if isinstance(record, int) else None
            )
        except ParatuiError as error:
            self.chosen = None
            self.say(str(error), trouble=True)
        self._draw_preview()
        self.draw_footer()

    def _draw_preview(self) -> None:
        pane = self.query_one("#preview", Pane)
        width, height = pane.size
        shown = picture.preview(self.chosen, self.filter.words, self.desk, self.look, width) if width else []
        pane.show(shown[:height])

    # What can be done

    def _open_soon(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("log.open"))

    async def open_chosen(self) -> None:
        """The page of the chosen call."""
        cursor = self.table.cursor
        if isinstance(cursor, int):
            await self.paratui.open_call(cursor)

    async def ask_words(self) -> None:
        """Find while typing."""

        def typed(words: str) -> str:
            notices: tuple[str, ...] = ()
            if words != self.typed:
                notices = self._search(words)
            return "; ".join(notices) or "Enter keeps the search, x takes it away · from: by: kind: matter: before:"

        async def kept(_words: str) -> Answered:
            return ""

        await self.ask("Find in the log", kept, value=self.typed, marked=True, preview=typed)

    def _search(self, typed: str) -> tuple[str, ...]:
        self.typed = typed
        found = read_query(typed, self.on_keys, self.desk.now(), self.desk.office, self.desk.staff())
        if found.wanted != self.filter:
            self.filter = found.wanted
            self.reload(anew=True)
        self.draw_top()
        return found.notices

    async def ask_day(self) -> None:
        """Go to the calls of a day."""

        async def taken(words: str) -> Answered:
            found = read_query(f'on:"{words}"', CallFilter(), self.desk.now(), self.desk.office, ())
            if not found.wanted.until:
                return "Say a day, a month or a year, such as Nov 3, 2026-11-03, last Friday, 2025-06"
            return lambda: self.go_to(from_utc_text(found.wanted.until))

        await self.ask("Go to which day?", taken, hint="such as Nov 3, last Friday, 2025-06")

    async def ask_outcome(self) -> None:
        """Only calls that ended one way."""

        async def chosen(outcome: str) -> None:
            self._filtered(outcome=outcome)

        keys = dict(zip(Outcome, "rvnwft", strict=True))
        choices = [(keys[one], one.value, one.value.replace("_", " ")) for one in Outcome]
        await self.choose("Calls that ended how?", [*choices, ("a", "", "all")], chosen)

    def filtered(self) -> bool:
        """Whether some calls are left out."""
        return self.on_keys != CallFilter() or bool(self.typed)

    def toggle_mine(self) -> None:
        self._filtered(staff="" if self.on_keys.staff else self.desk.me.login)

    def toggle_incomplete(self) -> None:
        self._filtered(incomplete=not self.on_keys.incomplete)

    def same_person(self) -> None:
        person = 0 if self.on_keys.person_id or not self.chosen else self.chosen.person_id
        self._filtered(person_id=person, merged=self.paratui.people.ids_of(person)[1:])

    def only_of(self, people: tuple[int, ...], matter: int) -> None:
        """Show the calls of one person, whose ids these are, or of one matter."""
        person, *merged = people or (0,)
        self.typed = ""
        self.on_keys = CallFilter(person_id=person, merged=tuple(merged), matter_id=matter)
        self._filtered()

    def show_all(self) -> None:
        self.on_keys, self.typed = CallFilter(), ""
        self._filtered()

    def _filtered(self, **changes: Any) -> None:
        self.on_keys = msgspec.structs.replace(self.on_keys, **changes)
        self._search(self.typed)

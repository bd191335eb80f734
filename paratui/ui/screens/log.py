"""The call log: every call, newest first, found by typing."""

from __future__ import annotations

import asyncio
import threading
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from rich.text import Text
from textual.containers import Vertical

from paratui.domain.call import Outcome
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import ParatuiError
from paratui.ui.area import Area
from paratui.ui.commands.log import LOG_COMMANDS
from paratui.ui.screens import log_picture as picture
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command
    from paratui.ui.widgets.record_table import Row

PAGE = 200
SEARCH_PAUSE = 0.12
NEAR_THE_END = 40


class LogScreen(Area):
    """The calls in a list, the chosen one below."""

    NAME = "Log"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = LOG_COMMANDS
    HELP_TEXT = (
        "Every call of the office, newest first. / finds words in the notes, names, numbers and matters while you "
        "type; filters combine and stand as words in the first row. Enter opens a call, where a line can be amended: "
        "nothing is ever overwritten, each version stays with who, when and why."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter = CallFilter()
        self.chosen: Call | None = None
        self._rows = picture.LogRows()
        self._initials: dict[str, str] = {}
        self._found: Iterator[Call] | None = None
        self._reading = False
        self._whole = False
        self._superseded = threading.Event()

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(
                picture.COLUMNS, self._rows, id="table", on_cursor=self._cursor_moved, on_choose=self._open_soon
            )
            yield Pane(id="preview")
        yield Pane(id="footer")

    def on_resize(self) -> None:
        self._draw_top()
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

    # Reading

    def reload(self) -> None:
        """Read anew from the newest call; a search still under way gives up."""
        self._superseded.set()
        self._superseded = threading.Event()
        self.in_background("read", self._read, self._superseded, anew=True)

    async def _read(self, superseded: threading.Event, *, anew: bool) -> None:
        if anew:
            if self.filter.words:
                await asyncio.sleep(SEARCH_PAUSE)
            self._initials = {one.login: one.initials for one in self.desk.staff()}
            self._found = self.paratui.call_log.calls(self.filter, None, superseded.is_set)
        found = self._found
        if found is None or superseded.is_set():
            return
        # At least as many as stood there, so that the cursor keeps its record.
        wanted = max(PAGE, len(self._rows)) if anew else PAGE
        self._reading = True
        try:
            page = await asyncio.to_thread(lambda: list(islice(found, wanted)))
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        finally:
            self._reading = False
        if superseded.is_set():
            return
        self._whole = len(page) < wanted
        rows = await asyncio.to_thread(lambda: [self._row_of(call) for call in page])
        self._rows.add(rows, anew=anew)
        self.table.nothing = self._nothing_words()
        self.table.refresh_rows()
        self._draw_top()
        if anew:
            self._cursor_moved(self.table.cursor)
        self.draw_footer()

    def _nothing_words(self) -> str:
        if self.filter != CallFilter():
            return "Nothing fits. x takes the filters away."
        return "No call has been logged yet. F3 takes one."

    def _row_of(self, call: Call) -> Row:
        number = "" if call.person else self.paratui.shown_number(call.phone)
        return picture.row_of(call, number, self._initials, self.desk)

    # Drawing

    def _draw_top(self) -> None:
        look = self.look
        left = Text(" ")
        left.append("Log", look.key)
        words = self._filter_words()
        left.append(f"  {words}" if words else "", look.accent)
        left.append("  1 call" if len(self._rows) == 1 else f"  {len(self._rows)}{'' if self._whole else '+'} calls")
        left.append(f"  {self.desk.office.firm}", look.quiet)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], self.size.width)], {0: look.bar})

    def _filter_words(self) -> str:
        said = []
        if self.filter.staff:
            said.append("mine")
        if self.filter.person_id:
            known = self.paratui.people.person(self.filter.person_id)
            said.append(known.person.name if known else "one person")
        if self.filter.outcome:
            said.append(self.filter.outcome.replace("_", " "))
        if self.filter.words:
            said.append(f'"{self.filter.words}"')
        return " · ".join(said)

    def _cursor_moved(self, record: object) -> None:
        self.hush()
        self.in_background("preview", self._show, record)
        place = self._rows.index_of(record)
        if place is not None and place > len(self._rows) - NEAR_THE_END and not self._whole and not self._reading:
            self.in_background("more", self._read, self._superseded, anew=False)

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
            if words != self.filter.words:
                self._filtered(words=words)
            return "Enter keeps the search, x takes it away"

        async def kept(_words: str) -> Answered:
            return ""

        await self.ask("Find in the log", kept, value=self.filter.words, marked=True, preview=typed)

    async def ask_outcome(self) -> None:
        """Only calls that ended one way."""

        async def chosen(outcome: str) -> None:
            self._filtered(outcome=outcome)

        keys = dict(zip(Outcome, "rvnwft", strict=True))
        choices = [(keys[one], one.value, one.value.replace("_", " ")) for one in Outcome]
        await self.choose("Calls that ended how?", [*choices, ("a", "", "all")], chosen)

    def filtered(self) -> bool:
        """Whether some calls are left out."""
        return self.filter != CallFilter()

    def toggle_mine(self) -> None:
        self._filtered(staff="" if self.filter.staff else self.desk.me.login)

    def same_person(self) -> None:
        person = 0 if self.filter.person_id or not self.chosen else self.chosen.person_id
        self._filtered(person_id=person)

    def show_all(self) -> None:
        self.filter = CallFilter()
        self._filtered()

    def _filtered(self, **changes: Any) -> None:
        self.filter = msgspec.structs.replace(self.filter, **changes)
        self._draw_top()
        self.reload()

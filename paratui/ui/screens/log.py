"""The call log: every call, newest first, found by typing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from rich.cells import cell_len
from rich.text import Text
from textual.containers import Vertical

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_query import read_query
from paratui.domain.errors import ParatuiError
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.about import About
from paratui.ui.commands.log import LOG_COMMANDS
from paratui.ui.look import styled
from paratui.ui.lull import Lull
from paratui.ui.outcome_keys import OUTCOME_CHOICES
from paratui.ui.screens import log_picture as picture
from paratui.ui.screens.log_search import LogSearch
from paratui.ui.widgets.as_seen import as_seen
from paratui.ui.widgets.fitted_text import clean, shortened
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.domain.call_order import CallOrder
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command


# So much of the filters that they can be told apart, and in a narrow window of them that there are some.
_LEAST_WORDS, _SHORTEST_WORDS = 16, 8


class LogScreen(LogSearch):
    """The calls in a list, the chosen one below."""

    NAME = "Log"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = LOG_COMMANDS
    DO_NEXT = "press [[log.find]] and type a word that was said, or Enter to open the call you are on."
    HELP_TEXT = (
        "Every call of the office, newest first. [[log.find]] finds calls while you type: the beginnings of words, "
        '"words in a row", numbers in any form, and conditions such as from:maria by:ana kind:? matter:2026-0142 '
        "before:2026-11 outcome:voicemail. Filters combine and stand as words in the first row; [[log.all]] takes "
        "them away, [[log.order]] orders what is shown. Enter opens a call, "
        "where a line can be amended: nothing is ever overwritten, each version stays with who, when and why."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.chosen: Call | None = None
        self._titles: Mapping[str, str] = {}
        self._preview_later = Lull(self._show_soon)

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

    # Places

    def concerns(self) -> About:
        return self.of_call(self.table.cursor) if self.is_mounted else About()

    def as_it_stands(self) -> Callable[[], None]:
        left, spot = self._searched, self.table.spot

        def put_back() -> None:
            if (self._searched, self.table.spot) != (left, spot):
                self.on_keys, self.typed, self.unread, self.order, self.filter = left
                self.come_back_to(spot)
                self.draw_top()

        return put_back

    @property
    def _searched(self) -> tuple[CallFilter, str, tuple[str, ...], CallOrder, CallFilter]:
        """What is looked for, and in which order."""
        return self.on_keys, self.typed, self.unread, self.order, self.filter

    # Drawing

    def rows_shown(self) -> None:
        self.table.nothing = self._nothing_words()
        self.draw_top()
        self._show_soon()
        self.draw_footer()

    def index_made(self) -> None:
        """The index is there, or further on: without it only the calls that were read can be counted."""
        indexing = self.paratui.indexing
        if indexing.trouble:
            self.say(f"There is {indexing.trouble}", trouble=True)
        elif not self.counted and not indexing.progress and not indexing.waits:
            self.reload()
        self.draw_top()

    def _nothing_words(self) -> str:
        if self.filtered():
            return self.keyed("Nothing fits. [[log.all]] takes the filters away.")
        return self.keyed("No call has been logged yet. [[go.call]] takes one.")

    def draw_top(self) -> None:
        look, width = self.look, self.size.width
        left, words = Text(" ").append("Log", look.key), as_seen(clean(self._filter_words()))
        rid = f" {self.key_of('log.all')} all" if words else ""
        unread = f"  {'; '.join(self.unread)}" if self.unread else ""
        least = left.cell_len + (2 + min(cell_len(words), _LEAST_WORDS) + len(rid) if words else 0)
        told = self._told(self.order_words())
        if least + told.cell_len > self.paratui.top_room([], width, least=least + told.cell_len):
            told = self._told("")
        least += told.cell_len
        spare = self.paratui.top_room([], width, least=least) - least
        if words:
            room = max(_SHORTEST_WORDS, spare + min(cell_len(words), _LEAST_WORDS))
            if unread:
                room = max(min(room, _LEAST_WORDS), room - cell_len(unread))
            left.append(f"  {words if cell_len(words) <= room else shortened(words, room)}", look.accent)
            left.append(rid, look.quiet)
        left.append_text(told).append(unread, look.late)
        indexing = self.paratui.indexing
        aside = indexing.progress or ("" if self.counted else indexing.trouble) or self.desk.office.firm
        if spare + least - left.cell_len >= min(cell_len(aside) + 2, _LEAST_WORDS):
            left.append(f"  {aside}", look.quiet)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], width, least=least)], {0: look.bar})

    def _told(self, order: str) -> Text:
        """How many calls there are, and their order."""
        look, number = self.look, len(self.rows)
        more = "" if self.counted else "+"
        calls = "1 call" if number == 1 else f"{max(0, number - (not self.counted)):,}{more} calls"
        return styled("  looking ..." if self.looking else f"  {calls}{order and ', '}{order}", look.plain)

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
        if typed := self.typed.strip():
            said.append(f"\u201c{typed}\u201d" if '"' in typed else f'"{typed}"')
        return " · ".join(said)

    def _cursor_moved(self, record: object) -> None:
        self.hush()
        self.look_ahead()
        if record is not None:
            self._preview_later.begin()
        else:
            self._show_soon()

    def _show_soon(self) -> None:
        self._preview_later.end()
        if self.is_mounted:
            self.in_background("preview", self._show, self.table.cursor)

    async def _show(self, record: object) -> None:
        try:
            self.chosen, self._titles = (
                await asyncio.to_thread(self._call_with_titles, record) if isinstance(record, int) else (None, {})
            )
        except ParatuiError as error:
            self.chosen = None
            self.say(str(error), trouble=True)
        self._draw_preview()
        self.draw_footer()

    def _call_with_titles(self, record: int) -> tuple[Call, Mapping[str, str]]:
        call = self.paratui.call_log.call(record)
        return call, self.paratui.step_titles(call.checklist.checklist) if self.on_keys.incomplete else {}

    def _draw_preview(self) -> None:
        pane = self.query_one("#preview", Pane)
        width, height = pane.size
        shown = picture.preview(self.chosen, self.filter.words, self.desk, self.look, width) if width else []
        if self.chosen and self.on_keys.incomplete:
            shown[1:1] = picture.missing(self.chosen, self._titles, self.look, width)
        pane.show(shown[:height])

    # What can be done

    def _open_soon(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("log.open"))

    async def open_chosen(self) -> None:
        """The page of the chosen call."""
        cursor = self.table.cursor
        if isinstance(cursor, int):
            await self.paratui.open_call(cursor)

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

        await self.choose("Calls that ended how?", [*OUTCOME_CHOICES, ("a", "", "all")], chosen)

    def filtered(self) -> bool:
        """Whether some calls are left out."""
        return self.on_keys != CallFilter() or bool(self.typed)

    def toggle_mine(self) -> None:
        self._filtered(staff="" if self.on_keys.staff else self.desk.me.login)

    def toggle_incomplete(self) -> None:
        self._filtered(incomplete=not self.on_keys.incomplete)

    def same_person(self) -> None:
        person = 0 if self.on_keys.person_id else next(iter(self.concerns().people), 0)
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
        self.search(self.typed)

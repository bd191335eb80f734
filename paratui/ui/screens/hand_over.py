"""The shift hand-over on the screen: a note, what is open, what happened; the items go to a colleague on one key."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_size import count_words
from paratui.services.hand_over import HandOver, hand_over, keep_note
from paratui.services.hand_over_words import sections, title
from paratui.services.queue import Queue
from paratui.ui.area import Area
from paratui.ui.commands.day import HAND_OVER_COMMANDS
from paratui.ui.look import styled
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_rows import ListedRows
from paratui.ui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command


class HandOverScreen(Area):
    """My shift as plain lines under titles. Nothing is sent: whoever comes next reads it here or on paper."""

    NAME = "Hand-over"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = HAND_OVER_COMMANDS
    DO_NEXT = (
        "[[hand_over.note]] writes what the next one should know first, [[hand_over.give]] gives the items "
        "away."
    )
    HELP_TEXT = (
        "Your shift for whoever comes next: what of yours is late or due by the end of the next working day, what "
        "waits, cut calls, what you promised and closed today, the calls you took. [[hand_over.note]] writes a note "
        "above it. [[hand_over.give]] gives the open items to a colleague, with the note in each one's history; "
        "[[queue.undo]] in the queue takes that back. Nothing is sent. paratui handover prints the same."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shift: HandOver | None = None
        self._rows = ListedRows()
        self._calls: dict[object, int] = {}

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="facts")
        yield RecordTable(
            (Column(""),),
            self._rows,
            titles=False,
            id="table",
            nothing="The shift is being put together...",
            on_cursor=lambda _record: self.draw_footer(),
            on_choose=lambda _record: self.paratui.doing(self.action_run_command("hand_over.open")),
        )
        yield Pane(id="footer")

    def on_screen_resume(self) -> None:
        self._draw()
        self.in_background("hand-over", self._read)

    def on_resize(self) -> None:
        self._draw()

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"call", "follow_up"} and self.is_current:
            self.in_background("hand-over", self._read)

    @property
    def queue(self) -> Queue:
        """The queue of this session: its undo takes a hand-over back at once."""
        screen = self.paratui.get_screen("queue")
        return screen.queue if isinstance(screen, QueueScreen) else Queue(self.desk)

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    def call_behind(self) -> int:
        """The call the chosen line came from, 0 for none."""
        return self._calls.get(self.table.cursor, 0) if self.is_mounted else 0

    async def ask_note(self) -> None:
        """Ask for the note; what is kept stands there to be changed."""

        async def kept(words: str) -> Answered:
            try:
                await asyncio.to_thread(keep_note, self.desk, words)
            except ParatuiError as error:
                return str(error)
            await self._read()
            return ""

        await self.ask("Note for whoever comes next", kept, value=self.shift.note if self.shift else "")

    async def ask_whom(self) -> None:
        """Ask who takes over, then whether that is meant."""
        shift = self.shift
        if shift is None:
            return
        colleagues = [one for one in self.desk.here() if one.login != self.desk.me.login]

        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (one.login, f"{one.name}  {one.login}  {one.title}")
                for one in colleagues
                if typed.casefold() in f"{one.name} {one.login} {one.initials}".casefold()
            ]

        async def taken(login: str, _typed: str) -> Answered:
            async def sure() -> None:
                items = count_words(len(shift.items), "open item")
                name = self.paratui.name_of(login)
                choices = [("y", login, f"yes, give {name} the {items}"), ("n", "", "no")]
                await self.choose(f"Hand over to {name}?", choices, self._give, sure=True)

            return sure

        await self.pick(f"Who takes over {count_words(len(shift.items), 'item')}?", find, taken)

    async def _give(self, login: str) -> None:
        shift = self.shift
        if not login or shift is None:
            return
        given = await self.attempt(lambda: self.queue.hand_over(shift.items, login, shift.note))
        await self._read()
        if given:
            name = self.paratui.name_of(login)
            undo = self.keyed("[[queue.undo]] in the queue takes it back")
            self.say(f"{count_words(len(given), 'item')} handed over to {name}; {undo}")

    async def _read(self) -> None:
        try:
            self.shift = await asyncio.to_thread(hand_over, self.desk)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        self._fill(self.shift)
        self._draw()

    def _fill(self, shift: HandOver) -> None:
        rows: list[Row] = []
        self._calls = {}
        for section in sections(shift, self.desk.office):
            rows.append(Row(section.title, (f" {section.title}",), heading=True))
            name = section.title.partition(":")[0]
            for place, line in enumerate(section.lines):
                record = f"{name} {place}"
                self._calls[record] = section.calls[place] if section.calls else 0
                rows.append(Row(record, (line,)))
        if rows != self._rows.rows:
            self._rows.rows = rows
            self.table.refresh_rows()
        nothing = "Nothing happened today, and nothing of yours is due or waits."
        self.table.nothing = f"{nothing} {self.key_of('hand_over.note')} writes a note."

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        look, shift = self.look, self.shift
        left = styled(f" {title(shift, self.desk.office) if shift else 'Hand-over'}", look.key)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], self.size.width)], {0: look.bar})
        note = shift.note if shift else ""
        none = styled(self.keyed(" No note: [[hand_over.note]] writes one"), look.quiet)
        words = styled(f" Note: {note}", look.accent) if note else none
        self.query_one("#facts", Pane).show([words])
        self.draw_footer()

"""The silence radar: whom nobody spoke to, what has nothing planned, who called once, what was promised."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Vertical

from paratui.domain.errors import ParatuiError
from paratui.domain.follow_up import FollowUp
from paratui.domain.said_in_list import said_in_list
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.queue import Queue
from paratui.ui.about import About
from paratui.ui.area import Area
from paratui.ui.commands.radar import RADAR_COMMANDS
from paratui.ui.rests import LeavingError, Rests
from paratui.ui.screens import radar_picture as picture
from paratui.ui.screens.page import Page
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from paratui.services.desk import Desk
    from paratui.services.radar import Radar, RadarRow
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

# Others' changes are gathered so long before the radar turns again.
CHANGE_PAUSE = 1.0


class RadarScreen(Area):
    """The four sections in one list, why the chosen row stands there below."""

    NAME = "Radar"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = RADAR_COMMANDS
    DO_NEXT = "begin with the first one: Enter calls, [[radar.touch]] makes a follow-up for later."
    HELP_TEXT = (
        "Whom nobody of the office has spoken or written with for as many days as office.toml names in silence_days, "
        "or for as long as their matter asks; a voicemail left or no answer is a try and no contact, and waiting on "
        "the attorney never stops the count. Then the open matters for which nothing is planned, people who called "
        "once in the last two weeks and then no more, and to whom a promise was broken."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = Queue(desk)
        self._rows = picture.RadarRows(desk)
        self._radar: Radar | None = None
        self._rest = Rests()

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(
                picture.COLUMNS, self._rows, id="table", on_cursor=self._cursor_moved, on_choose=self._chosen
            )
            yield Pane(id="radar-why")
        yield Pane(id="footer")

    def on_unmount(self) -> None:
        self._rest.leave()

    def on_resize(self) -> None:
        self._draw()

    def on_screen_resume(self) -> None:
        self._draw()
        self.in_background("radar", self._read)

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"call", "follow_up", "person", "matter"}:
            self.in_background("radar", self._read, pause=CHANGE_PAUSE)

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def row(self) -> RadarRow | None:
        """The row under the cursor."""
        return self._rows.at(self.table.cursor) if self.is_mounted else None

    def concerns(self) -> About:
        return About.of(self.row)

    # Reading

    async def _read(self, pause: float = 0.0, said: str = "") -> None:
        """Turn the radar once more; what was `said` stands there still when the cursor's row has gone by it."""
        await asyncio.sleep(pause)
        try:
            turned = await asyncio.to_thread(self._turned)
        except LeavingError:
            return
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        if turned:
            self._radar, laid = turned
            self._rows.take(laid)
            self.table.refresh_rows()
        self._draw()
        if said:
            self.say(said)

    def _turned(self) -> tuple[Radar, picture.LaidOut] | None:
        """The radar with its rows laid out, None when it shows what it showed."""
        radar = self.paratui.radar.radar(self._rest)
        # Who called once may be entered nowhere.
        self.paratui.hide_names(row.person for row in radar.called_once)
        return None if radar == self._radar else (radar, self._rows.laid_out(radar))

    # Drawing

    def _draw(self) -> None:
        if not self.is_mounted or not self.size.width:
            return
        look = self.look
        left = Text(" ").append("Radar", look.key)
        if self._radar is None:
            days = max(self.desk.office.silence_days)
            self.table.nothing = f"Reading the calls of the last {days} days and the promises of a year ..."
        else:
            self.table.nothing = (
                "Everybody was spoken with, and every open matter has something planned. Esc goes back to your work."
            )
            counts = [
                f"{len(found):,} {picture.NAMES[section]}"
                for section, found in self._radar._asdict().items()
                if found
            ]
            left.append(f"  {' · '.join(counts) or 'all is well'}", look.plain)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], self.size.width)], {0: look.bar})
        self._explain()
        self.draw_footer()

    def _explain(self) -> None:
        pane = self.query_one("#radar-why", Pane)
        width, height = pane.size
        lines = picture.explained(self.row, self.desk, self.look, width - 2) if width > 2 else []
        pane.show([Text(" ").append_text(line) for line in lines[:height]])

    def _cursor_moved(self, _record: object) -> None:
        self.hush()
        self._explain()
        self.draw_footer()

    def _chosen(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("radar.call"))

    # What can be done

    async def call_now(self) -> None:
        """Open a call to them, about nothing that stands in the queue."""
        row = self.row
        if row:
            about = FollowUp(
                id=0,
                person_id=row.person_id,
                person=row.person,
                phone=row.phone,
                matter_id=row.matter_id,
                matter=row.matter,
            )
            await self.paratui.open_calls.begin(direction="out", about=about)

    async def ask_touch_base(self) -> None:
        """Make a follow-up to touch base; where something is open for them already, that is offered first."""
        row = self.row
        if row is None:
            return
        standing = await self.attempt(lambda: self.paratui.radar.open_for(row))
        if standing is None or self.row != row:
            return
        if not standing:
            await self._ask_line(row)
            return

        async def chosen(which: str) -> None:
            if which:
                await self.paratui.show_item(standing[0].id)
            else:
                await self._ask_line(row)

        item, more = standing[0], len(standing) - 1
        besides = f", and {more} more" if more else ""
        said = f"Open for {row.person or 'this number'} already: #{item.number} {said_in_list(item)}{besides}"
        await self.choose(said, [("enter", "open", "open it in the queue"), ("n", "", "make another")], chosen)

    async def _ask_line(self, row: RadarRow) -> None:
        """Ask for the words of the follow-up; what the line names itself counts before the clock."""
        clock = self.paratui.radar.clock(row)
        number = self.paratui.shown_number(row.phone)

        def make(typed: str) -> FollowUp:
            known = self.paratui.people.person(row.person_id) if row.person_id else None
            if known and row.matter_id:
                known = known._replace(matters=tuple(one for one in known.matters if one.id == row.matter_id))
            return self.queue.add(typed, known, row.person, phone=row.phone, clock=clock)

        async def made(typed: str) -> Answered:
            try:
                item = await asyncio.to_thread(make, typed)
            except ParatuiError as error:
                return str(error)
            said = f"#{item.number} made, due {self._due(item.due)}"
            self.in_background("radar", self._read, said=said)
            self.say(said)
            return ""

        def preview(typed: str) -> str:
            read = self.queue.read(typed)
            own = read.urgent or read.promised
            who = "you" if read.assignee in {"", self.desk.me.login} else self.paratui.name_of(read.assignee)
            due, rule = (self._due(read.due), read.clock) if own else (self._due_words(clock.due), clock.words)
            return f"= due {due} · {who} · {rule}"

        called = row.section == "called_once" and not row.last
        value = f"{'call back' if called else 'touch base with'} {row.person or number}"
        await self.ask(f"{row.person or number}: Enter makes this follow-up", made, value=value, preview=preview)

    def _due(self, due: str) -> str:
        return self._due_words(from_utc_text(due)) if due else "at no set time"

    def _due_words(self, due: Any) -> str:
        return due_words(due, self.desk.now(), self.desk.office)

    async def show_promises(self) -> None:
        """What was promised to this person, the newest first."""
        row = self.row
        promises = await self.attempt(lambda: self.paratui.radar.promises.of(row.person_id)) if row else None
        if row is None or promises is None:
            return
        if not promises:
            self.say(f"Nothing was promised to {row.person} in the last twelve months")
            return
        kept = f"kept {row.promises.words}" if row.promises.words else "none was due yet"
        await self.app.push_screen(
            Page(
                self,
                f"Promises to {row.person}, twelve months: {kept}",
                lambda width: picture.promise_lines(promises, self.desk, self.look, width),
            )
        )

    def open_last_call(self) -> None:
        """The last call with them; one long ago is looked for while keys go on."""
        row = self.row
        if row:
            self.say("Looking for the last call ...")
            self.in_background("last call", self._open_last_call, row)

    async def _open_last_call(self, row: RadarRow) -> None:
        record = await self.attempt(
            lambda: self.paratui.callers.silence.last_call(row.person_id, row.phone, lambda: self._rest.left)
        )
        if record:
            self.hush()
            await self.paratui.open_call(record)
        elif record == 0:
            self.say(f"The log has no call with {row.person or 'them'}")

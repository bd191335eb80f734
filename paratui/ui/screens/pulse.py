"""The pulse on the screen: calls, returns, promises, steps skipped, silence and legal questions, as pictures."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_query import read_query
from paratui.domain.charset import UTF_8
from paratui.domain.errors import ParatuiError
from paratui.domain.pulse_time import LENGTHS, MOST_DAYS, USUAL, PulseTime
from paratui.domain.wall_clock import from_utc_text
from paratui.services.pulse import Pulse
from paratui.ui.area import Area
from paratui.ui.commands.pulse import PULSE_COMMANDS
from paratui.ui.look import styled
from paratui.ui.rests import LeavingError, Rests
from paratui.ui.screens import pulse_picture as picture
from paratui.ui.screens.page import SCROLL
from paratui.ui.terminal_driver import terminal_charset
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

# Not all of their fonts have halves of a block.
PLAIN_TERMINALS = ("linux", "vt", "ansi", "cons25")
CHANGE_PAUSE = 2.0
_ANOTHER, _MONTH = "another", "month"


class PulseScreen(Area):
    """One page of pictures over a chosen time; my own figures first."""

    NAME = "Pulse"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = PULSE_COMMANDS
    LISTED = False
    DO_NEXT = "[[pulse.earlier]] and [[pulse.later]] change the time, [[pulse.time]] how long it is."
    HELP_TEXT = (
        "The calls of a time in pictures, with their numbers: when they come, how soon a missed call or a voicemail "
        "is returned (the time the office is open counts, several messages before the return are one wait), what "
        "became of promises and legal questions, which steps of the checklist are skipped most, and how long clients "
        "were not spoken with. These are your own figures. Everyone's are sums of the office; office.toml may show "
        "attorneys the times to return a call by name, and then this page says so to everybody."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.everyone = False
        self._pulse = Pulse(desk)
        self.time = PulseTime.last(USUAL, self._pulse.today)
        self._found: picture.Found | None = None
        self._titles: dict[str, str] = {}
        self._top = 0
        self._lines: list[Text] = []
        self._rests = Rests()
        self._reading = 0
        no_blocks = os.environ.get("TERM", "").startswith(PLAIN_TERMINALS)
        self._plain = no_blocks or terminal_charset() != UTF_8

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="pulse")
        yield Pane(id="footer")

    def on_unmount(self) -> None:
        self._rests.leave()

    def on_resize(self) -> None:
        self._draw_top()
        self.in_background("picture", self._draw)

    def on_screen_resume(self) -> None:
        self._pulse.forget()
        self._draw_top()
        self.in_background("picture", self._draw)
        self.in_background("pulse", self._read)

    def changed(self, kinds: set[str]) -> None:
        if kinds & {"call", "follow_up", "person", "matter"} and self.is_current:
            if "call" in kinds:
                self._pulse.forget()
            self.in_background("pulse", self._read, pause=CHANGE_PAUSE)

    @property
    def today(self) -> Any:
        """The day on the office's calendar."""
        return self._pulse.today

    # Reading

    async def _read(self, pause: float = 0.0) -> None:
        """Read the calls and show them, then what takes longer."""
        await asyncio.sleep(pause)
        self._reading += 1
        turn, of, everyone = self._reading, self.time, self.everyone

        def rest() -> None:
            self._rests()
            if turn != self._reading:
                raise LeavingError

        def calls() -> picture.Found:
            found = self._pulse.calls(of, everyone=everyone, rest=rest)
            self._titles = self._titles or self._pulse.step_titles()
            names = {one.login: one.name or one.login for one in self.desk.staff()} if found.by_person else {}
            return picture.Found(found, self._titles, names)

        people, silence = self.paratui.people, self.paratui.callers.silence
        try:
            before, found = self._found, await asyncio.to_thread(calls)
            if before:
                # What is read again stands there meanwhile as it was; silence is that of today whatever the time.
                found = found._replace(silence=before.silence)
            await self._show(found)
            items = await asyncio.to_thread(self._pulse.items, of, everyone=everyone, rest=rest)
            await self._show(found._replace(items=items))
            known = await asyncio.to_thread(self._pulse.silence, people, silence, rest)
            await self._show(found._replace(items=items, silence=known))
        except LeavingError:
            return
        except ParatuiError as error:
            self.say(str(error), trouble=True)

    async def _show(self, found: picture.Found) -> None:
        self._found = found
        await self._draw()

    # Drawing

    def _draw_top(self) -> None:
        """The first row, which says what will stand there before it does."""
        if not self.is_mounted or not self.size.width:
            return
        look = self.look
        left = styled(" Pulse", look.key)
        left.append(f"  {'everyone' if self.everyone else 'mine'} · {self.time.words(self.today)}", look.accent)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], self.size.width)], {0: look.bar})
        if self._found is None:
            self._lines = [Text(), Text("Counting the calls ...")]
            self._scroll(0)

    async def _draw(self) -> None:
        """Draw the pictures in a thread: they take some dozen milliseconds, and plotext has to be loaded first."""
        found, look, size = self._found, self.look, self.size
        if not self.is_mounted or not size.width or found is None:
            return
        width, sentence = size.width - 2, self._pulse.shown_to(everyone=self.everyone)
        drawing = picture.Drawing(look, self._plain, size.height - 2)

        def lines() -> list[Text]:
            told = wrapped(styled(sentence, look.quiet), width)
            if not found.calls.total.both and not _has_items(found):
                return [*told, Text(), *picture.nothing_lines(width, look)]
            return [*told, *picture.pulse_lines(found, width, drawing)]

        drawn = await asyncio.to_thread(lines)
        if found is self._found and size == self.size:
            self._lines = drawn
            self._scroll(0)

    def _scroll(self, by: int) -> None:
        room = max(1, self.size.height - 2)
        self._top = max(0, min(self._top + by, len(self._lines) - room))
        shown = self._lines[self._top : self._top + room]
        self.query_one("#pulse", Pane).show([Text(" ").append_text(line) for line in shown])
        self.draw_footer()

    def footer_right(self) -> Text:
        """How much more there is below."""
        below = len(self._lines) - max(1, self.size.height - 2) - self._top
        return styled(f"Down: {below} more", self.look.quiet) if below > 0 else Text()

    def on_key(self, event: events.Key) -> None:
        if event.key in SCROLL:
            event.stop()
            self.hush()
            self._scroll(SCROLL[event.key])

    # What can be done

    def show(self, time: PulseTime | None = None, *, everyone: bool | None = None) -> None:
        """Show another time, or other people's part in it."""
        self.time = time or self.time
        self.everyone = self.everyone if everyone is None else everyone
        self._top = 0
        self._draw_top()
        self.in_background("pulse", self._read)

    async def ask_time(self) -> None:
        """Ask over which time."""
        today = self.today
        keys = dict(zip("739y", LENGTHS, strict=True))
        choices = [(key, str(days), f"last {days} days") for key, days in keys.items()]

        async def chosen(which: str) -> None:
            if which == _MONTH:
                await self._ask_month()
            else:
                self.show(PulseTime.last(int(which), today))

        await self.choose("Over which time?", [*choices, ("m", _MONTH, "a month, a year, a day")], chosen)

    async def _ask_month(self) -> None:
        async def taken(words: str) -> Answered:
            wanted = read_query(f'on:"{words}"', CallFilter(), self.desk.now(), self.desk.office, ()).wanted
            if not (wanted.since and wanted.until):
                return "Say a month, a year or a day, such as October, 2026-09, 2025"
            first, until = (
                from_utc_text(one).astimezone(self.desk.office.tz).date() for one in (wanted.since, wanted.until)
            )
            time = PulseTime(first, until)
            if first > self.today or time.length > MOST_DAYS:
                return "That time is still to come; say one that has begun, such as 2026-10"
            self.show(time)
            return ""

        await self.ask("Which month?", taken, hint="such as October, 2026-09, 2025")


def _has_items(found: picture.Found) -> bool:
    items = found.items
    return items is not None and (any(items.promises) or bool(items.questions.taken))

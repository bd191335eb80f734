"""The app: which screen is shown, which calls are open. What a screen does stands in the screen."""

from __future__ import annotations

import asyncio
import gc
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rich.text import Text

from paratui.domain.errors import ParatuiError
from paratui.domain.phone import as_typed, read_phone, shown
from paratui.services.call_log import CallLog
from paratui.services.calls import Calls
from paratui.services.people import Known, People
from paratui.services.set_aside import Pieces
from paratui.services.stale import who_and_when
from paratui.ui.area import Area
from paratui.ui.ending import die_well
from paratui.ui.exact_updates import ExactUpdates
from paratui.ui.key_order import OrderedKeys
from paratui.ui.look import DARK, Look, look_of
from paratui.ui.open_calls import OpenCalls
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.troubles import Troubles

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from textual.screen import Screen

    from paratui.domain.checklist import Checklist
    from paratui.domain.errors import Conflict
    from paratui.services.brief import Fact
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.services.opening import Opening

POLL_SECONDS = 0.2
CALL_MODULES = ("ask", "choose", "pick", "call", "wrap_up", "cut_call", "page", "palette", "log", "call_page")


class ParatuiApp(ExactUpdates[int], OrderedKeys[int]):
    """One person's session in one office."""

    CSS_PATH = "paratui.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "paratui"

    def __init__(self, opening: Opening, desk: Desk | None, call: str | None = None) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-usual"), (110, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-tall")]
        self.register_theme(DARK)
        self.theme = DARK.name
        self._opening = opening
        self._call_wanted = call
        self._doing: set[asyncio.Task[None]] = set()
        self._looks: tuple[str, Look] | None = None
        self.left_behind: dict[str, str] = {}
        self.open_calls = OpenCalls(self)
        self.troubles = Troubles(self)
        self._desk = desk
        self.desk: Desk
        self.calls: Calls
        self.people: People
        self.call_log: CallLog
        self.pieces: Pieces

    # Start

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of ours that a theme of Textual's does not name."""
        return DARK.variables

    def get_default_screen(self) -> Screen[Any]:
        """The first picture: the queue; in a new office, three questions."""
        screen: Screen[Any]
        if self._desk is not None:
            screen = self._sit_down(self._desk)
        else:
            from paratui.ui.screens.first_run import FirstRun  # noqa: PLC0415 - shown once in the life of an office

            screen = FirstRun(self, self._opening)
        # Textual gives this to every screen it pushes, but not to the first; switching away from it takes it back.
        screen._push_result_callback(self, None)  # noqa: SLF001 - there is no public way to begin with one's own screen
        return screen

    async def open_office(self, desk: Desk) -> None:
        """Begin in an office that has just been set up."""
        await self.switch_screen(self._sit_down(desk))

    def _sit_down(self, desk: Desk) -> QueueScreen:
        self.desk = desk
        self.calls = Calls(self.desk)
        self.people = People(self.desk)
        self.call_log = CallLog(self.desk)
        self.pieces = Pieces(self.desk)
        queue = QueueScreen(self.desk)
        self.install_screen(queue, "queue")
        return queue

    def settled_in(self) -> None:
        """The first picture is there: watch for others' changes, load what calls need, offer cut calls."""
        gc.freeze()
        gc.enable()
        self.set_interval(POLL_SECONDS, self._poll)
        self.troubles.watch()
        self.run_worker(self._after_first_picture(), exit_on_error=False)

    async def _after_first_picture(self) -> None:
        # What is typed ahead waits until a cut call has been offered, so that it is not answered unread.
        with self.hold_keys():
            await self.troubles.keep_in_order()
            self.open_calls.kept = await asyncio.to_thread(self.calls.cut)
            if self._call_wanted is not None:
                # The phone rings now: what was cut waits, and the first row says so.
                await self.open_calls.begin(phone=self._call_wanted)
            elif self.open_calls.kept and not self.open_calls.sessions:
                await self.offer_kept()
        await asyncio.to_thread(self._load_what_calls_need)

    def _load_what_calls_need(self) -> None:
        """The checklist and the phone numbers' rules take a moment to load: now, not when the phone rings."""
        for name in CALL_MODULES:
            # Loaded whole before the first call: the program may be replaced on the box while calls go on.
            import_module(f"paratui.ui.screens.{name}")
        try:
            self.calls.checklist()
            as_typed("+1415", self.desk.office.region)
        except ParatuiError:
            return

    def _fatal_error(self) -> None:
        """Something unforeseen: what was typed goes to the disk, `run` tells of it once the screen is gone."""
        self.flush()
        self._close_messages_no_wait()

    # Work that must be done before the next key

    def doing(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that takes a while; keys typed meanwhile wait for its end and keep their order."""
        hold = self.hold_keys()
        hold.__enter__()

        async def held() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001 - shown as Textual shows what its own tasks raise
                self._handle_exception(error)
            finally:
                hold.__exit__(None, None, None)

        task = asyncio.create_task(held())
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def action_quit(self) -> None:
        """Textual's own way out, which it binds before everything else: what is being typed is kept first."""
        self.leave()

    def action_help_quit(self) -> None:
        """ctrl+c where nothing is to be left: say how the program is left, in our own row."""
        self.say("^Q leaves paratui; Esc leaves a question")

    # What several screens need

    @property
    def look(self) -> Look:
        """The styles of the present theme."""
        if self._looks is None or self._looks[0] != self.theme:
            self._looks = (self.theme, look_of(self))
        return self._looks[1]

    def top_line(self, left: Text, parts: list[tuple[str, Any]], width: int) -> Text:
        """The first row of an area: where I am, then who else is on a call, the counts, and who I am."""
        look, right = self.look, Text()
        others = [
            f"{self._name_of(login)} on a call{f' with {who}' if who else ''}" for login, who in self.calls.others()
        ]
        kept = len(self.open_calls.kept)
        if kept:
            right.append(f"{kept} cut call{'' if kept == 1 else 's'} kept: F3  ", look.late)
        if self.troubles.waiting:
            right.append(f"{self.troubles.waiting} set aside: F9  ", look.late)
        for session in self.open_calls.sessions:
            who = session.call.person or "a caller"
            right.append(f"{'parked' if session.parked else 'on the line'}: {who} F3  ", look.accent)
        for words in others[:1]:
            right.append(f"{words}  ", look.good)
        for words, style in parts:
            right.append(f"{words}  ", style)
        right.append(f"{self.desk.me.login} ", look.quiet)
        room = width - right.cell_len - 1
        left.truncate(max(8, room), overflow="ellipsis")
        left.append(" " * max(1, width - left.cell_len - right.cell_len))
        return left.append_text(right)

    def _name_of(self, login: str) -> str:
        return next((one.name.split()[0] for one in self.desk.staff() if one.login == login and one.name), login)

    def who_and_when(self, conflict: Conflict) -> str:
        """What to say when somebody else was quicker."""
        return who_and_when(self.desk, conflict)

    def shown_number(self, phone: str) -> str:
        """A number as people write it here."""
        return shown(phone, self.desk.office.region) if phone else ""

    def number_as_typed(self, typed: str) -> str:
        """A number being typed, with its gaps and brackets."""
        return as_typed(typed, self.desk.office.region)

    def step_titles(self, checklist: str) -> dict[str, str]:
        """The titles of a checklist's steps by id; none when the office no longer has it."""
        try:
            return {step.id: step.title for step in self.calls.checklist(checklist).steps} if checklist else {}
        except ParatuiError:
            return {}

    def known_by_number(self, typed: str) -> list[Known]:
        """Who is known under a number that may not be finished yet."""
        try:
            return self.people.with_number(read_phone(typed, self.desk.office.region))
        except ParatuiError:
            return []

    def brief_of(self, person: int) -> list[Fact]:
        """The brief of a person, empty for nobody."""
        from paratui.services.brief import brief  # noqa: PLC0415 - only a call needs it

        known = self.people.person(person) if person else None
        return brief(self.desk, known) if known else []

    # Areas

    async def go(self, name: str) -> None:
        """Show an area; the others keep their place."""
        if name == "log" and not self.is_screen_installed("log"):
            from paratui.ui.screens.log import LogScreen  # noqa: PLC0415 - loaded when first looked at

            self.install_screen(LogScreen(self.desk), "log")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if self.screen is not self.get_screen(name):
            await self.switch_screen(name)

    async def wrap_up(self, session: CallSession, walk: Checklist) -> None:
        """The page from which a call is written."""
        from paratui.ui.screens.wrap_up import WrapUp  # noqa: PLC0415 - loaded with the first end of a call

        await self.push_screen(WrapUp(self.desk, session, walk))

    async def open_call(self, record: int) -> None:
        """The page of one call of the log."""
        from paratui.ui.screens.call_page import CallPage  # noqa: PLC0415 - loaded when first looked at

        try:
            call = await asyncio.to_thread(self.call_log.call, record)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        await self.push_screen(CallPage(self.desk, call))

    async def offer_kept(self) -> None:
        """Offer the newest call whose line was cut."""
        from paratui.ui.screens.cut_call import offer_cut_call  # noqa: PLC0415 - only after a cut line

        await offer_cut_call(self)

    async def show_help(self, area: Area) -> None:
        """What this screen is for, and its keys."""
        from paratui.ui.screens.page import help_page  # noqa: PLC0415 - loaded when first asked for

        await self.push_screen(help_page(area))

    async def show_palette(self, area: Area) -> None:
        """Every command of this screen, found by typing."""
        from paratui.ui.screens.palette import open_palette  # noqa: PLC0415 - as above

        await open_palette(area)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Say something on whatever area is shown."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Area):
                screen.say(sentence, trouble=trouble)
                return

    # The office goes on

    def _poll(self) -> None:
        try:
            kinds = self.desk.changes()
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        if kinds is None:
            kinds = {"follow_up", "call", "person", "matter", "staff"}
        if not kinds:
            return
        if kinds & {"person", "matter"}:
            self.people.changed()
        for screen in self.screen_stack:
            if isinstance(screen, Area):
                screen.changed(kinds)

    def leave(self) -> None:
        """Leave; open calls are kept and offered at the next start."""
        self.flush()
        self.exit(0)

    def flush(self) -> None:
        """Put everything typed on the disk; needs no loop and may be called more than once."""
        self.open_calls.keep()


def run(opening: Opening, *, call: str | None = None) -> int:
    """Open the office in this terminal and return the exit code. Raises OfficeError before anything is drawn."""
    app = ParatuiApp(opening, None if opening.is_new() else opening.desk(), call)
    die_well(app, app.flush, opening.at_rest)
    app.run(mouse=False)
    if hasattr(app, "desk"):
        app.desk.leave()
    if app._exception is not None:  # noqa: SLF001 - the one Textual would have shown as a traceback
        raise app._exception  # noqa: SLF001 - the same
    return app.return_code or 0

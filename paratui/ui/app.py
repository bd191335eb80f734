"""The app: how the program begins at a desk, goes on while others work, and is left. Screens own what they do."""

from __future__ import annotations

import asyncio
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from paratui.domain.errors import ParatuiError, StoreError
from paratui.domain.opening_hours import local_day
from paratui.domain.phone import as_typed
from paratui.services.own_name import is_nameless
from paratui.services.standing import Standings
from paratui.ui import rubbish
from paratui.ui.acquaintance import Acquaintance
from paratui.ui.area import Area
from paratui.ui.elsewhere import Elsewhere
from paratui.ui.ending import die_well
from paratui.ui.given_notices import GivenNotices
from paratui.ui.indexing import Indexing
from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.news import News
from paratui.ui.open_calls import OpenCalls
from paratui.ui.own_ways import OwnWays
from paratui.ui.places import Places
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.small_window import SmallWindow
from paratui.ui.themes import DARK
from paratui.ui.troubles import Troubles

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from textual.events import Key, Resize
    from textual.geometry import Size
    from textual.screen import Screen

    from paratui.services.desk import Desk
    from paratui.services.opening import Opening
    from paratui.store.interface import Change
    from paratui.ui.tour.tour import Tour

# A process on a call that ends without a word changes no record.
PRESENCE_SECONDS = 20.0
EVERY_KIND = ("call", "follow_up", "person", "matter", "staff", "conflict_check")
IN_CALLS = ("ask", "choose", "sure", "while_noting", "pick", "call", "wrap_up", "cut_call")
CALL_MODULES = (*IN_CALLS, "find", "page", "help_page", "palette", "log", "call_page")


class ParatuiApp(Places):
    """One person's session in one office."""

    CSS_PATH = "paratui.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "paratui"

    def __init__(self, opening: Opening, desk: Desk | None, call: str | None = None, tour: str = "") -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-usual"), (110, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-tall")]
        self.own = OwnWays(self, opening.environ if opening else {})
        self.stylesheet.set_variables(self.get_css_variables())
        self._opening = opening
        self._call_wanted = call
        self._tour_wanted = tour
        self._doing: set[asyncio.Task[None]] = set()
        self.open_calls = OpenCalls(self)
        self.acquaintance = Acquaintance(self)
        self.elsewhere = Elsewhere(self)
        self.indexing = Indexing(self)
        self.troubles = Troubles(self)
        self.given = GivenNotices(self)
        # From the first picture on: what is said before it is seen by nobody.
        self._window: SmallWindow | None = None
        self._desk = desk

    # Start

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Textual reads every rule anew as it begins; only other colours make it necessary."""
        if self.get_css_variables() != self.stylesheet._variables:  # noqa: SLF001 - told by no other way
            super().refresh_css(animate)
            return
        self.stylesheet.update(self, animate=animate)
        for screen in self.screen_stack:
            screen._css_update_count = self._css_update_count  # noqa: SLF001 - as Textual's own does

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of ours that a theme of Textual's does not name."""
        return DARK.variables

    def get_default_screen(self) -> Screen[Any]:
        """The first picture: the queue; in a new office, its questions."""
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
        self.sit_down(desk)
        queue = QueueScreen(self.desk)
        self.install_screen(queue, "queue")
        return queue

    def settled_in(self) -> None:
        """The first picture is there: watch for others' changes, load what calls need, offer cut calls."""
        self.hears_at_once = True
        rubbish.begin()
        self.set_interval(rubbish.LOOK_SECONDS, lambda: rubbish.look_through(self.seconds_without_a_key))
        self.go_on_with(News(self, self._tell).watch, group="news")
        self.set_interval(PRESENCE_SECONDS, self.presence.forget)
        self.troubles.watch()
        self.go_on_with(self._after_first_picture, group="after the first picture")

    async def _after_first_picture(self) -> None:
        self._window = SmallWindow()
        self._say_what_is_left_out(self.size)
        # What is typed ahead waits until a cut call has been offered, so that it is not answered unread.
        with self.hold_keys():
            await self.troubles.keep_in_order()
            self.open_calls.kept = await asyncio.to_thread(self.calls.cut)
            if self._call_wanted is not None:
                # The phone rings now: what was cut waits, and the first row says so.
                await self.open_calls.begin(phone=self._call_wanted)
            elif self.open_calls.kept and not self.open_calls.sessions:
                await self.offer_kept()
            elif self._opening and is_nameless(self.desk, self._opening.account):
                await self._ask_my_name()
        await self._begin_tour()
        await self.elsewhere.look()
        self.given.begin()
        self.own.begin()
        with rubbish.lasting():
            await asyncio.to_thread(self._load_what_calls_need)
            rubbish.forget_annotations()
        self.acquaintance.begin()
        self.indexing.begin()
        self._say_unusable(self.tables.unusable)
        if IN_FORCE.troubles:
            more = f"; {len(IN_FORCE.troubles) - 1} more: paratui keys check" if len(IN_FORCE.troubles) > 1 else ""
            self.say(f"{IN_FORCE.troubles[0]}{more}", trouble=True)
        if self.desk.me.has_left(local_day(self.desk.now(), self.desk.office)):
            self.say(f"{self.desk.me.left_words}? If not: paratui staff {self.desk.me.login} --back", trouble=True)

    @cached_property
    def tour(self) -> Tour:  # type: ignore[override]  # made when it is first asked for
        """The tour of whoever sits here."""
        from paratui.ui.tour.tour import Tour  # noqa: PLC0415 - in the demo office alone

        return Tour(self, self._opening.environ)

    async def _begin_tour(self) -> None:
        if self._tour_wanted == "begin":
            self.tour.begin()
        elif self._tour_wanted == "offer" and self.screen is self.get_screen("queue"):
            from paratui.ui.tour.tour_questions import offer_tour  # noqa: PLC0415 - in the demo office alone

            await offer_tour(self)

    async def _ask_my_name(self) -> None:
        from paratui.ui.screens.own_name_questions import ask_spoken  # noqa: PLC0415 - once in a working life

        queue = self.get_screen("queue")
        if self.screen is queue and isinstance(queue, QueueScreen):
            await ask_spoken(queue, "name", queue.say)

    def index_made(self) -> None:
        """The index is there, or further on: the log tells so."""
        if self.is_screen_installed("log"):
            log: Any = self.get_screen("log")
            if log.is_mounted:
                log.index_made()

    async def offer_kept(self) -> None:
        """Offer the newest call whose line was cut."""
        from paratui.ui.screens.cut_call import offer_cut_call  # noqa: PLC0415 - only after a cut line

        await offer_cut_call(self)

    def _load_what_calls_need(self) -> None:
        """The checklist and the phone numbers' rules take a moment to load: now, not when the phone rings."""
        for name in CALL_MODULES:
            # Loaded whole before the first call: the program may be replaced on the box while calls go on.
            import_module(f"paratui.ui.screens.{name}")
        import_module("paratui.services.conflict_checks")
        try:
            self.tables.load()
            as_typed("+1415", self.desk.office.region)
        except ParatuiError:
            return

    async def refresh_tables(self) -> None:
        """Read the office's data anew where somebody changed a file, while a call begins."""
        self._say_unusable(await asyncio.to_thread(self.tables.refresh))

    def on_resize(self, event: Resize) -> None:
        """Say what a small window leaves out; Textual tells the painter as well."""
        self._say_what_is_left_out(event.size)

    def _say_what_is_left_out(self, size: Size) -> None:
        words = self._window.told(size) if self._window else ""
        if words:
            self.say(words)

    def _say_unusable(self, names: Sequence[str]) -> None:
        if names:
            self.say(f"{', '.join(names)} cannot be used as it is; paratui doctor says what to mend", trouble=True)

    async def _take_key(self, event: Key) -> None:
        """As it came; an office folder that is away just now is no reason to end."""
        try:
            await super()._take_key(event)
        except StoreError as error:
            self.say(str(error), trouble=True)

    def _is_taken_inline(self, node: Any, screen: Screen[object], event: Key) -> bool:
        """As above, for a key that is taken before its turn."""
        try:
            return super()._is_taken_inline(node, screen, event)
        except StoreError as error:
            self.say(str(error), trouble=True)
            return True

    # Work that must be done before the next key

    def doing(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that takes a while; keys typed meanwhile wait for its end and keep their order."""
        hold = self.hold_keys()
        hold.__enter__()

        async def held() -> None:
            try:
                await work
            except StoreError as error:
                self.say(str(error), trouble=True)
            except Exception as error:  # noqa: BLE001 - shown as Textual shows what its own tasks raise
                self._handle_exception(error)
            finally:
                hold.__exit__(None, None, None)

        task = asyncio.create_task(held())
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    # The office goes on

    def _tell(self, changes: Sequence[Change] | None) -> None:
        kinds = set(EVERY_KIND) if changes is None else {change.kind for change in changes}
        if not kinds:
            return
        self._keep_up(changes, kinds)
        self.tell_screens(kinds)

    def tell_screens(self, kinds: set[str]) -> None:
        """Records of these kinds stand otherwise than before: whoever shows them reads them again."""
        for screen in self.screen_stack:
            if isinstance(screen, Area):
                screen.changed(kinds)

    def acquainted(self) -> None:
        """The office's people and calls are known: the queue is weighed with them from now on."""
        self.hide_everybody()
        queue = self.get_screen("queue")
        if isinstance(queue, QueueScreen):
            queue.stand(Standings(self.people, self.callers.silence))

    def _keep_up(self, changes: Sequence[Change] | None, kinds: set[str]) -> None:
        """Tell whatever keeps in memory how the office stands."""
        queue = self.get_screen("queue")
        if isinstance(queue, QueueScreen):
            queue.living.note(changes)
        if changes is None or any(one.kind == "action" and one.by == self.desk.me.login for one in changes):
            # Another session of mine: what can be taken back is read anew when it is next told.
            self.desk.acts.clear()
        if kinds & {"call", "person", "matter"}:
            self.people.changed(changes)
            self.acquaintance.catch_up(changes)
            self.hide_everybody()
        if self._conflicts is not None:
            self._conflicts.changed(changes)
        if kinds & {"call", "staff"}:
            self.presence.forget()
        if kinds & {"follow_up", "staff"}:
            self.given.changed(changes)
        if self._radar is not None:
            self._radar.promises.changed(changes)
        if "conflict_check" in kinds:
            self.open_calls.verdict_given()

    # The way out

    async def action_quit(self) -> None:
        """Textual's own way out, which it binds before everything else: what is being typed is kept first."""
        self.leave()

    def action_help_quit(self) -> None:
        """ctrl+c where nothing is to be left: say how the program is left, in our own row."""
        self.say(f"{self.key_of('leave')} leaves paratui; Esc leaves a question")

    def leave(self) -> None:
        """Leave; open calls are kept and offered at the next start."""
        self.open_calls.keep(on_purpose=True)
        self.flush()
        self.exit(0)

    def flush(self) -> None:
        """Put everything typed on the disk; needs no loop and may be called more than once."""
        self.acquaintance.end()
        self.open_calls.keep()

    def _fatal_error(self) -> None:
        """Something unforeseen: what was typed goes to the disk, `run` tells of it once the screen is gone."""
        self.flush()
        self._close_messages_no_wait()


def run(opening: Opening, *, call: str | None = None, tour: str = "") -> int:
    """Open the office in this terminal and return the exit code. Raises OfficeError before anything is drawn.

    `tour` is "begin" to go on with the tour, "offer" to ask once.
    """
    app = ParatuiApp(opening, None if opening.is_new() else opening.desk(), call, tour)
    die_well(app, app.flush, opening.at_rest)
    app.run(mouse=False)
    if hasattr(app, "desk"):
        app.desk.leave()
    if app._exception is not None:  # noqa: SLF001 - the one Textual would have shown as a traceback
        raise app._exception  # noqa: SLF001 - the same
    return app.return_code or 0

"""What passers-by may read: the curtain's words, and names as initials where somebody works discreetly."""

from __future__ import annotations

from collections import deque
from threading import get_ident
from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.spoken_time import clock_time
from paratui.ui.called import Called
from paratui.ui.commands.own import BlankScreen
from paratui.ui.curtain import Curtain
from paratui.ui.keys_in_force import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType
    from textual.screen import Screen

    from paratui.domain.call import Call
    from paratui.domain.person import Person
    from paratui.services.desk import Desk
    from paratui.services.people import People
    from paratui.ui.area import Area
    from paratui.ui.open_calls import OpenCalls
    from paratui.ui.own_ways import OwnWays
    from paratui.ui.terminal_picture import Veil


class OpenFloor(Curtain[int]):
    """An app for a desk that others walk past."""

    own: OwnWays
    open_calls: OpenCalls
    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.take_up_blank_keys()
        # Names of what was read, told by whoever read it, with what hides them; and all of those, should they be
        # hidden later.
        self._told: deque[tuple[Called, Veil | None]] = deque()
        self._met = Called()
        # The calls in progress as they were when their names were learnt.
        self._heard: list[Call] = []

    def take_up_blank_keys(self) -> None:
        """Blank the screen on the keys that hold now."""
        self.blank_keys = frozenset(IN_FORCE.keys(BlankScreen()))

    @property
    def people(self) -> People:
        """The people of the office."""
        raise NotImplementedError

    @property
    def lines_a_row(self) -> int:
        """How many lines of the screen a row of a list takes."""
        return 2 if self.own.is_roomy else 1

    # The curtain

    def on_the_curtain(self) -> Sequence[str]:
        """The name of the program and the time; how a locked one is opened."""
        if not hasattr(self, "desk"):
            return ("paratui",)
        now = clock_time(self.desk.now(), self.desk.office.tz)
        return ("paratui", now, "", "Enter opens it") if self.is_locked else ("paratui", now)

    def came_back(self) -> None:
        """Say what was typed blind: it is nowhere else."""
        if len(self.typed_blind) > 1:
            self.own.say_typed_blind(self.typed_blind)
        else:
            self.typed_blind = ""

    async def show_typed_blind(self, area: Area) -> None:
        """All of it, to read."""
        from paratui.ui.screens.page import Page  # noqa: PLC0415 - hardly ever needed
        from paratui.ui.widgets.pane import wrapped  # noqa: PLC0415 - as above

        text = self.typed_blind
        await self.push_screen(Page(area, "Typed on the blank screen", lambda width: wrapped(Text(text), width)))

    # Names

    def veil_names(self) -> None:
        """Draw names as initials from now on, or written out, as whoever sits here wants it."""
        self.picture.veil = None
        if not self.own.is_discreet:
            return
        from paratui.ui.name_veil import NameVeil  # noqa: PLC0415 - few work discreetly

        self.picture.veil = NameVeil()
        self._heard = []
        if hasattr(self, "desk"):
            self.picture.veil.leave(self.desk.office.firm)
            self.picture.veil.leave_colleagues(one.name for one in self.desk.staff())
            self.picture.veil.wait()
            # Whoever stands in the first picture, before everybody is known.
            self.hide_names(str(doc.get("person", "")) for doc in self.desk.store.open_follow_ups())
            self.hide_everybody()
        else:
            self.picture.veil.take_over(self.picture.veil.apart(self._met))

    def hide_names(self, names: Iterable[str]) -> None:
        """These are names too, whether or not somebody is entered under them. May be told by any thread."""
        self._hear_of(Called(name for name in names if name not in self._met.names))

    def hide_people(self, people: Iterable[Person]) -> None:
        """So these are called, whether or not they are entered. May be told by any thread: of many, not by ours."""
        self._hear_of(Called.of(people))

    def _hear_of(self, called: Called) -> None:
        if called:
            veil = self.picture.veil
            self._told.append((called, veil.apart(called) if veil is not None else None))

    @property
    def veil(self) -> Veil | None:
        veil = self.picture.veil
        if veil is None or get_ident() != self._thread_id:
            # What a thread prepares is hidden when it is drawn.
            return None
        self._learn_told()
        return veil

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        self._learn_told()
        super()._display(screen, renderable)

    def _learn_told(self) -> None:
        """Learn what was told since the last picture, and whom the calls in progress name by now."""
        veil = self.picture.veil
        if veil is not None:
            # Whoever is on the line may be entered nowhere yet, nor whoever was on one that was cut.
            calls = [session.call for session in self.open_calls.sessions]
            calls += [cut.state.call for cut in self.open_calls.kept]
            if any(one not in map(id, self._heard) for one in map(id, calls)):
                from paratui.domain.names_of_call import names_of_call  # noqa: PLC0415 - few work discreetly

                self._heard = calls
                self.hide_names(name for call in calls for name in names_of_call(call))
        while self._told:
            called, fresh = self._told.popleft()
            self._met.update(called)
            if veil is not None:
                veil.take_over(fresh or veil.apart(called))

    def hide_everybody(self) -> None:
        """Hide the names of all the office's people, read in a thread; then draw anew."""
        veil = self.picture.veil
        if veil is None:
            return

        def read() -> None:
            called = Called.of(self.people.everybody())
            # Who takes part in a matter need not be entered as a person.
            called.names.update(party.name for matter in self.people.matters() for party in matter.parties)
            called.update(self._met)
            # What hides so many is made here: a key would wait for it.
            self.call_from_thread(self._hide, veil, veil.apart(called))

        self.run_worker(read, thread=True, group="veil", exclusive=True, exit_on_error=False)

    def _hide(self, veil: Veil, everybody: Veil) -> None:
        veil.take_over(everybody, whole=True)
        self.own.draw_anew()

"""A seat in the office: what every screen has at hand, which are the services of the desk and the common words."""

from __future__ import annotations

from functools import cached_property, partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text

from paratui.domain.errors import ParatuiError
from paratui.domain.phone import as_typed, shown
from paratui.services.calls import Calls
from paratui.services.stale import who_and_when
from paratui.ui.area import Area
from paratui.ui.keys_in_force import IN_FORCE, key_of
from paratui.ui.look import Look, look_of
from paratui.ui.open_floor import OpenFloor
from paratui.ui.presence import Presence
from paratui.ui.widgets.as_seen import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from paratui.domain.errors import Conflict
    from paratui.domain.follow_up import FollowUp
    from paratui.services.actions import Undone
    from paratui.services.brief import Fact
    from paratui.services.call_log import CallLog
    from paratui.services.callers import Callers
    from paratui.services.conflict_checks import ConflictChecks
    from paratui.services.desk import Desk
    from paratui.services.office_tables import OfficeTables
    from paratui.services.people import Known, People
    from paratui.services.radar import SilenceRadar
    from paratui.services.set_aside import Pieces
    from paratui.ui.given_notices import GivenNotices
    from paratui.ui.open_calls import OpenCalls
    from paratui.ui.tour.tour import Tour
    from paratui.ui.troubles import Troubles


NARROWEST_TITLE = 9


class Seat(OpenFloor):
    """The app as its screens know it. The services are there once somebody has sat down at a desk."""

    open_calls: OpenCalls
    troubles: Troubles
    given: GivenNotices
    tour: Tour

    def __init__(self) -> None:
        super().__init__()
        self._looks: tuple[str, Look] | None = None
        # By the record that was asked about, 0 for none, and the question: of two clients the same is asked.
        self.left_behind: dict[tuple[int, str], str] = {}
        # Those of them that were refused as an answer, by their question.
        self.refused: dict[tuple[int, str], str] = {}
        # Where whoever sits here is, as they said in this session; empty keeps the strict rule of recording.
        self.here = ""
        self._conflicts: ConflictChecks | None = None
        self._one_at_a_time = Lock()
        self.presence = Presence(self)
        self._radar: SilenceRadar | None = None
        self.desk: Desk
        self.calls: Calls

    def sit_down(self, desk: Desk) -> None:
        """Begin at a desk."""
        self.desk = desk
        self.calls = Calls(self.desk)
        self.veil_names()

    # Loaded when they are first asked for, which is after the first picture.

    @cached_property
    def call_log(self) -> CallLog:
        """What was said, and putting it right."""
        from paratui.services.call_log import CallLog  # noqa: PLC0415 - as above

        return CallLog(self.desk, self.hide_names)

    @cached_property
    def tables(self) -> OfficeTables:
        """The office's words and rules."""
        from paratui.services.office_tables import OfficeTables  # noqa: PLC0415 - as above

        return OfficeTables(self.desk)

    @cached_property
    def callers(self) -> Callers:
        """Whose number it is, and what is known of them."""
        from paratui.services.callers import Callers  # noqa: PLC0415 - as above

        return Callers(self.desk, self.tables)

    @cached_property
    def people(self) -> People:
        """The people of the office."""
        return self.callers.people

    @cached_property
    def pieces(self) -> Pieces:
        """What was set aside."""
        from paratui.services.set_aside import Pieces  # noqa: PLC0415 - as above

        return Pieces(self.desk)

    # What is seen and said everywhere

    @property
    def look(self) -> Look:
        """The styles of the present theme."""
        if self._looks is None or self._looks[0] != self.theme:
            self._looks = (self.theme, look_of(self))
        return self._looks[1]

    def top_line(
        self, left: Text, parts: list[tuple[str, Any]], width: int, about: int = 0, *, least: int = NARROWEST_TITLE
    ) -> Text:
        """The first row of an area: where I am, then who else is on a call, the counts, and who I am.

        `about` is the person looked at: whoever is on a call with them is told of before everybody else. So that
        `least` cells of `left` can be read, the rest is said shorter.
        """
        right = self._top_right(parts, width, about, least)
        room = width - right.cell_len - 1
        left = cut(left, max(NARROWEST_TITLE - 1, room))
        left.append(" " * max(1, width - left.cell_len - right.cell_len))
        return left.append_text(right)

    def top_room(self, parts: list[tuple[str, Any]], width: int, *, least: int) -> int:
        """How many cells of the first row are left for an area, which needs so many of them at least."""
        return width - self._top_right(parts, width, 0, least).cell_len - 1

    def _top_right(self, parts: list[tuple[str, Any]], width: int, about: int, least: int) -> Text:
        told = self._told_right(parts, width, about)
        if told.cell_len + least >= width:
            told = self._told_shorter(parts)
            me = Text(f"{'discreet  ' if self.own.is_discreet else ''}{self.desk.me.login} ", self.look.quiet)
            # Who I am is what I know best.
            told = told.append_text(me) if told.cell_len + me.cell_len + least < width else told
        return told

    def _told_shorter(self, parts: list[tuple[str, Any]]) -> Text:
        """The right end of the first row where there is little room: nobody is named, each key stands once."""
        look, right = self.look, Text()
        if self.troubles.waiting:
            right.append(f"aside: {self.key_of('go.set_aside')}  ", look.late)
        if IN_FORCE.troubles:
            right.append("keys!  ", look.late)
        if kept := len(self.open_calls.kept):
            right.append(f"{kept} cut: {self.key_of('go.call')}  ", look.late)
        if sessions := self.open_calls.sessions:
            where = "parked" if sessions[0].parked else "call"
            words = where if len(sessions) == 1 else f"{len(sessions)} calls"
            right.append(f"{words} {self.key_of('go.call')}  ", look.accent)
        if self.given.unseen:
            right.append(f"{self.given.unseen} new: {self.key_of('queue.mine')}  ", look.accent)
        for words, style in parts:
            right.append(f"{words}  ", style)
        return right

    def _told_right(self, parts: list[tuple[str, Any]], width: int, about: int) -> Text:
        look, right = self.look, Text()
        on_calls = sorted(self.presence.on_calls, key=lambda one: not about or one.person_id != about)
        kept = len(self.open_calls.kept)
        if kept:
            sort = "open" if all(one.state.left for one in self.open_calls.kept) else "cut"
            right.append(f"{kept} {sort} call{'' if kept == 1 else 's'} kept: {self.key_of('go.call')}  ", look.late)
        if self.troubles.waiting:
            right.append(f"{self.troubles.waiting} set aside: {self.key_of('go.set_aside')}  ", look.late)
        if IN_FORCE.troubles:
            # A sentence goes with the next key, or when the list settles; this stays.
            right.append("keys: paratui keys check  ", look.late)
        for session in self.open_calls.sessions:
            who = session.call.person or "a caller"
            where = "parked" if session.parked else "on the line"
            right.append(f"{where}: {who} {self.key_of('go.call')}  ", look.accent)
        if self.given.unseen:
            right.append(f"{self.given.unseen} new for me: {self.key_of('queue.mine')}  ", look.accent)
        discreet = "discreet  " if self.own.is_discreet else ""
        counts, me = Text(), f"{discreet}{self.desk.me.login} "
        for words, style in parts:
            counts.append(f"{words}  ", style)
        for one in on_calls[:1]:
            self.hide_names((one.person,))
            words = f"{self.name_of(one.login)} on a call"
            whole = f"{words} with {one.person}  " if one.person else f"{words}  "
            room = width - right.cell_len - counts.cell_len - len(me) - NARROWEST_TITLE
            right.append(whole if cell_len(whole) <= room else f"{words}  ", look.good)
        return right.append_text(counts).append(me, look.quiet)

    def key_of(self, command: str) -> str:
        """How a command is reached on the area that is looked at, as it is written for people."""
        area = next((one for one in reversed(self._screen_stack) if isinstance(one, Area)), None)
        return key_of(command, type(area) if area else None)

    def name_of(self, login: str) -> str:
        """The first name of a colleague; the login of somebody who is not entered."""
        return self.presence.name_of(login)

    def go_on_with(
        self, work: Callable[..., Coroutine[Any, Any, None]], *given: Any, group: str, exclusive: bool = False
    ) -> None:
        """Do something while the keys go on; with `exclusive` what of the same group is not done yet is given up."""
        # The coroutine is made when it begins: given up before that, nothing is left over.
        begin: Any = partial(work, *given)
        self.run_worker(begin, group=group, exclusive=exclusive, exit_on_error=False)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Say something on whatever area is shown."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Area):
                screen.say(sentence, trouble=trouble)
                return

    def stand_again(self, undone: Undone) -> None:
        """People and matters stand again as they were before an action of mine."""
        self.people.look_again(undone.others)

    def who_and_when(self, conflict: Conflict) -> str:
        """What to say when somebody else was quicker."""
        return who_and_when(self.desk, conflict)

    # Numbers

    def shown_number(self, phone: str) -> str:
        """A number as people write it here."""
        return shown(phone, self.desk.office.region) if phone else ""

    def number_to_dial(self, item: FollowUp) -> str:
        """An item's number, unless something speaks against dialling it: then the call itself says what."""
        stops = self.callers.stops_before(item) if item.phone else ""
        return f"{stops}: {self.key_of('queue.call')} shows the number" if stops else self.shown_number(item.phone)

    def due_there(self, item: FollowUp) -> str:
        """When an item is due by the clock of whom it is for; empty where that is the office's, or not known."""
        try:
            return self.callers.due_there(item)
        except ParatuiError:
            return ""

    def number_as_typed(self, typed: str) -> str:
        """A number being typed, with its gaps and brackets."""
        return as_typed(typed, self.desk.office.region)

    def known_by_number(self, typed: str) -> list[Known]:
        """Who is known under a number that may not be finished yet."""
        try:
            return self.callers.by_number_typed(typed)
        except ParatuiError:
            return []

    # What the office knows

    def brief_of(self, person: int, phone: str = "") -> list[Fact]:
        """The brief of a person spoken to over a number, empty for nobody."""
        return self.callers.brief(person, phone)

    def step_titles(self, checklist: str) -> dict[str, str]:
        """The titles of a checklist's steps by id; none when the office no longer has it."""
        try:
            return {step.id: step.title for step in self.calls.checklist(checklist).steps} if checklist else {}
        except ParatuiError:
            return {}

    @property
    def conflicts(self) -> ConflictChecks:
        """The conflict checks of this desk; in an intake the names are read in a thread before anybody asks."""
        with self._one_at_a_time:
            if self._conflicts is None:
                from paratui.services.conflict_checks import ConflictChecks  # noqa: PLC0415 - loads with the first call

                self._conflicts = ConflictChecks(self.desk, self.tables)
                self.people.also_tell = self._conflicts.look_again
            return self._conflicts

    @property
    def radar(self) -> SilenceRadar:
        """The silence radar of this desk, over the people and calls that are read anyway."""
        if self._radar is None:
            from paratui.services.radar import SilenceRadar  # noqa: PLC0415 - loads when it is first looked at

            self._radar = SilenceRadar(self.desk, self.people, self.callers.silence)
        return self._radar

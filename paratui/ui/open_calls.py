"""The calls open at this desk: one spoken on, one parked, and how they begin and end."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from paratui.domain.errors import ParatuiError
from paratui.services.calls import MOST_OPEN
from paratui.ui.area import Area
from paratui.ui.quietly import quietly
from paratui.ui.walks import Walks, walk_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from paratui.domain.follow_up import FollowUp
    from paratui.services.call_session import CallSession
    from paratui.services.calls import CutCall
    from paratui.services.people import Known
    from paratui.ui.app import ParatuiApp
    from paratui.ui.screens.call import CallScreen


class OpenCalls:
    """At most two sessions, and the one screen that shows them; `kept` are the cut calls left for later."""

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self.sessions: list[CallSession] = []
        self.walks = Walks()
        self.kept: list[CutCall] = []

    def take_in(self, session: CallSession) -> None:
        """Count a call that was taken up again among the open ones; a half-typed answer waits for its question."""
        question, text = session.unanswered
        if text:
            self._app.left_behind[session.call.id, question] = text
        self.sessions.append(session)

    def keep(self, *, on_purpose: bool = False) -> None:
        """Put everything typed on the disk; needs no event loop and may be called more than once."""
        for session in self.sessions:
            session.let_go(on_purpose=on_purpose)

    @property
    def screen(self) -> CallScreen | None:
        """The call screen, when a call is open."""
        screen: Any = self._app.get_screen("call") if self._app.is_screen_installed("call") else None
        return screen  # type: ignore[no-any-return]  # installed by this class alone

    async def go(self) -> None:
        """Show the call in progress; with none open, begin one."""
        active = next((one for one in self.sessions if not one.parked), None)
        if active:
            there = self._app.screen is self.screen
            await self._app.go("call")
            if there:
                self._app.say(self._how_to_change(active))
        elif len(self.sessions) == MOST_OPEN:
            await self.show(self.sessions[0])
        elif self.sessions:
            parked = self.sessions[0]
            who = parked.call.person or "a caller"
            await self._which(f"back to {who}, who is parked", partial(self.show, parked))
        elif self.kept:
            await self._which(self._cut_words(), self._app.offer_kept)
        else:
            await self.begin()

    async def _which(self, waiting: str, take_back: Callable[[], Awaitable[None]]) -> None:
        """Ask whether a call that waits is meant, or a new one."""

        async def chosen(answer: str) -> None:
            await (take_back() if answer == "back" else self.begin())

        if isinstance(self._app.screen, Area):
            choices = [("b", "back", waiting), ("n", "new", "a new call")]
            await self._app.screen.choose("Which call?", choices, chosen)

    async def begin(self, direction: str = "in", phone: str | None = None, about: FollowUp | None = None) -> None:
        """Begin a call at once; one that is spoken on is parked, a third is not possible."""
        if len(self.sessions) >= MOST_OPEN:
            self._app.say(f"Two calls are open already; end one first ({self._app.key_of('call.end')})", trouble=True)
            return
        try:
            whom = about.person_id if about else 0
            known = await asyncio.to_thread(self._app.people.person, whom) if whom else None
            checklists = await asyncio.to_thread(self._app.tables.checklists_now)
            role = known.person.role if known else ""
            intake = about is not None and await asyncio.to_thread(self._wants_intake, about, known)
            role = "prospect" if intake else role
            walk = walk_for(checklists, "phone", direction, role, self._app.desk.office.checklist)
            session = await asyncio.to_thread(lambda: self._app.calls.begin(walk, direction=direction))
        except ParatuiError as error:
            self._app.say(str(error), trouble=True)
            return
        self.sessions.append(session)
        self.walks.keep(session, walk)
        if walk.intake or intake:
            session.walk(walk.id, walk.version, intake=True)
        if about:
            if known:
                session.speak_with(known.person, self._app.people.matter_of(about.matter_id))
            # Words such as "withheld" cannot be dialled; a number the office has of them can.
            from paratui.domain.before_dialling import usual_number  # noqa: PLC0415 - when somebody is dialled

            usual = usual_number(known.person) if known else ""
            session.change(phone=about.phone if about.phone.startswith("+") else usual or about.phone)
            session.change(about_follow_up=about.id)
            if not known and about.person:
                session.caller_named(about.person)
            self.announce(session)
        await self.show(session)
        self._app.go_on_with(self._app.refresh_tables, group="tables")
        if phone and self.screen:
            await self.screen.take_number(phone)
        elif direction == "out" and session.call.phone and self.screen:
            await self.screen.look_before_dialling()

    def _wants_intake(self, item: FollowUp, known: Known | None) -> bool:
        from paratui.services.intake import wants_intake  # noqa: PLC0415 - loaded with the first call

        return wants_intake(self._app.conflicts, item, known.person if known else None)

    async def show(self, session: CallSession) -> None:
        """Bring a call to the front; the other one is parked."""
        self.near_a_check(session)
        for other in self.sessions:
            if other.parked == (other is session):
                other.park(parked=other is not session)
        changed = ""
        if not self.walks.knows(session):
            tables = self._app.tables
            checklists = await asyncio.to_thread(tables.checklists_now)
            broken = tables.cannot_read(session.call.checklist.checklist)
            changed = self.walks.take_up(session, checklists, self._app.desk.office.checklist, broken=broken)
        walk = self.walks.of(session).walk
        screen = self.screen
        if screen is None:
            from paratui.ui.screens.call import CallScreen  # noqa: PLC0415 - loaded with the first call

            self._app.install_screen(CallScreen(self._app.desk, session, walk), "call")
        elif screen.is_mounted:
            screen.show_session(session, walk)
        else:
            screen.session, screen.walk = session, walk
        await self._app.go("call")
        if changed:
            self._app.say(changed)

    async def park(self) -> None:
        """With another call parked, change to that; else ask what comes while this one is on hold."""
        active = next((one for one in self.sessions if not one.parked), None)
        other = next((one for one in self.sessions if one.parked), None)
        if other:
            await self.show(other)
        elif active and self.screen:
            await self._second_call(active, self.screen)

    async def _second_call(self, active: CallSession, screen: CallScreen) -> None:
        async def chosen(answer: str) -> None:
            if answer == "new":
                await self.begin()
                if self.screen and self.screen.session is not active:
                    self._app.say(self._how_to_change(self.screen.session))
            elif answer == "cut":
                await self._app.offer_kept()
            elif answer == "queue":
                active.park(parked=True)
                await self._app.go("queue")
                self._app.say(f"The call is parked, its timer goes on; {self._app.key_of('go.call')} takes it back")

        back = f"back to {active.call.person}" if active.call.person else "back to this call"
        choices = [("n", "new", "a new call, this one is parked"), ("b", "back", back), ("q", "queue", "the queue")]
        if self.kept:
            choices.insert(1, ("c", "cut", self._cut_words()))
        await screen.choose("A second call?", choices, chosen, sure=True)

    def _cut_words(self) -> str:
        kept = self.kept[0].state
        return f"the call with {kept.call.person or 'a caller'} that was {'left open' if kept.left else 'cut'}"

    def _how_to_change(self, active: CallSession) -> str:
        other = next((one for one in self.sessions if one is not active), None)
        key = self._app.key_of("call.park")
        if other is None:
            return f"This is the call in progress; {key} parks it for a second call"
        return f"{other.call.person or 'The other caller'} is parked; {key} goes back to them"

    async def closed(self, session: CallSession, sentence: str) -> None:
        """A call is over: written or thrown away."""
        self.sessions = [one for one in self.sessions if one is not session]
        self.walks.drop(session)
        if self.sessions:
            await self.show(self.sessions[0])
        else:
            await self._app.go("queue")
        self._app.look_first()
        self._app.say(sentence)

    async def discard(self, session: CallSession, sentence: str) -> None:
        """Throw a call away on purpose."""
        try:
            await asyncio.to_thread(session.discard)
        except ParatuiError as error:
            self._app.say(str(error), trouble=True)
            return
        await self.closed(session, sentence)

    def announce(self, session: CallSession) -> None:
        """Let the others see who is on a call with whom; the call goes on whatever comes of it."""
        self.near_a_check(session)
        self._app.run_worker(quietly(session.announce), thread=True, group="announce", exit_on_error=False)

    def near_a_check(self, session: CallSession) -> None:
        """In an intake the names are looked for soon: have everybody's read by then."""
        if session.call.intake:
            self._app.acquaintance.learn_names()

    def verdict_given(self) -> None:
        """Somebody decided over a conflict check: the calls it was run on have the verdict from now on."""
        for session in self.sessions:
            if session.call.conflict.check:
                self._app.go_on_with(self._take_over, session, group="verdict")

    async def _take_over(self, session: CallSession) -> None:
        screen = self.screen
        if screen is not None and screen.is_mounted and screen.session is session:
            await screen.verdict_given()
            return
        with suppress(ParatuiError):
            await asyncio.to_thread(self._app.conflicts.take_over, session)

"""Where one can go: the areas, which keep their place, and the pages that are laid over them."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from paratui.domain.errors import ParatuiError
from paratui.domain.follow_up import FollowUp
from paratui.ui.area import Area
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.seat import Seat
from paratui.ui.trail import Place, Trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.checklist import Checklist
    from paratui.domain.conflict.verdict import ConflictCheck
    from paratui.services.call_session import CallSession
    from paratui.ui.area import Answered


AREAS = ("queue", "call", "log", "clients")


class Places(Seat):
    """The ways to every screen. What only some need is loaded when it is first looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._trail = Trail()

    async def go(self, name: str) -> None:
        """Show an area; the others keep their place, and `back` leads to the one that is left as it stood."""
        if len(self.screen_stack) > 1 or self.area_shown != name:
            self._leave()
        await self._show(name)

    @property
    def area_shown(self) -> str:
        """The name of the area that is looked at, or that lies below the pages; "" for none of the four."""
        there = (one for one in AREAS if self.is_screen_installed(one))
        return next((one for one in there if self.get_screen(one) is self.screen_stack[0]), "")

    def _leave(self) -> None:
        """Remember this place. A page that is left for good, and a question, are no part of it."""
        area, pages = self.screen_stack[0], self.screen_stack[1:]
        made = [made for page in pages if (made := getattr(page, "again", None))]
        if isinstance(area, Area) and self.area_shown:
            self._trail.leave(Place(self.area_shown, area.as_it_stands(), tuple(made)))

    async def _show(self, name: str) -> None:
        if name == "clients" and not self.is_screen_installed("clients"):
            from paratui.ui.screens.clients import ClientsScreen  # noqa: PLC0415 - loaded when first looked at

            self.install_screen(ClientsScreen(self.desk), "clients")
        if name == "log" and not self.is_screen_installed("log"):
            from paratui.ui.screens.log import LogScreen  # noqa: PLC0415 - loaded when first looked at

            self.install_screen(LogScreen(self.desk), "log")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if self.screen is not self.get_screen(name):
            await self.switch_screen(name)

    async def back(self) -> bool:
        """Go back to where I was; False when there is nothing to go back to."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
            return True
        place = self._trail.last(self._is_there)
        if place is None:
            return False
        await self._show(place.area)
        place.put_back()
        for page in place.pages:
            await self.push_screen(page())
        return True

    def _is_there(self, area: str) -> bool:
        # A call that has ended is no place any more; its page in the log is.
        return area != "call" or bool(self.open_calls.sessions)

    async def open_one_of(self, people: Sequence[int], matters: Sequence[int] = ()) -> None:
        """The page of a person or of a matter; of several it is asked which."""
        open_page = self.open_client if people else self.open_matter
        ids = tuple(dict.fromkeys(people or matters))
        if len(ids) < 2:
            for one in ids:
                await open_page(one)
            return
        named = await asyncio.to_thread(self._named, ids, of_people=bool(people))

        def find(typed: str) -> list[tuple[str, str]]:
            return [(str(one), words) for one, words in named if typed.casefold() in words.casefold()]

        async def picked(which: str, _typed: str) -> Answered:
            return partial(open_page, int(which)) if which else "Choose one of the list"

        if isinstance(self.screen, Area):
            await self.screen.pick("Which person?" if people else "Which matter?", find, picked, numbered=True)

    def _named(self, ids: Sequence[int], *, of_people: bool) -> list[tuple[int, str]]:
        """People or matters in words, to choose from."""
        if of_people:
            known = [(one, self.people.person(one)) for one in ids]
            return [(one, f"{who.person.name}  {who.person.role.replace('_', ' ')}") for one, who in known if who]
        matters = [(one, self.people.matter_of(one)) for one in ids]
        closed = {"open": ""}
        return [
            (one, f"{matter.number}  {matter.title}{closed.get(matter.status, f' ({matter.status})')}")
            for one, matter in matters
            if matter
        ]

    async def open_client(self, record: int) -> None:
        """The page of a person."""
        from paratui.ui.screens.client_page import ClientPage  # noqa: PLC0415 - loaded when first looked at

        if isinstance(self.screen, ClientPage) and self.screen.record == record:
            self.say("This is the page of the person")
        else:
            await self.push_screen(ClientPage(self.desk, record))

    async def open_matter(self, record: int) -> None:
        """The page of a matter."""
        from paratui.ui.screens.matter_page import MatterPage  # noqa: PLC0415 - loaded when first looked at

        if isinstance(self.screen, MatterPage) and self.screen.record == record:
            self.say("This is the page of the matter")
        else:
            await self.push_screen(MatterPage(self.desk, record))

    async def call_person(self, person: int, matter: int = 0) -> None:
        """Open a call to somebody, about a matter, or about the first of theirs that is open."""
        known = await asyncio.to_thread(self.people.person, person) if person else None
        if known is None:
            key = self.key_of("matter.party")
            self.say(f"Nobody is entered as a client of this matter; {key} adds one", trouble=True)
            return
        about = next((one for one in known.matters if one.id == matter), None)
        about = about or next((one for one in known.matters if one.status == "open"), None)
        item = FollowUp(
            id=0,
            person_id=known.person.id,
            person=known.person.name,
            phone=next(iter(known.person.phones), ""),
            matter_id=about.id if about else 0,
            matter=about.number if about else "",
        )
        await self.open_calls.begin(direction="out", about=item)

    async def show_calls_of(self, person: int = 0, matter: int = 0) -> None:
        """The log with the calls of one person, or of one matter."""
        self._leave()
        await self._show("log")
        log: Any = self.get_screen("log")
        log.only_of(self.people.ids_of(person) if person else (), matter)

    async def show_items_of(self, person: int = 0, matter: int = 0) -> None:
        """The queue with what is open for one person, or in one matter."""
        self._leave()
        await self._show("queue")
        queue: Any = self.get_screen("queue")
        queue.only_of(person, matter)

    async def show_item(self, record: int) -> None:
        """The queue with the cursor on an item; one that is closed is shown on a page of its own."""
        queue = self.get_screen("queue")
        if isinstance(queue, QueueScreen) and isinstance(self.screen, Area) and not queue.living.item(record):
            from paratui.ui.screens.item_page import show_life  # noqa: PLC0415 - loaded when first looked at

            await show_life(self.screen, record)
        elif isinstance(queue, QueueScreen):
            self._leave()
            await self._show("queue")
            queue.show_item(record)

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

    async def open_fast_pass(self) -> None:
        """Voicemails, mail and missed calls, one line each; what was entered in this session stands there still."""
        from paratui.services.fast_pass import FastPass  # noqa: PLC0415 - loaded when first looked at
        from paratui.ui.screens.fast_pass import FastPassScreen  # noqa: PLC0415 - as above

        if not self.is_screen_installed("messages"):
            passing = FastPass(self.desk, self.people, lambda: self.tables.known_names)
            self.install_screen(FastPassScreen(self.desk, passing), "messages")
        await self.push_screen("messages")

    async def show_radar(self) -> None:
        """Whom nobody spoke to, what has nothing planned, who called once, what was promised to whom."""
        from paratui.ui.screens.radar import RadarScreen  # noqa: PLC0415 - loaded when first looked at

        if not self.is_screen_installed("radar"):
            self.install_screen(RadarScreen(self.desk), "radar")
        if self.get_screen("radar") not in self.screen_stack:
            await self.push_screen("radar")

    async def show_pulse(self) -> None:
        """Calls, returns, promises, steps skipped, silence and legal questions of a time, in pictures."""
        from paratui.ui.screens.pulse import PulseScreen  # noqa: PLC0415 - loaded when first looked at

        if not self.is_screen_installed("pulse"):
            self.install_screen(PulseScreen(self.desk), "pulse")
        if self.get_screen("pulse") not in self.screen_stack:
            await self.push_screen("pulse")

    async def open_check(self, record: int) -> None:
        """The page of a conflict check that waits for the attorney."""
        from paratui.ui.screens.conflict import ConflictPage  # noqa: PLC0415 - loaded when first looked at

        try:
            check = await asyncio.to_thread(self.conflicts.check, record)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        session = next((one for one in self.open_calls.sessions if one.call.conflict.check == record), None)

        async def looked_at(_check: ConflictCheck | None) -> None:
            queue = self.get_screen("queue")
            if isinstance(queue, QueueScreen):
                queue.reload()

        await self.push_screen(ConflictPage(self.desk, self.conflicts, session, check, looked_at))

    async def show_help(self, area: Area) -> None:
        """What this screen is for, and its keys."""
        from paratui.ui.screens.help_page import help_page  # noqa: PLC0415 - loaded when first asked for

        await self.push_screen(help_page(area))

    async def ask_tour(self, area: Area) -> None:
        """Begin the tour; while it runs ask what is to become of it."""
        from paratui.ui.tour.tour_questions import ask_tour  # noqa: PLC0415 - loaded when first asked for

        await ask_tour(area)

    async def show_palette(self, area: Area) -> None:
        """Every command of this screen, found by typing."""
        from paratui.ui.screens.palette import open_palette  # noqa: PLC0415 - as above

        await open_palette(area)

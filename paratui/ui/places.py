"""Where one can go: the areas, which keep their place, and the pages that are laid over them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from paratui.domain.errors import ParatuiError
from paratui.domain.follow_up import FollowUp
from paratui.ui.area import Area
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.seat import Seat

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.domain.checklist import Checklist
    from paratui.domain.conflict.verdict import ConflictCheck
    from paratui.services.call_session import CallSession


# So many places one can go back to.
TRAIL = 20


class Places(Seat):
    """The ways to every screen. What only some need is loaded when it is first looked at."""

    def __init__(self) -> None:
        super().__init__()
        # Where I was before I went to another area: the area, and what makes the pages over it again.
        self._trail: list[tuple[str, list[Callable[[], Area]]]] = []

    async def go(self, name: str) -> None:
        """Show an area; the others keep their place."""
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

    async def go_on_to(self, name: str) -> None:
        """Show an area from a page of another one, so that `back` leads to that page again."""
        pages = [page.again for page in self.screen_stack[1:] if isinstance(page, Area) and page.again]
        areas = (one for one in ("queue", "log", "clients", "call") if self.is_screen_installed(one))
        here = next((one for one in areas if self.get_screen(one) is self.screen_stack[0]), "queue")
        self._trail = [*self._trail, (here, pages)][-TRAIL:]
        await self.go(name)

    async def back(self) -> bool:
        """Go back to where I was; False when there is nothing to go back to."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
            return True
        if not self._trail:
            return False
        area, pages = self._trail.pop()
        await self.go(area)
        for page in pages:
            await self.push_screen(page())
        return True

    async def open_client(self, record: int) -> None:
        """The page of a person."""
        from paratui.ui.screens.client_page import ClientPage  # noqa: PLC0415 - loaded when first looked at

        await self.push_screen(ClientPage(self.desk, record))

    async def open_matter(self, record: int) -> None:
        """The page of a matter."""
        from paratui.ui.screens.matter_page import MatterPage  # noqa: PLC0415 - loaded when first looked at

        await self.push_screen(MatterPage(self.desk, record))

    async def call_person(self, person: int, matter: int = 0) -> None:
        """Open a call to somebody, about a matter, or about the first of theirs that is open."""
        known = await asyncio.to_thread(self.people.person, person) if person else None
        if known is None:
            self.say("Nobody is entered as a client of this matter; a adds one", trouble=True)
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
        await self.go_on_to("log")
        log: Any = self.get_screen("log")
        log.only_of(self.people.ids_of(person) if person else (), matter)

    async def show_item(self, record: int) -> None:
        """The queue with the cursor on an item."""
        await self.go_on_to("queue")
        queue: Any = self.get_screen("queue")
        queue.table.cursor = record
        if queue.table.cursor != record:
            self.say("The item is not in the queue as it is filtered now; x shows all", trouble=True)

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
        from paratui.ui.screens.page import help_page  # noqa: PLC0415 - loaded when first asked for

        await self.push_screen(help_page(area))

    async def show_palette(self, area: Area) -> None:
        """Every command of this screen, found by typing."""
        from paratui.ui.screens.palette import open_palette  # noqa: PLC0415 - as above

        await open_palette(area)

"""What must be seen before a number is dialled: nobody reads it off the screen before they know."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.before_dialling import clock_there, to_be_weighed
from paratui.domain.errors import ParatuiError
from paratui.ui.screens import call_picture as picture
from paratui.ui.screens.call_parts import CallParts
from paratui.ui.screens.other_end_picture import HIDDEN, in_a_row

if TYPE_CHECKING:
    from paratui.domain.fact import Fact
    from paratui.domain.time_there import TimeThere, Zones

CARD = "before dialling"


class DiallingQuestions(CallParts):
    """The number and the clock of the other end; a number with something grave about it is shown on a key only."""

    _number_shown: str
    _zones: Zones
    _before: list[Fact]
    # The numbers somebody has said yes to, by call.
    _weighed: set[tuple[int, str]]

    @property
    def time_there(self) -> TimeThere | None:
        """The clock at the other end; None when it is not known, or shows the office's own time."""
        return clock_there(self._zones, self.desk.now(), self.desk.office)

    @property
    def hidden(self) -> bool:
        """Whether the number waits for a conscious yes."""
        call = self.session.call
        return call.direction == "out" and (call.id, call.phone) not in self._weighed

    def is_before_dialling(self) -> bool:
        """Whether nothing has been said or done yet on an outgoing call."""
        call = self.session.call
        return call.direction == "out" and not (call.lines or call.checklist.answers)

    async def read_other_end(self) -> None:
        """Look at the number and what holds for it, away from the screen. Raises ParatuiError."""
        call, callers = self.session.call, self.paratui.callers
        shown = await asyncio.to_thread(self.paratui.shown_number, call.phone)
        self._zones = await asyncio.to_thread(callers.zones, call.person_id, call.phone)
        self.session.zone_there = self._zones.names[0] if self._zones.stated and len(self._zones.names) == 1 else ""
        self._before = await asyncio.to_thread(callers.before_dialling, call.person_id, call.phone)
        if not to_be_weighed(self._before):
            self._weighed.add((call.id, call.phone))
        self._number_shown = HIDDEN if call.phone and self.hidden else shown
        if self.card == CARD and not self.is_before_dialling():
            self.put_card_away()

    async def look_before_dialling(self, *, again: bool = False) -> None:
        """Show what is grave about the number of an outgoing call; Enter dials all the same."""
        call = self.session.call
        try:
            await self.read_other_end()
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        self.draw()
        if call.direction == "in":
            self.say("This is an incoming call; /direction out makes it one of yours")
        elif not call.phone:
            self.say("There is no number to dial yet; /phone takes one")
        elif self.hidden:
            await self._ask_weighing()
        elif again:
            self._show_card()

    def _show_card(self) -> None:
        if self.card != CARD:
            self.show_card(CARD, lambda width: picture.card(self._before, width, self.look))

    async def _ask_weighing(self) -> None:
        call = self.session.call
        self._show_card()

        async def chosen(_answer: str) -> None:
            self._weighed.add((call.id, call.phone))
            if self.card == CARD:
                self.put_card_away()
            self.caller_known()

        gravest = in_a_row(to_be_weighed(self._before)[0])
        question = f"{gravest[:1].upper()}{gravest[1:]}. Dial all the same?"
        await self.choose(question, [("enter", "dial", "shows the number")], chosen, noting=True)

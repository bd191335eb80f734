"""How the demo office's calls were taken: who was on the line, what was asked, checked, answered and read back.

Each of these is told by random numbers of its own, so that the story of the office stays as it is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paratui.services.demo.chance import stream
from paratui.services.demo.closing import DemoClosing
from paratui.services.demo.conflicts import DemoConflicts
from paratui.services.demo.follow_ups import ATTORNEY
from paratui.services.demo.identity import failed_twice, second_try
from paratui.services.demo.intakes import DemoIntakes
from paratui.services.demo.line import DemoLine
from paratui.services.demo.recording import DemoRecording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from paratui.domain.conflict.verdict import ConflictCheck
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office
    from paratui.services.demo.calendar import DemoCalendar
    from paratui.services.demo.calls import ToldCall
    from paratui.services.demo.content import Content
    from paratui.services.demo.follow_ups import DemoFollowUps
    from paratui.services.demo.people import DemoPeople
    from paratui.services.demo.tables import DemoTables
    from paratui.store.interface import Store


class Taken(NamedTuple):
    """The calls with what came of them. `late` are the items that are no promise of a story: they number last."""

    calls: tuple[ToldCall, ...]
    checks: tuple[ConflictCheck, ...]
    late: tuple[FollowUp, ...]


class DemoTaking:
    """Takes the calls of one office. The store holds its people already."""

    def __init__(
        self,
        store: Store,
        office: Office,
        people: DemoPeople,
        content: Content,
        *,
        tables: DemoTables,
        calendar: DemoCalendar,
        follow_ups: DemoFollowUps,
        now: datetime,
        random: Random,
    ) -> None:
        chance = partial(stream, random)
        attorney = next(one for one in people.staff if one.login == ATTORNEY)
        conflicts = DemoConflicts(
            store, office, people, known=tables.names, calendar=calendar, now=now, random=chance("conflicts")
        )
        self._line = DemoLine(people, chance("line"))
        self._recording = DemoRecording(office, tables, attorney.name, chance("recording"))
        self._intakes = DemoIntakes(office, tables.areas, conflicts)
        self._prospects = content.intakes
        self._closing = DemoClosing(office, people.staff, attorney, now, chance("closing"))
        self._follow_ups = follow_ups
        self._trying = chance("identity")

    def taken(self, told: Sequence[ToldCall]) -> Taken:
        """The calls as they were taken, oldest first."""
        calls = {one.call.id: self._on_the_line(one) for one in told}
        intakes = self._intakes.taken(list(calls.values()), self._prospects)
        calls |= intakes.calls
        late = [one.item for one in intakes.checks if one.item]
        unknown = failed_twice(list(calls.values()), self._follow_ups)
        if unknown:
            told_call, item = unknown
            calls[told_call.call.id] = told_call
            late.append(item)
        closed = tuple(one._replace(call=self._closing.closed(one.call)) for one in calls.values())
        return Taken(closed, tuple(one.check for one in intakes.checks), tuple(late))

    def _on_the_line(self, told: ToldCall) -> ToldCall:
        call = self._recording.answered(self._line.joined(told.call))
        return told._replace(call=second_try(call, self._trying))

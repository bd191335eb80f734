"""The conflict checks of the demo office: everybody named looked for among its own people, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import AS_PROMISED
from paratui.domain.conflict.asked import asked_about, terms_of, told_of
from paratui.domain.conflict.index import NameIndex
from paratui.domain.conflict.verdict import check_record, decided
from paratui.domain.follow_up import FollowUp, Happening, Status
from paratui.domain.ids import id_time, make_id
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.conflict_items import ConflictItems
from paratui.services.demo.follow_ups import ATTORNEY
from paratui.services.desk import Desk
from paratui.services.office_names import names_of

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from paratui.domain.call import Call
    from paratui.domain.conflict.hit import Hit
    from paratui.domain.conflict.known_names import KnownNames
    from paratui.domain.conflict.verdict import ConflictCheck
    from paratui.domain.office import Office
    from paratui.domain.person import Person
    from paratui.services.demo.calendar import DemoCalendar
    from paratui.services.demo.content import DemoIntake
    from paratui.services.demo.people import DemoPeople
    from paratui.store.interface import Store

_THINKING = timedelta(seconds=70)


class Checked(NamedTuple):
    """A check as it was decided, with the attorney's item where there was one to make."""

    check: ConflictCheck
    item: FollowUp | None


@dataclass(frozen=True)
class _Then:
    """A clock that shows the moment of a call."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def ticks(self) -> float:
        return 0.0


class DemoConflicts:
    """Runs the checks of one office in the order of its calls; a later one finds what an earlier one asked for."""

    def __init__(
        self, store: Store, office: Office, people: DemoPeople, *, known: KnownNames, calendar: DemoCalendar,
        now: datetime, random: Random,
    ) -> None:  # fmt: skip
        self._store = store
        self._office = office
        self._staff = {one.login: one for one in people.staff}
        self._numbers = {cast.matter.id: cast.matter.number for cast in people.cast}
        self._calendar = calendar
        self._now = now
        self._random = random
        records = [("staff", one.doc()) for one in people.staff]
        records += [("person", one.doc()) for one in people.persons]
        records += [("matter", cast.matter.doc()) for cast in people.cast]
        self._index = NameIndex((name for kind, doc in records for name in names_of(kind, doc)), known)

    def checked(self, call: Call, person: Person, at: datetime, told: DemoIntake) -> Checked:
        """A look for everybody named on a call, and its verdict, typed in for the attorney where it is theirs."""
        asked = asked_about(call, person)
        looked = check_record(
            make_id(at, self._random.getrandbits(22)),
            self._index.check(terms_of(asked), {person.id}),
            by=call.staff,
            at=utc_text(at),
            person=person.id,
            call=call.id,
            where=self._where,
        ).but(named_as=told_of(asked))
        item = self._item(looked, call, at)
        if told.verdict != looked.verdict:
            theirs = looked.found_something
            looked = decided(
                looked,
                told.verdict,
                by=ATTORNEY if theirs else call.staff,
                at=utc_text(at + _THINKING),
                reason=told.reason,
                entered_by=call.staff if theirs else "",
            )
            item = item and self._decided(item, looked)
        else:
            item = item and self._asked_again(item)
        for name in names_of("conflict_check", looked.doc()):
            self._index.add(name)
        return Checked(looked, item)

    def _item(self, check: ConflictCheck, call: Call, at: datetime) -> FollowUp | None:
        desk = Desk(self._store, self._office, self._staff[call.staff], _Then(at), self._bits)
        puts = ConflictItems(desk).after_looking(check, None, call)
        return FollowUp.read(puts[0].doc) if puts and puts[0].doc else None

    def _bits(self) -> int:
        return self._random.getrandbits(22)

    def _decided(self, item: FollowUp, check: ConflictCheck) -> FollowUp:
        outcome = f"conflict check {check.verdict}: {check.reason}"
        end = Happening(at=check.decided_at, by=check.entered_by or check.decided_by, what=f"done: {outcome}")
        return item.but(status=Status.DONE.value, outcome=outcome, history=(*item.history, end))

    def _asked_again(self, item: FollowUp) -> FollowUp:
        """An item the attorney still has to look at, and has said when."""
        due = self._calendar.next_day(0, 11)
        at = max(from_utc_text(item.created), self._now - timedelta(minutes=40))
        asked = Happening(at=utc_text(at), by=item.created_by, what="asked again: wants the old file first")
        return item.but(due=utc_text(due), clock=AS_PROMISED, history=(*item.history, asked))

    def _where(self, hit: Hit) -> str:
        number = self._numbers.get(hit.listed.matter, "")
        return f"{hit.listed.role.replace('_', ' ')} {number or id_time(hit.listed.record).year}"

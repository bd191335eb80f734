"""What the silence radar finds in one turn: the rows of its four sections, the weightiest first."""

from __future__ import annotations

from datetime import timedelta
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.ids import id_time
from paratui.domain.kept_promises import Tally
from paratui.domain.silence import CALLED_ONCE_DAYS, days_since
from paratui.domain.silence_bands import band_of, limit_of
from paratui.domain.spoken_time import day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.matter_clients import matter_clients

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.desk import Desk
    from paratui.services.people import People
    from paratui.services.silence import Silence, Spoken

_STRIDE = 50
_PIECE = 500


class RadarRow(NamedTuple):
    """One row of the radar: a person, or a matter with its first client, or a number that called.

    `last` is when somebody of the office last spoke or wrote with them, None when that is longer ago than the
    greatest band (`beyond`) or never was. `days` counts from then, from the opening of their matter when that is
    later, and is one past the greatest band for what is `beyond` it. `band` is the office's band reached, 0 when only
    the matter's own `touch_base` days are; `tries` were made since the last contact. `others` are their further open
    matters.
    """

    section: str
    person_id: int
    person: str
    phone: str = ""
    matter_id: int = 0
    matter: str = ""
    others: int = 0
    last: datetime | None = None
    beyond: bool = False
    days: int = 0
    band: int = 0
    touch_base: int = 0
    tries: int = 0
    open: int = 0
    promises: Tally = Tally()
    called: datetime | None = None

    @property
    def key(self) -> str:
        """What tells a row from the others, the same each time it is made."""
        which = self.matter_id if self.section == "no_future_item" else self.person_id or self.phone or self.person
        return f"{self.section} {which}"

    def last_words(self, now: datetime, tz: tzinfo) -> str:
        """When they were last spoken with, or called themselves."""
        if self.called:
            return f"called {day_words(self.called, now, tz)}"
        if self.last:
            return day_words(self.last, now, tz)
        return f"over {self.days - 1} days" if self.beyond else "never"

    @property
    def why_words(self) -> str:
        """Why the row is there, in at most fifteen characters."""
        if self.section == "silent":
            return f"{self.band}+ days" if self.band else f"touch base {self.touch_base}"
        if self.section == "no_future_item":
            return "nothing planned"
        if self.section == "called_once":
            return "spoken to once" if self.last else "not called back"
        told = self.promises
        if told.overdue or told.late:
            return f"{told.overdue} still late" if told.overdue else f"{told.late} done late"
        return f"{told.not_carried_out} not done"


class Radar(NamedTuple):
    """The rows of each section, the weightiest first."""

    silent: tuple[RadarRow, ...]
    no_future_item: tuple[RadarRow, ...]
    called_once: tuple[RadarRow, ...]
    promises: tuple[RadarRow, ...]


class Sweep:
    """One turn of the radar: what is known of each person and matter, looked up once."""

    def __init__(
        self,
        desk: Desk,
        people: People,
        silence: Silence,
        items: Sequence[FollowUp],
        tallies: dict[int, Tally],
        rest: Callable[[], None] | None,
    ) -> None:
        self._now, self._tz = desk.now(), desk.office.tz
        self._bands = desk.office.silence_days
        self._silence, self._items, self._tallies = silence, items, tallies
        self._rest = rest
        self._calls = silence.calls()
        self._open_matters = {matter.id: matter for matter in people.open_matters()}
        clients = matter_clients(people, self._open_matters.values(), rest)
        self._clients = {matter: [one.id for one in theirs] for matter, theirs in clients.items()}
        # Whoever a row may be about, and nobody else.
        self._people = {one.id: one for theirs in clients.values() for one in theirs}
        others = {*(item.person_id for item in items), *tallies, *(call.person_id for call in self._calls)}
        self._people |= people.people_of(others - self._people.keys())
        self._open: dict[int, list[FollowUp]] = {}
        for item in items:
            if item.person_id:
                self._open.setdefault(item.person_id, []).append(item)

    def radar(self) -> Radar:
        return Radar(
            _in_order(self._silent(), lambda row: (-row.band, -row.days, row.person.casefold())),
            _in_order(self._no_future_item(), lambda row: (-row.days, row.matter)),
            _in_order(self._called_once(), lambda row: (-row.days, row.person.casefold(), row.phone)),
            _in_order(self._broken(), _most_broken),
        )

    def _resting(self, rows: Iterable[RadarRow | None]) -> Iterator[RadarRow]:
        for place, row in enumerate(rows):
            if self._rest and place % _STRIDE == 0:
                self._rest()
            if row:
                yield row

    # Nobody spoke to them

    def _silent(self) -> Iterator[RadarRow]:
        theirs: dict[int, list[Matter]] = {}
        for matter, clients in self._clients.items():
            for person in clients:
                theirs.setdefault(person, []).append(self._open_matters[matter])
        for person in self._open:
            if person in self._people and self._people[person].role == "prospect":
                theirs.setdefault(person, [])
        return self._resting(self._silent_row(self._people[person], matters) for person, matters in theirs.items())

    def _silent_row(self, person: Person, matters: list[Matter]) -> RadarRow | None:
        limit = limit_of([matter.touch_base_days for matter in matters], self._bands)
        row = self._row("silent", person, matters)
        return row if row.days >= limit.days else None

    def _row(self, section: str, person: Person, matters: list[Matter]) -> RadarRow:
        """What is known of the silence of a person with these open matters."""
        # The strictest speaks for all of them.
        matters = sorted(matters, key=lambda one: (one.touch_base_days if one.touch_base_days > 0 else 9999, one.id))
        limit = limit_of([matter.touch_base_days for matter in matters], self._bands)
        items = self._open.get(person.id, [])
        last = self._silence.last_contact(person.id)
        begun = [id_time(min(one.id for one in some)) for some in (matters, items) if some]
        since = max(filter(None, [last.at if last else None, begun[0] if begun else id_time(person.id)]))
        days = days_since(since, self._now, self._tz)
        beyond = last is None and days > self._silence.horizon
        return RadarRow(
            section,
            person.id,
            person.name,
            phone=person.phones[0] if person.phones else "",
            matter_id=matters[0].id if matters else 0,
            matter=matters[0].number if matters else "",
            others=max(0, len(matters) - 1),
            last=last.at if last else None,
            beyond=beyond,
            days=self._silence.horizon + 1 if beyond else days,
            band=band_of(days, self._bands),
            touch_base=limit.days if limit.own else 0,
            tries=self._silence.tries(person.id),
            open=len(items),
            promises=self._tallies.get(person.id, Tally()),
        )

    # Nothing is planned

    def _no_future_item(self) -> Iterator[RadarRow]:
        """An item for another matter of the same client plans nothing for this one.

        A next contact named on a call is kept by an item; once that is closed nothing is planned any more.
        """
        planned: set[int] = set()
        for item in self._items:
            if item.due and from_utc_text(item.due) >= self._now:
                planned.add(item.matter_id or item.person_id)
        return self._resting(
            self._unplanned(self._open_matters[record], clients)
            for record, clients in self._clients.items()
            if planned.isdisjoint((record, *clients))
        )

    def _unplanned(self, matter: Matter, clients: list[int]) -> RadarRow:
        if clients:
            return self._row("no_future_item", self._people[clients[0]], [matter])
        days = days_since(id_time(matter.id), self._now, self._tz)
        return RadarRow("no_future_item", 0, "", matter_id=matter.id, matter=matter.number, days=days)

    # Called once, and silent since

    def _called_once(self) -> Iterator[RadarRow]:
        since = self._now - timedelta(days=CALLED_ONCE_DAYS)
        callers: dict[int | str, list[Spoken]] = {}
        spoken: dict[int | str, int] = {}
        tried: dict[int | str, list[int]] = {}
        for call in self._calls:
            if call.at < since:
                continue
            for key in call.whose:
                if call.contact:
                    spoken[key] = call.id
                elif call.tried:
                    tried.setdefault(key, []).append(call.id)
            if not call.outgoing and call.outcome != "wrong_number" and (call.whose or call.person):
                callers.setdefault((*call.whose, call.person.casefold())[0], []).append(call)
        waiting: set[int | str] = {who for item in self._items for who in _whose(item)}
        for calls in callers.values():
            [call, *more] = calls
            who = call.whose
            days = days_since(call.at, self._now, self._tz)
            if more or not days or waiting.intersection((*who, -call.id)):
                continue
            if any(spoken.get(one, 0) > call.id for one in who) or (call.contact and not self._may_be_lost(call)):
                continue
            yield RadarRow(
                "called_once",
                call.person_id,
                call.person,
                phone=call.phone,
                matter_id=call.matter_id if call.matter_id in self._open_matters else 0,
                matter=self._open_matters[call.matter_id].number if call.matter_id in self._open_matters else "",
                last=call.at if call.contact else None,
                days=days,
                tries=len({one for key in who for one in tried.get(key, ()) if one > call.id}),
                promises=self._tallies.get(call.person_id, Tally()),
                called=call.at,
            )

    def _may_be_lost(self, call: Spoken) -> bool:
        """Whether somebody who was spoken with may be forgotten: nobody we know, or a prospect."""
        person = self._people.get(call.person_id)
        return person is None or person.role == "prospect"

    # Promises

    def _broken(self) -> Iterator[RadarRow]:
        matters: dict[int, list[Matter]] = {}
        for matter, clients in self._clients.items():
            for client in clients:
                matters.setdefault(client, []).append(self._open_matters[matter])
        return self._resting(
            self._row("promises", self._people[person], matters.get(person, []))
            for person, tally in self._tallies.items()
            if tally.broken and person in self._people
        )


def _in_order(rows: Iterable[RadarRow], key: Callable[[RadarRow], tuple[float | str, ...]]) -> tuple[RadarRow, ...]:
    """The rows sorted, in pieces: one long sort would let no key come to its turn."""
    left = iter(rows)
    pieces = [sorted(piece, key=key) for piece in iter(lambda: list(islice(left, _PIECE)), [])]
    return tuple(merge(*pieces, key=key))


def _whose(item: FollowUp) -> Iterator[int | str]:
    """Whom an open item is for: the person, the number, the call it came from (negative)."""
    yield from filter(None, (item.person_id, item.phone.partition(";")[0], -item.call))


def _most_broken(row: RadarRow) -> tuple[float | str, ...]:
    return -row.promises.overdue, -row.promises.late, row.promises.share or 0.0, row.person.casefold()

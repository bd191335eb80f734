"""The pulse of the office: calls, returns, promises, steps skipped, silence and legal questions of a time.

One's own figures, or sums of the office. A table of colleagues is nowhere made: the times to return a call alone are
told by name, to attorneys, where office.toml says so.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, FollowUp, Status
from paratui.domain.ids import id_time, make_id
from paratui.domain.kept_promises import Kept, Tally, is_promise, kept
from paratui.domain.note_line import Kind
from paratui.domain.open_seconds import OpenSeconds
from paratui.domain.opening_hours import local_day
from paratui.domain.pulse import Beat, beat_of, call_pulse
from paratui.domain.silence_bands import band_of
from paratui.domain.wall_clock import utc_text
from paratui.services.wanted_calls import wanted_calls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from paratui.domain.pulse import CallPulse
    from paratui.domain.pulse_time import PulseTime
    from paratui.services.desk import Desk
    from paratui.services.people import People
    from paratui.services.silence import Silence

# A missed call that was returned later than this counts as not returned.
RETURNED_WITHIN = timedelta(days=31)
_PAGE = 500
_STRIDE = 50


class Questions(NamedTuple):
    """Legal questions that were taken down for the attorney: how many were answered, how many wait still."""

    taken: int = 0
    answered: int = 0
    waiting: int = 0


class ItemPulse(NamedTuple):
    """What came of the promises made in a time, and of its legal questions."""

    promises: Tally = Tally()
    questions: Questions = Questions()


class SilencePulse(NamedTuple):
    """The clients with an open matter by the days since they were spoken with: (at least so many days, clients)."""

    bands: tuple[tuple[int, int], ...] = ()

    @property
    def clients(self) -> int:
        return sum(number for _, number in self.bands)

    @property
    def names(self) -> tuple[str, ...]:
        """What each band is called: "under 30 days", "30 to 44 days", "45 days and more"."""
        days = [first for first, _ in self.bands[1:]]
        between = (f"{low} to {high - 1} days" for low, high in pairwise(days))
        return (f"under {days[0]} days", *between, f"{days[-1]} days and more")


class _Read(NamedTuple):
    """The calls from one day to another, the last one included, oldest first."""

    first: date
    last: date
    beats: list[Beat]


class Pulse:
    """Takes the pulse. The calls that were read are kept until `forget`; threads may share it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: _Read | None = None

    @property
    def today(self) -> date:
        """The day on the office's calendar."""
        return local_day(self._desk.now(), self._desk.office)

    def forget(self) -> None:
        """Read everything anew the next time: something has changed."""
        self._read = None

    def tells_names(self) -> bool:
        """Whether I may see the times to return a call by name."""
        return self._desk.office.pulse.by_person and self._desk.me.role == "attorney"

    def shown_to(self, *, everyone: bool) -> str:
        """One sentence: whose figures these are, and who else sees what."""
        named = self._desk.office.pulse.by_person
        if everyone and self.tells_names():
            return "Sums of the office; returns also by name, for attorneys alone (office.toml)."
        if named:
            whose = "Sums of the office." if everyone else "Your own figures."
            return f"{whose} Attorneys see returned calls by name (office.toml)."
        if everyone:
            return "Sums of the office: nobody's own figures are shown to anybody else."
        return "Your own figures. Others see only sums of the whole office, nobody by name."

    def calls(self, of: PulseTime, *, everyone: bool, rest: Callable[[], None] | None = None) -> CallPulse:
        """The pulse of the calls of a time. Raises StoreError, and what `rest` raises."""
        office = self._desk.office
        last = min(self.today, of.until + RETURNED_WITHIN)
        read = self._read
        if read is None or not (read.first <= of.first and last <= read.last):
            newest_first = list(self._read_beats(of.first, last, rest))
            read = self._read = _Read(of.first, last, newest_first[::-1])
        first, until = self._moment(of.first), self._moment(last + timedelta(days=1))
        beats = [one for one in read.beats if first <= one.id < until]
        waited = OpenSeconds(office, of.first, last)
        login = "" if everyone else self._desk.me.login
        by_person = everyone and self.tells_names()
        return call_pulse(beats, of, office.tz, waited.between, login=login, by_person=by_person)

    def items(self, of: PulseTime, *, everyone: bool, rest: Callable[[], None] | None = None) -> ItemPulse:
        """What came of the promises and the legal questions of a time. Raises StoreError, and what `rest` raises.

        A promise is whose it is to keep, a question whose who took it down.
        """
        login, now = "" if everyone else self._desk.me.login, self._desk.now()
        promises: list[Kept] = []
        asked: list[str] = []
        for item in self._items(of, rest):
            if is_promise(item) and login in {"", item.assignee or item.created_by}:
                promises.append(kept(item, now))
            elif item.kind == Kind.QUESTION.value and login in {"", item.created_by}:
                answered = item.answer or item.status == Status.DONE.value
                asked.append("answered" if answered else "" if item.status in CLOSED else "waiting")
        return ItemPulse(
            Tally.of(promises), Questions(len(asked), asked.count("answered"), asked.count("waiting"))
        )

    def silence(self, people: People, silence: Silence, rest: Callable[[], None] | None = None) -> SilencePulse:
        """For how long clients with an open matter were not spoken with, today. Raises StoreError."""
        silence.load(rest)
        silence.catch_up()
        bands = self._desk.office.silence_days
        counted = dict.fromkeys((0, *bands), 0)
        open_matters = {matter.id: matter.clients for matter in people.open_matters()}
        named = {client for clients in open_matters.values() for client in clients}
        for place, person in enumerate(people.roles(named.union(one for _, one in people.naming(open_matters)))):
            if rest and place % _STRIDE == 0:
                rest()
            days = silence.silent_days(person)
            counted[band_of(days or 0, bands)] += 1
        return SilencePulse(tuple(counted.items()))

    def step_titles(self) -> dict[str, str]:
        """What the steps of the office's checklists are called, by their ids."""
        from paratui.services.calls import Calls  # noqa: PLC0415 - loads with the first look at a checklist

        return {step.id: step.title for one in Calls(self._desk).checklists() for step in one.steps}

    def _moment(self, day: date) -> int:
        return make_id(datetime.combine(day, time(), self._desk.office.tz), 0)

    def _read_beats(self, first: date, last: date, rest: Callable[[], None] | None) -> Iterator[Beat]:
        """The calls from one day to another, newest first, in pages: nobody waits for all of them at once."""
        since, until = (id_time(self._moment(day)) for day in (first, last + timedelta(days=1)))
        wanted = CallFilter(since=utc_text(since), until=utc_text(until))
        before: int | None = None
        while True:
            if rest:
                rest()
            rows = wanted_calls(self._desk, wanted, _PAGE, before=before, lines=False)
            yield from map(beat_of, rows)
            if len(rows) < _PAGE:
                return
            before = rows[-1].id

    def _items(self, of: PulseTime, rest: Callable[[], None] | None) -> Iterator[FollowUp]:
        """The promises and questions made in a time; one that this version cannot read is left out."""
        first, until = self._moment(of.first), self._moment(of.until)
        wanted = (Kind.PROMISE.value, Kind.QUESTION.value)
        for place, doc in enumerate(self._desk.store.records("follow_up")):
            if rest and place % _STRIDE == 0:
                rest()
            if doc["id"] < first:
                return
            if doc["id"] < until and doc.get("kind") in wanted:
                try:
                    yield FollowUp.read(doc)
                except BadInput:
                    continue

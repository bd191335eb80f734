"""Silence: when somebody of the office last spoke with each person, as far back as the greatest band reaches.

The calls are read newest first by `load`, in a thread of its own, and kept up to date by `changed`. Whoever is not
met in them was not spoken with for longer than the greatest band; the exact day is looked up when asked for.
"""

from __future__ import annotations

from datetime import timedelta
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.ids import id_time
from paratui.domain.silence import CALLED_ONCE_DAYS, horizon_of, is_contact, silent_days
from paratui.services.kept_up import KeptUp
from paratui.services.wanted_calls import wanted_calls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

# Whoever called once is named; a day more, as the days are those of the office's calendar.
_NAMED = timedelta(days=CALLED_ONCE_DAYS + 1)
_WORDS = ("person", "phone", "channel", "direction", "outcome")
_PAGE = 50


class Spoken(NamedTuple):
    """One call, as much of it as silence is about; `person` and `matter_id` are told of the newest calls alone."""

    id: int
    person_id: int
    person: str
    phone: str
    matter_id: int
    outgoing: bool
    outcome: str
    contact: bool

    @property
    def at(self) -> datetime:
        """When it began."""
        return id_time(self.id)

    @property
    def whose(self) -> tuple[int | str, ...]:
        """By what the other end is known: the id of the person, the number."""
        return tuple(one for one in (self.person_id, self.phone) if one)

    @property
    def tried(self) -> bool:
        """Whether the office tried and reached nobody."""
        return self.outgoing and not self.contact


class Silence(KeptUp):
    """The calls of the last months. Threads may share it."""

    kind = "call"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._calls: dict[int, Spoken] = {}
        self._of_person: dict[int, tuple[int, ...]] = {}
        # By person, the id of the newest call that was a contact.
        self._last: dict[int, int] = {}
        # The ids of the records a person's calls may name them by.
        self.ids_of: Callable[[int], tuple[int, ...]] = lambda person: (person,)

    @property
    def horizon(self) -> int:
        """How many days back silence is counted exactly."""
        return horizon_of(self._desk.office)

    @property
    def back(self) -> timedelta:
        """One day more than the greatest band, so that its end is met."""
        return timedelta(days=self.horizon + 1)

    def catch_up(self) -> None:
        """Take in what changed since the last time, whoever did it. Raises StoreError."""
        with self._catching_up:
            self._take_in_changed()

    def take_in(self, doc: Doc) -> None:
        """Take in a call that was written or amended, as it is stored."""
        spoken = _spoken(doc)
        if spoken and spoken.id < self._floor(_NAMED):
            spoken = spoken._replace(person="", matter_id=0)
        if spoken is None or doc.get("status", "ended") != "ended":
            self._gone(doc.get("id", 0))
            return
        known = self._calls.get(spoken.id)
        if spoken == known:
            return
        with self._lock:
            if known:
                self._gone(spoken.id)
            self._calls[spoken.id] = spoken
            if spoken.person_id:
                self._of_person[spoken.person_id] = (*self._of_person.get(spoken.person_id, ()), spoken.id)
                if spoken.contact and spoken.id > self._last.get(spoken.person_id, 0):
                    self._last[spoken.person_id] = spoken.id

    def _gone(self, record: int) -> None:
        with self._lock:
            spoken = self._calls.pop(record, None)
            if spoken is None or not spoken.person_id:
                return
            left = tuple(one for one in self._of_person[spoken.person_id] if one != record)
            self._of_person[spoken.person_id] = left
            contacts = [one for one in left if self._calls[one].contact]
            if contacts:
                self._last[spoken.person_id] = max(contacts)
            else:
                self._last.pop(spoken.person_id, None)

    # What is asked

    def silent_days(self, person_id: int) -> int | None:
        """For how many days nobody spoke with a person, as far as is known now; None when it is not known yet."""
        last = self._last_of(person_id)
        if not last and not (self._whole and person_id):
            return None
        return silent_days(person_id, last, self._desk.now(), self._desk.office)

    def last_contact(self, person_id: int) -> Spoken | None:
        """The newest call in which somebody spoke or wrote with a person, among those that were read."""
        return self._calls.get(self._last_of(person_id))

    def _last_of(self, person_id: int) -> int:
        return max(self._last.get(one, 0) for one in self.ids_of(person_id))

    def tries(self, person_id: int) -> int:
        """How often the office tried to reach a person since the last contact."""
        last = self._last_of(person_id)
        with self._lock:
            ids = tuple(call for one in self.ids_of(person_id) for call in self._of_person.get(one, ()))
        return sum(1 for one in ids if one > last and (call := self._calls.get(one)) and call.tried)

    def calls(self) -> list[Spoken]:
        """The calls that were read, oldest first."""
        with self._lock:
            return [self._calls[record] for record in sorted(self._calls)]

    def last_call(self, person_id: int, phone: str = "", cancelled: Callable[[], bool] | None = None) -> int:
        """The id of the last call in which somebody was spoken with, however long ago; else of the last at all; 0.

        Past the greatest band the log is read for it, which takes a while in a big office. Raises StoreError.
        """
        theirs = [
            one for one in self.calls() if (one.person_id == person_id if person_id else phone and one.phone == phone)
        ]
        contacts = [one.id for one in theirs if one.contact]
        if contacts or not person_id:
            return max(contacts or [one.id for one in theirs], default=0)
        newest = max((one.id for one in theirs), default=0)
        wanted = CallFilter(person_id=person_id)
        before = self._floor(self.back)
        for doc in self._desk.store.calls(wanted, before, cancelled):
            newest = newest or doc["id"]
            spoken = _spoken(doc)
            if spoken and spoken.contact:
                return spoken.id
        return newest

    # Reading

    def _docs(self, cancelled: Callable[[], bool] | None) -> Iterator[Doc]:
        if not self._desk.store.has_index():
            yield from self._desk.store.calls(CallFilter(), None, cancelled)
            return
        before: int | None = None
        while not (cancelled and cancelled()):
            rows = wanted_calls(self._desk, CallFilter(), _PAGE, before=before, lines=False)
            yield from (row._asdict() for row in rows)
            if len(rows) < _PAGE:
                return
            before = rows[-1].id


def _spoken(doc: Doc) -> Spoken | None:
    """The call of a document; None when another tool left it in a state this version cannot read."""
    words = {name: doc.get(name, "") for name in _WORDS}
    numbers = [doc.get(name, 0) for name in ("id", "person_id", "matter_id")]
    if not all(isinstance(one, str) for one in words.values()) or not all(isinstance(one, int) for one in numbers):
        return None
    record, person, matter = numbers
    return Spoken(
        id=record,
        person_id=person,
        person=words["person"],
        # Most who call do so again.
        phone=intern(words["phone"].partition(";")[0]),
        matter_id=matter,
        outgoing=words["direction"] == "out",
        outcome=intern(words["outcome"]),
        contact=is_contact(words["channel"], words["direction"], words["outcome"]),
    )

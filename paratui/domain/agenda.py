"""The agenda: what is due and what was reported, day by day. No day in it was ever computed from another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain import follow_up
from paratui.domain.appointment import is_appointment
from paratui.domain.office_day import office_day
from paratui.domain.opening_hours import local_day
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office
    from paratui.domain.reported_date import ReportedDate

FOLLOW_UP = "follow_up"
APPOINTMENT = "appointment"
NEXT_CONTACT = "next_contact"
AGAIN = "again"
REPORTED_DATE = "reported_date"


class Told(NamedTuple):
    """A reported date with the call it was told on; `rev` is the revision of that call, `at` when it was taken."""

    date: ReportedDate
    call: int
    rev: int
    at: str
    person_id: int
    person: str
    matter_id: int
    matter: str

    @property
    def day(self) -> str:
        """The day (ISO 8601): as the papers have it once an attorney has looked, else as it was said."""
        return self.date.verified or self.date.day


class Entry(NamedTuple):
    """One line of the agenda. `at` is None for a whole day; `mark` says how sure a reported date is.

    `follow_up` and `call` are ids, 0 for none; `number` is what people call the item.
    """

    kind: str
    day: date
    at: datetime | None
    what: str
    person: str
    matter: str
    assignee: str = ""
    mark: str = ""
    urgent: bool = False
    number: int = 0
    follow_up: int = 0
    call: int = 0
    line: int = 0
    person_id: int = 0
    matter_id: int = 0


class Day(NamedTuple):
    """A day of the agenda, `ahead` days after today; `open` says whether anybody is in the office.

    `note` is "" on a usual day, "closed", "closed: Thanksgiving Day", or the name of a day with hours of its own.
    """

    day: date
    ahead: int
    open: bool
    note: str
    entries: tuple[Entry, ...]


def due_day(due: datetime, office: Office) -> date:
    """The day something is due on the office's calendar; midnight is the end of the day before it."""
    return (due - timedelta(microseconds=1)).astimezone(office.tz).date()


def follow_up_entry(item: FollowUp, office: Office) -> Entry | None:
    """The line of a follow-up, None when it has no due time."""
    if not item.due:
        return None
    return _at(item, from_utc_text(item.due), _kind_of(item, office), office)


def again_entry(item: FollowUp, again: datetime, office: Office) -> Entry:
    """The line of a follow-up that was tried or snoozed, at the hour it comes again."""
    return _at(item, again, AGAIN, office)


def _at(item: FollowUp, moment: datetime, kind: str, office: Office) -> Entry:
    return Entry(
        kind=kind,
        day=due_day(moment, office),
        at=moment,
        what=item.text,
        person=item.person,
        matter=item.matter,
        assignee=item.assignee,
        urgent=item.urgent,
        number=item.number,
        follow_up=item.id,
        call=item.call,
        line=item.line,
        person_id=item.person_id,
        matter_id=item.matter_id,
    )


def _kind_of(item: FollowUp, office: Office) -> str:
    if is_appointment(item, office):
        return APPOINTMENT
    return NEXT_CONTACT if item.clock == follow_up.NEXT_CONTACT else FOLLOW_UP


def reported_entry(told: Told) -> Entry | None:
    """The line of a reported date, None when its words name no one day."""
    try:
        day = date.fromisoformat(told.day)
    except ValueError:
        return None
    said = f"{'about ' if told.date.approximate else ''}{told.date.said}"
    if told.date.verified and told.date.verified != told.date.day:
        said = f"{told.date.verified} (said: {said})"
    return Entry(
        kind=REPORTED_DATE,
        day=day,
        at=None,
        what=f"{told.date.what}: {said}",
        person=told.person,
        matter=told.matter,
        mark=told.date.mark,
        call=told.call,
        line=told.date.line,
        person_id=told.person_id,
        matter_id=told.matter_id,
    )


def told_once(told: Iterable[Told]) -> list[Told]:
    """Each reported date once, newest first as they come: one that was verified stands for those that were not.

    The same is what was reported for one day, wherever the papers have it, and what the papers have on one day.
    """
    reported = _once(told, lambda one: one.date.day or one.day)
    return _once(reported, lambda one: one.day)


def _once(told: Iterable[Told], day: Callable[[Told], str]) -> list[Told]:
    kept: dict[tuple[str, str, int], Told] = {}
    for one in told:
        key = (day(one), one.date.what.casefold(), one.matter_id or one.person_id or one.call)
        if key not in kept or (one.date.verified_by and not kept[key].date.verified_by):
            kept[key] = one
    return list(kept.values())


def laid_out(entries: Iterable[Entry], now: datetime, days: int, office: Office) -> tuple[Day, ...]:
    """The agenda of so many days from today on: whole days first, then by time, then by number."""
    today = local_day(now, office)
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    return tuple(
        _day(today + timedelta(days=ahead), ahead, by_day.get(today + timedelta(days=ahead), ()), office)
        for ahead in range(days)
    )


def _day(day: date, ahead: int, entries: Iterable[Entry], office: Office) -> Day:
    hours, name = office_day(day, office)
    note = name if hours else f"closed: {name}" if name else "closed"
    return Day(day, ahead, bool(hours), note, tuple(sorted(entries, key=_place)))


def _place(entry: Entry) -> tuple[bool, str, int, str]:
    return (entry.at is not None, entry.at.isoformat() if entry.at else "", entry.number, entry.what)

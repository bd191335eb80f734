"""The queue and the reported dates as an iCalendar file (RFC 5545), for a calendar of one's own.

A follow-up is a VTODO, an appointment a VEVENT at its hour, a reported date a VEVENT of a whole day. What another
program shows on another screen is discreet unless names are asked for: the number of the item, initials, the number
of the matter. Nothing is computed: what was reported stands there as reported. Ids are made to be unique, so an item
has the same UID in every export; a reported date keeps its own when it is told again, and when the attorney has
verified it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.agenda import due_day, reported_entry, told_once
from paratui.domain.appointment import MINUTES, is_appointment
from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import id_time
from paratui.domain.opening_hours import local_day
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.queue_order import placed
from paratui.domain.reported_date import REPORTED
from paratui.domain.staff import Exported
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.agenda import MOST_DAYS, reported
from paratui.services.colleagues import not_here
from paratui.services.own_record import keep_of_mine
from paratui.store.exported_file import write_export

if TYPE_CHECKING:
    from pathlib import Path

    from icalendar import Event, Todo

    from paratui.domain.agenda import Told
    from paratui.services.desk import Desk

PRODUCT = "-//paratui//paratui//EN"
# A calendar of another program begins otherwise, and is left alone.
BEGINS = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\n".encode()
# RFC 5545 3.8.1.9: 1 is the highest priority, 5 the middle.
_URGENT, _USUAL = 1, 5
_DATES_AHEAD = MOST_DAYS


class CalendarFile(NamedTuple):
    """The bytes of the file and how much is in it: appointments are no follow-ups here. `names` says whether it tells
    names and words.
    """

    data: bytes
    follow_ups: int
    appointments: int
    dates: int
    names: bool


def calendar_file(desk: Desk, *, mine: bool = False, days: int = 0, names: bool = False) -> CalendarFile:
    """Every open follow-up, the appointments among them as such, and the dates reported for today and later.

    `days` leaves out what lies further ahead, and what has no due time; 0 is everything. `mine` keeps my follow-ups
    and nobody's. Raises BadInput, StoreError.
    """
    from icalendar import Calendar  # noqa: PLC0415 - loaded for an export alone

    if not 0 <= days <= MOST_DAYS:
        raise BadInput(f"An export reaches 1 to {MOST_DAYS} days ahead; leave the number out for everything")
    now, office = desk.now(), desk.office
    today = local_day(now, office)
    left = not_here(desk)
    wanted = QueueFilter.of(desk.me, left) if mine else QueueFilter()
    items = [item for doc in desk.store.open_follow_ups() if wanted.keeps(item := FollowUp.read(doc))]
    if days:
        last = today + timedelta(days=days - 1)
        items = [item for item in items if item.due and due_day(from_utc_text(item.due), office) <= last]
    until = today + timedelta(days=(days or _DATES_AHEAD) - 1)
    told = told_once(reported(desk, today, until))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    agreed = {item.id for item in items if is_appointment(item, office)}
    for item in (place.item for place in placed(items, now, office, desk.me, gone=left)):
        calendar.add_component((_appointment if item.id in agreed else _todo)(item, names=names))
    for one in told:
        calendar.add_component(_event(one, names=names))
    return CalendarFile(calendar.to_ical(), len(items) - len(agreed), len(agreed), len(told), names)


def note_export(desk: Desk, made: CalendarFile) -> None:
    """Note at my login that I asked for an export, before anything of it leaves. Raises StoreError."""
    exported = Exported(
        at=utc_text(desk.now()),
        what="ical",
        follow_ups=made.follow_ups,
        appointments=made.appointments,
        dates=made.dates,
        names=made.names,
    )
    keep_of_mine(desk, exported=exported)


def write_calendar(path: Path, made: CalendarFile) -> None:
    """Write the file, or put it in the place of an earlier one. Raises BadInput when that cannot be."""
    write_export(path, made.data, BEGINS)


def _todo(item: FollowUp, *, names: bool) -> Todo:
    from icalendar import Todo  # noqa: PLC0415 - as above

    todo = Todo()
    todo.add("uid", f"{item.id}.follow-up.paratui")
    todo.add("dtstamp", _changed(item))
    if item.created:
        todo.add("created", from_utc_text(item.created).astimezone(UTC))
    if item.due:
        todo.add("due", from_utc_text(item.due).astimezone(UTC))
    about = f"Follow-up #{item.number}"
    todo.add("summary", _summary(about, item.text, item.person, item.matter, names=names))
    todo.add("status", "IN-PROCESS" if item.status.startswith("waiting") or item.attempts else "NEEDS-ACTION")
    todo.add("priority", _URGENT if item.urgent else _USUAL)
    todo.add("categories", [item.kind.replace("_", " "), *(["waiting"] if item.status.startswith("waiting") else [])])
    todo.add("class", "CONFIDENTIAL")
    todo.add("sequence", item.rev)
    return todo


def _appointment(item: FollowUp, *, names: bool) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event, begins = Event(), from_utc_text(item.due).astimezone(UTC)
    event.add("uid", f"{item.id}.appointment.paratui")
    event.add("dtstamp", _changed(item))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=MINUTES))
    about = f"Appointment #{item.number}"
    event.add("summary", _summary(about, item.text, item.person, item.matter, names=names))
    event.add("status", "CONFIRMED")
    event.add("categories", ["appointment"])
    event.add("class", "CONFIDENTIAL")
    event.add("sequence", item.rev)
    return event


def _event(told: Told, *, names: bool) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", f"{_name_of(told)}.reported-date.paratui")
    stamp = told.date.verified_at or told.at
    event.add("dtstamp", from_utc_text(stamp).astimezone(UTC) if stamp else id_time(told.call))
    event.add("dtstart", date.fromisoformat(told.day))
    sure = bool(told.date.verified_by)
    entry = reported_entry(told)
    mark = "Date verified by the attorney" if sure else REPORTED
    event.add("summary", _summary(mark, entry.what if entry else "", told.person, told.matter, names=names))
    event.add("status", "CONFIRMED" if sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["reported date"])
    event.add("class", "CONFIDENTIAL")
    event.add("sequence", int(sure))
    return event


def _summary(about: str, what: str, person: str, matter: str, *, names: bool) -> str:
    if names:
        who = ", ".join(filter(None, (person, matter)))
        return clean_text(f"{about}: {what}{f' ({who})' if who else ''}")
    initials = "".join(f"{word[0].upper()}." for word in person.split() if word[0].isalpha())
    return clean_text(", ".join(filter(None, (about, initials, matter))))


def _changed(item: FollowUp) -> datetime:
    """When an item was changed last."""
    times = [one.at for one in item.history if one.at]
    last = max(times, default=item.created)
    return from_utc_text(last).astimezone(UTC) if last else id_time(item.id)


def _name_of(told: Told) -> str:
    """What stays the same of a reported date: whom it is about, what it is, and the day as it was reported."""
    about = told.matter_id or told.person_id or told.call
    return sha256(f"{about}|{told.date.what.casefold()}|{told.date.day}".encode()).hexdigest()[:32]

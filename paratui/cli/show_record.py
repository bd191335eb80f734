"""`paratui show person` and `show matter`: everything kept of one, read from top to bottom."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from paratui.cli.columns import width
from paratui.cli.item_table import item_lines
from paratui.cli.opened import opened
from paratui.cli.plain import is_plain, items_told, squeezed
from paratui.cli.printed import say, say_json
from paratui.cli.rows import queue_row, whole
from paratui.domain.phone import shown
from paratui.domain.queue_order import Scales
from paratui.domain.received import way_words
from paratui.domain.spoken_time import at_words, clock_time, day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.client_changes import NUMBER_FIELDS, PERSON_FIELDS, known_number
from paratui.services.client_changes import shown as value_words
from paratui.services.found_by_words import matter_named, person_named
from paratui.services.matter_changes import MATTER_FIELDS
from paratui.services.office_tables import OfficeTables
from paratui.services.people import People
from paratui.services.whole_record import whole_matter, whole_person

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from paratui.domain.call_row import CallRow
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.office import Office
    from paratui.domain.person import Person
    from paratui.services.contradictions import Contradiction
    from paratui.services.desk import Desk
    from paratui.services.whole_record import WholeMatter, WholePerson

_LABEL = 18
_HIDDEN = "kept, not shown: asked of a caller, never read out"


def show_person(given: Namespace) -> int:
    """Show the person of a name, a number or an id."""
    with opened(given) as desk:
        people = People(desk)
        found = whole_person(desk, people, person_named(desk, people, given.which))
        if given.json:
            say_json(_person_object(found, Scales(desk.now(), desk.office, desk.me)))
            return 0
        plain = is_plain(given)
        for line in _person_lines(found, desk, plain=plain):
            say(squeezed(line) if plain else line)
    return 0


def show_matter(given: Namespace) -> int:
    """Show the matter of a number."""
    with opened(given) as desk:
        people = People(desk)
        found = whole_matter(desk, people, OfficeTables(desk), matter_named(people, given.which))
        if given.json:
            say_json(_matter_object(found, Scales(desk.now(), desk.office, desk.me)))
            return 0
        plain = is_plain(given)
        for line in _matter_lines(found, desk, plain=plain):
            say(squeezed(line) if plain else line)
    return 0


# For people


def _person_lines(found: WholePerson, desk: Desk, *, plain: bool) -> Iterator[str]:
    person, office, now = found.person, desk.office, desk.now()
    yield f"Person {person.id}"
    for field in PERSON_FIELDS:
        value = getattr(person, field.name)
        if value and value != "not_asked":
            yield _told(field.label, _HIDDEN if field.name == "identity_facts" else value_words(value))
    yield from _section("NUMBERS", (_number(person, one, office) for one in person.phones))
    yield from _section("MATTERS", map(_in_a_line, found.matters))
    yield from _last(found.items, found.differing, found.calls, now, office, plain=plain)


def _number(person: Person, number: str, office: Office) -> str:
    known = known_number(person, number)
    said = [
        f"{field.label}: {value_words(value)}"
        for field in NUMBER_FIELDS
        if (value := getattr(known, field.name)) and value != "not_asked"
    ]
    return ", ".join([shown(number, office.region), *said])


def _in_a_line(matter: Matter) -> str:
    return ", ".join(filter(None, (f"{matter.number} {matter.title}".strip(), matter.status, matter.stage)))


def _matter_lines(found: WholeMatter, desk: Desk, *, plain: bool) -> Iterator[str]:
    matter, office, now = found.matter, desk.office, desk.now()
    yield f"Matter {matter.number}, {matter.status}"
    for said in matter.instructions:
        yield _told("attorney says", said)
    if matter.closed_at:
        yield _told("closed", f"{matter.closed_why} {day_words(from_utc_text(matter.closed_at), now, office.tz)}")
    for label, at in (("last informed", found.told.informed), ("next contact", found.told.next_contact)):
        yield _told(label, at_words(from_utc_text(at), now, office.tz) if at else "not known")
    for field in MATTER_FIELDS:
        value = value_words(getattr(matter, field.name))
        if value and field.name != "number":
            yield _told(field.label, f"every {value} days" if field.name == "touch_base_days" else value)
    if found.steps:
        yield from _section(f"WHERE IT STANDS: {found.steps.title}", _map(found))
    takes_part = [f"client: {one.name}" for one in found.clients]
    takes_part += [f"{one.role.replace('_', ' ')}: {one.name}" for one in matter.parties]
    yield from _section("WHO TAKES PART", takes_part)
    dates = (f"{date.text} ({date.mark}), call {call}" for date, call in found.told.dates)
    yield from _section("REPORTED DATES", dates)
    issues = (
        f"{text}, {day_words(from_utc_text(at), now, office.tz)}, call {call}" for text, at, call in found.told.issues
    )
    yield from _section("CASE ISSUES", issues)
    yield from _section("DOCUMENTS", (f"{one.name}, noted by {one.by}" for one in reversed(matter.documents)))
    yield from _last(found.items, found.differing, found.calls, now, office, plain=plain)


def _map(found: WholeMatter) -> Iterator[str]:
    yield f"(usual steps, {f'verified by {found.verified}' if found.verified else 'unverified by your attorney'})"
    steps = found.steps.steps if found.steps else ()
    for place, step in enumerate(steps, 1):
        here = f" - you are here: {step.says}" if step.id == found.matter.step else ""
        yield f"{place}. {step.title}{here}"


def _last(
    items: Sequence[FollowUp],
    differing: Sequence[Contradiction],
    calls: Sequence[CallRow],
    now: datetime,
    office: Office,
    *,
    plain: bool,
) -> Iterator[str]:
    """What stands on the page of a person and of a matter alike."""
    told_items = items_told(items, now, office) if plain else item_lines(items, now, office, width(os.environ))
    yield from _section("OPEN FOLLOW-UPS", told_items)
    told = (
        f"{one.about}: {'; '.join(f'{way.words} ({way.said_by}, call {way.call})' for way in one.told)}"
        for one in differing
    )
    yield from _section("TOLD DIFFERENTLY (nothing here says which is right)", told)
    yield from _section("LAST CALLS", (_call(one, now, office) for one in calls))


def _call(row: CallRow, now: datetime, office: Office) -> str:
    at = from_utc_text(row.started)
    when = f"{day_words(at, now, office.tz)} {clock_time(at, office.tz)}"
    way = {"in": "in", "out": "out"}.get(row.direction, "")
    return ", ".join(filter(None, (when, way, way_words(row), row.person, row.matter, row.staff, f"call {row.id}")))


def _told(label: str, said: str) -> str:
    return f"{f'{label}:':<{_LABEL}} {said}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield ""
        yield title
        yield from told


# For programs


def _person_object(found: WholePerson, scales: Scales) -> dict[str, Any]:
    matters = [{name: getattr(one, name) for name in ("id", "number", "title", "status")} for one in found.matters]
    return whole(found.person) | {"matters": matters} | _last_object(found, scales)


def _matter_object(found: WholeMatter, scales: Scales) -> dict[str, Any]:
    return (
        whole(found.matter)
        | {
            "clients": [{"id": one.id, "name": one.name} for one in found.clients],
            "last_informed": found.told.informed,
            "next_contact": found.told.next_contact,
            "reported": [whole(date) | {"call": call} for date, call in found.told.dates],
            "issues": [{"text": text, "at": at, "call": call} for text, at, call in found.told.issues],
        }
        | _last_object(found, scales)
    )


def _last_object(found: WholePerson | WholeMatter, scales: Scales) -> dict[str, Any]:
    return {
        "follow_ups": [queue_row(item, scales) for item in found.items],
        "told_differently": [
            {"about": one.about, "told": [way._asdict() for way in one.told]} for one in found.differing
        ],
        "calls": [{"id": one.id, "started": one.started, "outcome": one.outcome} for one in found.calls],
    }

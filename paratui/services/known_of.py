"""What the office knows of a name that a conflict check found, in a few rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Call
from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.ids import id_time
from paratui.domain.matter import Matter
from paratui.domain.person import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.conflict.verdict import KeptHit
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk


def known_of(desk: Desk, hit: KeptHit, doc: Doc) -> list[tuple[str, str]]:
    """Rows of a label and words about the record a name was found in. Raises BadInput for one nobody can read."""
    since = f"{id_time(hit.record).astimezone(desk.office.tz):%b %-d, %Y}"
    rows: Iterator[tuple[str, str]] = iter(())
    if hit.kind == "person":
        rows = _person(desk, Person.read(doc))
    elif hit.kind == "matter":
        rows = iter([("matter", _matter(Matter.read(doc)))])
    elif hit.kind == "call":
        rows = _call(desk, Call.read(doc))
    elif hit.kind == "conflict_check":
        rows = _check(desk, ConflictCheck.read(doc))
    return [row for row in (*rows, ("since", since if hit.kind != "staff" else "")) if row[1]]


def _person(desk: Desk, person: Person) -> Iterator[tuple[str, str]]:
    yield "name", person.name
    yield "role", person.role.replace("_", " ")
    yield "other names", ", ".join(person.other_names)
    yield "companies", ", ".join(person.related)
    for record in person.matters[:5]:
        doc = desk.store.get("matter", record)
        if doc:
            yield "matter", _matter(Matter.read(doc))


def _matter(matter: Matter) -> str:
    attorney = f", {matter.attorney}" if matter.attorney else ""
    return f"{matter.number} {matter.title} ({matter.status}{attorney})"


def _call(desk: Desk, call: Call) -> Iterator[tuple[str, str]]:
    yield "call with", call.person or call.phone
    yield "taken by", _named(desk, call.staff)
    yield "matter", f"{call.matter} {call.matter_title}".strip()


def _check(desk: Desk, check: ConflictCheck) -> Iterator[tuple[str, str]]:
    yield "asked with", ", ".join(check.terms[:8])
    yield "verdict", check.verdict.replace("_", " ")
    yield "decided by", _named(desk, check.decided_by)
    yield "reason", check.reason


def _named(desk: Desk, login: str) -> str:
    return next((one.name for one in desk.staff() if one.login == login and one.name), login)

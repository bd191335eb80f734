"""What the calls of a matter tell of it: reported dates, case issues, when the client hears from us next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput
from paratui.domain.note_line import Kind
from paratui.domain.silence import is_contact
from paratui.domain.wall_clock import utc_text
from paratui.services.reported_dates import dates_of
from paratui.services.wanted_calls import wanted_calls

if TYPE_CHECKING:
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.desk import Desk

# So many of the newest calls of each sort are looked at.
_CALLS = 60


class MatterTold(NamedTuple):
    """Dates and issues with the id of their call, the newest first.

    `informed` is when a client was last spoken or written with (UTC, empty for never), `next_contact` when they
    were told they hear from us, if that is still to come.
    """

    dates: tuple[tuple[ReportedDate, int], ...] = ()
    issues: tuple[tuple[str, str, int], ...] = ()
    informed: str = ""
    next_contact: str = ""


def matter_told(desk: Desk, matter: int) -> MatterTold:
    """Read from the newest calls of a matter. Raises StoreError."""
    dates: list[tuple[ReportedDate, int]] = []
    for row in wanted_calls(desk, CallFilter(matter_id=matter, kind=Kind.REPORTED_DATE.value), _CALLS):
        call = _call(desk, row.id)
        dates += [(one, row.id) for one in dates_of(call, desk.office)] if call else []
    issues = [
        (text, row.started, row.id)
        for row in wanted_calls(desk, CallFilter(matter_id=matter, kind=Kind.ISSUE.value), _CALLS)
        for _, kind, text in row.lines
        if kind == Kind.ISSUE.value
    ]
    newest = wanted_calls(desk, CallFilter(matter_id=matter), _CALLS)
    spoken = next((row for row in newest if is_contact(row.channel, row.direction, row.outcome)), None)
    last = _call(desk, spoken.id) if spoken else None
    to_come = last.next_contact if last and last.next_contact > utc_text(desk.now()) else ""
    return MatterTold(_once(dates), tuple(issues), spoken.started if spoken else "", to_come)


def _once(dates: list[tuple[ReportedDate, int]]) -> tuple[tuple[ReportedDate, int], ...]:
    """What was reported on many calls in the same words stands once, as the newest call has it."""
    found: dict[tuple[str, str], tuple[ReportedDate, int]] = {}
    for date, call in dates:
        key = (date.what.casefold(), date.verified or date.day or date.said)
        if key not in found or (date.verified_by and not found[key][0].verified_by):
            found[key] = (date, call)
    return tuple(found.values())


def _call(desk: Desk, record: int) -> Call | None:
    doc = desk.store.get("call", record)
    try:
        return Call.read(doc) if doc else None
    except BadInput:
        return None

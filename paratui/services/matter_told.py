"""What the calls of a matter tell of it: reported dates, case issues, when the client hears from us next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call, Outcome
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput
from paratui.domain.note_line import Kind
from paratui.domain.silence import is_contact
from paratui.domain.wall_clock import utc_text
from paratui.services.open_ends import LIVE
from paratui.services.reported_dates import dates_of
from paratui.services.wanted_calls import wanted_calls

if TYPE_CHECKING:
    from paratui.domain.call_row import CallRow
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.desk import Desk

# So many of the newest calls of each sort are looked at.
_CALLS = 60


class MatterTold(NamedTuple):
    """Dates and issues with the id of their call, the newest first.

    `informed` is when a client was last told something, spoken or written (UTC, empty for never), `next_contact` when
    they were last told they hear from us, if that is still to come: a call that agreed on none leaves it.
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
    informed, agreed = "", ""
    for call in filter(None, (_call(desk, row.id) for row in newest if _there(row))):
        informed = informed or (call.started if _told_something(call) else "")
        agreed = agreed or call.next_contact
        if informed and agreed:
            break
    return MatterTold(_once(dates), tuple(issues), informed, agreed if agreed > utc_text(desk.now()) else "")


def _told_something(call: Call) -> bool:
    """Whether a client may have been told something on a call: it came to its end, and something of it was kept."""
    said = call.lines or call.next_contact or call.read_back.by
    spoken = said or any(one.answer == "done" for one in call.checklist.answers)
    return _contact(call) and bool(spoken or call.channel not in LIVE)


def _there(row: CallRow) -> bool:
    return _contact(row) or row.outcome == Outcome.CUT_OFF.value


def _contact(call: Call | CallRow) -> bool:
    return is_contact(call.channel, call.direction, call.outcome)


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

"""The agenda of the office: follow-ups by the day they are due, next contacts, and the dates people reported.

Reported dates stand in the calls that told them. They are looked for in the calls of the last `LOOK_BACK` days,
newest first and `MOST_CALLS` at most, whatever the size of the log: the index says which calls have any, and without
it each is looked at.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.agenda import Told, again_entry, follow_up_entry, laid_out, reported_entry, told_once
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp
from paratui.domain.note_line import Kind
from paratui.domain.opening_hours import local_day
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.queue_order import SECTIONS, Scales
from paratui.domain.reported_date import ReportedDate
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.colleagues import not_here
from paratui.services.wanted_calls import wanted_calls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from paratui.domain.agenda import Day, Entry
    from paratui.domain.call_row import CallRow
    from paratui.domain.office import Office
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

DAYS = 14
MOST_DAYS = 366
LOOK_BACK = timedelta(days=183)
MOST_CALLS = 40_000
_STRIDE = 200
_WHOLE_DAY = len("2026-12-03")


class Agenda(NamedTuple):
    """`late` counts the follow-ups that stand in the queue as overdue.

    `since` is the first day whose calls were looked through for reported dates.
    """

    now: datetime
    days: tuple[Day, ...]
    late: int
    since: date


def agenda(desk: Desk, days: int = DAYS, *, mine: bool = False, rest: Callable[[], None] | None = None) -> Agenda:
    """The agenda of so many days. With `mine` only my follow-ups and nobody's; reported dates are everybody's.

    `rest` is called now and then, so that others come to their turn. Raises BadInput, StoreError.
    """
    if not 0 < days <= MOST_DAYS:
        raise BadInput(f"The agenda shows 1 to {MOST_DAYS} days; say how many of them")
    now = desk.now()
    today = local_day(now, desk.office)
    left = not_here(desk)
    wanted = QueueFilter.of(desk.me, left) if mine else QueueFilter()
    scales = Scales(now, desk.office, desk.me, left)
    late = 0
    entries: list[Entry] = []
    for doc in desk.store.open_follow_ups():
        item = FollowUp.read(doc)
        if not wanted.keeps(item):
            continue
        late += scales.section(item) == SECTIONS[0]
        entries += _entries(item, now, desk.office)
    last = today + timedelta(days=days - 1)
    told = told_once(reported(desk, today, last, rest=rest))
    entries += [entry for one in told if (entry := reported_entry(one))]
    return Agenda(now, laid_out(entries, now, days, desk.office), late, local_day(now - LOOK_BACK, desk.office))


def _entries(item: FollowUp, now: datetime, office: Office) -> Iterator[Entry]:
    """When an item comes again, and when it is due, as far as that is to come."""
    if item.snoozed_until and (again := from_utc_text(item.snoozed_until)) > now:
        yield again_entry(item, again, office)
    if item.due and from_utc_text(item.due) >= now and (entry := follow_up_entry(item, office)):
        yield entry


def reported(
    desk: Desk,
    first: date,
    last: date,
    *,
    back: timedelta = LOOK_BACK,
    most: int = MOST_CALLS,
    kept_only: bool = False,
    rest: Callable[[], None] | None = None,
) -> Iterator[Told]:
    """The reported dates that name a day from `first` to `last`, the newest calls' first.

    `kept_only` leaves out a date that only a note line tells of; every call taken here keeps its dates beside.
    """
    since = utc_text(desk.now() - back)
    span = (first.isoformat(), last.isoformat())
    for place, doc in enumerate(_calls_since(desk, since, most, indexed=not kept_only)):
        if rest and place % _STRIDE == 0:
            rest()
        for one in _dates(doc, desk, kept_only=kept_only):
            day = one.verified or one.day
            if len(day) == _WHOLE_DAY and span[0] <= day <= span[1]:
                yield _told(one, doc)


def _calls_since(desk: Desk, since: str, most: int, *, indexed: bool) -> Iterator[Doc]:
    """The calls begun since then, newest first; `indexed` leaves out those without a reported date.

    A login script looks at a few calls and opens no index for it.
    """
    if indexed and desk.store.has_index():
        wanted = CallFilter(kind=Kind.REPORTED_DATE.value, since=since)
        for row in _rows(desk, wanted, most):
            doc = desk.store.get("call", row.id)
            if doc:
                yield doc
        return
    for doc in islice(desk.store.calls(CallFilter()), most):
        if str(doc.get("started", "")) < since:
            return
        yield doc


def _rows(desk: Desk, wanted: CallFilter, most: int) -> list[CallRow]:
    return wanted_calls(desk, wanted, most, lines=False)


def _dates(doc: Doc, desk: Desk, *, kept_only: bool) -> list[ReportedDate]:
    kept = doc.get("reported") or ()
    try:
        if not kept_only and _only_in_lines(doc, kept):
            from paratui.domain.call import Call  # noqa: PLC0415 - calls of other programs and of long ago need it
            from paratui.services.reported_dates import dates_of  # noqa: PLC0415 - as above

            return dates_of(Call.read(doc), desk.office)
        return [ReportedDate.read(one) for one in kept]
    except (BadInput, AttributeError, TypeError, ValueError):
        # One call that another tool wrote in its own way must not hide everybody's dates.
        return []


def _only_in_lines(doc: Doc, kept: Sequence[Doc]) -> bool:
    lines = {line["line"] for line in doc.get("lines") or () if line.get("kind") == Kind.REPORTED_DATE.value}
    return bool(lines - {one.get("line") for one in kept})


def _told(one: ReportedDate, doc: Doc) -> Told:
    return Told(
        date=one,
        call=doc["id"],
        rev=doc["rev"],
        at=str(doc.get("ended") or doc.get("started") or ""),
        person_id=doc.get("person_id") or 0,
        person=str(doc.get("person") or ""),
        matter_id=doc.get("matter_id") or 0,
        matter=str(doc.get("matter") or ""),
    )

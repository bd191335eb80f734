"""The reported dates of a call that was taken: which there are, and a day as the papers have it.

Nothing is computed from a date. Only an attorney, at their own login, says that one is verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.note_line import Kind
from paratui.domain.opening_hours import local_day
from paratui.domain.reported_line import kept_in_step, reported_in
from paratui.domain.said_date import SaidDate, read_said_date
from paratui.domain.said_day import ANY
from paratui.domain.wall_clock import from_utc_text, utc_text

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.domain.office import Office
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.desk import Desk

_WHOLE_DAY = len("2026-12-03")


def dates_of(call: Call, office: Office) -> list[ReportedDate]:
    """Every reported date of a call as it came up, those too that only a line tells of."""
    told = {date.line for date in call.reported}
    lines = [line for line in call.lines if line.kind == Kind.REPORTED_DATE and line.line not in told]
    found = [*call.reported, *(date for line in lines if (date := _told_in(call, line, office)))]
    return sorted(found, key=lambda date: (date.at, date.line))


def after_amending(call: Call, line: NoteLine, office: Office) -> tuple[ReportedDate, ...]:
    """The reported dates of a call once a line of it is amended or added; what was verified was other words."""
    if line.kind != Kind.REPORTED_DATE and all(date.line != line.line for date in call.reported):
        return call.reported
    return kept_in_step(call.reported, line, _told_in(call, line, office))


def verified(call: Call, date: ReportedDate, papers: str, desk: Desk) -> tuple[ReportedDate, ...]:
    """The reported dates of a call with one looked up in the papers by the attorney at this desk.

    Raises BadInput for anybody else, for a date that is none of this call, and for words that name no one day.
    """
    if desk.me.role != "attorney":
        raise BadInput("Only an attorney verifies a reported date, at their own login; show the attorney the papers")
    known = dates_of(call, desk.office)
    if date not in known:
        raise BadInput("This date was changed meanwhile; look at it and try again")
    found = date.but(
        verified=day_in_papers(papers, desk),
        verified_by=desk.me.name or desk.me.login,
        verified_at=utc_text(desk.now()),
    )
    return tuple(found if one == date else one for one in known if one == date or one in call.reported)


def day_in_papers(typed: str, desk: Desk) -> str:
    """The one day somebody typed, ISO 8601. Raises BadInput when it names none, or leaves a doubt."""
    today = local_day(desk.now(), desk.office)
    try:
        read = read_said_date(typed, today, ANY, month_first=desk.office.region == "US")
    except BadInput:
        read = SaidDate(typed)
    if len(read.read) != _WHOLE_DAY or read.approximate:
        raise BadInput(f'"{typed.strip()}" is not one day; type it as the papers have it, such as 2026-12-03')
    return read.read


def _told_in(call: Call, line: NoteLine, office: Office) -> ReportedDate | None:
    heard = local_day(from_utc_text(call.started), office)
    return reported_in(line, heard, call.person or "the caller", month_first=office.region == "US")

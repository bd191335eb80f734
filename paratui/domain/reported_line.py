"""The reported date a note line tells of: a line typed with @, kept in step when it is reworded or struck out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.given_answer import EarlierAnswer
from paratui.domain.note_line import Kind
from paratui.domain.reported_date import ReportedDate
from paratui.domain.said_date import LONGEST, read_said_date
from paratui.domain.said_day import ANY, When, dates_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from paratui.domain.given_answer import TypedAnswer
    from paratui.domain.note_line import NoteLine

UNNAMED = "day told"
THE_CALLER = "the caller"
# The line as a reported date writes it: "papers served: last Tuesday (about 2026-11-17), said by Maria Garcia".
_WRITTEN = re.compile(
    r"(?P<what>[^:]{1,48}): (?P<said>.+?)(?: \((?:about )?\d{4}(?:-\d\d){0,2}\))?(?:, said by (?P<by>[^,]+))?"
)
_JOINING = re.compile(
    r"[\s,;:.\u2013\u2014-]+$"
    r"|\b(?:on|at|for|is|was|to|by|of|the|from|since|in|between|before|after|around|about|until|till)\s*$",
    re.IGNORECASE,
)


def reported_in(line: NoteLine, today: date, said_by: str, *, month_first: bool = True) -> ReportedDate | None:
    """The reported date of a line heard on `today` (the office's calendar), None when it tells of none.

    What stands before the day says what happened. Words that name no day are kept with the day empty; nothing is
    ever worked out from them.
    """
    text = " ".join(line.text.split())
    if line.kind != Kind.REPORTED_DATE.value or not text:
        return None
    written = _WRITTEN.fullmatch(text)
    what, said = (written["what"], written["said"]) if written else _parted(text, today, month_first=month_first)
    try:
        read = read_said_date(said, today, ANY, month_first=month_first)
    except BadInput:
        read = None
        what, said = ("", text) if not written else (what, said)
    return ReportedDate(
        what=what or UNNAMED,
        said=said,
        day=read.read if read else "",
        approximate=bool(read and read.approximate),
        said_by=(written["by"] if written else "") or said_by,
        taken_by=line.by,
        at=line.at,
        line=line.line,
    )


def kept_in_step(
    reported: Iterable[ReportedDate], line: NoteLine, fresh: ReportedDate | None
) -> tuple[ReportedDate, ...]:
    """The reported dates of a call after a line was added, reworded or struck out; `fresh` is what it tells now."""
    kept = tuple(reported)
    before = next((one for one in kept if one.line == line.line), None)
    if before and fresh:
        fresh = fresh.but(said_by=before.said_by, taken_by=before.taken_by, question=before.question)
    if before is None:
        return (*kept, fresh) if fresh else kept
    return tuple(one for each in kept for one in ([fresh] if each is before else [each]) if one is not None)


def facts_in_step(
    facts: Iterable[TypedAnswer], before: ReportedDate | None, fresh: ReportedDate | None
) -> tuple[TypedAnswer, ...]:
    """The answers of a call when the line of a reported date becomes another: one struck out is open again."""
    kept = []
    for fact in facts:
        if before is None or not before.question or fact.question != before.question:
            kept.append(fact)
        elif fresh:
            replaced = EarlierAnswer(said=fact.said, shown=fact.shown, at=fact.at, by=fact.by)
            now = fact.but(said=fresh.said, shown=fresh.said, value=fresh.day, approximate=fresh.approximate)
            kept.append(now.but(earlier=(*fact.earlier, replaced)))
    return tuple(kept)


def _parted(text: str, today: date, *, month_first: bool) -> tuple[str, str]:
    """What happened, and the words of the day with all behind them; the first is empty when the day stands first."""
    if len(text) > LONGEST:
        return "", text
    try:
        found = dates_in(text, When(today, ANY, month_first))
    except BadInput:
        return "", text
    start = min((each.start for each in found), default=0)
    what = text[:start]
    while what != (shorter := _JOINING.sub("", what)):
        what = shorter
    return what, text[start:]

"""`paratui log`: the calls, newest first."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from paratui.cli.columns import Column, table, width
from paratui.cli.given import moment, told, whole_number, words
from paratui.cli.opened import opened
from paratui.cli.plain import is_plain, labelled
from paratui.cli.printed import remark, say, say_json_list
from paratui.cli.rows import log_row
from paratui.domain.call_filter import CallFilter
from paratui.domain.call_query import read_query
from paratui.domain.phone import shown
from paratui.domain.received import way_words
from paratui.domain.search_words import answers, asked, name_in_words
from paratui.domain.spoken_time import clock_time, line_time
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.call_log import CallLog

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from paratui.domain.call import Call
    from paratui.services.desk import Desk

USUAL_LIMIT = 100
MOST = 10_000_000
COLUMNS = (
    Column("DAY"),
    Column("TIME", right=True),
    Column("LONG", right=True),
    Column("WHO", least=4),
    Column("PERSON", least=10, enough=20),
    Column("MATTER", least=9),
    Column("ID"),
    Column("OUTCOME"),
    Column("PHONE"),
    Column("CHANNEL"),
)


def run(given: Namespace) -> int:
    """List the calls that are wanted."""
    limit = _limit(given)
    given.person = told(given.person, "the name")
    given.search = [told(word, "the words") for word in (*given.search, *(given.words or ()))]
    with opened(given) as desk:
        calls = _wanted(desk, given)
        if given.json:
            say_json_list(log_row(call) for call in islice(calls, limit or None))
            return 0
        page = list(islice(calls, limit + 1 if limit else None))
    if not page:
        say("There are no such calls." if _narrowed(given) else f"{desk.office.firm}: no calls are logged yet.")
        return 0
    more = bool(limit) and len(page) > limit
    rows = [_cells(call, desk) for call in (page[:limit] if more else page)]
    for line in _plainly(rows) if is_plain(given) else table(COLUMNS, rows, width(os.environ)):
        say(line)
    if more:
        remark(f"The newest {limit} calls are shown; --limit 0 shows all of them")
    return 0


def _plainly(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each call as a few lines with labels, its number first: it is what `show` asks for."""
    for day, time, long, who, person, matter, record, outcome, phone, channel in rows:
        yield f"Call {record}"
        told = (("Day", day), ("Time", time), ("Long", long), ("Person", person), ("Matter", matter))
        yield from labelled((*told, ("Outcome", outcome), ("Phone", phone), ("Channel", channel), ("Taken by", who)))
        yield ""


def _limit(given: Namespace) -> int:
    if given.limit is not None:
        return whole_number(given.limit, "--limit", MOST)
    return 0 if given.json else USUAL_LIMIT


def _narrowed(given: Namespace) -> bool:
    return any((given.staff, given.person, given.since, given.search))


def _wanted(desk: Desk, given: Namespace) -> Iterator[Call]:
    """The calls as they are found; what of the search was not understood is said beside them.

    The name is looked for in every name and number of a call, then held against the person.
    """
    name = words(given.person)
    since = moment(given.since, "--since", desk.office, day_is_enough=True) if given.since else None
    base = CallFilter(staff=words(given.staff), since=utc_text(since) if since else "", who=name)
    typed = " ".join(map(words, given.search))
    query = read_query(typed, base, desk.now(), desk.office, desk.staff(), desk.me.login)
    for notice in query.notices:
        remark(notice)
    found, looked_for = CallLog(desk).calls(query.wanted), asked(name)
    if not looked_for:
        return found
    return (call for call in found if answers(looked_for, name_in_words(call.person), []))


def _cells(call: Call, desk: Desk) -> list[str]:
    began, office = from_utc_text(call.started), desk.office
    return [
        f"{began.astimezone(office.tz):%Y-%m-%d}",
        clock_time(began, office.tz),
        line_time(call.seconds),
        call.staff,
        call.person,
        call.matter,
        str(call.id),
        way_words(call),
        shown(call.phone, office.region) if call.phone else "",
        call.channel.replace("_", " "),
    ]

"""`paratui show`: one call, one follow-up, one person or one matter with everything it holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.columns import width
from paratui.cli.given import told, whole_number
from paratui.cli.item_table import item_lines
from paratui.cli.opened import opened
from paratui.cli.plain import is_plain, item_told, items_told, labelled, squeezed
from paratui.cli.printed import say, say_json
from paratui.cli.rows import call_object, follow_up_object, revision_rows
from paratui.cli.show_record import show_matter, show_person
from paratui.cli.written_call import call_lines
from paratui.domain.due_told import due_told, unread_words
from paratui.domain.duty import duty_title
from paratui.domain.queue_order import Scales
from paratui.domain.spoken_time import clock_time, day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.call_log import CallLog
from paratui.services.office_tables import OfficeTables
from paratui.services.queue import Queue

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office
    from paratui.store.interface import Revision

BIGGEST_ID = (1 << 63) - 1
BIGGEST_NUMBER = 999_999_999


def run(given: Namespace) -> int:
    """Show what is asked for, by what names it."""
    given.which = told(" ".join(given.which), "name, number or id")
    ways = {"call": _call, "follow-up": _follow_up, "person": show_person, "matter": show_matter}
    return ways[given.what](given)


def _call(given: Namespace) -> int:
    record = whole_number(given.which, "The id of the call", BIGGEST_ID)
    with opened(given) as desk:
        log, now = CallLog(desk), desk.now()
        call = log.call(record)
        items, revisions = log.follow_ups(call), log.revisions(record)
        sections, dates = log.account(call, OfficeTables(desk)), log.dates(call)
    if given.json:
        say_json(call_object(call, items, revisions, dates))
        return 0
    plain = is_plain(given)
    for line in call_lines(call, desk.office, sections, dates, plain=plain):
        say(squeezed(line) if plain else line)
    _tell_items(items, now, desk.office, plain=plain)
    _tell_revisions(revisions, now, desk.office)
    return 0


def _follow_up(given: Namespace) -> int:
    number = whole_number(given.which, "The number of the follow-up", BIGGEST_NUMBER)
    with opened(given) as desk:
        item = Queue(desk).numbered(number)
        now, revisions = desk.now(), desk.store.revisions("follow_up", item.id)
    if given.json:
        say_json(follow_up_object(item, Scales(now, desk.office), revisions))
        return 0
    for line in _item_plainly(item, now, desk.office) if is_plain(given) else _item_told(item, now, desk.office):
        say(line)
    return 0


def _tell_items(items: Sequence[FollowUp], now: datetime, office: Office, *, plain: bool) -> None:
    if items:
        say()
        say("Follow-ups" if plain else "FOLLOW-UPS")
        for line in items_told(items, now, office) if plain else item_lines(items, now, office, width(os.environ)):
            say(line)


def _tell_revisions(revisions: Sequence[Revision], now: datetime, office: Office) -> None:
    if len(revisions) > 1:
        say()
        say("VERSIONS")
        for one in revision_rows(revisions):
            why = f": {one['why']}" if one["why"] else ""
            say(f"{one['rev']:>3}  {_moment(one['time'], now, office)}  {one['by']}{why}")


def _item_told(item: FollowUp, now: datetime, office: Office) -> Iterator[str]:
    yield f"Follow-up {item.number}: {item.text}"
    whom = "  ".join(part for part in (item.person, item.matter, item.phone) if part)
    if whom:
        yield whom
    if item.due:
        yield f"due {due_told(item, now, office)} ({item.clock})"
    yield from filter(None, (unread_words(item),))
    urgent = ", urgent" if item.urgent else ""
    waits = f" ({item.waiting_on})" if item.waiting_on else ""
    state = item.status.replace("_", " on ") if item.status.startswith("waiting") else item.status
    yield f"{item.kind.replace('_', ' ')}, {state}{waits}{urgent}, {item.assignee or 'nobody yet'}"
    if item.duty:
        yield f"duty: {duty_title(item.duty) or item.duty}"
    if item.document:
        yield f"file name: {item.document}"
    if item.outcome:
        yield f"outcome: {item.outcome}"
    if item.answer:
        yield f'the attorney: "{item.answer}"'
    if item.source and item.source != item.text:
        yield f'said as: "{item.source}"'
    if item.call:
        yield f"from call {item.call}, line {item.line}"
    yield ""
    yield "HISTORY"
    for one in item.history:
        yield f"  {_moment(one.at, now, office)}  {one.by}  {one.what}"


def _item_plainly(item: FollowUp, now: datetime, office: Office) -> Iterator[str]:
    """The same, a label before each value."""
    yield from item_told(item, now, office)
    yield from labelled(
        (
            ("Phone", item.phone),
            ("Clock", item.clock),
            ("Kind", item.kind.replace("_", " ")),
            ("Duty", duty_title(item.duty) or item.duty),
            ("File name", item.document),
            ("Outcome", item.outcome),
            ("The attorney's answer", item.answer),
            ("Said as", item.source if item.source != item.text else ""),
            ("From call", f"{item.call}, line {item.line}" if item.call else ""),
        )
    )
    yield ""
    yield "History"
    for one in item.history:
        yield f"{_moment(one.at, now, office)}, {one.by}: {one.what}"


def _moment(text: str, now: datetime, office: Office) -> str:
    moment = from_utc_text(text)
    return f"{day_words(moment, now, office.tz)} {clock_time(moment, office.tz)}"

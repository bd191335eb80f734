"""The day as `--json` prints it: the summary, the agenda, the hand-over, the silence radar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.cli.json_fields import JSON_FIELDS
from paratui.cli.rows import log_row, queue_row
from paratui.domain.importance import NOTHING_KNOWN
from paratui.domain.wall_clock import utc_text

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.agenda import Entry
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.queue_order import Scales
    from paratui.services.agenda import Agenda
    from paratui.services.hand_over import HandOver
    from paratui.services.radar import Radar, RadarRow
    from paratui.services.today import Today


def today_object(day: Today, scales: Scales) -> dict[str, Any]:
    """The summary of a day; `everyone` counts the whole office's queue by section."""

    def row(item: FollowUp) -> dict[str, Any]:
        return queue_row(item, scales, day.standing.get(item.id, NOTHING_KNOWN))

    return {
        "office": day.firm,
        "login": day.login,
        "now": day.now_text,
        **{section: [row(item) for item in items] for section, items in day.lists.items()},
        "given": [item.number for item in day.given],
        "given_since": day.given_since.isoformat(),
        "reported": [entry_row(entry) for entry in day.reported],
        "everyone": day.everyone,
        "calls": day.calls,
        "office_calls": day.office_calls,
        "seconds": day.seconds,
        "cut_calls": day.cut_calls,
        "left_behind": day.left_behind,
        "set_aside": [piece.file for piece in day.set_aside],
    }


def entry_row(entry: Entry) -> dict[str, Any]:
    """A line of the agenda; `at` is UTC, null for a whole day, `mark` says how sure a reported date is."""
    return {
        "kind": entry.kind,
        "day": entry.day.isoformat(),
        "at": utc_text(entry.at) if entry.at else None,
        "what": entry.what,
        "person": entry.person,
        "matter": entry.matter,
        "assignee": entry.assignee,
        "mark": entry.mark,
        "urgent": entry.urgent,
        "number": entry.number or None,
        "call": entry.call or None,
    }


def agenda_object(found: Agenda) -> dict[str, Any]:
    """The agenda; `since` is the first day whose calls were looked through for reported dates."""
    return {
        "now": utc_text(found.now),
        "late": found.late,
        "since": found.since.isoformat(),
        "days": [
            {
                "day": day.day.isoformat(),
                "open": day.open,
                "note": day.note,
                "entries": [entry_row(entry) for entry in day.entries],
            }
            for day in found.days
        ],
    }


def hand_over_object(shift: HandOver, scales: Scales, given_to: str) -> dict[str, Any]:
    """The hand-over; `given_to` is who has the open items now, null when they were not given."""
    return {
        "login": shift.login,
        "now": utc_text(shift.now),
        "note": shift.note,
        "until": shift.until.isoformat(),
        "due": [queue_row(item, scales) for item in shift.due],
        "waiting": [queue_row(item, scales) for item in shift.waiting],
        "cut": list(shift.cut),
        "promised": [queue_row(item, scales) for item in shift.promised],
        "calls": [log_row(call) for call in shift.calls],
        "closed": [queue_row(item, scales) for item in shift.closed],
        "given_to": given_to or None,
    }


def silence_object(radar: Radar, now: datetime) -> dict[str, Any]:
    """The silence radar. `last_spoken` and `called` are UTC, null when unknown; `days` stand for more where it is
    `beyond` the greatest band; `person_id` is null for a number nobody is known under.
    """
    sections = {section: [_silence_row(row) for row in rows] for section, rows in radar._asdict().items()}
    return {"now": utc_text(now), **sections}


def _silence_row(row: RadarRow) -> dict[str, Any]:
    told = row._asdict() | {
        "person_id": row.person_id or None,
        "last_spoken": utc_text(row.last) if row.last else None,
        "called": utc_text(row.called) if row.called else None,
        "promises": row.promises._asdict() | {"share": row.promises.share},
    }
    return {name: told[name] for name in JSON_FIELDS["silence rows"]}

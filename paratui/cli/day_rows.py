"""The agenda and the hand-over as `--json` prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.cli.rows import entry_row, log_row, queue_row
from paratui.domain.wall_clock import utc_text

if TYPE_CHECKING:
    from paratui.domain.queue_order import Scales
    from paratui.services.agenda import Agenda
    from paratui.services.hand_over import HandOver


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

"""Appointments: what was agreed with somebody for a time of day, told apart from what is to be done by then.

A line is one by what it names first and by the hour in it; from then on its clock says so. A next contact is one
where an hour was named for it, and not the end of a day or of a part of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.domain.follow_up import APPOINTMENT, NEXT_CONTACT
from paratui.domain.opening_hours import hours_of
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office

MINUTES = 30
"""How long one is, as nobody says it on the phone."""
_NOON, _FIVE, _EIGHT_PM = 12 * 60, 17 * 60, 20 * 60
_WHICH = (
    "the|an?|our|her|his|their|new|next|first|initial|intake|client|phone|telephone|video|zoom|online|office"
    "|in-person|settlement|strategy|home|hospital|jail|site"
)
# Possessive: whatever is typed is looked at once.
_AGREED = re.compile(
    rf"\s*+(?:(?:{_WHICH})\s++)*+(?:meeting|meet|appointment|consultation|consult|visit|conference|call-?back)\b"
    r"|\s*+(?:call|ring|phone)(?:\s+[\w'.-]+){0,3}?\s+back\b"
    r"|\s*+(?:(?!(?:when|if|once|until|after|before|whether|what|tell|ask|check)\b)[\w'.-]+\s+){0,3}?"
    r"(?:comes?|coming)\s+in\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\bdeadline\b", re.IGNORECASE)


def is_agreed(task: str) -> bool:
    """Whether the words of a line, without its day and hour, begin with a meeting, a visit, a call-back."""
    return bool(_AGREED.match(task)) and not _NONE.search(task)


def is_appointment(item: FollowUp, office: Office) -> bool:
    """Whether an item is an appointment."""
    if item.clock == APPOINTMENT:
        return bool(item.due)
    return item.clock == NEXT_CONTACT and bool(item.due) and names_hour(from_utc_text(item.due), office)


def names_hour(moment: datetime, office: Office) -> bool:
    """Whether a moment is an hour somebody named: no close of a day, noon, evening or midnight stands for more."""
    local = moment.astimezone(office.tz)
    ranges = hours_of(local.date(), office)
    closes = ranges[-1].closes if ranges else _FIVE
    return local.hour * 60 + local.minute not in {0, _NOON, closes, _EIGHT_PM}

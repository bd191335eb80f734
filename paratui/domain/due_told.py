"""When an item is due, as every list says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.spoken_time import due_short, due_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office

NO_DATE = "no date"
UNREADABLE = "unreadable"


def due_told(item: FollowUp, now: datetime, office: Office, nothing: str = NO_DATE, *, short: bool = False) -> str:
    """Such as "today 5:00 PM"; "unreadable" for a time nobody can read, `nothing` where there is none."""
    if item.due:
        return (due_short if short else due_words)(from_utc_text(item.due), now, office)
    return UNREADABLE if item.unread_due else nothing


def unread_words(item: FollowUp) -> str:
    """What to say of a due time nobody can read, and what to do about it; empty for any other item."""
    return f'its due time cannot be read: "{item.unread_due}"; write a new one' if item.unread_due else ""

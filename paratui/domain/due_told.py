"""When an item is due or comes again, as every list says it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from paratui.domain.opening_hours import local_day
from paratui.domain.spoken_time import at_words, due_short, due_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from paratui.domain.due import Due
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office

NO_DATE = "no date"
UNREADABLE = "unreadable"


def due_told(item: FollowUp, now: datetime, office: Office, nothing: str = NO_DATE, *, short: bool = False) -> str:
    """Such as "today 5:00 PM"; "unreadable" for a time nobody can read, `nothing` where there is none."""
    if item.due:
        return (due_short if short else due_words)(from_utc_text(item.due), now, office)
    return UNREADABLE if item.unread_due else nothing


def when_told(item: FollowUp, now: datetime, office: Office, nothing: str = NO_DATE) -> str:
    """The same of an open item in a list of what is to be done; what comes again today says at what time."""
    return again_told(item, now, office) or due_told(item, now, office, nothing)


def again_told(item: FollowUp, now: datetime, office: Office) -> str:
    """Such as "again 3:00 PM", of an item that comes again today; empty where its due time says more."""
    if not item.snoozed_until:
        return ""
    again = from_utc_text(item.snoozed_until)
    today = local_day(now, office)
    if _day(again, office) != today:
        return ""
    if again <= now:
        is_due = item.unread_due or (item.due and _day(from_utc_text(item.due), office) <= today)
        if is_due or item.status.startswith("waiting"):
            return ""
    return f"again {at_words(again, now, office.tz).removeprefix('today ')}"


def again_words(again: Due, now: datetime, office: Office) -> str:
    """A time an item is wanted again at, as it was understood: such as "tomorrow 9:00 AM, when the office opens"."""
    return f"{due_words(again.due, now, office)}{', when the office opens' if again.opening else ''}"


def _day(moment: datetime, office: Office) -> date:
    """Midnight is the end of the day before it."""
    return local_day(moment - timedelta(microseconds=1), office)


def unread_words(item: FollowUp) -> str:
    """What to say of a due time nobody can read, and what to do about it; empty for any other item."""
    return f'its due time cannot be read: "{item.unread_due}"; write a new one' if item.unread_due else ""

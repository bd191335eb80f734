"""The clocks: which rule gives a follow-up its due time when nobody has named one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.opening_hours import (
    LOOK_AHEAD,
    WITHOUT_HOURS,
    closes,
    closing,
    hours_of,
    local_day,
    next_opening,
    open_day,
    open_times,
)
from paratui.domain.spoken_time import at_words, clock_time

if TYPE_CHECKING:
    from paratui.domain.office import Office

__all__ = ["Clock", "check_back", "closes", "next_opening", "same_business_day", "touch_base", "urgent"]


class Clock(NamedTuple):
    """A due time (UTC) and the rule that gave it, in words."""

    due: datetime
    words: str


def same_business_day(received: datetime, office: Office) -> Clock:
    """What comes in during hours and before the cut-off is due at that day's close; anything else counts as
    received at the next opening and is due at the close of that day.

    Exactly at the cut-off or at the close counts as after it. The cut-off lies `cut_off_minutes` before the
    last close of the day. Without opening hours it is due 24 hours later.
    """
    received = received.astimezone(UTC)
    today = local_day(received, office)
    close = closing(today, office)
    if close and received < close - timedelta(minutes=office.cut_off_minutes):
        return Clock(close, "same business day")
    early = close and received < next(open_times(today, office)).opens
    if close and early:  # a day shorter than its cut-off still counts for what came before it opened
        return Clock(close, "same business day")
    target = open_day(today, office)
    due = closing(target, office) if target else None
    if not due:
        return Clock(received + WITHOUT_HOURS, "24 hours, as no opening hours are set")
    why = "when the office was closed" if not close else "after the cut-off" if received < close else "after hours"
    received_words = f"{received.astimezone(office.tz):%a} {clock_time(received, office.tz)}"
    return Clock(due, f"received {received_words}, {why}: {at_words(due, received, office.tz)}")


def urgent(received: datetime, office: Office) -> Clock:
    """`urgent_minutes` of open time after `received`; lunch, nights and closed days do not count.

    Without opening hours every minute counts.
    """
    received = received.astimezone(UTC)
    left = timedelta(minutes=office.urgent_minutes)
    counted = begun = next_opening(received, office)
    day = local_day(received, office)
    idle = 0
    while idle < LOOK_AHEAD:
        idle = 0 if hours_of(day, office) else idle + 1
        for stretch in open_times(day, office):
            counted = max(counted, stretch.opens)
            if counted + left <= stretch.closes:
                words = f"urgent: {_length(office.urgent_minutes, 'business ')}"
                if begun > received:
                    words += f", from {at_words(begun, received, office.tz)}"
                return Clock(counted + left, words)
            if counted < stretch.closes:
                left -= stretch.closes - counted
                counted = stretch.closes
        day += timedelta(days=1)
    return Clock(received + left, f"urgent: {_length(office.urgent_minutes)}, as no opening hours are set")


def check_back(received: datetime, office: Office) -> Clock:
    """When to look whether the client has done what they said, no date given.

    It is the close of the second open day after this one; 48 hours later without opening hours.
    """
    day = open_day(local_day(received, office), office, 2)
    due = closing(day, office) if day else None
    if due:
        return Clock(due, "check back in two business days")
    later = received.astimezone(UTC) + 2 * WITHOUT_HOURS
    return Clock(later, "check back in 48 hours, as no opening hours are set")


def touch_base(received: datetime, days: int, office: Office) -> Clock:
    """When somebody hears from the office at the latest: `days` after `received`, at the close of that day.

    On a closed day it is the close of the last open day before it; without opening hours the same time of day.
    """
    words = f"touch base every {days} day{'' if days == 1 else 's'}"
    target = local_day(received, office) + timedelta(days=days)
    day = target if hours_of(target, office) else open_day(target, office, step=-1)
    due = closing(day, office) if day else None
    if due and due > received:
        return Clock(due, words)
    return Clock(received.astimezone(UTC) + timedelta(days=days), words)


def _length(minutes: int, business: str = "") -> str:
    count, unit = (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")
    return f"{count} {business}{unit}{'' if count == 1 else 's'}"

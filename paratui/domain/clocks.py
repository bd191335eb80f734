"""The clocks: which rule gives a follow-up its due time, in open time of the office, and the reason in words.

=====================  ==================================================================================
same business day      today's close; past the cut-off or closed: the close of the next open day
acknowledge            24 hours; in closed time the last open moment before that, else the next opening
urgent                 two business hours (the office's `urgent_minutes`)
immediate              safety: at once, whatever the hour
as promised            what was said on the phone, when it is stricter than the rule
attorney's answer      the close of the next business day (the office's `attorney_days`)
check back             the close of the second business day, for what the client will do
touch base             every so many days, at the close of that day or of the last open one before it
=====================  ==================================================================================

These are the office's rules for answering people. No legal deadline is computed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.office_day import day_name, office_day, why_closed
from paratui.domain.opening_hours import (
    LOOK_AHEAD,
    WITHOUT_HOURS,
    closes,
    closing,
    last_open_moment,
    local_day,
    next_opening,
    open_day,
    open_from,
    open_times,
)
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import clock_time, weekday_words

if TYPE_CHECKING:
    from paratui.domain.office import Office

__all__ = [
    "AS_PROMISED",
    "Clock",
    "acknowledge",
    "as_promised",
    "attorney_answer",
    "check_back",
    "closes",
    "immediate",
    "next_opening",
    "same_business_day",
    "touch_base",
    "urgent",
    "when_told",
]

AS_PROMISED = "as promised"
_ACKNOWLEDGE = timedelta(hours=24)
_MOMENT = timedelta(microseconds=1)  # midnight is the end of the day before


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
    if not due or not target:
        return Clock(received + WITHOUT_HOURS, "24 hours, as no opening hours are set")
    received_words = f"{received.astimezone(office.tz):%a} {clock_time(received, office.tz)}"
    reasons = ", ".join(filter(None, (_why_not_today(received, close, office), _closed(today, target, office))))
    return Clock(due, f"received {received_words}, {reasons}: {when_told(due, received, office)}")


def acknowledge(received: datetime, office: Office) -> Clock:
    """24 elapsed hours, to say at least that it has come in.

    Where that falls into closed time it is the last open moment before it that is after `received`; where there
    is none, the next opening.
    """
    received = received.astimezone(UTC)
    limit = received + _ACKNOWLEDGE
    words = "acknowledge within 24 hours"
    opening = open_from(limit, office)
    if opening is None or opening == limit:
        return Clock(limit, words)
    last = last_open_moment(limit, office)
    due = last if last and last > received else opening
    day = local_day(limit, office)
    if due < limit:
        how, until = "the last open time", day + timedelta(days=1)
    else:
        how, until = "the next opening", local_day(opening, office)
    said = f"{how}: {when_told(due, received, office)}"
    return Clock(due, ", ".join(filter(None, (words, why_closed(day, until, office), said))))


def urgent(received: datetime, office: Office) -> Clock:
    """`urgent_minutes` of open time after `received`; lunch, nights and closed days do not count.

    Without opening hours every minute counts.
    """
    received = received.astimezone(UTC)
    left = timedelta(minutes=office.urgent_minutes)
    counted = begun = next_opening(received, office)
    day = first = local_day(received, office)
    idle = 0
    while idle < LOOK_AHEAD:
        stretches = list(open_times(day, office))
        idle = 0 if stretches else idle + 1
        for stretch in stretches:
            counted = max(counted, stretch.opens)
            if counted + left <= stretch.closes:
                words = f"urgent: {_length(office.urgent_minutes, 'business ')}"
                if begun > received:
                    words += f", from {when_told(begun, received, office)}"
                why = _closed(first - timedelta(days=1), day, office)
                return Clock(counted + left, f"{words} ({why})" if why else words)
            if counted < stretch.closes:
                left -= stretch.closes - counted
                counted = stretch.closes
        day += timedelta(days=1)
    whole = timedelta(minutes=office.urgent_minutes)
    if left < whole:  # the office closes for good before they are over
        return Clock(counted, f"urgent: by the last close, {when_told(counted, received, office)}")
    return Clock(received + whole, f"urgent: {_length(office.urgent_minutes)}, as no opening hours are set")


def immediate(received: datetime, why: str = "safety") -> Clock:
    """At once: somebody's safety, an arrest or a court date today never waits for the office to open."""
    return Clock(received.astimezone(UTC), f"immediately: {why}, whatever the hour")


def as_promised(promised: datetime, rule: Clock, office: Office) -> Clock:
    """The promise, or the rule where that is stricter: a promise never makes anything later."""
    promised = promised.astimezone(UTC)
    if promised <= rule.due:
        return Clock(promised, AS_PROMISED)
    return Clock(rule.due, f"{rule.words}; promised for {when_told(promised, rule.due, office)}")


def attorney_answer(received: datetime, office: Office) -> Clock:
    """When the attorney's answer to a question is due: the close of the `attorney_days`-th business day after it."""
    days = office.attorney_days
    if days == 0:
        clock = same_business_day(received, office)
        return Clock(clock.due, f"attorney's answer: {clock.words}")
    usual = "the next business day" if days == 1 else f"{days} business days"
    return _after_open_days(received, days, f"attorney's answer: {usual}", office)


def check_back(received: datetime, office: Office) -> Clock:
    """When to look whether the client has done what they said, no date given.

    It is the close of the second open day after this one; 48 hours later without opening hours.
    """
    return _after_open_days(received, 2, "check back in two business days", office)


def touch_base(received: datetime, days: int, office: Office) -> Clock:
    """When somebody hears from the office at the latest: `days` after `received`, at the close of that day.

    On a closed day it is the close of the last open day before it, or of the next one where that is over;
    without opening hours the same time of day.
    """
    received = received.astimezone(UTC)
    words = f"touch base every {count_words(days, 'day')}"
    today = local_day(received, office)
    target = today + timedelta(days=days)
    due = closing(target, office)
    if due is None:
        before = open_day(target, office, step=-1)
        due = closing(before, office) if before else None
        name = office_day(target, office).name
        words += f" ({day_name(target, today)} is {name})" if name else ""
    if due is None or due <= received:
        following = open_day(today, office)
        due = closing(following, office) if following else None
    return Clock(due or received + timedelta(days=days), words)


def _after_open_days(received: datetime, days: int, words: str, office: Office) -> Clock:
    received = received.astimezone(UTC)
    today = local_day(received, office)
    target = open_day(today, office, days)
    due = closing(target, office) if target else None
    if not target or not due:
        hours = days * WITHOUT_HOURS // timedelta(hours=1)
        return Clock(received + days * WITHOUT_HOURS, f"{words} ({hours} hours, as no opening hours are set)")
    why = _closed(today, target, office)
    return Clock(due, f"{words} ({why})" if why else words)


def when_told(due: datetime, received: datetime, office: Office) -> str:
    """A moment as a clock's words tell it, which stay true on any later day: told from when it came in."""
    same = local_day(due - _MOMENT, office) == local_day(received, office)
    if same:
        return f"{weekday_words(due, received, office.tz).partition(' ')[2]} the same day"
    return weekday_words(due, received, office.tz)


def _why_not_today(received: datetime, close: datetime | None, office: Office) -> str:
    name = office_day(local_day(received, office), office).name
    if not close:
        return name or "when the office was closed"
    why = "after the cut-off" if received < close else "after hours"
    return f"{why} ({name}, closes {clock_time(close, office.tz)})" if name else why


def _closed(after: date, until: date, office: Office) -> str:
    """Which usual working days between the two are closed, and why."""
    return why_closed(after + timedelta(days=1), until, office)


def _length(minutes: int, business: str = "") -> str:
    count, unit = (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")
    return f"{count} {business}{unit}{'' if count == 1 else 's'}"

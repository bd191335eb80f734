"""Times as people say them: short, in the office's zone, the year only when it is another one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

    from paratui.domain.office import Office

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHOLE_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_NEAR = 6  # days ahead or back within which a weekday's name can mean only one day


def due_words(due: datetime, now: datetime, office: Office) -> str:
    """A due time for a list: "today 5:00 PM", "Fri 3:00 PM", "Nov 24", or how late it is: "2 h late"."""
    late = int((now - due).total_seconds())
    if late >= 0:
        return _late_words(late)
    day, clock = _day_and_clock(due, office.tz)
    ahead = (day - now.astimezone(office.tz).date()).days
    if ahead > _NEAR:
        return _date_words(day, now.astimezone(office.tz).date())
    if ahead <= 1:
        return f"{'tomorrow' if ahead == 1 else 'today'} {clock}"
    return f"{_DAYS[day.weekday()][:3]} {clock}"


def due_short(due: datetime, now: datetime, office: Office) -> str:
    """The same in twelve letters: "5:00PM" today, "Fri 12:30PM", "Nov 24", "22 d late"."""
    late = int((now - due).total_seconds())
    if late >= 0:
        words = _late_words(late)
        return words.replace(" days ", " d ").replace(" day ", " d ")
    day, clock = _day_and_clock(due, office.tz)
    today = now.astimezone(office.tz).date()
    if (day - today).days > _NEAR:
        return _date_words(day, today)
    clock = clock.replace(" ", "")
    return clock if day == today else f"{_DAYS[day.weekday()][:3]} {clock}"


def at_words(moment: datetime, now: datetime, tz: tzinfo) -> str:
    """A moment in a sentence that is read now: "today 5:00 PM", "tomorrow midnight", else with its weekday."""
    day, clock = _day_and_clock(moment, tz)
    ahead = (day - now.astimezone(tz).date()).days
    if -1 <= ahead <= 1:
        return f"{('today', 'tomorrow', 'yesterday')[ahead]} {clock}"
    return weekday_words(moment, now, tz)


def aloud_words(moment: datetime, now: datetime, tz: tzinfo) -> str:
    """A moment as it is said aloud: "5:00 PM today", "2:00 PM on Wednesday", "5:00 PM on Monday, November 30"."""
    day, clock = _day_and_clock(moment, tz)
    today = now.astimezone(tz).date()
    ahead = (day - today).days
    clock = "noon" if clock == "12:00 PM" else clock
    if -1 <= ahead <= 1:
        return f"{clock} {('today', 'tomorrow', 'yesterday')[ahead]}"
    words = f"{clock} on {_DAYS[day.weekday()]}"
    if abs(ahead) <= _NEAR:
        return words
    year = "" if day.year == today.year else f", {day.year}"
    return f"{words}, {_WHOLE_MONTHS[day.month - 1]} {day.day}{year}"


def weekday_words(moment: datetime, now: datetime, tz: tzinfo) -> str:
    """The same by its weekday: "Monday 5:00 PM", and past six days from `now` "Monday Nov 30 5:00 PM"."""
    day, clock = _day_and_clock(moment, tz)
    today = now.astimezone(tz).date()
    name = _DAYS[day.weekday()]
    if abs((day - today).days) > _NEAR:
        name = f"{name} {_date_words(day, today)}"
    return f"{name} {clock}"


def dated_words(moment: datetime, now: datetime, tz: tzinfo) -> str:
    """A moment in what is written down at `now` and read on any later day: "Mon Nov 23 5:00 PM"."""
    day, clock = _day_and_clock(moment, tz)
    return f"{_DAYS[day.weekday()][:3]} {_date_words(day, now.astimezone(tz).date())} {clock}"


def day_words(moment: datetime, now: datetime, tz: tzinfo) -> str:
    """The day of a moment: "today", "yesterday", "tomorrow", "Mon" within six days, "Nov 3", "Nov 3 2025"."""
    day, today = moment.astimezone(tz).date(), now.astimezone(tz).date()
    ahead = (day - today).days
    if -1 <= ahead <= 1:
        return ("today", "tomorrow", "yesterday")[ahead]
    return _DAYS[day.weekday()][:3] if abs(ahead) <= _NEAR else _date_words(day, today)


def clock_time(moment: datetime, tz: tzinfo) -> str:
    """The time of day: "9:42 AM"."""
    local = moment.astimezone(tz)
    return f"{local.hour % 12 or 12}:{local.minute:02d} {'AM' if local.hour < 12 else 'PM'}"


def elapsed(seconds: int) -> str:
    """The length of a call: "00:12:41"."""
    seconds = max(seconds, 0)
    return f"{seconds // _HOUR:02d}:{seconds % _HOUR // _MINUTE:02d}:{seconds % _MINUTE:02d}"


def line_time(seconds: int) -> str:
    """Where in a call a line stands: "12:41", past an hour "1:02:41"."""
    seconds = max(seconds, 0)
    minutes = f"{seconds % _HOUR // _MINUTE:02d}:{seconds % _MINUTE:02d}"
    return f"{seconds // _HOUR}:{minutes}" if seconds >= _HOUR else minutes


def _day_and_clock(moment: datetime, tz: tzinfo) -> tuple[date, str]:
    """Midnight is the end of a day for whoever has until then, so it is told with the day it ends."""
    local = moment.astimezone(tz)
    if not (local.hour or local.minute or local.second):
        return local.date() - timedelta(days=1), "midnight"
    return local.date(), clock_time(moment.astimezone(UTC), tz)


def _date_words(day: date, today: date) -> str:
    words = f"{_MONTHS[day.month - 1]} {day.day}"
    return words if day.year == today.year else f"{words} {day.year}"


def _late_words(seconds: int) -> str:
    if seconds < _MINUTE:
        return "now"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min late"
    if seconds < _DAY:
        return f"{seconds // _HOUR} h late"
    days = seconds // _DAY
    return "1 day late" if days == 1 else f"{days} days late"

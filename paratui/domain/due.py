"""When something is due, read out of a line as it was typed.

A phrase counts where a person means a due time by it: at the end or the start of the line, after "by",
"on", "at", "before", or as a plain word for a day ("tomorrow", "thu"). A day that only tells about something
("the letter of Nov 3", "the hearing on Dec 3", "she called Monday") is no due time. Of several phrases one
after "by", "before" or "due" wins, else the last; a day and a time standing apart are taken together.

What the words leave open is decided so:

- A day without a time: its close of business, 5 PM when the office is closed; today after the close:
  midnight.
- "thu" on a Thursday: today when a time is given that is still ahead, else a week later; "this thu": today.
- "next tue": the Tuesday of next week (weeks begin on Monday); "tue" alone: the coming one.
- "11/24" or "Nov 24" without a year: the next one; within the last 30 days: the one gone by, which is past.
- "at 3", "9:30": the one of the two that is within opening hours, else 7 to 11 is in the morning.
- A time without a day: today, or the next open day when it has gone by. "today 9am" is past in the afternoon.
- Morning is due at noon, afternoon at the close, evening and tonight at 8 PM, midnight at the end of its day,
  "first thing" an hour after opening: each the last moment that keeps the promise.
- "end of week", "next week", "end of month", "next month": the close of its last open day.
- "in 2 hours" is elapsed time, "in 2 business days" counts open days after today; days, weeks and months are
  the calendar's.
- "before Friday": the close of the last open day before it; when that has gone by, Friday's opening.
- "3pm PT" is 3 PM there; so is "3pm her time" where the caller's zone is known, else it is left to the reader.
- A day more than a year back or ten years ahead is a slip of the pen: it is refused, not taken.
- "after 3pm", "between 2 and 4", "last Friday", "asap" name no due time; they stay in the text.
- 11/24 is month and day for an office in the US, day and month elsewhere.
- Of when somebody wants to see an item again a day without a time is its opening, 9 AM when the office is closed;
  today once it has opened: its close. "next week" and "next month" then are their first open day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from paratui.domain.date_phrase import Calendar
from paratui.domain.due_phrase import Phrase, due_phrases
from paratui.domain.opening_hours import closing, hours_of, local_day, moment_of, open_day
from paratui.domain.opening_range import DAY, OpenRange
from paratui.domain.spoken_time import at_words

if TYPE_CHECKING:
    from paratui.domain.office import Office

# Longer lines are read from about this many characters before their end: a key press must not get slower.
TAIL = 400
_NOON, _FIVE, _EIGHT_PM, _HALF_DAY = 12 * 60, 17 * 60, 20 * 60, 12 * 60
_BACK, _AHEAD = timedelta(days=366), timedelta(days=3654)
_GONE_BY = "That time is past already; say a later one, such as tomorrow 9am"
_USUAL = OpenRange(9 * 60, _FIVE)


class Due(NamedTuple):
    """A due phrase in a line.

    `due` is UTC, `words` that moment in words; `start` and `end` span the phrase with its "by". `past` when it
    cannot be meant: it has gone by already, or lies more than ten years ahead; `refusal` says which, in one sentence.
    `at_hour` when it is due at an hour that was named, and not by it; `opening` when no time was said, and it is
    when the office opens.
    """

    due: datetime
    words: str
    start: int
    end: int
    past: bool
    refusal: str = ""
    at_hour: bool = False
    opening: bool = False

    @property
    def implausible(self) -> bool:
        """Whether its year is a slip of the pen."""
        return self.refusal not in {"", _GONE_BY}


def find_due(text: str, now: datetime, office: Office, there: str = "", *, again: bool = False) -> Due | None:
    """The due phrase of a line, None when nothing in it names a due time that exists.

    `there` is the zone (IANA) of whom the line is about, "" when it is not known; `again` reads when somebody wants
    to see an item again.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    skipped, phrases = _phrases(text, now, office, there, again=again)
    if not phrases:
        return None
    meant = max(phrases, key=lambda each: (each.firm, each.start))
    whole = _completed(meant, phrases)
    opening = _opening(whole, now, office) if again else None
    due = opening or _moment(whole, now, office)
    if due is None:
        return None
    refusal = _refusal(due, now, office)
    opens = opening is not None and bool(hours_of(local_day(opening, office), office))
    span = meant.start + skipped, meant.end + skipped
    return Due(due, at_words(due, now, office.tz), *span, bool(refusal), refusal, _at_hour(whole), opens)


def impossible_time(text: str, now: datetime, office: Office) -> str:
    """The words of a line that are meant as a due time there is not, such as "feb 30"; "" where there are none."""
    skipped, phrases = _phrases(text, now, office)
    wrong = next((one for one in phrases if one.wrong), None)
    if wrong is None:
        return ""
    said = text[wrong.start + skipped : wrong.end + skipped].split()
    return " ".join(said[len(wrong.lead.split()) :] or said)


def _phrases(
    text: str, now: datetime, office: Office, there: str = "", *, again: bool = False
) -> tuple[int, list[Phrase]]:
    """The due phrases of a line, and how much of its beginning was not looked at."""
    skipped = 0
    if len(text) > TAIL:
        skipped = max(text.find(" ", len(text) - TAIL), len(text) - TAIL)
    calendar = Calendar(local_day(now, office), office, there, again)
    return skipped, due_phrases(text[skipped:], calendar, whole=not skipped)


def _at_hour(said: Phrase) -> bool:
    told = said.clock.clock if said.clock else None
    return not said.firm and (isinstance(told, int) or (told or "").startswith(("guess ", "noon")))


def _refusal(due: datetime, now: datetime, office: Office) -> str:
    """Why a time cannot be meant as a due time; "" when it can."""
    if not now - _BACK <= due <= now + _AHEAD:
        day = local_day(due, office)
        where = "long past" if due < now else "more than ten years ahead"
        return f"{day:%b} {day.day}, {day.year} is {where}; look at the year and write a day within ten years"
    return _GONE_BY if due <= now else ""


def _completed(meant: Phrase, phrases: list[Phrase]) -> Phrase:
    """With the day or the time another part of the line gives: "tomorrow call her at 3"."""
    for other in reversed(phrases):
        if meant.elapsed or other.elapsed:
            continue
        if not meant.day and other.day and not other.clock:
            return meant._replace(day=other.day, shift=other.shift, wrong=meant.wrong or other.wrong)
        if not meant.clock and other.clock and not other.day:
            said = meant._replace(clock=other.clock, hint=other.hint, zone=other.zone)
            return said._replace(wrong=meant.wrong or other.wrong)
    return meant


def _moment(phrase: Phrase, now: datetime, office: Office) -> datetime | None:
    if phrase.wrong or not (phrase.elapsed or phrase.day or phrase.clock):
        return None
    if phrase.elapsed and phrase.elapsed.elapsed:
        return now + phrase.elapsed.elapsed
    if phrase.day and phrase.day.day:
        return _on_day(phrase, phrase.day.day, now, office)
    return _next_time(phrase, now, office)


def _opening(phrase: Phrase, now: datetime, office: Office) -> datetime | None:
    """The opening of a day that was said without a time; None of any other phrase, and once it has gone by."""
    said = phrase.day
    if phrase.wrong or phrase.elapsed or phrase.clock or phrase.lead == "before" or not (said and said.day):
        return None
    day = said.day + timedelta(days=phrase.shift + (7 if said.rolls else 0))
    opens = moment_of(day, _hours(day, office).opens, office.tz)
    return opens if opens > now else None


def _on_day(phrase: Phrase, day: date, now: datetime, office: Office) -> datetime:
    rolls = phrase.day is not None and phrase.day.rolls
    day += timedelta(days=phrase.shift)
    a_week_on = day + timedelta(days=7)
    if phrase.clock:
        due = _at(day, phrase, office)
        return _at(a_week_on, phrase, office) if rolls and due <= now else due
    day = a_week_on if rolls else day
    if phrase.lead == "before":
        return _before(day, now, office)
    due = moment_of(day, _hours(day, office).closes, office.tz, last=True)
    if due <= now and day == local_day(now, office):
        return moment_of(day, DAY, office.tz)
    return due


def _before(day: date, now: datetime, office: Office) -> datetime:
    eve = open_day(day, office, step=-1)
    due = closing(eve, office) if eve else None
    return due if due and due > now else moment_of(day, _hours(day, office).opens, office.tz)


def _next_time(phrase: Phrase, now: datetime, office: Office) -> datetime:
    """A time without a day: today's, or the next open day's when it has gone by."""
    told = phrase.clock.clock if phrase.clock else None
    today = local_day(now, office)
    if told == 0:
        return moment_of(today, DAY, office.tz)
    due = _at(today, phrase, office)
    missed = due <= now
    if told in {"next morning", "next opening"}:
        missed = now >= moment_of(today, _hours(today, office).opens, office.tz)
    if missed or (told in {"close", "next opening", "next morning"} and not hours_of(today, office)):
        return _at(open_day(today, office) or today + timedelta(days=1), phrase, office)
    return due


def _at(day: date, phrase: Phrase, office: Office) -> datetime:
    """The time of day of a phrase, on that day."""
    hours = _hours(day, office)
    told = phrase.clock.clock if phrase.clock else None
    if isinstance(told, str) and not told.startswith("guess "):
        return moment_of(day, _minute(told.removeprefix("next "), hours), office.tz)
    minute = told if isinstance(told, int) else _guess(int((told or "").removeprefix("guess ")), phrase.hint, hours)
    return moment_of(day, minute, ZoneInfo(phrase.zone) if phrase.zone else office.tz)


def _minute(name: str, hours: OpenRange) -> int:
    return {
        "opening": min(hours.opens + 60, hours.closes),
        "morning": _NOON,
        "noon": _NOON,
        "midday": _NOON,
        "lunch": _NOON,
        "lunchtime": _NOON,
        "afternoon": hours.closes if hours.closes > _NOON else _FIVE,
        "close": hours.closes,
        "evening": _EIGHT_PM,
        "midnight": DAY,
    }[name]


def _hours(day: date, office: Office) -> OpenRange:
    """From the first opening to the last close, nine to five on a closed day."""
    ranges = hours_of(day, office)
    return OpenRange(ranges[0].opens, ranges[-1].closes) if ranges else _USUAL


def _guess(told: int, hint: str, hours: OpenRange) -> int:
    """The half of the day a time without AM or PM is in; `told` is minutes on a clock of twelve hours."""
    early = told % _HALF_DAY
    late = early + _HALF_DAY
    if hint:
        return early if hint == "morning" else late
    fitting = [minute for minute in (early, late) if hours.opens <= minute <= hours.closes]
    if len(fitting) == 1:
        return fitting[0]
    return early if 7 * 60 <= early < _NOON else late

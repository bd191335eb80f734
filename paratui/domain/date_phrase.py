"""The pieces a due phrase is made of: what the words for a day and for a time of day say."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.date_words import COUNTS, DAYS, MONTHS, WORDS_TOO, ZONES, piece_pattern
from paratui.domain.misspelled import meant
from paratui.domain.opening_hours import open_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.domain.office import Office

# A day and month this little ago is a slip of the pen, not a plan for next year.
JUST_PAST = timedelta(days=30)


class Piece(NamedTuple):
    """One piece with its span. Which of the later fields is set says what it is.

    `day` a date, with `weekday` when only its name was said (`rolls`: it may also mean a week later);
    `clock` minutes after midnight, or the name of a time that differs from day to day; `elapsed` a
    length of time from now; `shift` days to add to the day that follows. `weak` pieces count only where the
    line leaves no doubt: "word" (sat, may), "slash", "dash", "nth", "colon" (3:16), "bare" (3), "half" (am).
    `zone` is that of the time before it. `wrong` is an impossible date or time, which spoils its phrase.
    """

    start: int
    end: int
    day: date | None = None
    clock: int | str | None = None
    elapsed: timedelta | None = None
    shift: int = 0
    weekday: bool = False
    rolls: bool = False
    weak: str = ""
    wrong: bool = False
    zone: str = ""


class Calendar(NamedTuple):
    """What the words are read against: the date on the office's calendar, the office, and the other end's zone.

    With `begins` a week or month to come is wanted from its beginning on, not by its end.
    """

    today: date
    office: Office
    there: str = ""
    begins: bool = False


def pieces(text: str, calendar: Calendar) -> Iterator[Piece]:
    """Every piece in a text, in order; they never overlap."""
    for found in piece_pattern().finditer(text):
        # The last group that took part tells the alternative; no two alternatives share one.
        yield _READERS[found.lastgroup or ""](found, calendar)


def _date(found: re.Match[str], year: int, month: int, day: int, weak: str = "") -> Piece:
    try:
        return Piece(*found.span(), day=date(year, month, day), weak=weak)
    except ValueError:
        return Piece(*found.span(), wrong=True, weak=weak)


def _coming(found: re.Match[str], month: int, day: int, today: date, weak: str) -> Piece:
    """A date without a year: the next one, or one that has only just gone by."""
    for year in range(today.year - 1, today.year + 2):
        piece = _date(found, year, month, day, weak)
        if piece.day and piece.day >= today - JUST_PAST:
            return piece
    return Piece(*found.span(), wrong=True, weak=weak)


def _iso(found: re.Match[str], _: Calendar) -> Piece:
    year, month, day = map(int, found["iso"].split("-"))
    return _date(found, year, month, day)


def _numbers(found: re.Match[str], calendar: Calendar) -> Piece:
    kind = found.lastgroup or ""
    first, second, *years = map(int, re.split("[/-]", found[kind]))
    month, day = (first, second) if calendar.office.region == "US" else (second, first)
    if not years:
        return _coming(found, month, day, calendar.today, kind)
    return _date(found, years[0] if years[0] > 99 else 2000 + years[0], month, day)


def _month(found: re.Match[str], calendar: Calendar) -> Piece:
    name, day = found["month"] or found["dmonth"], int(found["mday"] or found["dday"])
    year = found["myear"] or found["dyear"]
    month = MONTHS.index(meant(name)[:3]) + 1
    if year:
        return _date(found, int(year), month, day)
    return _coming(found, month, day, calendar.today, "word" if name.lower() in WORDS_TOO else "")


def _weeks_from(found: re.Match[str], _: Calendar) -> Piece:
    count = _count(found["weeks"])
    return Piece(*found.span(), shift=7 * count, wrong=not count)


def _weekday(found: re.Match[str], calendar: Calendar) -> Piece:
    today = calendar.today
    number = DAYS.index(meant(found["weekday"])[:3])
    which = (found["which"] or "").lower()
    if which == "next" or found["later"]:
        return Piece(*found.span(), day=today + timedelta(days=7 - today.weekday() + number), weekday=True)
    ahead = (number - today.weekday()) % 7
    return Piece(
        *found.span(),
        day=today + timedelta(days=ahead),
        weekday=True,
        rolls=ahead == 0 and which != "this",
        weak="word" if not which and found["weekday"].lower() in WORDS_TOO else "",
    )


def _named(found: re.Match[str], calendar: Calendar) -> Piece:
    word = found["named"].lower()
    ahead = {"today": 0, "yesterday": -1}.get(meant(word.split()[-1]), 2 if "after" in word else 1)
    return Piece(*found.span(), day=calendar.today + timedelta(days=ahead))


def _period(found: re.Match[str], calendar: Calendar) -> Piece:
    """The last open day of a week (Monday to Sunday) or of a month; "early next week" is its Tuesday."""
    word = found["period"].lower()
    span = _month_end if "month" in word or word == "eom" else _week_end
    end = span(calendar.today)
    if word.startswith("early"):
        return Piece(*found.span(), day=end + timedelta(days=2))
    if calendar.begins and word.startswith("next"):
        return Piece(*found.span(), day=open_day(end, calendar.office) or end + timedelta(days=1))
    last = _last_open(end, calendar.office)
    if "next" in word or last < calendar.today:
        last = _last_open(span(end + timedelta(days=1)), calendar.office)
    return Piece(*found.span(), day=last)


def _week_end(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _last_open(end: date, office: Office) -> date:
    return open_day(end + timedelta(days=1), office, step=-1) or end


def _count(said: str) -> int:
    said = " ".join(said.lower().split())
    return int(said) if said.isdigit() else COUNTS.get(said, 0)


def _ahead(found: re.Match[str], calendar: Calendar) -> Piece:
    """Counted from now: in 2 hours, +3d."""
    unit = (found["unit"] or found["plus_unit"]).lower()
    count = _count(found["count"] or found["plus"]) + (1 if found["or_two"] else 0)
    if not count and unit[0] == "h" and found["count"].lower() == "half an":
        return Piece(*found.span(), elapsed=timedelta(minutes=30))
    if unit.startswith("mo"):
        return Piece(*found.span(), day=_months_on(calendar.today, count))
    if unit[0] in "mh":
        each = timedelta(minutes=1 if unit[0] == "m" else 60)
        return Piece(*found.span(), elapsed=count * each, wrong=not count)
    if unit[0] == "b" or unit.startswith("work"):
        counted = open_day(calendar.today, calendar.office, count)
        return Piece(*found.span(), day=counted or calendar.today + timedelta(days=count))
    return Piece(*found.span(), day=calendar.today + timedelta(days=count * (7 if unit[0] == "w" else 1)))


def _months_on(today: date, count: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _nth(found: re.Match[str], calendar: Calendar) -> Piece:
    """The next such day of a month, in a month that has it."""
    first = calendar.today.replace(day=1)
    for _ in range(3):
        piece = _date(found, first.year, first.month, int(found["nth"]), "nth")
        if piece.day and piece.day >= calendar.today:
            return piece
        first = _month_end(first) + timedelta(days=1)
    return Piece(*found.span(), wrong=True, weak="nth")


def _hour(found: re.Match[str], _: Calendar) -> Piece:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    weak = "word" if found["short"] else ""
    half = (found["half"] or found["short"]).lower()
    wrong = not 1 <= hour <= 12 or minute > 59
    told = hour % 12 * 60 + minute + (12 * 60 if half == "p" else 0)
    return Piece(*found.span(), clock=told, weak=weak, wrong=wrong)


def _clock(found: re.Match[str], _: Calendar) -> Piece:
    hour, minute = map(int, found["clock"].split(":"))
    told = hour * 60 + minute
    open_to_guess = 1 <= hour <= 12 and found["clock"][0] != "0"
    told_clock: int | str = f"guess {told}" if open_to_guess else told
    return Piece(*found.span(), clock=told_clock, weak="colon", wrong=hour > 23 or minute > 59)


def _bare(found: re.Match[str], _: Calendar) -> Piece:
    hour = int(found["bare"])
    return Piece(*found.span(), clock=f"guess {hour * 60}", weak="bare", wrong=not 1 <= hour <= 12)


def _of_day(found: re.Match[str], calendar: Calendar) -> Piece:
    part, name = (found["part"] or "").lower(), meant(found["of_day"])
    name = "evening" if name == "night" else name
    if part == "this":
        return Piece(*found.span(), day=calendar.today, clock=name)
    return Piece(*found.span(), clock=f"next {name}" if part else name, weak="" if part else "word")


def _half_day(found: re.Match[str], _: Calendar) -> Piece:
    early = found["half_day"][0].lower() == "a"
    return Piece(*found.span(), clock="morning" if early else "afternoon", weak="half")


def _zone(found: re.Match[str], _: Calendar) -> Piece:
    return Piece(*found.span(), zone=ZONES[found["zone"][0].lower()])


def _moment(found: re.Match[str], calendar: Calendar) -> Piece:
    name = meant(found["moment"])
    if name == "tonight":
        return Piece(*found.span(), day=calendar.today, clock="evening")
    return Piece(*found.span(), clock=name, weak="word" if name.startswith("lunch") else "")


_READERS: dict[str, Callable[[re.Match[str], Calendar], Piece]] = {
    "iso": _iso,
    "slash": _numbers,
    "dash": _numbers,
    **dict.fromkeys(("mday", "myear", "dmonth", "dyear"), _month),
    "weeks": _weeks_from,
    **dict.fromkeys(("weekday", "later"), _weekday),
    "named": _named,
    "period": _period,
    **dict.fromkeys(("unit", "or_two", "plus_unit"), _ahead),
    "one": lambda found, _: Piece(*found.span(), elapsed=timedelta(hours=1)),
    "nth": _nth,
    **dict.fromkeys(("half", "short"), _hour),
    "clock": _clock,
    "close": lambda found, _: Piece(*found.span(), clock="close"),
    "first": lambda found, _: Piece(*found.span(), clock="next opening"),
    "of_day": _of_day,
    "half_day": _half_day,
    "zone": _zone,
    "moment": _moment,
    "bare": _bare,
}

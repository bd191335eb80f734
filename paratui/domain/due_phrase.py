"""Which words of a line are a due phrase, and which only tell about a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.date_phrase import Calendar, Piece, pieces
from paratui.domain.misspelled import meant

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINT = re.compile(r"[\s,]*(?:(?:at|on|by|around|in|before|-)\s+|@\s*)?(?:the\s+)?", re.IGNORECASE)
_LEAD = re.compile(
    r"(?<![\w'\u2019-])(?:(?P<lead>by|before|due(?:\s+(?:by|on|at))?|(?:no|not)\s+later\s+than|on\s+or\s+before"
    r"|on|at|until|till|around|for)\s+(?P<the>the\s+)?|@\s*)$",
    re.IGNORECASE,
)
# A number before these is the beginning of a stretch of time, "between 2 and 4pm".
_STRETCH = re.compile(r"(?:\d|[ap]\.?m\.?|noon)\s*(?:and|to|or|-)\s*$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s+(?:her|his|their|your|my|client['\u2019]?s?|caller['\u2019]?s?|local)\s+time\b", re.IGNORECASE
)
# Whose time that is, when the line is about the other end; "my time" and "local time" say nothing of it.
_THEIRS = re.compile(
    r"\s+(?:her|his|their|your|client['\u2019]?s?|caller['\u2019]?s?)\s+time\b", re.IGNORECASE
)
_LEAD_REACH = 24
_WORD_BEFORE = re.compile(r"([\w'\u2019]+)[.]?[\s,]*$")
_WORD_AFTER = re.compile(r"\s*([\w'\u2019]+)")
# Possessive throughout: whatever is typed behind a phrase is looked at once.
_REST = re.compile(r"[\s.,;:!?)\]\"']*+(?:@[^\s@]*+[\s!.,]*+)*+(?:(?:please|thanks|thx)[\s.!]*+)?$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"\s*[.,;:!?)\]]|\s+[-\u2013\u2014]\s")
_SERIES = re.compile(r"\s*(?:and|or|to|-)\s*\d", re.IGNORECASE)

_FIRM = ("by", "before", "due", "no later", "not later", "on or before")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EVENTS = _words("""
    hearing trial deposition depo mediation arraignment conference sentencing court arbitration deadline
""")
# After one of these a day or a time belongs to what is told, not to the promise.
_TELLS = _EVENTS | _words("""
    set scheduled noticed calendared last past since after from dated of every each previous prior to than
    not except born got received came called sent filed signed served was were said mailed paid missed met
    left happened moved arrived started began died arrested hired fired saw spoke talked told heard wrote did
    had been gave took went closed good black ash first second third fourth
""")
# After one of these a bare number is theirs: room 3, page 11. A day or a month after them is still a day.
_NUMBERED = _words("""
    case invoice exhibit section rule no nos page pages pp apt suite unit room box route mr mrs ms dr judge
""")
_OWNERS = _words("the a an this that these her his their our my your its")
_GO_ON = _words("""
    about re regarding to with and or if that when because so after before on at in from by then but for via
    until unless as while call email text send tell ask
""")
_DOERS = _words("i he she they we you who and newly to just never the in of were")
_DAY_WORDS = _words("today tomorrow tomorow tmrw tmw next this sharp in tonight")
_DAY_STARTS = _words("mon tue wed thu fri sat sun")
_NUMBER_LEADS = frozenset({"at", "by", "before", "until", "till", "around"})
_NAMES_TOO = frozenset({"Sun", "Mon"})


class Phrase(NamedTuple):
    """A due phrase with the span of all its words, the "by" before it included.

    `lead` is that word, `firm` when it leaves no doubt. `day` and `clock` are its pieces, `zone` where the
    clock hangs, `hint` the part of the day, `elapsed` a time from now, `shift` days to add; `wrong` when a
    part of it names no date or time there is.
    """

    start: int
    end: int
    lead: str
    day: Piece | None
    clock: Piece | None
    elapsed: Piece | None
    shift: int
    hint: str
    zone: str
    wrong: bool

    @property
    def firm(self) -> bool:
        """Whether the word before it can only mean a due time."""
        return self.lead.startswith(_FIRM)


def due_phrases(line: str, calendar: Calendar, *, whole: bool) -> list[Phrase]:
    """The phrases of a line that are meant as a due time; `whole` when the line's start is its real start."""
    found = []
    for group in _groups(line, calendar):
        if _opens_with_half_a_stretch(line, group):
            del group[0]  # "tomorrow after 3pm" is due tomorrow; the rest of it stays in the task
        if not group or group[0].zone:
            continue
        lead = _lead(line, group[0])
        phrase = _in_their_time(line, _phrase(group, lead), calendar.there)
        where = _Where(
            word=_word_before(line, phrase.start),
            the=bool(lead and lead["the"]),
            at_start=whole and not line[: phrase.start].strip(),
            at_end=bool(_REST.match(line, phrase.end)),
        )
        if not _tells_something_else(line, phrase, where) and (
            any(not each.weak for each in group) or _leaves_no_doubt(line, phrase, group, where)
        ):
            found.append(phrase)
    return found


def _lead(line: str, piece: Piece) -> re.Match[str] | None:
    return _LEAD.search(line, max(piece.start - _LEAD_REACH, 0), piece.start)


def _opens_with_half_a_stretch(line: str, group: list[Piece]) -> bool:
    """Whether the first time is one side of a stretch ("after 3pm"), or a number of something else."""
    first = group[0]
    if first.clock is None or first.day:
        return False
    if first.weak == "bare" and line[: first.start].strip() and not _lead(line, first):
        return True
    before = max(first.start - _LEAD_REACH, 0)
    return _word_before(line, first.start) == "after" or bool(_STRETCH.search(line, before, first.start))


class _Where(NamedTuple):
    """Where a phrase stands: the word before it, whether "the" is in it, at which ends of the line."""

    word: str
    the: bool
    at_start: bool
    at_end: bool


def _word_before(line: str, start: int) -> str:
    before = _WORD_BEFORE.search(line, max(start - 40, 0), start)
    return before[1].lower() if before else ""


def _word_after(line: str, end: int) -> str:
    after = _WORD_AFTER.match(line, end)
    return after[1].lower() if after else ""


def _groups(line: str, calendar: Calendar) -> Iterator[list[Piece]]:
    """The pieces, those that belong together in one list."""
    group: list[Piece] = []
    for piece in pieces(line, calendar):
        if piece.weak == "bare" and (piece.wrong or not _stands_alone(line, piece.end)):
            continue
        if (piece.weak == "half" and not (group and group[-1].day)) or (piece.zone and not group):
            continue  # "am" and "et" are words like any other
        if group and _belongs(line, group, piece):
            group.append(piece)
            continue
        if group:
            yield group
        group = [piece]
    if group:
        yield group


def _belongs(line: str, group: list[Piece], piece: Piece) -> bool:
    last = group[-1]
    joint = line[last.end : piece.start]
    if piece.zone:
        return last.clock is not None and not last.day and joint.isspace()
    if last.elapsed or piece.elapsed or not _JOINT.fullmatch(joint):
        return False
    day = next((each for each in group if each.day), None)
    if piece.clock is None:
        return _day_belongs(day, piece)
    if piece.day:  # "3pm this afternoon"
        return day is None
    if piece.weak == "bare" and day and day.weak and not joint.strip():
        return False  # "11/24 3" is two numbers
    clocks = [each.clock for each in group if each.clock is not None]
    return not clocks or _part_of_day(clocks[0]) or _part_of_day(piece.clock)


def _day_belongs(day: Piece | None, piece: Piece) -> bool:
    """A day stands beside another only as its name: "Tue 11/24", "Nov 24, Tuesday"."""
    if piece.wrong:
        return True
    if piece.day is None or day is None or day.day is None:
        return piece.day is not None
    if day.weekday == piece.weekday:
        return False
    same = piece.day.weekday() == day.day.weekday()
    return same or (day.weekday and piece.weak != "dash")


def _part_of_day(clock: int | str) -> bool:
    return isinstance(clock, str) and clock.removeprefix("next ") in {"morning", "afternoon", "evening"}


def _phrase(group: list[Piece], lead: re.Match[str] | None) -> Phrase:
    days = [each for each in group if each.day]
    clocks = [each for each in group if each.clock is not None]
    exact = [each for each in clocks if not _part_of_day(each.clock or 0)]
    named = [str(each.clock).removeprefix("next ") for each in clocks if _part_of_day(each.clock or 0)]
    dates = [each for each in days if not each.weekday]
    return Phrase(
        start=lead.start() if lead else group[0].start,
        end=group[-1].end,
        lead=" ".join((lead["lead"] or "at").lower().split()) if lead else "",
        day=next(iter(dates or days), None),
        clock=next(iter(exact or clocks), None),
        elapsed=next((each for each in group if each.elapsed), None),
        shift=sum(each.shift for each in group),
        hint=named[0] if named else "",
        zone=next((each.zone for each in group if each.zone), ""),
        wrong=any(each.wrong for each in group),
    )


def _in_their_time(line: str, phrase: Phrase, there: str) -> Phrase:
    """A time by the clock of the other end, where that clock is known."""
    theirs = _THEIRS.match(line, phrase.end) if there and phrase.clock and not phrase.zone else None
    return phrase._replace(zone=there, end=theirs.end()) if theirs else phrase


def _tells_something_else(line: str, phrase: Phrase, where: _Where) -> bool:
    """Whether the words around make it a day of something: "the letter of Nov 3", "her Friday hearing"."""
    if not phrase.firm and not phrase.elapsed and where.word in _TELLS:
        return True
    if where.word in _NUMBERED and line[phrase.start].isdigit():
        return True
    if (phrase.lead == "before" and where.word == "not") or _ELSEWHERE.match(line, phrase.end):
        return True
    if where.at_end:
        return False
    after = _word_after(line, phrase.end)
    if after in _EVENTS:
        return True
    owned = where.the or (not phrase.lead and where.word in _OWNERS)
    return owned and after not in _GO_ON and not _CLAUSE_ENDS.match(line, phrase.end)


def _leaves_no_doubt(line: str, phrase: Phrase, group: list[Piece], where: _Where) -> bool:
    """Whether words that could be ordinary ones (sat, may 5, 11/24, at 3) are a due time where they stand."""
    weak = group[0].weak
    if len(group) > 1:
        return where.word not in _DOERS
    if weak == "bare":
        return phrase.lead in _NUMBER_LEADS and not _SERIES.match(line, phrase.end)
    if where.at_start and where.at_end:
        return True  # nothing else was typed
    if weak in {"nth", "dash"}:
        the_end = weak == "nth" and where.word == "the" and where.at_end
        return the_end or (phrase.lead not in {"", "at"} and _stands_alone(line, phrase.end))
    if phrase.lead:
        return phrase.lead not in {"on", "for"} if phrase.clock else phrase.lead != "for" or where.at_end
    return _ends_the_line(line, phrase, weak, where)


def _ends_the_line(line: str, phrase: Phrase, weak: str, where: _Where) -> bool:
    if weak == "word" and phrase.clock and not phrase.day:
        return False  # "good morning", "lunch", "3p"
    if where.at_start:
        return weak in {"slash", "colon"} or bool(_CLAUSE_ENDS.match(line, phrase.end))
    before = line[: phrase.start].split()
    if line[phrase.start : phrase.end] in _NAMES_TOO and len(before) > 1 and before[-1].istitle():
        return False  # "call Jae Sun" is a name, "Call Sun" is not
    return where.at_end and where.word not in _DOERS


def _stands_alone(line: str, end: int) -> bool:
    """Whether a number is not the count of what follows it: "at 3 about the notice", not "3 copies"."""
    if _REST.match(line, end) or _CLAUSE_ENDS.match(line, end) or _ELSEWHERE.match(line, end):
        return True
    after = _word_after(line, end)
    return after in _GO_ON or meant(after) in _DAY_WORDS or meant(after)[:3] in _DAY_STARTS

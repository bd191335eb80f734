"""What somebody types to find calls: words, and conditions such as `from:maria by:ana kind:? before:2026-11`.

Nothing that can be typed is an error: a condition that says nothing yet leaves nothing out, and says so.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.domain.call import Channel, Outcome
from paratui.domain.errors import BadInput
from paratui.domain.note_line import MARKS, Kind
from paratui.domain.said_date import read_said_date
from paratui.domain.said_day import PAST
from paratui.domain.search_words import QUOTES, asked, folded, unread
from paratui.domain.searched_day import searched_day
from paratui.domain.wall_clock import utc_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.office import Office
    from paratui.domain.staff import Staff

_CONDITION = re.compile(r'(?<!\S)([a-z]+):(?: +(?![a-z]+:))?(?:"([^"]*)"?|(\S*))', re.IGNORECASE)
# A condition whose value may go on after a space, as in `before:nov 3` or `outcome:no answer`.
_WORD = r'[^\s":]+(?!\S)'
_IN_WORDS = re.compile(rf"(?<!\S)([a-z]+): *({_WORD}(?: +{_WORD}){{1,3}})", re.IGNORECASE)
# A colon inside an address or a time makes no condition.
_NO_CONDITION = re.compile(r"(?<!\S)([a-z]{2,}):(?=[^\s/:])", re.IGNORECASE)
# So much of what was typed is said again.
_SHOWN = 30
# What a condition is called as well.
_ALSO = {
    "with": "from",
    "who": "from",
    "caller": "from",
    "client": "from",
    "to": "from",
    "staff": "by",
    "date": "on",
    "day": "on",
}
_MINE = frozenset({"me", "you", "mine"})
_WHOLE = re.compile(r"(this|last) (week|month|year)")
# Conditions that may be given more than once, each narrowing further.
_ADDING = frozenset({"from", "matter"})
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


class CallQuery(NamedTuple):
    """The calls that are meant, and for each condition that could not be read what it wants."""

    wanted: CallFilter
    notices: tuple[str, ...]


def read_query(
    typed: str, base: CallFilter, now: datetime, office: Office, staff: Sequence[Staff], me: str = ""
) -> CallQuery:
    """What is meant, on top of the conditions that hold anyway. Days are the office's, `me` is who typed it."""
    reader = _Reader(base, now, office, staff, me)
    together = _IN_WORDS.sub(reader.put_together, typed.translate(QUOTES))
    words = " ".join(_CONDITION.sub(reader.take, together).split())
    wanted = msgspec.structs.replace(reader.wanted, words=words)
    day = searched_day(typed, now, office)
    told = [f"{day.condition} finds the calls of that day"] if day else []
    return CallQuery(wanted, tuple(dict.fromkeys([*reader.notices, *told, *_notices_of(words)])))


def _notices_of(words: str) -> Iterator[str]:
    for found in dict.fromkeys(_NO_CONDITION.findall(words)):
        yield f"{found[:_SHOWN]}: is no condition, it is looked for as a word"
    if trouble := unread(words):
        yield trouble
    elif " OR " in words:
        yield "OR is looked for as a word: every word must occur"


class _Reader:
    def __init__(self, base: CallFilter, now: datetime, office: Office, staff: Sequence[Staff], me: str) -> None:
        self.wanted = base
        self._me = me
        self.notices: list[str] = []
        self._today = now.astimezone(office.tz).date()
        self._office = office
        self._staff = staff
        self._given: set[str] = set()
        self._takers: dict[str, Callable[[str], str]] = {
            "from": self._from,
            "by": self._by,
            "kind": self._kind,
            "matter": self._of,
            "outcome": self._outcome,
            "channel": lambda said: self._one_of("channel", said, Channel),
            "on": self._on,
            "after": self._after,
            "since": self._since,
            "before": self._before,
            "until": self._until,
        }

    def take(self, found: re.Match[str]) -> str:
        """Read one condition; what is none stays a part of the words."""
        key = _named(found[1])
        taker = self._takers.get(key)
        if taker is None:
            return found[0]
        said = (found[2] or found[3] or "").strip()
        before = self.wanted
        trouble = taker(said) if said else "what?"
        if not trouble and key in self._given and key not in _ADDING:
            trouble = "the last one counts"
        if self.wanted is not before:
            self._given.add(key)
        if trouble:
            self.notices.append(f"{key}: {trouble}")
        return " "

    def put_together(self, found: re.Match[str]) -> str:
        """A condition with as many of the words after it as belong to it, in quotes."""
        key, words = _named(found[1]), found[2].split()
        if key not in self._takers or _ISO.fullmatch(words[0]):
            return found[0]
        taken = 1
        for count in range(2, len(words) + 1):
            said, shorter = " ".join(words[:count]), " ".join(words[:taken])
            if self._goes_on(key, said, shorter):
                taken = count
        return f'{found[1]}:"{" ".join(words[:taken])}" {" ".join(words[taken:])}' if taken > 1 else found[0]

    def _goes_on(self, key: str, said: str, shorter: str) -> bool:
        """Whether a longer value says something, and something else than the shorter one."""
        if key in _DAYS:
            day = self._day(said)
            return day is not None and day != self._day(shorter)
        values: dict[str, Iterable[str]] = {
            "outcome": Outcome,
            "channel": Channel,
            "kind": Kind,
            "by": (one.name for one in self._staff),
        }
        plain = folded(said)
        return any(folded(value.replace("_", " ")).startswith(plain) for value in values.get(key, ()))

    def _set(self, **fields: object) -> str:
        self.wanted = msgspec.structs.replace(self.wanted, **fields)
        return ""

    def _from(self, said: str) -> str:
        day = self._day(said) if _ISO.fullmatch(said) else None
        return self._set(since=self._moment(day[0])) if day else self._of(said)

    def _of(self, said: str) -> str:
        self._set(who=f"{self.wanted.who} {said}".strip() if asked(said) else self.wanted.who)
        return unread(said)

    def _by(self, said: str) -> str:
        wanted = folded(self._me if self._me and folded(said) in _MINE else said)
        exact = [one for one in self._staff if wanted in {folded(one.login), folded(one.initials)}]
        alike = [one for one in self._staff if _begins(wanted, folded(one.name))]
        begun = [one for one in self._staff if folded(one.login).startswith(wanted)]
        found = [*exact, *begun, *alike]
        if not found:
            return f"nobody here is called {said[:_SHOWN]}"
        self._set(staff=found[0].login)
        several = not exact and any(one.login != found[0].login for one in found)
        return f"{found[0].name or found[0].login} is taken; more letters name another" if several else ""

    def _kind(self, said: str) -> str:
        if said in MARKS:
            return self._set(kind=MARKS[said].value)
        plain = folded(said).replace(" ", "_")
        kinds = [kind for kind in Kind if folded(kind.value).startswith((plain, plain.removesuffix("s") or plain))]
        return self._set(kind=kinds[0].value) if kinds else f"one of {' '.join(MARKS)}"

    def _outcome(self, said: str) -> str:
        trouble = self._one_of("outcome", said, Outcome)
        if trouble and not self._one_of("channel", said, Channel):
            # The list has both in one column.
            return f"that is how it took place: channel:{self.wanted.channel}"
        return trouble

    def _one_of(self, field: str, said: str, among: type[Outcome | Channel]) -> str:
        plain = folded(said).replace(" ", "_").replace("-", "_")
        found = [one.value for one in among if one.value.startswith(plain)]
        return self._set(**{field: found[0]}) if found else f"one of {', '.join(among).replace('_', ' ')}"

    def _on(self, said: str) -> str:
        day = self._day(said)
        return self._set(since=self._moment(day[0]), until=self._moment(day[1])) if day else _NO_DAY

    def _after(self, said: str) -> str:
        day = self._day(said)
        return self._set(since=self._moment(day[1])) if day else _NO_DAY

    def _since(self, said: str) -> str:
        day = self._day(said)
        return self._set(since=self._moment(day[0])) if day else _NO_DAY

    def _until(self, said: str) -> str:
        day = self._day(said)
        return self._set(until=self._moment(day[1])) if day else _NO_DAY

    def _before(self, said: str) -> str:
        day = self._day(said)
        return self._set(until=self._moment(day[0])) if day else _NO_DAY

    def _day(self, said: str) -> tuple[date, date] | None:
        """The first day of the day, week, month or year that is said, and the first day after it."""
        if whole := _WHOLE.fullmatch(folded(said)):
            return _span(whole[2], self._today, back=whole[1] == "last")
        try:
            read = said
            if not _ISO.fullmatch(said):
                read = read_said_date(said, self._today, PAST, month_first=self._office.region == "US").read
            year, *rest = (int(part) for part in read.split("-"))
            if not MINYEAR + 1 < year < MAXYEAR - 1:
                # With its zone, or a day more, it would lie where no calendar reaches.
                return None
            if len(rest) == 2:
                day = date(year, *rest)
                return day, day + timedelta(days=1)
            if rest:
                return date(year, rest[0], 1), date(year + rest[0] // 12, rest[0] % 12 + 1, 1)
            return date(year, 1, 1), date(year + 1, 1, 1)
        except (BadInput, ValueError, OverflowError):
            return None

    def _moment(self, day: date) -> str:
        return utc_text(datetime.combine(day, time(), self._office.tz).astimezone(UTC))


def _named(key: str) -> str:
    plain = key.casefold()
    return _ALSO.get(plain, plain)


def _begins(wanted: str, name: str) -> bool:
    return name.startswith(wanted) or any(word.startswith(wanted) for word in name.split())


def _span(unit: str, today: date, *, back: bool) -> tuple[date, date]:
    """The week (from its Monday), month or year today is in, or with `back` the one before."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday, monday + timedelta(days=7)
    if unit == "year":
        return date(today.year - back, 1, 1), date(today.year - back + 1, 1, 1)
    first = today.replace(day=1)
    if back:
        return (first - timedelta(days=1)).replace(day=1), first
    return first, (first + timedelta(days=31)).replace(day=1)


_DAYS = frozenset({"on", "after", "before", "since", "until"})
_NO_DAY = "a day, a month or a year, such as 2026-11-03, 2026-11, Nov 3"

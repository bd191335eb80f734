"""The order of the queue: sections, then the score of `importance`, then what is due first, then the number.

It is total, so it is stable from one refresh to the next: of two items that are alike but for their due times the
earlier stays first as time goes by, and within a section one passes the other at most once in a day.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from paratui.domain.due_told import due_told
from paratui.domain.follow_up import ANY_ATTORNEY
from paratui.domain.importance import (
    FLAGS,
    FULL_AGE_DAYS,
    FULL_SILENCE_DAYS,
    FULL_TRIES,
    IMPORTANT_FROM,
    NOTHING_KNOWN,
    URGENCY,
    WEIGHTS,
    Standing,
    in_tenths,
    weights_of,
)
from paratui.domain.opening_hours import local_day, moment_of, open_day
from paratui.domain.opening_range import DAY
from paratui.domain.spoken_size import count_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office
    from paratui.domain.staff import Staff

SECTIONS = ("overdue", "today", "next", "waiting", "later")
NEXT_DAYS = 7
SOON_BUSINESS_DAYS = 3
_LATE = "overdue"
_TIMES = {1: "once", 2: "twice"}
_OVERDUE, _TODAY, _NEXT, _WAITING, _LATER = range(len(SECTIONS))
_HALF = 8 * 3600.0
_TWO_HOURS = 2 * 3600.0
_A_DAY = 86400.0
_WAITS_ON_STAFF = frozenset({"waiting_attorney", "waiting_other"})

# Section, score turned round, due time, number, id: a queue sorted by it is in order.
Rank: TypeAlias = tuple[int, float, float, int, int]


class Moments(NamedTuple):
    """The times of an item, read once: seconds since 1970 (UTC). What it has not is never, and rests no more."""

    due: float = inf
    created: float = inf
    rests_until: float = -inf


class Term(NamedTuple):
    """One term of a score: its name and weight, what it is about in a few words, and the points it gives."""

    name: str
    weight: float
    words: str
    points: float

    @property
    def what(self) -> str:
        """What the term is about, in full."""
        if self.name == "due":
            return "all of it, as it is late" if self.words == _LATE else "more, the nearer it comes"
        return WEIGHTS[self.name].what


class Placed(NamedTuple):
    """A follow-up with its place in the queue."""

    item: FollowUp
    section: str
    score: float
    standing: Standing = NOTHING_KNOWN


def moments_of(item: FollowUp) -> Moments:
    """The times of an item; one that nobody can read is as if it were not there."""
    return Moments(_seconds(item.due, inf), _seconds(item.created, inf), _seconds(item.snoozed_until, -inf))


def _seconds(text: str, never: float) -> float:
    try:
        return from_utc_text(text).timestamp() if text else never
    except ValueError:
        return never


def _is_unread(item: FollowUp, times: Moments) -> bool:
    """Whether it has a due time nobody can read: that may be today, so it is looked at today."""
    return times.due == inf and bool(item.due or item.unread_due)


def waits_on(item: FollowUp, me: Staff, gone: Collection[str] = ()) -> bool:
    """Whether an open follow-up waits on me: then it is mine to do by its due time.

    `gone` are logins that left, and the word for any attorney while none is entered here.
    """
    return waits_on_login(item, me.login, attorney=me.role == "attorney", gone=gone)


def waits_on_login(item: FollowUp, login: str, *, attorney: bool, gone: Collection[str] = ()) -> bool:
    """The same of a login; `attorney` when whatever waits on no attorney who is here is theirs too.

    While there is no attorney here, whoever has it must carry it to one.
    """
    if item.status not in _WAITS_ON_STAFF:
        return False
    if item.waiting_on == login:
        return True
    if item.status != "waiting_attorney" or not (item.waiting_on == ANY_ATTORNEY or item.waiting_on in gone):
        return False
    return attorney or (ANY_ATTORNEY in gone and item.assignee in {login, ""})


def is_mine(item: FollowUp, me: Staff) -> bool:
    """Whether an open follow-up is mine: I have it, or it waits on me. What nobody has is everybody's, not mine."""
    return item.assignee == me.login or waits_on(item, me)


class Scales:
    """What items are weighed with at one moment, as `me` sees it; made once for a whole queue.

    A caller that knows the `Moments` of an item already hands them in. What waits on an attorney who is `gone` (as
    `waits_on` says) waits on every attorney, and on whoever has it where there is none.
    """

    def __init__(
        self, now: datetime, office: Office, me: Staff | None = None, gone: Collection[str] = frozenset()
    ) -> None:
        self.now = now.astimezone(UTC)
        self.office = office
        self.weights = weights_of(office.weights)
        self._me = me
        self.gone = gone
        self._now = now.timestamp()
        today = local_day(now, office)
        # Midnight is the end of the day before it, as its words say ("today midnight").
        self._today_began = moment_of(today, 0, office.tz).timestamp()
        self._today_ends = moment_of(today, DAY, office.tz).timestamp()
        self._next_ends = moment_of(today + timedelta(days=NEXT_DAYS), DAY, office.tz).timestamp()

    @cached_property
    def _soon_ends(self) -> float:
        # Asked for only where it is told: open days may need the calendar of holidays.
        today = local_day(self.now, self.office)
        last = open_day(today, self.office, SOON_BUSINESS_DAYS) or today + timedelta(days=SOON_BUSINESS_DAYS)
        return moment_of(last, DAY, self.office.tz).timestamp()

    def section(self, item: FollowUp, moments: Moments | None = None) -> str:
        """The section an open follow-up stands in: what is late is overdue, whoever is waited on.

        What waits on `me` stands by its due time. What comes again today stands under today, also when it is late:
        that counts again from its hour on.
        """
        return SECTIONS[self._section(item, moments or moments_of(item))]

    def rank(self, item: FollowUp, moments: Moments | None = None, standing: Standing = NOTHING_KNOWN) -> Rank:
        """What the queue is sorted by."""
        times = moments or moments_of(item)
        score = 0.0
        for _, points in self._points(item, times, standing):
            score += points
        return self._section(item, times), -score, times.due, item.number, item.id

    def terms(self, item: FollowUp, standing: Standing = NOTHING_KNOWN) -> list[Term]:
        """The terms of the score that are not zero, in the order of the formula; their points sum to it."""
        times = moments_of(item)
        return [
            Term(name, self.weights[name], self._words(name, item, times, standing), points)
            for name, points in self._points(item, times, standing)
        ]

    def why(self, item: FollowUp, standing: Standing = NOTHING_KNOWN) -> str:
        """One line that says why an item stands where it stands, such as `overdue 12.0 + urgent 6.0 = 18.0`."""
        parts = self.terms(item, standing)
        if not parts:
            return "due time unreadable" if item.unread_due else "no due time"
        shown = in_tenths([term.points for term in parts])
        words = " + ".join(f"{term.words} {points:.1f}" for term, points in zip(parts, shown, strict=True))
        return f"{words} = {total(parts):.1f}" if len(parts) > 1 else words

    def why_words(self, item: FollowUp, standing: Standing = NOTHING_KNOWN) -> str:
        """The same for people, such as "2 days late; tried once; waiting 4 days: urgent, not so important"."""
        times = moments_of(item)
        said = [due_told(item, self.now, self.office, "no due time")]
        if self._now < times.due < inf:
            said = [f"due {said[0]}"]
        for name, _ in self._points(item, times, standing):
            if name == "tried":
                tries = len(item.attempts)
                said.append(f"tried {_TIMES.get(tries, f'{tries} times')}")
            elif name == "age":
                said.append(f"waiting {count_words(self._age(times), 'day')}")
            elif name == "silence":
                said.append(f"nobody spoke to them for {count_words(standing.silent_days, 'day')}")
            elif name not in {"due", "client"}:
                said.append("urgent" if name == "urgent" else WEIGHTS[name].what)
        return f"{'; '.join(said)}: {self.quadrant(item, standing)}"

    def quadrant(self, item: FollowUp, standing: Standing = NOTHING_KNOWN) -> str:
        """How urgent and how important an item is, in words."""
        times = moments_of(item)
        urgent = item.urgent or times.due <= self._today_ends or _is_unread(item, times)
        points = sum(points for name, points in self._points(item, times, standing) if name not in URGENCY)
        if points >= IMPORTANT_FROM:
            return "urgent and important" if urgent else "important, not urgent"
        return "urgent, not so important" if urgent else "neither urgent nor so important"

    def _section(self, item: FollowUp, times: Moments) -> int:
        due = times.due
        if times.rests_until > self._now:
            return _TODAY if times.rests_until <= self._today_ends else _LATER
        if due < self._now:
            return _OVERDUE
        if item.status.startswith("waiting") and not (self._me and waits_on(item, self._me, self.gone)):
            return _WAITING
        if due <= self._today_ends or _is_unread(item, times) or times.rests_until > self._today_began:
            return _TODAY
        return _NEXT if due <= self._next_ends else _LATER

    def _points(self, item: FollowUp, times: Moments, standing: Standing) -> list[tuple[str, float]]:
        """The points each term gives, those of nothing left out."""
        weights = self.weights
        found: list[tuple[str, float]] = []
        if times.due < inf:
            left = times.due - self._now
            found.append(("due", weights["due"] * (_HALF / (_HALF + left)) if left > 0 else weights["due"]))
        if item.urgent:
            found.append(("urgent", weights["urgent"]))
        if item.flags or standing.instructed:
            found += [
                (name, weights[name])
                for name in FLAGS
                if name in item.flags or (name == "instruction" and standing.instructed)
            ]
        if standing.blocking:
            found.append(("blocking", weights["blocking"]))
        if standing.silent_days > 0:
            days = min(standing.silent_days, FULL_SILENCE_DAYS)
            found.append(("silence", weights["silence"] * days / FULL_SILENCE_DAYS))
        if item.attempts:
            found.append(("tried", weights["tried"] * min(len(item.attempts), FULL_TRIES) / FULL_TRIES))
        if item.kind == "question":
            found.append(("question", weights["question"]))
        if times.created < self._today_began:
            found.append(("age", weights["age"] * min(self._age(times), FULL_AGE_DAYS) / FULL_AGE_DAYS))
        if item.matter_id or standing.role == "client":
            found.append(("client", weights["client"]))
        return [one for one in found if one[1]]

    def _age(self, times: Moments) -> int:
        """Whole days since an item was made, counted back from the last midnight, that day itself among them."""
        return int((self._today_began - times.created) // _A_DAY) + 1

    def _words(self, name: str, item: FollowUp, times: Moments, standing: Standing) -> str:
        if name == "due":
            return self._band(times.due)
        if name == "tried":
            return f"tried {len(item.attempts)}x"
        if name == "age":
            return f"{count_words(self._age(times), 'day')} old"
        if name == "silence":
            return f"silent {count_words(standing.silent_days, 'day')}"
        return WEIGHTS[name].short

    def _band(self, due: float) -> str:
        """How near a due time is."""
        if due <= self._now:
            return _LATE
        if due <= self._now + _TWO_HOURS:
            return "due within 2 hours"
        if due <= self._today_ends:
            return "due today"
        return f"due within {SOON_BUSINESS_DAYS} business days" if due <= self._soon_ends else "due later"


def section_of(item: FollowUp, now: datetime, office: Office, me: Staff | None = None) -> str:
    """The section of one item; see `Scales.section`."""
    return Scales(now, office, me).section(item)


def total(terms: Sequence[Term]) -> float:
    """The score the terms sum to, to a tenth, as it is shown."""
    return round(sum(term.points for term in terms) * 10) / 10


def placed(
    items: Sequence[FollowUp],
    now: datetime,
    office: Office,
    me: Staff | None = None,
    standing: Mapping[int, Standing] | None = None,
    gone: Collection[str] = frozenset(),
    moments: Mapping[int, Moments] | None = None,
) -> list[Placed]:
    """Open follow-ups in the order of the queue, as `me` sees it; `standing` is by the id of the item, and so are the
    `moments` a caller knows already.
    """
    scales, known, told = Scales(now, office, me, gone), standing or {}, moments or {}
    ranked = [(scales.rank(item, told.get(item.id), known.get(item.id, NOTHING_KNOWN)), item) for item in items]
    ranked.sort(key=lambda one: one[0])
    return [Placed(item, SECTIONS[rank[0]], -rank[1], known.get(item.id, NOTHING_KNOWN)) for rank, item in ranked]

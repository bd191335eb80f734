"""What happened in an invented office, commit by commit and in order, for as many documents as are wanted.

Twenty people take 77 calls a working day, and two follow-ups come of a call: 60,000 documents a year, six
hundred thousand in ten years. A smaller office is the same one when it was younger; all of them end on the
same evening, with the newest five hundred follow-ups open. Every commit is one a person makes: somebody new
and their matter; a call with its follow-ups; a follow-up closed, up to two weeks later; for one call of a
hundred an amendment.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from paratui.domain.checklist import first_name
from paratui.domain.ids import make_id
from paratui.domain.matter import Matter
from paratui.services.demo.content import DemoMatter, read_content
from tests.bench.invented_people import ATTORNEYS, DESKS, OTHERS, a_person, fictional_numbers, staff
from tests.bench.told_calls import Known, amended, closed, tell, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.record import Doc, Record

ZONE = "America/Los_Angeles"
_LAST_DAY = date(2030, 10, 9)
# The evening of the last day: what a clock shows when somebody opens the office then.
NOW = datetime(2030, 10, 10, 1, 0, tzinfo=UTC)
OPEN = 500
_DOCUMENTS_A_DAY = 230
_DOCUMENTS_A_PERSON = 15
# A matter is called about for some nine months.
_ACTIVE = timedelta(days=280)
_DAY_LENGTH = timedelta(hours=8, minutes=30)
# How many follow-ups come of eight calls.
_FOLLOW_UPS = (0, 1, 1, 2, 2, 2, 3, 5)
# On which working day after its call a follow-up is due, and is closed.
_DUE_IN = (0, 0, 0, 0, 0, 1, 2, 5)
_STILL_OPEN_DUE_IN = (0, 1, 2, 3, 4, 6, 9)
_CLOSED_IN = (0, 0, 0, 0, 1, 1, 1, 2, 3, 5, 8)


class Happened(NamedTuple):
    """One commit: when, by whom, and the documents with the revision each then had."""

    at: datetime
    by: str
    docs: list[tuple[str, Doc]]


def history(documents: int, seed: int = 7) -> Iterator[Happened]:
    """The commits that make an office of so many calls and follow-ups together, oldest first."""
    return _Office(documents, random.Random(f"{seed} {documents}")).history()


class _Office:
    def __init__(self, documents: int, draw: random.Random) -> None:
        self._draw = draw
        self._calls = max(documents // 3, 1)
        self._follow_ups = max(documents - self._calls, 0)
        self._closed = self._follow_ups - min(OPEN, self._follow_ups * 3 // 4)
        self._people = max(documents // _DOCUMENTS_A_PERSON, 60)
        self._mornings = _mornings(max(documents // _DOCUMENTS_A_DAY, 1))
        self._content = read_content()
        self._texts = {name: texts_of(story) for name, story in self._content.stories.items()}
        self._phones = fictional_numbers()
        self._met: list[Known] = []
        self._matters_of: dict[int, int] = {}
        self._given = 0
        # What is still to happen to calls and follow-ups: by its moment, then in the order it was begun.
        self._later: list[tuple[datetime, int, str, str, Record]] = []

    def history(self) -> Iterator[Happened]:
        first = self._mornings[0] - _ACTIVE
        yield Happened(first, DESKS[0], [("staff", one.but(rev=1).doc()) for one in staff()])
        apart = (NOW - timedelta(hours=2) - first) / self._people
        met = 0
        for turn, wanted in enumerate(self._wanted()):
            at = self._moment(turn)
            while first + apart * met < at:
                yield from self._due_before(first + apart * met)
                yield self._meeting(first + apart * met, met)
                met += 1
            yield from self._due_before(at)
            yield self._call(at, wanted)
        yield from self._due_before(NOW)

    def _wanted(self) -> Iterator[int]:
        """How many follow-ups come of each call."""
        left, deck = self._follow_ups, list(_FOLLOW_UPS)
        for turn in range(self._calls):
            place = turn % len(deck)
            if place == 0:
                self._draw.shuffle(deck)
            # The last calls, which make no eight, have what is left.
            rest = self._calls - turn
            wanted = deck[place] if rest > len(deck) - place - 1 + len(deck) else -(-left // rest)
            left -= wanted
            yield wanted

    def _moment(self, turn: int) -> datetime:
        """When a call begins: calls are spread over the hours of all working days."""
        day, part = divmod((turn + self._draw.random()) / self._calls * len(self._mornings), 1)
        return self._mornings[min(int(day), len(self._mornings) - 1)] + _DAY_LENGTH * part

    def _days_on(self, at: datetime, days: int) -> datetime:
        """Some moment of the working day so many days after another, and after it."""
        place = bisect_right(self._mornings, at) - 1 + days
        beyond = timedelta(days=max(0, place - len(self._mornings) + 1) * 7 // 5)
        moment = self._mornings[min(place, len(self._mornings) - 1)] + beyond + _DAY_LENGTH * self._draw.random()
        return max(moment, at + timedelta(minutes=40))

    def _due_before(self, moment: datetime) -> Iterator[Happened]:
        while self._later and self._later[0][0] < moment:
            at, _, by, kind, record = heappop(self._later)
            yield Happened(at, by, [(kind, record.doc())])

    def _put_off(self, at: datetime, by: str, kind: str, record: Record) -> None:
        heappush(self._later, (at, record.id, by, kind, record))

    def _meeting(self, at: datetime, turn: int) -> Happened:
        """Somebody new: two of five are clients with a matter."""
        draw = self._draw
        by, phone = draw.choice(DESKS), next(self._phones)
        if turn % 5 > 1:
            person = a_person(at, draw.choice(OTHERS), phone, 0, draw)
            return Happened(at, by, [("person", person.but(rev=1).doc())])
        source = draw.choice(self._content.matters)
        client = a_person(at, "client", phone, make_id(at, draw.getrandbits(22)), draw)
        nth = self._matters_of[at.year] = self._matters_of.get(at.year, 0) + 1
        matter = Matter(
            id=client.matters[0],
            rev=1,
            number=f"{at.year}-{nth:04d}",
            title=source.title,
            attorney=draw.choice(ATTORNEYS),
            clients=(client.id,),
            instructions=source.instructions,
            touch_base_days=source.touch,
        )
        self._met.append(Known(matter, client, by, self._words(source, client.name), self._texts[source.story]))
        return Happened(at, by, [("person", client.but(rev=1).doc()), ("matter", matter.doc())])

    def _words(self, source: DemoMatter, client: str) -> dict[str, str]:
        words = {name: self._draw.choice(some) for name, some in self._content.stories[source.story].words.items()}
        words.setdefault("o", first_name(source.opposite) or source.opposite)
        return words | {"c": first_name(client), "a": "the attorney"} | source.words

    def _call(self, at: datetime, wanted: int) -> Happened:
        draw = self._draw
        oldest = bisect_right(self._met, make_id(at - _ACTIVE, 0), key=lambda known: known.matter.id)
        known = self._met[draw.randrange(min(oldest, len(self._met) - 1), len(self._met))]
        by = known.desk if draw.random() < 0.8 else draw.choice(DESKS)
        numbers = range(self._given + 1, self._given + wanted + 1)
        self._given += wanted
        dues = [self._days_on(at, draw.choice(_DUE_IN if n <= self._closed else _STILL_OPEN_DUE_IN)) for n in numbers]
        call, endings = tell(known, at, by, numbers, dues, draw)
        begun = at + timedelta(seconds=call.seconds)
        for ending in endings:
            if ending.item.number <= self._closed:
                done = min(self._days_on(begun, draw.choice(_CLOSED_IN)), NOW - timedelta(minutes=1))
                self._put_off(done, ending.item.assignee, "follow_up", closed(ending, done, by, draw))
        if draw.random() < 0.01:
            later = min(self._days_on(begun, 1), NOW - timedelta(minutes=1))
            self._put_off(later, by, "call", amended(call, later, by))
        return Happened(begun, by, [("call", call.doc()), *(("follow_up", one.item.doc()) for one in endings)])


def _mornings(days: int) -> list[datetime]:
    """When each of the last so many working days began, oldest first."""
    found: list[datetime] = []
    day = _LAST_DAY
    while len(found) < days:
        if day.weekday() < 5:
            found.append(datetime(day.year, day.month, day.day, 8, 30, tzinfo=ZoneInfo(ZONE)).astimezone(UTC))
        day -= timedelta(days=1)
    return found[::-1]

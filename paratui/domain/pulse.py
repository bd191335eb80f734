"""The pulse of the calls: how many when, how soon a missed one was returned, which steps were skipped."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import ceil
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Channel, Outcome
from paratui.domain.ids import id_time
from paratui.domain.silence import is_contact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime, tzinfo

    from paratui.domain.call_row import CallRow
    from paratui.domain.pulse_time import PulseTime

HOUR = 3600
# How long a return took, in hours of open time: up to one, four, eight, and longer.
STEPS = (1, 4, 8)
LENGTHS = (
    f"within {STEPS[0]} h",
    *(f"{low} to {high} h" for low, high in pairwise(STEPS)),
    f"over {STEPS[-1]} h",
)
_NOT_TAKEN = frozenset({Outcome.NO_ANSWER.value, Outcome.LEFT_VOICEMAIL.value})


class Beat(NamedTuple):
    """One call, as much of it as the pulse is about. `missed` is a message nobody was there to take; `answers` is a
    call that returns one: a call out, or whatever reached them.
    """

    id: int
    staff: str
    whose: tuple[int | str, ...]
    incoming: bool
    missed: bool
    answers: bool
    skipped: tuple[str, ...]


def beat_of(row: CallRow) -> Beat:
    """The beat of a call of the log."""
    incoming = row.direction == "in"
    missed = incoming and (
        row.channel == Channel.VOICEMAIL.value
        or (row.channel == Channel.PHONE.value and row.outcome in _NOT_TAKEN)
    )
    contact = is_contact(row.channel, row.direction, row.outcome)
    phone = row.phone.partition(";")[0]
    whose: tuple[int | str, ...] = tuple(one for one in (row.person_id, phone) if one)
    answers = contact or (not incoming and row.outcome != Outcome.WRONG_NUMBER.value)
    return Beat(row.id, row.staff, whose, incoming, missed, answers, row.skipped)


class InOut(NamedTuple):
    """How many calls came and went."""

    came: int = 0
    went: int = 0

    @property
    def both(self) -> int:
        return self.came + self.went


def length_of(seconds: int) -> int:
    """Which of LENGTHS it is."""
    return next((place for place, step in enumerate(STEPS) if seconds <= step * HOUR), len(STEPS))


class Returns(NamedTuple):
    """How long those who were missed waited for our call, in seconds of open time, the shortest first.

    Several messages before the return are one wait, from the first. `waiting` nobody has returned yet.
    """

    seconds: tuple[int, ...] = ()
    waiting: int = 0

    @property
    def median(self) -> int | None:
        """Half of the returns took at most so long, None when there was none."""
        return round(median(self.seconds)) if self.seconds else None

    @property
    def ninetieth(self) -> int | None:
        """Nine of ten returns took at most so long (nearest rank), None when there was none."""
        return self.seconds[ceil(0.9 * len(self.seconds)) - 1] if self.seconds else None

    @property
    def by_length(self) -> tuple[int, ...]:
        """How many took as long as each of LENGTHS says."""
        found = Counter(length_of(one) for one in self.seconds)
        return tuple(found[place] for place in range(len(LENGTHS)))


class CallPulse(NamedTuple):
    """The calls of a time: by day and by hour of the day, the returns, the steps skipped, the most often first.

    `by_person` has the returns of each login, and nothing where nobody may see them.
    """

    days: dict[date, InOut]
    hours: tuple[InOut, ...]
    returns: Returns
    skipped: tuple[tuple[str, int], ...]
    by_person: dict[str, Returns]

    @property
    def total(self) -> InOut:
        return InOut(sum(one.came for one in self.hours), sum(one.went for one in self.hours))


def call_pulse(
    beats: Sequence[Beat],
    time: PulseTime,
    tz: tzinfo,
    waited: Callable[[datetime, datetime], int],
    *,
    login: str = "",
    by_person: bool = False,
) -> CallPulse:
    """The pulse of the calls of a time, those of `login` or everybody's.

    `beats` stand oldest first and go on after the time, as far as calls are still returned; `waited` tells how many
    seconds lie between two moments for somebody who waits.
    """
    came: Counter[date] = Counter()
    went: Counter[date] = Counter()
    hours: list[Counter[int]] = [Counter(), Counter()]
    skipped: Counter[str] = Counter()
    inside: list[bool] = []
    for one in beats:
        local = id_time(one.id).astimezone(tz)
        day = local.date()
        inside.append(time.first <= day < time.until)
        if not inside[-1] or (login and one.staff != login):
            continue
        (came if one.incoming else went)[day] += 1
        hours[one.incoming][local.hour] += 1
        skipped.update(one.skipped)
    returned = _returned(beats, inside, waited)
    return CallPulse(
        {day: InOut(came[day], went[day]) for day in time.days},
        tuple(InOut(hours[True][hour], hours[False][hour]) for hour in range(24)),
        _returns(one for one in returned if login in {"", one[0]}),
        tuple(sorted(skipped.items(), key=lambda one: (-one[1], one[0]))),
        {
            # Who took a message down is not who owes the call.
            who: _returns(one for one in returned if one[0] == who and one[1] is not None)
            for who in sorted({who for who, seconds in returned if by_person and seconds is not None})
        },
    )


def _returned(
    beats: Sequence[Beat], inside: Sequence[bool], waited: Callable[[datetime, datetime], int]
) -> list[tuple[str, int | None]]:
    """Who returned each missed call of the time and after how long; who took it down, and None, while nobody has."""
    waits: dict[int | str, Beat] = {}
    found: list[tuple[str, int | None]] = []
    for one, counts in zip(beats, inside, strict=True):
        if one.missed:
            if counts and one.whose and not any(who in waits for who in one.whose):
                waits |= dict.fromkeys(one.whose, one)
        elif one.answers and waits:
            for missed in {waits[who].id: waits[who] for who in one.whose if who in waits}.values():
                found.append((one.staff, waited(id_time(missed.id), id_time(one.id))))
                for who in missed.whose:
                    waits.pop(who, None)
    left = {missed.id: missed for missed in waits.values()}
    return [*found, *((missed.staff, None) for missed in left.values())]


def _returns(found: Iterable[tuple[str, int | None]]) -> Returns:
    told = [seconds for _, seconds in found]
    done = sorted(seconds for seconds in told if seconds is not None)
    return Returns(tuple(done), len(told) - len(done))


def wait_words(seconds: int) -> str:
    """How long somebody waited: "under a minute", "35 min", "1 h 20 min", "26 h"."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min" if minutes else "under a minute"
    hours, rest = divmod(minutes, 60)
    return f"{hours:,} h {rest} min" if rest and hours < 10 else f"{round(minutes / 60):,} h"

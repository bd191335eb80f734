"""Silence: which calls end it, how far back it is counted, and for how many days it has lasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Channel, Outcome
from paratui.domain.ids import id_time

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from paratui.domain.office import Office

# People who called once and were not heard again are looked for so many days back.
CALLED_ONCE_DAYS = 14

_WRITTEN = frozenset({Channel.EMAIL.value, Channel.LETTER.value, Channel.TEXT.value})
_SPOKEN = frozenset({Outcome.REACHED.value, Outcome.TRANSFERRED.value})
_TRIES = frozenset(
    {Outcome.LEFT_VOICEMAIL.value, Outcome.NO_ANSWER.value, Outcome.WRONG_NUMBER.value, Outcome.REFUSED.value}
)


class Heard(NamedTuple):
    """As much of a call that is over as silence is about."""

    person_id: int
    id: int
    channel: str
    direction: str
    outcome: str


def is_contact(channel: str, direction: str, outcome: str) -> bool:
    """Whether somebody of the office spoke with the other end, or wrote to them.

    A message either side left is none, nor is a call that was cut off before all was said, nor mail that came in:
    nobody has answered it by that.
    """
    if channel in _WRITTEN:
        return direction == "out" and outcome not in _TRIES
    return channel != Channel.VOICEMAIL.value and outcome in _SPOKEN


def days_since(moment: datetime, now: datetime, tz: tzinfo) -> int:
    """Days on the office's calendar from a moment to today, never fewer than 0."""
    return max(0, (now.astimezone(tz).date() - moment.astimezone(tz).date()).days)


def horizon_of(office: Office) -> int:
    """How many days back silence is counted exactly."""
    return max(office.silence_days[-1], CALLED_ONCE_DAYS)


def silent_days(person: int, last: int, now: datetime, office: Office) -> int:
    """For how many days nobody spoke with a person, by the ids of theirs and of the last call; that is 0 for none.

    Without a call as far back as is counted it is one day more, or the days since they were entered when those are
    fewer.
    """
    if last:
        return days_since(id_time(last), now, office.tz)
    return min(horizon_of(office) + 1, days_since(id_time(person), now, office.tz))

"""Silence: which calls end it, and for how many days it has lasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Channel, Outcome

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

_WRITTEN = frozenset({Channel.EMAIL.value, Channel.LETTER.value, Channel.TEXT.value})
_SPOKEN = frozenset({Outcome.REACHED.value, Outcome.TRANSFERRED.value})
_TRIES = frozenset(
    {Outcome.LEFT_VOICEMAIL.value, Outcome.NO_ANSWER.value, Outcome.WRONG_NUMBER.value, Outcome.REFUSED.value}
)


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

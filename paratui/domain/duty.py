"""The duties towards a client that make an item by themselves: what is owed, by which clock, and why.

No clock here is a legal deadline. Those of the same business day and of two business hours are the office's practice
for answering people; the duty itself is what the source says.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import Clock, check_back, same_business_day, urgent

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.office import Office


class Owed(NamedTuple):
    """What a duty is called, what is owed under it, what closes it in words, and its source."""

    title: str
    owed: str
    told: str
    source: str


class Duty(StrEnum):
    """Which duty made an item. What somebody wrote down has none."""

    STATUS_UPDATE = "status_update"
    INFORMATION = "information_requested"
    NEWS = "important_news"
    INSTRUCTION = "instruction"
    NOT_CARRIED_OUT = "not_carried_out"
    ATTORNEY_CHANGE = "attorney_change"
    OFFER = "offer"
    COPY = "copy"
    ANSWER = "answer"

    @property
    def terms(self) -> Owed:
        """Its name, and what is owed."""
        return OWED[self]

    @property
    def pressing(self) -> bool:
        """Whether it counts in business hours and not in days."""
        return self in _PRESSING

    @property
    def verbatim(self) -> bool:
        """Whether its words are passed on as they are: a day named in them is news, and no due time."""
        return self in _VERBATIM

    def clock(self, received: datetime, office: Office) -> Clock:
        """When it is due where nobody has named a time. A status update has the touch-base clock of its matter."""
        if self in _PRESSING:
            return urgent(received, office)
        if self is Duty.ATTORNEY_CHANGE:
            # One change may be hundreds of calls: a single day cannot hold them.
            due = check_back(received, office).due
            return Clock(due, "every client is told within two business days")
        return same_business_day(received, office)


_VERBATIM = frozenset({Duty.NEWS, Duty.OFFER})
_PRESSING = frozenset({Duty.OFFER, Duty.NOT_CARRIED_OUT})
_RULE = "ABA Model Rule 1.4(a)"

OWED: dict[Duty, Owed] = {
    Duty.STATUS_UPDATE: Owed(
        "status update", "the client hears where the matter stands", "told where it stands", f"{_RULE}(3)"
    ),
    Duty.INFORMATION: Owed(
        "information requested", "a reasonable request is answered promptly", "answered", f"{_RULE}(4)"
    ),
    Duty.NEWS: Owed("important news to tell", "each client of the matter is told promptly", "told", f"{_RULE}(3)"),
    Duty.INSTRUCTION: Owed(
        "client's instruction",
        "it is carried out, or the client is told that it was not",
        "carried out",
        f"{_RULE}(2)",
    ),
    Duty.NOT_CARRIED_OUT: Owed(
        "must be disclosed", "the client is told that an instruction was not carried out", "disclosed", f"{_RULE}(3)"
    ),
    Duty.ATTORNEY_CHANGE: Owed(
        "attorney leaves or changes", "every client of the attorney is told", "told", "ABA Formal Opinion 489 (2019)"
    ),
    Duty.OFFER: Owed(
        "offer to convey",
        "each client hears the offer as it was made, without a view on it; the attorney advises",
        "conveyed",
        "ABA Model Rule 1.4, comment 2",
    ),
    Duty.COPY: Owed("copy of a document to send", "the copy is sent", "sent", f"{_RULE}(4)"),
    Duty.ANSWER: Owed("the attorney's answer to tell", "whoever asked hears the answer", "told", f"{_RULE}(4)"),
}


def duty_named(name: str) -> Duty | None:
    """The duty of a name, None for an item that somebody wrote down and for one of a newer version."""
    return Duty(name) if name in set(Duty) else None


def duty_title(name: str) -> str:
    """What the duty of an item is called, empty where there is none."""
    duty = duty_named(name)
    return duty.terms.title if duty else ""

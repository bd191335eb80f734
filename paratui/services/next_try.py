"""The next try that is proposed for an item: when, and how else than by the number just called."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.before_dialling import flags_of
from paratui.domain.next_try import GAP, Called, another_way, hour_words, next_hour, other_numbers, suits
from paratui.domain.number_place import AreaCodes
from paratui.domain.opening_hours import next_opening
from paratui.domain.person import Person
from paratui.domain.spoken_size import count_words
from paratui.domain.time_there import zones_there
from paratui.domain.wall_clock import from_utc_text
from paratui.services.readable import readable

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk

BUSY_AGAIN = "in 1 hour"
CHECKED = "once the number is checked"
_NOBODY_ANSWERED = ("no_answer", "voicemail")


class NextTry(NamedTuple):
    """A proposal: `when` in words somebody could have typed, `by` which way in a few words, empty for the same.

    `number` is another known number to call from now on, empty to keep the one there is.
    """

    when: str
    by: str = ""
    number: str = ""


def proposed(desk: Desk, item: FollowUp, how: str, codes: AreaCodes | None = None) -> NextTry:
    """The next try after one that ended so (`voicemail`, `no_answer`, `busy`, `wrong_number`).

    By `codes` a number hints at a zone; a zone the person stated stands before it. Raises StoreError.
    """
    now, office = desk.now(), desk.office
    person = called(desk, item)
    zones = zones_there(person, item.phone, codes or AreaCodes())
    whom = Called(zones, flags_of(person, item.phone).best_times if person else "")
    if how == "busy" and _open_at(now + GAP, desk):
        return NextTry(BUSY_AGAIN)
    when = hour_words(next_hour([from_utc_text(one.at) for one in item.attempts], now, office, whom), now, office)
    others = other_numbers(person, item.phone) if person else []
    if how == "wrong_number":
        return NextTry(when, "at another number of theirs", others[0]) if others else NextTry(when, CHECKED)
    if how == "voicemail" or any(one.how in _NOBODY_ANSWERED for one in item.attempts):
        ways = ["at another number of theirs"] if others else []
        return NextTry(when, " or ".join([*ways, f"by {another_way(person, item.phone)}"]))
    return NextTry(when)


def decision(item: FollowUp, how: str) -> str:
    """What the attorney is asked after the last of the usual tries, the one just made among them."""
    hows = Counter([*(one.how for one in item.attempts), how])
    told = ", ".join(f"{name.replace('_', ' ')}{f' {times}x' if times > 1 else ''}" for name, times in hows.items())
    tries = count_words(sum(hows.values()), "try", "tries")
    return f"{tries} reached nobody ({told}): call on, write, or let it rest?"


def beside_hours(desk: Desk, person: Person | None, phone: str, moment: datetime) -> str:
    """What speaks against working an item at a moment, in a few words: nobody is here, or no good time of theirs.

    Empty when nothing does. It is only told: who sets the time may know better.
    """
    if not _open_at(moment, desk):
        return "the office is closed then"
    zones = zones_there(person, phone, AreaCodes())
    best = flags_of(person, phone).best_times if person else ""
    if person and best and not suits(moment, desk.office, Called(zones, best)):
        return f"{person.name} is best called {best}"
    return ""


def called(desk: Desk, item: FollowUp) -> Person | None:
    """Whom an item is for, None where nobody can be read. Raises StoreError."""
    return readable(desk, Person, "person", item.person_id)


def _open_at(moment: datetime, desk: Desk) -> bool:
    return next_opening(moment, desk.office) - moment < timedelta(minutes=1)

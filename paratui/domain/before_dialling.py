"""What must be seen before a number is dialled: whether it is safe, what may be said, what time it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.fact import Fact
from paratui.domain.number_place import guess
from paratui.domain.person import KnownNumber
from paratui.domain.time_there import courtesy_hours, time_there, zones_there

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.number_place import AreaCodes
    from paratui.domain.office import Office
    from paratui.domain.person import Person
    from paratui.domain.time_there import TimeThere, Zones

_NOBODY_ANSWERS = {"fax": "a fax: nobody answers there", "pager": "a pager: nobody answers there"}
_LINES = {"tty": "a text telephone: type, or go through the relay service"}
_NOT_ASKED = "not asked yet"
_VOICEMAIL = {"yes": "may be left", "no": "leave none"}


def flags_of(person: Person, number: str) -> KnownNumber:
    """What holds for a number of a person: what is known of the number, and what is known of the person.

    "No" wins over "yes", wherever it was said; a name to say and best times of the number stand before the
    person's. `number` may carry an extension or not.
    """
    plain = _plain(number)
    known = [one for one in person.numbers if plain and _plain(one.number) == plain]
    exact = [one for one in known if one.number == number] or known
    first = exact[0] if exact else KnownNumber(number=number)
    answers = [*(one.voicemail for one in known), person.voicemail]
    return first.but(
        number=number,
        safe=_strictest([one.safe for one in known]),
        voicemail=_strictest(answers),
        say_only=first.say_only or person.say_only,
        best_times=first.best_times or person.best_times,
    )


def safety(person: Person, number: str) -> list[Fact]:
    """What could hurt when it is overlooked: an unsafe number, the one name to say, voicemail."""
    flags = flags_of(person, number)
    facts = []
    if flags.safe == "no":
        facts.append(Fact("do not call", "this number is not safe for them", grave=True))
    if flags.say_only:
        facts.append(Fact("say only", f'"{flags.say_only}", not the firm and not why', grave=True))
    if flags.line in _NOBODY_ANSWERS:
        facts.append(Fact("line", _NOBODY_ANSWERS[flags.line], grave=True))
    elif flags.line:
        facts.append(Fact("line", _LINES.get(flags.line, flags.line)))
    if flags.line not in _NOBODY_ANSWERS:
        facts.append(Fact("voicemail", _VOICEMAIL.get(flags.voicemail, _NOT_ASKED), grave=flags.voicemail != "yes"))
    return facts


def before_dialling(
    person: Person | None, number: str, now: datetime, table: AreaCodes, office: Office
) -> list[Fact]:
    """What must be shown before this number is dialled, the gravest first. `number` is as it is kept."""
    facts = safety(person, number) if person else []
    there = hour_there(person, number, now, table, office)
    if there:
        facts.append(there)
    if person and (best := flags_of(person, number).best_times):
        facts.append(Fact("best time", best))
    place = guess(number, table)
    if not (person and person.place.strip()) and place.words:
        facts.append(Fact("place", place.words))
    # What is grave comes first, each group in the order above.
    return sorted(facts, key=lambda fact: not fact.grave)


def to_be_weighed(facts: list[Fact]) -> list[Fact]:
    """Those that want a conscious yes before the number is shown: a voicemail nobody asked about is only told."""
    return [fact for fact in facts if fact.grave and fact.says != _NOT_ASKED]


def hour_there(person: Person | None, number: str, now: datetime, table: AreaCodes, office: Office) -> Fact | None:
    """The time of day at the other end, grave at a wrong hour; None when it is the office's or not known."""
    zones = zones_there(person, number, table)
    there = clock_there(zones, now, office)
    return Fact("time there", there.words, grave=bool(there.wrong_hour)) if there else None


def clock_there(zones: Zones, now: datetime, office: Office) -> TimeThere | None:
    """The clock in these zones; None when it is not known, or shows the office's own time at a good hour."""
    there = time_there(zones, now, office.tz, courtesy_hours(office.courtesy_hours))
    if there is None:
        return None
    here = time_there(zones._replace(names=(office.zone,)), now, office.tz)
    return None if not there.wrong_hour and here and here.says == there.says else there


def usual_number(person: Person) -> str:
    """The number to reach a person under: their first one that is safe and answered, their first when none is."""
    for number in person.phones:
        flags = flags_of(person, number)
        if flags.safe != "no" and flags.line not in _NOBODY_ANSWERS:
            return number
    return next(iter(person.phones), "")


def _strictest(answers: list[str]) -> str:
    return "no" if "no" in answers else "yes" if "yes" in answers else "not_asked"


def _plain(number: str) -> str:
    return number.partition(";")[0]

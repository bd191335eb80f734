"""The names, places and times that fill the sentences of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from paratui.domain.clocks import same_business_day
from paratui.domain.on_the_line import Capacity
from paratui.domain.spoken import first_name, good_time, in_a_sentence
from paratui.domain.spoken_time import aloud_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.wrapping_up import first_promise

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.office import Office
    from paratui.domain.person import Person
    from paratui.services.desk import Desk


def spoken_facts(desk: Desk, call: Call, person: Person | None, attorney: str) -> dict[str, str]:
    """What stands at each place of a sentence; empty where it is not known. `attorney` is a name."""
    now = desk.now()
    called = first_name(call.person)
    place = call.places[-1] if call.places else person.place if person else ""
    return {
        "client": called,
        "the_client": called,
        "me": desk.me.name,
        "my_title": in_a_sentence(desk.me.title),
        "firm": desk.office.firm,
        "attorney": attorney,
        "matter": in_a_sentence(call.matter_title),
        "good_time": good_time(now.astimezone(_zone_of(person, desk.office))),
        "place": place,
        "same_day": aloud_words(same_business_day(now, desk.office).due, now, desk.office.tz),
        "next_contact": _next_contact(call, now, desk.office),
        "interpreter": _named(call, Capacity.INTERPRETER),
        "third_person": _named(call, Capacity.THIRD_PERSON, Capacity.PARENT, Capacity.COUNSEL),
    }


def attorney_named(desk: Desk, login: str) -> str:
    """How the attorney of a matter is called; empty for nobody. Reads the store."""
    name = next((one.name for one in desk.staff() if one.login == login), "") if login else ""
    return name or login


def _zone_of(person: Person | None, office: Office) -> ZoneInfo:
    """The zone the person has told of, else the office's: a greeting is no place for a guess."""
    try:
        return ZoneInfo(person.zone) if person and person.zone else office.tz
    except (KeyError, ValueError, OSError):
        return office.tz


def _next_contact(call: Call, now: datetime, office: Office) -> str:
    """What the call has promised so far, the earliest of it; empty while nothing has been promised."""
    agreed = from_utc_text(call.next_contact) if call.next_contact else None
    dues = [due for due in (first_promise(call, now), agreed) if due and due > now]
    return f"You will hear from us by {aloud_words(min(dues), now, office.tz)}" if dues else ""


def _named(call: Call, *capacities: Capacity) -> str:
    return next((first_name(one.name) for one in call.participants if one.here and one.capacity in capacities), "")

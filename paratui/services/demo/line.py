"""Who was on the line of the demo office's calls beside the caller, and where each of them said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.on_the_line import Participant, read_joining
from paratui.domain.open_end import EndKind, EndSettled

if TYPE_CHECKING:
    from random import Random

    from paratui.domain.call import Call
    from paratui.services.demo.people import DemoPeople

# Most live near the office; a place nobody has asked for is left out now and then.
_TOWNS = (
    "San Francisco, CA",
    "Oakland, CA",
    "Daly City, CA",
    "Hayward, CA",
    "Vallejo, CA",
    "San Jose, CA",
    "Sacramento, CA",
    "Portland, OR",
)
_STEPPED_OUT = "stepped out before the matter was talked about"


class DemoLine:
    """Who else takes part in the calls of one office."""

    def __init__(self, people: DemoPeople, random: Random) -> None:
        self._random = random
        self._beside = people.beside
        self._homes = {one.id: one.place or random.choice(_TOWNS) for one in people.persons}

    def joined(self, call: Call) -> Call:
        """A call that was taken with a checklist, with the places stated and everybody who was on the line."""
        if not call.checklist.checklist or call.person_id not in self._homes:
            return call
        places = (self._homes[call.person_id],) if self._random.random() < 0.88 else ()
        others = tuple(
            self._other(number, typed, call) for number, typed in enumerate(self._beside[call.person_id], 1)
        )
        ends = tuple(
            EndSettled(
                end=f"{EndKind.THIRD_PERSON.value}:{one.key}",
                how="reason",
                words=_STEPPED_OUT if one.left >= 0 else "client was told what it may cost and wants them there",
                at=max(one.left, one.joined),
                by=call.staff,
            )
            for one in others
            if one.costs_privilege
        )
        return call.but(places=places, participants=others, ends=(*call.ends, *ends))

    def _other(self, number: int, typed: str, call: Call) -> Participant:
        joining = read_joining(typed)
        joined = self._random.randrange(0, 20)
        other = Participant(
            key=f"p{number}",
            name=joining.name,
            capacity=joining.capacity.value,
            language=joining.language,
            place=joining.place,
            joined=joined,
            by=call.staff,
        )
        leaves = other.costs_privilege and self._random.random() < 0.6
        return other.but(left=min(joined + self._random.randrange(30, 90), call.seconds)) if leaves else other

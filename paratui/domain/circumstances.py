"""What holds of a call right now, as far as a step of a checklist may depend on it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from paratui.domain.note_line import Kind
from paratui.domain.on_the_line import Capacity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.call import Call
    from paratui.domain.person import Person

NOT = "not-"


class Circumstance(StrEnum):
    """Something a step waits for; with `not-` before it, something that must not be the case.

    matter: the call is about a matter the office has · prospect: the caller is no client yet · unverified: nobody
    has confirmed who is calling · interpreter, third-person: such a person is on the line now · minor: the person
    is under age, or a parent speaks with them · recorded, recording-declined: what everybody answered · flagged:
    the conflict check found somebody and no attorney has decided, or was denied · concern, question, date: a line
    of that kind stands · needs: the person needs something to follow a call · outgoing: the office called.
    """

    MATTER = "matter"
    PROSPECT = "prospect"
    UNVERIFIED = "unverified"
    INTERPRETER = "interpreter"
    THIRD_PERSON = "third-person"
    MINOR = "minor"
    RECORDED = "recorded"
    RECORDING_DECLINED = "recording-declined"
    FLAGGED = "flagged"
    CONCERN = "concern"
    QUESTION = "question"
    DATE = "date"
    NEEDS = "needs"
    OUTGOING = "outgoing"


_LINES = {
    Kind.CONCERN.value: Circumstance.CONCERN,
    Kind.QUESTION.value: Circumstance.QUESTION,
    Kind.REPORTED_DATE.value: Circumstance.DATE,
}
_CAPACITIES = {
    Capacity.INTERPRETER.value: Circumstance.INTERPRETER,
    Capacity.THIRD_PERSON.value: Circumstance.THIRD_PERSON,
    Capacity.PARENT.value: Circumstance.MINOR,
}


def circumstances(call: Call, person: Person | None) -> frozenset[str]:
    """What holds of a call with this person, None for somebody nobody has entered."""
    here = [one for one in call.participants if one.here]
    prospect = call.intake or (person is not None and person.role == "prospect")
    holding = {
        Circumstance.MATTER: bool(call.matter_id),
        Circumstance.PROSPECT: prospect and not call.matter_id,
        Circumstance.UNVERIFIED: call.identity.result != "confirmed",
        Circumstance.THIRD_PERSON: any(one.costs_privilege for one in here),
        Circumstance.MINOR: person is not None and person.minor,
        Circumstance.RECORDED: call.consent.answer == "consented",
        Circumstance.RECORDING_DECLINED: call.consent.answer in {"declined", "silent"},
        Circumstance.FLAGGED: call.conflict.verdict in {"flagged", "denied"},
        Circumstance.NEEDS: person is not None and bool(person.accommodations),
        Circumstance.OUTGOING: call.direction == "out",
    }
    found = {str(circumstance) for circumstance, is_so in holding.items() if is_so}
    found |= {str(_CAPACITIES[one.capacity]) for one in here if one.capacity in _CAPACITIES}
    return frozenset(found | {str(_LINES[line.kind]) for line in call.lines if line.kind in _LINES})


def holds(wanted: Iterable[str], now: frozenset[str]) -> bool:
    """Whether all that is wanted is the case now."""
    return all((one.removeprefix(NOT) in now) != one.startswith(NOT) for one in wanted)


def unknown_circumstance(wanted: Iterable[str]) -> str:
    """The first of these that no call can have, empty when there is none."""
    known = set(Circumstance)
    return next((one for one in wanted if one.removeprefix(NOT) not in known), "")

"""How far a call has come in its checklist: which steps stand there now, what is answered, what comes next."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.before_dialling import flags_of
from paratui.domain.call import Channel
from paratui.domain.circumstances import circumstances
from paratui.domain.heard_since import read_back_holds

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.checklist import Checklist, Step
    from paratui.domain.person import Person

KNOWN = "known"
"""The answer to a step whose question the records answer already."""
TOO_LATE = "not_applicable"
"""The answer to what comes before a call once it is there: who takes an incoming call is on it already."""
_LIVE = frozenset({Channel.PHONE.value, Channel.VIDEO.value, Channel.IN_PERSON.value})


class Missing(NamedTuple):
    """Something of the caller nobody has written down yet, and the command that keeps it."""

    what: str
    how: str


class Progress:
    """A call under its checklist; `person` is None while nobody has entered who it is. It is made anew for a look."""

    def __init__(self, walk: Checklist, call: Call, person: Person | None) -> None:
        self._walk = walk
        self._call = call
        self._person = person
        self._given = {one.step: one.answer for one in call.checklist.answers}

    @cached_property
    def now(self) -> frozenset[str]:
        """The circumstances of the call."""
        return circumstances(self._call, self._person)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps that stand there now."""
        return self._walk.steps_now(self.now, self._given)

    @cached_property
    def _known(self) -> frozenset[str]:
        return known_answers(self._call, self._person)

    def answer(self, step: Step) -> str:
        """How a step was answered, KNOWN when the records answer it, empty while it is open."""
        given = self._given.get(step.id, "")
        if given == "done" and self._taken_back(step.asks):
            return ""
        return given or (KNOWN if step.asks in self._known else self._too_late(step))

    def required(self, step: Step) -> bool:
        """Whether a step is not left out without a reason."""
        return step.required_now(self.now) and not self._too_late(step)

    def current(self, chosen: str = "") -> Step | None:
        """The step chosen by hand, else the first open one; None when every step is answered."""
        by_hand = self._walk.step(chosen) if chosen else None
        if by_hand:
            return by_hand
        return next((step for step in self.steps if not self.answer(step)), None)

    def required_and_open(self) -> tuple[Step, ...]:
        """The required steps nobody has answered."""
        return tuple(step for step in self.steps if self.required(step) and not self.answer(step))

    def _taken_back(self, asks: str) -> bool:
        """Whether what answered a step does not hold any more: a place taken back, a line changed since read."""
        call = self._call
        if asks == "recording":
            return bool(call.consent.history) and call.consent.answer in {"asked", "not_asked"}
        if asks == "read_back":
            return bool(call.read_back.by) and not read_back_holds(call)
        return asks == "place" and not call.places

    def _too_late(self, step: Step) -> str:
        late = step.stage == "before" and self._call.direction == "in" and self._call.channel in _LIVE
        return TOO_LATE if late else ""

    def missing(self) -> tuple[Missing, ...]:
        """What is not known of the caller yet, most urgent first; nothing of it for a channel nobody talks on."""
        if self._call.channel not in _LIVE:
            return ()
        asked = {step.asks for step in self._walk.steps if step.asks and self.answer(step)}
        return missing_fields(self._call, self._person, asked)


def known_answers(call: Call, person: Person | None) -> frozenset[str]:
    """The questions a step may ask that the records answer: asking once more would waste the caller's time."""
    answered = {
        "identity": call.identity.result == "confirmed",
        "recording": call.consent.answer in {"consented", "declined", "silent", "stopped"},
        "voicemail": _voicemail_known(call, person),
        "line": bool(call.participants),
        "place": bool(call.places),
        "area": bool(call.practice_area),
        "conflict": call.conflict.verdict != "not_run",
        "read_back": read_back_holds(call),
        "next_contact": bool(call.next_contact),
    }
    return frozenset(question for question, known in answered.items() if known)


def missing_fields(call: Call, person: Person | None, asked: set[str]) -> tuple[Missing, ...]:
    """What nobody has written down of the caller, most urgent first. `asked` are the questions of answered steps.

    A line can drop at any moment: first what is needed to call back, then what makes it safe, then the rest.
    """
    fields = (
        ("who it is", "[[call.who]]", bool(call.person)),
        ("their number", "/phone", bool(call.phone) or call.channel == Channel.IN_PERSON),
        ("leave a message?", "/voicemail", "voicemail" in asked or _voicemail_known(call, person)),
        ("who is with them", "/with", "line" in asked or bool(call.participants)),
        ("where they are", "/where", bool(call.places) or call.channel == Channel.IN_PERSON),
        ("language", "/language", not call.person_id or (person is not None and bool(person.language))),
    )
    return tuple(Missing(what, how) for what, how, known in fields if not known)


def _voicemail_known(call: Call, person: Person | None) -> bool:
    return person is not None and flags_of(person, call.phone).voicemail != "not_asked"

"""A call: one logged communication, whatever its channel."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from paratui.domain.note_line import NoteLine
from paratui.domain.record import Part, Record


class Channel(StrEnum):
    """How the communication came."""

    PHONE = "phone"
    VOICEMAIL = "voicemail"
    VIDEO = "video"
    IN_PERSON = "in_person"
    EMAIL = "email"
    LETTER = "letter"
    TEXT = "text"


class Outcome(StrEnum):
    """How the call ended."""

    REACHED = "reached"
    LEFT_VOICEMAIL = "left_voicemail"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"
    TRANSFERRED = "transferred"


class CallStatus(StrEnum):
    """Where a call stands in its life."""

    IN_PROGRESS = "in_progress"
    ENDED = "ended"
    DISCARDED = "discarded"


class StepAnswer(Part, frozen=True, kw_only=True):
    """The answer to one step of the checklist, given `at` seconds into the call.

    `answer` is done, declined, not_applicable or skipped; `reason` is asked when a required step was skipped.
    """

    step: str
    answer: str
    at: int = 0
    by: str = ""
    reason: str = ""


class ChecklistTaken(Part, frozen=True, kw_only=True):
    """The checklist a call was taken under, with its version, and the answers given."""

    checklist: str = ""
    version: str = ""
    answers: tuple[StepAnswer, ...] = ()

    PARTS: ClassVar[dict[str, type[Part]]] = {"answers": StepAnswer}


class Consent(Part, frozen=True, kw_only=True):
    """Recording consent: `answer` is not_asked, consented, declined or stopped.

    `words` is the sentence that was shown to be read, `rule` the rule in force when it was asked.
    """

    answer: str = "not_asked"
    at: int = 0
    by: str = ""
    words: str = ""
    rule: str = ""


class Identity(Part, frozen=True, kw_only=True):
    """Identity check: how it was done, whether it held, by whom, `at` seconds into the call."""

    how: str = ""
    result: str = "not_checked"
    at: int = 0
    by: str = ""


class Call(Record, frozen=True, kw_only=True):
    """One logged communication. Times are UTC; `seconds` is exact and is never rounded away.

    `about_follow_up` is the item of the queue this call was made for, `amended_why` the reason of an amendment.
    """

    status: str = CallStatus.IN_PROGRESS.value
    staff: str = ""
    started: str = ""
    ended: str = ""
    seconds: int = 0
    channel: str = Channel.PHONE.value
    direction: str = "in"
    phone: str = ""
    person_id: int = 0
    person: str = ""
    matter_id: int = 0
    matter: str = ""
    matter_title: str = ""
    outcome: str = ""
    lines: tuple[NoteLine, ...] = ()
    checklist: ChecklistTaken = ChecklistTaken()
    consent: Consent = Consent()
    identity: Identity = Identity()
    follow_ups: tuple[int, ...] = ()
    tenths: int = 0
    billing: str = ""
    about_follow_up: int = 0
    amended_why: str = ""

    PARTS: ClassVar[dict[str, type[Part]]] = {
        "lines": NoteLine,
        "checklist": ChecklistTaken,
        "consent": Consent,
        "identity": Identity,
    }


def tenths_of_an_hour(seconds: int) -> int:
    """Billing units of 0.1 h, each begun unit counted (six-minute units); 0 for a call of no length."""
    return -(-max(seconds, 0) // 360)

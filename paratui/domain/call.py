"""A call: one logged communication, whatever its channel."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from paratui.domain.consent_history import ConsentMoment
from paratui.domain.given_answer import TypedAnswer
from paratui.domain.heard_line import HeardLine
from paratui.domain.note_line import NoteLine
from paratui.domain.on_the_line import Participant
from paratui.domain.open_end import EndSettled
from paratui.domain.record import Part, Record
from paratui.domain.reported_date import ReportedDate


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
    """How the call ended; `cut_off` is a line that dropped before everything was said."""

    REACHED = "reached"
    LEFT_VOICEMAIL = "left_voicemail"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"
    TRANSFERRED = "transferred"
    CUT_OFF = "cut_off"


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
    """Recording consent: where it stands, and everything that led there.

    `answer` is not_asked, asked, consented, declined, silent or stopped, given `at` seconds into the call and
    asked by the login `by`. `words` is the sentence that was shown to be read, `rule` the rule in force then,
    `version` that of the office's table of rules. `history` holds every moment; older calls have none.
    """

    answer: str = "not_asked"
    at: int = 0
    by: str = ""
    words: str = ""
    rule: str = ""
    version: str = ""
    history: tuple[ConsentMoment, ...] = ()

    PARTS: ClassVar[dict[str, type[Part]]] = {"history": ConsentMoment}
    SELDOM: ClassVar[frozenset[str]] = frozenset({"version", "history"})


class Identity(Part, frozen=True, kw_only=True):
    """Identity check: how it was done, whether it held, by whom, `at` seconds into the call.

    `result` is not_checked, confirmed or failed, `failed` how often it did not hold, `who` whose identity it is.
    """

    how: str = ""
    result: str = "not_checked"
    at: int = 0
    by: str = ""
    who: str = ""
    failed: int = 0

    SELDOM: ClassVar[frozenset[str]] = frozenset({"who", "failed"})


class ConflictStands(Part, frozen=True, kw_only=True):
    """How the conflict check of an intake stands: the id of the check, its verdict, by whom and when (UTC)."""

    check: int = 0
    verdict: str = "not_run"
    by: str = ""
    at: str = ""
    reason: str = ""


class ReadBack(Part, frozen=True, kw_only=True):
    """What was read back before the call ended: `text` of it, `to_do` the client's own list, `at` seconds in.

    `unclear` is what the client said was not clear, "nothing" when asked and nothing was. `heard` are the lines it
    was made of, as they were then.
    """

    text: str = ""
    to_do: str = ""
    at: int = 0
    by: str = ""
    unclear: str = ""
    heard: tuple[HeardLine, ...] = ()

    PARTS: ClassVar[dict[str, type[Part]]] = {"heard": HeardLine}
    SELDOM: ClassVar[frozenset[str]] = frozenset({"heard"})


class Call(Record, frozen=True, kw_only=True):
    """One logged communication. Times are UTC; `seconds` is exact and is never rounded away.

    `about_follow_up` is the item of the queue this call was made for, `amended_why` the reason of an amendment.
    `places` are where the caller has said to be, `participants` who else is on the line. `intake` says that the
    facts of this call wait for its conflict check. `facts` answer the questions of the `practice_area`'s set.
    `next_contact` is when the client hears from the office next (UTC), `ends` what was open at the wrap-up and
    how it was settled where no line says so. Of the `seconds` the line was `on_hold` for so many.
    """

    status: str = CallStatus.IN_PROGRESS.value
    staff: str = ""
    started: str = ""
    ended: str = ""
    seconds: int = 0
    on_hold: int = 0
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
    places: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    intake: bool = False
    conflict: ConflictStands = ConflictStands()
    practice_area: str = ""
    area_version: str = ""
    facts: tuple[TypedAnswer, ...] = ()
    reported: tuple[ReportedDate, ...] = ()
    read_back: ReadBack = ReadBack()
    next_contact: str = ""
    ends: tuple[EndSettled, ...] = ()
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
        "participants": Participant,
        "conflict": ConflictStands,
        "facts": TypedAnswer,
        "reported": ReportedDate,
        "read_back": ReadBack,
        "ends": EndSettled,
    }
    SELDOM: ClassVar[frozenset[str]] = frozenset(
        {
            "on_hold",
            "places",
            "participants",
            "intake",
            "conflict",
            "practice_area",
            "area_version",
            "facts",
            "reported",
            "read_back",
            "next_contact",
            "ends",
        }
    )


def tenths_of_an_hour(seconds: int) -> int:
    """Billing units of 0.1 h, each begun unit counted (six-minute units); 0 for a call of no length."""
    return -(-max(seconds, 0) // 360)

"""An intake that holds everything a call can hold, as one is stored after a long morning."""

from __future__ import annotations

from paratui.domain.call import Call, ChecklistTaken, ConflictStands, Consent, Identity, ReadBack, StepAnswer
from paratui.domain.conflict.verdict import ConflictCheck, KeptHit
from paratui.domain.consent_history import ConsentMoment, OnTheLine
from paratui.domain.given_answer import EarlierAnswer, TypedAnswer
from paratui.domain.note_line import Kind, NoteLine
from paratui.domain.on_the_line import Participant
from paratui.domain.reported_date import ReportedDate

ASK = "May I record this, so that the attorney hears it in your own words?"
RULE = "Everyone must agree before anything is recorded: California (stated by Maria Garcia)"
TABLE = "version 1.0, unverified by your attorney"
MARIA = OnTheLine(key="caller", name="Maria Garcia")
ROSA = OnTheLine(key="p1", name="Rosa Diaz")


def full_check(record: int, call: int) -> ConflictCheck:
    """The check of that intake: two names were found, an attorney waived it."""
    hits = tuple(
        KeptHit(term="Roberto Diaz", name=name, kind="person", record=number, score=91, reason="sounds alike")
        for number, name in ((7, "Roberta Dias"), (9, "Robert Diaz"))
    )
    return ConflictCheck(
        id=record,
        terms=("Maria Garcia", "Roberto Diaz"),
        searched=412,
        hits=hits,
        call=call,
        run_by="ana",
        run_at="2026-10-08T13:05:00Z",
        verdict="waived",
        decided_by="Morgan Lowe",
        decided_at="2026-10-08T13:40:00Z",
        reason="both are other people",
    )


def full_call(record: int, check: int, **changes: object) -> Call:
    """The call; `check` is the id of its conflict check."""
    call = Call(
        id=record,
        status="ended",
        staff="ana",
        started="2026-10-08T13:00:00Z",
        ended="2026-10-08T13:24:10Z",
        seconds=1450,
        person="Maria Garcia",
        phone="+14155552671",
        outcome="reached",
        tenths=5,
        lines=(
            NoteLine(line=1, at=20, kind=Kind.NAME, text="Roberto Diaz, husband", by="ana"),
            NoteLine(line=2, at=95, kind=Kind.REPORTED_DATE, text="papers served: last Tuesday", by="ana"),
            NoteLine(line=3, at=130, kind=Kind.CONCERN, text="afraid he will move", by="ana", settled="read_back"),
            NoteLine(line=4, at=140, kind=Kind.REPORTED_DATE, text="hearing Dec 3", by="ana"),
        ),
        checklist=ChecklistTaken(
            checklist="prospect-intake",
            version="2026.2",
            answers=(StepAnswer(step="my-role", answer="done", at=15, by="ana"),),
        ),
        consent=Consent(
            answer="declined",
            at=75,
            by="ana",
            words=ASK,
            rule=RULE,
            version=TABLE,
            history=(
                _moment("asked", 60, (MARIA, ROSA)),
                _moment("consented", 66, (MARIA,)),
                _moment("declined", 75, (ROSA,)),
            ),
        ),
        identity=Identity(how="date of birth", result="confirmed", at=40, by="ana", who="Maria Garcia", failed=1),
        places=("Reno, NV", "CA"),
        participants=(
            Participant(
                key="p1", name="Rosa Diaz", capacity="interpreter", language="Spanish", place="CA", joined=30
            ),
            Participant(key="p2", name="Luis Garcia", capacity="third_person", joined=200, left=320, by="ana"),
        ),
        intake=True,
        conflict=ConflictStands(
            check=check, verdict="waived", by="Morgan Lowe", at="2026-10-08T13:40:00Z", reason="both are other people"
        ),
        practice_area="family",
        area_version="1.0",
        facts=(
            TypedAnswer(question="kind", type="choice", said="2", value="custody", shown="custody", at=400, by="ana"),
            TypedAnswer(
                question="papers",
                type="yes_no",
                said="y",
                value="yes",
                shown="yes",
                at=410,
                by="ana",
                approximate=True,
                earlier=(EarlierAnswer(said="n", shown="no", at=405, by="ana"),),
            ),
        ),
        reported=(
            ReportedDate(
                what="papers served",
                said="last Tuesday",
                day="2026-10-06",
                approximate=True,
                said_by="Maria Garcia",
                taken_by="ana",
                at=95,
                line=2,
            ),
        ),
        read_back=ReadBack(
            text="We call you on Friday", to_do="send the pay stubs", at=1400, by="ana", unclear="nothing"
        ),
        next_contact="2026-10-09T19:00:00Z",
    )
    return call.but(**changes)


def _moment(answer: str, at: int, of: tuple[OnTheLine, ...]) -> ConsentMoment:
    said_at = f"2026-10-08T13:0{at // 60}:{at % 60:02d}Z"
    return ConsentMoment(answer=answer, at=at, said_at=said_at, of=of, by="ana", words=ASK, rule=RULE, version=TABLE)

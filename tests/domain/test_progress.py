"""How far a call has come: which steps stand there, what the records answer, what is still to be asked."""

from __future__ import annotations

from datetime import date

import pytest

from paratui.domain.call import Call, ChecklistTaken, ConflictStands, Consent, Identity, ReadBack, StepAnswer
from paratui.domain.checklist import read_checklist
from paratui.domain.circumstances import Circumstance, circumstances, holds
from paratui.domain.consent_history import ConsentMoment
from paratui.domain.heard_line import HeardLine
from paratui.domain.note_line import NoteLine
from paratui.domain.on_the_line import Participant
from paratui.domain.person import Person
from paratui.domain.progress import KNOWN, Progress

MARIA = Person(id=7, name="Maria Garcia")
BARE = Call(id=1)


def a_walk(*steps: dict):
    header = {"id": "mine", "title": "Mine", "version": "3", "source": "us", "reviewed": date(2026, 3, 1)}
    plain = {"stage": "opening", "say": "Hello."}
    return read_checklist(header | {"steps": [plain | {"title": step["id"]} | step for step in steps]}, "mine.toml")


def noted(*kinds: str) -> Call:
    return BARE.but(lines=tuple(NoteLine(line=n, at=n, kind=kind, text="x") for n, kind in enumerate(kinds, 1)))


def answered(call: Call, **answers: str) -> Call:
    given = tuple(StepAnswer(step=step, answer=answer) for step, answer in answers.items())
    return call.but(checklist=ChecklistTaken(checklist="mine", version="3", answers=given))


@pytest.mark.parametrize(
    ("call", "person", "wanted"),
    [
        (BARE, None, {"unverified"}),
        (BARE.but(matter_id=3, identity=Identity(result="confirmed")), MARIA, {"matter"}),
        (BARE.but(identity=Identity(result="failed", failed=2)), MARIA, {"unverified"}),
        (BARE.but(intake=True), None, {"unverified", "prospect"}),
        (BARE, MARIA.but(role="prospect"), {"unverified", "prospect"}),
        (BARE.but(intake=True, matter_id=3), None, {"unverified", "matter"}),
        (BARE.but(participants=(Participant(key="a", capacity="interpreter"),)), None, {"unverified", "interpreter"}),
        (BARE.but(participants=(Participant(key="a", capacity="interpreter", left=9),)), None, {"unverified"}),
        (BARE.but(participants=(Participant(key="a"),)), None, {"unverified", "third-person"}),
        (
            BARE.but(participants=(Participant(key="a", capacity="parent"),)),
            None,
            {"unverified", "third-person", "minor"},
        ),
        (BARE, MARIA.but(minor=True, accommodations="slower"), {"unverified", "minor", "needs"}),
        (BARE.but(consent=Consent(answer="consented")), None, {"unverified", "recorded"}),
        (BARE.but(consent=Consent(answer="silent")), None, {"unverified", "recording-declined"}),
        (BARE.but(conflict=ConflictStands(verdict="flagged")), None, {"unverified", "flagged"}),
        (BARE.but(conflict=ConflictStands(verdict="clear"), direction="out"), None, {"unverified", "outgoing"}),
        (noted("concern", "question", "note"), None, {"unverified", "concern", "question"}),
        (noted("reported_date"), None, {"unverified", "date"}),
    ],
)
def test_what_is_in_the_record_makes_the_circumstances(call, person, wanted) -> None:
    assert circumstances(call, person) == wanted
    assert wanted <= set(Circumstance)


def test_all_that_a_step_wants_has_to_be_the_case() -> None:
    now = frozenset({"minor", "recorded"})
    assert holds((), now)
    assert holds(("minor", "not-flagged"), now)
    assert not holds(("minor", "flagged"), now)
    assert not holds(("not-minor",), now)


def test_a_step_whose_question_the_records_answer_is_not_asked_again() -> None:
    check = {"id": "check", "asks": "identity", "required": True}
    walk = a_walk(check, {"id": "leave", "asks": "voicemail"}, {"id": "end"})
    verified = BARE.but(identity=Identity(result="confirmed"))
    progress = Progress(walk, verified, MARIA.but(voicemail="no"))
    assert [progress.answer(step) for step in walk.steps] == [KNOWN, KNOWN, ""]
    assert progress.current().id == "end"
    assert progress.required_and_open() == ()
    failed = Progress(walk, BARE.but(identity=Identity(result="failed")), MARIA)
    assert failed.current().id == "check"
    assert [step.id for step in failed.required_and_open()] == ["check"]


def test_the_step_chosen_by_hand_is_current_and_what_comes_before_a_call_is_not_asked_of_one_coming_in() -> None:
    ready = {"id": "ready", "stage": "before", "required": True}
    walk = a_walk(ready, {"id": "hello"}, {"id": "bye", "stage": "closing"})
    assert Progress(walk, BARE, None).current().id == "hello"
    assert Progress(walk, BARE.but(direction="out"), None).current().id == "ready"
    assert Progress(walk, BARE, None).current("bye").id == "bye"
    assert Progress(walk, BARE, None).current("gone").id == "hello"
    over = Progress(walk, answered(BARE, hello="done", bye="skipped"), None)
    assert over.current() is None
    assert over.answer(walk.step("ready")) == "not_applicable"
    assert over.required_and_open() == ()
    assert over.current("ready").id == "ready"
    outgoing = answered(BARE, hello="done", bye="skipped").but(direction="out")
    assert [step.id for step in Progress(walk, outgoing, None).required_and_open()] == ["ready"]
    letter = answered(BARE, hello="done", bye="done").but(channel="letter")
    assert Progress(walk, letter, None).current().id == "ready"


def test_a_required_step_is_missed_only_while_it_applies() -> None:
    walk = a_walk({"id": "hello"}, {"id": "brief", "only_when": ["interpreter"], "required": True})
    assert Progress(walk, BARE, None).required_and_open() == ()
    with_one = BARE.but(participants=(Participant(key="a", capacity="interpreter"),))
    assert [step.id for step in Progress(walk, with_one, None).required_and_open()] == ["brief"]
    left = answered(BARE.but(participants=(Participant(key="a", capacity="interpreter", left=60),)), brief="done")
    assert [step.id for step in Progress(walk, left, None).steps] == ["hello", "brief"]


def test_what_is_not_known_of_the_caller_is_asked_most_urgent_first_and_no_more_once_it_is() -> None:
    walk = a_walk({"id": "leave", "asks": "voicemail"}, {"id": "who", "asks": "line"})

    def wanted(call: Call, person: Person | None = None) -> list[str]:
        return [one.what for one in Progress(walk, call, person).missing()]

    assert wanted(BARE) == ["who it is", "their number", "leave a message?", "who is with them", "where they are"]
    named = BARE.but(person="Lee", phone="+14155552671")
    assert wanted(named) == ["leave a message?", "who is with them", "where they are"]
    assert wanted(answered(named, leave="done", who="declined").but(places=("CA",))) == []
    known = named.but(person_id=7, places=("CA",))
    assert wanted(known, MARIA) == ["leave a message?", "who is with them", "language"]
    assert wanted(known, MARIA.but(voicemail="yes", language="Spanish")) == ["who is with them"]
    assert wanted(BARE.but(channel="in_person")) == ["who it is", "leave a message?", "who is with them"]
    assert wanted(BARE.but(channel="email")) == []


def test_a_step_is_open_again_when_what_answered_it_does_not_hold_any_more() -> None:
    walk = a_walk({"id": "place", "asks": "place"}, {"id": "record", "asks": "recording"})
    place, record = walk.steps
    agreed = Consent(answer="consented", history=(ConsentMoment(answer="consented", by="ana"),))
    call = answered(BARE.but(places=("NV",), consent=agreed), place="done", record="done")
    assert [Progress(walk, call, None).answer(step) for step in walk.steps] == ["done", "done"]
    assert Progress(walk, call.but(places=()), None).current() == place
    assert Progress(walk, call.but(consent=agreed.but(answer="asked")), None).current() == record
    assert Progress(walk, call.but(consent=agreed.but(answer="stopped")), None).current() is None


def test_that_we_stopped_the_recording_is_no_refusal_of_the_client() -> None:
    assert "recording-declined" not in circumstances(BARE.but(consent=Consent(answer="stopped")), None)


def test_the_step_of_the_read_back_is_open_again_when_a_line_it_said_has_changed():
    walk = a_walk({"id": "read-back", "asks": "read_back", "stage": "closing"})
    line = NoteLine(line=1, at=2, kind="instruction", text="no calls")
    heard = (HeardLine(line=1, kind="instruction", text="no calls"),)
    back = ReadBack(text="You asked us: no calls.", by="ana", heard=heard)
    read = answered(BARE.but(lines=(line,), read_back=back), **{"read-back": "done"})
    [step] = walk.steps
    assert Progress(walk, read, None).answer(step) == "done"
    changed = read.but(lines=(line.but(text="no calls before noon"),))
    assert Progress(walk, changed, None).answer(step) == ""

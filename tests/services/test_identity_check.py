"""The identity check: what is kept of it, and that two failed tries are the attorney's at once."""

from __future__ import annotations

import pytest

from paratui.domain.call import Identity
from paratui.domain.fact import Fact
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.services.identity_check import NO_DETAILS, IdentityCheck, with_warning
from tests.services.test_call_session import cut_and_taken_up

PERSON = Person(id=70, name="Maria Garcia")
MATTER = Matter(id=71, number="2026-0142", title="Custody")


@pytest.fixture
def session(shared, ana):
    session = shared.begin(ana)
    session.speak_with(PERSON, MATTER)
    shared.clock.go_on(30)
    return session


def test_a_check_that_held_keeps_how_when_by_whom_and_whose_it_is(ana, session):
    IdentityCheck(ana, session).held("two facts")
    assert session.call.identity == Identity(how="two facts", result="confirmed", at=30, by="ana", who="Maria Garcia")


def test_a_second_way_may_hold_after_one_that_did_not_and_the_failure_stays_on_record(ana, session):
    check = IdentityCheck(ana, session)
    check.failed()
    assert (session.call.identity.result, session.call.lines) == ("failed", ())
    assert not check.given_up
    check.held("called back")
    assert (session.call.identity.result, session.call.identity.failed) == ("confirmed", 1)


def test_two_failures_are_an_urgent_question_for_the_attorney_once(shared, ana, session):
    check = IdentityCheck(ana, session)
    for _ in range(3):
        check.failed()
    assert check.given_up
    [line] = session.call.lines
    assert (line.kind, line.task) == ("question", "Identity of Maria Garcia failed twice on the phone")
    assert (line.urgent, line.clock, line.assignee) == (True, "same business day", "morgan")
    [item] = session.end().follow_ups
    assert (item.status, item.waiting_on) == ("waiting_attorney", "morgan")


def test_the_line_for_the_attorney_does_not_end_the_sentence_being_typed(shared, ana, session):
    check = IdentityCheck(ana, session)
    session.type("she says her street is")
    session.settle()
    check.failed()
    check.failed()
    assert session.typing == "she says her street is"
    assert cut_and_taken_up(shared, session, stopped=True).typing == "she says her street is"


def test_another_caller_is_not_checked_yet_and_the_same_one_stays_checked(ana, session):
    IdentityCheck(ana, session).held("two facts")
    session.speak_with(PERSON, None)
    assert session.call.identity.result == "confirmed"
    session.speak_with(Person(id=72, name="Rosa Garcia"), None)
    assert session.call.identity == Identity()
    IdentityCheck(ana, session).failed()
    session.caller_named("Somebody Else")
    assert session.call.identity == Identity()


def test_the_brief_is_headed_by_no_matter_details_until_identity_is_checked(ana, session):
    facts = [Fact("who", "Maria Garcia, client")]
    assert with_warning(facts, session.call)[0] == Fact("identity", NO_DETAILS, grave=True)
    IdentityCheck(ana, session).held("voice known")
    assert with_warning(facts, session.call) == facts
    session.about(None)
    session.change(identity=Identity())
    assert with_warning(facts, session.call) == facts

"""The attorney's answer closes the question word for word, and whoever asked has to tell the client."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput, Conflict
from paratui.services.queue import Queue

ANSWER = "Do not sign it yet.\nI call her on Monday."


def answered_by_attorney(desk, question, answer):
    told_by = "" if desk.me.role == "attorney" else "morgan"
    return Queue(desk).answering.answer(question, answer, told_by)


@pytest.fixture
def question(shared):
    return shared.follow_up(
        text="should I sign the stipulation?",
        kind="question",
        status="waiting_attorney",
        waiting_on="morgan",
        assignee="morgan",
        created_by="ana",
        person_id=70,
        person="Maria Garcia",
        phone="+14155552671",
        matter_id=71,
        matter="2026-0142",
    )


def test_one_commit_closes_the_question_and_has_whoever_asked_tell_the_client_today(shared, question):
    before = shared.commits()
    closed, tell = answered_by_attorney(shared.desk("morgan"), question, f" {ANSWER}\n")
    assert shared.commits() == before + 1
    assert (closed.id, closed.status, closed.answer) == (question.id, "done", ANSWER)
    assert (closed.outcome, closed.waiting_on) == ("answered by the attorney", "")
    assert tell.text == "tell Maria Garcia the answer: Do not sign it yet. I call her on Monday."
    assert (tell.answer, tell.duty, tell.came_from, tell.assignee) == (ANSWER, "answer", question.id, "ana")
    assert (tell.person_id, tell.phone, tell.matter_id, tell.matter) == (70, "+14155552671", 71, "2026-0142")
    assert (tell.due, tell.clock, tell.status) == ("2026-10-08T21:00:00Z", "same business day", "open")
    assert [one.what for one in tell.history] == [f"the attorney answered #{question.number}"]


def test_a_long_answer_is_shortened_in_the_row_and_whole_in_the_item(shared, question):
    long = "read this with care " * 400
    tell = answered_by_attorney(shared.desk("morgan"), question, long).tell
    assert len(tell.text) < 220
    assert tell.text.endswith(" ...")
    assert tell.answer == long.strip()


def test_who_asked_and_is_gone_leaves_the_telling_to_whoever_enters_the_answer(shared, question):
    asked = shared.keep("follow_up", question.but(created_by="gone"))
    assert answered_by_attorney(shared.desk("dana"), asked, "no").tell.assignee == "dana"


def test_an_answer_is_taken_back_whole(shared, ana, question):
    queue = Queue(ana)
    closed, tell = answered_by_attorney(ana, question, "no")
    queue.undo()
    assert (queue.item(closed.id).status, queue.item(closed.id).answer) == ("waiting_attorney", "")
    assert queue.item(tell.id).status == "cancelled"


def test_of_two_answers_at_once_the_second_is_told_and_makes_nothing(shared, ana, question):
    answered_by_attorney(shared.desk("morgan"), question, "no")
    before = shared.commits()
    with pytest.raises(Conflict):
        answered_by_attorney(ana, question, "yes")
    assert shared.commits() == before


@pytest.mark.parametrize(
    ("fields", "answer", "says"),
    [
        ({}, "  \n", "Write the attorney's answer as it was given"),
        ({"kind": "promise"}, "no", "is no question for the attorney"),
        ({"status": "done", "outcome": "told her"}, "no", "is closed already: told her"),
    ],
)
def test_what_is_no_answer_to_an_open_question_is_one_sentence(shared, ana, question, fields, answer, says):
    before = shared.commits()
    with pytest.raises(BadInput, match=says):
        answered_by_attorney(ana, question.but(**fields), answer)
    assert shared.commits() == before

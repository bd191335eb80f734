"""A legal question is answered by the attorney, or in an attorney's words as somebody was told them."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput, Conflict
from paratui.services.colleagues import change_colleague
from paratui.services.queue import Queue


@pytest.fixture
def morgan(shared):
    return Queue(shared.desk("morgan"))


@pytest.fixture
def question(ana):
    return Queue(ana).add("? should I sign the stipulation")


def test_a_fresh_question_waits_on_the_attorney_and_stands_in_their_day(shared, question, morgan):
    assert (question.status, question.waiting_on) == ("waiting_attorney", "morgan")
    assert [(one.item.id, one.section) for one in morgan.items()] == [(question.id, "today")]


def test_the_answer_is_kept_word_for_word_and_whoever_asked_tells_it(shared, question, morgan):
    before = shared.commits()
    done = morgan.answering.answer(question, "Not yet.\nSend me a copy.")
    assert shared.commits() == before + 1
    assert (done.question.status, done.question.answer) == ("done", "Not yet.\nSend me a copy.")
    assert (done.tell.assignee, done.tell.came_from) == ("ana", question.id)
    morgan.undo()
    assert morgan.item(question.id).status == "waiting_attorney"


def test_only_an_attorney_answers_and_anybody_hands_on_what_they_were_told(ana, question):
    mine = Queue(ana).answering
    assert [one.login for one in mine.attorneys()] == ["morgan"]
    with pytest.raises(BadInput, match="Only an attorney answers a legal question"):
        mine.answer(question, "Sure")
    with pytest.raises(BadInput, match="dana is no attorney"):
        mine.answer(question, "Sure", told_by="dana")
    done = mine.answer(question, "Not before I read it.", told_by="morgan")
    assert done.question.answer == "Not before I read it.\n(as told by Morgan Lowe to Ana Ruiz, Oct 8, 2026 10:00 AM)"


def test_an_empty_answer_is_none(question, morgan):
    with pytest.raises(BadInput, match="word for word"):
        morgan.answering.answer(question, "  \n ")


def test_a_question_to_be_discussed_goes_back_to_whoever_asked_with_the_note(question, morgan):
    back = morgan.answering.discuss(question, " come by\nat 4 ")
    assert (back.assignee, back.status, back.waiting_on) == ("ana", "open", "")
    assert back.history[-1].what == "discuss in person: come by at 4"


def test_a_question_of_somebody_who_left_cannot_go_back(ana, question, morgan):
    change_colleague(ana, "ana", left="2026-10-08")
    with pytest.raises(BadInput, match="cannot go back: ana is not here any more"):
        morgan.answering.discuss(question, "")


def test_two_answers_at_once_are_one_answer(question, morgan, ana):
    morgan.answering.answer(question, "No.")
    with pytest.raises(Conflict):
        Queue(ana).answering.answer(question, "Yes, I was told.", told_by="morgan")
    with pytest.raises(Conflict):
        morgan.answering.discuss(question, "")

"""An answer that is not sent yet outlives the program it was typed in, and is its typist's alone."""

from __future__ import annotations

import pytest

from paratui.services.calls import Calls
from paratui.services.kept_answer import KeptAnswer


@pytest.fixture
def question(shared):
    return shared.follow_up(kind="question", text="should I sign?")


@pytest.fixture
def morgan(shared):
    return shared.desk("morgan")


def later(shared, item):
    """What stands there when Morgan opens the question in another session."""
    answer = KeptAnswer.take_up(shared.desk("morgan"), item.id)
    return answer.lines, answer.typing


def test_what_was_typed_of_an_answer_stands_there_in_the_next_session(shared, morgan, question):
    answer = KeptAnswer.take_up(morgan, question.id)
    answer.keep([], "Not before")
    answer.keep(["Not before I have read it."], "")
    answer.keep(["Not before I have read it."], "Send me")
    answer.leave()
    assert later(shared, question) == (["Not before I have read it."], "Send me")


def test_a_line_that_is_taken_back_to_be_mended_is_there_once(shared, morgan, question):
    answer = KeptAnswer.take_up(morgan, question.id)
    answer.keep(["Not before I have read it."], "")
    answer.keep([], "Not before I have read it.")
    answer.leave()
    assert later(shared, question) == ([], "Not before I have read it.")


def test_an_answer_that_was_sent_or_has_no_words_leaves_nothing_behind(shared, morgan, question):
    answer = KeptAnswer.take_up(morgan, question.id)
    answer.keep(["No."], "")
    answer.sent()
    KeptAnswer.take_up(morgan, question.id).leave()
    assert morgan.store.orphaned_drafts() == []


def test_it_is_offered_to_nobody_else_and_is_no_call_that_was_cut(shared, morgan, dana, question):
    answer = KeptAnswer.take_up(morgan, question.id)
    answer.keep(["No."], "")
    answer.leave()
    assert Calls(shared.desk("morgan")).cut() == []
    assert KeptAnswer.take_up(dana, question.id).lines == []

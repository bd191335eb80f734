"""The question of a practice area in the place of the sentence to say: cut between words, and said so once."""

from __future__ import annotations

import pytest
from rich.style import Style

from paratui.domain.practice_area import AnswerType, Question
from paratui.ui.look import Look
from paratui.ui.screens.fact_picture import asked

PLAIN = Look(*[Style.null()] * len(Look._fields))
NOTE = "Start nothing before the check is run, and keep what is told to names alone."


@pytest.mark.parametrize("width", [20, 26, 27, 28, 40])
@pytest.mark.parametrize("rows", [3, 4, 5])
def test_a_question_without_room_ends_with_a_whole_word_and_one_ellipsis(width, rows):
    question = Question(id="q", title="q", ask="What is it?", type=AnswerType.TEXT, note=NOTE)
    lines = [line.plain for line in asked(question, {}, width, rows, PLAIN)]
    assert len(lines) <= rows
    assert all(len(line) < width for line in lines)
    said = " ".join(" ".join(lines).split())
    if said.endswith("…"):
        words = said.removesuffix(" …")
        assert not any(sign in words for sign in ("…", "..."))
        assert words.split()[-1] in f"What is it? answers: a few words note: {NOTE}".split()
    else:
        assert said.endswith(("alone.", "a few words"))

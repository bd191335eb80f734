"""The help of a question has a key in every set of keys that is no text and that arrives everywhere."""

from __future__ import annotations

import pytest

from paratui.domain.keymap import SETS
from paratui.domain.safe_keys import is_typed, why_unsafe
from paratui.services.own_keys import set_of_keys
from paratui.ui.commands.contexts import CONTEXTS
from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.screens.answering import Answering
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.first_run import FirstRun
from paratui.ui.screens.pick import Pick
from paratui.ui.screens.question import HELP_KEY, Question, help_keys
from paratui.ui.screens.sure import BACK, ENTER, KEEP_ASIDE
from paratui.ui.widgets.line_input import EDITING


@pytest.fixture
def in_force():
    """Keys held for one test."""
    yield IN_FORCE.take_up
    IN_FORCE.take_up({})


@pytest.mark.parametrize("name", ["shipped", *SETS])
def test_in_every_set_the_help_of_a_question_needs_no_f_key_and_no_letter(in_force, name):
    in_force({} if name == "shipped" else set_of_keys(name, CONTEXTS))
    assert HELP_KEY in help_keys()
    assert [why_unsafe(key) for key in help_keys()] == [""] * len(help_keys())
    assert not any(map(is_typed, help_keys()))


def test_the_key_one_has_for_help_helps_in_a_question_too_unless_it_is_text(in_force):
    in_force({"help": ("ctrl+n", "H")})
    assert help_keys() == (HELP_KEY, "f1", "ctrl+n")


def test_no_question_uses_the_key_of_its_help_otherwise():
    assert HELP_KEY not in {*EDITING, *BACK, ENTER, KEEP_ASIDE}
    for question in (Question, Ask, Pick, Answering):
        assert all(HELP_KEY not in one.key.split(",") for one in question.BINDINGS)
    [binding] = FirstRun.BINDINGS
    assert binding.key.split(",") == ["f1", HELP_KEY]

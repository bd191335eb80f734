"""The words of an item in a list: not said twice, and what weighs most in a word."""

from __future__ import annotations

import pytest

from paratui.domain.duty import Duty
from paratui.domain.follow_up import FollowUp
from paratui.domain.said_in_list import said_in_list, weighty_word

UPDATE = FollowUp(
    id=1, text="status update due: Ottoline Grey, Custody", person="Ottoline Grey", duty=Duty.STATUS_UPDATE.value
)


def test_a_status_update_names_the_matter_and_not_the_person_of_the_column_beside():
    assert said_in_list(UPDATE) == "status update due: Custody"


@pytest.mark.parametrize("item", [UPDATE.but(person=""), UPDATE.but(person="Otto"), UPDATE.but(duty="")])
def test_what_somebody_wrote_and_what_nobody_is_named_beside_stays_as_it_is(item):
    assert said_in_list(item) == UPDATE.text


@pytest.mark.parametrize(
    ("flags", "text", "word"),
    [
        (("court",), "file the proof", "court"),
        (("court", "safety"), "file the proof", "safety"),
        (("in_custody",), "call the jail", "held"),
        (("court",), "confirm the Court date", ""),
        (("money",), "send the check", ""),
        ((), "call back", ""),
    ],
)
def test_the_weightiest_flag_is_one_word_where_the_words_do_not_say_it(flags, text, word):
    assert weighty_word(FollowUp(id=1, text=text, flags=flags)) == word

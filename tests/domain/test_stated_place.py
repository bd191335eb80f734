"""The answer to "are you in San Francisco, CA right now?" becomes a place that was stated, or a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.errors import BadInput
from paratui.domain.number_place import Area, AreaCodes
from paratui.domain.office import STATES
from paratui.domain.stated_place import stated_place
from tests.domain.consent_table import shipped

CODES = AreaCodes({"416": Area("Ontario", ("CA-ON",), ("America/Toronto",))}, {"EC": "Ecuador"})
HOME = "San Francisco, CA"


def said(typed: str, proposed: str = HOME) -> str:
    return stated_place(typed, proposed, shipped(), CODES)


@pytest.mark.parametrize("typed", ["yes", "Y", "yes.", "San Francisco", "san francisco", HOME])
def test_a_yes_and_the_town_alone_are_the_place_that_was_read_out(typed):
    assert said(typed) == HOME


@pytest.mark.parametrize(
    ("typed", "kept", "code"),
    [
        ("Reno, NV", "Reno, NV", "NV"),
        ("Reno NV", "Reno NV", "NV"),
        ("reno nv", "reno nv", "NV"),
        ("no, Reno NV", "Reno NV", "NV"),
        ("NV", "NV", "NV"),
        ("Charleston West Virginia", "Charleston West Virginia", "WV"),
        ("Portland OR", "Portland OR", "OR"),
    ],
)
def test_a_town_with_its_state_is_understood_with_and_without_a_comma(typed, kept, code):
    assert said(typed) == kept
    assert shipped().read(kept).place.code == code


@pytest.mark.parametrize("typed", ["Ontario", "Ecuador", "Georgia", "Atlantis, the sea"])
def test_a_place_without_a_rule_is_kept_as_it_was_said(typed):
    assert said(typed) == typed


@pytest.mark.parametrize("typed", ["Reno", "Springfield", "portland or", "somewhere in"])
def test_a_town_alone_asks_for_its_state_and_is_not_kept(typed):
    with pytest.raises(BadInput, match="Which state is that in"):
        said(typed)


@pytest.mark.parametrize(("typed", "proposed"), [("", HOME), (" ", HOME), ("yes", ""), ("no", HOME), ("nope", "")])
def test_what_names_no_place_says_what_to_write(typed, proposed):
    with pytest.raises(BadInput, match="such as: Reno, NV"):
        said(typed, proposed)


@pytest.mark.parametrize("typed", ["at home", "Home", "usual place", "my usual place", "yes, at home", "yes"])
def test_who_is_where_they_usually_are_is_at_the_place_on_file_or_is_asked(typed):
    assert stated_place(typed, "", shipped(), CODES, "Fresno, CA") == "Fresno, CA"
    with pytest.raises(BadInput, match="not on file"):
        said(typed, "")


def test_no_state_is_proposed_for_a_town_nobody_has_told_it_of():
    for town in ("Seattle", "Tacoma"):
        with pytest.raises(BadInput) as refused:
            said(town)
        assert town in str(refused.value)
        assert not any(f", {state}" in str(refused.value) for state in STATES)


@given(st.text(max_size=300), st.sampled_from(["", HOME]))
def test_whatever_is_typed_is_a_place_or_a_sentence(typed, proposed):
    try:
        assert said(typed, proposed)
    except BadInput:
        return

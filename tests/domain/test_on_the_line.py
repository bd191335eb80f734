"""Who else is on the line, as it is typed: name, as what, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.errors import BadInput
from paratui.domain.on_the_line import Participant, read_joining


@pytest.mark.parametrize(
    ("typed", "name", "capacity", "language", "place"),
    [
        ("Rosa Diaz, interpreter, Reno, NV", "Rosa Diaz", "interpreter", "", "Reno, NV"),
        ("Rosa Diaz, interpreter Spanish, NV", "Rosa Diaz", "interpreter", "Spanish", "NV"),
        ("Rosa Diaz, Spanish interpreter", "Rosa Diaz", "interpreter", "Spanish", ""),
        ("Rosa Diaz, interpreter for Haitian Creole, FL", "Rosa Diaz", "interpreter", "Haitian Creole", "FL"),
        ("Rosa Diaz, interpreter (Spanish), in Reno", "Rosa Diaz", "interpreter", "Spanish", "Reno"),
        ("Rosa, interpreter, spanish, TX", "Rosa", "interpreter", "spanish", "TX"),
        ("interpreter", "", "interpreter", "", ""),
        ("her mother", "", "parent", "", ""),
        ("Leo Garcia, mother's friend, TX", "Leo Garcia", "third_person", "", "mother's friend, TX"),
        ("Leo Garcia, husband", "Leo Garcia", "third_person", "", ""),
        ("Leo Garcia", "Leo Garcia", "third_person", "", ""),
        ("Leo Garcia, NV", "Leo Garcia", "third_person", "", "NV"),
        ("J. Kim, his lawyer, Austin, TX", "J. Kim", "counsel", "", "Austin, TX"),
        ("J. Kim, our attorney", "J. Kim", "colleague", "", ""),
        ("  Ana   Ruiz ,colleague,", "Ana Ruiz", "colleague", "", ""),
        ("Leo\x1b[31m Garcia\u202e, friend", "Leo Garcia", "third_person", "", ""),
    ],
)
def test_who_joins_is_read_in_any_order_a_paralegal_types(typed, name, capacity, language, place):
    assert read_joining(typed)[:4] == (name, capacity, language, place)


@pytest.mark.parametrize("typed", ["", "  ", ",", " , ,"])
def test_nobody_named_says_what_to_write(typed):
    with pytest.raises(BadInput, match="Say who it is, such as"):
        read_joining(typed)


@given(st.text(max_size=600))
def test_whatever_is_typed_gives_one_printable_line_or_a_sentence(typed):
    try:
        who = read_joining(typed)
    except BadInput:
        return
    assert "\n" not in who.name + who.place + who.language
    assert not any("\x00" <= letter < " " for letter in who.name + who.place + who.language)


def test_somebody_without_a_name_is_called_by_what_they_are_here():
    assert Participant(key="p1", capacity="interpreter").called == "the interpreter"
    assert Participant(key="p1").called == "the third person"
    rosa = Participant(key="p1", name="Rosa", capacity="interpreter", language="Spanish")
    assert (rosa.called, rosa.words) == ("Rosa", "interpreter, Spanish")


def test_every_place_somebody_states_stands_by_itself():
    assert Participant(key="p1", place="Reno, NV; Boise, ID;").places == ("Reno, NV", "Boise, ID")
    assert Participant(key="p1").places == ()


@pytest.mark.parametrize(
    ("typed", "relation", "place", "words"),
    [
        ("Rosa, her sister", "her sister", "", "her sister, third person"),
        ("Rosa, her older sister, Reno, NV", "her older sister", "Reno, NV", "her older sister, third person"),
        ("Rosa, mother", "mother", "", "mother, parent"),
        ("Rosa, third person", "", "", "third person"),
        ("Rosa, her lawyer", "", "", "lawyer"),
        ("Rosa, the Bronx", "", "the Bronx", "third person"),
    ],
)
def test_what_somebody_is_to_the_caller_is_kept_as_it_was_said(typed, relation, place, words):
    who = read_joining(typed)
    assert (who.relation, who.place) == (relation, place)
    assert Participant(key="p1", name=who.name, capacity=who.capacity, relation=who.relation).words == words


def test_somebody_known_by_kinship_alone_is_called_by_it():
    who = read_joining("her mother")
    assert Participant(key="p1", capacity=who.capacity, relation=who.relation).called == "her mother"

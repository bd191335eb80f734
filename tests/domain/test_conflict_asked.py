"""Whom a conflict check asks about: everybody named on the call, once, with what they are to the caller."""

from __future__ import annotations

from paratui.domain.call import Call
from paratui.domain.conflict.asked import asked_about, terms_of, told_of
from paratui.domain.note_line import Kind, NoteLine
from paratui.domain.on_the_line import Participant
from paratui.domain.person import Person


def call_of(*names: str, **fields) -> Call:
    lines = tuple(NoteLine(line=at, at=at, kind=Kind.NAME.value, text=name) for at, name in enumerate(names, 1))
    return Call(id=1, lines=lines, **fields)


def test_the_caller_the_names_and_who_listens_are_asked_about():
    call = call_of(
        "Roberto Diaz, husband", person="Rosa Delgado", participants=(Participant(key="1", name="Ann Lee"),)
    )
    assert terms_of(asked_about(call)) == ("Rosa Delgado", "Roberto Diaz", "Ann Lee")
    assert told_of(asked_about(call)) == ("the caller", "the other side (husband)", "a name to check (third person)")


def test_other_names_and_companies_of_a_known_caller_are_asked_about_too():
    rosa = Person(id=2, name="Rosa Delgado", other_names=("Rosa Marquez",), related=("Delgado Foods LLC",))
    call = call_of(person="Rosa Delgado", person_id=2)
    assert terms_of(asked_about(call, rosa)) == ("Rosa Delgado", "Rosa Marquez", "Delgado Foods LLC")


def test_a_name_given_twice_is_asked_about_once_and_a_court_not_at_all():
    call = call_of("Roberto Diaz, husband", "roberto diaz", "22-CV-118, case number")
    asked = asked_about(call)
    assert terms_of(asked) == ("Roberto Diaz",)
    assert [one.name for one in asked if not one.is_checked] == ["22-CV-118"]


def test_a_line_struck_out_and_a_note_are_no_names():
    call = Call(id=1, lines=(NoteLine(line=1, at=1, text="(struck out)"), NoteLine(line=2, at=2, text="Ann Lee")))
    assert asked_about(call) == ()

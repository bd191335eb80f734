"""What a caller may be asked to show who they are."""

from __future__ import annotations

from paratui.domain.call import Call
from paratui.domain.identity_facts import as_facts, to_ask_about
from paratui.domain.person import Person

CALL = Call(id=1, matter="2026-0142")


def test_facts_the_ends_of_numbers_and_the_matter_are_asked_about_and_no_whole_number_is_shown():
    maria = Person(
        id=2, name="Maria Garcia", phones=("+14155552671", "+14155550188;ext=7"), identity_facts=("born 1986-04-12",)
    )
    assert to_ask_about(maria, CALL) == ("born 1986-04-12", "number ending 2671 or 0188", "matter 2026-0142")
    assert to_ask_about(maria.but(phones=(), identity_facts=()), Call(id=1)) == ()
    assert to_ask_about(None, CALL.but(matter="")) == ()


def test_many_and_long_facts_leave_the_question_its_room():
    maria = Person(id=2, name="Maria Garcia", identity_facts=tuple(f"{'long ' * 40}{n}" for n in range(30)))
    assert sum(map(len, to_ask_about(maria, CALL))) < 160


def test_a_line_of_facts_is_taken_apart_and_each_stands_once():
    typed = " born  1986-04-12 · code word crane; born 1986-04-12 ·"
    assert as_facts(typed) == ("born 1986-04-12", "code word crane")


def test_a_person_without_facts_is_stored_as_before_and_one_with_facts_reads_back():
    plain = Person(id=2, name="Maria Garcia")
    assert "identity_facts" not in plain.doc()
    known = plain.but(identity_facts=("born 1986-04-12",))
    assert Person.read(known.doc()) == known

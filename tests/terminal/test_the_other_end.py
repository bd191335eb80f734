"""The number, who has it, what is known of them, and what is seen before dialling: typed and read off the screen."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest

from paratui.domain.person import Person
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.terminal.office import MARIA, at_the_queue, on_a_call, said
from tests.terminal.test_bad_input_on_screen import Now


@contextmanager
def the_store(demo):
    store = open_folder(demo.folder, "dana", Now())
    try:
        yield store
    finally:
        store.close()


def person_of(demo, name: str) -> Person:
    with the_store(demo) as store:
        return Person.read(next(doc for doc in store.records("person") if doc["name"] == name))


def put(demo, person: Person) -> None:
    with the_store(demo) as store:
        store.commit([Put("person", person.doc(), person.rev)])


@pytest.fixture
def call(demo):
    with demo.terminal() as terminal:
        yield on_a_call(terminal)


def test_a_number_of_another_country_is_shaped_as_it_is_typed_and_its_hour_is_a_guess(call):
    call.type("+442079460958 x12")
    call.wait_for("the number +44 20 7946 0958 x12")
    call.type("<enter>")
    # 9:12 in Los Angeles.
    call.wait_for("who is it? ^F · +44 20 7946 0958 x12 · 5:12 PM there?")


def test_withheld_is_kept_as_it_was_said_and_the_number_may_come_later(call):
    call.type("withheld")
    call.wait_for("the number withheld")
    call.type("<enter>")
    call.wait_for("The number is not shown: ask where they can be called back")
    call.wait_for("who is it? ^F · withheld")
    call.type(f"{MARIA}<enter>")
    call.wait_for("it is a number of Maria Garcia")
    call.wait_for("00:00   call back at (415) 555-2671")
    call.wait_for("who is it? ^F · withheld")


def test_a_space_before_a_number_makes_it_a_note(call):
    call.type(" 555-2671<enter>")
    call.wait_for("00:00   555-2671")
    call.wait_for("who is it? ^F")


def test_several_people_of_one_number_are_asked_about_who_was_spoken_with_last_first(demo):
    maria = person_of(demo, "Maria Garcia")
    put(demo, Person(id=maria.id + 1, name="Abel Garcia", role="witness", phones=maria.phones))
    with demo.terminal() as terminal:
        on_a_call(terminal).type(MARIA)
        terminal.wait_for("Maria Garcia, Abel Garcia")
        terminal.type("<enter>")
        terminal.wait_for("Several people have this number. Who is it?")
        terminal.wait_for(re.compile(r"Abel Garcia +witness +never over this number"))
        lines = [line for line in terminal.text().splitlines() if "Garcia" in line or "somebody" in line]
        assert "Maria Garcia" in lines[0]
        assert " client " in lines[0]
        assert "Custody 2026-0142" in lines[0]
        assert "last " in lines[0]
        assert "Abel" in lines[1]
        assert "somebody else" in lines[2]
        terminal.type("abel<enter>")
        terminal.wait_for("Abel Garcia · (415) 555-2671")


def test_somebody_else_at_a_number_of_several_is_asked_for_by_name(demo):
    maria = person_of(demo, "Maria Garcia")
    put(demo, Person(id=maria.id + 1, name="Abel Garcia", role="witness", phones=maria.phones))
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("Several people have this number")
        terminal.type("<down><down><enter>")
        terminal.wait_for("Who is on the line?")


def test_whoever_was_named_stays_when_the_number_is_somebody_else_s(call):
    call.type("<ctrl+f>")
    call.wait_for("Who is on the line?")
    call.type("Rosa Quintero")
    call.wait_for("Rosa Quintero")
    call.type("<end><down><down><down><enter>")
    call.wait_for("Rosa Quintero")
    call.type(f"{MARIA}<enter>")
    call.wait_for("This is a number of Maria Garcia; ^F says who is on the line")
    call.wait_for("Rosa Quintero · (415) 555-2671")


def test_what_the_caller_asks_for_is_kept_with_them_and_stands_in_the_brief(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("/voicemail no<enter>")
        terminal.wait_for("Kept with Maria Garcia")
        terminal.type("/besttime after 6 pm<enter>/sayonly Maria<enter>/needs large print<enter>")
        terminal.wait_for("Kept with Maria Garcia")
        terminal.type("<f8>")
        terminal.wait_for("leave none; best time after 6")
        terminal.wait_for('say only: "Maria", not the')
        terminal.type("<ctrl+q>")
        terminal.exit_code()
    kept = person_of(demo, "Maria Garcia")
    assert [(one.number, one.voicemail, one.say_only) for one in kept.numbers] == [(f"+1{MARIA}", "no", "Maria")]
    assert (kept.best_times, kept.accommodations) == ("after 6 pm", "large print")


def test_a_question_about_a_person_shows_what_is_there_and_can_be_mended(demo):
    maria = person_of(demo, "Maria Garcia")
    put(demo, maria.but(language="Spanish"))
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("/language<enter>")
        terminal.wait_for("Maria Garcia: Which language do they speak best?")
        terminal.wait_for("▸ Spanish")
        terminal.type(", some English<enter>")
        terminal.wait_for("Kept with Maria Garcia")
        terminal.type("<ctrl+q>")
        terminal.exit_code()
    assert person_of(demo, "Maria Garcia").language == "Spanish, some English"


def test_what_only_they_know_is_kept_with_them_and_the_identity_question_shows_what_to_ask_about(demo):
    put(demo, person_of(demo, "Maria Garcia").but(identity_facts=("code word heron",)))
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("/fact born 1986-04-12<enter>")
        terminal.wait_for("Kept with Maria Garcia")
        terminal.type("/verify<enter>")
        on_file = "code word heron · born 1986-04-12 · number ending 2671 · matter 2026-0142"
        terminal.wait_for(said(f"How was identity checked? Ask, never read out: {on_file}"))
        terminal.type("<esc>/fact<enter>")
        terminal.wait_for("▸ code word heron · born 1986-04-12")
        terminal.type("<ctrl+u>born 1986-04-12; code word crane<enter>")
        terminal.wait_gone("What do only they know?")
        terminal.type("<ctrl+q>")
        terminal.exit_code()
    assert person_of(demo, "Maria Garcia").identity_facts == ("born 1986-04-12", "code word crane")


def test_a_person_somebody_else_changed_is_not_overwritten_and_says_who_did(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("/howtotalk<enter>")
        terminal.wait_for("How does one talk with them?")
        terminal.type("<ctrl+u>let her finish")
        put(demo, person_of(demo, "Maria Garcia").but(how_to_talk="short sentences"))
        terminal.type("<enter>")
        terminal.wait_for(said("Dana Whitfield changed this at 9:12 AM"))
        assert person_of(demo, "Maria Garcia").how_to_talk == "short sentences"
        terminal.type("<enter>")
        terminal.wait_for("Kept with Maria Garcia")
    assert person_of(demo, "Maria Garcia").how_to_talk == "let her finish"


def test_somebody_new_is_entered_with_name_and_number(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type("fax 415 555 0199<enter>")
        terminal.wait_for("A fax: nobody answers there")
        terminal.type("<ctrl+f>")
        terminal.wait_for("Who is on the line?")
        terminal.type("Rosa Quintero<end><down><down><down><enter>")
        terminal.wait_for("Rosa Quintero · (415) 555-0199")
        terminal.type("/save witness<enter>")
        terminal.wait_for("Rosa Quintero is in the office's list now, as witness")
        terminal.type("<ctrl+q>")
        terminal.exit_code()
    rosa = person_of(demo, "Rosa Quintero")
    assert (rosa.role, rosa.phones, rosa.numbers[0].line) == ("witness", ("+14155550199",), "fax")


@pytest.fixture
def unsafe(demo):
    """Whoever the first item of the queue is about, at a number that is not safe."""
    first = next(row for row in demo.json("queue") if row["person"])
    person = person_of(demo, first["person"])
    number = person.phones[0]
    put(demo, person.but(numbers=person.with_known(number, safe="no", say_only="Ruth")))
    return first, f"{number[-4:]}"


def test_a_number_that_is_not_safe_is_shown_on_a_conscious_key_only(demo, unsafe):
    item, last_digits = unsafe
    with demo.terminal("dana" if item["assignee"] == "dana" else "ana") as terminal:
        at_the_queue(terminal).type(f"/{item['text'][:24]}<enter>")
        terminal.wait_for("x takes it away")
        terminal.type("c")
        terminal.wait_for("Do not call: this number is not safe for them. Dial all the same?")
        terminal.wait_for('"Ruth", not the firm and not')
        terminal.wait_for("hidden: /dial")
        assert last_digits not in terminal.text()
        terminal.type("<esc>/dial<enter>")
        terminal.wait_for("Dial all the same?")
        assert last_digits not in terminal.text()
        terminal.type("<enter>")
        terminal.wait_for(last_digits)
        terminal.wait_for("before you dial do not call")


def test_typing_on_is_no_yes_to_an_unsafe_number(demo, unsafe):
    item, last_digits = unsafe
    with demo.terminal("dana" if item["assignee"] == "dana" else "ana") as terminal:
        at_the_queue(terminal).type(f"/{item['text'][:24]}<enter>")
        terminal.wait_for("x takes it away")
        terminal.type("c")
        terminal.wait_for("Dial all the same?")
        terminal.type("quiet here<enter>")
        terminal.wait_for("00:00   quiet here")
        terminal.wait_for("hidden: /dial")
        assert last_digits not in terminal.text()

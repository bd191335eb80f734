"""Who has this number, whose name starts like this, whose matters those are."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.domain.errors import StoreFull
from paratui.services.people import People

MARIA = "+14155552671"


@pytest.fixture
def people(ana) -> People:
    return People(ana)


def names(found) -> list[str]:
    return [known.person.name for known in found]


def test_a_known_number_finds_everybody_who_has_it(shared, people):
    shared.person("Maria Garcia", phones=(MARIA, "+12125550123"))
    shared.person("Luis Garcia", phones=(MARIA,))
    shared.person("Dean Oakley", phones=("+14155552670",))
    assert sorted(names(people.with_number(MARIA))) == ["Luis Garcia", "Maria Garcia"]
    assert names(people.with_number("+12125550123")) == ["Maria Garcia"]
    assert people.with_number("+14155550000") == []


def test_an_extension_does_not_hide_the_number(shared, people):
    shared.person("Acme Insurance", phones=(f"{MARIA};ext=204",))
    assert names(people.with_number(MARIA)) == ["Acme Insurance"]
    assert names(people.with_number(f"{MARIA};ext=9")) == ["Acme Insurance"]


def test_no_number_is_nobody_s_number(shared, people):
    shared.person("Maria Garcia", phones=("",))
    shared.person("Dean Oakley")
    assert people.with_number("") == []


def test_a_name_is_found_by_the_beginnings_of_its_words_in_any_order_and_case(shared, people):
    shared.person("Maria Garcia-Lopez")
    shared.person("Mario Conti")
    for typed in ("mar gar", "GARCIA", "lopez m", " maria  garcia "):
        assert names(people.named(typed)) == ["Maria Garcia-Lopez"]
    assert names(people.named("mar")) == ["Maria Garcia-Lopez", "Mario Conti"]
    assert people.named("arcia") == []


def test_clients_stand_before_others_and_only_so_many_are_given(shared, people):
    shared.person("Adam Lee", role="witness")
    for number in range(9):
        shared.person(f"Zed Lee {number}")
    found = names(people.named("lee"))
    assert found == [f"Zed Lee {number}" for number in range(8)]
    assert "Adam Lee" in names(people.named("lee", most=20))
    assert names(people.named("lee", most=20))[-1] == "Adam Lee"


def test_a_full_name_means_one_person_or_nobody(shared, people):
    maria = shared.person("Maria Garcia")
    assert people.exactly(" maria GARCIA ").person == maria
    assert people.exactly("Maria") is None
    shared.person("Maria Garcia")
    people.changed()
    assert people.exactly("Maria Garcia") is None


def test_matters_come_with_the_person_the_open_ones_first(shared, people):
    maria = shared.person("Maria Garcia")
    shared.matter("2024-0007", status="closed", clients=(maria.id,))
    shared.matter("2026-0142", clients=(maria.id,))
    shared.matter("2025-0100", clients=(maria.id,))
    shared.matter("2026-0999", clients=(shared.person("Dean Oakley").id,))
    found = people.person(maria.id)
    assert [matter.number for matter in found.matters] == ["2025-0100", "2026-0142", "2024-0007"]


def test_a_matter_named_on_both_sides_is_theirs_once(shared, people):
    matter = shared.matter()
    maria = shared.person("Maria Garcia", matters=(matter.id, 12345))
    shared.keep("matter", matter.but(clients=(maria.id,)))
    assert [one.number for one in people.person(maria.id).matters] == ["2026-0142"]


def test_a_matter_is_found_by_its_number_in_any_case(shared, people):
    matter = shared.matter("CR-26-09")
    assert people.matter(" cr-26-09 ") == matter
    assert people.matter_of(matter.id) == matter
    assert people.matter("CR-26") is None
    assert people.matter_of(5) is None
    assert people.person(5) is None


def test_somebody_new_is_stored_and_found_at_once(shared, ana, people):
    assert people.named("teo") == []
    entered = people.enter("Teo Brandt", MARIA)
    assert (entered.role, entered.phones, entered.rev) == ("prospect", (MARIA,), 1)
    assert names(people.with_number(MARIA)) == ["Teo Brandt"]
    assert shared.stored("person", entered.id)["name"] == "Teo Brandt"


def test_somebody_who_could_not_be_stored_is_not_known_either(ana, people, full_disk):
    people.named("teo")
    with full_disk(ana), pytest.raises(StoreFull):
        people.enter("Teo Brandt", MARIA)
    assert people.named("teo") == []


def test_what_a_colleague_enters_is_known_once_the_change_is_heard(shared, dana, people):
    assert people.with_number(MARIA) == []
    People(dana).enter("Teo Brandt", MARIA)
    people.changed()
    assert names(people.with_number(MARIA)) == ["Teo Brandt"]


def test_with_nothing_typed_the_people_of_the_newest_calls_are_offered(shared, people):
    spoken_to = [shared.person(name) for name in ("Maria Garcia", "Dean Oakley", "Teo Brandt")]
    shared.person("Nobody Yet")
    for person in (*spoken_to, spoken_to[0]):
        shared.clock.go_on(60)
        shared.keep("call", Call(id=shared.new_id(), status="ended", person_id=person.id, person=person.name))
    assert names(people.named(" ")) == ["Maria Garcia", "Teo Brandt", "Dean Oakley"]
    assert names(people.named("", most=1)) == ["Maria Garcia"]


def test_a_whole_name_in_a_line_means_that_person(shared, people):
    maria = shared.person("Maria Garcia")
    shared.person("Cher")
    for said in (
        "call back  maria garcia thu 3pm",
        "Maria Garcia: send the notice",
        "call Maria Garcia, she waits",
        "send Maria Garcia's letter",
        "send Maria Garcia\u2019s letter",
        'the copy for "Maria Garcia".',
    ):
        assert people.mentioned(said).person == maria
    assert people.mentioned("call back Ana-Maria Garcia") is None
    assert people.mentioned("call back Maria") is None
    assert people.mentioned("sing with Cher") is None
    shared.person("Dean Oakley")
    people.changed()
    assert people.mentioned("bring Maria Garcia and Dean Oakley together") is None

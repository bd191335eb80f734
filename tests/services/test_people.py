"""Who has this number, whose name starts like this, whose matters those are: told by the store, or held."""

from __future__ import annotations

from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.call import Call
from paratui.domain.entered_as import in_plain_words
from paratui.domain.errors import Conflict, StoreError, StoreFull
from paratui.domain.people_index import PeopleIndex
from paratui.domain.person import Person
from paratui.domain.search_words import folded
from paratui.services.contacts import Contacts
from paratui.services.people import People
from paratui.store.interface import Change, Put

MARIA = "+14155552671"


@pytest.fixture(params=["told by the store", "held"])
def people(request, ana, monkeypatch) -> People:
    if request.param == "held":
        without_index(ana, monkeypatch)
    return People(ana)


@pytest.fixture
def held(ana, monkeypatch) -> People:
    """The people while nothing can tell without reading them."""
    without_index(ana, monkeypatch)
    return People(ana)


def without_index(desk, monkeypatch) -> None:
    monkeypatch.setattr(desk.store, "ask_register", lambda _question, **_given: None)


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


# Kept up to date one by one


def changes(*records) -> list[Change]:
    return [Change(kind, record.id, record.rev, "dana") for kind, record in records]


def test_only_what_changed_is_read_again(shared, ana, people, monkeypatch):
    maria = shared.person("Maria Garcia", phones=(MARIA,))
    people.load()
    teo = shared.person("Teo Brandt", phones=(MARIA,))
    matter = shared.matter(clients=(teo.id,))
    renamed = shared.keep("person", maria.but(name="Maria Lopez", phones=("+12125550123",)))
    monkeypatch.setattr(ana.store, "records", lambda kind: pytest.fail(f"every {kind} was read"))
    people.changed(changes(("person", teo), ("person", renamed), ("matter", matter)))
    assert names(people.with_number(MARIA)) == ["Teo Brandt"]
    assert people.with_number(MARIA)[0].matters == (matter,)
    assert people.named("garcia") == []
    assert names(people.named("lop")) == ["Maria Lopez"]
    assert people.exactly("Maria Garcia") is None
    assert people.mentioned("call Maria Garcia") is None
    assert people.mentioned("call Maria Lopez").person == renamed


def test_a_purged_person_is_known_no_more(shared, ana, people):
    maria = shared.person("Maria Garcia", phones=(MARIA,))
    matter = shared.matter(clients=(maria.id,))
    people.load()
    ana.store.purge([("person", maria.id), ("matter", matter.id)])
    people.changed(changes(("person", maria), ("matter", matter)))
    assert people.with_number(MARIA) == people.named("maria") == []
    assert people.person(maria.id) is None
    assert people.matter("2026-0142") is None


def test_what_was_purged_is_gone_after_everything_was_read_again_too(shared, ana, people):
    maria = shared.person("Maria Garcia", phones=(MARIA,))
    shared.person("Teo Brandt", phones=(MARIA,))
    people.load()
    ana.store.purge([("person", maria.id)])
    people.changed()
    assert names(people.with_number(MARIA)) == ["Teo Brandt"]


def test_a_change_of_something_else_reads_nothing(shared, ana, people, monkeypatch):
    shared.person("Maria Garcia", phones=(MARIA,))
    people.load()
    monkeypatch.setattr(ana.store, "get", lambda kind, record: pytest.fail(f"{kind} {record} was read"))
    people.changed([Change("call", 5, 1, "dana"), Change("follow_up", 6, 1, "dana")])
    assert names(people.with_number(MARIA)) == ["Maria Garcia"]


def test_a_change_that_cannot_be_read_now_is_read_at_the_next_question(shared, ana, held, monkeypatch):
    maria = shared.person("Maria Garcia")
    held.load()
    renamed = shared.keep("person", maria.but(name="Maria Lopez"))
    held.changed(changes(("person", renamed)))
    with monkeypatch.context() as broken:
        broken.setattr(ana.store, "get", lambda kind, record: (_ for _ in ()).throw(StoreError("not now")))
        with pytest.raises(StoreError):
            held.named("maria")
    assert names(held.named("maria")) == ["Maria Lopez"]


def test_a_person_another_tool_has_spoiled_hides_nobody_else(shared, ana, people):
    shared.person("Maria Garcia")
    broken = Person(id=shared.new_id(), name="Teo Brandt").doc() | {"phones": 5}
    ana.store.commit([Put("person", broken)])
    assert names(people.named("m")) == ["Maria Garcia"]
    assert people.named("teo") == []
    [trouble] = people.troubles()
    assert str(broken["id"]) in trouble
    assert "phones" in trouble


def test_of_several_people_of_one_number_who_was_spoken_to_over_it_last_comes_first(shared, ana):
    people = People(ana, Contacts(ana))
    aunt, luis, maria = (
        shared.person(name, phones=(MARIA,)) for name in ("Ada Garcia", "Luis Garcia", "Maria Garcia")
    )
    assert names(people.with_number(MARIA)) == ["Ada Garcia", "Luis Garcia", "Maria Garcia"]
    called = [(aunt, MARIA, "reached"), (luis, MARIA, "reached"), (maria, "+12125550123", "reached")]
    for person, phone, outcome in [*called, (maria, f"{MARIA};ext=9", "wrong_number")]:
        shared.clock.go_on(60)
        call = Call(id=shared.new_id(), status="ended", person_id=person.id, phone=phone, outcome=outcome)
        shared.keep("call", call)
    assert names(people.with_number(MARIA)) == ["Luis Garcia", "Ada Garcia", "Maria Garcia"]


def test_a_change_of_a_person_is_stored_and_found_at_once(shared, ana, people):
    maria = shared.person("Maria Garcia", phones=(MARIA,))
    seen = people.person(maria.id).person
    changed = people.change(seen, language="Spanish", numbers=seen.with_known(MARIA, voicemail="no"))
    assert (changed.language, changed.rev) == ("Spanish", maria.rev + 1)
    assert people.person(maria.id).person == changed
    assert shared.stored("person", maria.id)["numbers"][0]["voicemail"] == "no"


def test_a_change_that_changes_nothing_makes_no_revision(shared, people):
    maria = shared.person("Maria Garcia", language="Spanish")
    assert people.change(people.person(maria.id).person, language="Spanish").rev == maria.rev


def test_a_stale_change_of_a_person_is_refused_and_the_next_one_builds_on_what_stands_there(shared, ana, dana):
    here, there = People(ana), People(dana)
    maria = shared.person("Maria Garcia")
    seen = here.person(maria.id).person
    there.change(there.person(maria.id).person, language="Spanish")
    with pytest.raises(Conflict) as refused:
        here.change(seen, language="English")
    assert refused.value.changed_by == "dana"
    assert shared.stored("person", maria.id)["language"] == "Spanish"
    fresh = here.person(maria.id).person
    assert fresh.language == "Spanish"
    here.change(fresh, how_to_talk="let her finish")
    assert shared.stored("person", maria.id)["language"] == "Spanish"


def test_a_person_can_be_entered_with_what_answers_at_their_number(shared, people):
    rosa = people.enter("Rosa Quintero", MARIA, "witness", "fax")
    assert (rosa.role, rosa.phones, rosa.numbers[0].line) == ("witness", (MARIA,), "fax")
    assert people.enter("Ida Roe", MARIA).numbers == ()


def test_answers_come_at_once_only_when_nothing_is_left_to_be_read(shared, held):
    assert not held.ready
    shared.person("Maria Garcia", phones=(MARIA,))
    during = []
    held.load(lambda: during.append(held.ready))
    assert during
    assert not any(during)
    assert held.ready
    luis = shared.person("Luis Garcia", phones=(MARIA,))
    held.changed([Change("person", luis.id, 1, "dana")])
    assert not held.ready
    assert names(held.with_number(MARIA)) == ["Luis Garcia", "Maria Garcia"]
    assert held.ready


def test_reading_everybody_can_be_given_up_and_begun_again(shared, held):
    shared.person("Maria Garcia", phones=(MARIA,))

    def leave():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        held.load(leave)
    assert not held.ready
    assert names(held.with_number(MARIA)) == ["Maria Garcia"]


def test_no_rest_is_taken_while_somebody_waits_for_an_answer(shared, held):
    for number in range(200):
        shared.person(f"Client {number}")
    rests, found = [], []

    def rest():
        rests.append(1)
        if len(rests) == 1:
            asking = Thread(target=lambda: found.append(held.exactly("Client 7")))
            asking.start()
            while not held._held._hurry.wait(0.01) and asking.is_alive():
                pass
            asked.append(asking)

    asked = []
    held.load(rest)
    asked[0].join(10)
    assert len(rests) == 1
    assert found[0].person.name == "Client 7"


NAMES = st.lists(
    st.sampled_from(["Ana", "ana", "Maria", "Mario", "Garcia", "Garcia-Lopez", "O'Neil", "李", "Å"]), max_size=4
)
PHONES = st.lists(st.sampled_from([MARIA, f"{MARIA};ext=9", "+12125550123", ""]), max_size=3)
STEPS = st.lists(st.tuples(st.integers(1, 5), NAMES, PHONES, st.booleans()), max_size=25)


@given(STEPS)
def test_the_index_finds_what_looking_through_everybody_finds(steps):
    index, everybody = PeopleIndex(), {}
    for record, words, phones, gone in steps:
        person = Person(id=record, name=" ".join(words), phones=tuple(phones))
        if gone:
            index.drop(record)
            everybody.pop(record, None)
        else:
            index.put(person)
            everybody[record] = person
        newest_first = [everybody[record] for record in sorted(everybody, reverse=True)]
        for phone in (MARIA, "+12125550123", ""):
            plain = [p for p in newest_first if phone and phone in {one.partition(";")[0] for one in p.phones}]
            assert index.with_number(phone) == plain
        for typed in ("a", "ma", "mar gar", "lopez", "ana ana", "李"):
            wanted = [
                p
                for p in newest_first
                if all(
                    any(word.startswith(one) for word in folded(p.name).replace("-", " ").split())
                    for one in typed.split()
                )
            ]
            assert index.with_words(typed.split()) == wanted
        for name in ("Ana Maria", "maria garcia"):
            assert index.named(name) == [p for p in newest_first if p.name.casefold() == name.casefold()]
        said = in_plain_words("call Ana Maria, then Maria Garcia's aunt")
        assert index.in_sentence(said) == [
            p for p in newest_first if " " in p.name and in_plain_words(p.name) in said
        ]


@pytest.mark.parametrize("typed", ["noemie", "NOÉMIE lef", "lefevre-mar", "sosa", "maiden sos"])
def test_accents_hyphens_and_other_names_find_somebody_too(shared, people, typed):
    noemie = shared.person("Noémie Lefèvre-Martin", other_names=("Noémie Sosa", "Maiden Sosa"))
    people.changed(None)
    assert [one.person.id for one in people.named(typed)] == [noemie.id]


@pytest.mark.parametrize("typed", ["odonoghue", "o'don", "O\u2019Donoghue", "donoghue", "bob o", "(bob"])
def test_an_apostrophe_or_a_bracket_in_a_name_need_not_be_typed(shared, people, typed):
    bob = shared.person("Robert (Bob) O'Donoghue")
    people.changed(None)
    assert [one.person.id for one in people.named(typed)] == [bob.id]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Fatima al-Rashid", "alrashid"),
        ("Siobh\u00e1n O'Donoghue", "Odonoghue"),
        ("Jean-Luc De La Cruz", "delac"),
        ("Jean-Luc De La Cruz", "lacruz jeanluc"),
        ("Rosa van der Berg", "vanderberg"),
    ],
)
def test_a_name_is_found_without_what_stands_between_its_parts(shared, people, name, typed):
    shared.person("Al Cruz-Donoghue"), shared.person("Rashid Bell")
    record = shared.person(name).id
    people.changed(None)
    assert [one.person.id for one in people.named(typed)] == [record]


def test_what_changes_is_not_kept_for_later_while_nobody_is_held(shared, ana):
    people = People(ana)
    people.load()
    people.changed([Change("person", record, 1, "dana") for record in range(1, 500)])
    people.load()
    assert not people._held._pending

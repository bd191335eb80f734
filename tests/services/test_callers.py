"""What a call asks about the other end, all of it together."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.domain.person import KnownNumber
from paratui.services.callers import Callers
from paratui.services.office_tables import OfficeTables

MARIA = "+14155552671"


@pytest.fixture
def callers(ana) -> Callers:
    return Callers(ana, OfficeTables(ana))


def loaded(callers) -> Callers:
    callers.load(lambda: None)
    return callers


def test_a_number_being_typed_finds_who_has_it_once_everybody_is_read(shared, callers):
    shared.person("Maria Garcia", phones=(MARIA,))
    assert callers.by_number_typed("415 555 2671") == []
    loaded(callers)
    for typed in ("4155552671", "+1 (415) 555-2671", "415 555 2671 x12", "cell 415 555 2671", "*67 415 555 2671"):
        assert [known.person.name for known in callers.by_number_typed(typed)] == ["Maria Garcia"]
    for typed in ("415555267", "withheld", ""):
        assert callers.by_number_typed(typed) == []


def test_the_brief_tells_the_last_call_the_hour_and_what_holds_for_the_number(shared, callers):
    maria = shared.person("Maria Garcia", phones=(MARIA,), numbers=(KnownNumber(number=MARIA, voicemail="no"),))
    call = Call(id=shared.new_id(), status="ended", person_id=maria.id, staff="ana", started="2026-10-07T15:00:00Z")
    shared.keep("call", call.but(outcome="reached"))
    facts = {fact.about: fact.says for fact in loaded(callers).brief(maria.id, MARIA)}
    assert facts["voicemail"] == "leave none"
    assert facts["last contact"] == "yesterday, you, reached"
    assert facts["time there"] == "7:00 AM there (guess): too early, before 8:00 AM there (guess)"
    assert callers.brief(0, MARIA) == []


def test_a_call_of_one_s_own_that_was_just_written_is_the_last_contact(shared, callers):
    maria = shared.person("Maria Garcia", phones=(MARIA,))
    loaded(callers)
    call = Call(id=shared.new_id(), status="ended", person_id=maria.id, staff="ana", started="2026-10-08T13:00:00Z")
    callers.written(shared.keep("call", call.but(outcome="reached", phone=MARIA)))
    assert callers.contacts.last_over(MARIA) == {maria.id: call.id}


def test_what_others_changed_is_caught_up_with(shared, ana, callers):
    loaded(callers)
    ana.changes()
    maria = shared.person("Maria Garcia", phones=(MARIA,))
    changes = ana.changes()
    callers.people.changed(changes)
    callers.catch_up(changes, lambda: None)
    assert callers.people.ready
    assert callers.by_number_typed("4155552671")[0].person == maria


def test_nothing_has_to_be_read_of_everybody_to_know_what_speaks_against_dialling_for_an_item(shared, callers):
    maria = shared.person("Maria Garcia", phones=(MARIA,), numbers=(KnownNumber(number=MARIA, safe="no"),))
    item = shared.follow_up(person_id=maria.id, phone=MARIA)
    assert callers.stops_before(item) == "do not call"
    assert not callers.people.ready
    other = shared.follow_up(person_id=maria.id, phone="+12125550123")
    assert callers.stops_before(other) == ""
    assert callers.stops_before(shared.follow_up(phone=MARIA)) == ""


def test_before_dialling_somebody_nobody_knows_the_number_alone_speaks(callers):
    facts = {fact.about: fact.says for fact in callers.before_dialling(0, MARIA)}
    assert facts["place"] == "California (guess)"
    assert "too early" in facts["time there"]
    assert callers.before_dialling(0, "") == []
    assert callers.before_dialling(0, "withheld") == []

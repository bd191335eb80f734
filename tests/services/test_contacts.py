"""Who was spoken with last, known without reading the log."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.services.contacts import KEPT, MOST_TRIES, Contacts
from paratui.store.interface import Put

MARIA = "+14155552671"


@pytest.fixture(params=["told by an index", "looked up in the newest calls"])
def contacts(request, ana, monkeypatch) -> Contacts:
    if request.param != "told by an index":
        monkeypatch.setattr(ana.store, "last_calls_of", lambda *_given: None)
        monkeypatch.setattr(ana.store, "last_calls_over", lambda _phone: None)
    return Contacts(ana)


def call(shared, person: int, *, ago: int = 0, **fields) -> Call:
    """A call that began so many seconds ago."""
    shared.clock.go_on(60)
    at = shared.clock.now().timestamp() - ago
    began = shared.clock.now().fromtimestamp(at, tz=shared.clock.now().tzinfo)
    fields = {"status": "ended", "outcome": "reached", "phone": MARIA} | fields
    return shared.keep("call", Call(id=shared.desk("dana").new_id(began), person_id=person, **fields))


def ids(calls) -> list[int]:
    return [one.id for one in calls]


def test_the_newest_calls_of_a_person_are_known_newest_first(shared, contacts):
    theirs = [call(shared, 7) for _ in range(KEPT + 2)]
    call(shared, 8)
    call(shared, 7, status="in_progress")
    call(shared, 7, status="discarded")
    assert ids(contacts.last(7)) == ids(theirs[::-1][:KEPT])
    assert contacts.last(9) == []


def test_a_call_entered_late_stands_where_it_belongs(shared, contacts):
    newest = call(shared, 7)
    assert ids(contacts.last(7)) == [newest.id]
    late = call(shared, 7, ago=86400 * 30)
    assert ids(contacts.last(7)) == [newest.id, late.id]


def test_a_call_that_was_given_to_somebody_else_is_theirs(shared, contacts):
    mistaken = call(shared, 7)
    moved = shared.keep("call", mistaken.but(person_id=8))
    assert contacts.last(7) == []
    assert ids(contacts.last(8)) == [moved.id]


def test_the_calls_of_a_merged_record_are_theirs_too(shared, contacts):
    theirs = [call(shared, 7), call(shared, 8), call(shared, 9)]
    contacts.ids_of = lambda person: (person, 8)
    assert ids(contacts.last(7)) == [theirs[1].id, theirs[0].id]


def test_a_purged_call_is_no_contact(shared, ana, contacts):
    gone = call(shared, 7)
    ana.store.purge([("call", gone.id)])
    assert contacts.last(7) == []


def test_the_last_over_a_number_counts_any_extension_and_no_wrong_number(shared, contacts):
    first = call(shared, 7, phone=f"{MARIA};ext=9")
    call(shared, 8, outcome="wrong_number")
    call(shared, 0)
    assert contacts.last_over(MARIA) == {7: first.id}
    second = call(shared, 8)
    third = call(shared, 7)
    assert contacts.last_over(f"{MARIA};ext=1") == {7: third.id, 8: second.id}
    assert contacts.last_over("+12125550123") == contacts.last_over("") == {}


def test_however_often_nobody_was_reached_the_last_contact_is_found(shared, contacts):
    reached = call(shared, 7)
    tried = [call(shared, 7, direction="out", outcome="no_answer") for _ in range(40)]
    last, tries = contacts.reached(7)
    assert ids(last) == [reached.id]
    assert ids(tries) == ids(tried[::-1][:MOST_TRIES])


def test_a_call_another_tool_has_spoiled_is_passed_over(shared, ana, contacts):
    good = call(shared, 7)
    shared.clock.go_on(60)
    spoilt = {"id": shared.new_id(), "person_id": 7, "status": "ended", "phone": 9}
    ana.store.commit([Put("call", spoilt)])
    assert ids(contacts.last(7)) == [good.id]

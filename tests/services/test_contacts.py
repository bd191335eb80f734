"""Who was spoken with last, known without reading the log at each question."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.services.contacts import KEPT, Contacts
from paratui.store.interface import Change

MARIA = "+14155552671"


@pytest.fixture
def contacts(ana) -> Contacts:
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


@pytest.mark.parametrize("loaded", [True, False])
def test_the_newest_calls_of_a_person_are_known_newest_first(shared, contacts, loaded):
    theirs = [call(shared, 7) for _ in range(KEPT + 2)]
    call(shared, 8)
    call(shared, 7, status="in_progress")
    call(shared, 7, status="discarded")
    if loaded:
        contacts.load()
    assert ids(contacts.last(7)) == ids(theirs[::-1][:KEPT])
    assert contacts.last(9) == []


def test_after_the_log_was_read_a_question_reads_only_the_newest_calls(shared, ana, contacts, monkeypatch):
    first = [call(shared, 7 + place) for place in range(50)]
    contacts.load()
    contacts.last(7)
    asked = []
    calls = ana.store.calls
    monkeypatch.setattr(ana.store, "calls", lambda *given: (asked.append(doc) or doc for doc in calls(*given)))
    fresh = call(shared, 7)
    assert ids(contacts.last(7)) == ids([fresh, first[0]])
    assert len(asked) == 2


def test_a_new_call_takes_the_place_of_the_oldest_that_is_kept(shared, contacts):
    theirs = [call(shared, 7) for _ in range(KEPT)]
    contacts.load()
    newest = call(shared, 7)
    assert ids(contacts.last(7)) == ids([newest, *theirs[:0:-1]])


def test_a_call_entered_late_is_known_when_its_change_is_heard(shared, contacts):
    newest = call(shared, 7)
    contacts.load()
    assert ids(contacts.last(7)) == [newest.id]
    late = call(shared, 7, ago=86400 * 30)
    contacts.changed([Change("call", late.id, late.rev, "dana"), Change("person", 7, 1, "dana")])
    assert ids(contacts.last(7)) == [newest.id, late.id]


def test_a_call_of_one_s_own_entered_late_is_known_when_it_is_taken_in(shared, contacts):
    contacts.load()
    late = call(shared, 7, ago=86400 * 30)
    contacts.take_in(late.doc())
    assert ids(contacts.last(7)) == [late.id]


def test_a_call_that_was_given_to_somebody_else_is_theirs(shared, contacts):
    mistaken = call(shared, 7)
    contacts.load()
    moved = shared.keep("call", mistaken.but(person_id=8))
    contacts.changed([Change("call", moved.id, moved.rev, "dana")])
    assert contacts.last(7) == []
    assert ids(contacts.last(8)) == [moved.id]


def test_a_purged_call_is_no_contact(shared, ana, contacts):
    gone = call(shared, 7)
    contacts.load()
    ana.store.purge([("call", gone.id)])
    contacts.changed([Change("call", gone.id, 2, "dana")])
    assert contacts.last(7) == []


def test_the_last_over_a_number_counts_any_extension_and_no_wrong_number(shared, contacts):
    first = call(shared, 7, phone=f"{MARIA};ext=9")
    call(shared, 8, outcome="wrong_number")
    contacts.load()
    assert contacts.last_over(MARIA) == {7: first.id}
    second = call(shared, 8)
    third = call(shared, 7)
    assert contacts.last_over(f"{MARIA};ext=1") == {7: third.id, 8: second.id}
    assert contacts.last_over("+12125550123") == {}


def test_reading_the_log_can_be_stopped_and_begun_again(shared, contacts):
    calls = [call(shared, 7 + place) for place in range(6)]
    rests = []
    contacts.load(rest=lambda: rests.append(1), cancelled=lambda: bool(rests))
    assert not contacts.whole
    contacts.load()
    assert contacts.whole
    assert ids(contacts.last(7)) == [calls[0].id]


def test_when_too_much_changed_the_log_is_read_anew(shared, contacts):
    contacts.load()
    late = call(shared, 7, ago=86400 * 30)
    contacts.changed(None)
    assert not contacts.whole
    contacts.load()
    assert ids(contacts.last(7)) == [late.id]


def test_a_call_another_tool_has_spoiled_is_passed_over(shared, contacts):
    good = call(shared, 7)
    contacts.take_in({"id": "x", "person_id": 7})
    contacts.take_in({"id": 5, "person_id": "Maria"})
    contacts.take_in({"id": 5, "person_id": 7, "status": "ended", "phone": 9})
    contacts.load()
    assert ids(contacts.last(7)) == [good.id]

"""What every store does with documents as no version of this program writes them."""

from __future__ import annotations

import pytest

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput, Conflict
from paratui.store.interface import Put


@pytest.mark.parametrize("number", [-1, 1 << 53, "7", 7.0, True, [7]])
def test_a_number_that_is_none_is_refused_in_a_sentence(office, number):
    ana = office.open()
    with pytest.raises(BadInput, match="number is a whole number"):
        ana.commit([Put("person", {"id": office.new_id()}), Put("follow_up", office.follow_up(number=number))])
    assert list(ana.records("person")) == list(ana.records("follow_up")) == []


@pytest.mark.parametrize("status", [None, 7, ["done"], {"done": 1}])
def test_a_status_nobody_knows_is_kept_and_the_follow_up_stays_in_the_queue(office, status):
    ana = office.open()
    doc = ana.commit([Put("follow_up", {"id": office.new_id(), "status": status})]).docs[0]
    bare = ana.commit([Put("follow_up", {"id": office.new_id()})]).docs[0]
    assert office.open("dana").open_follow_ups() == [doc, bare]


def test_a_change_that_only_python_takes_for_the_same_is_no_retry(office):
    ana = office.open()
    person = {"id": office.new_id(), "interpreter": 1}
    ana.commit([Put("person", person)])
    with pytest.raises(Conflict):
        ana.commit([Put("person", person | {"interpreter": True})])
    ana.commit([Put("person", person | {"interpreter": True}, 1)])
    assert ana.get("person", person["id"])["interpreter"] is True


def test_a_number_of_something_else_is_not_filled_in_by_the_store(office):
    ana = office.open()
    matter = {"id": office.new_id(), "number": 142}
    ana.commit([Put("matter", matter)])
    with pytest.raises(Conflict):
        ana.commit([Put("matter", matter | {"number": 0})])


def test_the_same_record_twice_in_one_commit_is_stored_once(office):
    ana = office.open()
    person = {"id": office.new_id(), "name": "caf\udce9"}
    first, second = ana.commit([Put("person", person), Put("person", person)]).docs
    assert first == second == {"id": person["id"], "name": "caf?", "rev": 1}
    assert len(ana.revisions("person", person["id"])) == 1


@pytest.mark.parametrize("odd", [None, 7, True, ["x", 7], {"text": "x"}, [["x"]]])
@pytest.mark.parametrize("field", ["person", "lines", "outcome", "started"])
def test_a_call_of_odd_fields_does_not_end_the_search_of_the_others(office, field, odd):
    ana = office.open()
    docs = [ana.commit([Put("call", office.call(status="ended"))]).docs[0]]
    ana.commit([Put("call", office.call(status="ended") | {"person": "", field: odd})])
    assert list(ana.calls(CallFilter(words="garcia"))) == docs
    list(ana.calls(CallFilter(since="2026-01-01T00:00:00Z")))

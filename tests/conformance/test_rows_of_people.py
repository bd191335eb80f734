"""The items of a person or matter, and the calls of a merged person: the same whatever tells them."""

from __future__ import annotations

import pytest

from paratui.domain.call_filter import CallFilter
from paratui.domain.ids import make_id
from paratui.store.interface import Put

CLOSED = {"status": "done", "history": [{"at": "2026-10-08T15:00:00Z", "by": "ana", "what": "done"}]}


@pytest.fixture(params=["without an index", "with an index"])
def ana(request, office):
    store = office.open()
    if request.param == "with an index":
        store.make_index()
    return store


def call(record: int, person: int) -> Put:
    return Put("call", {"id": record, "status": "ended", "started": "2026-10-08T14:00:00Z", "person_id": person})


def item(record: int, **fields) -> Put:
    return Put("follow_up", {"id": record, "text": "send it", "created": "2026-10-08T14:00:00Z", **fields})


def test_the_calls_of_a_person_are_those_of_the_merged_records_too(ana, clock):
    ids = [id_at(clock, place) for place in range(4)]
    ana.commit([call(one, person) for one, person in zip(ids, (7, 8, 9, 7), strict=True)])
    both = CallFilter(person_id=7, merged=(8,))
    assert [row.id for row in ana.call_rows(both, 9)] == [ids[3], ids[1], ids[0]]
    assert ana.count_calls(both) == 3
    assert [row.id for row in ana.call_rows(CallFilter(person_id=7), 9)] == [ids[3], ids[0]]


def test_the_items_of_people_and_of_a_matter_say_when_they_were_closed(ana, clock):
    ids = [id_at(clock, place) for place in range(4)]
    given = [{"person_id": 7}, {"person_id": 8, **CLOSED}, {"person_id": 9, "matter_id": 5}, {}]
    ana.commit([item(one, **fields) for one, fields in zip(ids, given, strict=True)])
    found = sorted(ana.follow_ups_of((7, 8)))
    assert found == [(ids[0], "2026-10-08T14:00:00Z", ""), (ids[1], "2026-10-08T14:00:00Z", "2026-10-08T15:00:00Z")]
    assert [row.id for row in ana.follow_ups_of((), 5)] == [ids[2]]


def id_at(clock, place: int) -> int:
    return make_id(clock.now(), place + 1)

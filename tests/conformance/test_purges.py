"""What every store promises about a purge."""

from __future__ import annotations

import pytest

from paratui.domain.errors import Conflict
from paratui.store.interface import Change, Put


def test_a_purged_record_is_nowhere_and_its_place_in_the_history_stays(office):
    ana, dana = office.open("ana"), office.open("dana")
    call, item = ana.commit([Put("call", office.call(status="ended")), Put("follow_up", office.follow_up())]).docs
    office.clock.go_on(3600)
    assert dana.purge([("call", call["id"]), ("follow_up", item["id"]), ("call", call["id"]), ("person", 5)]) == 2
    for store in (ana, dana):
        assert store.get("call", call["id"]) is None
        assert list(store.records("call")) == list(store.records("follow_up")) == store.open_follow_ups() == []
        assert store.follow_up_number(item["number"]) is None
        first, last = store.revisions("call", call["id"])
        assert (first.rev, first.time, first.by, first.doc) == (1, "2026-10-08T14:00:00Z", "ana", None)
        assert (last.rev, last.time, last.by, last.doc) == (2, "2026-10-08T15:00:00Z", "dana", None)
    assert dana.purge([("call", call["id"])]) == 0
    for base in (0, 1, 2):
        with pytest.raises(Conflict, match="dana changed this call at 15:00") as refused:
            ana.commit([Put("call", call | {"outcome": "reached"}, base)])
        assert refused.value.current is None
    assert ana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 2


def test_others_are_told_of_a_purge(office):
    ana, dana = office.open("ana"), office.open("dana")
    doc = ana.commit([Put("person", {"id": office.new_id(), "name": "Maria Garcia"})]).docs[0]
    dana.changes()
    ana.purge([("person", doc["id"])])
    assert dana.changes() in ([Change("person", doc["id"], 2, "ana")], None)
    assert ana.changes() in ([], None)

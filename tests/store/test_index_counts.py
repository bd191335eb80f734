"""What the index counted once it does not count again, until something is committed."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from paratui.domain.call_filter import CallFilter
from paratui.store.interface import Put
from paratui.store.tinydb_folder.index import finding
from paratui.store.tinydb_folder.store import open_folder


@pytest.fixture
def office(tmp_path, clock):
    store = open_folder(tmp_path / "office", "ana", clock)
    store.commit([Put("call", {"id": number << 40, "status": "ended", "staff": "ana"}) for number in (1, 2, 3)])
    store.make_index()
    yield store
    store.close()


def test_an_unchanged_list_is_counted_once_and_anew_after_a_commit(office, monkeypatch):
    count, asked = finding.count, []

    def heard(one, wanted, **named):
        asked.append(wanted)
        return count(one, wanted, **named)

    monkeypatch.setattr(finding, "count", heard)
    assert [office.count_calls(CallFilter()) for _ in range(3)] == [3, 3, 3]
    assert office.count_calls(CallFilter(), after=1 << 40) == 2
    assert office.count_calls(CallFilter(staff="dana")) == 0
    assert len(asked) == 3
    office.commit([Put("call", {"id": 4 << 40, "status": "ended", "staff": "dana"})])
    assert (office.count_calls(CallFilter()), office.count_calls(CallFilter(staff="dana"))) == (4, 1)
    assert len(asked) == 5


def test_an_index_made_anew_is_counted_anew(office):
    assert office.count_calls(CallFilter()) == 3
    (office.folder / "index.sqlite").unlink()
    office.commit([Put("call", {"id": 5 << 40, "status": "ended", "staff": "ana"})])
    assert office.count_calls(CallFilter()) == 4
    assert office.make_index()
    assert office.count_calls(CallFilter()) == 4


WEEKS, DAY = 40, 86_400_000 << 22


def test_calls_that_come_go_and_change_are_counted_wherever_somebody_looks(office):
    draw = random.Random(11)
    status = {number << 40: "ended" for number in (1, 2, 3)}
    revision = dict.fromkeys(status, 1)
    for _ in range(60):
        call = draw.randrange(1, WEEKS * 7 * DAY)
        status[call] = draw.choice(["ended", "ended", "open"])
        revision[call] = 1
        office.commit([Put("call", {"id": call, "status": status[call]})])
        known = draw.choice(sorted(status))
        if draw.random() < 0.5:
            status[known] = draw.choice(["ended", "open"])
            office.commit([Put("call", {"id": known, "status": status[known]}, revision[known])])
            revision[known] += 1
        if draw.random() < 0.1:
            office.purge([("call", known)])
            del status[known], revision[known]
            assert office.make_index()
        before, after = (draw.choice([None, draw.randrange(WEEKS * 7 * DAY), *status]) for _ in range(2))
        for statuses in (("ended",), ("ended", "open")):
            wanted = [
                one
                for one, held in status.items()
                if held in statuses and (before is None or one < before) and (after is None or one > after)
            ]
            counted = office.count_calls(CallFilter(statuses=statuses), before=before, after=after)
            assert (office.has_index(), counted) == (True, len(wanted))


def test_a_call_that_is_entered_while_others_are_counted_is_counted_once_or_not_at_all(office):
    weekly = [{"id": week * 7 * DAY, "status": "ended", "staff": "ana"} for week in range(1, WEEKS)]
    office.commit([Put("call", one) for one in weekly])
    wanted = CallFilter(since="2020-02-01T00:00:00Z", until="2020-09-01T00:00:00Z")
    assert office.count_calls(wanted) > WEEKS // 2
    with closing(sqlite3.connect(office.folder / "index.sqlite")) as connection:
        asked = []
        connection.set_trace_callback(asked.append)
        assert finding.count(connection, wanted) == office.count_calls(wanted)
    assert len(asked) == 1

"""What the index counted once it does not count again, until something is committed."""

from __future__ import annotations

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

"""Finding a follow-up by the number people say, however many years ago it was closed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from paratui.store.interface import Put

WEEK = timedelta(days=7).total_seconds()
WEEKS = 20


@pytest.fixture
def years(office, clock):
    """One follow-up a week, closed and folded; number n was made in the n-th week."""
    store = office.open()
    for _ in range(WEEKS):
        store.commit([Put("follow_up", office.follow_up(status="done"))])
        clock.go_on(WEEK)
    store.checkpoint(force=True)
    return store


def read_while(monkeypatch, work) -> tuple[object, set[str]]:
    """What `work` gives, and the shards that were read whole for it."""
    read: set[str] = set()
    real = Path.read_bytes

    def watched(path: Path) -> bytes:
        if path.parent.name == "followups":
            read.add(path.name)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", watched)
    return work(), read


@pytest.mark.parametrize("number", [1, 2, 17, WEEKS - 1, WEEKS])
def test_an_old_number_is_found_by_reading_one_week(years, monkeypatch, number):
    doc, read = read_while(monkeypatch, lambda: years.follow_up_number(number))
    assert doc["number"] == number
    assert len(read) == 1


@pytest.mark.parametrize("number", [WEEKS + 1, 10**9, 0, -1])
def test_a_number_nobody_was_given_is_not_found(years, number):
    assert years.follow_up_number(number) is None


def test_a_number_that_was_given_out_of_order_is_found(office, years):
    """A voicemail of half a year ago, entered today: its week is old, its number is new."""
    office.clock.go_on(-WEEKS / 2 * WEEK)
    late = years.commit([Put("follow_up", office.follow_up(status="done"))]).docs[0]
    early = years.commit([Put("follow_up", office.follow_up(status="done", number=4000))]).docs[0]
    years.checkpoint(force=True)
    assert late["number"] == WEEKS + 1
    for doc in (late, early):
        assert years.follow_up_number(doc["number"]) == doc
    for number in range(1, WEEKS + 1):
        assert years.follow_up_number(number)["number"] == number


def test_numbers_are_found_beside_a_week_that_is_no_tinydb_file_any_more(folder, years):
    shards = sorted((folder / "followups").glob("*.json"))
    for place in (0, WEEKS // 2, WEEKS - 1):
        shards[place].write_bytes(b"scribble")
    for number in range(1, WEEKS + 1):
        assert years.follow_up_number(number)["number"] == number

"""The bench of the silence radar still runs; not a word about how long anything takes."""

from __future__ import annotations

from tests.bench.test_benches import found


def test_the_radar_is_measured_in_two_offices(tmp_path):
    told = found("silence.py", tmp_path, "--documents", "1000", "--turns", "1")
    assert set(told) == {"calls", "promises", "turn"}
    assert all(row["ratio"] > 0 for row in told.values())

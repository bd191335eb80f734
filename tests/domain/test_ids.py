"""Ids are made by each client on its own, and still sort by time, fit 63 bits and find their week's shard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.ids import EPOCH, RANDOM_BITS, id_time, id_week, make_id

MILLISECOND = timedelta(milliseconds=1)
anything = st.integers(min_value=0, max_value=1 << 70)
moments = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=69 * 365)).map(EPOCH.__add__)


@settings(deadline=None, database=None)
@given(st.datetimes(timezones=st.just(UTC)), anything)
def test_an_id_of_any_moment_is_a_positive_63_bit_number(moment, random):
    assert 0 < make_id(moment, random) < 1 << 63


@settings(deadline=None, database=None)
@given(moments, moments, anything, anything)
def test_a_record_that_began_a_millisecond_later_has_the_greater_id_whatever_the_random_part(one, other, a, b):
    early, late = sorted((one, other))
    if late - early >= MILLISECOND:
        assert make_id(early, a) < make_id(late, b)


@settings(deadline=None, database=None)
@given(moments, anything)
def test_an_id_carries_its_moment_to_the_millisecond(moment, random):
    assert timedelta(0) <= moment - id_time(make_id(moment, random)) < MILLISECOND


def test_a_moment_counts_as_itself_in_whatever_zone_it_is_given():
    tokyo = datetime(2026, 10, 8, 23, 0, tzinfo=timezone(timedelta(hours=9)))
    assert make_id(tokyo, 7) == make_id(datetime(2026, 10, 8, 14, 0, tzinfo=UTC), 7)


def test_two_records_of_one_millisecond_differ_by_their_random_part():
    now = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)
    assert len({make_id(now, random) for random in range(1000)}) == 1000


@pytest.mark.parametrize("moment", [datetime(1999, 5, 1, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)])
def test_a_moment_before_2020_counts_as_2020(moment):
    assert make_id(moment, 12) == 12
    assert id_time(make_id(moment, 12)) == EPOCH


def test_no_id_is_zero():
    assert make_id(EPOCH, 0) == 1
    assert make_id(EPOCH, 1 << RANDOM_BITS) == 1


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 10, 8, 14, 0, tzinfo=UTC), "2026-W41"),
        (datetime(2026, 10, 11, 23, 59, 59, tzinfo=UTC), "2026-W41"),
        (datetime(2026, 10, 12, 0, 0, tzinfo=UTC), "2026-W42"),
        (datetime(2021, 1, 3, 12, 0, tzinfo=UTC), "2020-W53"),
        (datetime(2024, 12, 30, 12, 0, tzinfo=UTC), "2025-W01"),
        (datetime(2026, 2, 4, 12, 0, tzinfo=UTC), "2026-W06"),
    ],
)
def test_the_week_of_an_id_is_the_iso_week_also_at_the_turn_of_the_year(moment, week):
    assert id_week(make_id(moment, 99)) == week

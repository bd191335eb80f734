"""A day among the words of a search, as people type it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_query import read_query
from paratui.domain.office import Office
from paratui.domain.searched_day import searched_day

# A Sunday, one o'clock in New York.
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
ABROAD = Office(region="GB")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("nov 19", "on:2026-11-19 "),
        ("19 nov", "on:2026-11-19 "),
        ("Nov 19 2026", "on:2026-11-19 "),
        ("November 19, 2025", "on:2025-11-19 "),
        ("dec 24", "on:2025-12-24 "),
        ("11/19", "on:2026-11-19 "),
        ("11/19/2026", "on:2026-11-19 "),
        ("2026-11-19", "on:2026-11-19 "),
        ("yesterday", "on:2026-11-21 "),
        ("monday", "on:2026-11-16 "),
        ("last friday", "on:2026-11-20 "),
        ("maria nov 19 notice", "maria on:2026-11-19 notice"),
        ("by:ana 11/19 kind:?", "by:ana on:2026-11-19 kind:?"),
    ],
)
def test_a_day_is_offered_in_the_place_where_it_was_typed(typed, line):
    assert searched_day(typed, NOW, Office()).line == line
    offered = read_query(line, CallFilter(), NOW, Office(), ())
    assert offered.wanted.since
    assert [one for one in offered.notices if one.startswith("on:")] == []


def test_the_day_and_month_stand_in_the_order_of_the_office():
    assert searched_day("11/10", NOW, Office()).condition == "on:2026-11-10"
    assert searched_day("11/10", NOW, ABROAD).condition == "on:2026-10-11"


@pytest.mark.parametrize(
    "typed",
    ["", "maria", "mon", "the sun", "may", "11/40", '"nov 19"', "on:nov 19", "before:nov 19 11/3"],
)
def test_what_names_no_day_that_has_come_or_is_a_condition_already_is_left_alone(typed):
    assert searched_day(typed, NOW, Office()) is None


@pytest.mark.parametrize("typed", ["(415) 555-2671", "555-2671", "2026-0142", "1234 Oak St", "x" * 5000])
def test_numbers_and_pages_are_no_days(typed):
    assert searched_day(typed, NOW, Office()) is None

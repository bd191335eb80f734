"""What somebody types to find calls: words and conditions, none of it ever an error."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_query import read_query
from paratui.domain.office import Office
from paratui.domain.staff import Staff

KEYS = ("from", "by", "kind", "matter", "outcome", "channel", "on", "after", "before")
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
STAFF = [
    Staff(id=1, login="ana", name="Ana Ruiz", initials="AR"),
    Staff(id=2, login="dana", name="Dana Park", initials="DP"),
]


def read(typed, base=None):
    return read_query(typed, base or CallFilter(), NOW, Office(), STAFF)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("hearing", {"words": "hearing"}),
        ("from:maria hearing", {"who": "maria", "words": "hearing"}),
        ('from:"maria garcia"', {"who": "maria garcia"}),
        ("FROM:Maria matter:2026-0142", {"who": "Maria 2026-0142"}),
        ("by:ana", {"staff": "ana"}),
        ("by:DP", {"staff": "dana"}),
        ("by:park", {"staff": "dana"}),
        ("kind:?", {"kind": "question"}),
        ("kind:promise sent", {"kind": "promise", "words": "sent"}),
        ("outcome:left channel:email", {"outcome": "left_voicemail", "channel": "email"}),
        ("from:2026-11", {"since": "2026-11-01T04:00:00Z"}),
        ("after:2025", {"since": "2026-01-01T05:00:00Z"}),
        ("before:2026-11-03", {"until": "2026-11-03T05:00:00Z"}),
        ("on:yesterday", {"since": "2026-11-21T05:00:00Z", "until": "2026-11-22T05:00:00Z"}),
        ('on:"nov 3"', {"since": "2026-11-03T05:00:00Z", "until": "2026-11-04T05:00:00Z"}),
        ("http://x.example 9:30", {"words": "http://x.example 9:30"}),
        ('"the next hearing"', {"words": '"the next hearing"'}),
    ],
)
def test_conditions_narrow_and_the_rest_are_words(typed, fields):
    assert read(typed) == (CallFilter(**fields), ())


@pytest.mark.parametrize(
    ("typed", "notice"),
    [
        ("before:", "before: what?"),
        ("before:blah", "before: a day, a month or a year, such as 2026-11-03, 2026-11, Nov 3"),
        ("on:2026-13", "on: a day, a month or a year, such as 2026-11-03, 2026-11, Nov 3"),
        ("by:zoe", "by: nobody here is called zoe"),
        ("kind:zz", "kind: one of > < ? ! @ # ~ * +"),
    ],
)
def test_a_condition_that_cannot_be_read_leaves_nothing_out_and_says_what_it_wants(typed, notice):
    assert read(f"hearing {typed}") == (CallFilter(words="hearing"), (notice,))


def test_conditions_that_hold_anyway_stay():
    assert read("hearing", CallFilter(person_id=7, words="before")).wanted == CallFilter(person_id=7, words="hearing")


@given(st.lists(st.sampled_from([*(f"{key}:" for key in KEYS), '"', " ", "9999-12-31", "0000", "\x00"]) | st.text()))
def test_nothing_that_can_be_typed_is_an_error(pieces):
    read("".join(pieces))

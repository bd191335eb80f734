"""What somebody types to find calls: words and conditions, none of it ever an error."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.call_conditions import begun, days_offered, written
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
        ('from:"😀"', "from: words and numbers are looked for, and here is none"),
    ],
)
def test_a_condition_that_cannot_be_read_leaves_nothing_out_and_says_what_it_wants(typed, notice):
    assert read(f"hearing {typed}") == (CallFilter(words="hearing"), (notice,))


@pytest.mark.parametrize(
    ("typed", "fields", "notice"),
    [
        ("by:ana by:dana", {"staff": "dana"}, "by: the last one counts"),
        ("by:x by:dana", {"staff": "dana"}, "by: nobody here is called x"),
        ("before:2025 before:2024", {"until": "2024-01-01T05:00:00Z"}, "before: the last one counts"),
        ("by:a", {"staff": "ana"}, ""),
        ("form:maria", {"words": "form:maria"}, "form: is no condition, it is looked for as a word"),
        ("2026-11-03", {"words": "2026-11-03"}, "on:2026-11-03 finds the calls of that day"),
        ("😀", {"words": "😀"}, "words and numbers are looked for, and here is none"),
        ("from:maria from:garcia", {"who": "maria garcia"}, ""),
        ("“the hearing” by:“ana”", {"staff": "ana", "words": '"the hearing"'}, ""),
    ],
)
def test_what_was_understood_otherwise_than_it_may_be_meant_is_said(typed, fields, notice):
    assert read(typed) == (CallFilter(**fields), (notice,) if notice else ())


def test_letters_that_several_begin_with_say_whose_calls_are_shown():
    both = [*STAFF, Staff(id=3, login="bert", name="Anders Berg", initials="AB")]
    found = read_query("by:an", CallFilter(), NOW, Office(), both)
    assert found == (CallFilter(staff="ana"), ("by: Ana Ruiz is taken; more letters name another",))


@given(st.sampled_from(KEYS[:5]), st.text(alphabet='ab c"“:é2-', max_size=12))
def test_a_condition_that_was_picked_reads_as_one_that_was_typed(key, value):
    line = written("hearing ", key, value)
    before, again, said = begun(line.rstrip())
    plain = " ".join(value.replace('"', " ").replace("“", " ").split())
    assert (before, again, said) == ("hearing ", key, plain)
    assert read(line) == read(f'hearing {key}:"{plain}"')


def test_days_are_offered_back_to_the_oldest_call_the_newest_first():
    offered = [value for value, _ in days_offered(date(2026, 3, 9), date(2024, 11, 30))]
    assert offered[:4] == ["today", "yesterday", "2026-03", "2026-02"]
    assert {"2024-11", "2026", "2024"} <= set(offered)
    assert "2024-10" not in offered
    assert all(read(f"before:{day}").notices == () for day in offered)


def test_conditions_that_hold_anyway_stay():
    assert read("hearing", CallFilter(person_id=7, words="before")).wanted == CallFilter(person_id=7, words="hearing")


@given(st.lists(st.sampled_from([*(f"{key}:" for key in KEYS), '"', " ", "9999-12-31", "0000", "\x00"]) | st.text()))
def test_nothing_that_can_be_typed_is_an_error(pieces):
    read("".join(pieces))


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("from: maria", "from:maria"),
        ("with:maria", "from:maria"),
        ("staff:dana", "by:dana"),
        ("by:ana ruiz hearing", "by:ana hearing"),
        ("kind:promises", "kind:promise"),
        ("outcome:no answer hearing", "outcome:no_answer hearing"),
        ("channel:in person", "channel:in_person"),
        ("before:nov 3 hearing", 'before:"nov 3" hearing'),
        ("on:nov 3 by:ana", "by:ana on:2026-11-03"),
        ("before:last friday", "before:2026-11-20"),
        ("on:tuesday", "on:2026-11-17"),
        ("date:dec", "on:2025-12"),
        ("on:this month", "on:2026-11"),
        ("on:last month", "on:2026-10"),
        ("on:last year", "on:2025"),
        ("since:2026-10", "from:2026-10"),
        ("until:2026-10", "before:2026-11"),
        ("on:last week", "after:2026-11-08 before:2026-11-16"),
        ("from: by:ana", "by:ana from:"),
    ],
)
def test_what_people_type_is_what_they_mean(typed, same):
    assert read(typed).wanted == read(same).wanted


def test_by_me_is_whoever_types_it():
    assert read_query("by:me", CallFilter(), NOW, Office(), STAFF, "dana").wanted.staff == "dana"


def test_an_outcome_that_is_a_channel_is_found_as_one_and_says_so():
    assert read("outcome:voicemail") == (
        CallFilter(channel="voicemail"),
        ("outcome: that is how it took place: channel:voicemail",),
    )


@pytest.mark.parametrize("typed", ["on:9998", "since:9998-12-31", "from:0001", "before:0001-01-01", "on:0002"])
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Europe/Berlin"])
def test_a_year_at_the_edge_of_the_calendar_is_no_day(typed, zone):
    wanted = read_query(typed, CallFilter(), NOW, Office(zone=zone), STAFF).wanted
    assert (wanted.since, wanted.until) == ("", "")

"""The next try: another hour within the hours of both, another way, and the times somebody is best called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.best_times import read_best_times
from paratui.domain.due import find_due
from paratui.domain.next_try import Called, another_way, hour_words, next_hour, other_numbers
from paratui.domain.office import Office
from paratui.domain.opening_hours import open_times
from paratui.domain.person import KnownNumber, Person
from paratui.domain.time_there import Zones

OFFICE = Office(zone="America/New_York")
HERE = OFFICE.tz
HOME, MOBILE, FAX, UNSAFE = "+12125550101", "+12125550102", "+12125550103", "+12125550104"


def at(text: str) -> datetime:
    """A time on the wall of the office; 8 October 2026 is a Thursday."""
    return datetime.fromisoformat(text).replace(tzinfo=HERE).astimezone(UTC)


def proposed(now: str, *tried: str, **whom) -> str:
    moment = next_hour([at(one) for one in tried], at(now), OFFICE, Called(**whom))
    return f"{moment.astimezone(HERE):%a %H:%M}"


@pytest.mark.parametrize(
    ("now", "tried", "expected"),
    [
        ("2026-10-08T10:00", (), "Thu 15:00"),
        ("2026-10-08T15:00", ("2026-10-08T10:00",), "Thu 16:30"),
        ("2026-10-08T14:10", (), "Thu 16:30"),
        ("2026-10-08T16:40", ("2026-10-08T10:00", "2026-10-08T15:00"), "Fri 10:00"),
        ("2026-10-09T16:40", (), "Mon 10:00"),
        ("2026-10-10T11:00", (), "Mon 15:00"),
    ],
)
def test_after_the_morning_comes_the_afternoon_then_the_early_evening_then_another_open_day(now, tried, expected):
    assert proposed(now, *tried) == expected


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        ("weekdays 9 to 11, after 6 PM", "Fri 09:00"),
        ("lunch hour, 12 to 1", "Thu 12:00"),
        ("after 4", "Thu 16:00"),
        ("10:15 break, after 4", "Thu 16:00"),
        ("Tuesday and Thursday mornings", "Tue 10:00"),
        ("never afternoons", "Fri 10:00"),
        ("evenings, never at work", "Thu 15:00"),  # never within the office's hours: the usual hours count
        ("after the school run", "Thu 15:00"),
    ],
)
def test_the_times_somebody_is_best_called_are_kept_where_the_office_is_open(best, expected):
    # "never afternoons" leaves the early evening out too: it ends at five.
    assert proposed("2026-10-08T10:00", best_times=best) == expected


def test_their_clock_counts_not_the_office_s():
    hawaii = Zones(("Pacific/Honolulu",), stated=True)
    # Ten in New York is four in the morning there; half past four in the afternoon is half past ten.
    assert proposed("2026-10-08T15:00", zones=hawaii) == "Thu 16:30"
    assert proposed("2026-10-08T16:40", zones=hawaii) == "Fri 15:00"
    pacific = Zones(("America/Los_Angeles",), stated=True)
    assert proposed("2026-10-08T10:00", best_times="9 to 11", zones=pacific) == "Thu 12:00"


def test_an_office_without_opening_hours_tries_again_a_day_later():
    closed = Office(zone="America/New_York", hours={})
    now = at("2026-10-08T10:00")
    assert next_hour([], now, closed) == now + timedelta(days=1)


MOMENTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31))  # noqa: DTZ001 - made aware below


@settings(deadline=None, max_examples=60)
@given(
    MOMENTS,
    st.lists(st.integers(1, 400), max_size=4),
    st.sampled_from(["", "after 4", "mornings", "evenings", "8 to 2", "never mornings"]),
    st.sampled_from([(), ("America/Los_Angeles",), ("Asia/Manila",)]),
)
def test_the_next_try_is_ahead_within_opening_hours_and_its_words_are_read_as_the_same_moment(wall, ago, best, zones):
    now = wall.replace(tzinfo=UTC, microsecond=0)
    tried = [now - timedelta(hours=hours) for hours in ago]
    when = next_hour(tried, now, OFFICE, Called(Zones(zones, stated=True), best))
    assert when - now >= timedelta(hours=1)
    day = when.astimezone(HERE).date()
    assert any(one.opens <= when < one.closes for one in open_times(day, OFFICE))
    found = find_due(hour_words(when, now, OFFICE), now, OFFICE)
    assert found
    assert (found.due, found.past) == (when, False)


@pytest.mark.parametrize(
    ("words", "good", "bad"),
    [
        ("mornings", ["09:00"], ["12:00", "15:00"]),
        ("before 10am", ["09:59"], ["10:00"]),
        ("from 9:30", ["09:30", "20:00"], ["09:29"]),
        ("after 3 PM, never mornings", ["15:00"], ["09:00", "14:59"]),
        ("noon", ["12:30"], ["13:00"]),
        ("9-11 or 2-4", ["10:00", "15:00"], ["12:00"]),
        ("whenever", ["03:00", "15:00"], []),
        ("", ["03:00"], []),
        ("not before 10", ["10:00"], ["09:59"]),
        ("25 to 99", ["10:00"], []),
    ],
)
def test_best_times_are_read_as_far_as_they_name_hours(words, good, bad):
    times = read_best_times(words)

    def fits(clock: str) -> bool:
        return times.fit(datetime.fromisoformat(f"2026-10-08T{clock}").replace(tzinfo=ZoneInfo("UTC")))

    assert [clock for clock in good if not fits(clock)] == []
    assert [clock for clock in bad if fits(clock)] == []


def test_days_are_kept_too():
    weekdays = read_best_times("weekdays 9 to 11")
    assert weekdays.fit(datetime(2026, 10, 9, 10, tzinfo=UTC))
    assert not weekdays.fit(datetime(2026, 10, 10, 10, tzinfo=UTC))


def test_another_number_is_never_an_unsafe_one_nor_one_that_nobody_answers():
    person = Person(
        id=1,
        name="Maria Garcia",
        phones=(HOME, UNSAFE, FAX, MOBILE),
        numbers=(
            KnownNumber(number=UNSAFE, safe="no"),
            KnownNumber(number=FAX, line="fax"),
            KnownNumber(number=MOBILE, line="mobile", safe="yes"),
        ),
    )
    assert other_numbers(person, HOME) == [MOBILE]
    assert other_numbers(person, MOBILE) == [HOME]
    assert other_numbers(person, f"{MOBILE};ext=2") == [HOME]


def test_a_text_is_proposed_only_to_a_mobile_that_is_known_to_be_safe():
    def way(**flags) -> str:
        person = Person(id=1, name="Maria", phones=(MOBILE,), numbers=(KnownNumber(number=MOBILE, **flags),))
        return another_way(person, MOBILE)

    letter = "a letter or mail, where that is safe for them"
    assert way(line="mobile", safe="yes") == "a text to this mobile"
    assert way(line="mobile") == letter
    assert way(line="home", safe="yes") == letter
    assert way(line="mobile", safe="yes", say_only="Ana") == letter
    assert another_way(None, MOBILE) == letter

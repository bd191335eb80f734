"""Times as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from paratui.domain.office import Office
from paratui.domain.spoken_time import (
    at_words,
    clock_time,
    dated_words,
    day_words,
    due_short,
    due_words,
    elapsed,
    line_time,
    weekday_words,
)

OFFICE = Office(zone="America/New_York")
TZ = OFFICE.tz
NOW = datetime(2026, 11, 19, 10, 15, tzinfo=TZ)  # a Thursday


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=TZ).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-11-19 17:00", "today 5:00 PM"),
        ("2026-11-19 10:16", "today 10:16 AM"),
        ("2026-11-20 00:00", "today midnight"),
        ("2026-11-20 09:00", "tomorrow 9:00 AM"),
        ("2026-11-20 00:01", "tomorrow 12:01 AM"),
        ("2026-11-20 12:00", "tomorrow 12:00 PM"),
        ("2026-11-21 15:00", "Sat 3:00 PM"),
        ("2026-11-25 15:00", "Wed 3:00 PM"),
        ("2026-11-26 00:00", "Wed midnight"),
        ("2026-11-26 15:00", "Nov 26"),
        ("2026-12-31 15:00", "Dec 31"),
        ("2027-01-03 15:00", "Jan 3 2027"),
        ("2026-11-19 10:15", "now"),
        ("2026-11-19 10:14", "1 min late"),
        ("2026-11-19 09:50", "25 min late"),
        ("2026-11-19 08:14", "2 h late"),
        ("2026-11-18 10:16", "23 h late"),
        ("2026-11-18 10:15", "1 day late"),
        ("2026-11-16 09:00", "3 days late"),
    ],
)
def test_a_due_time_is_told_short(due, words):
    assert due_words(at(due), NOW, OFFICE) == words


def test_a_weekday_is_told_across_the_end_of_a_year():
    now = datetime(2026, 12, 30, 10, 0, tzinfo=TZ)
    assert due_words(at("2027-01-01 17:00"), now, OFFICE) == "Fri 5:00 PM"


def test_today_is_the_office_s_day_not_the_day_in_utc():
    now = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # still Thursday evening in New York
    assert due_words(at("2026-11-19 23:00"), now, OFFICE) == "today 11:00 PM"
    assert due_words(at("2026-11-20 09:00"), now, OFFICE) == "tomorrow 9:00 AM"


def test_a_day_is_told_near_by_its_name_and_far_by_its_date():
    told = {
        "2026-11-19 23:00": "today",
        "2026-11-18 00:00": "yesterday",
        "2026-11-20 08:00": "tomorrow",
        "2026-11-16 08:00": "Mon",
        "2026-11-13 08:00": "Fri",
        "2026-11-12 08:00": "Nov 12",
        "2026-11-23 08:00": "Mon",
        "2025-11-03 08:00": "Nov 3 2025",
    }
    assert {text: day_words(at(text), NOW, TZ) for text in told} == told


def test_a_moment_in_a_sentence_has_its_weekday_and_past_a_week_its_date():
    assert at_words(at("2026-11-23 17:00"), NOW, TZ) == "Monday 5:00 PM"
    assert at_words(at("2026-11-30 17:00"), NOW, TZ) == "Monday Nov 30 5:00 PM"
    assert at_words(at("2026-11-20 00:00"), NOW, TZ) == "today midnight"
    assert weekday_words(at("2026-11-20 00:00"), NOW, TZ) == "Thursday midnight"


def test_a_moment_of_this_day_or_the_next_is_not_told_as_one_of_next_week():
    assert at_words(at("2026-11-19 15:00"), NOW, TZ) == "today 3:00 PM"
    assert at_words(at("2026-11-20 17:00"), NOW, TZ) == "tomorrow 5:00 PM"
    assert at_words(at("2026-11-18 17:00"), NOW, TZ) == "yesterday 5:00 PM"


def test_what_is_written_down_has_the_date_whenever_it_is_read():
    told = {
        "2026-11-19 15:00": "Thu Nov 19 3:00 PM",
        "2026-11-20 00:00": "Thu Nov 19 midnight",
        "2027-01-04 09:00": "Mon Jan 4 2027 9:00 AM",
    }
    assert {text: dated_words(at(text), NOW, TZ) for text in told} == told


def test_the_hour_is_told_on_a_clock_of_twelve():
    hours = {"00:05": "12:05 AM", "09:42": "9:42 AM", "12:00": "12:00 PM", "23:59": "11:59 PM"}
    assert {text: clock_time(at(f"2026-11-19 {text}"), TZ) for text in hours} == hours


@pytest.mark.parametrize(
    ("seconds", "long", "short"),
    [
        (0, "00:00:00", "00:00"),
        (7, "00:00:07", "00:07"),
        (761, "00:12:41", "12:41"),
        (3599, "00:59:59", "59:59"),
        (3600, "01:00:00", "1:00:00"),
        (3761, "01:02:41", "1:02:41"),
        (360000, "100:00:00", "100:00:00"),
        (-3, "00:00:00", "00:00"),
    ],
)
def test_the_length_of_a_call_and_the_place_of_a_line(seconds, long, short):
    assert (elapsed(seconds), line_time(seconds)) == (long, short)


def test_due_words_never_grow_past_their_column():
    for minutes in range(-60 * 24 * 40, 60 * 24 * 400, 601):
        assert len(due_words(NOW + timedelta(minutes=minutes), NOW, OFFICE)) <= 17


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-11-19 17:00", "5:00PM"),
        ("2026-11-20 00:00", "midnight"),
        ("2026-11-20 09:00", "Fri 9:00AM"),
        ("2026-11-22 12:30", "Sun 12:30PM"),
        ("2026-11-24 00:00", "Mon midnight"),
        ("2026-12-24 12:30", "Dec 24"),
        ("2027-12-24 12:30", "Dec 24 2027"),
        ("2026-11-19 09:15", "1 h late"),
        ("2026-11-18 09:15", "1 d late"),
        ("2026-10-28 09:15", "22 d late"),
    ],
)
def test_in_a_narrow_window_a_due_time_has_twelve_letters(due, words):
    assert due_short(at(due), NOW, OFFICE) == words
    assert len(words) <= 12

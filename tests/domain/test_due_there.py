"""The clock of the person at the other end: a promise made by it, and a due time told by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from paratui.domain.due import find_due
from paratui.domain.due_there import due_there
from paratui.domain.note_grammar import read_line
from paratui.domain.office import Office
from paratui.domain.time_there import Zones

OFFICE = Office()
NOW = datetime(2026, 11, 19, 15, 15, tzinfo=UTC)  # Thursday 10:15 AM in New York
PACIFIC = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("call back fri 3pm her time", "Fri 18:00"),
        ("call back at 3 his time", "Thu 18:00"),
        ("call back tomorrow 9:30am their time, she is at work", "Fri 12:30"),
        ("call back fri 3pm", "Fri 15:00"),
    ],
)
def test_her_time_is_the_time_where_she_is(line, due):
    found = find_due(line, NOW, OFFICE, PACIFIC)
    assert found.due.astimezone(OFFICE.tz).strftime("%a %H:%M") == due


def test_her_time_is_left_to_the_reader_where_nobody_knows_it_and_my_time_always():
    assert find_due("call back fri 3pm her time", NOW, OFFICE) is None
    assert find_due("call back fri at 3 her time", NOW, OFFICE) is None
    assert find_due("call back fri 3pm my time", NOW, OFFICE, PACIFIC) is None


def test_the_words_for_whose_time_it_is_leave_the_task():
    read = read_line("> call back fri 3pm her time about the notice", NOW, OFFICE, [], "dana", there=PACIFIC)
    assert (read.task, read.clock) == ("call back about the notice", "appointment")
    assert read.due == "2026-11-20T23:00:00Z"


def test_a_due_time_is_told_by_their_clock_only_where_it_is_another():
    due = datetime(2026, 11, 20, 22, tzinfo=UTC)
    assert due_there(due, Zones((PACIFIC,), stated=True), OFFICE) == "2:00 PM there"
    assert due_there(due, Zones((PACIFIC,)), OFFICE) == "2:00 PM there (guess)"
    assert due_there(due, Zones(("America/Detroit",), stated=True), OFFICE) == ""
    assert due_there(due, Zones(), OFFICE) == ""
    night = due + timedelta(hours=8)
    assert due_there(night, Zones(("Asia/Tokyo",), stated=True), OFFICE) == "3:00 PM there"
    assert due_there(due, Zones(("Asia/Tokyo",), stated=True), OFFICE) == "Sat 7:00 AM there"


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("call back 1900-01-05", "Jan 5, 1900 is long past; look at the year and write a day within ten years"),
        ("call back 1/5/1900", "Jan 5, 1900 is long past"),
        ("call back 2400-05-05 3pm", "May 5, 2400 is more than ten years ahead; look at the year"),
        ("call back Nov 24, 2400", "Nov 24, 2400 is more than ten years ahead"),
        ("call back in 999 weeks", "Jan 11, 2046 is more than ten years ahead"),
        ("call back 2026-11-18", "That time is past already; say a later one"),
    ],
)
def test_a_due_time_nobody_can_mean_is_refused_with_what_to_write(line, refusal):
    found = find_due(line, NOW, OFFICE)
    assert found.past
    assert found.refusal.startswith(refusal)


@pytest.mark.parametrize("line", ["call back 2036-11-18", "call back in 120 months", "call back tomorrow"])
def test_ten_years_ahead_can_be_meant(line):
    found = find_due(line, NOW, OFFICE)
    assert (found.past, found.refusal) == (False, "")


def test_a_note_line_with_an_impossible_year_keeps_the_usual_clock_and_says_so():
    read = read_line("> send the deed 2400-05-05", NOW, OFFICE, [], "dana")
    assert read.clock == "same business day"
    assert read.notice == (
        "May 5, 2400 is more than ten years ahead; look at the year and write a day within ten years"
    )
    assert "2400-05-05" in read.task

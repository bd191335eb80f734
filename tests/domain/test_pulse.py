"""The pulse of the calls: when they come, how soon a missed one is returned, in open time, and by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from paratui.domain.call_row import CallRow
from paratui.domain.ids import make_id
from paratui.domain.office import Office
from paratui.domain.open_seconds import OpenSeconds
from paratui.domain.pulse import InOut, Returns, beat_of, call_pulse, wait_words
from paratui.domain.pulse_grain import grained
from paratui.domain.pulse_time import PulseTime

OFFICE = Office(zone="America/New_York")
TODAY = date(2026, 10, 8)
WEEK = PulseTime.last(7, TODAY)
MISSED = {"outcome": "no_answer"}


class Calls:
    """Calls made one after the other; times are the office's."""

    def __init__(self) -> None:
        self.rows: list[CallRow] = []

    def add(self, when: str, staff: str = "ana", **fields) -> Calls:
        at = datetime.fromisoformat(f"2026-10-{when}:00").replace(tzinfo=OFFICE.tz)
        doc = {"id": make_id(at.astimezone(UTC), len(self.rows)), "staff": staff, "direction": "in"}
        self.rows.append(CallRow.of(doc | {"channel": "phone", "phone": "+12125550101"} | fields))
        return self

    def pulse(self, time: PulseTime = WEEK, **more):
        waited = OpenSeconds(OFFICE, time.first, TODAY).between
        return call_pulse([beat_of(row) for row in self.rows], time, OFFICE.tz, waited, **more)


def test_calls_are_counted_on_the_office_s_day_and_hour_and_only_in_the_time():
    calls = Calls().add("01T23:30").add("05T09:10").add("05T09:50", direction="out").add("07T23:59")
    found = calls.pulse()
    assert found.days[date(2026, 10, 5)] == InOut(1, 1)
    assert found.days[date(2026, 10, 7)] == InOut(1, 0)
    assert list(found.days) == WEEK.days
    assert (found.hours[9], found.hours[23]) == (InOut(1, 1), InOut(1, 0))
    assert found.total == InOut(2, 1)


def test_a_voicemail_waits_from_the_first_of_several_until_our_next_call_in_open_time_alone():
    calls = Calls()
    calls.add("05T16:30", channel="voicemail").add("05T16:50", **MISSED)
    calls.add("06T09:30", "dana", direction="out", outcome="left_voicemail")
    found = calls.pulse().returns
    assert (found.seconds, found.waiting) == ((3600,), 0)


def test_somebody_who_called_again_and_was_reached_waits_no_more_and_known_numbers_are_one_person():
    calls = Calls().add("05T10:00", **MISSED, person_id=7)
    calls.add("05T10:30", phone="+13105550199", person_id=7, outcome="reached")
    assert calls.pulse().returns.seconds == (1800,)


@pytest.mark.parametrize(
    "then",
    [
        {"direction": "out", "outcome": "wrong_number"},
        {"direction": "out", "phone": "+13105550199"},
        {"channel": "email"},
        {"outcome": "no_answer"},
    ],
)
def test_what_reached_nobody_of_them_returns_nothing(then):
    found = Calls().add("05T10:00", **MISSED).add("05T10:30", **then).pulse().returns
    assert (found.seconds, found.waiting) == ((), 1)


def test_a_call_is_returned_by_whoever_called_and_waits_with_whoever_took_it_down():
    calls = Calls().add("05T10:00", "ana", **MISSED).add("05T11:00", "dana", direction="out", outcome="reached")
    calls.add("06T10:00", "ana", **MISSED)
    assert calls.pulse(login="dana").returns == Returns((3600,), 0)
    assert calls.pulse(login="ana").returns == Returns((), 1)
    assert calls.pulse().returns == Returns((3600,), 1)


def test_names_are_told_only_where_they_may_be_and_never_for_what_was_only_taken_down():
    calls = Calls().add("05T10:00", **MISSED).add("05T11:00", "dana", direction="out", outcome="reached")
    calls.add("06T10:00", "ana", **MISSED)
    assert calls.pulse().by_person == {}
    assert calls.pulse(by_person=True).by_person == {"dana": Returns((3600,), 0)}


def test_a_return_after_the_time_still_counts_for_the_call_of_the_time():
    time = PulseTime(date(2026, 10, 5), date(2026, 10, 6))
    calls = Calls().add("05T16:00", **MISSED).add("06T10:00", direction="out", outcome="reached")
    found = calls.pulse(time)
    assert found.returns.seconds == (7200,)
    assert found.total == InOut(1, 0)


def test_the_median_and_nine_of_ten_are_of_the_sorted_returns():
    returns = Returns(tuple(range(60, 660, 60)))
    assert (returns.median, returns.ninetieth) == (330, 540)
    assert Returns((1800, 3601, 20000, 90000)).by_length == (1, 1, 1, 1)
    assert (Returns().median, Returns().ninetieth) == (None, None)


def test_steps_skipped_stand_most_often_first():
    answers = [{"step": step, "answer": "skipped"} for step in ("greet", "role")]
    calls = Calls().add("05T10:00", checklist={"answers": answers})
    calls.add("05T11:00", checklist={"answers": answers[1:]}).add("05T12:00", "dana", checklist={"answers": answers})
    assert calls.pulse(login="ana").skipped == (("role", 2), ("greet", 1))


def test_open_time_leaves_out_nights_weekends_and_special_days_and_counts_all_where_there_are_no_hours():
    friday = datetime(2026, 10, 2, 20, 0, tzinfo=UTC)
    monday = datetime(2026, 10, 5, 14, 0, tzinfo=UTC)
    clock = OpenSeconds(OFFICE, date(2026, 10, 1), TODAY)
    assert clock.between(friday, monday) == 2 * 3600
    assert clock.between(friday + timedelta(hours=5), friday + timedelta(hours=9)) == 0
    assert OpenSeconds(Office(hours={}), date(2026, 10, 1), TODAY).between(friday, monday) == 66 * 3600


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "under a minute"), (2100, "35 min"), (3570, "1 h"), (4800, "1 h 20 min"), (93600, "26 h"), (35999, "10 h")],
)
def test_a_wait_is_said_shortly(seconds, words):
    assert wait_words(seconds) == words


def test_a_time_goes_back_and_forth_by_its_own_length_and_not_past_today():
    last = PulseTime.last(30, TODAY)
    assert last.words(TODAY) == "last 30 days"
    assert last.later(TODAY) == last
    assert last.earlier().words(TODAY) == "Aug 10 to Sep 8"
    assert last.earlier().later(TODAY) == last
    september = PulseTime(date(2026, 9, 1), date(2026, 10, 1))
    assert september.earlier().words(TODAY) == "August 2026"
    year = PulseTime(date(2025, 1, 1), date(2026, 1, 1))
    assert [one.words(TODAY) for one in (year.earlier(), year, year.later(TODAY))] == ["2024", "2025", "2026"]
    assert PulseTime(date(2026, 9, 3), date(2026, 9, 4)).words(TODAY) == "Sep 3"
    october = september.later(TODAY)
    assert october.words(TODAY) == "October 2026"
    assert october.later(TODAY) == october


def test_days_are_gathered_by_week_and_month_until_they_fit():
    days = dict.fromkeys(PulseTime.last(90, TODAY).days, InOut(1, 2))
    assert grained(days, 90).by == "day"
    week = grained(days, 30)
    assert (week.by, week.counts[1], week.first[1].weekday()) == ("week", InOut(7, 14), 0)
    month = grained(days, 4)
    assert (month.by, sum(one.came for one in month.counts)) == ("month", 90)

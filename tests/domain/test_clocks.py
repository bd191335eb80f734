"""The clocks of a follow-up, and the opening hours they count in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from paratui.domain.clocks import (
    acknowledge,
    as_promised,
    attorney_answer,
    check_back,
    closes,
    immediate,
    next_opening,
    same_business_day,
    touch_base,
    urgent,
)
from paratui.domain.errors import OfficeError
from paratui.domain.office import Office
from paratui.domain.opening_hours import open_times
from paratui.domain.opening_range import WEEKDAYS

DAYLONG = {day: ["00:00-24:00"] for day in WEEKDAYS}
LUNCH = {day: ["09:00-12:00", "13:00-17:00"] for day in WEEKDAYS[:5]}
OFFICE = Office(zone="America/New_York")


def at(text, office=OFFICE, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=office.tz, fold=fold)


def told(moment, office=OFFICE):
    return moment.astimezone(office.tz).strftime("%a %Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("received", "due", "words"),
    [
        ("2026-11-20 09:00", "Fri 2026-11-20 17:00", "same business day"),
        ("2026-11-20 15:59", "Fri 2026-11-20 17:00", "same business day"),
        (
            "2026-11-20 16:00",
            "Mon 2026-11-23 17:00",
            "received Fri 4:00 PM, after the cut-off: Monday 5:00 PM",
        ),
        (
            "2026-11-20 16:45",
            "Mon 2026-11-23 17:00",
            "received Fri 4:45 PM, after the cut-off: Monday 5:00 PM",
        ),
        ("2026-11-20 17:00", "Mon 2026-11-23 17:00", "received Fri 5:00 PM, after hours: Monday 5:00 PM"),
        ("2026-11-20 23:59", "Mon 2026-11-23 17:00", "received Fri 11:59 PM, after hours: Monday 5:00 PM"),
        (
            "2026-11-21 11:00",
            "Mon 2026-11-23 17:00",
            "received Sat 11:00 AM, when the office was closed: Monday 5:00 PM",
        ),
        ("2026-11-23 00:00", "Mon 2026-11-23 17:00", "same business day"),
        ("2026-11-23 06:30", "Mon 2026-11-23 17:00", "same business day"),
        (
            "2026-11-24 16:30",
            "Wed 2026-11-25 17:00",
            "received Tue 4:30 PM, after the cut-off: Wednesday 5:00 PM",
        ),
        (
            "2026-12-31 16:30",
            "Fri 2027-01-01 17:00",
            "received Thu 4:30 PM, after the cut-off: Friday 5:00 PM",
        ),
        (
            "2028-02-28 16:30",
            "Tue 2028-02-29 17:00",
            "received Mon 4:30 PM, after the cut-off: Tuesday 5:00 PM",
        ),
        ("2028-02-29 10:00", "Tue 2028-02-29 17:00", "same business day"),
    ],
)
def test_the_same_business_day_ends_at_its_close_and_begins_anew_after_the_cut_off(received, due, words):
    clock = same_business_day(at(received), OFFICE)
    assert (told(clock.due), clock.words) == (due, words)
    assert clock.due.tzinfo is UTC


def test_with_a_closed_monday_friday_evening_goes_to_tuesday():
    office = Office(hours={day: ["09:00-17:00"] for day in WEEKDAYS[1:5]})
    assert told(same_business_day(at("2026-11-20 16:30"), office).due) == "Tue 2026-11-24 17:00"
    assert told(next_opening(at("2026-11-20 17:00"), office)) == "Tue 2026-11-24 09:00"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-20 12:30", "Fri 2026-11-20 17:00"),  # during lunch
        ("2026-11-20 12:00", "Fri 2026-11-20 17:00"),
        ("2026-11-20 16:30", "Mon 2026-11-23 17:00"),
    ],
)
def test_lunch_does_not_end_the_business_day(received, due):
    assert told(same_business_day(at(received), Office(hours=LUNCH)).due) == due


def test_a_lunch_that_reaches_past_the_cut_off_counts_as_after_it():
    office = Office(hours={"friday": ["09:00-12:00", "13:00-13:30"], "monday": ["09:00-17:00"]})
    assert told(same_business_day(at("2026-11-20 12:20"), office).due) == "Fri 2026-11-20 13:30"
    assert told(same_business_day(at("2026-11-20 12:40"), office).due) == "Mon 2026-11-23 17:00"


def test_a_day_shorter_than_its_cut_off_takes_what_came_before_it_opened():
    office = Office(hours={"saturday": ["09:00-09:30"], "monday": ["09:00-17:00"]})
    assert told(same_business_day(at("2026-11-21 08:00"), office).due) == "Sat 2026-11-21 09:30"
    assert told(same_business_day(at("2026-11-21 09:10"), office).due) == "Mon 2026-11-23 17:00"


def test_an_office_open_to_midnight_closes_at_the_end_of_the_day_and_not_a_minute_before():
    for written in ("00:00-24:00", "00:00-23:59"):
        office = Office(hours={day: [written] for day in WEEKDAYS})
        assert told(closes(at("2026-11-20 12:00"), office)) == "Sat 2026-11-21 00:00"
        for second in ("2026-11-20 23:59:30", "2026-11-21 00:00:00"):
            assert next_opening(at(second), office) == at(second)
        clock = same_business_day(at("2026-11-20 23:30"), office)
        assert told(clock.due) == "Sun 2026-11-22 00:00"
        assert clock.words == "received Fri 11:30 PM, after the cut-off: Saturday midnight"
        assert told(urgent(at("2026-11-20 23:00"), office).due) == "Sat 2026-11-21 01:00"


def test_an_empty_calendar_ends_and_says_so():
    for hours in ({}, {day: [] for day in WEEKDAYS}):
        office = Office(hours=hours)
        received = at("2026-11-20 16:30")
        clock = same_business_day(received, office)
        assert clock.due - received == timedelta(hours=24)
        assert "no opening hours" in clock.words
        assert urgent(received, office).due - received == timedelta(hours=2)
        assert "no opening hours" in urgent(received, office).words
        assert next_opening(received, office) - received == timedelta(hours=24)
        assert check_back(received, office).due - received == timedelta(hours=48)
        assert acknowledge(received, office).due - received == timedelta(hours=24)
        assert attorney_answer(received, office).due - received == timedelta(hours=24)
        assert "no opening hours" in attorney_answer(received, office).words
        assert touch_base(received, 14, office).due - received == timedelta(days=14)
        assert closes(received, office) is None


@pytest.mark.parametrize("missing", WEEKDAYS)
def test_any_one_weekday_may_be_missing(missing):
    office = Office(hours={missing: ["09:00-17:00"]})
    clock = same_business_day(at("2026-11-20 16:30"), office)
    assert clock.due.astimezone(office.tz).strftime("%A").lower() == missing
    office = Office(hours={day: ["09:00-17:00"] for day in WEEKDAYS if day != missing})
    assert (
        timedelta(0)
        < same_business_day(at("2026-11-20 16:30"), office).due - at("2026-11-20 16:30")
        < timedelta(days=3)
    )


@pytest.mark.parametrize(
    ("received", "minutes", "due"),
    [
        ("2026-11-20 10:00", 120, "Fri 2026-11-20 12:00"),
        ("2026-11-20 11:30", 120, "Fri 2026-11-20 14:30"),  # lunch does not count
        ("2026-11-20 12:30", 120, "Fri 2026-11-20 15:00"),
        ("2026-11-20 15:00", 120, "Fri 2026-11-20 17:00"),
        ("2026-11-20 16:30", 120, "Mon 2026-11-23 10:30"),
        ("2026-11-20 17:00", 120, "Mon 2026-11-23 11:00"),
        ("2026-11-21 15:00", 120, "Mon 2026-11-23 11:00"),
        ("2026-11-20 16:30", 480, "Tue 2026-11-24 09:30"),  # half an hour, a whole day of seven, half an hour
        ("2026-11-19 16:30", 840, "Mon 2026-11-23 16:30"),
    ],
)
def test_urgent_minutes_count_only_while_the_office_is_open(received, minutes, due):
    office = Office(hours=LUNCH, urgent_minutes=minutes)
    assert told(urgent(at(received), office).due) == due


def test_friday_half_past_four_and_eight_hours_is_monday_half_past_four():
    assert told(urgent(at("2026-11-20 16:30"), Office(urgent_minutes=480)).due) == "Mon 2026-11-23 16:30"


def test_the_urgent_clock_says_when_it_begins():
    assert urgent(at("2026-11-20 10:00"), OFFICE).words == "urgent: 2 business hours"
    assert urgent(at("2026-11-20 18:00"), OFFICE).words == "urgent: 2 business hours, from Monday 9:00 AM"
    assert urgent(at("2026-11-20 10:00"), Office(urgent_minutes=60)).words == "urgent: 1 business hour"
    assert urgent(at("2026-11-20 10:00"), Office(urgent_minutes=45)).words == "urgent: 45 business minutes"


def test_the_close_stays_at_five_on_the_wall_when_the_clocks_change():
    spring = same_business_day(at("2026-03-06 16:30"), OFFICE)  # Friday in winter time, Monday in summer time
    assert spring.due == datetime(2026, 3, 9, 21, tzinfo=UTC)
    autumn = same_business_day(at("2026-10-30 16:30"), OFFICE)
    assert autumn.due == datetime(2026, 11, 2, 22, tzinfo=UTC)


def test_open_hours_are_an_hour_shorter_and_longer_on_the_days_the_clocks_change():
    office = Office(hours=DAYLONG, urgent_minutes=120)
    assert urgent(at("2026-03-08 01:30"), office).due == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)
    assert urgent(at("2026-11-01 01:30"), office).due == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    lengths = [
        sum((closed - opened for opened, closed in open_times(at(day).date(), office)), timedelta())
        for day in ("2026-03-08", "2026-11-01", "2026-11-02")
    ]
    assert lengths == [timedelta(hours=23), timedelta(hours=25), timedelta(hours=24)]


def test_an_opening_in_a_skipped_hour_is_after_it_and_a_close_in_a_repeated_hour_is_the_last_one():
    office = Office(hours={"sunday": ["02:30-12:00"]})
    assert next_opening(at("2026-03-08 00:00"), office) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    night = Office(hours={"sunday": ["00:00-01:30"]})
    assert closes(at("2026-11-01 00:10"), night) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    second = at("2026-11-01 01:10", fold=1)
    assert next_opening(second, night) == second.astimezone(UTC)


def test_a_midnight_that_is_skipped_joins_the_days_without_a_gap():
    office = Office(zone="Africa/Cairo", hours=DAYLONG)  # 2026-04-24 begins at 01:00
    before = list(open_times(date(2026, 4, 23), office))
    after = list(open_times(date(2026, 4, 24), office))
    assert before[-1].closes == after[0].opens


def test_hours_the_clock_leaps_over_are_closed():
    office = Office(hours={"sunday": ["02:30-03:00"], "monday": ["09:00-17:00"]})
    assert list(open_times(date(2026, 3, 8), office)) == []
    assert told(same_business_day(at("2026-03-08 01:00"), office).due) == "Mon 2026-03-09 17:00"


def test_what_counts_is_the_office_s_calendar_wherever_the_moment_is_given():
    received = datetime(2026, 11, 20, 21, 45, tzinfo=UTC)  # 4:45 PM in New York, 1:45 PM in Los Angeles
    assert told(same_business_day(received, OFFICE).due) == "Mon 2026-11-23 17:00"
    west = Office(zone="America/Los_Angeles")
    assert told(same_business_day(received, west).due, west) == "Fri 2026-11-20 17:00"
    evening = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # Saturday in UTC, Friday 6 PM in Los Angeles
    assert told(closes(evening, west), west) == "Fri 2026-11-20 17:00"


def test_a_client_s_own_task_is_looked_after_on_the_second_open_day():
    assert told(check_back(at("2026-11-19 10:00"), OFFICE).due) == "Mon 2026-11-23 17:00"
    assert told(check_back(at("2026-11-21 10:00"), OFFICE).due) == "Tue 2026-11-24 17:00"


@pytest.mark.parametrize(
    ("received", "due", "words"),
    [
        ("2026-11-19 10:15", "Fri 2026-11-20 10:15", "acknowledge within 24 hours"),
        # In closed time: the last open moment before it that is after receipt.
        (
            "2026-11-20 10:15",
            "Fri 2026-11-20 17:00",
            "acknowledge within 24 hours, the last open time: 5:00 PM the same day",
        ),
        (
            "2026-11-19 12:30",
            "Fri 2026-11-20 12:00",
            "acknowledge within 24 hours, the last open time: Friday 12:00 PM",
        ),
        # Nothing is open between receipt and then: the next opening.
        (
            "2026-11-20 17:00",
            "Mon 2026-11-23 09:00",
            "acknowledge within 24 hours, the next opening: Monday 9:00 AM",
        ),
        (
            "2026-11-21 08:00",
            "Mon 2026-11-23 09:00",
            "acknowledge within 24 hours, the next opening: Monday 9:00 AM",
        ),
        ("2026-11-22 09:00", "Mon 2026-11-23 09:00", "acknowledge within 24 hours"),
        ("2026-11-22 09:30", "Mon 2026-11-23 09:30", "acknowledge within 24 hours"),
        ("2028-02-28 10:00", "Tue 2028-02-29 10:00", "acknowledge within 24 hours"),
    ],
)
def test_what_came_in_is_acknowledged_within_24_hours_while_the_office_is_open(received, due, words):
    clock = acknowledge(at(received), Office(hours=LUNCH))
    assert (told(clock.due), clock.words) == (due, words)


def test_24_hours_are_elapsed_hours_when_the_clocks_change():
    office = Office(hours=DAYLONG)
    for before, due in (("2026-03-07 12:00", "Sun 2026-03-08 13:00"), ("2026-10-31 12:00", "Sun 2026-11-01 11:00")):
        assert told(acknowledge(at(before), office).due) == due


def test_the_attorney_answers_by_the_close_of_the_next_business_day_or_as_the_office_says():
    asked = at("2026-11-20 10:00")
    clock = attorney_answer(asked, OFFICE)
    assert (told(clock.due), clock.words) == ("Mon 2026-11-23 17:00", "attorney's answer: the next business day")
    three = attorney_answer(asked, Office(attorney_days=3))
    assert (told(three.due), three.words) == ("Wed 2026-11-25 17:00", "attorney's answer: 3 business days")
    same = attorney_answer(asked, Office(attorney_days=0))
    assert (told(same.due), same.words) == ("Fri 2026-11-20 17:00", "attorney's answer: same business day")


def test_safety_is_at_once_in_the_middle_of_the_night():
    clock = immediate(at("2026-11-21 03:12"), "arrest")
    assert (told(clock.due), clock.words) == ("Sat 2026-11-21 03:12", "immediately: arrest, whatever the hour")


def test_a_promise_counts_when_it_is_stricter_and_the_rule_when_it_is_not():
    rule = same_business_day(at("2026-11-20 10:00"), OFFICE)
    assert as_promised(at("2026-11-20 15:00"), rule, OFFICE) == (at("2026-11-20 15:00"), "as promised")
    late = as_promised(at("2026-11-24 15:00"), rule, OFFICE)
    assert (told(late.due), late.words) == (
        "Fri 2026-11-20 17:00",
        "same business day; promised for Tuesday 3:00 PM",
    )


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-02 10:00", 14, "Mon 2026-11-16 17:00"),
        ("2026-11-06 10:00", 15, "Fri 2026-11-20 17:00"),  # a Saturday: the Friday before it
        ("2026-11-20 10:00", 1, "Fri 2026-11-20 17:00"),
        ("2026-11-20 18:00", 1, "Mon 2026-11-23 17:00"),  # that Friday is over
    ],
)
def test_touching_base_is_due_at_the_close_of_an_open_day(received, days, due):
    clock = touch_base(at(received), days, OFFICE)
    assert (told(clock.due), clock.words) == (due, f"touch base every {days} day{'' if days == 1 else 's'}")


def test_a_due_time_is_never_before_what_it_is_for_and_never_gets_earlier():
    for office in (
        OFFICE,
        Office(hours=LUNCH),
        Office(hours=DAYLONG),
        Office(hours={"tuesday": ["10:00-11:00"]}),
    ):
        last = [datetime.min.replace(tzinfo=UTC)] * 3
        moment = at("2026-10-25 00:00")
        for _ in range(400):
            moment += timedelta(minutes=61)
            due = [
                same_business_day(moment, office).due,
                urgent(moment, office).due,
                next_opening(moment, office),
            ]
            assert all(each >= moment for each in due)
            assert all(new >= old for new, old in zip(due, last, strict=True))
            last = due


@pytest.mark.parametrize(
    "written",
    [
        "9-5",
        "9am-5pm",
        "09:00",
        "",
        "09:00-25:00",
        "09:00-24:01",
        "17:00-09:00",
        "09:00-09:00",
        "09:61-10:00",
    ],
)
def test_hours_that_cannot_be_used_are_refused_with_the_day_and_what_to_write(written):
    with pytest.raises(OfficeError, match=r'tuesday.*"09:00-12:00"'):
        Office(hours={"tuesday": [written]}).checked()


def test_ranges_that_overlap_are_refused_and_ranges_that_touch_are_one():
    with pytest.raises(OfficeError, match="overlap"):
        Office(hours={"monday": ["09:00-13:00", "12:00-17:00"]}).checked()
    office = Office(hours={"friday": ["12:00-17:00", "9:00 - 12:00"]}).checked()
    assert len(list(open_times(at("2026-11-20 10:00").date(), office))) == 1


@pytest.mark.parametrize(
    "setting", [{"cut_off_minutes": -1}, {"cut_off_minutes": 1440}, {"urgent_minutes": 0}]
)
def test_minutes_out_of_reach_are_refused_by_name(setting):
    with pytest.raises(OfficeError, match=next(iter(setting))):
        Office(**setting).checked()

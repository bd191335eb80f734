"""Special days and holidays: which day is closed, why, and what office.toml may say of them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from paratui.domain.clocks import acknowledge, check_back, same_business_day, touch_base, urgent
from paratui.domain.due import find_due
from paratui.domain.errors import OfficeError
from paratui.domain.kept_holidays import KeptHolidays, OwnHoliday
from paratui.domain.office import Office
from paratui.domain.office_day import office_day
from paratui.domain.opening_hours import hours_of, local_day
from paratui.domain.opening_range import OpenRange
from paratui.domain.special_day import SpecialDay

NEW_YORK = ZoneInfo("America/New_York")
US = Office(holidays=KeptHolidays(country="US"))
LABOR_DAY = date(2026, 9, 7)
EVE = SpecialDay(day=date(2026, 12, 24), hours=["09:00-12:00"], name="Christmas Eve")
BREAK = SpecialDay(day=date(2026, 12, 28), until=date(2027, 1, 4), name="Winter break")


def at(text, office=US):
    return datetime.fromisoformat(text).replace(tzinfo=office.tz)


def told(clock, office=US):
    return clock.due.astimezone(office.tz).strftime("%a %Y-%m-%d %H:%M"), clock.words


def keeping(**fields):
    return Office(holidays=KeptHolidays(country="US", **fields))


# Which days are closed


def test_an_office_that_never_chose_keeps_no_holidays():
    assert not KeptHolidays().country
    assert hours_of(LABOR_DAY, Office(state="CA"))


def test_the_federal_holidays_close_the_office_and_say_their_names():
    named = {
        "2026-01-01": "New Year's Day",
        "2026-01-19": "Martin Luther King Jr. Day",
        "2026-02-16": "Washington's Birthday",
        "2026-05-25": "Memorial Day",
        "2026-06-19": "Juneteenth National Independence Day",
        "2026-07-03": "Independence Day (observed)",
        "2026-09-07": "Labor Day",
        "2026-10-12": "Columbus Day",
        "2026-11-11": "Veterans Day",
        "2026-11-26": "Thanksgiving Day",
        "2026-12-25": "Christmas Day",
    }
    for day, name in named.items():
        assert office_day(date.fromisoformat(day), US) == ((), name)
    closed = [day for day in US.holidays.kept("", 2026) if day.weekday() < 5]
    assert [str(day) for day in closed] == list(named)


def test_the_state_is_the_office_s_unless_another_or_none_is_written():
    patriots = date(2026, 4, 20)
    assert office_day(patriots, Office(state="MA", holidays=KeptHolidays(country="US"))).name == "Patriots' Day"
    assert not office_day(patriots, US).name
    assert not office_day(patriots, Office(state="MA", holidays=KeptHolidays(country="US", state=""))).name
    assert office_day(patriots, Office(holidays=KeptHolidays(country="us", state="ma"))).name == "Patriots' Day"


def test_a_state_that_is_none_leaves_the_federal_holidays():
    assert office_day(LABOR_DAY, Office(state="ON", holidays=KeptHolidays(country="US"))).name == "Labor Day"


def test_another_country_has_its_own_holidays():
    office = Office(zone="Europe/London", state="CA", holidays=KeptHolidays(country="GB", state="SCT"))
    assert office_day(date(2026, 11, 30), office).name.startswith("Saint Andrew's Day")
    assert not office_day(LABOR_DAY, office).name


def test_a_holiday_left_out_is_open_observed_or_not_and_the_other_of_the_day_stays():
    assert hours_of(date(2026, 10, 12), keeping(leave_out=["columbus day"]))
    assert hours_of(date(2026, 7, 3), keeping(leave_out=["Independence Day"]))
    texas = Office(state="TX", holidays=KeptHolidays(country="US", leave_out=["Confederate Memorial Day"]))
    assert office_day(date(2026, 1, 19), texas).name == "Martin Luther King Jr. Day"


def test_holidays_that_are_not_observed_close_only_their_own_day():
    assert hours_of(date(2026, 7, 3), keeping(observed=False))
    assert office_day(date(2026, 7, 4), keeping(observed=False)).name == "Independence Day"


def test_the_office_s_own_holidays_come_every_year_or_once_and_a_leap_day_only_when_there_is_one():
    office = Office(
        holidays=KeptHolidays(
            own=[
                OwnHoliday(day="12-24", name="Christmas Eve"),
                OwnHoliday(day="2026-03-17", name="Firm outing"),
                OwnHoliday(day="02-29", name="Leap day"),
            ]
        )
    ).checked()
    assert [office_day(date(year, 12, 24), office).name for year in (2026, 2027)] == ["Christmas Eve"] * 2
    assert hours_of(date(2027, 3, 17), office)
    assert office_day(date(2026, 3, 17), office).name == "Firm outing"
    assert list(office.holidays.kept("", 2027)) == [date(2027, 12, 24)]
    assert list(office.holidays.kept("", 2028)) == [date(2028, 2, 29), date(2028, 12, 24)]


def test_a_special_day_stands_before_a_holiday_and_before_the_weekday():
    open_anyway = SpecialDay(day=LABOR_DAY, hours=["10:00-12:00"], name="Fair")
    saturday = SpecialDay(day=date(2026, 9, 12), hours=["10:00-14:00"])
    office = Office(holidays=KeptHolidays(country="US"), special_days=[open_anyway, saturday])
    assert hours_of(LABOR_DAY, office) == (OpenRange(600, 720),)
    assert hours_of(date(2026, 9, 12), office) == (OpenRange(600, 840),)


# What the clocks make of them


@pytest.mark.parametrize(
    ("received", "due", "words"),
    [
        (
            "2026-09-04 16:45",
            "Tue 2026-09-08 17:00",
            "received Fri 4:45 PM, after the cut-off, Monday is Labor Day: Tuesday 5:00 PM",
        ),
        ("2026-09-07 10:00", "Tue 2026-09-08 17:00", "received Mon 10:00 AM, Labor Day: Tuesday 5:00 PM"),
        ("2026-09-04 15:59", "Fri 2026-09-04 17:00", "same business day"),
        (
            "2026-12-24 11:30",
            "Tue 2027-01-05 17:00",
            (
                "received Thu 11:30 AM, after the cut-off (Christmas Eve, closes 12:00 PM), Friday is Christmas Day, "
                "Dec 28 to Jan 4 is Winter break: Tuesday Jan 5 2027 5:00 PM"
            ),
        ),
        ("2026-12-24 10:30", "Thu 2026-12-24 12:00", "same business day"),
        (
            "2026-12-23 16:30",
            "Thu 2026-12-24 12:00",
            "received Wed 4:30 PM, after the cut-off: Thursday 12:00 PM",
        ),
    ],
)
def test_the_same_business_day_says_which_day_is_closed_and_why(received, due, words):
    office = msgspec.structs.replace(US, special_days=[EVE, BREAK])
    assert told(same_business_day(at(received), office)) == (due, words)


def test_urgent_hours_do_not_run_on_a_holiday():
    assert told(urgent(at("2026-09-04 16:30"), US)) == (
        "Tue 2026-09-08 10:30",
        "urgent: 2 business hours (Monday is Labor Day)",
    )
    eight = msgspec.structs.replace(US, urgent_minutes=480)
    assert told(urgent(at("2026-09-04 16:30"), eight))[0] == "Tue 2026-09-08 16:30"


def test_checking_back_and_touching_base_keep_off_holidays():
    assert told(check_back(at("2026-11-25 10:00"), US)) == (
        "Mon 2026-11-30 17:00",
        "check back in two business days (Thursday is Thanksgiving Day)",
    )
    assert told(touch_base(at("2026-11-12 10:00"), 14, US)) == (
        "Wed 2026-11-25 17:00",
        "touch base every 14 days (Nov 26 is Thanksgiving Day)",
    )


def test_what_must_be_acknowledged_on_a_holiday_is_acknowledged_before_it():
    assert told(acknowledge(at("2026-11-25 16:00"), US)) == (
        "Wed 2026-11-25 17:00",
        "acknowledge within 24 hours, Thursday is Thanksgiving Day, the last open time: 5:00 PM the same day",
    )
    assert told(acknowledge(at("2026-11-25 18:00"), US)) == (
        "Fri 2026-11-27 09:00",
        "acknowledge within 24 hours, Thursday is Thanksgiving Day, the next opening: Friday 9:00 AM",
    )


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("send it before 11/27", "Wed 2026-11-25 17:00"),
        ("call back in 3 business days", "Wed 2026-11-25 17:00"),
        ("call back in 4 business days", "Mon 2026-11-30 17:00"),
        ("report end of next week", "Wed 2026-11-25 17:00"),
        ("first thing in the morning, thu", "Thu 2026-11-26 10:00"),
    ],
)
def test_due_phrases_count_by_the_same_calendar(line, due):
    office = Office(
        holidays=KeptHolidays(country="US", own=[OwnHoliday(day="2026-11-27", name="Day after")])
    )
    found = find_due(line, at("2026-11-20 09:00"), office)
    assert found.due.astimezone(NEW_YORK).strftime("%a %Y-%m-%d %H:%M") == due


def test_the_first_open_morning_is_not_a_holiday():
    found = find_due("call her in the morning", at("2026-09-04 18:00"), US)
    assert local_day(found.due, US) == date(2026, 9, 8)


def test_a_range_that_is_closed_for_six_weeks_still_has_an_end():
    sabbatical = SpecialDay(day=date(2026, 7, 1), until=date(2026, 8, 14), name="Sabbatical")
    office = Office(special_days=[sabbatical]).checked()
    clock = same_business_day(at("2026-06-30 16:30"), office)
    assert told(clock) == (
        "Mon 2026-08-17 17:00",
        "received Tue 4:30 PM, after the cut-off, Jul 1 to Aug 14 is Sabbatical: Monday Aug 17 5:00 PM",
    )


# What cannot be


def special(day="2026-12-24", **fields):
    until = fields.pop("until", None)
    return SpecialDay(day=date.fromisoformat(day), until=until and date.fromisoformat(until), **fields)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([EVE, special(name="Early close")], r"two special days for 2026-12-24 \(Christmas Eve, Early close\); keep"),
        ([special(until="2026-12-31"), special("2026-12-31")], "two special days for 2026-12-31"),
        ([special(until="2026-12-23")], r"2026-12-24 in office.toml ends before it begins .*write the later day"),
        ([special(until="2027-12-31")], "longer than a year"),
        ([special(hours=["09:00-13:00", "12:00-17:00"])], "2026-12-24 .*two ranges overlap; write"),
        ([special(hours=["12:00-09:00"])], "ends before it begins; write them as"),
        ([special(hours=["noon"])], "no range of opening hours"),
    ],
)
def test_a_special_day_that_cannot_be_is_named_with_what_to_write(days, sentence):
    with pytest.raises(OfficeError, match=sentence):
        Office(special_days=days).checked()


@pytest.mark.parametrize(
    ("day", "name", "sentence"),
    [
        ("24.12.", "Eve", 'Eve in office.toml is on "24.12.", which is no day; write it as "12-24"'),
        ("02-30", "Never", "which is no day"),
        ("2027-02-29", "Leap", "which is no day"),
        ("20261224", "Eve", "which is no day"),
        ("12-24", " ", "12-24 in office.toml has no name"),
    ],
)
def test_an_own_holiday_that_cannot_be_is_named_with_what_to_write(day, name, sentence):
    with pytest.raises(OfficeError, match=sentence):
        Office(holidays=KeptHolidays(own=[OwnHoliday(day=day, name=name)])).checked()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"country": "XX"}, 'the country "XX"; write its two letters, such as country = "US"'),
        ({"country": "USA"}, 'the country "USA"; write its two letters'),
        ({"country": "../x"}, "write its two letters"),
        ({"country": "US", "state": "ZZ"}, 'the state "ZZ" of US; write one of AK, AL'),
    ],
)
def test_a_country_or_state_that_is_not_known_is_named_with_what_to_write(fields, sentence):
    with pytest.raises(OfficeError, match=sentence):
        hours_of(LABOR_DAY, Office(holidays=KeptHolidays(**fields)))

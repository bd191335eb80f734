"""What holds for every clock on every calendar: breaks, special days, holidays, zones, changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.clocks import (
    acknowledge,
    as_promised,
    attorney_answer,
    check_back,
    immediate,
    next_opening,
    same_business_day,
    touch_base,
    urgent,
)
from paratui.domain.kept_holidays import KeptHolidays, OwnHoliday
from paratui.domain.office import Office
from paratui.domain.opening_hours import local_day, open_times
from paratui.domain.opening_range import WEEKDAYS, OpenRange, written
from paratui.domain.special_day import SpecialDay

# Zones whose clocks change at different hours: at midnight, by half an hour, southern, not at all.
ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Pacific/Honolulu",
    "Asia/Kolkata",
    "UTC",
)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
FIRST, LAST = date(2026, 1, 1), date(2029, 1, 1)
# The changes of the clocks, the end of February of a leap year, the turn of the year.
EDGES = tuple(
    datetime.fromisoformat(day).replace(tzinfo=UTC)
    for day in ("2026-03-08", "2026-11-01", "2026-04-24", "2026-10-04", "2028-02-28", "2026-12-31", "2026-09-04")
)


@st.composite
def ranges(draw):
    """The hours of a day: none, or one to three ranges that do not overlap, some to midnight."""
    edges = sorted(draw(st.sets(st.integers(0, 96), min_size=0, max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [written(OpenRange(15 * opens, 15 * closes)) for opens, closes in pairs]


@st.composite
def special_days(draw):
    days, after = [], FIRST
    for _ in range(draw(st.integers(0, 4))):
        first = after + timedelta(days=draw(st.integers(0, 200)))
        last = first + timedelta(days=draw(st.sampled_from([0, 0, 1, 9, 45])))
        days.append(SpecialDay(day=first, until=last, hours=draw(ranges()), name="special"))
        after = last + timedelta(days=1)
    return days


@st.composite
def offices(draw):
    own = draw(st.lists(st.dates(FIRST, LAST), max_size=5))
    hours = draw(st.dictionaries(st.sampled_from(WEEKDAYS), ranges()))
    office = Office(
        zone=draw(st.sampled_from(ZONES)),
        hours=hours,
        cut_off_minutes=draw(st.sampled_from([0, 30, 60, 240])),
        urgent_minutes=draw(st.sampled_from([1, 120, 480, 2400])),
        attorney_days=draw(st.integers(0, 3)),
        # An office that opens on a few special days alone counts in plain hours between them.
        special_days=draw(special_days()) if any(hours.values()) else [],
        holidays=KeptHolidays(
            country=draw(st.sampled_from(["", "US", "GB"])),
            own=[OwnHoliday(day=str(day), name="own") for day in own],
        ),
    )
    shortest = min(
        (max(map(ends, hours)) - min(map(begins, hours)) for hours in office.hours.values() if hours),
        default=24 * 60,
    )
    return office if office.cut_off_minutes > shortest else office.checked()


def begins(text):
    return int(text[:2]) * 60 + int(text[3:5])


def ends(text):
    return int(text[6:8]) * 60 + int(text[9:])


MOMENTS = st.one_of(
    st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
    st.tuples(st.sampled_from(EDGES), st.integers(-900, 3000)).map(lambda at: at[0] + timedelta(minutes=at[1])),
)
CLOCKS = {
    "same business day": same_business_day,
    "acknowledge": acknowledge,
    "urgent": urgent,
    "attorney's answer": attorney_answer,
    "check back": check_back,
    "touch base 1": lambda moment, office: touch_base(moment, 1, office),
    "touch base 14": lambda moment, office: touch_base(moment, 14, office),
}


def open_at(moment, office):
    """Whether a moment lies in open time, its last moment included."""
    day = local_day(moment, office)
    around = (day - timedelta(days=1), day)
    return any(begin <= moment <= end for each in around for begin, end in open_times(each, office))


def is_open_around(moment, office):
    """Whether the office opens at all in the year around a moment."""
    day = local_day(moment, office)
    return all(
        any(next(open_times(day + timedelta(days=start + ahead), office), None) for ahead in range(150))
        for start in (-150, 0, 150)
    )


@settings(max_examples=150, deadline=None)
@given(offices(), MOMENTS, st.integers(0, 5000))
def test_no_clock_is_due_in_closed_time_or_before_receipt_or_earlier_for_what_comes_later(office, moment, minutes):
    later = moment + timedelta(minutes=minutes)
    opens = is_open_around(moment, office) and is_open_around(later, office)
    for name, clock in CLOCKS.items():
        first, second = clock(moment, office), clock(later, office)
        assert first.due >= moment, name
        assert second.due >= first.due, name
        assert first.due.tzinfo is UTC
        assert first.words
        if opens:
            assert open_at(first.due, office), name
    assert moment <= next_opening(moment, office) <= next_opening(later, office)


@settings(max_examples=60, deadline=None)
@given(offices(), MOMENTS, st.integers(0, 5000))
def test_acknowledging_takes_24_hours_at_most_when_the_office_opens_within_them(office, moment, minutes):
    limit = moment + timedelta(hours=24)
    opens = any(
        begin < limit and end > moment
        for ahead in range(-1, 3)
        for begin, end in open_times(local_day(moment, office) + timedelta(days=ahead), office)
    )
    if opens:
        assert acknowledge(moment, office).due <= limit


@settings(max_examples=60, deadline=None)
@given(offices(), MOMENTS, st.integers(-3000, 3000))
def test_a_promise_never_makes_anything_later_and_is_kept_to_the_minute_when_it_is_stricter(office, moment, minutes):
    rule = same_business_day(moment, office)
    promised = rule.due + timedelta(minutes=minutes)
    clock = as_promised(promised, rule, office)
    assert clock.due == min(promised, rule.due)
    assert (clock.words == "as promised") == (minutes <= 0)


@given(MOMENTS)
def test_safety_waits_for_no_opening(moment):
    assert immediate(moment).due == moment
    assert immediate(moment).words == "immediately: safety, whatever the hour"

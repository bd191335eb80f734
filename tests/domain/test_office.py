"""The settings of the firm: what cannot be used is named, with what to write instead."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from paratui.domain.errors import BadInput, OfficeError
from paratui.domain.office import Office
from paratui.domain.opening_range import WEEKDAYS
from paratui.domain.us_places import CITY_ZONES, STATE_NAMES, STATE_ZONES, STATES, ZONE_NAMES, keeps_time_of


def test_a_new_office_can_be_used_as_it_is():
    office = Office()
    assert office.checked() is office
    assert office.tz == ZoneInfo("America/New_York")
    assert [day for day in WEEKDAYS if not office.hours[day]] == ["saturday", "sunday"]


def test_a_new_office_knows_no_state_so_the_strict_case_stands():
    assert Office().state == ""


def test_each_office_has_hours_of_its_own():
    first, second = Office(), Office()
    first.hours["monday"] = []
    assert second.hours["monday"] == ["09:00-17:00"]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"zone": "America/Gotham"}, 'time zone "America/Gotham" is not known; write one such as'),
        ({"zone": ""}, "time zone"),
        ({"zone": "../etc/passwd"}, "time zone"),
        ({"zone": "America"}, "time zone"),
        ({"hours": {"mon": ["09:00-17:00"]}}, 'gives hours for "mon"; the days are monday'),
        ({"hours": {"monday": ["9 to 5"]}}, "opening hours of monday .* write them as"),
        ({"hours": {"monday": ["17:00-09:00"]}}, "opening hours of monday"),
        ({"hours": {"monday": ["09:00-25:00"]}}, "opening hours of monday"),
        ({"hours": {"monday": ["09:00-13:00", "12:00-17:00"]}}, "opening hours of monday"),
        ({"zone": "Europe/Nowhere"}, "time zone"),
        ({"cut_off_minutes": -1}, "-1 as cut_off_minutes"),
        (
            {"cut_off_minutes": 481},
            "481 as cut_off_minutes, but monday is open for 480 minutes; write fewer, such as 60",
        ),
        (
            {"hours": {"friday": ["09:00-17:00"], "saturday": ["10:00-10:40"]}},
            "60 as cut_off_minutes, but saturday is open for 40 minutes; write fewer, such as 20",
        ),
        ({"attorney_days": -1}, "-1 as attorney_days; write 0"),
        ({"attorney_days": 31}, "31 as attorney_days"),
        ({"cut_off_minutes": 1440}, "1440 as cut_off_minutes"),
        ({"urgent_minutes": 0}, "0 as urgent_minutes"),
        ({"urgent_minutes": 7 * 1440 + 1}, "as urgent_minutes"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_write(settings, sentence):
    with pytest.raises(OfficeError, match=sentence):
        Office(**settings).checked()


@pytest.mark.parametrize(
    "settings",
    [
        {"cut_off_minutes": 0},
        {"cut_off_minutes": 480},
        {"cut_off_minutes": 1439, "hours": {}},
        {"attorney_days": 0},
        {"urgent_minutes": 1},
        {"hours": {"monday": ["00:00-24:00"]}},
        {"hours": {"friday": ["09:00-12:00", "13:00-17:00"]}},
        {"hours": {}},
        {"zone": "Pacific/Auckland"},
    ],
)
def test_settings_at_the_edge_can_be_used(settings):
    Office(**settings).checked()


@pytest.mark.parametrize(
    ("name", "answer", "kept"),
    [
        ("state", "ca", "CA"),
        ("state", "  ny ", "NY"),
        ("state", "dc", "DC"),
        ("state", "", ""),
        ("state", "California", "CA"),
        ("state", " new   YORK ", "NY"),
        ("state", "district of columbia", "DC"),
        ("state", "Puerto Rico", "PR"),
        ("firm", "  Garcia   &  Lowe ", "Garcia & Lowe"),
        ("zone", " America/Chicago ", "America/Chicago"),
        ("zone", "Pacific", "America/Los_Angeles"),
        ("zone", "pacific time", "America/Los_Angeles"),
        ("zone", "PST", "America/Los_Angeles"),
        ("zone", "PDT", "America/Los_Angeles"),
        ("zone", "et", "America/New_York"),
        ("zone", "Central", "America/Chicago"),
        ("zone", "Arizona", "America/Phoenix"),
        ("zone", "hawaii", "Pacific/Honolulu"),
        ("zone", "seattle", "America/Los_Angeles"),
        ("zone", "St. Louis", "America/Chicago"),
        ("zone", "new  york", "America/New_York"),
        ("zone", "Chicago", "America/Chicago"),
    ],
)
def test_an_answer_to_a_first_question_is_tidied_and_kept(name, answer, kept):
    office = Office(firm="Before", state="TX", zone="America/Denver")
    answered = office.with_answer(name, answer)
    assert getattr(answered, name) == kept
    others = {"firm", "state", "zone"} - {name, "zone" if name == "state" else ""}
    assert all(getattr(answered, other) == getattr(office, other) for other in others)


@pytest.mark.parametrize(
    ("name", "answer", "sentence"),
    [
        ("state", "Kalifornia", '"KALIFORNIA" is no US state; write its two letters, such as CA'),
        ("state", "ZZ", '"ZZ" is no US state'),
        ("firm", "   ", "The firm needs a name"),
        ("zone", "Springfield", '"Springfield" is no time zone; write a larger city'),
        ("zone", "GMT-8 o'clock", "or Pacific or Eastern"),
        ("zone", "", "is no time zone"),
        ("zone", "/etc/localtime", "is no time zone"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_what_to_write(name, answer, sentence):
    with pytest.raises(BadInput, match=sentence):
        Office().with_answer(name, answer)


@pytest.mark.parametrize(
    ("zone", "state", "proposed"),
    [
        ("Etc/UTC", "CA", "America/Los_Angeles"),
        ("America/New_York", "Tennessee", "America/New_York"),
        ("Etc/UTC", "TN", "America/Chicago"),
        ("Etc/UTC", "", "Etc/UTC"),
    ],
)
def test_with_the_state_comes_its_zone_unless_what_stands_there_is_one(zone, state, proposed):
    assert Office(zone=zone).with_answer("state", state).zone == proposed


def test_every_state_has_zones_and_every_city_has_one():
    assert set(STATE_ZONES) == STATES
    zones = {zone for several in STATE_ZONES.values() for zone in several}
    for city, zone in CITY_ZONES.items():
        assert Office().with_answer("zone", city.title()).zone == zone
        assert zone in zones
    assert {ZoneInfo(zone).key for zone in zones} == zones


@pytest.mark.parametrize(
    ("state", "zone", "fits"),
    [
        ("CA", "Etc/UTC", False),
        ("CA", "US/Pacific", True),
        ("AZ", "America/Los_Angeles", False),
        ("TX", "America/Denver", True),
        ("", "Etc/UTC", True),
        ("GB", "Europe/London", True),
    ],
)
def test_a_zone_goes_with_a_state_when_its_clocks_show_the_same_all_year(state, zone, fits):
    assert keeps_time_of(state, zone, datetime(2026, 11, 20, tzinfo=UTC)) is fits


def test_every_state_and_inhabited_territory_has_its_two_letters():
    assert len(STATES) == 56
    assert all(len(state) == 2 and state.isupper() for state in STATES)


def test_every_state_is_known_by_its_name_and_every_zone_named_is_one():
    assert set(STATE_NAMES.values()) == STATES
    assert len(STATE_NAMES) == len(STATES)
    for name, zone in ZONE_NAMES.items():
        assert Office().with_answer("zone", name.upper()).tz == ZoneInfo(zone)

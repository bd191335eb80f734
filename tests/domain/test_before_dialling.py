"""What is shown before a number is dialled: safe or not, what to say, voicemail, the time there."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import paratui
from paratui.domain.area_codes import read_area_codes
from paratui.domain.before_dialling import before_dialling, clock_there, flags_of, to_be_weighed, usual_number
from paratui.domain.errors import OfficeError
from paratui.domain.fact import Fact
from paratui.domain.office import Office
from paratui.domain.person import KnownNumber, Person
from paratui.domain.time_there import Zones, courtesy_hours, time_there, zones_there

TABLE = read_area_codes(
    tomllib.loads((Path(paratui.__file__).parent / "office" / "area_codes.toml").read_text(encoding="utf-8")), "x"
)
OFFICE = Office(zone="America/New_York")
CALIFORNIA, NEW_YORK, FLORIDA, ARIZONA = "+14155552671", "+12125552671", "+18505552671", "+16025552671"
TEN_IN_NEW_YORK = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)


def maria(**fields) -> Person:
    return Person(id=1, name="Maria Garcia", **{"phones": (CALIFORNIA,), "voicemail": "yes"} | fields)


def told(person, number=CALIFORNIA, now=TEN_IN_NEW_YORK, office=OFFICE) -> dict[str, Fact]:
    return {fact.about: fact for fact in before_dialling(person, number, now, TABLE, office)}


def at(hour: int, minute: int = 0, *, day: int = 8, month: int = 10) -> datetime:
    """A moment by the clock of the office."""
    return datetime(2026, month, day, hour, minute, tzinfo=OFFICE.tz).astimezone(UTC)


# The time there


def test_the_time_there_is_told_as_a_guess_when_it_comes_from_the_number():
    assert told(maria(), now=at(13))["time there"] == Fact("time there", "10:00 AM there (guess)")


@pytest.mark.parametrize(
    ("hour", "minute", "says"),
    [
        (10, 59, "too early, before 8:00 AM there (guess)"),
        (11, 0, ""),
        (23, 59, ""),
        (0, 0, "too late, past 9:00 PM there (guess)"),
    ],
)
def test_the_courtesy_hours_begin_and_end_on_the_minute(hour, minute, says):
    fact = told(maria(), now=at(hour, minute))["time there"]
    assert fact.grave == bool(says)
    assert fact.says.endswith(says or "there (guess)")


def test_the_strictest_of_several_zones_counts():
    fact = told(None, FLORIDA, at(8, 30))["time there"]
    assert fact.says == "7:30 AM to 8:30 AM there (guess): too early, before 8:00 AM there (guess)"
    assert fact.grave
    assert told(None, FLORIDA, at(21, 0))["time there"].grave
    assert not told(None, FLORIDA, at(20, 59))["time there"].grave


def test_zones_on_two_sides_of_the_night_are_too_early_and_too_late():
    both = time_there(Zones(("America/Los_Angeles", "Australia/Sydney")), at(8), OFFICE.tz)
    assert "too early" in both.wrong_hour
    assert "too late" in both.wrong_hour


def test_what_the_person_stated_stands_before_the_guess_and_is_no_guess():
    assert told(maria(zone="America/Chicago"))["time there"].says == "9:00 AM there"
    assert told(maria(place="Madison, WI"))["time there"].says == "9:00 AM there"
    assert zones_there(maria(place="Madison, WI"), CALIFORNIA, TABLE) == Zones(("America/Chicago",), stated=True)


def test_a_stated_place_of_two_zones_tells_both_and_is_no_guess():
    assert told(maria(place="Texas"))["time there"].says == "8:00 AM to 9:00 AM there"


def test_a_stated_zone_nobody_knows_leaves_the_stated_place_and_then_the_number():
    assert told(maria(zone="Mars/Base", place="WI"))["time there"].says == "9:00 AM there"
    assert told(maria(zone="../etc/passwd"), now=at(13))["time there"].says == "10:00 AM there (guess)"


def test_a_stated_place_without_a_known_zone_is_not_contradicted_by_the_number():
    facts = told(maria(place="Berlin"))
    assert "time there" not in facts
    assert "place" not in facts


def test_the_hour_of_the_office_itself_is_told_only_when_it_is_a_wrong_one():
    assert "time there" not in told(maria(zone="America/New_York"))
    assert "time there" not in told(maria(zone="America/Detroit"))
    assert told(maria(zone="America/New_York"), now=at(7, 30))["time there"].grave


def test_the_guess_of_the_same_hour_is_not_told():
    assert "time there" not in told(None, NEW_YORK)


def test_a_day_that_is_another_one_there_is_named():
    there = time_there(Zones(("Australia/Sydney",), stated=True), at(20), OFFICE.tz)
    assert there.says == "Fri 11:00 AM there"


@pytest.mark.parametrize(
    ("month", "day", "here", "there"),
    [
        (3, 7, 12, "10:00 AM"),  # the day before the clocks go forward: Phoenix is two hours behind New York
        (3, 8, 12, "9:00 AM"),
        (10, 31, 12, "9:00 AM"),
        (11, 1, 12, "10:00 AM"),
    ],
)
def test_a_place_that_does_not_change_its_clocks_moves_against_the_office(month, day, here, there):
    assert told(None, ARIZONA, at(here, day=day, month=month))["time there"].says == f"{there} there (guess)"


@pytest.mark.parametrize(
    ("moment", "says", "wrong"),
    [
        # Clocks go forward in California at 10:00 UTC on 8 March 2026, back at 9:00 UTC on 1 November.
        (datetime(2026, 3, 8, 9, 59, tzinfo=UTC), "1:59 AM there", True),
        (datetime(2026, 3, 8, 10, 0, tzinfo=UTC), "3:00 AM there", True),
        (datetime(2026, 3, 8, 14, 59, tzinfo=UTC), "7:59 AM there", True),
        (datetime(2026, 3, 8, 15, 0, tzinfo=UTC), "8:00 AM there", False),
        (datetime(2026, 11, 1, 8, 59, tzinfo=UTC), "1:59 AM there", True),
        (datetime(2026, 11, 1, 9, 0, tzinfo=UTC), "1:00 AM there", True),
        (datetime(2026, 11, 1, 15, 59, tzinfo=UTC), "7:59 AM there", True),
        (datetime(2026, 11, 1, 16, 0, tzinfo=UTC), "8:00 AM there", False),
        (datetime(2026, 11, 2, 4, 59, tzinfo=UTC), "8:59 PM there", False),
        (datetime(2026, 11, 2, 5, 0, tzinfo=UTC), "9:00 PM there", True),
    ],
)
def test_the_days_on_which_clocks_change_have_the_right_hour(moment, says, wrong):
    there = time_there(Zones(("America/Los_Angeles",), stated=True), moment, OFFICE.tz)
    assert there.says.endswith(says)
    assert bool(there.wrong_hour) == wrong


def test_the_courtesy_hours_are_a_setting_of_the_office():
    late = Office(zone="America/New_York", courtesy_hours="10:00-18:30").checked()
    assert told(maria(), now=at(12, 59), office=late)["time there"].says.endswith("before 10:00 AM there (guess)")
    assert told(maria(), now=at(21, 30), office=late)["time there"].says.endswith("past 6:30 PM there (guess)")
    always = Office(courtesy_hours="00:00-24:00").checked()
    assert not told(maria(), now=at(3), office=always)["time there"].grave


@pytest.mark.parametrize("hours", ["8 to 9", "21:00-08:00", "", "08:00-25:00"])
def test_courtesy_hours_that_cannot_be_used_are_refused_with_what_to_write(hours):
    with pytest.raises(OfficeError, match=r"courtesy_hours.*08:00-21:00"):
        Office(courtesy_hours=hours).checked()
    with pytest.raises(ValueError, match=r"hours|ends|24:00"):
        courtesy_hours(hours)


@given(
    st.lists(st.sampled_from(["America/New_York", "America/Los_Angeles", "Pacific/Guam", "Nowhere", ""]), max_size=4),
    st.integers(0, 400 * 24 * 60),
)
def test_another_zone_never_makes_a_wrong_hour_right(zones, minutes):
    now = TEN_IN_NEW_YORK + timedelta(minutes=minutes)
    fewer = time_there(Zones(tuple(zones[:-1])), now, OFFICE.tz)
    more = time_there(Zones(tuple(zones)), now, OFFICE.tz)
    assert not (fewer and fewer.wrong_hour) or (more and more.wrong_hour)


# What must not be overlooked


def test_nothing_stated_is_a_question_about_voicemail_and_a_guess_of_the_place():
    assert before_dialling(maria(voicemail="not_asked"), NEW_YORK, TEN_IN_NEW_YORK, TABLE, OFFICE) == [
        Fact("voicemail", "not asked yet", grave=True),
        Fact("place", "New York (guess)"),
    ]


def test_a_stranger_s_number_tells_the_time_and_the_guess():
    assert before_dialling(None, CALIFORNIA, at(13), TABLE, OFFICE) == [
        Fact("time there", "10:00 AM there (guess)"),
        Fact("place", "California (guess)"),
    ]
    assert before_dialling(None, "withheld", at(13), TABLE, OFFICE) == []


def test_a_number_that_is_not_safe_is_the_first_thing_said():
    facts = before_dialling(
        maria(numbers=(KnownNumber(number=CALIFORNIA, safe="no", say_only="Ana", voicemail="no"),)),
        CALIFORNIA,
        at(8),
        TABLE,
        OFFICE,
    )
    assert [fact.about for fact in facts] == ["do not call", "say only", "voicemail", "time there", "place"]
    assert [fact.grave for fact in facts] == [True, True, True, True, False]
    assert facts[1].says.startswith('"Ana"')


def test_what_is_grave_stands_before_what_is_not():
    facts = before_dialling(maria(), CALIFORNIA, at(8), TABLE, OFFICE)
    assert [(fact.about, fact.grave) for fact in facts] == [
        ("time there", True),
        ("voicemail", False),
        ("place", False),
    ]


def test_what_is_known_of_one_number_does_not_hold_for_another():
    person = maria(
        phones=(CALIFORNIA, NEW_YORK), numbers=(KnownNumber(number=NEW_YORK, say_only="Ana", best_times="noon"),)
    )
    assert "say only" not in told(person, CALIFORNIA)
    assert told(person, NEW_YORK)["say only"].grave
    assert told(person, NEW_YORK)["best time"].says == "noon"


def test_what_holds_for_the_person_holds_for_every_number():
    person = maria(say_only="Ana", best_times="after 6 PM")
    for number in (CALIFORNIA, NEW_YORK):
        assert '"Ana"' in told(person, number)["say only"].says
        assert told(person, number)["best time"].says == "after 6 PM"


@pytest.mark.parametrize(
    ("person", "number", "voicemail"),
    [
        ("yes", "not_asked", "yes"),
        ("not_asked", "yes", "yes"),
        ("yes", "no", "no"),
        ("no", "yes", "no"),
        ("not_asked", "not_asked", "not_asked"),
        ("perhaps", "not_asked", "not_asked"),
    ],
)
def test_no_voicemail_wins_wherever_it_was_said(person, number, voicemail):
    whoever = maria(voicemail=person, numbers=(KnownNumber(number=CALIFORNIA, voicemail=number),))
    assert flags_of(whoever, CALIFORNIA).voicemail == voicemail
    assert told(whoever)["voicemail"].grave == (voicemail != "yes")


def test_an_extension_has_its_own_flags_and_those_of_its_number():
    person = maria(
        numbers=(
            KnownNumber(number=CALIFORNIA, voicemail="no"),
            KnownNumber(number=f"{CALIFORNIA};ext=12", say_only="Ana"),
        )
    )
    flags = flags_of(person, f"{CALIFORNIA};ext=12")
    assert (flags.say_only, flags.voicemail) == ("Ana", "no")


@pytest.mark.parametrize("line", ["fax", "pager"])
def test_nobody_answers_a_fax_or_a_pager_and_it_has_no_voicemail(line):
    facts = told(maria(numbers=(KnownNumber(number=CALIFORNIA, line=line),)))
    assert "nobody answers" in facts["line"].says
    assert facts["line"].grave
    assert "voicemail" not in facts


def test_unknown_fields_of_a_number_are_kept():
    doc = maria().doc() | {"numbers": [{"number": CALIFORNIA, "safe": "no", "ring_twice": True}], "pronouns": "she"}
    person = Person.read(doc)
    assert person.numbers[0].safe == "no"
    kept = person.but(name="Maria G.").doc()
    assert kept["numbers"][0]["ring_twice"] is True
    assert kept["pronouns"] == "she"


def test_a_person_stored_by_an_earlier_version_has_no_flags():
    person = Person.read({"id": 1, "name": "Maria Garcia", "phones": [CALIFORNIA]})
    assert flags_of(person, CALIFORNIA) == KnownNumber(number=CALIFORNIA)


def weighed(person, hour=13, **given) -> list[str]:
    return [fact.about for fact in to_be_weighed(list(told(person, now=at(hour), **given).values()))]


def test_what_may_do_harm_wants_a_conscious_yes_and_a_question_not_asked_yet_does_not():
    assert weighed(maria()) == []
    assert weighed(maria(voicemail="not_asked")) == []
    assert weighed(maria(voicemail="no")) == ["voicemail"]
    assert weighed(maria(say_only="Ruth")) == ["say only"]
    assert weighed(maria(numbers=(KnownNumber(number=CALIFORNIA, safe="no"),))) == ["do not call"]
    assert weighed(maria(numbers=(KnownNumber(number=CALIFORNIA, line="fax"),))) == ["line"]
    assert weighed(maria(), hour=9) == ["time there"]  # six in California
    assert weighed(None, number=NEW_YORK) == []


def test_the_usual_number_is_the_first_that_is_safe_and_answered():
    assert usual_number(maria()) == CALIFORNIA
    assert usual_number(maria(phones=())) == ""
    unsafe, fax = KnownNumber(number=CALIFORNIA, safe="no"), KnownNumber(number=NEW_YORK, line="fax")
    assert usual_number(maria(phones=(CALIFORNIA, NEW_YORK, FLORIDA), numbers=(unsafe, fax))) == FLORIDA
    # There is no better one: it is shown, with what speaks against it.
    assert usual_number(maria(numbers=(unsafe,))) == CALIFORNIA


def test_the_clock_there_is_not_told_when_it_shows_the_office_s_own_time():
    assert clock_there(Zones(("America/Toronto",), stated=True), TEN_IN_NEW_YORK, OFFICE) is None
    assert clock_there(Zones(), TEN_IN_NEW_YORK, OFFICE) is None
    there = clock_there(Zones(("America/Los_Angeles",)), TEN_IN_NEW_YORK, OFFICE)
    assert there.says == "7:00 AM there (guess)"
    assert there.wrong_hour.startswith("too early")


def test_what_is_known_of_one_number_stands_beside_what_is_known_of_others():
    person = maria(numbers=(KnownNumber(number=CALIFORNIA, line="mobile"),))
    both = person.with_known(NEW_YORK, safe="no")
    assert [(one.number, one.safe) for one in both] == [(CALIFORNIA, "not_asked"), (NEW_YORK, "no")]
    [mobile] = person.with_known(CALIFORNIA, voicemail="yes")
    assert (mobile.line, mobile.voicemail) == ("mobile", "yes")

"""The area codes the program ships, and the guess of a place that is made from them."""

from __future__ import annotations

import copy
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumber, is_valid_number

import paratui
from paratui.domain.area_codes import read_area_codes
from paratui.domain.errors import BadInput
from paratui.domain.number_place import AreaCodes, Guess, guess
from paratui.domain.phone import zones
from paratui.domain.us_places import STATES

FILE = Path(paratui.__file__).parent / "office" / "area_codes.toml"
DOC = tomllib.loads(FILE.read_text(encoding="utf-8"))
TABLE = read_area_codes(DOC, "area_codes.toml")
PROVINCES = {"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}


def number(area_code: str) -> str:
    return f"+1{area_code}5552671"


def test_every_state_territory_and_province_has_an_area_code():
    regions = {region for area in TABLE.areas.values() for region in area.regions}
    assert {f"US-{state}" for state in STATES} <= regions
    assert {f"CA-{province}" for province in PROVINCES} <= regions


def test_the_table_says_where_it_comes_from_and_that_nobody_has_verified_it():
    assert TABLE.version
    assert TABLE.source
    assert TABLE.reviewed == "2026-11-22"
    assert TABLE.verified_by == ""


def test_every_area_code_the_number_library_knows_is_in_the_table():
    known = {str(code) for code in range(200, 1000) if is_valid_number(PhoneNumber(1, int(f"{code}2345678")))}
    assert len(known) > 400
    assert known <= set(TABLE.areas)


def test_the_zones_are_at_least_those_the_number_library_knows():
    """Where it knows another hour than the table, the table must reach there too; its known slips are named."""
    # 689 is Orlando, which is on Eastern time; no number of 907 is in Hawaii; 474 is an overlay of all Saskatchewan;
    # 867 has no community in the zone of Vancouver; nobody in 879 keeps the winter's hour in summer.
    slips = {"689", "907", "474", "867", "879"}
    for moment in (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)):
        for code, area in TABLE.areas.items():
            hours = {moment.astimezone(ZoneInfo(zone)).utcoffset() for zone in area.zones}
            told = {moment.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones(number(code))}
            # All of North America is what the library says of a code it does not know.
            assert area.kind or len(told) > 4 or told <= hours or code in slips, (
                code,
                area.zones,
                zones(number(code)),
            )


@pytest.mark.parametrize(
    ("code", "place", "there"),
    [
        ("415", "California", {"America/Los_Angeles"}),
        ("212", "New York", {"America/New_York"}),
        ("202", "the District of Columbia", {"America/New_York"}),
        ("787", "Puerto Rico", {"America/Puerto_Rico"}),
        ("671", "Guam", {"Pacific/Guam"}),
        ("850", "Florida", {"America/Chicago", "America/New_York"}),
        ("928", "Arizona", {"America/Phoenix", "America/Denver"}),
        ("915", "Texas", {"America/Denver"}),
        ("416", "Ontario", {"America/Toronto"}),
        ("902", "Nova Scotia or Prince Edward Island", {"America/Halifax"}),
        ("876", "Jamaica", {"America/Jamaica"}),
        ("436", "Ohio", {"America/New_York"}),
    ],
)
def test_an_area_code_gives_a_place_and_its_zones(code, place, there):
    found = guess(number(code), TABLE)
    assert (found.place, set(found.zones), found.sure) == (place, there, False)
    assert found.words == f"{place} (guess)"


@pytest.mark.parametrize(
    ("kept", "place", "zone"),
    [
        ("+442079460958", "the United Kingdom", "Europe/London"),
        ("+49301234567", "Germany", "Europe/Berlin"),
        ("+61212345678", "Australia", "Australia/Sydney"),
        ("+528181234567", "Mexico", "America/Mexico_City"),
        ("+33142685300", "France", "Europe/Paris"),
    ],
)
def test_a_number_of_another_country_gives_the_country(kept, place, zone):
    found = guess(kept, TABLE)
    assert found.place == place
    assert zone in found.zones
    assert found.sure is False


def test_a_country_without_a_name_in_the_table_goes_by_its_code():
    assert guess("+37061234567", TABLE).place == "LT"


@pytest.mark.parametrize("code", ["800", "888", "900", "500", "700"])
def test_a_number_without_a_place_is_no_guess_of_one(code):
    found = guess(number(code), TABLE)
    assert (found.place, found.zones) == ("", ())
    assert found.words.endswith("no place")


@pytest.mark.parametrize("kept", ["", "withheld", "+", "+1", "+12", "+1999", "+999123", "4155552671", "+garbled"])
def test_what_tells_nothing_gives_no_guess(kept):
    assert guess(kept, TABLE) == Guess()
    assert guess(kept, TABLE).words == ""


@given(st.one_of(st.text(max_size=30), st.from_regex(r"\+\d{0,16}", fullmatch=True)))
def test_a_guess_is_never_sure_and_never_raises(kept):
    assert guess(kept, TABLE).sure is False


@pytest.mark.parametrize(
    ("stated", "zone"),
    [
        ("CA", "America/Los_Angeles"),
        ("California", "America/Los_Angeles"),
        ("california ", "America/Los_Angeles"),
        ("Fresno, CA", "America/Los_Angeles"),
        ("Fresno CA 93701", "America/Los_Angeles"),
        ("Fresno, CA 93701-1234", "America/Los_Angeles"),
        ("Austin, Texas", "America/Chicago"),
        ("Washington, D.C.", "America/New_York"),
        ("Washington", "America/Los_Angeles"),
        ("KY", "America/New_York"),
        ("Ontario", "America/Toronto"),
        ("Moncton NB", "America/Moncton"),
        ("Prince Edward Island", "America/Halifax"),
        ("US-CA", "America/Los_Angeles"),
        ("the Bahamas", "America/Nassau"),
    ],
)
def test_a_stated_place_has_zones(stated, zone):
    assert zone in TABLE.zones_of(stated)


def test_letters_that_are_a_state_and_a_country_mean_the_state():
    assert "America/Cayman" not in TABLE.zones_of("KY")
    assert TABLE.zones_of("MS") == ("America/Chicago",)


@pytest.mark.parametrize("stated", ["", "Berlin", "at her sister's", "12345", "ca", "the"])
def test_a_place_that_is_not_in_the_table_has_no_zones(stated):
    assert stated == "ca" or TABLE.zones_of(stated) == ()


def test_the_office_s_own_table_stands_before_the_shipped_one_code_by_code():
    own = read_area_codes(
        {
            "version": "2",
            "source": "ours",
            "reviewed": "2026-12-01",
            "verified_by": "R. Lindgren",
            "areas": [{"place": "Here", "regions": ["US-CA"], "zones": ["America/Denver"], "area_codes": [415]}],
        },
        "area_codes.toml",
    )
    both = TABLE.after(own)
    assert guess(number("415"), both).place == "Here"
    assert guess(number("510"), both).place == "California"
    # Who signed these codes has not read the shipped ones.
    assert (own.verified_by, both.verified_by) == ("R. Lindgren", "")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (
            lambda doc: doc["areas"][0].update(zones=["America/Nowhere"]),
            'area number 1, field zones: "America/Nowhere"',
        ),
        (lambda doc: doc["areas"][0].update(area_codes=[15]), "15 is no area code"),
        (lambda doc: doc["areas"][1].update(regions=["California"]), '"California" is no region'),
        (lambda doc: doc["areas"][1]["area_codes"].append(205), "the area code 205 stands there twice"),
        (lambda doc: doc["without_place"][0]["area_codes"].append(212), "the area code 212 stands there twice"),
        (lambda doc: doc.pop("source"), "field source: it is missing"),
        (lambda doc: doc["areas"][0].pop("place"), "area number 1, field place: it is missing"),
        (lambda doc: doc.update(areas="all"), "field areas"),
    ],
)
def test_a_table_that_cannot_be_used_says_which_entry_and_field(spoil, says):
    doc = copy.deepcopy(DOC)
    spoil(doc)
    with pytest.raises(BadInput) as refused:
        read_area_codes(doc, "area_codes.toml")
    assert str(refused.value).startswith("area_codes.toml")
    assert says in str(refused.value)


def test_a_guess_loads_neither_pydantic_nor_the_slow_geocoder():
    code = (
        "import sys; from paratui.domain.number_place import *; from paratui.domain.before_dialling import *;"
        " guess('+14155552671', AreaCodes()); guess('+442079460958', AreaCodes());"
        " sys.exit('pydantic' in sys.modules or 'phonenumbers.geocoder' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_a_table_nothing_is_guessed_of_north_america():
    assert guess(number("415"), AreaCodes()) == Guess()

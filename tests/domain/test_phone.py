"""Phone numbers: typed, kept and shown."""

from __future__ import annotations

import subprocess
import sys

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.phone import as_typed, digits, read_phone, shown, zones


def test_importing_the_module_does_not_load_the_library():
    code = "import sys, paratui.domain.phone; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_loads_the_slow_geocoder():
    code = (
        "import sys; from paratui.domain.phone import *; zones(read_phone('4155552671', 'US'));"
        " shown('+14155552671', 'US'); as_typed('4155', 'US');"
        " sys.exit('phonenumbers.geocoder' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", ""),
        ("4", "4"),
        ("4155552", "415-5552"),
        ("4155552671", "(415) 555-2671"),
        ("(415) 555-2671", "(415) 555-2671"),
        ("14155552671", "1 (415) 555-2671"),
        ("+442079460958", "+44 20 7946 0958"),
        ("4155552671x12", "(415) 555-2671 x12"),
        ("4155552671 ext 12", "(415) 555-2671 x12"),
        ("withheld", "withheld"),
        ("Maria 415", "Maria 415"),
        ("415555267199999", "415555267199999"),
        ("4" * 5000, "4" * 5000),
    ],
)
def test_a_number_takes_its_shape_while_it_is_typed(text, shape):
    assert as_typed(text, "US") == shape
    assert as_typed(shape, "US") == shape


def test_typing_never_loses_a_digit():
    for number in ("4155552671", "+4915112345678", "0014155552671", "911", "+1415555267199"):
        for end in range(len(number) + 1):
            assert digits(as_typed(number[:end], "US")) == digits(number[:end])


@pytest.mark.parametrize(
    ("text", "region", "kept"),
    [
        ("(415) 555-2671", "US", "+14155552671"),
        ("415.555.2671", "US", "+14155552671"),
        ("1 415 555 2671", "US", "+14155552671"),
        (" +1 415 555 2671 ", "GB", "+14155552671"),
        ("415-555-2671 x12", "US", "+14155552671;ext=12"),
        ("415-555-2671 ext. 012", "US", "+14155552671;ext=012"),
        ("415-555-2671 #12", "US", "+14155552671;ext=12"),
        ("+14155552671;ext=12", "US", "+14155552671;ext=12"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("+44 20 7946 0958", "US", "+442079460958"),
        ("011 44 20 7946 0958", "US", "+442079460958"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_is_written(text, region, kept):
    assert read_phone(text, region) == kept
    assert read_phone(kept, region) == kept


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no phone number"),
        ("withheld", "no phone number"),
        ("12", "too short|no phone number"),
        ("911", "too short"),
        ("555-2671", "area code"),
        ("415555267199", "too long"),
        ("+999 123456789", "country code"),
        ("415 555 2671 call after five", "no phone number|too long"),
        ("x12", "too short"),
        ("9" * 5000, "no phone number"),
        ("[bold]4155552671", "no phone number"),
    ],
)
def test_an_impossible_number_is_refused_in_one_sentence(text, says):
    with pytest.raises(BadInput, match=says) as refused:
        read_phone(text, "US")
    assert len(str(refused.value)) < 150
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("kept", "region", "eye"),
    [
        ("+14155552671", "US", "(415) 555-2671"),
        ("+14155552671", "GB", "+1 415-555-2671"),
        ("+14155552671;ext=12", "US", "(415) 555-2671 ext. 12"),
        ("+442079460958", "US", "+44 20 7946 0958"),
        ("+442079460958", "GB", "020 7946 0958"),
        ("+16045550199", "US", "(604) 555-0199"),
        ("withheld", "US", "withheld"),
        ("+garbled", "US", "+garbled"),
        ("", "US", ""),
    ],
)
def test_a_kept_number_is_shown_the_way_the_country_writes_it(kept, region, eye):
    assert shown(kept, region) == eye


def test_the_zones_of_a_number_are_those_of_its_prefix():
    assert zones("+14155552671") == ("America/Los_Angeles",)
    assert zones("+442079460958") == ("Europe/London",)
    assert len(zones("+18003569377")) > 1
    assert zones("withheld") == zones("+999123") == zones("") == ()


def test_digits_are_found_in_any_way_of_writing():
    assert digits("(415) 555-2671") == "4155552671"
    assert digits("no number") == ""
    assert digits("٤١٥") == "415"

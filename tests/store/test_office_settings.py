"""office.toml: what is written is read again, an old one goes on working, a mistake is named; the kept holidays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from paratui.domain.errors import OfficeError
from paratui.domain.kept_holidays import KeptHolidays, OwnHoliday
from paratui.domain.office import Office
from paratui.domain.office_day import office_day
from paratui.domain.special_day import SpecialDay
from paratui.store.holiday_file import keep_holidays
from paratui.store.office_settings import read_office, write_office

ROOT = Path(__file__).parents[2]
OLD = """\
firm = "Garcia"
zone = "America/Chicago"
state = "TX"
cut_off_minutes = 30

[hours]
monday = ["08:30-12:00", "13:00-17:30"]
"""
FULL = Office(
    firm='Garcia "& Sons"\nLowe',
    state="CA",
    attorney_days=2,
    hours={"monday": ["09:00-12:00", "13:00-17:00"], "sunday": []},
    special_days=[
        SpecialDay(day=date(2026, 12, 24), hours=["09:00-12:00"], name="Christmas Eve"),
        SpecialDay(day=date(2026, 12, 28), until=date(2026, 12, 31), name="Winter break"),
    ],
    holidays=KeptHolidays(
        country="US",
        state="",
        observed=False,
        leave_out=["Columbus Day", "New Year's Day"],
        own=[OwnHoliday(day="12-24", name='The "Eve"'), OwnHoliday(day="2026-03-17", name="Outing")],
    ),
)


def settings(folder, text):
    (folder / "office.toml").write_text(text, encoding="utf-8")
    return read_office(folder)


@pytest.mark.parametrize("office", [Office(), FULL, Office(holidays=KeptHolidays(country="US"))])
def test_what_is_written_is_read_again(tmp_path, office):
    write_office(tmp_path, office)
    assert read_office(tmp_path) == office


def test_an_office_of_before_goes_on_as_it_was(tmp_path):
    office = settings(tmp_path, OLD)
    assert (office.holidays, office.special_days) == (KeptHolidays(), [])
    assert office_day(date(2026, 9, 7), office).hours
    write_office(tmp_path, office)
    assert read_office(tmp_path) == office


def test_days_may_be_written_as_dates_too(tmp_path):
    special = '\n[[special_days]]\nday = 2026-12-24\nhours = ["09:00-12:00"]\n'
    assert settings(tmp_path, OLD + special).special_days[0].day == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ('[holidays]\ncountry = "Atlantis"\n', 'the country "ATLANTIS"; write its two letters'),
        ('[holidays]\ncountry = "US"\nstate = "Bavaria"\n', 'the state "BAVARIA" of US; write one of AK'),
        (
            '[holidays]\ncountry = "US"\nleave_out = ["Colombus Day"]\nstate = ""\n',
            'leave_out in office.toml names "Colombus Day", which is no holiday here; write "Columbus Day"',
        ),
        ('[holidays]\ncountry = "US"\nstate = "CA"\nleave_out = ["Zzz"]\n', "holiday here; write one of Cesar"),
        ('[holidays]\nland = "US"\n', r"unknown field `land`"),
        ('[holidays]\nown = [{ day = "24 Dec", name = "Eve" }]\n', 'is on "24 Dec", which is no day; write it as'),
        ('[[special_days]]\nday = "24 Dec"\n', r'special_days\[0\].day.*mend it as "2026-12-24"'),
        ('[[special_days]]\nday = "2026-12-24"\nclosed = true\n', "unknown field `closed`"),
        ('[[special_days]]\nname = "Eve"\n', "missing required field `day`"),
    ],
)
def test_a_calendar_that_cannot_be_used_is_named_with_what_to_write(tmp_path, more, sentence):
    with pytest.raises(OfficeError, match=sentence) as raised:
        settings(tmp_path, f"{OLD}\n{more}")
    assert "\n" not in str(raised.value)


# The holidays that are kept


def loads_the_library(folder):
    """Whether a fresh process that reads the office and asks for a day loads the `holidays` library."""
    code = (
        "import sys, pathlib, datetime\n"
        "from paratui.domain.office_day import office_day\n"
        "from paratui.store.office_settings import read_office\n"
        f"office = read_office(pathlib.Path({str(folder)!r}))\n"
        "print(office_day(datetime.date(2026, 9, 7), office).name, 'holidays' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    name, _, loaded = ran.stdout.strip().rpartition(" ")
    assert name == "Labor Day"
    return loaded == "True"


def test_kept_holidays_spare_the_library_until_the_settings_change_or_it_is_a_newer_one(tmp_path):
    office = Office(state="CA", holidays=KeptHolidays(country="US"))
    write_office(tmp_path, office)
    assert loads_the_library(tmp_path)
    keep_holidays(tmp_path, office)
    kept = tmp_path / "holidays.json"
    assert json.loads(kept.read_text())["days"]["2026-09-07"] == "Labor Day"
    assert kept.stat().st_mode & 0o777 == 0o660
    assert not loads_the_library(tmp_path)
    os.utime(kept, (0, 0))
    assert loads_the_library(tmp_path)
    keep_holidays(tmp_path, office)
    write_office(tmp_path, Office(state="NY", holidays=KeptHolidays(country="US")))
    assert loads_the_library(tmp_path)


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"country": "US"}', b"\xff\xfe", b'{"days": {"x": 1}}'])
def test_a_spoilt_file_is_made_anew(tmp_path, spoilt):
    office = Office(holidays=KeptHolidays(country="US"))
    write_office(tmp_path, office)
    (tmp_path / "holidays.json").write_bytes(spoilt)
    assert office_day(date(2026, 9, 7), read_office(tmp_path)).name == "Labor Day"
    keep_holidays(tmp_path, office)
    assert not loads_the_library(tmp_path)


def test_an_office_without_a_country_keeps_no_file(tmp_path):
    keep_holidays(tmp_path, Office())
    assert list(tmp_path.iterdir()) == []


def test_where_the_file_cannot_be_written_the_office_opens_all_the_same(tmp_path):
    (tmp_path / "holidays.json").mkdir()
    office = Office(holidays=KeptHolidays(country="US"))
    write_office(tmp_path, office)
    keep_holidays(tmp_path, office)
    assert office_day(date(2026, 9, 7), read_office(tmp_path)).name == "Labor Day"

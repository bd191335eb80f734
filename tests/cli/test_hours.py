"""`paratui hours`: the hours in words, what closes the office, and each clock by an example."""

from __future__ import annotations

import pytest

from paratui.cli.json_fields import JSON_FIELDS

CALENDAR = """
[holidays]
country = "US"
leave_out = ["Veterans Day"]
own = [{ day = "12-24", name = "Christmas Eve" }]

[[special_days]]
day = "2026-11-25"
hours = ["09:00-12:00"]
name = "Early close"
"""


@pytest.fixture
def office(shell):
    path = shell.office / "office.toml"
    text = path.read_text()
    path.write_text(text[: text.index("\n[holidays]\n")] + CALENDAR)
    return shell


def test_the_hours_the_closed_days_and_the_clocks_are_told_in_words(office):
    ran = office.run("hours", environ={"COLUMNS": "80", "PARATUI_NOW": "2026-11-24T16:30:00-05:00!"})
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Garcia & Lowe: Tue Nov 24, 4:30 PM",
        "HOURS (America/New_York)",
        "  Mon to Fri  9:00 AM to 5:00 PM",
        "  Sat to Sun  closed",
        "NEXT 14 DAYS",
        "  Tue Nov 24                9:00 AM to 5:00 PM",
        "  Wed Nov 25                9:00 AM to 12:00 PM, Early close",
        "  Thu Nov 26                closed, Thanksgiving Day",
        "  Fri Nov 27                9:00 AM to 5:00 PM",
        "  Sat Nov 28 to Sun Nov 29  closed",
        "  Mon Nov 30 to Fri Dec 4   9:00 AM to 5:00 PM",
        "  Sat Dec 5 to Sun Dec 6    closed",
        "  Mon Dec 7                 9:00 AM to 5:00 PM",
        "HOLIDAYS (US)",
        "  Thu Nov 26  Thanksgiving Day",
        "  Thu Dec 24  Christmas Eve",
        "  Fri Dec 25  Christmas Day",
        "CLOCKS: when a call now is due (cut-off 60 minutes before the last close)",
        "  same business day  received Tue 4:30 PM, after the cut-off: tomorrow 12:00 PM",
        "  acknowledge        within 24 hours, the last open time: tomorrow 12:00 PM",
        "  urgent             2 business hours: tomorrow 10:30 AM",
        "  safety             immediately: safety, whatever the hour: today 4:30 PM",
        "  attorney's answer  the next business day: tomorrow 12:00 PM",
        "  check back         in two business days (Thursday is Thanksgiving Day): Friday",
        "                     5:00 PM",
        "  touch base         every 14 days: Tuesday Dec 8 5:00 PM",
    ]


@pytest.mark.parametrize("columns", ["40", "20"])
def test_a_narrow_terminal_gets_no_line_that_is_cut_in_the_clocks(office, columns):
    ran = office.run("hours", environ={"COLUMNS": columns})
    assert ran.code == 0
    assert all(len(line) <= int(columns) for line in ran.out.splitlines())
    clocks = " ".join(ran.out.partition("CLOCKS")[2].split())
    assert columns == "20" or "within 24 hours, the last open time: today 5:00 PM" in clocks


def test_for_programs_it_is_one_object(office):
    told = office.run("hours", "--json").json()
    assert tuple(told) == JSON_FIELDS["hours"]
    assert told["days"][6] == {"day": "2026-11-26", "open": False, "hours": [], "why": "Thanksgiving Day"}
    assert told["clocks"][0] == {
        "clock": "same business day",
        "due": "2026-11-20T22:00:00Z",
        "words": "same business day",
    }
    assert (told["country"], told["state"]) == ("US", "")


def test_a_new_office_keeps_the_holidays_of_its_country(fresh):
    told = fresh.run("hours", "--json").json()
    assert told["country"] == "US"
    assert told["holidays"]


def test_an_office_of_before_keeps_none_and_is_told_so(shell):
    (shell.office / "office.toml").write_text('firm = "Garcia"\nallow_test_identity = true\n')
    told = shell.run("hours", environ={"PARATUI_NOW": "2026-11-20T09:30:00-05:00!"})
    assert "HOLIDAYS (no country is set in office.toml)\n  none\n" in told.out


def test_a_calendar_that_cannot_be_used_is_one_sentence(office):
    path = office.office / "office.toml"
    path.write_text(path.read_text().replace('country = "US"', 'country = "QQ"'))
    ran = office.run("hours")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith('paratui: No holidays are known for the country "QQ"; write its two letters')
    assert ran.err.count("\n") == 1


def test_the_doctor_names_whose_holidays_are_kept_and_the_next_closed_day(office):
    ran = office.run("doctor", environ={"COLUMNS": "100"})
    assert "calendar  holidays of US, next closed Thu Nov 26, Thanksgiving Day" in ran.out
    path = office.office / "office.toml"
    path.write_text(path.read_text().partition("\n[holidays]\n")[0])
    line = next(one for one in office.run("doctor", "--json").json()["lines"] if one["name"] == "calendar")
    assert (line["level"], line["do"].startswith('write country = "US" under [holidays]')) == ("look", True)

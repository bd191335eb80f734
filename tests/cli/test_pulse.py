"""`paratui pulse`: own figures as text and JSON, everyone's as sums, nobody by name unless the office says so."""

from __future__ import annotations

import pytest

from paratui.cli.json_fields import JSON_FIELDS

THEIRS = ("--phone", "(415) 555-2671")


@pytest.fixture
def called(shell):
    """Dana missed a call on Thursday at ten, and Ana returned it at half past eleven."""
    notes = shell.notes("hello?\n")
    missed = ("--outcome", "no_answer", "--started", "2026-11-19T10:00")
    assert shell.run("call", "--notes", notes, *THEIRS, *missed).code == 0
    returned = ("--out", "--started", "2026-11-19T11:30", "--seconds", "60")
    assert shell.run("call", "--notes", notes, *THEIRS, *returned, environ={"PARATUI_LOGIN": "ana"}).code == 0
    return shell


def test_my_own_figures_come_first_and_everyone_s_only_when_asked_for(called):
    mine = called.run("pulse")
    assert (mine.code, mine.err) == (0, "")
    assert mine.out.startswith("MINE, last 30 days\nYour own figures.")
    assert "CALLS BY DAY 1: 1 in, 0 out\n  Thu Nov 19      1 in     0      1  ####" in mine.out
    assert "CALLS RETURNED 0\n" in mine.out
    everyone = called.run("pulse", "--everyone", "--days", "7").out
    assert everyone.startswith("EVERYONE, last 7 days\nSums of the office")
    assert "CALLS RETURNED 1, in open hours: half in 1 h 30 min, 9 of 10 in 1 h 30 min\n" in everyone
    assert "ana" not in everyone


def test_for_programs_it_has_exactly_the_promised_fields(called):
    told = called.run("pulse", "--everyone", "--json").json()
    assert tuple(told) == JSON_FIELDS["pulse"]
    for name in ("days", "hours"):
        assert {tuple(row) for row in told[name]} == {JSON_FIELDS[f"pulse {name}"]}
    assert tuple(told["returns"]) == JSON_FIELDS["pulse returns"]
    assert (told["returns"]["median_seconds"], told["by_person"], len(told["days"])) == (5400, None, 30)


def test_by_name_only_attorneys_see_it_and_only_where_office_toml_says_so(called):
    settings = called.office / "office.toml"
    settings.write_text(settings.read_text().replace("by_person = false", "by_person = true"))
    assert called.run("pulse", "--everyone", "--json").json()["by_person"] is None
    assert called.run("staff", "dana", "--role", "attorney").code == 0
    assert set(called.run("pulse", "--everyone", "--json").json()["by_person"]) == {"ana"}
    assert called.run("pulse", "--json").json()["by_person"] is None


def test_a_time_without_calls_says_so_and_one_that_is_none_is_refused(shell):
    assert "No call was logged in this time" in shell.run("pulse").out
    for days in ("0", "x", "-3", "9999999"):
        ran = shell.run("pulse", f"--days={days}")
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "--days" in ran.err


def test_a_rule_that_is_no_rule_is_refused_in_one_sentence(shell):
    settings = shell.office / "office.toml"
    settings.write_text(settings.read_text().replace("by_person = false", 'by_person = "bosses"'))
    ran = shell.run("pulse")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "pulse.by_person" in ran.err

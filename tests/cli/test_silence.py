"""`paratui silence`: the radar as text, within the reader's width, and as JSON with the promised fields."""

from __future__ import annotations

import re

from paratui.cli.json_fields import JSON_FIELDS


def test_a_missed_call_of_last_week_nobody_returned_stands_on_the_radar(shell):
    notes = shell.notes("hello?\n")
    words = ("--phone", "(415) 555-2671", "--outcome", "no_answer", "--started", "2026-11-13T10:00")
    assert shell.run("call", "--notes", notes, *words).code == 0
    ran = shell.run("silence")
    assert (ran.code, ran.err) == (0, "")
    assert "CALLED ONCE, THEN SILENT 1\n  (415) 555-2671  called Nov 13  not called back" in ran.out
    assert "NOBODY SPOKE TO 0" in ran.out


def test_for_programs_it_has_exactly_the_promised_fields(shell):
    notes = shell.notes("hello?\n")
    words = ("--phone", "(415) 555-2671", "--outcome", "no_answer", "--started", "2026-11-13T10:00")
    shell.run("call", "--notes", notes, *words)
    told = shell.run("silence", "--json").json()
    assert tuple(told) == JSON_FIELDS["silence"]
    [row] = told["called_once"]
    assert tuple(row) == JSON_FIELDS["silence rows"]
    assert (row["person_id"], row["phone"], row["called"]) == (None, "+14155552671", "2026-11-13T15:00:00Z")
    assert (row["days"], row["last_spoken"]) == (7, None)


def test_when_nothing_is_silent_it_says_what_that_means(shell):
    ran = shell.run("silence")
    assert "Everybody with an open matter was spoken with in the last 30 days" in ran.out
    assert shell.run("silence", "--json").json()["silent"] == []


def test_bands_that_do_not_rise_are_refused_in_one_sentence(shell):
    settings = shell.office / "office.toml"
    settings.write_text(re.sub(r"(?m)^silence_days = .*$", "silence_days = [90, 30]", settings.read_text()))
    ran = shell.run("silence")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "write one to 5 rising numbers of days" in ran.err
    assert "gives [90, 30] as silence_days" in ran.err

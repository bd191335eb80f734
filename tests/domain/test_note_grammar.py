"""Note lines: what is understood while they are typed."""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from paratui.domain.note_grammar import LineRead, read_line
from paratui.domain.note_line import MARKS, Kind
from paratui.domain.office import Office
from paratui.domain.staff import Staff

OFFICE = Office(zone="America/New_York")
NOW = datetime(2026, 11, 19, 10, 15, tzinfo=ZoneInfo("America/New_York"))  # a Thursday
LATE = NOW.replace(day=20, hour=16, minute=45)  # a Friday, after the cut-off
STAFF = [
    Staff(id=1, login="dana", name="Dana Kim", initials="DK"),
    Staff(id=2, login="ana.r", name="Ana Ruiz", initials="AR"),
    Staff(id=3, login="slee", name="Samuel Lee", initials="SL", role="attorney", title="Attorney"),
    Staff(id=4, login="ana.b", name="Ana Bell", initials="AB"),
]


def read(typed, now=NOW, **more):
    return read_line(typed, now, OFFICE, STAFF, "ana.r", **more)


def test_the_line_of_the_call_screen():
    assert read("> call back thu 3pm @dana !") == LineRead(
        Kind.PROMISE,
        "call back thu 3pm @dana !",
        task="call back",
        due="2026-11-19T20:00:00Z",
        clock="appointment",
        assignee="dana",
        urgent=True,
        named=True,
        phrase="thu 3pm",
    )


@pytest.mark.parametrize(
    ("typed", "assignee", "named"),
    [
        ("> send the notice", "ana.r", False),
        ("> send the notice @me", "ana.r", True),
        ("> send the notice @dana", "dana", True),
        ("> send the notice @nobody", "ana.r", False),
        ("? should I sign?", "slee", False),
        ("? should I sign? @dana", "dana", True),
    ],
)
def test_a_line_tells_who_has_it_and_whether_it_said_so_itself(typed, assignee, named):
    line = read(typed)
    assert (line.assignee, line.named) == (assignee, named)


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("> call back thu 3pm", "thu 3pm"),
        ("> in 2 hours call her", "in 2 hours"),
        ("< bring the calendar tomorrow", "tomorrow"),
        ("> send the notice", ""),
        ("? does she sign tomorrow?", ""),
        ("hearing tomorrow", ""),
    ],
)
def test_a_line_tells_the_words_its_due_time_was_read_from(typed, phrase):
    assert read(typed).phrase == phrase


def test_a_time_gone_by_gave_no_due_time_and_so_no_words_of_one():
    line = read("> call back today 1am")
    assert (line.phrase, line.clock) == ("", "same business day")
    assert "already past" in line.notice


@pytest.mark.parametrize(("mark", "kind"), MARKS.items())
def test_the_first_character_is_the_kind_with_or_without_a_space(mark, kind):
    for typed in (f"{mark} the words", f"{mark}the words", f"  {mark}  the words  "):
        line = read(typed)
        assert (line.kind, line.text) == (kind, "the words")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("the words", "the words"),
        ("- the words", "the words"),
        ("-5 degrees", "-5 degrees"),
        ("\\> quoted", "> quoted"),
        ("\\\\ a backslash", "\\ a backslash"),
        ("\\- a dash", "- a dash"),
        ("", ""),
        ("   ", ""),
        ("call thu 3pm @dana !", "call thu 3pm @dana !"),
    ],
)
def test_a_note_is_only_text(typed, text):
    assert read(typed) == LineRead(Kind.NOTE, text)


@pytest.mark.parametrize("mark", ["!", "@", "#", "~", "*"])
def test_a_kind_without_a_follow_up_has_nothing_read_out_of_it(mark):
    line = read(f"{mark} hearing Dec 3 at 9am @dana !")
    assert line == LineRead(MARKS[mark], "hearing Dec 3 at 9am @dana !")


def test_a_promise_without_a_date_has_the_same_business_day_and_is_the_speaker_s():
    line = read("> send her the new notice")
    assert (line.task, line.due, line.assignee) == (
        "send her the new notice",
        "2026-11-19T22:00:00Z",
        "ana.r",
    )
    assert line.clock == "same business day"
    assert read("> send it", LATE).clock == "received Fri 4:45 PM, after the cut-off: Monday 5:00 PM"


def test_an_urgent_promise_without_a_date_has_the_urgent_clock():
    line = read("> call the shelter !")
    assert (line.task, line.urgent, line.due) == ("call the shelter", True, "2026-11-19T17:15:00Z")
    assert line.clock == "urgent: 2 business hours"
    assert read("> call the shelter!").task == "call the shelter"
    assert read("> ! call the shelter").urgent
    assert not read("> say hi! to her").urgent


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("dana", "dana"),
        ("DANA", "dana"),
        ("dk", "dana"),
        ("Samuel", "slee"),
        ("lee", "slee"),
        ("slee", "slee"),
        ("ana.r", "ana.r"),
        ("AB", "ana.b"),
        ("anabell", "ana.b"),
        ("samuel.lee", "slee"),
        ("me", "ana.r"),
    ],
)
def test_a_person_is_named_by_login_initials_or_name(name, login):
    for typed in (f"> call @{name} back", f"> @{name}: call back", f"> call back @{name}."):
        line = read(typed)
        assert line.assignee == login
        assert "@" not in line.task
        assert not line.notice


def test_a_name_nobody_has_stays_in_the_text_and_is_told():
    line = read("> call back thu 3pm @zoe")
    assert (line.assignee, line.task) == ("ana.r", "call back @zoe")
    assert line.notice == line.unnamed == "nobody here is called @zoe"


def test_a_name_two_people_have_is_told_with_both():
    line = read("> call back @ana")
    assert (line.assignee, line.task) == ("ana.r", "call back @ana")
    assert line.notice == "@ana may be ana.r or ana.b"


def test_an_address_is_nobody_s_name():
    line = read("> mail maria@dana.example tomorrow")
    assert (line.task, line.assignee, line.notice) == ("mail maria@dana.example", "ana.r", "")


def test_of_two_people_the_first_has_it_and_the_other_stays_in_the_text():
    assert read("> @dana ask @slee about it").task == "ask @slee about it"


def test_a_time_that_is_past_is_told_and_the_usual_clock_counts():
    line = read("> call back today 9am")
    assert (line.task, line.due) == ("call back today 9am", "2026-11-19T22:00:00Z")
    assert line.clock == "same business day"
    assert line.notice == "Thursday 9:00 AM is already past; the usual clock counts"


def test_a_day_the_office_is_closed_is_kept_and_told():
    line = read("> call back sat")
    assert (line.due, line.clock) == ("2026-11-21T22:00:00Z", "as promised")
    assert line.notice == "the office is closed on Saturday"
    assert read("> call back 1/2").notice == "the office is closed on Saturday Jan 2 2027"
    assert not read("> send it by midnight").notice


def test_a_line_that_is_only_a_time_keeps_its_words_as_the_task():
    assert read("> thu 3pm").task == "thu 3pm"
    assert read("> @dana").task == "@dana"
    assert read(">").task == ""


def test_what_is_cut_out_leaves_no_gap_and_no_comma():
    assert read("> call, thu 3pm, about the lease @dana").task == "call, about the lease"
    assert read("> call @dana, then the clerk tomorrow").task == "call, then the clerk"
    assert read("> tomorrow: call the clerk").task == "call the clerk"


def test_a_question_goes_to_the_attorney_to_the_letter():
    said = '"should I  sign by friday? he said tomorrow!"'
    line = read(f"? {said}")
    assert (line.text, line.task) == (said, said)
    assert (line.assignee, line.due, line.clock) == ("slee", "2026-11-19T22:00:00Z", "same business day")
    assert not line.urgent


def test_a_question_reads_a_name_and_a_mark_only_when_they_stand_alone_at_its_end():
    line = read("? can @dana sign for me? @dk !")
    assert (line.assignee, line.urgent, line.task) == ("dana", True, "can @dana sign for me? @dk !")
    assert line.clock == "urgent: 2 business hours"
    line = read("? can @dana sign for me!")
    assert (line.assignee, line.urgent) == ("slee", False)


def test_a_question_in_an_office_without_an_attorney_is_nobody_s():
    assert read_line("? may I move", NOW, OFFICE, STAFF[:2], "dana").assignee == ""


def test_what_the_client_will_do_has_the_date_she_named_or_is_looked_after_in_two_days():
    line = read("< bring the tax returns by monday")
    assert (line.kind, line.task, line.due) == (
        Kind.CLIENT_TASK,
        "bring the tax returns",
        "2026-11-23T22:00:00Z",
    )
    line = read("< bring the tax returns")
    assert (line.due, line.clock) == ("2026-11-23T22:00:00Z", "check back in two business days")


def test_a_line_without_a_mark_can_be_read_as_a_promise():
    line = read("call back thu 3pm @dana !", default=Kind.PROMISE)
    assert (line.kind, line.assignee, line.urgent) == (Kind.PROMISE, "dana", True)
    assert read("@dana call back", default=Kind.PROMISE).assignee == "dana"
    assert read("@ hearing Dec 3", default=Kind.PROMISE).kind is Kind.REPORTED_DATE
    assert read("? may I move", default=Kind.PROMISE).kind is Kind.QUESTION


def test_escape_sequences_do_not_reach_a_line():
    assert read("\x1b[31m> send\tit\x1b[0m").task == "send it"


def test_markup_in_a_line_stays_text():
    assert read("> send [bold]it[/bold] to [@click=x]her").task == "send [bold]it[/bold] to [@click=x]her"


def test_every_beginning_of_a_line_can_be_read():
    for typed in ("> call back by thu 3pm @dana !", '? "should I sign?" @dk !', "< pay $500 +2d", "\\> x"):
        for end in range(len(typed) + 1):
            line = read(typed[:end])
            assert line.notice == "" or end > 1


@pytest.mark.parametrize("piece", ["x", "@a ", "!", "! ", " ", "@dana", "thu 3pm ", "@a, @b, ", "\x1b["])
@pytest.mark.parametrize("mark", ["> ", "? "])
def test_ten_thousand_characters_are_read_within_a_key_press(mark, piece):
    typed = mark + "a" + piece * (10_000 // len(piece)) + "z z"
    started = time.perf_counter()
    read(typed)
    assert time.perf_counter() - started < 0.1

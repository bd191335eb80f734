"""The read-back: said aloud to an upset client, so no sentence of it may be broken."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.call import Call
from paratui.domain.note_grammar import read_line
from paratui.domain.office import Office
from paratui.domain.read_back import Told, read_back
from paratui.domain.reported_date import ReportedDate
from paratui.domain.staff import Staff

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # Monday 9 AM
OFFICE = Office(firm="Garcia & Lowe", zone="America/Los_Angeles", state="CA")
STAFF = [
    Staff(id=1, login="ana", name="Ana Ruiz", initials="AR", role="paralegal"),
    Staff(id=2, login="dana", name="Dana Park", initials="DP", role="secretary"),
]
TOLD = Told(NOW, OFFICE, {one.login: one.name for one in STAFF}, "ana", "Morgan Lowe")

# What is typed on a call, with whether "we will ..." or "you will ..." may be said of it.
TASKS = {
    "send her the notice today 5pm": True,
    "call her back thu 3pm": True,
    "Call back tomorrow": True,
    "email the declaration to her": True,
    "mail the fee agreement fri": True,
    "tell her what the judge said by 5pm today": True,
    "ask Ms. Lowe about the stipulation": True,
    "check the docket": True,
    "file the proof of service wed": True,
    "draft the declaration by friday": True,
    "copy the letter for her": True,
    "review the new letter": True,
    "text her the address": True,
    "schedule the mediation": True,
    "find out whether the hearing moved": True,
    "look into the school records": True,
    "get the police report": True,
    "give her the clerk's number": True,
    "confirm the interpreter": True,
    "reply to his lawyer": True,
    "answer her letter": True,
    "order the transcript": True,
    "update her on monday": True,
    "prepare the exhibits": True,
    "scan the pay stubs": True,
    "write to the landlord": True,
    "report back to her": True,
    "attorney's office calls her back thu 3pm": False,
    "the attorney calls her": False,
    "Ms. Lowe calls her back": False,
    "call from the attorney thu 3pm": False,
    "callback thu": False,
    "copy of the notice today": False,
    "letter to the school": False,
    "email from us by 5pm": False,
    "report on the appraisal": False,
    "phone records": False,
    "text messages from him": False,
    "pay the filing fee": True,
    "call Dana": True,
    "new notice by mail": False,
    "notice goes out today": False,
    "she gets a copy today": False,
    "she sends the school letters": False,
    "her school letters": False,
    "school letters mon": False,
    "pay stubs by friday": False,
    "will send the deed": False,
    "we send the deed": False,
    "we'll call her": False,
    "I call her at noon": False,
    "not to call before noon": False,
    "no call to work": False,
    "maybe a meeting next week": False,
    "please send the deed": False,
    "2 copies of the deed": False,
    "return call": True,
    "documents ready for pickup": False,
    "meeting with the mediator": False,
    "answer from the court": False,
    "answers to the questions": False,
    "calls her back": False,
    "someone calls her": False,
    "interpreter booked": False,
    "sending the notice": False,
    "hearing prep with the attorney": False,
    "@mokafor call her about the stipulation": True,
    "send the file @mokafor": True,
}


def said(typed: str) -> list[str]:
    """The sentences a line of the call becomes."""
    read = read_line(typed, NOW, OFFICE, STAFF, "ana")
    return list(read_back(Call(id=1, staff="ana", lines=(read.line(1, 5, "ana"),)), TOLD).sentences)


@pytest.mark.parametrize("mark", [">", "<"])
@pytest.mark.parametrize("task", TASKS)
def test_will_is_said_only_before_what_is_surely_done(mark, task):
    [sentence] = said(f"{mark} {task}")
    assert (" will " in sentence.replace(": will", "")) == TASKS[task], sentence
    assert "@" not in sentence
    assert re.search(r"\bby\b.* by ", sentence, re.IGNORECASE) is None or task.count("by")


@given(st.lists(st.text(alphabet="abcdeilnorstu'", min_size=1, max_size=9), min_size=1, max_size=4))
def test_a_word_nobody_knows_is_never_put_behind_will(words):
    [sentence] = said(f"> zz{' '.join(words)}")
    assert " will zz" not in sentence


def test_a_task_that_begins_with_no_verb_is_read_as_it_was_typed_behind_its_day():
    assert said("> attorney's office calls her back thu 3pm") == [
        "By 3:00 PM on Thursday: attorney's office calls her back."
    ]
    assert said("> notice goes out thu 3pm @dana") == ["By 3:00 PM on Thursday, Dana Park: notice goes out."]
    assert said("< school letters tue 5pm") == ["By 5:00 PM tomorrow, your part: school letters."]


def test_the_day_stands_in_front_so_that_a_second_one_in_the_task_stays_with_its_words():
    assert said("> tell her what was decided on nov 20, by today 5pm")[0].startswith(
        "By 5:00 PM today we will tell you"
    )


def test_a_day_further_off_is_said_in_full_and_whoever_is_had_to_call_calls_you():
    assert said("> have the attorney call her back wed 2pm") == [
        "By 2:00 PM on Wednesday we will have the attorney call you back."
    ]
    assert said("> call her back tomorrow moring, and tell her what the attorney said") == [
        "By noon tomorrow we will call you back, and tell you what the attorney said."
    ]
    assert said("> ask Ms. Lowe and tell her what the court said")[0].endswith("and tell her what the court said.")
    assert said("> mail the order dec 4 noon") == ["By noon on Friday, December 4 we will mail the order."]


def test_a_name_nobody_here_has_is_not_read_to_the_client():
    assert said("> send the file to her @mokafor") == ["By 5:00 PM today we will send the file to her."]


def test_a_reported_date_is_read_back_in_the_words_it_was_told_in():
    """How it is read, and that she said it, is for the record: she knows."""
    served = ReportedDate(
        what="papers served", said="last Tuesday", day="2026-11-17", approximate=True, said_by="Maria Garcia", line=1
    )
    call = Call(id=1, person="Maria Garcia", lines=(served.note_line(1, 20, "ana"),), reported=(served,))
    assert read_back(call, TOLD).sentences == (
        "You told me: papers served: last Tuesday. The attorney checks that date.",
    )
    reworded = call.but(lines=(call.lines[0].but(text="papers served, she says on the 17th"),))
    assert read_back(reworded, TOLD).sentences == (
        "You told me: papers served, she says on the 17th. The attorney checks that date.",
    )

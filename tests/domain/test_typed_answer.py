"""Answers as they are typed on a call, and the value or the one sentence that comes of them."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.errors import BadInput
from paratui.domain.given_answer import TypedAnswer
from paratui.domain.note_line import Kind
from paratui.domain.practice_area import Question
from paratui.domain.reported_date import REPORTED, ReportedDate
from paratui.domain.said_date import read_said_date
from paratui.domain.typed_answer import Heard, read_answer, reported

TODAY = date(2026, 11, 18)  # a Wednesday
HEARD = Heard(TODAY)
CHOICES = ("divorce", "custody", "support", "protective order", "something else")


def a_question(kind: str, **changed) -> Question:
    more = {"choice": {"choices": CHOICES}, "date": {"what": "papers served"}}.get(kind, {})
    return msgspec.convert({"id": "q", "title": "q", "ask": "What?", "type": kind} | more | changed, Question)


def value(kind: str, typed: str, **changed) -> str:
    return read_answer(a_question(kind, **changed), typed, HEARD).answer.value


def refusal(kind: str, typed: str, **changed) -> str:
    with pytest.raises(BadInput) as refused:
        read_answer(a_question(kind, **changed), typed, HEARD)
    said = str(refused.value)
    assert "\n" not in said
    return said


@pytest.mark.parametrize(
    ("typed", "day", "rough"),
    [
        ("yesterday", "2026-11-17", False),
        ("today", "2026-11-18", False),
        ("this morning", "2026-11-18", False),
        ("last night", "2026-11-17", False),
        ("the day before yesterday", "2026-11-16", False),
        ("Monday", "2026-11-16", False),
        ("on friday", "2026-11-13", False),
        ("last Friday", "2026-11-13", False),
        ("last Tuesday", "2026-11-17", True),  # said of this week it may as well be the week before
        ("Tuesday last week", "2026-11-10", False),
        ("Monday of last week", "2026-11-09", False),
        ("March 3", "2026-03-03", False),
        ("Mar. 3rd, 2025", "2025-03-03", False),
        ("3 Nov", "2026-11-03", False),
        ("the 5th of October", "2026-10-05", False),
        ("I think it was Oct 5", "2026-10-05", True),
        ("Dec 3", "2025-12-03", False),
        ("Feb 29", "2024-02-29", False),
        ("june 5th of last year", "2025-06-05", False),
        ("11/3", "2026-11-03", False),
        ("11/3/25", "2025-11-03", False),
        ("3/4/58", "1958-03-04", False),
        ("2026-11-03", "2026-11-03", False),
        ("11-3-2026", "2026-11-03", False),
        ("Tuesday, Nov 17", "2026-11-17", False),
        ("yesterday at 3pm", "2026-11-17", False),
        ("3 days ago", "2026-11-15", False),
        ("about two weeks ago", "2026-11-04", True),
        ("two weeks ago", "2026-11-04", True),
        ("a couple of days ago", "", True),
        ("a few weeks ago", "", True),
        ("an hour ago", "2026-11-18", False),
        ("10 months ago", "2026-01", True),
        ("two years ago", "2024", True),
        ("the 3rd", "2026-11-03", True),
        ("in March", "2026-03", True),
        ("late October", "2026-10", True),
        ("March 2024", "2024-03", True),
        ("12/2025", "2025-12", True),
        ("2024", "2024", True),
        ("last week", "", True),
        ("last month", "", True),
        ("around Easter", "", True),
        ("last summer", "", True),
        ("~ when the snow fell", "", True),
        ("Nov 3 or 4", "", True),
        ("between Nov 3 and Nov 5", "", True),
        ("two weeks ago Tuesday", "", True),
    ],
)
def test_a_day_gone_by_is_read_as_people_say_it(typed, day, rough) -> None:
    read = read_answer(a_question("date"), typed, HEARD).answer
    assert (read.value, read.approximate) == (day, rough)
    assert read.said == typed
    assert read.shown == typed.strip("~ ")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Tuesday", "2026-11-24"),
        ("next Tuesday", "2026-11-24"),
        ("today", "2026-11-18"),
        ("tomorrow 9am", "2026-11-19"),
        ("Dec 3", "2026-12-03"),
        ("March 3", "2027-03-03"),
        ("12/3 at 9:30", "2026-12-03"),
        ("in 3 days", "2026-11-21"),
        ("in two weeks", ""),
        ("next month", ""),
        ("the 3rd", "2026-12-03"),
    ],
)
def test_a_day_to_come_is_read_ahead(typed, day) -> None:
    assert value("date", typed, tense="future") == day


def test_a_day_that_may_be_either_is_the_nearest() -> None:
    assert value("date", "Dec 3", tense="any") == "2026-12-03"
    assert value("date", "Oct 3", tense="any") == "2026-10-03"


def test_a_date_comes_with_what_to_read_back_or_to_ask_again() -> None:
    notices = [
        read_answer(a_question("date"), typed, HEARD).notice
        for typed in ("Nov 3", "Dec 3", "last Tuesday", "tomorrow", "Nov 3 or 4")
    ]
    assert notices == [
        "read back: Tuesday, Nov 3",
        "read back: Wednesday, Dec 3 2025",
        "it may also mean Tuesday, Nov 10; ask which one",
        "Thursday, Nov 19 is still ahead; ask again",
        "more than one day is named; ask which one it was",
    ]


def test_outside_the_us_the_day_comes_first() -> None:
    read = read_answer(a_question("date"), "3/11", Heard(TODAY, "GB")).answer
    assert read.value == "2026-11-03"


@pytest.mark.parametrize("typed", ["Feb 30", "13/45", "2026-02-31", "0/5"])
def test_a_day_there_is_not_is_refused(typed) -> None:
    assert "There is no day" in refusal("date", typed)


@pytest.mark.parametrize("typed", ["blue", "at 3", "he may know", "she will march"])
def test_words_that_name_no_day_are_refused_with_the_way_to_keep_them(typed) -> None:
    assert "~ first to keep the words" in refusal("date", typed)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        *(
            (yes, "yes")
            for yes in ("y", "Y", "yes", "Yes.", "yeah", "yep", "correct", "that's right", "uh-huh", "sí")
        ),
        *((yes, "yes") for yes in ("I did", "she was", "he does", "yes, by mail", "yes but only once", "i think so")),
        *(
            (no, "no")
            for no in ("n", "no", "No!", "nope", "never", "not yet", "I didn't", "he wasn't", "I don\u2019t think so")
        ),
        *((no, "no") for no in ("no, never did", "not that I know of", "she has not", "no sir", "none")),
    ],
)
def test_yes_and_no_are_read_in_the_words_people_use(typed, answer) -> None:
    assert value("yes_no", typed) == answer


def test_a_yes_with_a_doubt_is_marked_approximate() -> None:
    doubts = [read_answer(a_question("yes_no"), typed, HEARD).answer.approximate for typed in ("i think so", "yes")]
    assert doubts == [True, False]


@pytest.mark.parametrize("typed", ["maybe", "blue", "it depends", "12"])
def test_what_is_neither_is_refused(typed) -> None:
    assert "type y or n, or ?" in refusal("yes_no", typed)


@pytest.mark.parametrize("kind", ["yes_no", "choice", "date", "money", "name", "phone", "text", "number"])
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("?", "not_known"),
        ("doesn't know", "not_known"),
        ("I don't remember", "not_known"),
        ("not sure", "not_known"),
        ("no idea", "not_known"),
        ("-", "declined"),
        ("rather not say", "declined"),
        ("n/a", "not_applicable"),
    ],
)
def test_every_question_may_stay_without_an_answer(kind, typed, answer) -> None:
    read = read_answer(a_question(kind), typed, HEARD).answer
    assert read.value == answer
    assert not read.given


@pytest.mark.parametrize(
    ("typed", "cents", "about", "per"),
    [
        ("1200", "120000", False, ""),
        ("$1,200.50", "120050", False, ""),
        ("1.200,50", "120050", False, ""),
        ("1.2k", "120000", False, ""),
        ("about 3 grand", "300000", True, ""),
        ("fifteen hundred", "150000", False, ""),
        ("two thousand five hundred", "250000", False, ""),
        ("two and a half thousand", "250000", False, ""),
        ("half a million", "50000000", False, ""),
        ("a couple hundred", "20000", False, ""),
        ("twenty-five dollars an hour", "2500", False, "hour"),
        ("$15/hr", "1500", False, "hour"),
        ("1,500 a month", "150000", False, "month"),
        ("52k a year", "5200000", False, "year"),
        ("she owes 900", "90000", False, ""),
        ("nothing", "0", False, ""),
        ("0.005", "1", False, ""),
    ],
)
def test_money_is_read_as_whole_cents(typed, cents, about, per) -> None:
    read = read_answer(a_question("money"), typed, HEARD).answer
    assert (read.value, read.approximate, read.per) == (cents, about, per)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a lot", "is no amount"),
        ("2-3k", "is two amounts"),
        ("between 2 and 3 thousand", "is two amounts"),
        ("-500", "is less than nothing"),
        ("99999999999999", "is above 1,000,000,000"),
        ("500 in 2 parts", "more than one number"),
        ("1,2,3", "is no amount"),
    ],
)
def test_an_amount_that_cannot_be_one_is_refused(typed, sentence) -> None:
    assert sentence in refusal("money", typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("3", "3"), ("three", "3"), ("two kids", "2"), ("about 40", "40"), ("none", "0"), ("no", "0"), ("2.5", "2.5"),
     ("a dozen", "12"), ("twenty five", "25"), ("a couple", "2"), ("12 hundred", "1200")],
)  # fmt: skip
def test_numbers_are_read_in_digits_and_words(typed, number) -> None:
    assert value("number", typed) == number


def test_a_number_out_of_bounds_or_two_of_them_are_refused() -> None:
    assert "is above 20" in refusal("number", "21", most=20)
    assert "is below 2" in refusal("number", "1", least=2)
    assert "is two numbers" in refusal("number", "2 or 3")
    assert "is no number" in refusal("number", "many")


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("2", "custody"), ("cus", "custody"), ("Custody", "custody"), ("order", "protective order"),
     ("else", "something else"),
     ("it's about custody", "custody"), ("PROTECTIVE ORDER.", "protective order")],
)  # fmt: skip
def test_a_choice_is_taken_by_number_name_or_enough_of_it(typed, chosen) -> None:
    assert value("choice", typed) == chosen


def test_a_choice_that_is_none_or_two_is_refused_with_those_there_are() -> None:
    assert "type 1 divorce, 2 custody" in refusal("choice", "9")
    assert "type 1 divorce, 2 custody" in refusal("choice", "tax")
    assert "may be support or something else" in refusal("choice", "s")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Maria Garcia", "Maria Garcia"), ("her name is Ana de la Cruz", "Ana de la Cruz"), ("3M Company", "3M Company"),
     ("  O'Neil,  Sean ", "O'Neil, Sean"), ("王小明", "王小明"),
     ("Nikol\u00e1s M\u00fcller-Stra\u00df", "Nikol\u00e1s M\u00fcller-Stra\u00df")],
)  # fmt: skip
def test_a_name_is_kept_as_it_is_spelled(typed, name) -> None:
    assert value("name", typed) == name


@pytest.mark.parametrize("typed", ["12345", "a@b.com", "...", "www.acme.com", "<b>"])
def test_what_is_no_name_is_refused(typed) -> None:
    assert "is no name" in refusal("name", typed)


def test_a_phone_number_is_kept_in_its_international_form() -> None:
    assert value("phone", "(415) 555-2671") == "+14155552671"
    assert "is no phone number" in refusal("phone", "soon")


@pytest.mark.parametrize("kind", ["name", "text"])
def test_a_text_too_long_is_refused_in_one_sentence(kind) -> None:
    assert "characters" in refusal(kind, "a" * 501)


@pytest.mark.parametrize("typed", ["", "   ", "a\x00b", "\u202eabc"])
def test_nothing_and_what_cannot_be_shown_are_refused(typed) -> None:
    assert refusal("text", typed)


def test_a_reported_date_carries_who_said_it_and_nobody_has_verified_it() -> None:
    question = a_question("date")
    answer = read_answer(question, "about two weeks ago", HEARD).answer
    found = reported(answer, question, "Maria Garcia", "ana", 82)
    assert found == ReportedDate(
        what="papers served",
        said="about two weeks ago",
        day="2026-11-04",
        approximate=True,
        said_by="Maria Garcia",
        taken_by="ana",
        at=82,
    )
    assert found.verified_by == ""
    assert found.mark == REPORTED
    assert found.text == "papers served: about two weeks ago (about 2026-11-04), said by Maria Garcia"
    line = found.note_line(7, 82, "ana")
    assert (line.kind, line.text, line.due, line.task) == (Kind.REPORTED_DATE.value, found.text, "", "")
    assert found.but(verified_by="M. Okafor").mark == "verified by M. Okafor"


def test_no_reported_date_comes_of_an_answer_that_was_not_given_or_is_no_date() -> None:
    question = a_question("date")
    assert reported(read_answer(question, "?", HEARD).answer, question, "", "", 0) is None
    yes = a_question("yes_no")
    assert reported(read_answer(yes, "y", HEARD).answer, yes, "", "", 0) is None


def test_answers_and_reported_dates_come_back_from_a_document_as_they_were() -> None:
    answer = read_answer(a_question("money"), "about $15/hr", HEARD).answer
    assert TypedAnswer.read(answer.doc()) == answer
    found = ReportedDate(what="x", said="yesterday", day="2026-11-17")
    assert ReportedDate.read(found.doc() | {"seen": 1}).doc()["seen"] == 1


@given(
    st.sampled_from(["yes_no", "choice", "date", "money", "name", "phone", "text", "number"]), st.text(max_size=80)
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_gives_an_answer_or_one_sentence(kind, typed) -> None:
    try:
        read = read_answer(a_question(kind), typed, HEARD)
    except BadInput:
        return
    assert read.answer.said == " ".join(typed.split())


@given(st.dates(date(1950, 1, 1), TODAY))
@settings(max_examples=200, deadline=None)
def test_a_day_written_in_full_is_read_as_that_day_in_every_way_of_writing_it(day) -> None:
    for written in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.month}/{day.day}/{day.year}"):
        assert read_said_date(written, TODAY) == (
            written,
            day.isoformat(),
            False,
            read_said_date(written, TODAY).notice,
        )


@given(st.dates(TODAY - timedelta(days=364), TODAY))
@settings(max_examples=100, deadline=None)
def test_a_day_without_its_year_is_the_last_one_gone_by(day) -> None:
    assert read_said_date(f"{day:%b} {day.day}", TODAY).read == day.isoformat()

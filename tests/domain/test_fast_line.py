"""One line takes down a voicemail: when, which number, who, what was said."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.errors import BadInput
from paratui.domain.fast_line import read_fast_line
from paratui.domain.heard_time import heard_time
from paratui.domain.office import Office
from paratui.domain.staff import Staff

OFFICE = Office(zone="America/New_York")
# Thursday, ten in the morning.
NOW = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)
STAFF = [
    Staff(id=1, login="ana", name="Ana Ruiz", initials="AR"),
    Staff(id=2, login="dana", name="Dana Park", initials="DP"),
    Staff(id=3, login="dave", name="Dave Park", initials="DQ"),
]
MARIA = "+14155552671"


def read(typed: str):
    return read_fast_line(typed, NOW, OFFICE, STAFF, "ana")


def clock(moment: datetime | None) -> str:
    return moment.astimezone(OFFICE.tz).strftime("%m-%d %H:%M") if moment else ""


@pytest.mark.parametrize(
    ("typed", "kept", "name", "said", "heard"),
    [
        ("415 555 2671 maria garcia: the date, after 3pm", MARIA, "maria garcia", "the date, after 3pm", ""),
        ("maria garcia 415-555-2671: wants it", MARIA, "maria garcia", "wants it", ""),
        ("maria garcia, wants it", "", "maria garcia", "wants it", ""),
        ("garcia, maria: wants it", "", "maria garcia", "wants it", ""),
        ("maria, question: is it tuesday", "", "maria", "question: is it tuesday", ""),
        ("4155552671", MARIA, "", "", ""),
        ("415 555 2671 maria garcia", MARIA, "maria garcia", "", ""),
        ("415 555 2671 maria garcia wants a call", MARIA, "", "maria garcia wants a call", ""),
        ("415-555-2671 ext 12 maria, hi", f"{MARIA};ext=12", "maria", "hi", ""),
        ("+44 20 7946 0123: hello", "+442079460123", "", "hello", ""),
        ("415 555 2671 3 calls from maria about the hearing", MARIA, "", "3 calls from maria about the hearing", ""),
        ("555-2671 maria: hi", "555-2671", "maria", "hi", ""),
        ("withheld: would not say", "withheld", "", "would not say", ""),
        ("unknown, maria garcia: hi", "unknown", "maria garcia", "hi", ""),
        ("unknown", "unknown", "", "", ""),
        ("9:12 415 555 2671 maria: hi", MARIA, "maria", "hi", "10-08 09:12"),
        ("415 555 2671 9:12 maria: hi", MARIA, "maria", "hi", "10-08 09:12"),
        ("415 555 2671 at 9:12 maria: hi", MARIA, "maria", "hi", "10-08 09:12"),
        ("maria at 9:12am: hi", "", "maria", "hi", "10-08 09:12"),
        ("yesterday 4pm (415) 555-2671 maria: hi", MARIA, "maria", "hi", "10-07 16:00"),
        ("4pm yesterday maria: hi", "", "maria", "hi", "10-07 16:00"),
        ("yesterday maria: hi", "", "maria", "hi", "10-07 12:00"),
        ("4:30 maria: hi", "", "maria", "hi", "10-07 16:30"),
        ("mon 9:05 maria: hi", "", "maria", "hi", "10-05 09:05"),
        ("10/6/2026 9:12 AM (415) 555-2671 Maria: hi", MARIA, "Maria", "hi", "10-06 09:12"),
        ("2026-10-06T21:40 maria: hi", "", "maria", "hi", "10-06 21:40"),
        ("Oct 6 07:05 maria: hi", "", "maria", "hi", "10-06 07:05"),
        ("maria: at 9:12 she was there", "", "maria", "at 9:12 she was there", ""),
        ("415 555 2671: the hearing is at 9:30", MARIA, "", "the hearing is at 9:30", ""),
        ("9:12 AM\t(415) 555-2671\tMaria\tplease call me", MARIA, "Maria", "please call me", "10-08 09:12"),
        ("415 555 2671 - she said: call me", MARIA, "", "she said: call me", ""),
        ("maria: ! do not call my work", "", "maria", "! do not call my work", ""),
        ("? maria: should I sign", "", "maria", "? should I sign", ""),
        ("maria: > send the notice thu 3pm", "", "maria", "> send the notice thu 3pm", ""),
        ("מריה גרסיה: בבקשה להתקשר", "", "מריה גרסיה", "בבקשה להתקשר", ""),
        ("maria: [bold]x[/bold] [link=http://x]y", "", "maria", "[bold]x[/bold] [link=http://x]y", ""),
        ("\x1b[31mmaria\x1b[0m\u202e: hi\x07", "", "maria", "hi", ""),
    ],
)  # fmt: skip
def test_a_line_is_understood_as_it_is_meant(typed, kept, name, said, heard):
    line = read(typed)
    assert (line.given.kept, line.name, line.said, clock(line.heard)) == (kept, name, said, heard)


@pytest.mark.parametrize(
    ("typed", "assignee", "urgent", "said"),
    [
        ("maria: call me @dana", "dana", False, "call me"),
        ("@dana 4155552671 maria: call me", "dana", False, "call me"),
        ("maria: call me !", "", True, "call me"),
        ("! maria: call me", "", True, "call me"),
        ("maria: thanks so much!", "", False, "thanks so much!"),
        ("maria: ! tell him no", "", False, "! tell him no"),
        ("maria: mail it to maria@example.com", "", False, "mail it to maria@example.com"),
    ],
)
def test_who_calls_back_and_how_soon_stand_anywhere_and_go_out_of_the_words(typed, assignee, urgent, said):
    line = read(typed)
    assert (line.assignee, line.urgent, line.said) == (assignee, urgent, said)


def test_a_name_nobody_or_several_have_stays_and_is_said():
    assert read("maria: call me @bob").notice == "nobody here is called @bob"
    assert "dana or dave" in read("maria: call me @park").notice


@pytest.mark.parametrize("typed", ["x", "?x", "Q.", "x:"])
def test_one_stray_letter_is_no_message(typed):
    with pytest.raises(BadInput, match=r"no message yet|number or the name"):
        read(typed)


def test_a_name_of_one_sign_and_a_letter_with_words_are_messages():
    assert read("李").name == "李"
    assert (read("j: call me").name, read("jo").name) == ("j", "jo")


@pytest.mark.parametrize("typed", ["", "   ", ": only words", "wants the hearing date and a call", "?", "! @dana"])
def test_a_line_that_names_nobody_is_refused_with_an_example(typed):
    with pytest.raises(BadInput, match="number or the name"):
        read(typed)


def test_a_time_that_is_still_ahead_is_refused():
    with pytest.raises(BadInput, match="still ahead"):
        read("today 5pm maria: hi")


def test_a_day_there_is_not_is_refused():
    with pytest.raises(BadInput, match="13/45"):
        read("13/45 9:00 maria: hi")


def test_day_and_month_stand_as_the_office_s_country_writes_them():
    told = heard_time("6/10 9:00 x", NOW, Office(zone="Europe/London", region="GB"))
    assert told is not None
    assert told.moment.date().isoformat() == "2026-10-06"


def test_a_line_past_the_limit_is_refused_and_one_at_it_is_read():
    with pytest.raises(BadInput, match="10,001 characters"):
        read("maria:" + "x" * 9_995)
    assert len(read("maria:" + "x" * 9_994).said) == 9_994


@pytest.mark.parametrize("piece", ["a ", "9", "! ", "@dana ", "(415 ", "- ", ":", ", ", "1:", "at ", "yesterday "])
def test_a_hostile_line_of_ten_thousand_characters_is_read_or_refused(piece):
    line = (piece * 10_000)[:10_000]
    with suppress(BadInput):
        assert len(read(line).said) <= 10_000


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(typed):
    with suppress(BadInput):
        line = read(typed)
        assert line.given.kept or line.name
        assert line.heard is None or line.heard <= NOW


@pytest.mark.parametrize(
    ("typed", "kept", "name", "said"),
    [
        ("maria garcia: please call me at 415 555 2671", MARIA, "maria garcia", "please call me at 415 555 2671"),
        ("no name: call 415 555 2671 back", MARIA, "", "call 415 555 2671 back"),
        ("no name: wants the hearing date", "unknown", "", "wants the hearing date"),
        ("unknown caller: hung up", "unknown caller", "", "hung up"),
        ("415 555 2671 no name given: hi", MARIA, "", "hi"),
        ("maria garcia called, wants the date", "", "maria garcia", "called, wants the date"),
        ("david chen, tomorrow: or friday", "", "david chen", "tomorrow: or friday"),
        ("9:12 van der berg, jan: hi", "", "jan van der berg", "hi"),
    ],
)
def test_a_number_further_on_is_found_and_words_that_are_no_name_are_none(typed, kept, name, said):
    line = read(typed)
    assert (line.given.kept, line.name, line.said) == (kept, name, said)


@pytest.mark.parametrize(
    ("now", "typed", "heard"),
    [
        ((8, 15), "2:15 maria: hi", "10-08 02:15"),
        ((9, 40), "2:15 maria: hi", "10-08 02:15"),
        ((9, 40), "9:05 maria: hi", "10-08 09:05"),
        ((9, 40), "6:30 maria: hi", "10-07 18:30"),
        ((9, 40), "yesterday 2:15 maria: hi", "10-07 14:15"),
        ((10, 40), "2:15 maria: hi", "10-07 14:15"),
    ],
    ids=str,
)
def test_what_is_listened_to_first_thing_in_the_morning_was_said_in_the_night(now, typed, heard):
    moment = datetime(2026, 10, 8, *now, tzinfo=OFFICE.tz).astimezone(UTC)
    assert clock(read_fast_line(typed, moment, OFFICE, STAFF, "ana").heard) == heard


@pytest.mark.parametrize("typed", ["wants the date and a call", "11:59pm today bo: hi", "today 11:59pm bo: hi"])
def test_a_refusal_fits_a_row_of_eighty(typed):
    with pytest.raises(BadInput) as refused:
        read(typed)
    assert len(str(refused.value)) <= 78

"""Numbers as callers, voicemails and displays give them: whole, half, hidden, garbled."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paratui.domain.given_number import LONGEST, Sort, is_number_alone, take_number
from paratui.domain.phone import as_typed, digits, read_phone

MARIA = "+14155552671"
BERLIN = "+49301234567"
LONDON = "+442079460958"

WHOLE = [
    ("4155552671", "US", MARIA, ""),
    ("(415) 555-2671", "US", MARIA, ""),
    ("415.555.2671", "US", MARIA, ""),
    ("415/555/2671", "US", MARIA, ""),
    ("1-415-555-2671", "US", MARIA, ""),
    ("+1 415 555 2671", "GB", MARIA, ""),
    ("\u202a+1\u00a0(415)\u2011555\u20112671\u202c", "US", MARIA, ""),
    ("\uff14\uff11\uff15 \uff15\uff15\uff15 \uff12\uff16\uff17\uff11", "US", MARIA, ""),
    ("\u0664\u0661\u0665\u0665\u0665\u0665\u0662\u0666\u0667\u0661", "US", MARIA, ""),
    ("415\u2013555\u20132671", "US", MARIA, ""),
    ("415\n555\t2671", "US", MARIA, ""),
    ("415-555-2671 x12", "US", f"{MARIA};ext=12", ""),
    ("415-555-2671x12", "US", f"{MARIA};ext=12", ""),
    ("415-555-2671 ext. 12", "US", f"{MARIA};ext=12", ""),
    ("415-555-2671 EXT 12", "US", f"{MARIA};ext=12", ""),
    ("415-555-2671 extension 012", "US", f"{MARIA};ext=012", ""),
    ("415-555-2671 #12", "US", f"{MARIA};ext=12", ""),
    ("415-555-2671, x 9", "US", f"{MARIA};ext=9", ""),
    ("415-555-2671,,12", "US", f"{MARIA};ext=12", ""),
    ("415-555-2671;ext=12", "US", f"{MARIA};ext=12", ""),
    ("415 555 2671 ext", "US", MARIA, ""),
    ("415 555 2671 x", "US", MARIA, ""),
    ("030 1234567 Durchwahl 12", "DE", f"{BERLIN};ext=12", ""),
    ("030 1234567 DW 12", "DE", f"{BERLIN};ext=12", ""),
    ("01 42 68 53 00 poste 12", "FR", "+33142685300;ext=12", ""),
    ("1-800-FLOWERS", "US", "+18003569377", ""),
    ("1-800-flowers", "US", "+18003569377", ""),
    ("030 1234567", "DE", BERLIN, ""),
    ("+49 30 1234567", "US", BERLIN, ""),
    ("011 49 30 1234567", "US", BERLIN, ""),
    ("0049 30 1234567", "US", BERLIN, ""),
    ("0049 30 1234567", "GB", BERLIN, ""),
    ("00 49 (30) 123 45 67", "CA", BERLIN, ""),
    ("011 49 30 1234567 x12", "GB", f"{BERLIN};ext=12", ""),
    ("001 415 555 2671", "DE", MARIA, ""),
    ("011 1 415 555 2671", "GB", MARIA, ""),
    ("0011 1 415 555 2671", "AU", MARIA, ""),
    ("0113 496 0000", "GB", "+441134960000", ""),
    ("020 7946 0958", "GB", LONDON, ""),
    ("011 44 20 7946 0958", "US", LONDON, ""),
    ("(55) 5555-5555", "MX", "+525555555555", ""),
    ("fax 415 555 2671", "US", MARIA, "fax"),
    ("Fax: (415) 555-2671", "US", MARIA, "fax"),
    ("(fax) 415-555-2671", "US", MARIA, "fax"),
    ("415-555-2671 (fax)", "US", MARIA, "fax"),
    ("415-555-2671 FAX", "US", MARIA, "fax"),
    ("pager: 415.555.2671", "US", MARIA, "pager"),
    ("415 555 2671 beeper", "US", MARIA, "pager"),
    ("TTY 415 555 2671", "US", MARIA, "tty"),
    ("cell 415 555 2671", "US", MARIA, "mobile"),
    ("415-555-2671, mobile", "US", MARIA, "mobile"),
    ("work: 415-555-2671 x204", "US", f"{MARIA};ext=204", "work"),
    ("home (415) 555 2671", "US", MARIA, "home"),
    ("tel. 415 555 2671", "US", MARIA, ""),
    ("phone number? 415 555 2671", "US", "phone number? 415 555 2671", ""),
    ("*67 415 555 2671", "US", MARIA, ""),
    ("#31#4155552671", "US", MARIA, ""),
]

NOT_CALLABLE = [
    ("withheld", Sort.WITHHELD),
    ("Withheld", Sort.WITHHELD),
    ("ANONYMOUS", Sort.WITHHELD),
    ("unknown", Sort.WITHHELD),
    ("Unknown caller", Sort.WITHHELD),
    ("<unknown>", Sort.WITHHELD),
    ("Private number", Sort.WITHHELD),
    ("private", Sort.WITHHELD),
    ("No Caller ID", Sort.WITHHELD),
    ("Caller ID blocked", Sort.WITHHELD),
    ("blocked", Sort.WITHHELD),
    ("Restricted", Sort.WITHHELD),
    ("unavailable", Sort.WITHHELD),
    ("out of area", Sort.WITHHELD),
    ("n/a", Sort.WITHHELD),
    ("P", Sort.WITHHELD),
    ("numero privado", Sort.WITHHELD),
    ("número oculto", Sort.WITHHELD),
    ("Rufnummer unterdrückt", Sort.GARBLED),
    ("Unbekannt", Sort.WITHHELD),
    ("inconnu", Sort.WITHHELD),
    ("+266696687", Sort.WITHHELD),
    ("266 696 687", Sort.WITHHELD),
    ("555-2671", Sort.PART),
    ("5552671", Sort.PART),
    ("415", Sort.PART),
    ("(415)", Sort.PART),
    ("415 555", Sort.PART),
    ("415-555-26", Sort.PART),
    ("0", Sort.PART),
    ("x12", Sort.PART),
    ("415555267199999", Sort.PART),
    ("+999 123456789", Sort.PART),
    ("4155552671 4155552672", Sort.PART),
    ("911", Sort.EMERGENCY),
    ("112", Sort.EMERGENCY),
    ("211", Sort.SHORT),
    ("611", Sort.SHORT),
    ("72975", Sort.SHORT),
    ("262966", Sort.SHORT),
    ("415-555-26?1", Sort.GARBLED),
    ("415 five five five 2671", Sort.GARBLED),
    ("(415) 555-2671 or 2672", Sort.GARBLED),
    ("Maria 415", Sort.GARBLED),
    ("O15 555 267l", Sort.GARBLED),
    ("call me after five", Sort.GARBLED),
    ("maria@example.com", Sort.GARBLED),
    ("sip:4155552671@host", Sort.GARBLED),
    ("[bold]4155552671", Sort.GARBLED),
    ("+", Sort.GARBLED),
    ("-", Sort.GARBLED),
    ("?", Sort.GARBLED),
    ("\u260e", Sort.GARBLED),
    ("9" * 500, Sort.GARBLED),
]


@pytest.mark.parametrize(("text", "region", "kept", "line"), [one for one in WHOLE if one[2].startswith("+")])
def test_a_whole_number_is_kept_in_one_form_with_what_answers_there(text, region, kept, line):
    taken = take_number(text, region)
    assert (taken.kept, taken.sort, taken.line) == (kept, Sort.NUMBER, line)
    assert take_number(kept, region).kept == kept


@pytest.mark.parametrize(("text", "sort"), NOT_CALLABLE)
def test_what_cannot_be_called_is_kept_as_it_was_given_with_one_sentence(text, sort):
    taken = take_number(text, "US")
    assert taken.sort is sort
    assert not taken.can_be_called
    assert taken.kept == (text if len(text) <= LONGEST else f"{text[:LONGEST]}...")
    assert taken.says
    assert "\n" not in taken.says
    assert ". " not in taken.says
    assert len(taken.says) < 100


def test_the_two_tables_have_more_than_a_hundred_numbers():
    assert len(WHOLE) + len(NOT_CALLABLE) >= 100


def test_the_sentence_says_what_to_ask_for():
    assert "where they can be called back" in take_number("withheld", "US").says
    assert "area code" in take_number("555-2671", "US").says
    assert "the rest" in take_number("415 555", "US").says
    assert "digit by digit" in take_number("415-555-26?1", "US").says
    assert "Emergency".casefold() in take_number("911", "US").says.casefold()


def test_nothing_is_nothing():
    for nothing in ("", "  ", "\u200b", "\n"):
        assert take_number(nothing, "US") == take_number("", "US")
    assert take_number("", "US").says == ""


def test_a_good_number_needs_no_sentence_a_misheard_one_is_to_be_read_back():
    assert take_number("(415) 555-2671", "US").says == ""
    assert "read it back" in take_number("(115) 555-2671", "US").says
    assert "read it back" in take_number("(415) 155-2671", "US").says
    assert take_number("+1 436 555 2671", "US").says == ""  # an area code the library has not heard of


def test_nobody_answers_a_fax_or_a_pager():
    for text in ("fax 415 555 2671", "pager 415 555 2671"):
        taken = take_number(text, "US")
        assert not taken.can_be_called
        assert "nobody answers" in taken.says
    assert take_number("cell 415 555 2671", "US").can_be_called
    assert "relay" in take_number("TTY 415 555 2671", "US").says


REGIONS = ("US", "GB", "DE", "MX", "AU", "AR", "IT", "JP", "us", "", "XX", "001")
SIGNS = "0123456789 +-().x#*,;=/\u0664\uff15\u2011\u202aextfaABC?\n"


@given(st.one_of(st.text(SIGNS, max_size=50), st.text(max_size=300)), st.sampled_from(REGIONS))
@example(text="000000", region="DE")
@settings(max_examples=400, deadline=None)
def test_whatever_is_given_is_taken_and_never_raises(text, region):
    taken = take_number(text, region)
    assert isinstance(taken.kept, str)
    assert (taken.sort is Sort.NONE) == (taken.kept == "")
    if taken.sort is Sort.NUMBER:
        assert read_phone(taken.kept, region) == taken.kept
        assert take_number(taken.kept, region).kept == taken.kept
    elif taken.sort is not Sort.NONE:
        assert taken.says


@given(st.one_of(st.text(SIGNS, max_size=45), st.text(max_size=60)), st.sampled_from(REGIONS))
@settings(max_examples=400, deadline=None)
def test_as_you_type_never_changes_a_digit_in_any_region(text, region):
    shape = as_typed(text, region)
    assert digits(shape) == digits(text)


@pytest.mark.parametrize(
    ("text", "region", "shape"),
    [
        ("02079460958", "GB", "020 7946 0958"),
        ("0301234567", "DE", "030 1234567"),
        ("0142685300", "FR", "01 42 68 53 00"),
        ("5555555555", "MX", "55 5555 5555"),
        ("0412345678", "AU", "0412 345 678"),
        ("00493012345", "DE", "00 49 30 12345"),
        ("00493012345", "US", "00 49 30 12345"),
        ("011493012345", "US", "011 49 30 12345"),
        ("+493012345", "US", "+49 30 12345"),
        ("4155552671 extension 12", "US", "(415) 555-2671 x12"),
        ("0301234567 Durchwahl 12", "DE", "030 1234567 x12"),
        ("1-800-FLOWERS", "US", "1-800-FLOWERS"),
        ("4155552671", "XX", "4155552671"),
        ("4155552671", "us", "(415) 555-2671"),
    ],
)
def test_a_number_takes_the_shape_of_its_country(text, region, shape):
    assert as_typed(text, region) == shape


ALONE = [
    *("415 555 2671", "(415) 555-2671", "4155552671", "1-415-555-2671", "+44 20 7946 0958", "+44 20 7946 0958 x12"),
    *("415 555 2671 ext. 12", "011 44 20 7946 0958", "cell 415 555 2671", "415 555 2671 fax", "*67 415 555 2671"),
    *("5552671", "555-2671", "41555526", "415-555-26", "(415) 555", "+44 20 794", "withheld", "Anonymous"),
    *("no caller ID", "private number"),
]
NOTES = [
    *("", "  ", "4", "415", "415-555", "12/15", "2026-11-24", "11/24/2026", "24.11.2026", "2026-0142", "10:30"),
    *("1,500", "$1,500,000", "none", "private", "unknown", "o", "p", "withheld until Friday", "call 415 555 2671"),
    *("415 555 2671 is her cell", "cell", "fax", "10-20-30", "+", "+1", "()", "2 pm to 4", "no", "3 of 12 pages"),
]


@pytest.mark.parametrize("line", ALONE)
def test_a_line_that_is_a_number_alone_is_no_note_unless_a_space_stands_before_it(line):
    assert is_number_alone(line, "US")
    assert is_number_alone(f"{line}  ", "US")
    assert not is_number_alone(f" {line}", "US")


@pytest.mark.parametrize("line", NOTES)
def test_what_can_be_a_note_is_one(line):
    assert not is_number_alone(line, "US")


def test_a_number_is_alone_in_the_form_of_its_own_country():
    assert is_number_alone("020 7946 0958", "GB")
    assert is_number_alone("030 123456", "DE")
    assert not is_number_alone("2026-11-24", "DE")


@given(st.one_of(st.text(SIGNS, max_size=50), st.text(max_size=300)), st.sampled_from(REGIONS))
@settings(max_examples=200, deadline=None)
def test_asking_whether_a_line_is_a_number_never_raises(text, region):
    if is_number_alone(text, region):
        assert take_number(text, region).kept

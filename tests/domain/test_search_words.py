"""What is looked for, however somebody writes it: numbers, accents, quotes; what is left of the rest is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.call_filter import matches
from paratui.domain.call_row import CallRow
from paratui.domain.found_text import found_line, places
from paratui.domain.search_words import LONGEST, MOST_WORDS, asked, unread

MARIA = {"id": 1, "person": "María García-López", "phone": "+14155552671;ext=12", "lines": []}
KEYBOARD = st.text(alphabet="aé1 2\"'“”()+-./x#:*^{}\x00\x1b\u200f\u0661😀", max_size=40)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Agnes Bjørnstad", "bjornstad"),
        ("Zeynep Y\u0131ld\u0131r\u0131m", "yildirim"),
        ("Łukasz Đorđević", "lukasz dordevic"),
    ],
)
def test_a_letter_no_keyboard_here_has_is_found_by_the_plain_one_and_by_itself(name, typed):
    row = {"id": 1, "person": name, "phone": "", "lines": []}
    assert matches(row, typed)
    assert matches(row, name)


@pytest.mark.parametrize(
    "typed",
    [
        "4155552671",
        "415-555-2671",
        "(415) 555-2671",
        "(415)555.2671",
        "415.555.2671",
        "1 415 555 2671",
        "1-415-555-2671",
        "+1 (415) 555-2671",
        "+1.415.555.2671",
        "+14155552671;ext=12",
        "415 555 2671 x12",
        "415-555-2671 ext. 12",
        "(415) 555-2671 extension 12",
        "00 1 415 555 2671",
        "011 1 415 555 2671",
        "5552671",
        "555-2671",
        "2671",
        "415 55",
        "+1 415 5",
        "\u0664\u0661\u0665 \u0665\u0665\u0665 \u0662\u0666\u0667\u0661",
        "415",
    ],
)
def test_a_number_is_found_however_it_is_written(typed):
    assert matches(MARIA, typed)


@pytest.mark.parametrize("typed", ["212 555 2671", "+44 415 555 26711", "2672", "415 555 2671 9", "671"])
def test_another_number_is_not(typed):
    assert not matches(MARIA, typed)


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("her sister is at (212) 555-0123", "+1 212 555 0123"),
        ("her sister is at (212) 555-0123", "+1 212 55"),
        ("the office in London: +44 20 7946 0958", "+44 (0)20 7946 0958"),
        ("the office in London: +44 20 7946 0958", "0044 20 7946 0958"),
        ("the office in London: +44 20 7946 0958", "020 7946 0958"),
    ],
)
def test_a_number_in_a_line_is_found_with_and_without_its_country(kept, typed):
    assert matches({"lines": [{"text": kept}]}, typed)


@pytest.mark.parametrize("typed", ["maria", "MARÍA", "garcia-lopez", "lópez mar", "“maría garcía”", "«garcia lop"])
def test_a_name_is_found_without_its_accents_and_by_its_beginnings(typed):
    assert matches(MARIA, typed)


@pytest.mark.parametrize("typed", ["", "hearing", '"her sister"', "415 555", "AND OR NOT NEAR"])
def test_what_is_looked_for_whole_leaves_nothing_to_say(typed):
    assert unread(typed) == ""


@pytest.mark.parametrize("typed", ["😀", '"', "* ^ : -", "( + )", "\x00\x1b[", "\u200f"])
def test_where_there_is_no_word_that_is_said(typed):
    assert unread(typed) == "words and numbers are looked for, and here is none"


@pytest.mark.parametrize(
    "typed", ["x" * (LONGEST + 1), "x " * 10_000, '"' + "a b " * MOST_WORDS, " ".join(map(str, range(99)))]
)
def test_more_than_is_looked_for_is_said(typed):
    assert unread(typed) == "only the first 16 words are looked for, 64 letters of each"


@given(KEYBOARD)
def test_what_is_typed_finds_the_text_it_was_copied_from(typed):
    assert matches({"lines": [{"text": typed}]}, typed) or asked(typed).numbers


@given(KEYBOARD, KEYBOARD)
def test_a_marked_place_is_a_part_of_the_text_with_something_in_it(typed, text):
    for begins, ends in places(asked(typed), text):
        assert 0 <= begins < ends <= len(text)
        assert any(letter.isalnum() for letter in text[begins:ends])


def test_the_line_shown_is_the_one_with_most_of_what_is_looked_for():
    lines = [{"text": "hearing moved"}, {"kind": "question", "text": "must I be at the moved hearing in Oakland?"}]
    call = CallRow.of({"id": 1, "lines": lines})
    assert found_line(asked("oak hearing"), call) == ("question", "must I be at the moved hearing in Oakland?")
    assert found_line(asked("hearing"), call) == ("note", "hearing moved")
    assert found_line(asked("nowhere"), call) is None
    numbered = CallRow.of({"id": 1, "lines": [{"text": "her sister: (212) 555-0123"}]})
    assert found_line(asked("212.555.0123"), numbered) == ("note", "her sister: (212) 555-0123")
    assert places(asked("+1 212 555 0123"), "her sister: (212) 555-0123") == [(13, 26)]

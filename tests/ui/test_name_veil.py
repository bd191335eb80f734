"""Discreet: names are drawn as initials wherever they stand, and nothing else is."""

from __future__ import annotations

import pytest

from paratui.ui.name_veil import NameVeil
from paratui.ui.terminal_picture import Picture
from paratui.ui.widgets.edited_line import graphemes


@pytest.fixture
def veil():
    veil = NameVeil()
    veil.learn(["Maria Garcia", "Siobhán O'Donnell", "Anne-Marie Dubois", "Will Call", "王小明", "Li Na"])
    veil.learn(["Grace Young", "Mark Grant", "Bayview Orthopedics, records"])
    veil.learn_numbers(["+14155552671", "+442079460958"])
    return veil


def cells(text):
    row = []
    for start, end, width in graphemes(text):
        row += [(text[start:end], "")] + [("", "")] * (width - 1)
    return row


def seen(veil, text):
    row = veil(cells(text))
    assert len(row) == len(cells(text))
    return "".join(letter for letter, _ in row)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("with Maria Garcia about it", "with M. G. about it         "),
        ("▸ 14 >  Maria Garcia   send it     today", "▸ 14 >  M. G.          send it     today"),
        ("│Maria Garcia│next to it", "│M. G.       │next to it"),
        ("Maria Garc…    2026-0142", "M. G.          2026-0142"),
        ("asked Maria. She said", "asked M. She said    "),
        ("Siobhán O'Donnell", "S. O.            "),
        ("Anne-Marie Dubois's letter", "A.-M. D. letter           "),
        ("GARCIA v. Reyes", "G. v. Reyes    "),
        ("the maria of it, garcia's son", "the m. of it, g. son"),
        ("siobhan or o'donnell", "s. or o."),
        ("王小明 called", "王. called"),
        ("Bayview Orthopedics, at noon", "B. O., at noon"),
    ],
)
def test_a_name_is_its_initials_and_what_follows_in_its_column_moves_up(veil, text, shown):
    assert seen(veil, text).rstrip() == shown.rstrip()


@pytest.mark.parametrize("text", ["Will she come in May?", "Call log", "NA", "Dana has it", "may mark grant it?"])
def test_words_of_a_sentence_stay(veil, text):
    assert seen(veil, text) == text


def test_a_row_written_in_pieces_hides_a_name_as_a_whole(veil):
    picture = Picture()
    picture.veil = veil
    picture.written([(0, 0, cells("Maria Garci         "))], 20, 1)
    written = picture.written([(0, 11, cells("a"))], 20, 1)
    assert written.endswith(".   ")


def test_the_row_that_is_typed_in_is_left_alone(veil):
    picture = Picture()
    picture.veil, picture.bare_row = veil, 0
    assert "Maria Garcia" in picture.written([(0, 0, cells("Maria Garcia        "))], 20, 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call (415) 555-2671 x12", "call (xxx) xxx-xx71 x12"),
        ("+1 415 555 2671", "+x xxx xxx xx71"),
        ("from 2125550199 at night", "from xxxxxxxx99 at night"),
        ("212-555-0199, 555-0199", "xxx-xxx-xx99, xxx-xx99"),
        ("020 7946 0958 at work", "0xx xxxx xx58 at work"),
        ("12 (415) 555-2671", "12 (xxx) xxx-xx71"),
        ("(415) 555-26…  in", "(xxx) xxx-xx…  in"),
    ],
)
def test_of_a_number_the_last_two_digits_are_left_however_it_is_written(veil, text, shown):
    assert seen(veil, text) == shown


@pytest.mark.parametrize(
    "text",
    ["2026-0142 · #12345", "2026-11-22 to 2026-12-03", "12/3/2026 9:42:07 AM", "$1,234,567.00", "0.1 h  00:12:41"],
)
def test_numbers_of_matters_days_times_and_sums_stay(veil, text):
    assert seen(veil, text) == text

"""Discreet: names are drawn as initials wherever they stand, and nothing else is."""

from __future__ import annotations

import pytest

from paratui.ui.name_veil import NameVeil
from paratui.ui.painter import Picture
from paratui.ui.widgets.edited_line import graphemes


@pytest.fixture
def veil():
    veil = NameVeil()
    veil.learn(["Maria Garcia", "Siobhán O'Donnell", "Anne-Marie Dubois", "Will Call", "王小明", "Li Na"])
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
    ],
)
def test_a_name_is_its_initials_and_what_follows_in_its_column_moves_up(veil, text, shown):
    assert seen(veil, text).rstrip() == shown.rstrip()


@pytest.mark.parametrize("text", ["Will she come in May?", "Call log", "the maria of it", "NA", "Dana has it"])
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

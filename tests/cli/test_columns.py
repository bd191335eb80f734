"""Text in columns, whatever the script and however narrow the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.cli.columns import UNLIMITED, Column, cells, cut, table, width

COLUMNS = (
    Column("NO", right=True),
    Column("WHAT", least=10),
    Column("WHO", least=4, enough=6),
    Column("LAST"),
)


def test_columns_stand_under_each_other_and_numbers_to_the_right():
    assert table(COLUMNS, [["7", "call back", "dana", "x"], ["12", "send", "ana", "y"]], UNLIMITED) == [
        "NO  WHAT       WHO   LAST",
        " 7  call back  dana  x",
        "12  send       ana   y",
    ]


def test_a_column_without_any_value_is_left_out():
    assert table(COLUMNS, [["7", "call back", "", "x"]], UNLIMITED, titles=False) == ["7  call back  x"]


def test_what_is_wider_than_need_be_shrinks_first_then_the_widest_then_the_last_column_goes():
    row = ["7", "call the clerk of court", "bartholomew", "x"]
    assert table(COLUMNS, [row], 37, titles=False) == ["7  call the clerk of court  barth…  x"]
    assert table(COLUMNS, [row], 28, titles=False) == ["7  call the cler…  barth…  x"]
    assert table(COLUMNS, [row], 19, titles=False) == ["7  call the…   bar…"]
    assert table(COLUMNS, [row], 10, titles=False) == ["7  call t…"]


def test_wide_and_combining_letters_take_the_room_a_terminal_gives_them():
    assert cells("王小明") == 6
    assert cells("Zoe\u0308") == 3
    assert cut("王小明", 5) == "王小…"
    assert cut("王小明", 4) == "王…"


@given(
    st.lists(st.lists(st.text(max_size=30), min_size=4, max_size=4), min_size=1, max_size=5),
    st.integers(1, 60),
)
def test_no_line_is_ever_wider_than_the_room(rows, room):
    assert all(cells(line) <= room for line in table(COLUMNS, rows, room))


@pytest.mark.parametrize(
    ("told", "columns"), [("72", 72), ("0", UNLIMITED), ("wide", UNLIMITED), ("²", UNLIMITED)]
)
def test_the_width_is_what_the_shell_says_and_unlimited_into_a_pipe(capfd, told, columns):
    assert width({"COLUMNS": told}) == columns

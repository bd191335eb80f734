"""A long text in rows: nothing of it is lost, and no row stands empty."""

from __future__ import annotations

import pytest
from rich.text import Text

from paratui.ui.widgets.pane import wrapped

DUE = "-> today 5:00 PM, you".replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("width", range(6, 50))
def test_a_follow_up_and_its_due_time_stand_in_rows_with_none_empty_between(width):
    for length in range(1, 40):
        text = Text(f"ask {'y' * length}  {DUE}")
        rows = [row.plain for row in wrapped(text, width)]
        assert all(row.strip() for row in rows)
        assert "".join("".join(rows).split()) == "".join(text.plain.split())


def test_an_empty_text_is_one_empty_row_and_empty_lines_stay():
    assert [row.plain for row in wrapped(Text(""), 20)] == [""]
    assert [row.plain for row in wrapped(Text("one\n\ntwo"), 20)] == ["one", "", "two"]

"""Which pages of a long list are held."""

from __future__ import annotations

from paratui.ui.widgets.record_rows import Row
from paratui.ui.widgets.windowed_rows import _HELD, WindowedRows

SIZE = 10


def page(number):
    return [Row(number * SIZE + place, ("x",)) for place in range(SIZE)]


def test_the_page_in_sight_is_held_on_the_way_down_and_all_the_way_back():
    asked = []
    rows = WindowedRows(SIZE, asked.append)
    rows.begin({0: page(0)}, 100 * SIZE)
    for number in range(1, _HELD + 1):
        rows.put(number, page(number))
    for place in range(_HELD * SIZE, SIZE, -1):
        assert rows.row(place).id == place
    # Read ahead, before its first row is reached.
    rows.put(0, page(0))
    assert rows.row(SIZE + 1).id == SIZE + 1
    assert not asked

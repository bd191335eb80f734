"""Bars drawn by plotext: true to their numbers, in whole and half cells that every font has, one figure at a time."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from paratui.domain import plotted
from paratui.domain.plotted import DOWN, UP, Beside, lying, standing
from paratui.domain.pulse import InOut

BESIDE = Beside(("in  9 ", "max 8 "), ("out 5 ", "max 3 "))


def letters(rows):
    return ["".join(part for part, _ in row).rstrip() for row in rows]


def lying_letters(numbers, room, **more):
    return letters(lying([(number, 1) for number in numbers], room, **more))


def test_a_lying_bar_is_as_long_as_its_number_and_the_least_is_seen():
    assert lying_letters((8, 5, 1, 0), 4) == ["████", "██▌", "▌", ""]
    assert lying_letters((1000, 1, 0), 4) == ["████", "▌", ""]
    assert lying_letters((8, 5, 1, 0), 4, plain=True) == ["####", "##", "#", ""]
    assert lying_letters((0, 0), 4) == ["", ""]
    assert lying_letters((3,), 0) == [""]
    assert lying([], 4) == []


def test_what_came_rises_and_what_went_hangs_from_one_line_by_one_measure():
    counts = [InOut(8, 0), InOut(4, 3), InOut(0, 0), InOut(1, 4)]
    rows = standing(counts, [(0, "Mon"), (3, "Thu")], BESIDE, 30, 6)
    assert letters(rows) == [
        "in  9 █████",
        "max 8 █████",
        "      █████ █████",
        "      █████ █████       ▄▄▄▄▄",
        "out 5       █████       █████",
        "max 3       ▀▀▀▀▀       █████",
        "      Mon               Thu",
    ]
    tones = {tone for row in rows[:4] for part, tone in row if "█" in part or "▄" in part}
    assert tones == {UP}
    assert {tone for row in rows[4:6] for part, tone in row if "█" in part or "▀" in part} == {DOWN}


def test_the_least_is_seen_on_its_own_side_of_the_line():
    rows = standing([InOut(1000, 0), InOut(1, 0), InOut(0, 1)], [(0, "Mon")], BESIDE, 24, 4)
    assert letters(rows)[1:3] == ["max 8 █████ ▄▄▄▄▄", "out 5             ▀▀▀▀▀"]


@pytest.mark.parametrize("bars", [1, 2, 5, 9, 30])
@pytest.mark.parametrize("room", [7, 20, 38, 57, 118])
def test_only_whole_cells_and_halves_one_above_the_other_are_drawn_in_any_room(bars, room):
    rows = standing([InOut(3, 2)] * bars, [(0, "M")], BESIDE, room, 5)
    assert {letter for row in rows[:-1] for part, tone in row if tone for letter in part} <= set("█▀▄")
    assert {sum(len(part) for part, _ in row) for row in rows} == {room}


def test_of_labels_that_would_touch_always_the_same_number_is_left_out():
    labels = [(hour, f"{hour}h") for hour in range(8, 18)]
    rows = standing([InOut(1, 0)] * 18, labels, BESIDE, 26, 4)
    assert letters(rows)[-1].split() == ["8h", "12h", "16h"]


def test_a_terminal_without_blocks_gets_plain_letters_alone():
    rows = standing([InOut(8, 3), InOut(1, 0)], [(0, "Mon")], BESIDE, 20, 4, plain=True)
    assert all(row.isascii() for row in letters(rows))
    assert [set(row) & set("#=") for row in letters(rows)[1:3]] == [{"#"}, {"="}]


def test_several_threads_draw_each_their_own():
    def drawn(number):
        return lying_letters((number, 40), 40) == ["█" * number, "█" * 40]

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(drawn, [*range(1, 41)] * 3))


@pytest.fixture
def no_plotext(monkeypatch):
    monkeypatch.setitem(sys.modules, "plotext", None)
    plotted._plotext.cache_clear()
    yield
    plotted._plotext.cache_clear()


def test_without_plotext_there_are_no_bars_and_no_trouble(no_plotext):
    assert not plotted.can_plot()
    assert lying([(3, 1), (1, 1)], 10) == [(), ()]
    assert standing([InOut(1, 1)], [(0, "Mon")], BESIDE, 30, 4) == []

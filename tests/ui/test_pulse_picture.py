"""The pictures of the pulse: every number beside its bar, at any width, without colours, without plotext too."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from rich.style import Style

from paratui.domain import plotted
from paratui.domain.kept_promises import Tally
from paratui.domain.pulse import CallPulse, InOut, Returns
from paratui.domain.pulse_time import PulseTime
from paratui.services.pulse import ItemPulse, Questions, SilencePulse
from paratui.ui.look import Look
from paratui.ui.screens.pulse_picture import Drawing, Found, pulse_lines

TIME = PulseTime(date(2026, 10, 24), date(2026, 11, 24))
HOUR = 3600
NO_COLOURS = Look(**dict.fromkeys(Look._fields, Style.null()))
FOUND = Found(
    CallPulse(
        {day: InOut(place % 7, place % 5) for place, day in enumerate(TIME.days)},
        tuple(InOut(11 * (hour == 9), 23 * (hour == 16)) for hour in range(24)),
        Returns((HOUR // 2, *[2 * HOUR] * 7, 7 * HOUR, 20 * HOUR), 5),
        (("read_back", 17),),
        {},
    ),
    {"read_back": "read back"},
    {},
    ItemPulse(Tally(kept=63, late=6, overdue=7, open=26, cancelled=2), Questions(42, 37, 5)),
    SilencePulse(((0, 31), (30, 4), (45, 3), (90, 1))),
)
NUMBERS = (
    *("within 1 h          1", "1 to 4 h            7", "4 to 8 h            1", "not returned yet    5"),
    *("half in 2 h, 9 of 10 in 7 h", "kept               63", "open and late       7", "42, 37 answered"),
    *("read back                  17", "under 30 days      31", "90 days and more    1"),
)


def shown(width, height, *, plain=False):
    return [line.plain for line in pulse_lines(FOUND, width, Drawing(NO_COLOURS, plain, height))]


@pytest.mark.parametrize(("width", "height"), [(78, 22), (118, 34), (38, 8), (250, 78)])
def test_at_any_width_every_number_stands_there_and_no_line_is_too_long(width, height):
    lines = shown(width, height)
    assert max(map(len, lines)) <= width
    for words in (*NUMBERS, "Calls by day  34, most 9 on Nov 6", "in  11", "max 11", "out 23", "max 23"):
        assert any(words in line for line in lines), words
    assert any("█" in line for line in lines)


@pytest.mark.parametrize(("width", "height"), [(78, 22), (118, 34)])
def test_all_of_it_is_seen_at_once_at_80x24_and_at_120x36(width, height):
    # One row is the sentence that says whose figures these are.
    assert len(shown(width, height)) < height


def test_half_and_nine_of_ten_stand_behind_the_bars_they_fall_in():
    lines = shown(118, 34)
    assert any(line.endswith("█ half") and "1 to 4 h " in line for line in lines)
    assert any(line.endswith(" 9 of 10") and "4 to 8 h " in line for line in lines)


def test_the_axis_of_days_names_its_mondays():
    assert "Oct 26 Nov 2 Nov 9 Nov 16 Nov 23" in {" ".join(line.split()) for line in shown(118, 34)}


def test_plain_letters_are_ascii_alone():
    assert all(line.isascii() for line in shown(78, 22, plain=True))


def test_where_plotext_does_not_load_the_page_says_so_and_keeps_its_numbers(monkeypatch):
    monkeypatch.setitem(sys.modules, "plotext", None)
    plotted._plotext.cache_clear()
    try:
        lines = shown(78, 22)
    finally:
        plotted._plotext.cache_clear()
    assert "No bars on this box" in lines[0]
    for words in (*NUMBERS, "in  11, max 11", "out 23, max 23"):
        assert any(words in line for line in lines), words

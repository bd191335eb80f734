"""The timer's cell: only what changes is painted, and nothing is laid out."""

from __future__ import annotations

import asyncio

from textual.app import App
from textual.geometry import Region

from paratui.ui.widgets.ticking_text import TickingText


def with_timer(steps):
    class Clock(App[None]):
        def compose(self):
            yield TickingText("00:00:00", width=9)

    async def session():
        app = Clock()
        async with app.run_test() as pilot:
            await pilot.pause()
            timer = app.query_one(TickingText)
            timer._exchange_repaint_regions()
            steps(timer)

    asyncio.run(session())


def test_only_the_digits_that_change_are_painted():
    def steps(timer):
        timer.show("00:00:01")
        assert list(timer._exchange_repaint_regions()) == [Region(7, 0, 1, 1)]
        timer.show("00:01:00")
        assert list(timer._exchange_repaint_regions()) == [Region(4, 0, 4, 1)]
        assert timer.render_line(0).text == "00:01:00 "

    with_timer(steps)


def test_the_same_text_again_paints_nothing():
    def steps(timer):
        timer.show("00:00:00")
        assert not timer._exchange_repaint_regions()
        assert not timer._layout_required

    with_timer(steps)


def test_a_text_that_is_too_long_is_cut():
    def steps(timer):
        timer.show("100:00:00:00")
        assert timer.render_line(0).text == "100:00:0\u2026"

    with_timer(steps)

"""The idle lock: it comes when nobody typed for long enough, not before, and only Enter takes it away."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from paratui.domain.office import Office
from paratui.domain.own_settings import OwnSettings
from paratui.ui.app import ParatuiApp
from paratui.ui.screens.queue import QueueScreen
from tests.services.conftest import SharedOffice


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    return SharedOffice(clock)


def with_an_app(office, steps):
    async def session():
        app = ParatuiApp(None, office.desk("ana"))
        async with app.run_test() as pilot:
            while not isinstance(app.screen, QueueScreen):
                await pilot.pause()
            await steps(app, pilot)

    asyncio.run(session())


def test_it_locks_after_so_many_minutes_without_a_key_and_opens_with_enter_alone(office):
    async def steps(app, pilot):
        app.own.choices.now = OwnSettings(lock_minutes=2)
        app.own.begin()
        app._last_key = time.monotonic() - 119
        app._idle_over()
        assert not app.is_blank
        app._last_key = time.monotonic() - 120
        app._idle_over()
        assert app.is_locked
        await pilot.press("d", "t", "escape", "ctrl+x")
        assert app.is_locked
        await pilot.press("enter")
        while app.is_blank:
            await pilot.pause(0.05)
        assert isinstance(app.screen, QueueScreen)
        assert app.typed_blind == "dt"

    with_an_app(office, steps)


def test_a_key_begins_the_wait_anew_and_one_timer_is_enough(office):
    async def steps(app, pilot):
        app.own.choices.now = OwnSettings(lock_minutes=2)
        app.own.begin()
        app._last_key = time.monotonic() - 500
        await pilot.press("down")
        app._idle_over()
        assert not app.is_blank

    with_an_app(office, steps)


def test_without_the_setting_nothing_ever_locks(office):
    async def steps(app, pilot):
        assert app.own.lock_minutes == 0
        app._last_key = 0.0
        app._idle_over()
        assert not app.is_blank

    with_an_app(office, steps)


@pytest.mark.parametrize(("mine", "offices", "counts"), [(0, 0, 0), (5, 0, 5), (0, 10, 10), (5, 10, 5), (15, 10, 10)])
def test_the_stricter_of_mine_and_the_offices_counts(office, mine, offices, counts):
    async def steps(app, pilot):
        app.own.choices.now = OwnSettings(lock_minutes=mine)
        app.desk = replace(app.desk, office=Office(lock_minutes=offices))
        assert app.own.lock_minutes == counts

    with_an_app(office, steps)


def test_an_offices_minutes_are_checked():
    assert Office(lock_minutes=10).checked().lock_minutes == 10
    with pytest.raises(Exception, match="lock_minutes in office"):
        Office(lock_minutes=-1).checked()

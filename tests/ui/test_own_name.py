"""My own name stands in the sentences that are read aloud: it is asked once, and My settings change it."""

from __future__ import annotations

import asyncio

import pytest

from paratui.domain.staff import Staff
from paratui.services.desk import staff_id
from paratui.services.opening import Account
from paratui.ui.app import ParatuiApp
from paratui.ui.screens.call import CallScreen
from paratui.ui.screens.settings_page import SettingsPage
from paratui.ui.widgets.record_table import RecordTable
from tests.ui.test_every_size import MOMENT
from tests.ui.test_painter import an_office
from tests.ui.test_questions import Seat

ASKED = "What is your name, as you say it on the phone?"


@pytest.fixture
def opening(tmp_path):
    """The office as somebody finds it whose account has no full name."""
    return an_office(tmp_path / "office", MOMENT)._replace(account=Account("nora", ""), environ={})


def a_day(opening, steps, call=None):
    async def session():
        app = ParatuiApp(opening, opening.desk(), call)
        async with app.run_test(size=(80, 24)) as pilot:
            seat = Seat(app, pilot)
            await steps(seat)
        app.desk.leave()

    asyncio.run(session())


def kept(opening):
    desk = opening.desk()
    doc = desk.store.get("staff", staff_id("nora"))
    desk.leave()
    return Staff.read(doc)


async def not_asked(seat):
    # Keys wait until whatever is offered first is there.
    await seat.type("O")
    await seat.until(lambda: isinstance(seat.screen, SettingsPage))


@pytest.mark.parametrize(("typed", "name", "initials"), [("Nora Quill", "Nora Quill", "NQ"), ("", "nora", "NO")])
def test_on_the_first_day_the_name_is_asked_once_and_enter_keeps_the_login(opening, typed, name, initials):
    async def first(seat):
        await seat.until(lambda: ASKED in seat.question())
        await seat.type(typed, "enter")
        await seat.until(lambda: f"Your name is {name} from now on" in seat.sees())
        assert seat.app.desk.me.name == name

    a_day(opening, first)
    assert (kept(opening).name, kept(opening).initials) == (name, initials)
    a_day(opening, not_asked)


def test_left_with_esc_it_is_asked_again_the_next_day(opening):
    async def left(seat):
        await seat.until(lambda: ASKED in seat.question())
        await seat.type("", "escape")

    a_day(opening, left)
    a_day(opening, left)


def test_whose_account_has_a_full_name_is_not_asked(opening):
    a_day(opening._replace(account=Account("nora", "Nora Quill")), not_asked)


def test_nobody_is_asked_while_the_phone_rings(opening):
    async def steps(seat):
        await seat.until(lambda: isinstance(seat.screen, CallScreen) and "greeting by name" in seat.sees())

    a_day(opening, steps, call="")


def test_my_settings_change_name_and_title_and_the_sentences_say_them_at_once(opening):
    async def steps(seat):
        await not_asked(seat)
        for row, typed in (("name name", "Nora Vance"), ("title title", "Legal Assistant")):
            seat.screen.query_one(RecordTable).cursor = row
            await seat.type("", "enter")
            await seat.type(typed, "enter")
            await seat.until(lambda said=typed: f"is {said} from now on" in seat.sees())
        await seat.type("", "escape", "f3")
        await seat.until(lambda: isinstance(seat.screen, CallScreen))
        await seat.until(lambda: "This is Nora Vance" in " ".join(seat.sees().split()))

    a_day(opening._replace(account=Account("nora", "Nora Quill")), steps)
    assert (kept(opening).name, kept(opening).title) == ("Nora Vance", "Legal Assistant")

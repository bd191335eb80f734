"""A key for a row, typed ahead of a list that is still being read, is for the rows that were asked for."""

from __future__ import annotations

import time

import pytest

from paratui.services.call_windows import CallWindows
from paratui.ui.screens.call_page import CallPage
from paratui.ui.screens.client_page import ClientPage
from paratui.ui.screens.client_reading import ClientReading
from paratui.ui.screens.clients import ClientsScreen
from paratui.ui.screens.log import LogScreen
from paratui.ui.screens.matter_page import MatterPage
from tests.services.conftest import SharedOffice
from tests.ui.test_log_search import in_the_log
from tests.ui.test_log_search import office as log_office  # noqa: F401 - a fixture
from tests.ui.test_questions import seated

SLOW = 0.1


def slow(monkeypatch, owner, name: str) -> None:
    """Have a question to the store take as long as on a disk that is busy."""
    asked = getattr(owner, name)

    def asked_slowly(*given, **named):
        time.sleep(SLOW)
        return asked(*given, **named)

    monkeypatch.setattr(owner, name, asked_slowly)


@pytest.fixture
def office(clock) -> SharedOffice:
    shared = SharedOffice(clock)
    shared.person("Ana Bell")
    mary = shared.person("Mary Garcia")
    shared.wanted = {ClientPage: mary.id, MatterPage: shared.matter(clients=(mary.id,)).id}
    return shared


@pytest.mark.parametrize(
    ("keys", "page"), [([*"/mary", "enter", "enter"], ClientPage), (["tab", "enter"], MatterPage)]
)
def test_enter_ahead_of_the_list_opens_what_was_looked_for(office, monkeypatch, keys, page):
    async def steps(seat):
        await seat.type("", "f5")
        await seat.until(lambda: isinstance(seat.screen, ClientsScreen) and len(seat.screen.rows) == 2)
        slow(monkeypatch, ClientReading, "_found")
        await seat.type("", *keys)
        await seat.until(lambda: isinstance(seat.screen, page))
        assert seat.screen.record == office.wanted[page]

    seated(steps, office.desk("ana"))


def test_enter_ahead_of_a_search_that_finds_nothing_opens_no_call(log_office, monkeypatch):  # noqa: F811
    async def steps(seat):
        await in_the_log(seat)
        slow(monkeypatch, CallWindows, "around")
        await seat.type("/notfound", "enter", "enter")
        assert isinstance(seat.screen, LogScreen)
        assert not isinstance(seat.screen, CallPage)
        await seat.until(seat.screen.rows_there.is_set)
        assert len(seat.screen.rows) == 0

    seated(steps, log_office.desk("ana"))

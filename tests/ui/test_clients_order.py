"""The list of people and matters in the order of a column that is chosen with a key."""

from __future__ import annotations

import pytest

from paratui.ui.screens.clients import ClientsScreen
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office that knows three people and waits for one of them."""
    shared = SharedOffice(clock)
    shared.person("Ana Bell", role="witness")
    rosa = shared.person("Rosa Choi", role="client")
    shared.person("Zoe Zane", role="client")
    shared.follow_up(text="call her back", person_id=rosa.id)
    return shared


def lines(screen) -> list[str]:
    table = screen.table
    return [" ".join(table.render_line(y).text.split()) for y in range(4)]


async def in_clients(seat) -> ClientsScreen:
    await seat.type("", "f5")
    await seat.until(lambda: isinstance(seat.screen, ClientsScreen) and len(seat.screen.rows) == 3)
    return seat.screen


def test_s_and_the_letter_of_a_column_order_the_list_and_its_title_says_so(office):
    async def steps(seat):
        clients = await in_clients(seat)
        assert lines(clients)[0].startswith("Name ▴")
        await seat.type("so")
        await seat.until(lambda: "Open ▾" in lines(clients)[0])
        assert lines(clients)[1].startswith("▸ Rosa Choi")
        # Letters that follow an answer at once are the rest of a word; a key that is none begins anew.
        await seat.type("", "up", "s", "o")
        await seat.until(lambda: "Open ▴" in lines(clients)[0])
        assert "Name ▴" not in lines(clients)[0]

    seated(steps, office.desk("ana"))


def test_the_cursor_goes_with_its_person_and_each_list_keeps_its_own_order(office):
    async def steps(seat):
        clients = await in_clients(seat)
        await seat.type("j")
        await seat.type("sn")
        await seat.until(lambda: lines(clients)[0].startswith("Name ▾"))
        assert [line.removeprefix("▸ ").split()[0] for line in lines(clients)[1:]] == ["Zoe", "Rosa", "Ana"]
        assert lines(clients)[2].startswith("▸ Rosa")
        await seat.type("", "tab")
        await seat.until(lambda: lines(clients)[0].startswith("Number ▾"))
        await seat.type("", "tab")
        await seat.until(lambda: lines(clients)[0].startswith("Name ▾"))

    seated(steps, office.desk("ana"))

"""`u` takes back what I did last, whatever screen it was done on; one of another screen is named first."""

from __future__ import annotations

import pytest

from paratui.ui.screens.choose import Choose
from paratui.ui.screens.matter_page import MatterPage
from paratui.ui.screens.sure import Sure
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office with a matter of Maria's and an item."""
    shared = SharedOffice(clock)
    maria = shared.person()
    shared.item = shared.follow_up()
    shared.case = shared.matter(clients=(maria.id,))
    return shared


async def on_the_matter(seat, office) -> None:
    await seat.app.open_matter(office.case.id)
    await seat.until(lambda: isinstance(seat.screen, MatterPage) and seat.screen.rows_shown(80))


async def add_witness(seat, office, name: str) -> None:
    await seat.type("a")
    await seat.type("w", "enter")
    await seat.type(name, "enter")
    await seat.until(lambda: name in parties(office) and isinstance(seat.screen, MatterPage))


def parties(office) -> list[str]:
    return [one["name"] for one in office.stored("matter", office.case.id).get("parties") or []]


def assignee(office) -> str:
    return office.stored("follow_up", office.item.id)["assignee"]


def test_in_the_queue_undo_takes_back_the_item_and_names_what_was_done_to_a_matter_before_it(office):
    async def steps(seat):
        await on_the_matter(seat, office)
        await add_witness(seat, office, "Ann Lee")
        await seat.type("u")
        await seat.until(lambda: parties(office) == [])
        await add_witness(seat, office, "Ill Call")
        await seat.type("", "f2")
        await seat.type("adana", "enter")
        await seat.until(lambda: assignee(office) == "dana")
        await seat.type("u")
        await seat.until(lambda: assignee(office) == "ana")
        assert parties(office) == ["Ill Call"]
        await seat.type("u")
        await seat.until(lambda: isinstance(seat.screen, Sure))
        assert "Take back: matter 2026-0142, witness: Ill Call?" in seat.sees()
        await seat.type("uu", "enter")
        assert parties(office) == ["Ill Call"]
        await seat.type("", "backspace", "u", "enter")
        await seat.until(lambda: parties(office) == [])
        await seat.until(lambda: "Taken back - 2026-0142: witness: Ill Call" in seat.sees())

    seated(steps, office.desk("ana"))


def test_on_the_page_of_a_matter_undo_names_an_item_before_it_takes_it_back(office):
    async def steps(seat):
        await seat.type("adana", "enter")
        await seat.until(lambda: assignee(office) == "dana")
        await on_the_matter(seat, office)
        await seat.type("u")
        await seat.until(lambda: isinstance(seat.screen, Sure))
        assert f"Take back: #{office.item.number}, assigned to Dana?" in seat.sees()
        await seat.type("", "escape")
        assert assignee(office) == "dana"

    seated(steps, office.desk("ana"))


def test_in_clients_undo_says_what_was_made(office):
    async def steps(seat):
        await seat.type("ncall the clerk", "enter")
        await seat.until(lambda: "made, due" in seat.sees())
        await seat.type("", "f5")
        await seat.until(lambda: seat.app.screen.NAME == "Clients" and len(seat.screen.rows) == 1)
        await seat.type("u")
        await seat.until(lambda: isinstance(seat.screen, Choose))
        assert "Take back: #2, made?" in seat.sees()

    seated(steps, office.desk("ana"))


def test_what_another_session_of_mine_did_can_be_taken_back_here(office):
    async def steps(seat):
        assert seat.screen.queue.can_undo() == ""
        other = office.desk("ana")
        item = seat.screen.queue.item(office.item.id)
        type(seat.screen.queue)(other).assign(item, "dana")
        seat.app._tell(seat.app.desk.changes())
        await seat.type("u")
        await seat.until(lambda: assignee(office) == "ana")

    seated(steps, office.desk("ana"))

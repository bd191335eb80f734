"""Somebody is entered once: who may be the same is named, and the list stands on whom it was entered for."""

from __future__ import annotations

import pytest

from paratui.services.merging import Merging
from paratui.services.people import People
from paratui.ui.screens.client_page import ClientPage
from paratui.ui.screens.clients import ClientsScreen
from paratui.ui.screens.item_page import ItemPage
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office that knows Maria Garcia by her number, and Ana Bell."""
    shared = SharedOffice(clock)
    shared.person("Ana Bell", role="witness")
    shared.maria = shared.person("Maria Garcia", phones=("+14155552671",))
    shared.matter("2026-0142", title="Custody", clients=(shared.maria.id,))
    return shared


async def in_clients(seat, number=2) -> ClientsScreen:
    await seat.type("", "f5")
    await seat.until(lambda: isinstance(seat.screen, ClientsScreen) and len(seat.screen.rows) == number)
    return seat.screen


def said(seat) -> str:
    return " ".join(seat.sees().split())


def test_who_has_the_number_already_is_named_and_opened_instead(office):
    async def steps(seat):
        await in_clients(seat)
        await seat.type("nMaria Gar")
        await seat.until(lambda: "Entered already: Maria Garcia. Enter for somebody new" in said(seat))
        await seat.type("zia", "enter")
        await seat.type("(415) 555-2671", "enter")
        await seat.until(lambda: "Maria Garcia has this number already" in said(seat))
        await seat.type("o", "enter")
        await seat.until(lambda: isinstance(seat.screen, ClientPage) and "Maria Garcia" in said(seat))
        assert seat.screen.record == office.maria.id
        assert len(list(office.desk("dana").store.records("person"))) == 2

    seated(steps, office.desk("ana"))


def test_another_one_of_the_same_number_is_entered_and_the_list_stands_on_them(office):
    async def steps(seat):
        clients = await in_clients(seat)
        await seat.type("nPedro Garcia", "enter")
        await seat.type("4155552671", "enter")
        await seat.until(lambda: "has this number already" in said(seat))
        await seat.type("n", "enter")
        await seat.until(lambda: isinstance(seat.screen, ClientPage))
        await seat.type("q")
        await seat.until(lambda: len(clients.rows) == 3 and clients.table.cursor != office.maria.id)
        await seat.until(lambda: clients.table.cursor_index == 2)

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize(
    ("typed", "name", "role"),
    [
        ("Ruth Hall, witness", "Ruth Hall", "witness"),
        ("Opal Diaz, Adverse Party", "Opal Diaz", "adverse_party"),
        ("Acme, Inc.", "Acme, Inc.", "client"),
    ],
)
def test_the_line_of_somebody_new_takes_a_role(office, typed, name, role):
    async def steps(seat):
        await in_clients(seat)
        await seat.type(f"n{typed}")
        assert role.replace("_", " ") in said(seat)
        await seat.type("", "enter", "enter")
        await seat.until(lambda: isinstance(seat.screen, ClientPage))
        stored = office.stored("person", seat.screen.record)
        assert (stored["name"], stored["role"]) == (name, role)

    seated(steps, office.desk("ana"))


def test_a_matter_that_was_opened_says_so_on_its_own_page_alone(office):
    async def steps(seat):
        await in_clients(seat)
        await seat.type("", "down", "enter")
        await seat.until(lambda: isinstance(seat.screen, ClientPage) and "Custody" not in said(seat)[:20])
        page = seat.screen
        await seat.type("n2026-0200", "enter")
        await seat.type("Lease", "enter")
        await seat.until(lambda: "Matter Lease 2026-0200" in said(seat))
        assert "2026-0200 is open" in said(seat)
        await seat.type("", "escape")
        await seat.until(lambda: seat.screen is page)
        assert "2026-0200 is open" not in said(seat)

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("typed", ["0142", "custody"])
def test_where_nobody_has_such_a_name_the_clients_of_such_matters_are_found(office, typed):
    async def steps(seat):
        clients = await in_clients(seat)
        await seat.type(f"/{typed}")
        await seat.until(lambda: len(clients.rows) == 1)
        assert "1 person by matter" in said(seat)
        assert clients.table.cursor == office.maria.id

    seated(steps, office.desk("ana"))


def test_an_item_tells_whose_it_is_now_and_from_whom_it_was_merged(office):
    other = office.person("Mary Garcia")
    closed = office.follow_up(person_id=other.id, person=other.name, status="done", outcome="told")
    desk = office.desk("ana")
    Merging(desk, People(desk)).merge(office.maria, other)

    async def steps(seat):
        await seat.app.show_item(closed.id)
        await seat.until(lambda: isinstance(seat.screen, ItemPage))
        assert "for Maria Garcia (merged from Mary Garcia)" in said(seat)

    seated(steps, desk)

"""People and matters in the order of a column: what is alike keeps its order, nothing is lost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from paratui.services.client_list import ClientList
from paratui.services.client_order import MATTER_ORDERS, PEOPLE_ORDERS, ClientOrder, in_order
from paratui.services.people import People
from paratui.services.silence import Silence


@pytest.fixture
def listed(shared, ana) -> ClientList:
    """Ana Bell is waited for by two items, Rosa Choi by one; nobody waits for Zoe Zane."""
    zoe = shared.person("Zoe Zane", role="client")
    bell = shared.person("Ana Bell", role="witness")
    rosa = shared.person("Rosa Choi", role="client")
    shared.matter("2026-0002", title="Lease", clients=(rosa.id,), stage="discovery")
    shared.matter("2026-0001", title="Custody", clients=(bell.id,))
    shared.matter("2025-0009", title="Adoption", clients=(zoe.id,), status="closed")
    people = People(ana)
    found = ClientList(people, Silence(ana))
    found.read([SimpleNamespace(person_id=one.id, matter_id=0) for one in (bell, rosa, bell)])
    return found


def names(listed, order) -> list[str]:
    ids = in_order(listed.people(""), order, listed, matters=False)
    return [listed.of(one).person.name for one in ids]


def matters(listed, order) -> list[str]:
    ids = in_order(listed.matters(""), order, listed, matters=True)
    return [listed.matter(one).title for one in ids]


def test_people_are_in_the_order_of_their_names_and_turned_round(listed):
    assert names(listed, PEOPLE_ORDERS[0]) == ["Ana Bell", "Rosa Choi", "Zoe Zane"]
    assert names(listed, PEOPLE_ORDERS[0].turned()) == ["Zoe Zane", "Rosa Choi", "Ana Bell"]


def test_those_most_is_open_for_come_first(listed):
    assert names(listed, ClientOrder("Open", falling=True)) == ["Ana Bell", "Rosa Choi", "Zoe Zane"]
    assert names(listed, ClientOrder("Open")) == ["Zoe Zane", "Rosa Choi", "Ana Bell"]


def test_people_alike_in_a_column_keep_the_order_of_their_names_also_turned_round(listed):
    assert names(listed, ClientOrder("Role")) == ["Rosa Choi", "Zoe Zane", "Ana Bell"]
    assert names(listed, ClientOrder("Role", falling=True)) == ["Ana Bell", "Rosa Choi", "Zoe Zane"]


def test_matters_are_in_the_order_of_any_column_and_those_without_it_last(listed):
    assert matters(listed, MATTER_ORDERS[0]) == ["Lease", "Custody", "Adoption"]
    assert matters(listed, ClientOrder("Matter")) == ["Adoption", "Custody", "Lease"]
    assert matters(listed, ClientOrder("Client")) == ["Custody", "Lease", "Adoption"]
    assert matters(listed, ClientOrder("Stands")) == ["Adoption", "Lease", "Custody"]
    assert matters(listed, ClientOrder("Stands", falling=True))[-1] == "Custody"


@pytest.mark.parametrize(("kinds", "orders"), [(False, PEOPLE_ORDERS), (True, MATTER_ORDERS)])
def test_no_order_loses_or_doubles_anybody(listed, kinds, orders):
    ids = listed.matters("") if kinds else listed.people("")
    for order in (*orders, *(one.turned() for one in orders)):
        assert sorted(in_order(ids, order, listed, matters=kinds)) == sorted(ids)

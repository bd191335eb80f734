"""Windows on the calls of a list: told from wherever somebody looks, they are the pages of the whole list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.call_order import CallOrder
from paratui.domain.wall_clock import utc_text
from paratui.services.call_windows import PAGE, CallWindows

CALLS = 2 * PAGE + 37


@pytest.fixture
def everything(shared) -> list[int]:
    """The ids of all the calls of the log, the newest first."""
    begun = shared.clock.now() - timedelta(days=30)
    for number in range(CALLS):
        at = begun + timedelta(minutes=number)
        fields = {"started": utc_text(at), "status": "ended", "staff": "ana", "outcome": "reached"}
        seconds = number * 7 % 90
        person = f"Caller {number % 40:02}"
        shared.keep("call", Call(id=(1000 + number) << 20, person=person, seconds=seconds, **fields))
    return [(1000 + number) << 20 for number in reversed(range(CALLS))]


@pytest.mark.parametrize("place", [0, 1, 59, 60, 99, 100, 101, 160, CALLS - 61, CALLS - 1])
def test_the_pages_around_a_call_are_those_of_the_whole_list(ana, everything, place):
    found = CallWindows(ana).around(CallFilter(), everything[place])
    assert found.place == place
    for page, calls in found.pages.items():
        assert [call.id for call in calls] == everything[page * PAGE : (page + 1) * PAGE]
    assert any(call.id == everything[place] for calls in found.pages.values() for call in calls)


def test_the_pages_around_a_call_that_is_gone_are_those_around_the_next_older_one(ana, everything):
    found = CallWindows(ana).around(CallFilter(), everything[150] + 1)
    assert (found.place, found.pages[1][50].id) == (150, everything[150])


def test_a_page_is_the_same_whatever_it_is_told_from(ana, everything):
    windows, wanted = CallWindows(ana), CallFilter()
    for page in range(3):
        ids = everything[page * PAGE : (page + 1) * PAGE]
        above, below = everything[page * PAGE - 1] if page else 0, everything[(page + 1) * PAGE :][:1]
        told = [windows.page(wanted, page), windows.page(wanted, page, before=above)]
        told += [windows.page(wanted, page, after=below[0])] if below else []
        assert [[call.id for call in calls] for calls in told] == [ids] * len(told)
    assert [call.id for call in windows.page(wanted, 2, last=37)] == everything[200:]


def test_an_empty_list_has_one_page_with_nothing_on_it(ana):
    assert CallWindows(ana).around(CallFilter()).pages == {0: []}


@pytest.mark.parametrize("order", [CallOrder.OLDEST, CallOrder.LONGEST, CallOrder.CALLER])
@pytest.mark.parametrize("place", [0, 59, 60, 99, 101, 160, CALLS - 1])
def test_in_every_order_the_pages_around_a_call_are_those_of_the_whole_list(ana, everything, order, place):
    ids = in_order(ana, order)
    found = CallWindows(ana).around(CallFilter(), ids[place], order)
    assert (found.place, found.order) == (place, order)
    for page, calls in found.pages.items():
        assert [call.id for call in calls] == ids[page * PAGE : (page + 1) * PAGE]
    assert any(call.id == ids[place] for calls in found.pages.values() for call in calls)


@pytest.mark.parametrize("order", [CallOrder.OLDEST, CallOrder.LONGEST, CallOrder.CALLER])
def test_in_every_order_a_page_is_the_same_whatever_it_is_told_from(ana, everything, order):
    windows, wanted, ids = CallWindows(ana), CallFilter(), in_order(ana, order)
    for page in range(3):
        wanted_ids = ids[page * PAGE : (page + 1) * PAGE]
        above, below = ids[page * PAGE - 1] if page else 0, ids[(page + 1) * PAGE :][:1]
        told = [windows.page(wanted, page, 0, 0, order), windows.page(wanted, page, above, 0, order)]
        told += [windows.page(wanted, page, 0, below[0], order)] if below else []
        assert [[call.id for call in calls] for calls in told] == [wanted_ids] * len(told)
    assert [call.id for call in windows.page(wanted, 2, order=order, last=37)] == ids[200:]


def test_without_an_index_the_newest_come_first_and_the_window_says_so(ana, everything, monkeypatch):
    monkeypatch.setattr(ana.store, "has_index", lambda: False)
    monkeypatch.setattr(ana.store, "sorted_call_rows", lambda *_, **__: None)
    monkeypatch.setattr(ana.store, "sorted_call_place", lambda *_, **__: None)
    for order in (CallOrder.OLDEST, CallOrder.LONGEST, CallOrder.CALLER):
        found = CallWindows(ana).around(CallFilter(), 0, order)
        assert found.order is CallOrder.NEWEST
        assert [call.id for call in found.pages[0]] == everything[:PAGE]


def in_order(ana, order) -> list[int]:
    """The ids of all the calls in an order."""
    rows = ana.store.call_rows(CallFilter(), CALLS)
    sorts = {
        CallOrder.OLDEST: lambda row: row.id,
        CallOrder.LONGEST: lambda row: (-row.seconds, -row.id),
        CallOrder.CALLER: lambda row: (row.person.casefold(), -row.id),
    }
    return [row.id for row in sorted(rows, key=sorts[order])]


@pytest.mark.parametrize("year", [2020, 2019, 1066])
def test_a_moment_before_every_call_leads_behind_the_oldest(ana, everything, year):
    found = CallWindows(ana).at(CallFilter(), datetime(year, 1, 1, tzinfo=UTC))
    assert found.place == CALLS
    assert found.pages[max(found.pages)][-1].id == everything[-1]

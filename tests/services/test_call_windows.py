"""Windows on the calls of a list: told from wherever somebody looks, they are the pages of the whole list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
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
        shared.keep("call", Call(id=(1000 + number) << 20, person=f"Caller {number}", **fields))
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

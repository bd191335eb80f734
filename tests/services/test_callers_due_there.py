"""A due time by the clock of whom the item is for."""

from __future__ import annotations

import pytest

from paratui.services.callers import Callers


@pytest.fixture
def callers(ana, tables):
    return Callers(ana, tables)


@pytest.mark.parametrize(
    ("zone", "phone", "there"),
    [
        ("America/Los_Angeles", "", "2:00 PM there"),
        ("", "+14155552671", "2:00 PM there (guess)"),
        ("America/New_York", "+14155552671", ""),
        ("", "", ""),
    ],
)
def test_it_is_said_where_their_clock_is_another(shared, callers, zone, phone, there):
    maria = shared.person(zone=zone)
    item = shared.follow_up(person_id=maria.id, phone=phone)
    callers.people.load()
    assert callers.due_there(item) == there


def test_nothing_is_said_before_everybody_is_read_or_of_no_due_time(shared, callers):
    item = shared.follow_up(phone="+14155552671")
    assert callers.due_there(item) == ""
    callers.people.load()
    assert callers.due_there(item.but(due="")) == ""
    assert callers.due_there(item)

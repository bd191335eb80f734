"""What is an appointment: agreed for an hour with somebody, and no thing to do by then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paratui.domain.appointment import is_appointment
from paratui.domain.follow_up import FollowUp
from paratui.domain.note_grammar import read_line
from paratui.domain.office import Office

OFFICE = Office(firm="Garcia & Lowe", zone="America/New_York", state="NY")
NOW = datetime(2026, 10, 6, 14, 0, tzinfo=UTC)  # Tuesday, ten in the morning in New York


@pytest.mark.parametrize(
    "typed",
    [
        "> meeting with Maria thu 3pm",
        "> thu 3pm meeting with Maria",
        "> call back thu 3pm @me",
        "> call her back at 3",
        "> call Maria Garcia back at 4pm !",
        "> call-back at 2pm",
        "> the first phone consultation tomorrow 9:30",
        "> visit him in jail at noon fri",
        "> conference with Dr. Chen 11/24 2pm",
        "> she will come in thu 10am to sign",
        "< come in thu 10am to sign",
    ],
)
def test_what_is_agreed_for_an_hour_is_an_appointment(typed):
    read = read_line(typed, NOW, OFFICE, [], "ana")
    assert (read.clock, read.promised) == ("appointment", True)
    assert is_appointment(FollowUp(id=1, due=read.due, clock=read.clock), OFFICE)


@pytest.mark.parametrize(
    "typed",
    [
        "> call back by 3pm thu",
        "> call back thu",
        "> call back thursday afternoon",
        "> call back in 2 hours",
        "> call back",
        "> send her the notes of the meeting thu 3pm",
        "> call the clerk thu 3pm",
        "> meet the filing deadline thu 3pm",
        "> check when mail comes in thu 3pm",
        "? may we have a meeting thu 3pm",
    ],
)
def test_what_is_to_be_done_by_then_is_none(typed):
    read = read_line(typed, NOW, OFFICE, [], "ana")
    assert read.clock != "appointment"
    assert not is_appointment(FollowUp(id=1, due=read.due, clock=read.clock), OFFICE)


@pytest.mark.parametrize(
    ("due", "agreed"),
    [
        ("2026-10-08T19:00:00Z", True),  # 3:00 PM
        ("2026-10-08T21:00:00Z", False),  # the close
        ("2026-10-08T16:00:00Z", False),  # noon, as a morning ends
        ("2026-10-10T21:00:00Z", False),  # five on a closed Saturday
        ("", False),
    ],
)
def test_a_next_contact_is_one_where_an_hour_was_named(due, agreed):
    assert is_appointment(FollowUp(id=1, due=due, clock="next contact"), OFFICE) is agreed

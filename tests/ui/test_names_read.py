"""The names for conflict checks are read when an intake begins: they take much memory, and few calls need them."""

from __future__ import annotations

import pytest

from paratui.services.intake import begin_intake
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated


@pytest.fixture
def office(clock) -> SharedOffice:
    shared = SharedOffice(clock)
    shared.person("Rosa Diaz")
    return shared


def test_a_call_of_a_client_reads_no_names_and_an_intake_does(office):
    async def steps(seat):
        app = seat.app
        await seat.type("", "f3")
        await seat.until(lambda: app.open_calls.sessions)
        session = app.open_calls.sessions[0]
        app.open_calls.announce(session)
        assert not app.conflicts._index._held["person"]
        begin_intake(session, "Ann Lee")
        app.open_calls.announce(session)
        await seat.until(lambda: office_person in app.conflicts._index._held["person"])

    office_person = next(iter(office.desk("ana").store.records("person")))["id"]
    seated(steps, office.desk("ana"))

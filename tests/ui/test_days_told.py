"""A moment of today is told as today where it is read now, and with its date where it is written down."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.domain.ids import make_id
from paratui.ui.screens.choose import Choose
from paratui.ui.screens.item_page import ItemPage
from paratui.ui.screens.matter_page import MatterPage
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated

TODAY_FIVE = "2026-10-08T21:00:00Z"


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    return SharedOffice(clock)


def test_a_try_for_later_the_same_day_is_answered_with_today_and_kept_with_its_date(office):
    item = office.follow_up(text="call her back", due=TODAY_FIVE)

    async def steps(seat):
        await seat.type("t")
        await seat.until(lambda: isinstance(seat.screen, Choose))
        await seat.type("n")
        await seat.until(lambda: "Try again when?" in seat.sees())
        await seat.type("", "ctrl+u")
        await seat.type("today 3pm", "enter")
        await seat.until(lambda: f"#{item.number}: tried: no answer, again today 3:00 PM" in seat.sees())
        await seat.type("h")
        await seat.until(lambda: isinstance(seat.screen, ItemPage))
        page = seat.sees()
        assert "tried: no answer, again Thu Oct 8 3:00 PM" in page
        assert "due      today 5:00 PM" in page
        assert "rests    until today 3:00 PM" in page

    seated(steps, office.desk("ana"))
    assert office.stored("follow_up", item.id)["history"][-1]["what"] == "tried: no answer, again Thu Oct 8 3:00 PM"


def test_a_matter_names_the_next_contact_of_today_as_its_follow_ups_do(office):
    person = office.person("Maria Garcia")
    matter = office.matter("2026-0140", clients=(person.id,))
    started = make_id(office.clock.now(), 3)
    office.keep(
        "call",
        Call(
            id=started,
            started="2026-10-08T13:00:00Z",
            status="ended",
            staff="ana",
            outcome="reached",
            person="Maria Garcia",
            person_id=person.id,
            matter_id=matter.id,
            next_contact=TODAY_FIVE,
        ),
    )

    async def steps(seat):
        await seat.app.open_matter(matter.id)
        await seat.until(lambda: isinstance(seat.screen, MatterPage) and seat.screen.rows_shown(80))
        told = {row.id: " ".join(map(str, row.cells)) for row in seat.screen.rows_shown(80)}
        assert told["informed"].endswith("today 9:00 AM")
        assert told["next"].endswith("today 5:00 PM")

    seated(steps, office.desk("ana"))

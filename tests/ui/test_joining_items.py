"""Items joined from the queue: what cannot be is refused before anything is asked, and the question fits how many."""

from __future__ import annotations

import pytest

from paratui.ui.screens.queue import QueueScreen
from paratui.ui.screens.sure import Sure
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated

BOTH, ALL = "yes, one item that says both", "yes, one item that says all of it"


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    return SharedOffice(clock)


def promised(office, text, **more) -> None:
    office.follow_up(text=text, **{"person_id": 7, "person": "Maria Garcia", **more})


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"kind": "client_task"}, "#2 is a client task, #1 is a promise; only the same kind is joined: leave #2 out"),
        ({"person_id": 8, "person": "Dan Bell"}, "#2 is for another person (Dan Bell) than #1 (Maria Garcia); only"),
    ],
    ids=["kind", "person"],
)
def test_what_cannot_be_joined_is_refused_before_anything_is_asked(office, other, why):
    promised(office, "call her back")
    promised(office, "send the statement", **other)

    async def steps(seat):
        await seat.type("*+")
        await seat.until(lambda: why in seat.sees().replace("\n ", " "))
        assert isinstance(seat.screen, QueueScreen)
        assert "Space takes a mark away" in seat.sees().replace("\n ", " ")

    seated(steps, office.desk("ana"), size=(80, 24))


@pytest.mark.parametrize(("texts", "yes"), [(("send the lease",), BOTH), (("send the lease", "ask the clerk"), ALL)])
def test_the_yes_says_how_much_the_one_item_will_say(office, texts, yes):
    for text in ("call her back", *texts):
        promised(office, text)

    async def steps(seat):
        await seat.type("*+")
        await seat.until(lambda: isinstance(seat.screen, Sure) and yes in seat.sees())
        await seat.type("y", "enter")
        await seat.until(lambda: "takes it back" in seat.sees())
        assert seat.screen.item.text == "; ".join(("call her back", *texts))

    seated(steps, office.desk("ana"))

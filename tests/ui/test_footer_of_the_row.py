"""The last row of a list names what can be done with the row under the cursor, however the cursor came there."""

from __future__ import annotations

import pytest

from paratui.ui.lull import Lull
from paratui.ui.screens.agenda import AgendaScreen
from paratui.ui.screens.clients import ClientsScreen
from paratui.ui.screens.log import LogScreen
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.screens.timeline import TimelinePage
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office with a promise to nobody entered, and a question of somebody who has a matter."""
    shared = SharedOffice(clock)
    ana = shared.person("Ana Bell")
    maria = shared.person("Maria Garcia")
    matter = shared.matter(clients=(maria.id,))
    shared.follow_up(text="call the clerk", due="2026-10-08T15:00:00Z")
    shared.follow_up(
        text="must I sign it?", kind="question", due="2026-10-09T20:00:00Z", person_id=maria.id, person=maria.name,
        matter_id=matter.id, matter=matter.number,
    )  # fmt: skip
    shared.ids = {"ana": ana.id, "maria": maria.id}
    return shared


def footer(seat) -> str:
    return " ".join(seat.screen.query_one("#footer").shown.split())


def is_grey(seat, command: str) -> bool:
    """Whether a command of the last row cannot be done now."""
    [style] = {
        style.color
        for text, style, _ in seat.screen.query_one("#footer").render_line(0)
        if text.strip() == command and style
    }
    return style == seat.screen.look.quiet.color


def test_the_queue_offers_an_answer_on_a_question_alone(office):
    async def steps(seat):
        assert "r answer" not in footer(seat)
        await seat.type("j")
        await seat.until(lambda: "r answer" in footer(seat))
        await seat.type("k")
        await seat.until(lambda: "r answer" not in footer(seat))

    seated(steps, office.desk("ana"), size=(80, 24))


def test_a_held_key_has_the_last_row_drawn_once_it_is_let_go(office):
    async def steps(seat):
        queue = seat.screen
        queue._rest_later = Lull(queue._show_rest, 3600)
        await seat.type("j")
        assert "r answer" not in footer(seat)
        queue._rest_later = Lull(queue._show_rest, 0)
        await seat.type("kj")
        await seat.until(lambda: "r answer" in footer(seat))

    seated(steps, office.desk("ana"), size=(80, 24))


def test_back_in_the_queue_the_last_row_is_that_of_the_row_one_came_back_to(office):
    async def steps(seat):
        await seat.type("", "f4")
        await seat.until(lambda: isinstance(seat.screen, LogScreen))
        await seat.type("", "f2")
        await seat.until(lambda: isinstance(seat.screen, QueueScreen))
        await seat.type("j")
        await seat.until(lambda: "r answer" in footer(seat))
        await seat.type("", "backspace")
        await seat.until(lambda: isinstance(seat.screen, LogScreen))
        await seat.type("", "backspace")
        await seat.until(lambda: isinstance(seat.screen, QueueScreen) and seat.number_at_cursor() == 1)
        await seat.until(lambda: "r answer" not in footer(seat))

    seated(steps, office.desk("ana"), size=(80, 24))


def test_the_list_of_people_offers_the_matter_of_whoever_has_one(office):
    async def steps(seat):
        await seat.type("", "f5")
        await seat.until(lambda: isinstance(seat.screen, ClientsScreen) and len(seat.screen.rows) == 2)
        await seat.until(lambda: seat.app.people.ready and seat.screen.record == office.ids["ana"])
        assert "M matter" not in footer(seat)
        await seat.type("j")
        await seat.until(lambda: "M matter" in footer(seat))
        await seat.type("k")
        await seat.until(lambda: "M matter" not in footer(seat))

    seated(steps, office.desk("ana"), size=(120, 30))


def test_the_agenda_offers_the_person_of_its_line(office):
    async def steps(seat):
        await seat.app.push_screen(AgendaScreen(office.desk("ana")))
        await seat.until(lambda: seat.screen.entry is not None)
        assert "P person" not in footer(seat)
        await seat.type("j")
        assert "P person" in footer(seat)

    seated(steps, office.desk("ana"))


def test_the_timeline_offers_to_open_only_what_has_something_behind_it(office):
    async def steps(seat):
        await seat.app.open_client(office.ids["maria"])
        await seat.until(lambda: "t timeline" in footer(seat))
        await seat.type("t")
        await seat.until(lambda: isinstance(seat.screen, TimelinePage) and seat.screen.entry is not None)
        behind = [bool(entry.call or entry.item) for entry in seat.screen._entries.values()]
        assert {*behind} == {True, False}
        for here in behind:
            assert is_grey(seat, "open") is not here
            await seat.type("j")

    seated(steps, office.desk("ana"))

"""The queue on the screen goes on with the office, whatever is looked at meanwhile."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from paratui.domain.importance import NOTHING_KNOWN, Standing
from paratui.services.queue import Queue
from paratui.ui.app import ParatuiApp
from paratui.ui.screens.log import LogScreen
from paratui.ui.screens.queue import QueueScreen
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    return SharedOffice(clock)


def texts(seat) -> list[str]:
    queue = seat.app.get_screen("queue")
    return [queue.living.at(place).text for place in range(len(queue.living))]


def test_what_a_colleague_does_while_the_log_is_looked_at_stands_there_on_return(office):
    item = office.follow_up(text="send the notice")

    async def steps(seat):
        await seat.type("", "f4")
        await seat.until(lambda: isinstance(seat.screen, LogScreen))
        Queue(office.desk("dana")).done(item, "sent")
        office.follow_up(text="call her back")
        await seat.until(seat.app.get_screen("queue").living.wanted)
        await seat.type("", "f2")
        await seat.until(lambda: isinstance(seat.screen, QueueScreen) and texts(seat) == ["call her back"])

    seated(steps, office.desk("ana"))


def test_when_too_much_changed_to_be_told_one_by_one_everything_is_read_anew(office, monkeypatch):
    office.follow_up(text="send the notice")
    desk = office.desk("ana")

    async def steps(seat):
        office.follow_up(text="call her back")
        monkeypatch.setattr(desk.store, "changes", lambda: None)
        await seat.until(lambda: len(texts(seat)) == 2)

    seated(steps, desk)


def test_the_cursor_stays_on_its_item_when_one_above_it_leaves(office):
    first = office.follow_up(text="first", due="2026-10-08T15:00:00Z")
    second = office.follow_up(text="second", due="2026-10-08T20:00:00Z")

    async def steps(seat):
        await seat.type("j")
        assert seat.number_at_cursor() == second.number
        Queue(office.desk("dana")).done(first, "sent")
        await seat.until(lambda: texts(seat) == ["second"])
        assert seat.number_at_cursor() == second.number

    seated(steps, office.desk("ana"))


def test_a_number_of_six_digits_is_shown_whole(office):
    office.kept.last_number = 399_999
    office.follow_up(text="send the notice")

    async def steps(seat):
        table = seat.app.get_screen("queue").table
        assert any("400000" in table.render_line(y).text for y in range(4))

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize(
    ("keys", "number"), [((), 2), (("down", "up"), 1), (("question_mark",), 1)], ids=["looked", "moved", "asked"]
)
def test_the_order_that_lasts_begins_at_its_top_for_whoever_only_looked_so_far(office, monkeypatch, keys, number):
    """What is known of the people comes in a moment after the first picture, and may turn the order round."""
    first = office.follow_up(text="first", due="2026-10-08T15:00:00Z")
    client = office.follow_up(text="of a client", due="2026-10-08T15:00:00Z")
    known = {client.id: Standing(blocking=True)}
    standings = SimpleNamespace(of=lambda _items, _rest: known, one=lambda item: known.get(item.id, NOTHING_KNOWN))
    monkeypatch.setattr(ParatuiApp, "acquainted", lambda _app: None)

    async def steps(seat):
        queue = seat.app.get_screen("queue")
        assert seat.number_at_cursor() == first.number
        await seat.type("", *keys)
        await seat.type("", *(["escape"] if seat.screen is not queue else []))
        queue.stand(standings)
        await seat.until(lambda: texts(seat) == ["of a client", "first"])
        await seat.until(lambda: seat.number_at_cursor() == number)
        await seat.app.keys_taken()
        assert seat.number_at_cursor() == number

    seated(steps, office.desk("ana"))


def test_an_item_whose_due_time_cannot_be_read_stands_under_today_and_says_so(office):
    office.follow_up(text="file the deed", due="9999-12-31T00:00:00Z")

    async def steps(seat):
        queue = seat.app.get_screen("queue")
        assert [queue.table.render_line(y).text.strip()[:7] for y in (1,)] == ["Today 1"]
        assert "unreadable" in queue.table.render_line(2).text
        said = 'its due time cannot be read: "9999-12-31T00:00:00Z"; write a new one'
        await seat.until(lambda: said in seat.sees())
        await seat.type("e", "ctrl+u")
        await seat.type("file the deed fri 3pm", "enter")
        assert "unreadable" not in queue.table.render_line(2).text

    seated(steps, office.desk("ana"))

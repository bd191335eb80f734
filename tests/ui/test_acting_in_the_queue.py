"""What is in sight of the queue stays when an item is acted on, and the cursor stays for the one that follows."""

from __future__ import annotations

import re

import pytest

from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated

WORDS = re.compile(r"(late|next) \d+")


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office with many late items and many that are due later."""
    shared = SharedOffice(clock)
    for at in range(30):
        shared.follow_up(text=f"late {at}", due=f"2026-10-07T15:{at:02}:00Z")
        shared.follow_up(text=f"next {at}", due=f"2026-10-12T15:{at:02}:00Z")
    return shared


def in_sight(seat) -> list[str]:
    """The items in sight, from the first."""
    table = seat.app.get_screen("queue").table
    rows = (WORDS.search(table.render_line(y).text) for y in range(1, table.size.height))
    return [row[0] for row in rows if row]


TRIED, SNOOZED, DONE = ("t", "n", "enter"), ("s", "enter"), ("d", *"sent", "enter")
FURTHER_DOWN = ("end", "pageup", "pageup", "k", "k")


@pytest.mark.parametrize("keys", [TRIED, SNOOZED, DONE], ids=["tried", "snoozed", "done"])
@pytest.mark.parametrize("way", [("j",) * 4, FURTHER_DOWN], ids=["at the begin", "further down"])
def test_what_is_in_sight_stays_when_an_item_leaves_its_place_and_when_it_comes_back(office, keys, way):
    async def steps(seat):
        await seat.type("", *way)
        before, gone = in_sight(seat), seat.screen.item
        assert (before[0] == "late 0") is (way is not FURTHER_DOWN)
        at = before.index(gone.text)
        await seat.type("", *keys)
        await seat.until(lambda: gone.text not in in_sight(seat))
        assert in_sight(seat)[: len(before) - 1] == [text for text in before if text != gone.text]
        assert seat.screen.item.text == before[at + 1]
        await seat.type("u")
        await seat.until(lambda: in_sight(seat) == before)
        assert seat.screen.item.id == gone.id

    seated(steps, office.desk("ana"), size=(80, 24))


def test_what_is_in_sight_stays_when_marked_items_leave_their_places(office):
    async def steps(seat):
        await seat.type("jj")
        before = in_sight(seat)
        await seat.type("  k")
        assert seat.screen.item.text == before[3]
        await seat.type("", *TRIED)
        await seat.until(lambda: before[3] not in in_sight(seat))
        assert in_sight(seat)[: len(before) - 2] == [text for text in before if text not in before[2:4]]
        assert seat.screen.item.text == before[4]

    seated(steps, office.desk("ana"), size=(80, 24))

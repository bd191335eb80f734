"""After the usual tries the attorney decides: whoever has the item is told, by the names people go by."""

from __future__ import annotations

import re

from paratui.services.queue import Queue
from tests.ui.test_questions import office, seated  # noqa: F401 - office is a fixture


def tried_twice(office):  # noqa: F811
    mine, item = Queue(office.desk("ana")), office.follow_up(text="call him back")
    for how in ("voicemail", "busy"):
        item = mine.tried(item, how)
    return item


def test_what_the_attorney_decided_stands_in_the_preview_and_a_further_try_asks_for_a_time(office):  # noqa: F811
    left = Queue(office.desk("ana")).leave_to_attorney(tried_twice(office), "busy", "call on or write?")
    office.clock.go_on(60)
    Queue(office.desk("morgan")).answering.decide(left, "Send a letter to his mother")

    async def steps(seat):
        await seat.until(lambda: "the attorney decided: Send a letter to his mother" in seat.sees())
        await seat.type("tv")
        assert "Try again when?" in seat.question()

    seated(steps, office.desk("ana"))


def test_a_message_names_people_as_the_rows_do_and_never_by_login(office):  # noqa: F811
    tried_twice(office)

    async def steps(seat):
        await seat.type("tb", "enter")
        await seat.until(lambda: "#1: tried: busy; Morgan decides: 3 tries" in seat.sees())
        await seat.type("adana", "enter")
        await seat.until(lambda: "assigned to Dana" in seat.sees())
        await seat.until(lambda: "waiting on Morgan" in seat.sees())
        assert re.search(r"\b(dana|morgan)\b", seat.sees()) is None
        await seat.type("u")
        await seat.until(lambda: "taken back - assigned to Dana" in seat.sees())

    seated(steps, office.desk("ana"))

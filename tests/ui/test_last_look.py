"""The last look at a call: it is written by an Enter that came after the page stood there with nothing open."""

from __future__ import annotations

import asyncio
import time

import pytest
from textual import events

from paratui.ui.screens import last_look
from paratui.ui.screens.call import CallScreen
from paratui.ui.screens.last_look import LastLook
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.screens.wrap_up import WrapUp
from tests.ui.test_questions import office, on_a_call, seated  # noqa: F401 - office is a fixture

NOTHING_OPEN = "Nothing is open: Enter writes the call"
REASON = "she had to go"


@pytest.fixture
def quick_eyes(monkeypatch):
    """Whoever tests has seen the page as soon as it stands there."""
    monkeypatch.setattr(last_look, "GLANCE_SECONDS", 0.0)


async def wrapping_up(seat, *lines: str) -> None:
    await on_a_call(seat)
    for line in lines:
        await seat.type(line, "enter")
    await seat.type("", "f10")
    await seat.until(lambda: isinstance(seat.screen, WrapUp) and seat.screen.is_mounted)


def written(seat) -> bool:
    return isinstance(seat.screen, QueueScreen) and "is in the log" in seat.sees()


# Each way to the last open end of a call: what is typed on the page until nothing is open.
ORDERS = {
    "the reason last": (("she called",), [("", "enter"), (REASON, "enter")]),
    "the reason, then a concern": (("~ afraid he moves",), [("", "enter"), (REASON, "enter"), ("", "enter")]),
    "a concern first, the reason last": (
        ("~ afraid he moves",),
        [("", "tab"), ("m",), ("", "enter"), (REASON, "enter")],
    ),
    "left with a reason": (
        ("~ afraid he moves",),
        [("", "enter"), (REASON, "enter"), ("x",), ("she hung up", "enter")],
    ),
    "nobody was reached after all": (("she called",), [("o",), ("n", "enter")]),
    "the instruction only read back": (
        ("! no calls before noon",),
        [("", "enter"), (REASON, "enter"), ("r",), ("", "enter")],
    ),
}


@pytest.mark.usefixtures("quick_eyes")
@pytest.mark.parametrize(("lines", "answers"), ORDERS.values(), ids=ORDERS)
def test_in_every_order_the_page_with_nothing_open_is_shown_and_one_more_enter_writes(office, lines, answers):  # noqa: F811
    async def steps(seat):
        await wrapping_up(seat, *lines)
        for text, *keys in answers:
            assert NOTHING_OPEN not in seat.sees()
            await seat.type(text, *keys)
        await seat.until(lambda: NOTHING_OPEN in seat.sees())
        assert isinstance(seat.screen, WrapUp)
        assert len(seat.app.open_calls.sessions) == 1
        await seat.type("", "enter")
        await seat.until(lambda: written(seat))

    seated(steps, office.desk("ana"))


@pytest.mark.usefixtures("quick_eyes")
@pytest.mark.parametrize(("lines", "answers"), ORDERS.values(), ids=ORDERS)
def test_an_enter_pressed_ahead_of_the_last_look_writes_nothing_in_any_order(office, lines, answers):  # noqa: F811
    async def steps(seat):
        await on_a_call(seat)
        for line in lines:
            await seat.type(line, "enter")
        keys = ["f10", *(key for text, *rest in answers for key in (*text, *rest)), "enter", "enter"]
        await seat.type("", *keys)
        assert isinstance(seat.screen, WrapUp)
        assert NOTHING_OPEN in seat.sees()
        await seat.until(lambda: "Look it over first; Enter now writes the call" in footer(seat))
        await seat.type("", "enter")
        await seat.until(lambda: written(seat))

    seated(steps, office.desk("ana"))


def footer(seat) -> str:
    return seat.screen.query_one("#footer").shown


@pytest.mark.usefixtures("quick_eyes")
def test_a_call_back_that_reached_nobody_is_looked_at_too(office):  # noqa: F811
    office.follow_up(person="Maria Garcia")

    async def steps(seat):
        await seat.type("c")
        await seat.until(lambda: isinstance(seat.screen, CallScreen) and seat.screen.is_mounted)
        await seat.type("", "f10", "enter")
        assert isinstance(seat.screen, WrapUp)
        assert NOTHING_OPEN in seat.sees()
        assert "Look it over first" in footer(seat)

    seated(steps, office.desk("ana"))


@pytest.mark.usefixtures("quick_eyes")
@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
def test_what_the_last_enter_does_stands_on_the_screen_at_every_size(office, size):  # noqa: F811
    async def steps(seat):
        await wrapping_up(seat, "she called", "@ hearing Dec 3", "> send her the notice")
        await seat.type("", "o")
        await seat.type("n", "enter")
        while seat.screen.end:
            await seat.type("", "enter")
        await seat.until(lambda: "Nothing is open: Enter writes" in seat.sees())

    seated(steps, office.desk("ana"), size=size)


@pytest.mark.usefixtures("quick_eyes")
def test_what_was_taken_back_is_looked_at_anew(office):  # noqa: F811
    async def steps(seat):
        await wrapping_up(seat, "she called")
        await seat.type("", "enter")
        await seat.type(REASON, "enter")
        await seat.until(lambda: NOTHING_OPEN in seat.sees())
        await seat.type("u")
        assert NOTHING_OPEN not in seat.sees()
        await seat.type("", "enter", *REASON, "enter", "enter")
        assert isinstance(seat.screen, WrapUp)

    seated(steps, office.desk("ana"))


def test_an_enter_within_a_glance_of_the_page_was_pressed_before_it_was_seen():
    look = LastLook()
    assert not look.came_before(10.0)
    look.begin(10.0)
    look.begin(11.0)
    assert (look.came_before(9.9), look.came_before(10.1), look.came_before(10.3)) == (False, False, True)
    look.end()
    assert not look.came_before(20.0)


def test_two_enters_in_one_breath_write_nothing_unseen(office):  # noqa: F811
    async def steps(seat):
        await wrapping_up(seat, "she called")
        await seat.type("", "enter")
        await seat.type(REASON, "enter")
        await seat.until(lambda: NOTHING_OPEN in seat.sees())
        await seat.type("", "enter")
        assert isinstance(seat.screen, WrapUp)
        later = events.Key("enter", "\r")
        later.time = time.monotonic() + 1
        seat.app.post_message(later)
        await seat.app.keys_taken()
        await seat.until(lambda: written(seat))

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize(
    "answers", [("o", "v", "enter"), ("b", "x", "enter")], ids=["the outcome", "the billing line"]
)
def test_what_was_changed_on_the_page_is_looked_at_before_it_is_written(office, answers):  # noqa: F811
    office.follow_up(person="Maria Garcia")

    async def steps(seat):
        await seat.type("c")
        await seat.until(lambda: isinstance(seat.screen, CallScreen) and seat.screen.is_mounted)
        await seat.type("", "f10")
        await seat.until(lambda: NOTHING_OPEN in seat.sees())
        await asyncio.sleep(2 * last_look.GLANCE_SECONDS)
        await seat.type("", *answers, "enter")
        assert isinstance(seat.screen, WrapUp)
        assert "Look it over first" in footer(seat)

    seated(steps, office.desk("ana"))

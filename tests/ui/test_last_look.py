"""The last look at a call: it is written by an Enter that came after the page stood there with nothing open."""

from __future__ import annotations

import asyncio
import time

import pytest
from textual import events

from paratui.ui import last_look
from paratui.ui.last_look import LastLook
from paratui.ui.screens.call import CallScreen
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


async def writing(seat) -> None:
    """Until the next Enter writes the call."""
    await wrapping_up(seat, "she called")
    await seat.type("", "enter")
    await seat.type(REASON, "enter")
    await seat.until(lambda: NOTHING_OPEN in seat.sees())
    await asyncio.sleep(2 * last_look.GLANCE_SECONDS)


@pytest.mark.parametrize("typed", [("enter", "enter"), ("d",), ("enter", "d", "space")])
def test_what_is_typed_in_the_moment_the_queue_comes_back_does_not_act_on_it(office, typed):  # noqa: F811
    office.follow_up(person="Maria Garcia")

    async def steps(seat):
        await writing(seat)
        await seat.type("", "enter", *typed)
        await seat.until(lambda: written(seat))
        assert type(seat.screen) is QueueScreen
        assert not seat.screen.marked_items()
        await asyncio.sleep(2 * last_look.GLANCE_SECONDS)
        await seat.type("d")
        await seat.until(lambda: type(seat.screen) is not QueueScreen)

    seated(steps, office.desk("ana"))


def test_a_named_key_in_the_moment_the_queue_comes_back_still_goes_where_it_leads(office):  # noqa: F811
    async def steps(seat):
        await writing(seat)
        await seat.type("", "enter", "f3")
        await seat.until(lambda: isinstance(seat.screen, CallScreen) and seat.screen.is_mounted)

    seated(steps, office.desk("ana"))


def test_text_typed_in_the_moment_a_parked_call_comes_back_is_in_its_line_and_enter_waits_for_a_look(office):  # noqa: F811
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("the parked one", "enter")
        await seat.type("", "ctrl+s")
        await seat.type("n", "enter")
        await seat.until(lambda: len(seat.app.open_calls.sessions) == 2)
        await seat.type("/discard", "enter")
        await seat.type("y", "enter", *"hers", "enter")
        await seat.until(lambda: len(seat.app.open_calls.sessions) == 1)
        assert isinstance(seat.screen, CallScreen)
        assert [line.text for line in seat.call.call.lines] == ["the parked one"]
        assert seat.composer == "hers"

    seated(steps, office.desk("ana"))


# What was done last is taken back, that alone


def test_undo_takes_the_identity_check_back_only_when_it_was_done_last(office):  # noqa: F811
    async def steps(seat):
        await wrapping_up(seat, "~ afraid he moves")
        session = seat.screen.session
        await seat.type("", "tab")
        await seat.type("m")
        await seat.type("v")
        await seat.type("w", "enter")
        assert session.call.identity.how == "code word"
        await seat.type("o")
        await seat.type("t", "enter")
        for said, holds in (
            ("the outcome", ("reached", "confirmed", "met")),
            ("the identity check", ("reached", "not_checked", "met")),
            ("Was this concern met: afraid he moves", ("reached", "not_checked", "")),
        ):
            await seat.type("u")
            assert f"Taken back: {said}" in footer(seat)
            call = session.call
            assert (call.outcome, call.identity.result, call.lines[0].settled) == holds
        await seat.type("u")
        assert "Nothing was done on this page yet" in footer(seat)

    seated(steps, office.desk("ana"))


def test_undo_takes_back_the_time_the_billing_line_and_what_becomes_of_the_item_one_at_a_time(office):  # noqa: F811
    office.follow_up(person="Maria Garcia")

    async def steps(seat):
        await seat.type("c")
        await seat.until(lambda: isinstance(seat.screen, CallScreen) and seat.screen.is_mounted)
        await seat.type("", "f10")
        page = seat.screen
        await seat.until(lambda: NOTHING_OPEN in seat.sees())
        first = (page.session.call.billing, page.session.call.tenths, page.closes_about)
        await seat.type("b")
        await seat.type(" again", "enter")
        await seat.type("k")
        await seat.type("", "plus")
        for said in ("a tenth of an hour", "what becomes of the item", "the billing line"):
            await seat.type("u")
            assert f"Taken back: {said}" in footer(seat)
        assert (page.session.call.billing, page.session.call.tenths, page.closes_about) == first

    seated(steps, office.desk("ana"))


def test_what_changed_nothing_is_not_said_to_be_taken_back(office):  # noqa: F811
    async def steps(seat):
        await wrapping_up(seat, "she called")
        page = seat.screen
        await seat.type("", "plus")
        longer = page.session.call.tenths
        for _ in range(longer + 3):
            await seat.type("", "minus")
        await seat.type("o")
        await seat.type("r", "enter")
        await seat.type("b")
        await seat.type("", "enter")
        assert page.session.call.tenths == 0
        await seat.type("u")
        assert "Taken back: a tenth of an hour" in footer(seat)
        assert page.session.call.tenths == 1

    seated(steps, office.desk("ana"))

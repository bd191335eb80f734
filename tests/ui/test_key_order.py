"""Where a key goes, and what it waits for."""

from __future__ import annotations

import asyncio

import pytest
from textual import events, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from paratui.ui.key_order import OrderedKeys
from paratui.ui.widgets.line_input import LineInput


class Question(ModalScreen[str]):
    BINDINGS = [Binding("escape", "leave", "Leave")]  # noqa: RUF012

    def compose(self):
        yield LineInput(on_submit=self.dismiss)

    def action_leave(self):
        self.dismiss("left")


class Page(Screen[None]):
    BINDINGS = [  # noqa: RUF012
        Binding("f5", "slow('page')", "Slow"),
        Binding("f6", "ask", "Ask"),
        Binding("f7", "ask_later", "Ask later"),
        Binding("x", "letter", "A letter bound on the screen"),
        Binding("ctrl+n", "off", "Not possible"),
        Binding("f8", "fail", "Fail"),
    ]

    def compose(self):
        with Vertical():
            yield LineInput(id="line", on_submit=self.note)
        yield OptionList("alpha", "beta", id="list")

    def note(self, what):
        self.app.noted.append(what)

    async def action_slow(self, what):
        self.note(f"{what} begins")
        await asyncio.sleep(0.05)
        self.note(f"{what} ends")

    @work
    async def action_ask(self):
        self.note("answer " + await self.app.push_screen_wait(Question()))

    @work
    async def action_ask_later(self):
        with self.app.hold_keys():
            await asyncio.sleep(0.05)
            answer = self.app.push_screen(Question(), wait_for_dismiss=True)
        self.note("answer " + await answer)

    def action_letter(self):
        self.note("letter")

    def check_action(self, action, parameters):
        return None if action == "off" else True

    def action_off(self):
        self.note("must not happen")

    def action_fail(self):
        raise RuntimeError("the action failed")


class Office(OrderedKeys[None]):
    BINDINGS = [  # noqa: RUF012
        Binding("f2", "note('app f2')", "App"),
        Binding("f9", "note('first')", "First", priority=True),
        Binding("ctrl+n", "note('app')", "The app's meaning"),
    ]

    def __init__(self):
        super().__init__()
        self.noted = []

    def on_mount(self):
        self.push_screen(Page())

    def action_note(self, what):
        self.noted.append(what)


def in_office(steps):
    async def session():
        office = Office()
        async with office.run_test() as pilot:
            await pilot.pause()
            await steps(office, pilot)

    asyncio.run(session())


@pytest.fixture(autouse=True, params=[False, True], ids=["in the app's turn", "as they are heard"])
def _heard(request, monkeypatch):
    monkeypatch.setattr(Office, "hears_at_once", request.param)


@pytest.mark.parametrize(
    ("keys", "noted"),
    [
        (["a", "x", "enter"], ["ax"]),  # a letter bound on the screen is text while a line is typed
        (["f5", "b", "enter"], ["page begins", "page ends", "b"]),
        (["f9", "a", "f9", "enter"], ["first", "first", "a"]),
        (["ctrl+n"], ["app"]),  # not possible on the screen: the app's meaning is next
        (["f6", "y", "enter", "a", "enter"], ["answer y", "a"]),
        (["f7", "y", "enter", "a", "enter"], ["answer y", "a"]),
        (["f6", "escape", "a", "enter"], ["answer left", "a"]),
        (["f6", "f2", "f5", "y", "enter"], ["answer y"]),  # a dialog keeps the keys below it away
        (["f6", "f9", "y", "enter"], ["first", "answer y"]),  # but for those that always come first
    ],
    ids=" ".join,
)
def test_keys_pressed_at_once_do_what_they_do_one_by_one(keys, noted):
    async def steps(office, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert office.noted == noted

    in_office(steps)


def test_a_letter_bound_on_the_screen_works_where_nothing_is_typed():
    async def steps(office, pilot):
        office.screen.query_one(OptionList).focus()
        await pilot.press("x", "down", "x")
        assert office.noted == ["letter", "letter"]
        assert office.screen.query_one(OptionList).highlighted == 1

    in_office(steps)


def test_an_action_that_fails_is_shown_like_any_other_failure():
    with pytest.raises(RuntimeError, match="the action failed"):
        in_office(lambda _office, pilot: pilot.press("f8"))


def test_keys_typed_after_the_last_one_are_not_taken_by_an_app_that_leaves():
    class Leaving(Office):
        BINDINGS = [Binding("f10", "go", "Go", priority=True)]  # noqa: RUF012

        def action_go(self):
            self.exit()

    async def session():
        office = Leaving()
        async with office.run_test() as pilot:
            await pilot.press("f10", "a", "enter")
        assert office.noted == []

    asyncio.run(session())


def test_remapped_keys_are_followed():
    class Mapped(OrderedKeys[None]):
        BINDINGS = [Binding("f2", "note", "Note", id="note")]  # noqa: RUF012
        noted = 0

        def action_note(self):
            self.noted += 1

    async def session():
        app = Mapped()
        async with app.run_test() as pilot:
            app.set_keymap({"note": "f4"})
            await pilot.press("f2", "f4")
        assert app.noted == 1

    asyncio.run(session())


def test_a_stock_input_and_the_line_input_take_pastes_in_order():
    class Both(OrderedKeys[None]):
        def compose(self):
            yield LineInput()
            yield Input()

    async def session():
        app = Both()
        async with app.run_test() as pilot:
            for kind in (LineInput, Input):
                app.query_one(kind).focus()
                for event in (events.Key("a", "a"), events.Paste("PASTE"), events.Key("backspace", None)):
                    app.post_message(event)
                await app.keys_taken()
                assert app.query_one(kind).value == "aPAST"
            await pilot.pause()

    asyncio.run(session())


def test_without_focus_keys_reach_the_screen_and_the_app():
    async def steps(office, pilot):
        office.screen.set_focus(None)
        await pilot.press("x", "f2", "q")
        assert office.noted == ["letter", "app f2"]

    in_office(steps)


def test_a_key_that_the_focused_widget_leaves_to_others_is_offered_once():
    class Refusing(LineInput):
        def take_key(self, event):
            self.app.noted.append(f"offered {event.key}")
            return False

    class Alone(Screen[None]):
        def compose(self):
            yield Refusing()

    async def steps(office, pilot):
        await office.push_screen(Alone())
        await pilot.press("f2", "f2")
        assert office.noted == ["offered f2", "app f2"] * 2

    in_office(steps)


class Taker(Widget, can_focus=True):
    """Takes every key, and sets nothing going."""

    def take_key(self, event):
        self.app.noted.append(event.key)
        return True


class Taking(Screen[None]):
    def compose(self):
        yield Taker()


async def a_few_turns():
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_key_waits_for_what_the_app_does_and_for_the_keys_before_it():
    async def steps(office, pilot):
        await office.push_screen(Taking())
        await pilot.pause()
        gate = asyncio.Event()
        office.call_later(gate.wait)
        await a_few_turns()
        for key in "ab":
            office.hear(events.Key(key, key))
            await a_few_turns()
        taken_too_soon = [*office.noted]
        gate.set()
        await pilot.press("c")
        assert taken_too_soon == []
        assert office.noted == ["a", "b", "c"]

    in_office(steps)


def test_of_many_keys_that_come_at_once_one_is_taken_in_a_turn():
    async def steps(office, pilot):
        await office.push_screen(Taking())
        await pilot.pause()
        for key in "abc":
            office.hear(events.Key(key, key))
        assert len(office.noted) <= 1
        await office.keys_taken()
        assert office.noted == ["a", "b", "c"]

    in_office(steps)

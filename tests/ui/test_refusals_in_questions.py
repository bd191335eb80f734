"""What a question refuses, or a key it does not know, is said until something else is typed; nothing typed goes."""

from __future__ import annotations

import re

import pytest

from paratui.domain.follow_up import FollowUp
from paratui.ui.screens.answering import Answering
from paratui.ui.screens.sure import Sure
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import on_a_call, seated

NO = "That is no answer; say another"


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    shared = SharedOffice(clock)
    shared.follow_up(text="call the clerk")
    return shared


async def refused(*_answer: str) -> str:
    return NO


async def asked(seat) -> None:
    await seat.screen.ask("What came of it?", refused, hint="in a few words")


async def picked(seat) -> None:
    await seat.screen.pick("Which one?", lambda _typed: [("a", "the first"), ("b", "the second")], refused)


async def answering(seat) -> None:
    await seat.app.push_screen(Answering(seat.screen, FollowUp(id=9), None, "An answer", refused))


QUESTIONS = {
    "text": (asked, ("s", "o", "enter"), "in a few words"),
    "list": (picked, ("enter",), "Which one?"),
    "page": (answering, ("s", "o", "enter", "enter"), "Enter twice sends"),
}


@pytest.mark.parametrize(("ask", "keys", "instead"), QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("width", [80, 60], ids=["the same", "narrower"])
def test_a_refusal_stays_when_the_window_is_told_its_size_and_goes_with_the_next_letter(
    office, ask, keys, instead, width
):
    async def steps(seat):
        await ask(seat)
        await seat.type("", *keys)
        await seat.until(lambda: NO in seat.sees())
        await seat._pilot.resize_terminal(width, 24)
        assert NO in seat.sees()
        await seat.type("x")
        assert NO not in seat.sees()

    seated(steps, office.desk("ana"), size=(80, 24))


LONG = " ".join(f"word{place}" for place in range(80))


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("kind", ["text", "list"])
def test_a_question_too_long_for_its_rows_says_that_there_is_more(office, kind, width):
    async def steps(seat):
        if kind == "text":
            await seat.screen.ask(LONG, refused)
        else:
            await seat.screen.pick(LONG, lambda _typed: [("a", "the first")], refused)
        await seat.type("")
        shown = seat.sees()
        assert "word79" not in shown
        rows = [row.removesuffix("^G help").rstrip() for row in shown.splitlines() if re.search(r"word\d", row)]
        assert [row.endswith("…") for row in rows] == [False] * (len(rows) - 1) + [True]

    seated(steps, office.desk("ana"), size=(width, 24))


# Keys of the screen below


@pytest.mark.parametrize(
    ("ask", "typed", "key", "says"),
    [
        (asked, "so", "f3", "F3 does nothing here: Esc first, then F3; what you typed is kept"),
        (asked, "", "f12", "F12 does nothing here: Esc first, then F12"),
        (picked, "f", "f3", "F3 does nothing here: Esc first, then F3"),
        (picked, "", "ctrl+p", "^P does nothing here: Esc first, then ^P"),
        (answering, "so", "f5", "F5 does nothing here: Esc first, then F5; what you typed is kept"),
    ],
)
def test_a_key_of_a_place_says_what_to_press_first_and_what_is_typed_stands(office, ask, typed, key, says):
    async def steps(seat):
        await ask(seat)
        question = seat.screen
        await seat.type(typed, key)
        assert says in seat.sees()
        assert (seat.screen, seat.answer.value) == (question, typed)
        await seat.type("z")
        assert "does nothing here" not in seat.sees()
        assert seat.answer.value == f"{typed}z"

    seated(steps, office.desk("ana"), size=(80, 24))


def test_a_search_says_that_what_is_found_stays(office):
    async def steps(seat):
        await seat.type("/clerk", "f3")
        assert "F3 does nothing here: Esc first, then F3; what is found stays" in seat.sees()
        await seat.type("", "tab", "up")
        assert "Up does" not in seat.sees()

    seated(steps, office.desk("ana"), size=(80, 24))


def test_what_stands_marked_stays_so_when_a_key_of_a_place_is_pressed(office):
    async def steps(seat):
        await asked(seat)
        await seat.type("so", "enter", "f3")
        assert seat.answer.marked
        await seat.type("z")
        assert seat.answer.value == "z"

    seated(steps, office.desk("ana"), size=(80, 24))


# A question of weight


def test_a_key_that_does_nothing_says_of_what_is_typed_that_it_is_no_answer(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+s")
        assert isinstance(seat.screen, Sure)
        await seat.type("qq", "ctrl+s")
        keeps = '"qq" is no answer: ^T keeps it as a note, Backspace begins again'
        assert f"^S does nothing here; {keeps}" in seat.question()
        assert "more than one" not in seat.question()

    seated(steps, office.desk("ana"), size=(80, 24))

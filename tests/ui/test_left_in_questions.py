"""What is left behind in a question waits for the same question about the same record, and for no other's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.ids import make_id
from paratui.domain.note_line import NoteLine
from paratui.domain.own_settings import THEMES
from paratui.domain.wall_clock import utc_text
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.call_page import CallPage
from paratui.ui.screens.matter_page import MatterPage
from paratui.ui.screens.sure import Sure
from paratui.ui.screens.while_noting import WhileNoting
from paratui.ui.screens.wrap_up import WrapUp
from tests.services.conftest import SharedOffice
from tests.ui.test_last_look import wrapping_up
from tests.ui.test_questions import on_a_call, seated

LINES = ("the hearing moved", "she is afraid")


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office with two calls of two lines, each of them taken down in the same second."""
    shared = SharedOffice(clock)
    shared.calls = []
    for number, person in enumerate(("Maria Garcia", "Ana Bell")):
        at = clock.now() - timedelta(days=3 - number)
        lines = tuple(NoteLine(line=place, at=31, text=f"{person}: {words}") for place, words in enumerate(LINES, 1))
        fields = {"started": utc_text(at), "status": "ended", "staff": "ana", "outcome": "reached"}
        shared.keep("call", Call(id=make_id(at, number), person=person, seconds=60, lines=lines, **fields))
        shared.calls.append(make_id(at, number))
    return shared


async def amending(seat, call: int, line: int) -> None:
    await seat.app.open_call(call)
    page = seat.screen
    assert isinstance(page, CallPage)
    await seat.until(lambda: page.line is not None)
    while page.line.line != line:
        await seat.type("", "down")
    await seat.type("e")
    assert isinstance(seat.screen, Ask)


def test_the_line_of_another_call_is_amended_from_its_own_words(office):
    maria, ana = office.calls

    async def steps(seat):
        await amending(seat, maria, 1)
        await seat.type(" to Friday", "escape", "escape")
        for call, line, words in ((maria, 2, "Maria Garcia: she is afraid"), (ana, 1, "Ana Bell: the hearing moved")):
            await amending(seat, call, line)
            assert seat.answer.value == words
            await seat.type("", "escape", "escape")
        await amending(seat, maria, 1)
        assert seat.answer.value == "Maria Garcia: the hearing moved to Friday"

    seated(steps, office.desk("ana"))


def test_a_late_note_that_was_left_waits_at_its_own_call(office):
    maria, ana = office.calls

    async def steps(seat):
        for call, before, typed in ((maria, "", "he was there"), (ana, "", ""), (maria, "he was there", "")):
            await seat.app.open_call(call)
            await seat.type("a")
            assert seat.answer.value == before
            await seat.type(typed, "escape", "escape")

    seated(steps, office.desk("ana"))


def test_the_billing_line_of_a_call_that_is_gone_is_not_proposed_for_the_next(office):
    async def steps(seat):
        await wrapping_up(seat, "she called")
        await seat.type("b")
        usual = seat.answer.value
        await seat.type(" with Maria Garcia", "escape")
        await seat.type("b")
        assert seat.answer.value == f"{usual} with Maria Garcia"
        await seat.type("", "escape")
        await seat.app.open_calls.discard(seat.screen.session, "gone")
        await wrapping_up(seat, "somebody else called")
        await seat.type("b")
        assert seat.answer.value == usual

    seated(steps, office.desk("ana"))


def test_what_the_attorney_says_of_one_matter_is_not_proposed_for_another(office):
    one, other = office.matter(instructions=("no calls at work",)), office.matter("2026-0143", title="Lease")

    async def steps(seat):
        for matter, typed in ((one, "never tell the brother"), (other, "")):
            await seat.app.open_matter(matter.id)
            page = seat.screen
            assert isinstance(page, MatterPage)
            await page.ask_instruction()
            await seat.until(lambda page=page: seat.screen is not page)
            assert seat.answer.value == ""
            await seat.type(typed, "escape", "escape")
        await seat.app.open_matter(one.id)
        await seat.until(lambda: seat.screen.is_mounted)
        page = seat.screen
        await page.ask_instruction("0")
        await seat.until(lambda: seat.screen is not page)
        assert seat.answer.value == "no calls at work"

    seated(steps, office.desk("ana"))


# What is no answer yet


def test_an_answer_that_is_pasted_while_noting_is_seen(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+r")
        assert isinstance(seat.screen, WhileNoting)
        await seat.paste("yes")
        assert isinstance(seat.screen, WhileNoting)
        assert "Enter keeps this answer" in seat.question()

    seated(steps, office.desk("ana"))


def test_what_begins_two_answers_is_shown_and_says_so(office):
    async def steps(seat):
        await wrapping_up(seat, "she called")
        await seat.type("o")
        await seat.type("re", "enter")
        assert isinstance(seat.screen, Sure)
        assert '"re" begins more than one of them: type on' in seat.question()
        await seat.type("f", "enter")
        assert isinstance(seat.screen, WrapUp)
        assert seat.screen.session.call.outcome == "refused"

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("size", [(40, 10), (60, 8), (80, 24)])
def test_a_question_with_much_to_say_is_no_higher_than_the_window(office, size):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+r")
        assert isinstance(seat.screen, WhileNoting)
        region = seat.screen.query_one("#asking").region
        assert (region.y >= 0, region.bottom) == (True, size[1])
        assert "y yes" in seat.question()
        assert seat.question().endswith("^G help")

    seated(steps, office.desk("ana"), size=size)


@pytest.mark.parametrize("theme", THEMES)
def test_in_every_theme_what_lies_below_a_question_is_seen(office, theme):
    async def steps(seat):
        seat.app.own.change("theme", theme)
        await seat.type("", "f5", "slash")
        assert isinstance(seat.screen, Ask)
        assert seat.screen.styles.background.a == 0

    seated(steps, office.desk("ana"))

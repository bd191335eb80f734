"""What a line on a call leads to: a day that is proposed, a name nobody has, a second call, a page in between."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style

from paratui.domain.call import Call, Identity
from paratui.domain.time_there import TimeThere
from paratui.ui.look import Look
from paratui.ui.screens import other_end_picture
from paratui.ui.screens.call import CallScreen
from paratui.ui.screens.choose import Choose
from paratui.ui.screens.page import Page
from paratui.ui.screens.palette import open_palette
from paratui.ui.screens.pick import Pick
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.screens.sure import Sure
from paratui.ui.widgets.pane import Pane
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import on_a_call, seated


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    return SharedOffice(clock)


def row(seat) -> str:
    """The row under the lines."""
    return seat.app.open_calls.screen.query_one("#understood", Pane).shown.replace("\u00a0", " ")


def texts(seat) -> list[str]:
    return [line.text for line in seat.call.call.lines]


# Days that are told


def test_a_day_told_in_a_plain_line_is_proposed_and_one_key_makes_it_a_reported_date(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.until(lambda: seat.screen._watched is not None)
        await seat.type("I was served with papers last Tuesday.", "enter")
        assert "papers served: last Tuesday  ^T keeps it as a reported date" in row(seat)
        await seat.type("", "ctrl+t")
        assert [(one.what, one.said, one.day) for one in seat.call.call.reported] == [
            ("papers served", "last Tuesday", "2026-10-06")
        ]
        assert "papers served" not in row(seat)

    seated(steps, office.desk("ana"))


def test_a_proposed_day_out_of_sight_is_asked_with_itself_as_the_answer(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.until(lambda: seat.screen._watched is not None)
        await seat.type("I was served last Tuesday", "enter")
        await seat.type("she lives in Reno", "enter")
        await seat.type("/when", "enter")
        assert seat.call.call.reported == ()
        assert "= " in seat.sees()
        await seat.type("", "enter")
        assert [one.said for one in seat.call.call.reported] == ["last Tuesday"]

    seated(steps, office.desk("ana"))


# What is typed over a page, and what is pasted


@pytest.mark.parametrize("paste", [False, True])
def test_the_key_that_closes_a_page_is_typed_into_the_line(office, paste):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("hear", "f1")
        assert isinstance(seat.screen, Page)
        if paste:
            await seat.paste("ing")
        else:
            await seat.type("ing")
        assert isinstance(seat.screen, CallScreen)
        assert seat.composer == "hearing"

    seated(steps, office.desk("ana"))


def test_a_key_that_is_no_letter_closes_a_page_and_types_nothing(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "f1", "escape")
        assert isinstance(seat.screen, CallScreen)
        assert seat.composer == ""

    seated(steps, office.desk("ana"))


def test_pasted_lines_that_are_refused_are_left_in_the_composer_one_after_the_other(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.paste("one\n> tomorrow 9am\ntwo\n> tomorrow 10am\nthree\n")
        assert texts(seat) == ["one", "two", "three"]
        assert seat.composer == "> tomorrow 9am"
        assert seat.call.typing == "> tomorrow 9am"
        assert "3 lines kept, 2 not: This line names a time" in seat.sees()
        await seat.type(" ring her", "enter")
        assert seat.composer == "> tomorrow 10am"
        await seat.type(" ring him", "enter")
        assert seat.composer == ""
        assert len(texts(seat)) == 5

    seated(steps, office.desk("ana"))


# Who is meant


def test_a_name_nobody_has_stays_said_after_enter_until_it_is_mended(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("> send it @mokafor", "enter")
        said = "nobody here is called @mokafor: this is yours - Up, Enter mends it"
        assert said in row(seat)
        await seat.type("x", "backspace")
        assert said in row(seat)
        await seat.type("", "up", "enter")
        await seat.type("", *["backspace"] * 7)
        await seat.type("dana", "enter")
        assert "nobody here" not in row(seat)
        assert seat.call.call.lines[0].assignee == "dana"

    seated(steps, office.desk("ana"))


def test_tab_after_an_at_completes_the_login(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("> send it @d", "tab")
        assert seat.composer == "> send it @dana "
        await seat.type("", "ctrl+u")
        await seat.type("? may she sign @", "tab")
        assert seat.composer == "? may she sign @morgan "
        await seat.type("", "ctrl+u")
        await seat.type("@d", "tab")
        assert seat.composer == "@d"

    seated(steps, office.desk("ana"))


def test_a_concern_offers_its_card_and_once_in_a_call_its_checklist(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.until(lambda: seat.screen._watched is not None)
        await seat.type("~ afraid he will move", "enter")
        assert "^L 1 what to say to an upset caller" in row(seat)
        assert "/walk difficult-call" in row(seat)
        await seat.type("~ cannot sleep", "enter")
        assert "^L 1" in row(seat)
        assert "/walk" not in row(seat)
        await seat.type("", "ctrl+l")
        await seat.type("1")
        assert "upset" in seat.screen.card

    seated(steps, office.desk("ana"))


def test_what_to_say_to_a_legal_question_stays_until_the_next_step_or_line(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.until(lambda: seat.screen._watched is not None)

        def guide():
            return seat.screen.query_one("#say", Pane).shown

        for over in ("ctrl+n", "escape", "line"):
            await seat.type("? may I sign", "enter")
            assert "is kept" in guide()
            await seat.type("she")
            assert "is kept" in guide()
            if over == "line":
                await seat.type(" waits", "enter")
            else:
                await seat.type("", "backspace", "backspace", "backspace", over)
            assert "is kept" not in guide()
            assert isinstance(seat.screen, CallScreen)

    seated(steps, office.desk("ana"))


# The other end


def test_who_calls_is_taken_by_name_without_a_number_nobody_has_seen(office):
    office.person("Maria Garcia", phones=("+14155552671",))

    async def steps(seat):
        await on_a_call(seat)
        await seat.type("/who Maria", "enter", "enter")
        await seat.until(lambda: seat.call.call.person == "Maria Garcia")
        assert seat.call.call.phone == ""
        await seat.type("withheld", "enter")
        assert seat.call.call.phone == "withheld"
        await seat.type("7025550137", "enter")
        assert seat.call.call.phone == "withheld"
        assert texts(seat) == ["call back at (702) 555-0137"]
        await seat.type("/phone 4155552671", "enter")
        assert seat.call.call.phone == "+14155552671"

    seated(steps, office.desk("ana"))


def test_whom_we_call_brings_the_number_to_dial(office):
    office.person("Maria Garcia", phones=("+14155552671",))

    async def steps(seat):
        await on_a_call(seat)
        await seat.type("/who Maria", "enter", "enter")
        await seat.until(lambda: seat.call.call.person == "Maria Garcia")
        await seat.type("/direction out", "enter")
        assert seat.call.call.phone == "+14155552671"

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("result", ["confirmed", "failed"])
@pytest.mark.parametrize("width", [46, 58, 64, 100])
def test_whether_the_caller_is_verified_is_never_cut_off(result, width):
    call = Call(
        id=1,
        person="Maria Fernanda Garcia de la Torre",
        matter="2026-0142",
        matter_title="Custody and support",
        identity=Identity(result=result),
    )
    there = TimeThere("her time 9:42 AM", "")
    head = other_end_picture.head(call, "(415) 555-2671", there, width, Look(*[Style.null()] * 9))
    assert cell_len(head.plain) <= width
    assert head.plain.endswith("NOT VERIFIED" if result == "failed" else "verified")
    assert "Maria" in head.plain
    assert "2026-0142" in head.plain


# A second call


def test_a_second_call_is_begun_with_three_keys_and_changed_back_with_one(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("first", "enter")
        first = seat.call
        await seat.type("", "ctrl+s")
        assert isinstance(seat.screen, Choose)
        assert "a new call, this one is parked" in seat.sees()
        await seat.type("n", "enter")
        assert seat.call is not first
        assert (first.parked, seat.screen.focused.id) == (True, "composer")
        assert "is parked; ^S goes back to them" in seat.sees()
        await seat.type("second", "enter")
        assert texts(seat) == ["second"]
        await seat.type("", "ctrl+s")
        assert seat.call is first

    seated(steps, office.desk("ana"))


def test_digits_typed_right_after_the_key_stay_in_the_question_and_run_nothing(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("x", "enter")
        await seat.type("", "ctrl+s")
        await seat.type("4155552671", "enter")
        assert isinstance(seat.screen, Sure)
        assert '"4155552671" is no answer' in seat.question()
        assert (seat.composer, len(seat.app.open_calls.sessions)) == ("", 1)

    seated(steps, office.desk("ana"))


def test_the_call_can_be_parked_for_the_queue_and_f3_says_how_a_second_one_begins(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("x", "enter", "f3")
        assert "^S parks it for a second call" in seat.sees()
        await seat.type("", "ctrl+s")
        await seat.type("q", "enter")
        await seat.until(lambda: isinstance(seat.screen, QueueScreen))
        assert seat.app.open_calls.sessions[0].parked

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("words", ["second call", "new call", "hold"])
def test_the_palette_finds_the_second_call_by_its_other_names(office, words):
    async def steps(seat):
        await on_a_call(seat)
        await open_palette(seat.screen)
        assert isinstance(seat.screen, Pick)
        await seat.type(words)
        assert "Second call: park this one" in seat.sees()

    seated(steps, office.desk("ana"))


# Little room, and nothing to lose


def test_an_open_card_leaves_the_notes_room_on_a_wide_screen(office):
    maria = office.person("Maria Garcia", say="Mah-REE-ah", phones=("+14155552671",))

    async def steps(seat):
        await on_a_call(seat)
        await seat.type(maria.phones[0], "enter")
        lines, card = (seat.screen.query_one(name, Pane) for name in ("#lines", "#card"))
        await seat.until(lambda: "Mah-REE-ah" in card.shown)
        await seat.type("", "f8")
        await seat.until(lambda: lines.size.width >= 40 and not card.size.width)
        await seat.type("", "escape")
        await seat.until(lambda: card.size.width > 0 and "Mah-REE-ah" in card.shown)

    seated(steps, office.desk("ana"), size=(120, 36))


def test_a_call_without_a_line_is_not_thrown_away_with_its_lines(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "f10")
        assert "Nothing is in this call yet. Throw it away?" in seat.sees()

    seated(steps, office.desk("ana"))

"""Questions at the foot of a screen: what is an answer, what is only typing, and what is never lost."""

from __future__ import annotations

import asyncio
import time

import pytest
from textual import events

from paratui.domain.call_draft import replayed
from paratui.domain.errors import StoreError
from paratui.services.queue import Queue
from paratui.ui.app import ParatuiApp
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.call import CallScreen
from paratui.ui.screens.choose import Choose
from paratui.ui.screens.page import Page
from paratui.ui.screens.pick import Pick
from paratui.ui.screens.question import Question
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.screens.sure import Sure
from paratui.ui.screens.while_noting import WhileNoting
from paratui.ui.screens.wrap_up import WrapUp
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane
from tests.services.conftest import SharedOffice

RECORDING = {"y": "consented", "n": "declined", "s": "silent"}


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    return SharedOffice(clock)


class Seat:
    """The program as one person has it in front of them."""

    def __init__(self, app, pilot) -> None:
        self.app = app
        self._pilot = pilot

    async def type(self, text: str, *keys: str) -> None:
        """A text, then keys by name; done when all of it has done what it does."""
        await self._pilot.press(*text, *keys)

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.app.keys_taken()

    async def until(self, holds) -> None:
        end = time.monotonic() + 10
        while not holds():
            assert time.monotonic() < end, self.sees()
            await asyncio.sleep(0.005)

    def sees(self) -> str:
        """Everything that stands on the screen, and on what lies under the question."""
        texts = [pane.shown for screen in self.app.screen_stack[-2:] for pane in screen.query(Pane)]
        return "\n".join(texts).replace("\u00a0", " ")

    def question(self) -> str:
        """What stands in the question, rows put together."""
        rows = [pane.shown for pane in self.screen.query("#question").results(Pane)]
        return " ".join(" ".join(rows).replace("\u00a0", " ").split())

    @property
    def screen(self):
        return self.app.screen

    @property
    def call(self):
        """The session of the call on the line."""
        return self.app.open_calls.screen.session

    @property
    def composer(self) -> str:
        return self.app.open_calls.screen.composer.value

    @property
    def answer(self) -> LineInput:
        return self.screen.query_one("#answer", LineInput)

    def number_at_cursor(self) -> int:
        queue = self.app.get_screen("queue")
        return queue.item.number if queue.item else 0


def seated(steps, desk, size=(100, 30)):
    """Run `steps(seat)` at a desk, the queue being on the screen."""

    async def session():
        app = ParatuiApp(None, desk)
        async with app.run_test(size=size) as pilot:
            seat = Seat(app, pilot)
            await seat.until(lambda: isinstance(app.screen, QueueScreen) and app.screen.is_mounted)
            await pilot.pause()
            await steps(seat)

    asyncio.run(session())


async def on_a_call(seat) -> None:
    await seat.type("", "f3")
    await seat.until(lambda: isinstance(seat.screen, CallScreen) and seat.screen.is_mounted)


# A question with a few answers, in the middle of a call


TYPED_ON = ["yesterday he called", "no, she has not", "she cried", "what about it?", "Yes she does"]


@pytest.mark.parametrize("typed", TYPED_ON)
def test_typing_on_into_the_recording_question_is_no_answer_and_goes_into_the_notes(office, typed):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+r")
        assert isinstance(seat.screen, WhileNoting)
        await seat.type(typed)
        assert isinstance(seat.screen, CallScreen)
        assert (seat.composer, seat.call.call.consent.answer) == (typed, "not_asked")
        assert seat.call.call.checklist.answers == ()
        await seat.type("", "enter")
        assert [line.text for line in seat.call.call.lines] == [typed]

    seated(steps, office.desk("ana"))


def test_what_was_typed_before_the_question_stands_before_what_is_typed_into_it(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("she asks ", "ctrl+r")
        await seat.type("whether to sign")
        assert seat.composer == "she asks whether to sign"
        seat.call.settle()
        [draft] = office.kept.drafts.values()
        assert replayed(draft).typing == "she asks whether to sign"

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize(("word", "answer"), [("yes", "consented"), ("No", "declined"), ("silence", "silent")])
def test_an_answer_typed_out_is_the_answer_and_no_note(office, word, answer):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+r")
        assert "then Enter · other words are a note" in seat.question()
        await seat.type(word, "enter")
        assert (seat.call.call.consent.answer, seat.composer, seat.call.call.lines) == (answer, "", ())

    seated(steps, office.desk("ana"))


# Questions of weight: on a call, and where a letter alone would do much


async def throwing_away(seat):
    await on_a_call(seat)
    await seat.type("hearing moved", "enter")
    await seat.type("/discard", "enter")


async def a_second_call(seat):
    await on_a_call(seat)
    await seat.type("hearing moved", "enter")
    await seat.type("", "ctrl+s")


WEIGHTY = {
    "throw away": (throwing_away, "y or n, then Enter · Esc leaves it as it is"),
    "second call": (a_second_call, "n, b or q, then Enter · Esc leaves it as it is"),
}


@pytest.mark.parametrize(("ask", "how"), WEIGHTY.values(), ids=WEIGHTY)
@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
def test_a_question_of_weight_says_from_the_start_what_to_press(office, ask, how, size):
    async def steps(seat):
        await ask(seat)
        assert isinstance(seat.screen, Sure)
        assert how in seat.question()
        assert "^G help" in seat.question()

    seated(steps, office.desk("ana"), size=size)


@pytest.mark.parametrize(("ask", "how"), WEIGHTY.values(), ids=WEIGHTY)
@pytest.mark.parametrize(("key", "name"), [("f2", "F2"), ("f10", "F10"), ("up", "Up"), ("ctrl+n", "^N")])
def test_a_key_that_means_nothing_in_a_question_of_weight_is_told_in_its_own_line(office, ask, how, key, name):
    async def steps(seat):
        await ask(seat)
        await seat.type("", key)
        assert f"{name} does nothing here: {how}" in seat.question()
        await seat.type("z")
        assert "does nothing" not in seat.question()

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize(("ask", "how"), WEIGHTY.values(), ids=WEIGHTY)
@pytest.mark.parametrize("typed", [*TYPED_ON, "z", "new he says", "[[queue.done]]"])
def test_who_types_on_and_presses_enter_has_not_answered_a_question_of_weight(office, ask, how, typed):
    async def steps(seat):
        await ask(seat)
        await seat.type(typed, "enter", "enter")
        assert isinstance(seat.screen, Sure)
        assert "is no answer" in seat.question()
        assert len(seat.app.open_calls.sessions) == 1
        await seat.type("", "backspace", "escape")
        assert isinstance(seat.screen, CallScreen)
        assert (seat.composer, [line.text for line in seat.call.call.lines]) == ("", ["hearing moved"])

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("typed", ["y", "yes", "Yes, throw it away", "zz\by", "n\by"])
def test_a_letter_or_its_word_and_enter_answer_a_question_of_weight(office, typed):
    async def steps(seat):
        await throwing_away(seat)
        await seat.type("", *("backspace" if letter == "\b" else letter for letter in typed), "enter")
        await seat.until(lambda: isinstance(seat.screen, QueueScreen))
        assert "The call was thrown away" in seat.sees()

    seated(steps, office.desk("ana"))


def test_enter_alone_answers_no_question_of_weight(office):
    async def steps(seat):
        await throwing_away(seat)
        await seat.type("", "enter")
        assert "Nothing is chosen: y or n, then Enter" in seat.question()
        await seat.type("no", "enter")
        assert isinstance(seat.screen, CallScreen)
        assert len(seat.app.open_calls.sessions) == 1

    seated(steps, office.desk("ana"))


def test_where_one_key_answers_a_key_that_is_none_is_told_too(office):
    office.follow_up()

    async def steps(seat):
        await seat.type("t", "f2")
        assert isinstance(seat.screen, Choose)
        assert "F2 does nothing here: one of the keys above answers" in seat.question()

    seated(steps, office.desk("ana"))


# The help of a question


@pytest.mark.parametrize("key", ["f1", "ctrl+g"])
@pytest.mark.parametrize(
    "ask",
    [("d",), ("t",), ("a",), ("f3", "ctrl+r")],
    ids=["a line", "a few answers", "a list", "an answer on a call"],
)
def test_every_question_shows_the_key_of_its_help_and_stands_there_again_after_it(office, ask, key):
    office.follow_up()

    async def steps(seat):
        for one in ask:
            await seat.type("", one)
        question = seat.screen
        assert isinstance(question, Question)
        assert "^G help" in seat.question()
        await seat.type("", key)
        assert "Help: a question" in seat.sees()
        await seat.type("", "escape")
        assert seat.screen is question

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("key", RECORDING)
def test_a_letter_marks_the_answer_and_enter_keeps_it(office, key):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+r")
        assert "Enter keeps this answer" not in seat.sees()
        await seat.type(key)
        assert isinstance(seat.screen, Sure)
        assert seat.call.call.consent.answer == "not_asked"
        assert "Enter keeps this answer" in seat.sees()
        assert seat.sees().count(f"▸ {key}") == 1
        await seat.type("", "enter")
        assert isinstance(seat.screen, CallScreen)
        assert (seat.call.call.consent.answer, seat.composer) == (RECORDING[key], "")

    seated(steps, office.desk("ana"))


def test_an_answer_in_a_capital_is_the_same_answer(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+r")
        await seat.type("Y", "enter")
        assert seat.call.call.consent.answer == "consented"

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("leave", ["escape", "ctrl+c"])
def test_a_marked_answer_that_is_left_was_not_given_and_enter_alone_is_none(office, leave):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+r", "enter")
        assert isinstance(seat.screen, Sure)
        await seat.type("y", leave)
        assert isinstance(seat.screen, CallScreen)
        assert (seat.call.call.consent.answer, seat.composer) == ("not_asked", "")

    seated(steps, office.desk("ana"))


def test_a_step_s_other_answer_needs_enter_too(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+o")
        await seat.type("does she know?")
        assert (seat.composer, seat.call.call.checklist.answers) == ("does she know?", ())
        await seat.type("", "ctrl+u", "ctrl+o")
        await seat.type("n", "enter")
        assert [answer.answer for answer in seat.call.call.checklist.answers] == ["not_applicable"]

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize(
    ("pasted", "lines", "composer"),
    [
        ("docket 26-0142", [], "docket 26-0142"),
        ("hearing moved\nshe got a letter\n", ["hearing moved", "she got a letter"], ""),
    ],
)
def test_what_is_pasted_into_the_recording_question_goes_into_the_notes(office, pasted, lines, composer):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+r")
        await seat.paste(pasted)
        assert isinstance(seat.screen, CallScreen)
        assert ([line.text for line in seat.call.call.lines], seat.composer) == (lines, composer)
        assert seat.call.call.consent.answer == "not_asked"

    seated(steps, office.desk("ana"))


def test_in_the_queue_one_key_answers(office):
    office.follow_up()

    async def steps(seat):
        await seat.type("t")
        assert isinstance(seat.screen, Choose)
        await seat.type("v")
        assert isinstance(seat.screen, Ask)
        assert "voicemail" in seat.sees()

    seated(steps, office.desk("ana"))


# A call nothing was done in


@pytest.mark.parametrize("leave", ["escape", "ctrl+c"])
def test_escape_on_an_untouched_call_leaves_no_trace(office, leave):
    before = office.commits()

    async def steps(seat):
        await on_a_call(seat)
        assert office.kept.drafts
        await seat.type("", leave)
        await seat.until(lambda: isinstance(seat.screen, QueueScreen))
        assert (seat.app.open_calls.sessions, office.kept.drafts) == ([], {})
        assert "No call was begun" in seat.sees()

    ana = office.desk("ana")
    seated(steps, ana)
    assert office.commits() == before
    assert ana.store.orphaned_drafts() == []


@pytest.mark.parametrize("touch", [("hearing moved", "enter"), ("", "ctrl+n"), ("4155552671", "enter")])
def test_escape_on_a_call_in_which_something_was_done_keeps_it(office, touch):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type(*touch)
        await seat.type("", "escape")
        assert isinstance(seat.screen, CallScreen)
        assert len(seat.app.open_calls.sessions) == 1

    seated(steps, office.desk("ana"))


def test_escape_while_a_line_is_being_typed_keeps_the_line(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("she asks", "escape")
        assert isinstance(seat.screen, CallScreen)
        assert seat.composer == "she asks"

    seated(steps, office.desk("ana"))


# A question answered with a line of text


@pytest.mark.parametrize("leave", ["escape", "ctrl+c"])
def test_text_left_in_a_question_stands_there_again_until_it_is_answered(office, leave):
    first, second = office.follow_up(), office.follow_up(text="call the clerk", due="2026-10-08T22:00:00Z")

    async def steps(seat):
        assert seat.number_at_cursor() == first.number
        await seat.type("d")
        await seat.type("reached her, sent the no", leave)
        assert "what you typed stands there again" in seat.sees()
        await seat.type("", "down", "d")
        assert seat.answer.value == ""
        await seat.type("", "escape", "up", "d")
        assert seat.answer.value == "reached her, sent the no"
        await seat.type("tice", "enter")
        await seat.until(lambda: office.stored("follow_up", first.id)["status"] == "done")
        assert office.stored("follow_up", first.id)["outcome"] == "reached her, sent the notice"
        assert office.stored("follow_up", second.id)["status"] == "open"
        assert seat.app.left_behind == {}

    seated(steps, office.desk("ana"))


def test_a_question_left_untouched_keeps_nothing(office):
    office.follow_up()

    async def steps(seat):
        await seat.type("e")
        assert seat.answer.value == "send her the new notice"
        await seat.type("", "escape", "d")
        await seat.type("   ", "escape")
        assert seat.app.left_behind == {}
        assert "stands there again" not in seat.sees()

    seated(steps, office.desk("ana"))


def test_a_refused_answer_stays_to_be_mended(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("s")
        await seat.type("when she calls", "enter")
        assert isinstance(seat.screen, Ask)
        assert "no time I can read" in seat.sees()
        assert seat.answer.value == "when she calls"
        await seat.type("", "ctrl+u")
        await seat.type("fri 9am", "enter")
        assert isinstance(seat.screen, QueueScreen)
        assert office.stored("follow_up", item.id)["snoozed_until"] == "2026-10-09T13:00:00Z"

    seated(steps, office.desk("ana"))


def test_enter_on_nothing_takes_what_is_proposed_and_says_what_that_is(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("s")
        assert (seat.answer.value, seat.answer.placeholder) == ("", "tomorrow 9am")
        assert "= tomorrow 9:00 AM" in seat.sees()
        await seat.type("", "enter")
        assert isinstance(seat.screen, QueueScreen)
        assert office.stored("follow_up", item.id)["snoozed_until"] == "2026-10-09T13:00:00Z"

    seated(steps, office.desk("ana"))


def test_what_is_typed_takes_the_place_of_what_is_proposed(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("s")
        await seat.type("in 2 hours")
        assert "= today 12:00 PM" in seat.sees()
        await seat.type("", "enter")
        assert office.stored("follow_up", item.id)["snoozed_until"] == "2026-10-08T16:00:00Z"

    seated(steps, office.desk("ana"))


def test_a_try_takes_four_keys_and_rests_until_the_other_half_of_the_day(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("tv", "enter")
        stored = office.stored("follow_up", item.id)
        assert (stored["snoozed_until"], stored["due"]) == ("2026-10-08T19:00:00Z", item.due)
        assert [attempt["how"] for attempt in stored["attempts"]] == ["voicemail"]

    seated(steps, office.desk("ana"))


def test_somebody_quicker_is_named_and_the_text_typed_is_kept(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("d")
        await seat.type("sent the notice")
        Queue(office.desk("dana")).assign(item, "dana")
        await seat.type("", "enter")
        assert isinstance(seat.screen, Ask)
        assert "Dana Park changed this" in seat.sees()
        assert seat.answer.value == "sent the notice"
        await seat.type("", "enter")
        assert isinstance(seat.screen, QueueScreen)
        assert office.stored("follow_up", item.id)["outcome"] == "sent the notice"

    seated(steps, office.desk("ana"))


# The cursor in the queue


@pytest.mark.parametrize("action", [("s", "enter"), ("tn", "enter"), ("dsent it", "enter"), ("wc", "enter"), ("wa",)])
def test_the_cursor_stays_for_the_item_that_follows_the_one_that_left(office, action):
    dues = ("2026-10-08T19:00:00Z", "2026-10-08T20:00:00Z", "2026-10-08T21:00:00Z")
    items = [office.follow_up(text=f"call back {place}", due=due) for place, due in enumerate(dues)]

    async def steps(seat):
        await seat.type("", "down")
        assert seat.number_at_cursor() == items[1].number
        await seat.type(*action)
        assert isinstance(seat.screen, QueueScreen)
        assert seat.number_at_cursor() == items[2].number

    seated(steps, office.desk("ana"))


def test_an_item_that_stays_in_its_section_keeps_the_cursor(office):
    items = [office.follow_up(text=f"call back {place}", assignee="dana") for place in range(3)]

    async def steps(seat):
        await seat.type("", "down", "g")
        assert office.stored("follow_up", items[1].id)["assignee"] == "ana"
        assert seat.number_at_cursor() == items[1].number

    seated(steps, office.desk("ana"))


def test_escape_takes_the_filter_away_as_x_does(office):
    office.follow_up(assignee="dana")

    async def steps(seat):
        for key in ("escape", "x"):
            await seat.type("m")
            assert seat.number_at_cursor() == 0
            await seat.type("", key)
            assert seat.number_at_cursor() == 1
            assert not seat.screen.filtered()

    seated(steps, office.desk("ana"))


# A list narrowed by typing


def test_an_item_is_given_to_the_one_that_typing_leaves(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("a")
        assert isinstance(seat.screen, Pick)
        await seat.type("dan")
        assert "Dana Park" in seat.sees()
        assert "Morgan Lowe" not in seat.screen.query_one("#choices", Pane).shown
        await seat.type("", "enter")
        assert isinstance(seat.screen, QueueScreen)
        assert office.stored("follow_up", item.id)["assignee"] == "dana"

    seated(steps, office.desk("ana"))


def test_where_nothing_fits_enter_takes_nothing(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("a")
        await seat.type("zz", "enter")
        assert isinstance(seat.screen, Pick)
        assert "nothing fits" in seat.sees()
        await seat.type("", "escape")
        assert isinstance(seat.screen, QueueScreen)
        assert office.stored("follow_up", item.id)["assignee"] == "ana"

    seated(steps, office.desk("ana"))


def test_who_is_on_the_line_may_be_somebody_new(office):
    office.person("Maria Garcia")

    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "ctrl+f")
        await seat.type("mar")
        assert "new: mar" in seat.sees()
        await seat.type("", "ctrl+u")
        await seat.type("Rosa Marin", "enter")
        assert (seat.call.call.person, seat.call.call.person_id) == ("Rosa Marin", 0)

    seated(steps, office.desk("ana"))


# An earlier line being edited


def test_the_edit_of_an_earlier_line_survives_in_the_draft_with_the_new_line_that_waits(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("hearing Dec 3", "enter")
        await seat.type("she asks wheth", "up", "enter")
        assert seat.composer == "hearing Dec 3"
        await seat.type("0")
        seat.call.settle()
        [draft] = office.kept.drafts.values()
        state = replayed(draft)
        assert (state.typing, state.typing_line, state.aside) == ("hearing Dec 30", 1, "she asks wheth")
        # The line is cut here.
        seat.app.flush()

    seated(steps, office.desk("ana"))

    async def later(seat):
        await seat.until(lambda: isinstance(seat.screen, Choose))
        await seat.type("", "enter")
        await seat.until(lambda: isinstance(seat.screen, CallScreen) and seat.screen.is_mounted)
        assert seat.composer == "hearing Dec 30"
        await seat.type("", "enter")
        [line] = seat.call.call.lines
        assert (line.text, line.versions[0].text) == ("hearing Dec 30", "hearing Dec 3")
        assert seat.composer == "she asks wheth"

    seated(later, office.desk("ana"))


def test_a_call_that_was_cut_is_taken_up_beside_the_one_in_progress(office):
    async def cut(seat):
        await on_a_call(seat)
        await seat.type("hearing moved", "enter")
        seat.call.settle()
        seat.app.flush()

    seated(cut, office.desk("ana"))

    async def later(seat):
        await seat.until(lambda: isinstance(seat.screen, Choose))
        await seat.type("l")
        await seat.type("", "f3")
        assert "b the call with a caller that was cut" in seat.question()
        await seat.type("n")
        await seat.type("another one", "enter", "ctrl+s")
        assert "c the call with a caller that was cut" in seat.question()
        await seat.type("c", "enter")
        await seat.type("", "enter")
        await seat.until(lambda: len(seat.app.open_calls.sessions) == 2)
        assert [line.text for line in seat.call.call.lines] == ["hearing moved"]
        assert seat.app.open_calls.kept == []

    seated(later, office.desk("ana"))


def test_an_edit_left_with_escape_changes_nothing_and_gives_the_new_line_back(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("hearing Dec 3", "enter")
        await seat.type("she asks", "up", "enter")
        await seat.type("0", "escape")
        assert (seat.composer, seat.call.call.lines[0].text) == ("she asks", "hearing Dec 3")
        assert seat.call.call.lines[0].versions == ()

    seated(steps, office.desk("ana"))


def test_an_earlier_line_emptied_is_struck_out(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("she cried", "enter")
        await seat.type("", "up", "enter", "ctrl+u", "enter")
        [line] = seat.call.call.lines
        assert (line.text, line.versions[0].text) == ("(struck out)", "she cried")

    seated(steps, office.desk("ana"))


def test_a_command_in_the_middle_of_an_edit_leaves_the_line_as_it_was(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("hearing Dec 3", "enter")
        await seat.type("she asks", "up", "enter", "ctrl+u")
        await seat.type("/na", "enter")
        assert [answer.answer for answer in seat.call.call.checklist.answers] == ["not_applicable"]
        assert seat.composer == "she asks"
        await seat.type("", "enter")
        assert [line.text for line in seat.call.call.lines] == ["hearing Dec 3", "she asks"]

    seated(steps, office.desk("ana"))


def test_lines_pasted_in_the_middle_of_an_edit_are_lines_of_their_own(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("hearing Dec 3", "enter")
        await seat.type("", "up", "enter")
        await seat.type("0")
        await seat.paste("from her letter:\nthe hearing is moved\n")
        assert seat.composer == "hearing Dec 30"
        await seat.type("", "enter")
        texts = [line.text for line in seat.call.call.lines]
        assert texts == ["hearing Dec 30", "from her letter:", "the hearing is moved"]

    seated(steps, office.desk("ana"))


def test_the_new_line_of_one_call_does_not_get_into_another(office):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("hearing Dec 3", "enter")
        await seat.type("she asks", "up", "enter")
        await seat.type("0", "ctrl+s")
        assert isinstance(seat.screen, Choose)
        await seat.type("n", "enter")
        await seat.until(lambda: len(seat.app.open_calls.sessions) == 2 and isinstance(seat.screen, CallScreen))
        await seat.type("wants a copy", "enter")
        await seat.type("", "up", "enter", "escape")
        assert seat.composer == ""
        await seat.type("", "ctrl+s")
        assert seat.composer == "hearing Dec 30"
        await seat.type("", "enter")
        assert seat.composer == "she asks"
        assert [line.text for line in seat.call.call.lines] == ["hearing Dec 30"]

    seated(steps, office.desk("ana"))


# The brief, the wrap-up page, and leaving


def test_the_brief_lies_over_the_checklist_until_it_is_put_away(office):
    maria = office.person("Maria Garcia", say="Mah-REE-ah", phones=("+14155552671",))
    office.follow_up(text="send her the deed", person_id=maria.id, kind="promise")

    async def steps(seat):
        await on_a_call(seat)
        await seat.type("", "f8")
        assert "Nothing is known of this caller yet; ^F says who it is" in seat.sees()
        await seat.type("4155552671", "enter")
        await seat.until(lambda: seat.call.call.person == "Maria Garcia")
        await seat.type("she is", "f8")
        await seat.until(lambda: "Mah-REE-ah" in seat.sees() and "Esc puts the card away" in seat.sees())
        await seat.type(" upset")
        assert (seat.composer, "send her the deed" in seat.sees()) == ("she is upset", True)
        await seat.type("", "escape")
        await seat.until(lambda: "Esc puts the card away" not in seat.sees())
        assert seat.composer == "she is upset"
        await seat.type("", "f8")
        await seat.until(lambda: "Esc puts the card away" in seat.sees())
        await seat.type("", "f8")
        await seat.until(lambda: "Esc puts the card away" not in seat.sees())

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("away", ["f2", "1", "f4", "2", "f3", "escape", "ctrl+c"])
def test_however_the_wrap_up_page_is_left_the_call_has_gone_on_meanwhile(office, away):
    async def steps(seat):
        await on_a_call(seat)
        await seat.type("hearing moved", "enter")
        office.clock.go_on(60)
        await seat.type("", "f10")
        assert isinstance(seat.screen, WrapUp)
        office.clock.go_on(30)
        assert seat.call.elapsed() == 60
        await seat.type("", away)
        await seat.type("", "f3")
        assert isinstance(seat.screen, CallScreen)
        assert seat.call.elapsed() == 90
        await seat.type("she is back", "enter")
        assert [line.at for line in seat.call.call.lines] == [0, 90]

    seated(steps, office.desk("ana"))


def test_ctrl_c_where_there_is_nothing_to_leave_says_how_to_leave(office):
    async def steps(seat):
        await seat.type("", "ctrl+c")
        assert "^Q leaves paratui; Esc leaves a question" in seat.sees()
        assert isinstance(seat.screen, QueueScreen)

    seated(steps, office.desk("ana"))


def test_digits_lead_to_the_work_areas_where_nothing_is_typed_and_are_text_in_a_call(office):
    async def steps(seat):
        await seat.type("3")
        assert seat.screen.NAME == "Log"
        await seat.type("1")
        assert seat.screen.NAME == "Queue"
        await seat.type("2")
        await seat.until(lambda: isinstance(seat.screen, CallScreen) and seat.screen.is_mounted)
        await seat.type("1 2 3")
        assert (seat.screen.NAME, seat.composer) == ("Call", "1 2 3")
        await seat.type("", "f1")
        assert isinstance(seat.screen, Page)
        await seat.type("", "end")
        helped = seat.screen.query_one("#page", Pane).shown
        assert "F2" in helped
        assert "F2, 1" not in helped

    seated(steps, office.desk("ana"), size=(100, 60))


@pytest.mark.parametrize("key", ["", "f4"], ids=["queue", "log"])
def test_a_search_begins_anew_with_the_first_letter_and_stays_with_enter(office, key):
    async def steps(seat):
        if key:
            await seat.type("", key)
        await seat.type("/garcia", "enter")
        area = seat.screen
        assert area.filter.words == "garcia"
        await seat.type("/", "enter")
        assert area.filter.words == "garcia"
        await seat.type("/lopez", "enter")
        assert area.filter.words == "lopez"

    seated(steps, office.desk("ana"))


# A disk that does not answer


AWAY = "The office folder cannot be read just now; see that its disk is there"


def refuse(*_):
    raise StoreError(AWAY)


def test_a_preview_that_cannot_be_read_is_said_in_the_question(office):
    async def then(_value):
        return None

    async def steps(seat):
        await seat.screen.ask("Whom?", then, preview=refuse)
        await seat.until(lambda: isinstance(seat.screen, Ask))
        await seat.type("ab", "left", "c")
        assert seat.answer.value == "acb"
        assert AWAY in seat.question()

    seated(steps, office.desk("ana"))


def test_a_key_taken_at_once_that_cannot_read_the_office_is_said(office, monkeypatch):
    async def steps(seat):
        await seat.until(lambda: seat.app.hears_at_once)
        monkeypatch.setattr(type(seat.screen.focused), "take_key", refuse)
        await seat.type("", "down")
        assert AWAY in " ".join(seat.sees().split())

    seated(steps, office.desk("ana"))

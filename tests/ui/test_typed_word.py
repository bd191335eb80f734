"""A word typed where one letter answers: the letter answers, the rest of the word runs nothing."""

from __future__ import annotations

import pytest
from textual import events

from paratui.ui.screens.ask import Ask
from paratui.ui.screens.choose import Choose
from paratui.ui.screens.pick import Pick
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.typed_word import GLANCE_SECONDS
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    return SharedOffice(clock)


@pytest.mark.parametrize("ends", [(), ("enter",), ("backspace",), ("space",)])
@pytest.mark.parametrize(("word", "waiting_on"), [("attorney", "attorney"), ("aaron", "attorney"), ("nobody", "")])
def test_the_rest_of_a_word_that_answered_runs_nothing(office, word, waiting_on, ends):
    item = office.follow_up(call=0)

    async def steps(seat):
        await seat.type(f"w{word}", *ends)
        assert isinstance(seat.screen, QueueScreen)
        assert not seat.screen.marks_shown
        stored = office.stored("follow_up", item.id)
        assert (stored["waiting_on"], stored["rev"]) == (waiting_on, 2)

    seated(steps, office.desk("ana"))


def test_a_word_whose_first_letter_is_no_answer_answers_nothing(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("wdana", "enter")
        assert isinstance(seat.screen, Choose)
        assert office.stored("follow_up", item.id)["rev"] == 1

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("typed", ["voicemail", "v", "wrong number"])
def test_the_rest_of_a_word_that_answered_is_no_text_in_the_question_that_follows(office, typed):
    item = office.follow_up()

    async def steps(seat):
        await seat.type(f"t{typed}")
        assert isinstance(seat.screen, Ask)
        assert seat.answer.value == ""
        await seat.type("", "enter")
        while isinstance(seat.screen, Ask):
            await seat.type("", "enter")
        assert [one["how"] for one in office.stored("follow_up", item.id)["attempts"]] == [
            "wrong_number" if typed.startswith("w") else "voicemail"
        ]

    seated(steps, office.desk("ana"))


def test_a_time_typed_ahead_behind_the_letter_is_all_there(office):
    office.follow_up()

    async def steps(seat):
        await seat.type("tvtomorrow 9am")
        assert seat.answer.value == "tomorrow 9am"

    seated(steps, office.desk("ana"))


def test_what_is_typed_ahead_into_the_question_that_follows_is_all_there(office):
    item = office.follow_up()

    async def steps(seat):
        await seat.type("wothe court clerk")
        assert isinstance(seat.screen, Ask)
        assert seat.answer.value == "the court clerk"
        await seat.type("", "enter")
        assert office.stored("follow_up", item.id)["waiting_on"] == "the court clerk"

    seated(steps, office.desk("ana"))


def test_one_letter_alone_is_a_command_however_soon_it_comes(office):
    office.follow_up(), office.follow_up(text="another")

    async def steps(seat):
        await seat.type("waa")
        assert isinstance(seat.screen, Pick)

    seated(steps, office.desk("ana"))


def test_a_letter_after_a_pause_is_a_command_again(office):
    office.follow_up(), office.follow_up(text="another")

    async def steps(seat):
        await seat.type("w")
        answer, command, name = (events.Key(letter, letter) for letter in "aad")
        command.time = answer.time + 2 * GLANCE_SECONDS
        for key in (answer, command, name):
            seat.app.post_message(key)
        await seat.app.keys_taken()
        assert isinstance(seat.screen, Pick)
        assert seat.answer.value == "d"

    seated(steps, office.desk("ana"))


def test_a_key_that_is_no_letter_ends_the_word(office):
    first = office.follow_up()
    office.follow_up(text="another")

    async def steps(seat):
        await seat.type("wattorn", "home", "d")
        assert isinstance(seat.screen, Ask)
        assert office.stored("follow_up", first.id)["status"] == "waiting_attorney"

    seated(steps, office.desk("ana"))


def test_a_sentence_typed_after_a_key_that_was_refused_runs_nothing(office):
    office.follow_up(matter_id=office.matter().id, matter="2026-0142")
    before = office.commits()

    async def steps(seat):
        await seat.type("running late, Maria will call at 5", "enter")
        assert isinstance(seat.screen, QueueScreen)
        assert not seat.screen.marks_shown
        assert office.commits() == before
        # Alone it is a key again.
        await seat.type("w")
        assert isinstance(seat.screen, Choose)

    seated(steps, office.desk("ana"))


def test_a_key_that_is_none_begins_a_word_too(office):
    item = office.follow_up()

    async def steps(seat):
        assert "R" not in seat.screen._bindings.key_to_bindings
        await seat.type("Rosa did call", "enter")
        assert isinstance(seat.screen, QueueScreen)
        assert office.stored("follow_up", item.id)["rev"] == 1

    seated(steps, office.desk("ana"))

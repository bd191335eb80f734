"""The help of a screen: what is looked up first stands first, and no two columns run together."""

from __future__ import annotations

import re

import pytest

from paratui.domain.note_line import MARKS, Kind
from paratui.ui.key_table import AREAS
from paratui.ui.keys_in_force import keyed
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.help_page import EXAMPLES, help_page
from paratui.ui.screens.page import Page
from tests.ui.test_questions import office, on_a_call, seated  # noqa: F401 - office is a fixture


async def helped(area) -> list[str]:
    return [line.plain for line in help_page(area)._text(78)]


def test_the_help_of_a_call_has_the_marks_and_the_ten_most_used_keys_on_its_first_screen(office):  # noqa: F811
    async def steps(seat):
        await on_a_call(seat)
        lines = await helped(seat.screen)
        begin = lines.index("The line you type in: its first character is the kind") + 1
        marks = [line[0] for line in lines[begin : begin + 9]]
        assert set(marks) >= set("><?!@#~*+")
        assert begin + 9 < 22
        used = lines[lines.index("", begin) + 1 :][:10]
        assert used[0].startswith("^N ")
        assert used[1].startswith("F10 ")

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("name", ["queue", "call", "wrap"])
def test_keys_and_words_stand_apart_on_every_help_page(office, name):  # noqa: F811
    async def steps(seat):
        area = seat.screen
        if name != "queue":
            await on_a_call(seat)
            area = seat.screen
        if name == "wrap":
            await seat.type("she called", "enter", "f10")
            await seat.until(lambda: type(seat.screen).__name__ == "WrapUp")
            area = seat.screen
        for line in await helped(area):
            assert not re.match(r"(\S+, )*(Esc|F\d+|\^[A-Z])[A-Z][a-z]", line), line

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("screen", AREAS, ids=lambda screen: screen.__name__)
def test_every_screen_says_what_it_is_for_and_what_to_do_next_by_a_key(screen):
    assert screen.HELP_TEXT.strip().endswith(".")
    told = keyed(screen.DO_NEXT, screen)
    assert told.strip().endswith(".")
    assert told != screen.DO_NEXT or re.search(r"\b(Enter|Esc|type)\b", told)
    assert "[[" not in told


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.NOTE])
def test_the_example_of_each_kind_is_read_as_that_kind(kind):
    example = EXAMPLES[kind]
    assert MARKS[example[0]] is kind


def test_help_over_a_question_says_what_it_takes_and_leaves_the_question_as_it_was(office):  # noqa: F811
    async def steps(seat):
        await seat.type("n")
        await seat.until(lambda: isinstance(seat.screen, Ask))
        await seat.type("fr")
        asking = seat.screen
        await seat.type("", "f1")
        await seat.until(lambda: isinstance(seat.screen, Page))
        told = "\n".join(line.plain for line in seat.screen._text(78))
        assert "New follow-up" in told
        assert "in 2 hours" in told
        await seat.type("x")
        await seat.until(lambda: seat.screen is asking)
        assert asking._input.value == "fr"

    seated(steps, office.desk("ana"))

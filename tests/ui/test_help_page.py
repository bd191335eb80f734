"""The help of a screen: what is looked up first stands first, and no two columns run together."""

from __future__ import annotations

import re

import pytest

from paratui.ui.screens.page import help_page
from tests.ui.test_questions import office, on_a_call, seated  # noqa: F401 - office is a fixture


async def helped(area) -> list[str]:
    return [line.plain for line in help_page(area)._text(78)]


def test_the_help_of_a_call_begins_with_the_marks_and_the_ten_most_used_keys(office):  # noqa: F811
    async def steps(seat):
        await on_a_call(seat)
        lines = await helped(seat.screen)
        marks = [line[0] for line in lines[: lines.index("")]]
        assert set(marks) >= set("><?!@#~*")
        rest = lines[len(marks) + 1 :]
        used = rest[: rest.index("")]
        assert len(used) == 10
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

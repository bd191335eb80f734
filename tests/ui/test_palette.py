"""The palette finds by the words of a title first, then by those of its explanation."""

from __future__ import annotations

import pytest

from paratui.ui.key_table import AREAS
from paratui.ui.screens.queue import QueueScreen
from tests.ui.test_commands import by_name, palette_words


def found(screen, typed: str) -> list[str]:
    return list(palette_words(screen, typed))


@pytest.mark.parametrize("typed", ["silence radar", "Silence Radar", "radar", "rad", "radar sil"])
def test_what_a_title_says_stands_before_what_only_an_explanation_says(typed):
    assert found(QueueScreen, typed)[0] == "go.radar"
    assert "day" in found(QueueScreen, "silence radar")  # its explanation names the radar


@pytest.mark.parametrize("screen", AREAS, ids=by_name)
def test_every_command_is_the_first_of_those_its_whole_title_finds(screen):
    for command in screen.all_commands():
        if command.id != "palette":
            first = next(iter(palette_words(screen, command.title).values()))
            assert first[12:].partition("  (")[0] == command.title


def test_nothing_typed_leaves_the_commands_in_their_own_order():
    in_order = [command.id for command in QueueScreen.all_commands() if command.id != "palette"]
    assert found(QueueScreen, "") == in_order

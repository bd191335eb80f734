"""Discreet, screen by screen: no name and no number of anybody stands anywhere, whatever is opened."""

from __future__ import annotations

import asyncio
import contextlib
import re

import pytest

from paratui.domain.errors import ParatuiError
from paratui.domain.search_words import folded
from paratui.ui.name_veil import _NEVER_ALONE
from paratui.ui.ordinary_words import ORDINARY
from tests.ui.test_every_size import MOMENT, WAYS, Pictured, gone, in_the_end
from tests.ui.test_painter import Paper, an_office

SMALL = 4
KEYS = {"QueueScreen": ["?", "o"], "CallPage": ["v"], "ClientPage": ["v"], "CallScreen": ["f8"]}


def secrets(app):
    """The words of names that are no words of everyday, and all but the last two digits of the numbers."""
    everybody = list(app.people.everybody())
    words = {folded(word) for one in everybody for word in re.findall(r"[^\W\d_]+", one.name)}
    ends = {number[-7:-2] for one in everybody for number in one.phones}
    return {word for word in words if len(word) >= SMALL} - ORDINARY - _NEVER_ALONE, ends


def seen(rows, names, ends, bare):
    """What can be read on the screen and should not be."""
    for place, row in enumerate(rows):
        if place == bare:
            continue
        words = {folded(word) for word in re.findall(r"[^\W\d_]+", row)}
        digits = re.sub(r"(?<=\d)[ ().\-/]{1,2}(?=\d)", "", row)
        yield from (f"{word} in {row!r}" for word in words & names)
        yield from (f"{end} in {row!r}" for end in ends if end in digits)


@pytest.mark.parametrize("size", [(80, 24), (140, 36)], ids=str)
def test_no_screen_shows_a_known_name_or_number(tmp_path, size):
    opening = an_office(tmp_path / "office", MOMENT)
    people = tmp_path / "people.csv"
    people.write_text("name,phone\nRosa Delgado,4155550100\nMaria Garcia,4155552671\n")
    app = Pictured(opening, opening.desk())
    wrong = []

    async def looked(what):
        found = list(seen(app.rows_shown(), *secrets(app), app.picture.bare_row))
        for _ in range(100):
            if not found:
                return
            # What was read a moment ago is painted a moment later.
            await asyncio.sleep(0.02)
            found = list(seen(app.rows_shown(), *secrets(app), app.picture.bare_row))
        wrong.extend(f"{what}: {one}" for one in found)

    async def session():
        app.begin(*size)
        app.driver_class = Paper
        async with app.run_test(headless=False, size=size) as pilot:
            await pilot.press("D")
            await app.keys_taken()
            for name in WAYS:
                await gone(app, pilot, name, str(people))
                await in_the_end(app, name)
                with contextlib.suppress(asyncio.CancelledError, ParatuiError):
                    await looked(name)
                    for key in KEYS.get(name, ()):
                        await pilot.press(key)
                        await app.keys_taken()
                        await looked(f"{name} {key}")
                while len(app.screen_stack) > 1:
                    await app.pop_screen()
                await pilot.press("f2", "x")

    asyncio.run(session())
    assert not wrong, "\n".join(wrong)

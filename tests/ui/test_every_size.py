"""Every screen, question and page in windows of all sizes: the last row and what is typed are in sight."""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import UTC, datetime
from pathlib import Path

import pyte
import pytest

import paratui
from paratui.ui.app import ParatuiApp
from paratui.ui.area import Area
from paratui.ui.commands.everywhere import EVERYWHERE
from paratui.ui.key_table import AREAS
from paratui.ui.widgets.line_input import LineInput
from tests.ui.test_painter import Paper, an_office

MOMENT = datetime(2026, 11, 24, 17, 12, tzinfo=UTC)
SIZES = [(40, 10), (60, 15), (80, 24), (132, 43), (250, 80)]
ON_A_CALL = ["f3", *"4155552671", "enter"]
NOT_HERE = {"leave", "redraw", "go.call", "blank", "lock"}
ELSEWHERE = {"import.close"}  # it may be the outcome that is closed by then: tests/terminal/test_import_people.py
PATIENCE = 3.0
ON_A_RECORD = {"ClientPage", "MatterPage", "TimelinePage"}
WAYS = {
    "QueueScreen": ["f2"],
    "CallScreen": ON_A_CALL,
    "ConflictPage": ["f3", *"/conflict", "enter"],
    "WrapUp": [*ON_A_CALL, *"a note", "enter", "f10"],
    "LogScreen": ["f4"],
    "CallPage": ["f4", "enter"],
    "ClientsScreen": ["f5"],
    "ClientPage": ["f5", "enter"],
    "MatterPage": ["f5", "enter"],
    "TimelinePage": ["f5", "enter", "t"],
    "SetAsideScreen": ["f9"],
    "FastPassScreen": ["f2", "v"],
    "MorningReviewScreen": ["f6", "m"],
    "HandOverScreen": ["f6", "h"],
    "AgendaScreen": ["f6", "a"],
    "RadarScreen": ["f12"],
    "PulseScreen": ["f7"],
    "ImportPeople": ["f2", "I"],
    "ImportOutcome": ["f2", "I"],
}


class Pictured(ParatuiApp):
    """The program at a terminal one can look at."""

    CSS_PATH = Path(paratui.__file__).with_name("ui") / "paratui.tcss"

    def begin(self, width: int, height: int) -> None:
        self.kept: list[str] = []
        self.shown = pyte.Screen(width, height)
        self._fed = pyte.Stream(self.shown)

    def rows_shown(self) -> list[str]:
        """The rows of the terminal as they are now."""
        self._fed.feed("".join(self.kept))
        self.kept.clear()
        return [row.rstrip() for row in self.shown.display]


def complaints(app):
    """What is wrong with the picture."""
    rows = app.rows_shown()
    width, height = app.size
    screen = app.screen
    if not rows[-1].strip():
        yield "the last row is empty"
    if isinstance(screen, Area) and not screen.query("#footer"):
        yield "no footer"
    field = screen.focused
    if isinstance(field, LineInput):
        region = field.region
        if region.height != 1 or region.bottom > height or region.y < 0 or region.x >= width:
            yield f"what is typed is out of sight: {region}"
        elif not rows[region.y].strip():
            yield "the line that is typed in is blank"


async def in_the_end(app, name=""):
    """What is still wrong when everything is painted, and whether that screen was reached."""
    deadline = time.monotonic() + PATIENCE
    while True:
        wrong = list(complaints(app))
        if name and type(app.screen).__name__ != name:
            wrong.append(f"this is {type(app.screen).__name__}")
        if not wrong or time.monotonic() > deadline:
            return wrong
        await asyncio.sleep(0.01)


async def gone(app, pilot, name, people):
    """Go to a screen; `people` is a file of people to bring in."""
    await pilot.press("f2", *WAYS[name])
    if name in ON_A_RECORD and type(app.screen).__name__ not in {name, "QueueScreen"}:
        await pilot.press("escape", "tab", "enter")  # the clients' screen shows what it showed last
    if name in {"ImportPeople", "ImportOutcome"}:
        if type(app.screen).__name__ == "Ask":  # an import that was begun is there at once
            await pilot.press(*people, "enter")
        await in_the_end(app, "ImportPeople")
        if name == "ImportOutcome":
            await pilot.press("c")


async def walked(app, size, people, wanted):
    """Go every way and run the command there: what was wrong, each with its picture."""
    wrong = []
    app.begin(*size)
    app.driver_class = Paper
    async with app.run_test(headless=False, size=size) as pilot:
        for name, command in wanted:
            await gone(app, pilot, name, str(people))
            found = await in_the_end(app, name)
            if not found:
                with contextlib.suppress(asyncio.CancelledError):
                    await app.screen.run_command(command)
                    await app.keys_taken()
                found = await in_the_end(app)
            wrong += [(f"{name} {command.id}: {one}", *app.rows_shown()) for one in found]
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            await pilot.press("f2", "x")
            assert not app._exit, (name, command.id)
    return wrong


@pytest.mark.parametrize("turn", range(len(SIZES)), ids=[f"{width}x{height}" for width, height in SIZES])
def test_in_a_window_of_any_size_every_command_leaves_the_last_row_and_what_is_typed_in_sight(tmp_path, turn, long):
    """Each command is run in one of the sizes, in the long form in all of them."""
    opening = an_office(tmp_path / "office", MOMENT)
    people = tmp_path / "people.csv"
    people.write_text("name,phone\nRosa Delgado,4155550100\nMaria Garcia,4155552671\n")
    commands = [(area.__name__, one) for area in AREAS for one in area.CAN_DO if one.id not in ELSEWHERE]
    commands += [("QueueScreen", command) for command in EVERYWHERE if command.id not in NOT_HERE]
    commands.sort(key=lambda one: one[0] == "ImportPeople")  # what they change, the outcome could not be reached with
    wanted = [one for place, one in enumerate(commands) if long or place % len(SIZES) == turn]
    app = Pictured(opening, opening.desk())
    wrong = asyncio.run(walked(app, SIZES[turn], people, wanted))
    assert not wrong, "\n\n".join("\n".join(one) for one in wrong)

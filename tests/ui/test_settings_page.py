"""My settings: what holds, what else there is, and that it holds at once."""

from __future__ import annotations

import asyncio
import re
import time

import pytest

from paratui.domain.keymap import SETS
from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.screens.settings_page import SettingsPage
from paratui.ui.widgets.record_table import RecordTable
from tests.ui.test_every_size import MOMENT, Pictured
from tests.ui.test_painter import Paper, an_office


@pytest.fixture(autouse=True)
def shipped_keys_afterwards(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    before = IN_FORCE.own, IN_FORCE.moves
    yield
    IN_FORCE.own, IN_FORCE.moves = before


def on_the_page(tmp_path, steps, size=(80, 24)):
    """Open the page and do the steps on it."""
    opening = an_office(tmp_path / "office", MOMENT)
    app = Pictured(opening, opening.desk())

    async def session():
        app.begin(*size)
        app.driver_class = Paper
        async with app.run_test(headless=False, size=size) as pilot:
            await pilot.pause()
            await pilot.press("O")
            await app.keys_taken()
            await pilot.pause()
            assert isinstance(app.screen, SettingsPage)
            await steps(app, pilot)

    asyncio.run(session())


async def taken(app, pilot, record):
    app.screen.query_one(RecordTable).cursor = record
    await pilot.press("enter")
    await app.keys_taken()
    await pilot.pause()
    return "\n".join(app.rows_shown())


async def shows(app, pilot, words):
    """Wait until it stands there."""
    deadline = time.monotonic() + 5
    while words not in (shown := "\n".join(app.rows_shown())):
        assert time.monotonic() < deadline, shown
        await pilot.pause()


def test_every_choice_has_its_sentence_in_full_and_one_of_each_holds_now(tmp_path):
    async def steps(app, pilot):
        rows = app.screen._rows.rows
        headings = [row for row in rows if row.heading]
        choices = [row for row in rows if not row.heading]
        assert all(str(row.cells[2]).strip() for row in choices)
        assert sum(row.cells[0] == "now" for row in choices) == len(headings)
        seen = ""
        for _ in range(len(choices)):
            seen += "\n".join(app.rows_shown())
            await pilot.press("down")
            await pilot.pause()
        for row in choices:
            assert str(row.cells[2]) in seen

    on_the_page(tmp_path, steps)
    on_the_page(tmp_path / "narrow", steps, (40, 10))


def test_each_down_goes_on_to_the_next_choice_with_its_whole_sentence_in_sight(tmp_path):
    async def steps(app, pilot):
        table = app.screen.query_one(RecordTable)
        await pilot.press("home")
        wanted = list(app.screen._choices)
        stops = []
        for _ in wanted:
            stops.append(table.cursor)
            shown = "\n".join(app.rows_shown())
            rows = [row for row in app.screen._rows.rows if str(row.id).partition("|")[0] == table.cursor]
            assert all(str(row.cells[2]) in shown for row in rows)
            await pilot.press("down")
            await pilot.pause()
        assert stops == wanted
        await pilot.press("end", "up")
        assert table.cursor == wanted[-2]

    on_the_page(tmp_path, steps, (40, 10))


@pytest.mark.parametrize(
    ("record", "holds"),
    [
        ("theme light", lambda app: app.theme.startswith("paratui-light")),
        ("spacing wide", lambda app: app.lines_a_row == 2),
        ("cursor drawn", lambda app: app.cursor_is_drawn),
        ("discreet yes", lambda app: app.picture.veil is not None),
        ("lock_minutes 15", lambda app: app.own.lock_minutes == 15),
        ("bell calls", lambda app: app.given.bell == "calls"),
        ("keys vi", lambda app: IN_FORCE.moves.get("G") == "end"),
    ],
)
def test_what_is_chosen_holds_at_once_and_is_marked(tmp_path, record, holds):
    async def steps(app, pilot):
        assert not holds(app)
        shown = await taken(app, pilot, record)
        assert holds(app)
        value = re.escape(record.split()[1])
        assert re.search(rf"▸ now  {value} ", shown), shown
        assert "now on" in app.rows_shown()[-1] or "bell rings" in app.rows_shown()[-1]

    on_the_page(tmp_path, steps)


def test_a_number_of_minutes_of_ones_own_is_asked_and_checked(tmp_path):
    async def steps(app, pilot):
        await taken(app, pilot, "lock_minutes other")
        await pilot.press(*"900", "enter")
        await shows(app, pilot, "0 to 240")
        await pilot.press("ctrl+u", *"45", "enter")
        await shows(app, pilot, "now  other          45 minutes")
        assert app.own.lock_minutes == 45

    on_the_page(tmp_path, steps)


@pytest.mark.parametrize(("key", "name"), [("f3", "F3"), ("d", "d")])
def test_a_key_of_the_screen_below_says_what_to_press_first_until_the_next_move(tmp_path, key, name):
    async def steps(app, pilot):
        says = f"{name} does nothing here: Esc first, then {name}"
        await pilot.press(key)
        await shows(app, pilot, says)
        await pilot.press("down")
        await pilot.pause()
        assert isinstance(app.screen, SettingsPage)
        assert says not in "\n".join(app.rows_shown())

    on_the_page(tmp_path, steps)


@pytest.mark.parametrize("name", SETS)
def test_another_set_of_keys_moves_and_runs_at_once_and_the_shipped_ones_come_back(tmp_path, name):
    async def steps(app, pilot):
        await taken(app, pilot, f"keys {name}")
        assert IN_FORCE.own
        await pilot.press("escape")
        queue = app.get_screen("queue")
        bound = {key for key in queue._bindings.key_to_bindings if not key.startswith("ctrl+")}
        wanted = {key for one in queue.all_commands() for key in queue.keys_on(one) if not key.startswith("ctrl+")}
        assert wanted <= bound
        await app.screen.run_command(next(one for one in queue.all_commands() if one.id == "settings"))
        await app.keys_taken()
        await taken(app, pilot, "keys shipped")
        assert not IN_FORCE.own
        assert IN_FORCE.moves == {"j": "down", "k": "up"}
        assert set(type(queue)(app.desk)._bindings.key_to_bindings) == set(queue._bindings.key_to_bindings)

    on_the_page(tmp_path, steps)

"""The log when it is long: the cursor stays on its call, and a key costs no more than what it moves."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.ids import make_id
from paratui.domain.wall_clock import utc_text
from paratui.services.call_windows import PAGE
from paratui.ui.lull import Lull
from paratui.ui.screens.log import LogScreen
from paratui.ui.widgets.pane import Pane
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated

CALLS = 450


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office with hundreds of calls, one every ten minutes."""
    shared = SharedOffice(clock)
    for number in range(CALLS):
        called(shared, number)
    return shared


def called(office: SharedOffice, number: int) -> Call:
    at = office.clock.now() - timedelta(days=4) + timedelta(minutes=10 * number)
    fields = {"started": utc_text(at), "status": "ended", "staff": "dana", "outcome": "reached"}
    return office.keep("call", Call(id=make_id(at, number), person=f"Caller {number}", **fields))


async def in_the_log(seat) -> LogScreen:
    await seat.type("", "f4")
    await seat.until(lambda: isinstance(seat.screen, LogScreen) and seat.screen.counted)
    # The index that is made as the office opens has everything counted once more.
    await seat.until(lambda: not seat.app.indexing._under_way and not seat.screen._recounting)
    return seat.screen


def pointed(log) -> tuple[int, str]:
    """The line of the screen the cursor is on, and what stands there."""
    lines = [log.table.render_line(y).text for y in range(log.table.size.height)]
    return next((y, " ".join(line.split())) for y, line in enumerate(lines) if line.startswith("▸"))


def test_a_call_that_comes_in_on_top_moves_no_line_under_a_cursor_far_below(office):
    async def steps(seat):
        log = await in_the_log(seat)
        await seat.type("", *["pagedown"] * 20)
        await seat.until(lambda: isinstance(log.table.cursor, int))
        stood, at = pointed(log), log.table.cursor_index
        called(office, CALLS)
        await seat.until(lambda: log.table.cursor_index == at + 1)
        assert pointed(log) == stood
        await seat.until(lambda: len(log.rows) == CALLS + 1)
        assert f"{CALLS + 1} calls" in seat.sees()

    seated(steps, office.desk("ana"))


def test_a_page_that_was_asked_for_before_the_list_was_read_anew_is_not_put_into_it(office):
    async def steps(seat):
        log = await in_the_log(seat)
        read, asked, go_on = log.windows.page, threading.Event(), threading.Event()

        def held_up(*given, **named):
            calls = read(*given, **named)
            if not asked.is_set():
                asked.set()
                assert go_on.wait(10)
            return calls

        log.windows.page = held_up
        while not asked.is_set():
            await seat.type("", "pagedown")
        begun = log.rows.begun
        called(office, CALLS)
        await seat.until(lambda: log.rows.begun > begun and len(log.rows) == CALLS + 1)
        go_on.set()
        # With none left, Textual would wait for every worker there is, and one of them watches for ever.
        if reading := [one for one in seat.app.workers if one.group == "page 1"]:
            await seat.app.workers.wait_for_complete(reading)
        near = range(PAGE - 5, PAGE + 5)
        await seat.until(lambda: all(len(log.rows.row(place).cells) > 2 for place in near))
        shown = [log.rows.row(place).cells[2] for place in near]
        assert shown == [f"Caller {CALLS - place}" for place in near]

    seated(steps, office.desk("ana"))


def test_a_jump_to_a_day_counts_nothing_anew(office):
    async def steps(seat):
        log = await in_the_log(seat)
        await seat.until(lambda: f"{CALLS} calls" in seat.sees())
        count, counted = log.windows.count, []
        log.windows.count = lambda wanted: counted.append(wanted) or count(wanted)
        await seat.type("t2026-10-05", "enter")
        await seat.until(lambda: log.table.cursor_index)
        await seat.until(lambda: f"{CALLS} calls" in seat.sees())
        assert counted == []
        called(office, CALLS)
        await seat.until(lambda: f"{CALLS + 1} calls" in seat.sees())
        assert counted

    seated(steps, office.desk("ana"))


def test_no_call_is_read_while_the_cursor_runs(office):
    async def steps(seat):
        log = await in_the_log(seat)
        await seat.until(lambda: "Caller 449" in log.query_one("#preview", Pane).shown)
        log._preview_later = Lull(log._show_soon, 3600)
        read, reads = seat.app.call_log.call, []
        seat.app.call_log.call = lambda record: reads.append(record) or read(record)
        await seat.type("", *["down"] * 15)
        assert reads == []
        log._preview_later = Lull(log._show_soon, 0)
        await seat.type("", "down")
        await seat.until(lambda: "Caller 433" in log.query_one("#preview", Pane).shown)
        assert reads == [log.table.cursor]

    seated(steps, office.desk("ana"))


def test_the_title_says_that_the_newest_call_comes_first(office):
    async def steps(seat):
        log = await in_the_log(seat)
        assert log.table.render_line(0).text.split()[:2] == ["When", "▾"]

    seated(steps, office.desk("ana"))


# What waits for the keys


def test_what_waits_is_done_once_after_the_last_key_and_never_when_it_was_given_up():
    done = []

    async def keys():
        lull = Lull(lambda: done.append(1), 0)
        for _ in range(5):
            lull.begin()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert done == [1]
        lull.begin()
        lull.end()
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(keys())
    assert done == [1]


@pytest.mark.parametrize("day", [datetime(2020, 3, 1, tzinfo=UTC), datetime(2019, 3, 1, tzinfo=UTC)])
def test_a_day_before_every_call_leads_to_the_oldest(office, day):
    async def steps(seat):
        log = await in_the_log(seat)
        await seat.type("", *["pagedown"] * 3)
        await log.go_to(day)
        await seat.until(lambda: log.table.cursor_index == CALLS - 1)
        assert "Caller 0" in pointed(log)[1]

    seated(steps, office.desk("ana"))

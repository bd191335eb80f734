"""Searching and ordering the log: what holds is said in the first row, and how one is rid of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.ids import make_id
from paratui.domain.note_line import NoteLine
from paratui.domain.wall_clock import utc_text
from paratui.ui.screens.find import Find
from paratui.ui.screens.log import LogScreen
from paratui.ui.widgets.line_input import LineInput
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated

CALLS = (("Zoë", 60, "the notice came"), ("álvarez", 900, "the hearing moved"), ("Beth", 300, "a notice of hearing"))


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office with three calls, the last one the newest."""
    shared = SharedOffice(clock)
    for number, (person, seconds, words) in enumerate(CALLS):
        at = clock.now() - timedelta(days=3 - number)
        line = NoteLine(line=1, at=5, text=words)
        fields = {"started": utc_text(at), "status": "ended", "staff": "ana", "outcome": "reached"}
        call = Call(id=make_id(at, number), person=person, seconds=seconds, lines=(line,), **fields)
        shared.keep("call", call)
    return shared


async def in_the_log(seat) -> LogScreen:
    await seat.type("", "f4")
    await seat.until(lambda: isinstance(seat.screen, LogScreen) and seat.screen.counted)
    return seat.screen


def top(seat) -> str:
    return " ".join(seat.sees().splitlines()[0].split())


def people(log) -> list[str]:
    titles = [column.title for column in log.table.columns]
    return [str(log.rows.row(at).cells[titles.index("Person")]) for at in range(len(log.rows))]


@pytest.mark.parametrize(
    ("letter", "said", "order"),
    [
        ("o", "oldest first", ["Zoë", "álvarez", "Beth"]),
        ("l", "longest first", ["álvarez", "Beth", "Zoë"]),
        ("c", "by caller", ["álvarez", "Beth", "Zoë"]),
    ],
)
def test_the_log_is_put_in_order_and_the_first_row_says_in_which(office, letter, said, order):
    async def steps(seat):
        log = await in_the_log(seat)
        assert people(log) == ["Beth", "álvarez", "Zoë"]
        await seat.type("", "s", letter)
        await seat.until(lambda: said in top(seat))
        assert people(log) == order
        assert log.table.cursor_index == 0

    seated(steps, office.desk("ana"))


def test_esc_keeps_what_was_found_and_esc_again_takes_it_away(office):
    async def steps(seat):
        log = await in_the_log(seat)
        await seat.type("", "slash")
        await seat.type("notice")
        await seat.type("", "escape")
        await seat.until(lambda: seat.screen is log and "2 calls" in top(seat))
        assert '"notice" x all' in top(seat)
        await seat.type("", "escape")
        await seat.until(lambda: "3 calls" in top(seat))
        assert "notice" not in top(seat)

    seated(steps, office.desk("ana"))


def test_a_search_that_holds_stands_marked_and_typing_takes_its_place(office):
    async def steps(seat):
        log = await in_the_log(seat)
        await seat.type("", "slash")
        await seat.type("notice")
        await seat.type("", "escape", "slash")
        await seat.until(lambda: isinstance(seat.app.screen, Find))
        assert seat.app.screen.query_one(LineInput).marked
        assert "typing replaces what is marked" in seat.sees()
        await seat.type("moved")
        await seat.until(lambda: log.typed == "moved" and people(log) == ["álvarez"])
        assert "typing replaces" not in seat.sees()

    seated(steps, office.desk("ana"))


def test_a_search_that_was_taken_away_does_not_come_back_with_the_next(office):
    async def steps(seat):
        log = await in_the_log(seat)
        await seat.type("", "slash")
        await seat.type("x")
        await seat.type("", "escape", "x", "slash")
        await seat.type("notice")
        await seat.until(lambda: log.typed == "notice")

    seated(steps, office.desk("ana"))


def test_with_an_open_call_the_count_and_the_filter_stay_in_sight(office):
    async def steps(seat):
        await seat.type("", "f3")
        await seat.type("/who Bartholomew Featherstonehaugh-Cholmondeley", "enter", "enter")
        await seat.type("", "f4")
        await seat.until(lambda: isinstance(seat.screen, LogScreen) and seat.screen.counted)
        await seat.type("", "slash")
        await seat.type("notice")
        await seat.type("", "enter", "m")
        await seat.until(lambda: "2 calls" in top(seat))
        assert 'mine · "notice" x all 2 calls, newest first' in top(seat)
        assert "F3" in top(seat)

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("day", ["oct 6", "6 oct", "10/6", "10/6/2026", "tuesday"])
def test_a_day_as_people_type_it_is_one_key_from_the_calls_of_that_day(office, day):
    async def steps(seat):
        log = await in_the_log(seat)
        await seat.type("", "slash")
        await seat.type(f"moved {day}")
        await seat.until(lambda: "on:2026-10-06 finds the calls of that day · Tab writes it" in seat.sees())
        await seat.type("", "tab")
        assert seat.answer.value == "moved on:2026-10-06 "
        await seat.until(lambda: people(log) == ["álvarez"])
        await seat.until(lambda: "Tab conditions" in seat.sees())

    seated(steps, office.desk("ana"))

"""What somebody new reads first, in an office with next to nothing in it, is whole and is so."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from rich.style import Style

from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.open_end import EndKind, OpenEnd
from paratui.services.calls import Calls
from paratui.ui.look import Look
from paratui.ui.presence import Presence
from paratui.ui.screens.conflict_picture import hit_rows
from paratui.ui.screens.fast_pass import FastPassScreen
from paratui.ui.screens.morning_review_picture import item_lines
from paratui.ui.screens.pick import Pick
from tests.ui.test_last_look import wrapping_up
from tests.ui.test_questions import office, seated  # noqa: F401 - office is a fixture

PLAIN = Look(*[Style()] * len(Look._fields))
STEPS = ("greeting by name", "my role", "the client's role", "all names of the caller", "the other side", "the area")


@pytest.mark.parametrize("width", [80, 62, 40])
def test_the_question_about_many_steps_is_asked_to_its_end(office, width):  # noqa: F811
    async def steps(seat):
        await wrapping_up(seat, "she called")
        await seat.screen.ask_required(OpenEnd(EndKind.REQUIRED, ", ".join(STEPS)))
        await seat.until(lambda: "greeting by name, my role, the client's role" in seat.question())
        assert "and 2 more. Why?" in seat.question()

    seated(steps, office.desk("ana"), size=(width, 24))


def test_a_list_with_nothing_in_it_does_not_speak_of_narrowing(office):  # noqa: F811
    async def steps(seat):
        await seat.type("z")
        await seat.until(lambda: isinstance(seat.screen, Pick))
        assert "there is nothing to choose from yet" in seat.sees()
        assert "Backspace" not in seat.screen.query_one("#choices").shown
        await seat.type("x")
        assert "nothing fits; Backspace widens" in seat.sees()

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize(
    ("looked_for", "words"),
    [(1, "1 name looked for among 1 of the office"), (2, "2 names looked for among 1,200 of the office")],
)
def test_a_check_says_how_many_were_looked_for_and_among_how_many(office, looked_for, words):  # noqa: F811
    terms, searched = ("Zoe Poe", "Ann Lee")[:looked_for], (1, 1200)[looked_for - 1]
    check = ConflictCheck(id=office.new_id(), terms=terms, searched=searched, run_by="ana")
    heads = [row.cells[0] for row in hit_rows(check, office.desk("ana"), 80) if row.id == "head hits"]
    assert len(heads) == 1
    assert heads[0].startswith(f" Nothing found: {words} · ")


def test_every_row_of_the_morning_review_begins_in_one_column(office):  # noqa: F811
    item = office.follow_up(urgent=True, text="send her the new notice of the hearing", person="Maria Garcia")
    desk = office.desk("ana")
    seat = SimpleNamespace(desk=desk, look=PLAIN, calls=Calls(desk))
    seat.presence = Presence(seat)
    rows = item_lines(item, None, "", "yesterday, phone, by Ana; tried 2 times since", seat, 40)
    told = [row.plain for row in rows if row.plain]
    assert len(told) > 4
    assert [row for row in told if not row.startswith(" ") or row.startswith("  ")] == []


def test_on_a_small_screen_the_messages_say_whole_how_one_is_typed(office):  # noqa: F811
    async def steps(seat):
        await seat.type("v")
        await seat.until(lambda: isinstance(seat.screen, FastPassScreen))
        await seat.until(lambda: "One line each" in seat.sees())
        shown = [seat.screen.query_one(pane).shown for pane in ("#messages", "#understood-message")]
        told = " ".join(" ".join(shown).split())
        assert "One line each: number or name, colon, what was said. 9:12 415 555 2671 maria garcia: wants" in told
        assert "! alone is urgent /email" in told
        assert max(len(row) for one in shown for row in one.splitlines()) <= 40

    seated(steps, office.desk("ana"), size=(40, 10))

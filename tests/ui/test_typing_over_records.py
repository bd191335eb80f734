"""What is typed on over the page of a filed record changes nothing: a letter marks its answer, Enter takes it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.ids import make_id
from paratui.domain.matter import Party
from paratui.domain.note_line import NoteLine
from paratui.domain.wall_clock import utc_text
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.call_page import CallPage
from paratui.ui.screens.client_page import ClientPage
from paratui.ui.screens.matter_page import MatterPage
from paratui.ui.screens.sure import Sure
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated

SENTENCE = "office closed tomorrow"
NUMBER = "+14155552671"


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office with Maria, her matter with a witness, and a call of hers that is filed."""
    shared = SharedOffice(clock)
    maria = shared.person(phones=(NUMBER,))
    matter = shared.matter(clients=(maria.id,), parties=(Party(name="Ann Lee", role="witness"),))
    at = clock.now() - timedelta(days=1)
    lines = (NoteLine(line=1, at=31, text="the hearing moved"),)
    filed = {"status": "ended", "staff": "ana", "outcome": "reached", "seconds": 60, "started": utc_text(at)}
    call = shared.keep("call", Call(id=make_id(at, 1), person="Maria Garcia", lines=lines, **filed))
    shared.ids = {"person": maria.id, "matter": matter.id, "call": call.id}
    return shared


async def on_the_page(seat, office, kind: str, row: str = "") -> None:
    opened = {"person": seat.app.open_client, "matter": seat.app.open_matter, "call": seat.app.open_call}
    await opened[kind](office.ids[kind])
    page = {"person": ClientPage, "matter": MatterPage, "call": CallPage}[kind]
    await seat.until(lambda: isinstance(seat.screen, page) and seat.screen.table.cursor is not None)
    if row:
        seat.screen.table.cursor = row
        await seat.until(lambda: seat.screen.chosen_row == row)


@pytest.mark.parametrize(
    ("kind", "row", "keys"),
    [
        ("call", "", "o"),
        ("matter", "", "a"),
        ("matter", "party 0", "e"),
        ("person", "field role", "e"),
        ("person", "field minor", "e"),
        ("person", f"number {NUMBER}", "e"),
    ],
)
@pytest.mark.parametrize("typed", [SENTENCE, "no, will call", "x drop it", "usual, yes she is"])
def test_a_sentence_is_no_answer_to_what_changes_a_filed_record(office, kind, row, keys, typed):
    async def steps(seat):
        await on_the_page(seat, office, kind, row)
        await seat.type(keys)
        await seat.until(lambda: isinstance(seat.screen, Sure))
        await seat.type(typed, "enter")
        assert isinstance(seat.screen, Sure)
        assert "is no answer" in seat.question()
        assert [office.stored(one, record)["rev"] for one, record in office.ids.items()] == [1, 1, 1]

    seated(steps, office.desk("ana"))


def test_a_call_is_amended_by_a_letter_enter_and_a_reason(office):
    async def steps(seat):
        await on_the_page(seat, office, "call")
        await seat.type("of")
        assert office.stored("call", office.ids["call"])["outcome"] == "reached"
        await seat.type("", "enter")
        await seat.until(lambda: isinstance(seat.screen, Ask))
        await seat.type("misheard", "enter")
        await seat.until(lambda: office.stored("call", office.ids["call"])["outcome"] == "refused")

    seated(steps, office.desk("ana"))


def test_an_emptied_line_is_struck_out_with_a_reason_and_its_wording_stays_as_a_version(office):
    async def steps(seat):
        await on_the_page(seat, office, "call")
        await seat.until(lambda: seat.screen.line is not None)
        await seat.type("e")
        assert "empty strikes the line out" in seat.question()
        await seat.type("", "ctrl+u")
        assert "Enter strikes the line out" in seat.question()
        await seat.type("", "enter")
        await seat.type("said on another call", "enter")
        await seat.until(lambda: office.stored("call", office.ids["call"])["rev"] == 2)
        (line,) = office.stored("call", office.ids["call"])["lines"]
        (version,) = line["versions"]
        assert line["text"] == "(struck out)"
        assert (version["text"], version["why"]) == ("the hearing moved", "said on another call")

    seated(steps, office.desk("ana"))

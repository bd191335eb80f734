"""A legal question in an office where no attorney is entered: who has it, and what is to be done, is said."""

from __future__ import annotations

from paratui.domain.staff import Staff
from paratui.services.desk import staff_id
from tests.ui.test_last_look import wrapping_up
from tests.ui.test_questions import office, seated  # noqa: F401 - office is a fixture

WHAT_TO_DO = "No attorney is entered, so it stays with you until: paratui staff LOGIN --role attorney"


def seen(seat) -> str:
    return " ".join(seat.sees().split())


def test_the_wrap_up_says_that_a_question_stays_with_me_and_how_an_attorney_is_entered(office):  # noqa: F811
    morgan = Staff.read(office.stored("staff", staff_id("morgan")))
    office.keep("staff", morgan.but(role="secretary"))

    async def steps(seat):
        await wrapping_up(seat, "? should I sign it")
        assert "should I sign it -> today 5:00 PM, you (no attorney)" in seen(seat)
        assert WHAT_TO_DO in seen(seat)
        assert "PM, the attorney" not in seen(seat)

    seated(steps, office.desk("ana"), size=(80, 24))


def test_with_an_attorney_it_is_theirs_as_ever(office):  # noqa: F811
    async def steps(seat):
        await wrapping_up(seat, "? should I sign it")
        assert "should I sign it -> today 5:00 PM, the attorney" in seen(seat)
        assert "No attorney is entered" not in seen(seat)

    seated(steps, office.desk("ana"), size=(80, 24))

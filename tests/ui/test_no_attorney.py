"""A legal question in an office where no attorney is entered: who has it, and what is to be done, is said."""

from __future__ import annotations

from paratui.domain.staff import Staff
from paratui.services.colleagues import change_colleague
from paratui.services.desk import staff_id
from paratui.services.hand_over import hand_over
from paratui.services.morning_review import MorningReview
from paratui.services.queue import Queue
from paratui.services.today import today
from tests.services.conftest import STAFF
from tests.ui.test_last_look import wrapping_up
from tests.ui.test_questions import office, on_a_call, seated  # noqa: F401 - office is a fixture

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


def nobody_answers(office) -> int:  # noqa: F811
    """A question of Ana's in an office without an attorney, by its number."""
    morgan = Staff.read(office.stored("staff", staff_id("morgan")))
    office.keep("staff", morgan.but(role="secretary"))
    return Queue(office.desk("ana")).add("? should I sign the stipulation").number


def test_while_no_attorney_is_entered_a_question_counts_in_my_day_and_in_my_review(office):  # noqa: F811
    number = nobody_answers(office)
    ana = office.desk("ana")
    assert [item.number for item in today(ana).today] == [number]
    review = MorningReview(ana, Queue(ana))
    review.begin()
    assert review.item.number == number
    assert [item.number for item in hand_over(ana).due] == [number]
    assert today(office.desk("dana")).today == ()

    async def steps(seat):
        await seat.until(lambda: "Today 1" in shown_rows(seat))
        assert "1 today" in seen(seat)
        await seat.until(lambda: WHAT_TO_DO in seen(seat))

    seated(steps, ana, size=(80, 24))


def test_once_an_attorney_is_entered_the_open_questions_wait_on_them_and_on_my_screen_too(office):  # noqa: F811
    number = nobody_answers(office)
    before = office.commits()

    async def steps(seat):
        await seat.until(lambda: "Today 1" in shown_rows(seat))
        change_colleague(office.desk("dana"), "morgan", role="attorney")
        await seat.until(lambda: "Waiting 1" in shown_rows(seat))
        await seat.until(lambda: "waiting on Morgan" in seen(seat))
        assert "No attorney is entered" not in seen(seat)

    seated(steps, office.desk("ana"), size=(80, 24))
    morgan = office.desk("morgan")
    assert [item.number for item in today(morgan).today] == [number]
    assert today(office.desk("ana")).today == ()
    # It is read so: nobody's record was written for it.
    assert office.commits() == before + 1


def test_when_the_last_attorney_is_one_no_more_while_i_am_on_a_call_the_queue_knows_it_after(office):  # noqa: F811
    number = office.follow_up(kind="question", status="waiting_attorney", waiting_on="attorney").number

    async def steps(seat):
        await seat.until(lambda: "Waiting 1" in shown_rows(seat))
        await on_a_call(seat)
        change_colleague(office.desk("dana"), "morgan", role="secretary")
        await seat.until(lambda: seat.app.get_screen("queue").living.is_staff_noted)
        await seat.type("", "f2")
        await seat.until(lambda: "Today 1" in shown_rows(seat))
        assert seat.number_at_cursor() == number

    seated(steps, office.desk("ana"), size=(80, 24))


def test_who_becomes_the_attorney_while_at_work_has_the_questions_at_once_and_answers_them(office, monkeypatch):  # noqa: F811
    number = nobody_answers(office)
    monkeypatch.setitem(STAFF, "morgan", ("Morgan Lowe", "ML", "secretary"))

    async def steps(seat):
        await seat.until(lambda: "Waiting 1" in shown_rows(seat))
        change_colleague(office.desk("dana"), "morgan", role="attorney")
        await seat.until(lambda: "Today 1" in shown_rows(seat))
        await seat.type("r")
        await seat.until(lambda: f"#{number}: a question for you to answer" in seen(seat))

    seated(steps, office.desk("morgan"), size=(80, 24))


def shown_rows(seat) -> str:
    """The first rows of the queue, in words."""
    table = seat.app.get_screen("queue").table
    return " ".join(table.render_line(y).text for y in range(4))

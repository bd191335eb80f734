"""What became of a promise, and the tally of many."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paratui.domain.duty import Duty
from paratui.domain.follow_up import FollowUp, Happening
from paratui.domain.kept_promises import Kept, Tally, is_promise, kept

NOW = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)
DUE = "2026-10-07T21:00:00Z"


def item(status="open", done_at="", due=DUE, what="done: sent it") -> FollowUp:
    history = (Happening(at="2026-10-01T13:00:00Z", by="ana", what="made"),)
    if done_at:
        history += (Happening(at=done_at, by="ana", what=what),)
    return FollowUp(id=1, status=status, due=due, history=history)


@pytest.mark.parametrize(
    ("promise", "became"),
    [
        (item("done", "2026-10-07T20:59:59Z"), Kept.KEPT),
        (item("done", DUE), Kept.KEPT),
        (item("done", "2026-10-07T21:00:01Z"), Kept.LATE),
        (item("done", "2027-01-01T00:00:00Z", due=""), Kept.KEPT),
        (item("done"), Kept.KEPT),
        (item("done", "some day"), Kept.KEPT),
        (item(), Kept.OVERDUE),
        (item("waiting_attorney"), Kept.OVERDUE),
        (item(due="2026-10-08T14:00:00Z"), Kept.OPEN),
        (item(due=""), Kept.OPEN),
        (item("cancelled", "2026-10-09T00:00:00Z", what="cancelled: joined"), Kept.CANCELLED),
    ],
)
def test_a_promise_is_kept_when_it_is_done_by_its_time(promise, became):
    assert kept(promise, NOW) == became


def test_done_a_second_time_counts_the_last_time():
    twice = item("done", "2026-10-07T12:00:00Z")
    again = Happening(at="2026-10-08T12:00:00Z", by="ana", what="done: really sent it")
    assert kept(twice.but(history=(*twice.history, again)), NOW) == Kept.LATE


def test_what_is_open_in_time_and_what_was_cancelled_is_no_part_of_the_share():
    tally = Tally.of([Kept.KEPT] * 9 + [Kept.LATE, Kept.OVERDUE, Kept.OVERDUE, Kept.OPEN, Kept.CANCELLED])
    assert tally == (9, 1, 2, 1, 1, 0)
    assert (tally.words, tally.share, tally.broken) == ("9 of 12", 0.75, 3)
    assert (Tally(open=3).words, Tally(cancelled=1).share) == ("", None)


def test_what_a_duty_made_by_itself_was_promised_by_nobody():
    assert is_promise(item())
    assert not any(is_promise(item().but(duty=duty.value)) for duty in Duty)
    assert not is_promise(item().but(kind="question"))


def test_an_instruction_that_was_not_carried_out_is_broken_and_one_that_was_is_no_promise():
    carried_out = item("done", DUE).but(duty=Duty.INSTRUCTION.value, outcome="filed it")
    undone = carried_out.but(outcome="not carried out: the clerk refused it")
    assert not is_promise(carried_out)
    assert is_promise(undone)
    assert kept(undone, NOW) is Kept.NOT_CARRIED_OUT
    assert Tally.of([Kept.KEPT, Kept.NOT_CARRIED_OUT]).words == "1 of 2"

"""The morning review walks what is late, then today's, then mine without a date, and remembers where it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.services.morning_review import MorningReview
from paratui.services.queue import Queue


@pytest.fixture
def queue(ana):
    return Queue(ana)


@pytest.fixture
def review(shared, ana, queue):
    shared.follow_up(text="undated", due="")
    shared.follow_up(text="today")
    shared.follow_up(text="late", due="2026-10-07T21:00:00Z")
    shared.follow_up(text="hers", assignee="dana")
    shared.follow_up(text="next week", due="2026-10-13T21:00:00Z")
    shared.follow_up(text="undated of nobody", due="", assignee="")
    made = MorningReview(ana, queue)
    made.begin()
    return made


def walked(review) -> list[str]:
    found = []
    while review.item:
        found.append(review.item.text)
        review.keep()
    return found


def test_late_first_then_today_then_mine_without_a_date(review):
    assert walked(review) == ["late", "today", "undated"]
    assert review.over
    assert review.summary() == "3 looked at: 3 kept"


def test_an_action_that_decides_goes_on_and_rewording_stays(review, queue):
    assert review.acted(queue.edit(review.item, "late indeed")) is False
    assert review.item.text == "late indeed"
    assert review.acted(queue.done(review.item, "sent")) is True
    assert review.item.text == "today"
    assert review.summary() == "1 looked at: 1 done"


def test_undo_goes_back_to_its_item(review, queue):
    review.acted(queue.done(review.item, "sent"))
    review.keep()
    review.taken_back(queue.undo().items[0])
    assert (review.item.text, review.item.status, review.place) == ("late", "open", 0)


def test_what_is_taken_back_counts_no_more(review, queue, ana):
    review.acted(queue.snooze(review.item, ana.now() + timedelta(hours=3)))
    assert review.summary() == "1 looked at: 1 snoozed"
    review.taken_back(queue.undo().items[0])
    assert review.summary() == "nothing looked at yet"


def test_it_goes_on_where_it_was_left_with_what_is_new(review, shared):
    review.keep()
    shared.follow_up(text="new and late", due="2026-10-07T20:00:00Z")
    review.begin()
    assert walked(review) == ["today", "new and late", "undated"]


def test_after_the_end_it_begins_anew(review):
    walked(review)
    review.begin()
    assert walked(review) == ["late", "today", "undated"]


def test_what_a_colleague_closed_meanwhile_is_told(review, shared, dana):
    Queue(dana).done(Queue(dana).item(review.item.id), "did it")
    review.look_again()
    assert review.closed


def test_back_stops_at_the_first(review):
    review.back()
    assert review.place == 0
    review.keep()
    review.back()
    assert review.item.text == "late"


def test_the_plan_is_what_is_left_for_today(review, queue):
    review.acted(queue.done(review.item, "sent"))
    assert [item.text for item in review.plan()] == ["today"]


def test_a_decision_made_when_an_item_is_looked_at_again_counts_instead(review, queue):
    review.keep()
    review.back()
    review.acted(queue.done(review.item, "sent"))
    assert review.summary() == "1 looked at: 1 done"

"""One action on many items: one commit, one undo, and a clear rest where somebody was quicker."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from paratui.domain.errors import BadInput, StoreFull
from paratui.domain.staff import Staff
from paratui.services.desk import staff_id
from paratui.services.queue import Queue

TOMORROW_NINE = datetime(2026, 10, 9, 13, 0, tzinfo=UTC)


@pytest.fixture
def mine(ana) -> Queue:
    return Queue(ana)


@pytest.fixture
def hers(dana) -> Queue:
    return Queue(dana)


@pytest.fixture
def items(shared):
    return [shared.follow_up(text=f"item {number}") for number in range(5)]


def done(queue, outcome="told them"):
    return partial(queue.changes.done_among, outcome=outcome)


@pytest.mark.parametrize(
    ("change", "field", "value", "what"),
    [
        (lambda c: partial(c.done, outcome="told them"), "status", "done", "done: told them"),
        (lambda c: partial(c.tried, how="busy"), "status", "open", "tried: busy"),
        (
            lambda c: partial(c.snoozed, until=TOMORROW_NINE),
            "snoozed_until",
            "2026-10-09T13:00:00Z",
            "snoozed until Fri Oct 9 9:00 AM",
        ),
        (lambda c: partial(c.assigned, login="dana"), "assignee", "dana", "assigned to dana"),
        (lambda c: partial(c.waiting, whom="client"), "status", "waiting_client", "waiting on client"),
    ],
    ids=["done", "tried", "snooze", "assign", "wait"],
)
def test_every_action_on_five_items_is_one_commit_and_one_undo(shared, mine, items, change, field, value, what):
    before = shared.commits()
    became = mine.together(items, change(mine.changes))
    assert shared.commits() == before + 1
    assert became.left == ()
    assert [getattr(one, field) for one in became.done] == [value] * 5
    assert {one.history[-1].what for one in became.done} == {what}
    assert {one.history[-1].by for one in became.done} == {"ana"}
    assert mine.can_undo() == what
    undone = mine.undo()
    assert [one.but(rev=1, history=()) for one in undone.items] == items
    assert mine.can_undo() == ""


def test_what_a_colleague_changed_meanwhile_is_named_and_left_and_the_rest_is_done(shared, mine, hers, items):
    shared.clock.go_on(420)
    theirs = hers.done(items[2], "sent it by mail")
    became = mine.together(items, done(mine))
    assert [one.text for one in became.done] == ["item 0", "item 1", "item 3", "item 4"]
    assert [(left.item.text, left.why) for left in became.left] == [
        ("item 2", "Dana Park at 10:07 AM: done: sent it by mail")
    ]
    assert shared.stored("follow_up", theirs.id) == theirs.doc()
    assert len(mine.undo().items) == 4


def test_who_is_quicker_in_the_very_moment_of_the_commit_keeps_their_item(shared, mine, hers, items):
    """Both processes have looked; Dana's commit comes first."""
    change = done(mine)

    def meanwhile(item):
        if item.text == "item 4":
            hers.assign(items[0], "dana")
        return change(item)

    became = mine.together(items, meanwhile)
    assert [left.item.text for left in became.left] == ["item 0"]
    assert "Dana Park" in became.left[0].why
    assert [one.status for one in became.done] == ["done"] * 4
    assert mine.item(items[0].id).assignee == "dana"
    assert mine.item(items[0].id).status == "open"


def test_what_is_closed_already_is_left_and_says_so(mine, items):
    closed = mine.done(items[0], "sent")
    became = mine.together([closed, *items[1:]], done(mine))
    assert [left.why for left in became.left] == [f"#{closed.number} is closed already: sent; nothing was changed"]
    assert len(became.done) == 4


def test_a_refusal_that_is_the_same_for_all_is_one_sentence_and_changes_nothing(shared, mine, items):
    before = shared.commits()
    with pytest.raises(BadInput, match="Say in a few words what came of it"):
        mine.together(items, done(mine, " "))
    with pytest.raises(BadInput, match="Nobody here has the login guest"):
        mine.together(items, partial(mine.changes.assigned, login="guest"))
    assert shared.commits() == before


def test_an_instruction_of_the_client_is_not_closed_among_others(shared, mine, items):
    told = shared.follow_up(text="never call her at work", duty="instruction")
    became = mine.together([told, *items], done(mine))
    assert [(left.item, left.why) for left in became.left] == [
        (told, "an instruction of the client is closed by itself: done asks whether it was carried out")
    ]
    assert mine.item(told.id) == told


def test_a_full_disk_changes_none_of_them(ana, mine, items, full_disk):
    with full_disk(ana), pytest.raises(StoreFull):
        mine.together(items, done(mine))
    assert [mine.item(one.id) for one in items] == items
    assert mine.can_undo() == ""


def test_of_many_tried_the_third_try_goes_to_the_attorney_in_the_same_commit(shared, mine, items):
    twice = mine.tried(mine.tried(items[0], "busy"), "voicemail")
    before = shared.commits()

    def tried(item):
        asked = mine.decision(item, "no_answer")
        changes = mine.changes
        return (
            changes.left_to_attorney(item, "no_answer", asked)
            if asked
            else changes.tried(item, "no_answer", TOMORROW_NINE)
        )

    became = mine.together([twice, items[1]], tried)
    assert shared.commits() == before + 1
    assert [(one.status, one.waiting_on) for one in became.done] == [("waiting_attorney", "morgan"), ("open", "")]
    assert "again" not in became.done[0].history[-1].what
    assert became.done[1].history[-1].what == "tried: no answer, again Fri Oct 9 9:00 AM"


def test_nothing_is_given_to_somebody_who_left(shared, mine, items):
    shared.keep("staff", Staff.read(shared.stored("staff", staff_id("dana")) | {"left": "2026-10-01"}))
    with pytest.raises(BadInput, match=r"Dana Park left on Oct 1, 2026; give it to somebody who is here"):
        mine.assign(items[0], "dana")
    assert mine.item(items[0].id).assignee == "ana"


def test_the_last_outcomes_are_offered_again_each_once_and_none_that_was_taken_back(mine, items):
    assert mine.outcomes() == []
    for item, outcome in zip(items, ["sent", "told her", "sent", "left word", "asked"], strict=True):
        mine.done(item, outcome)
    assert mine.outcomes() == ["asked", "left word", "sent"]
    mine.undo()
    assert mine.outcomes() == ["left word", "sent", "told her"]


def test_what_was_stale_before_costs_no_commit_of_its_own(ana, mine, hers, items, monkeypatch):
    for item in items[:3]:
        hers.assign(item, "dana")
    commit, asked = ana.store.commit, []

    def counted(puts):
        asked.append(len(puts))
        return commit(puts)

    monkeypatch.setattr(ana.store, "commit", counted)
    became = mine.together(items, done(mine))
    assert (len(became.done), len(became.left), asked) == (2, 3, [3])  # two items and what takes them back

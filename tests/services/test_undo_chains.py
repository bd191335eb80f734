"""Whatever was done in whatever order: taken back last first, every item stands again as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.services.attorney_change import AttorneyChange
from paratui.services.duties import Duties
from paratui.services.people import People
from paratui.services.queue import Queue
from tests.conftest import FixedClock

if TYPE_CHECKING:
    from paratui.domain.record import Doc

THURSDAY = datetime(2026, 10, 8, 14, tzinfo=UTC)
LATER = THURSDAY + timedelta(days=1)
ONE = {
    "done": lambda queue, item: queue.done(item, "told her"),
    "reopen": lambda queue, item: queue.reopen(item, "not settled"),
    "tried": lambda queue, item: queue.tried(item, "busy", LATER),
    "asked": lambda queue, item: queue.leave_to_attorney(item, "busy", "call on?"),
    "snooze": lambda queue, item: queue.snooze(item, LATER),
    "given": lambda queue, item: queue.assign(item, "dana"),
    "waits": lambda queue, item: queue.wait_on(item, "other", "the bank"),
    "edit": lambda queue, item: queue.edit(item, "say it in other words fri 3pm !"),
    "split": lambda queue, item: queue.split(item, "one; two thu 5pm"),
}
MANY = ("snooze all", "close all", "join all", "take all")


@pytest.fixture
def mine(ana) -> Queue:
    return Queue(ana)


def open_items(queue: Queue) -> list[FollowUp]:
    return sorted((place.item for place in queue.items()), key=lambda item: item.id)


def do(queue: Queue, what: str, item: FollowUp) -> None:
    items = open_items(queue)
    if what in ONE:
        ONE[what](queue, item)
    elif what == "snooze all":
        queue.together(items, lambda one: queue.changes.snoozed(one, LATER))
    elif what == "close all":
        queue.together(items, lambda one: queue.changes.done_among(one, "told them all"))
    elif what == "take all":
        queue.together(items, queue.changes.assigning("ana"))
    elif len(items) > 1:
        queue.join(items[0], items[1:])


def as_stored(doc: Doc) -> Doc:
    """What an item is, without who stored it last and what happened to it."""
    return {name: held for name, held in doc.items() if name not in {"rev", "history"}}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*ONE, *MANY]), st.integers(0, 9)), min_size=1, max_size=14))
def test_any_actions_taken_back_last_first_leave_every_item_as_it_was(new_office, steps):
    shared = new_office(FixedClock(THURSDAY))
    queue = Queue(shared.desk("ana"))
    first = [shared.follow_up(person="Maria Garcia", text=text) for text in ("send the notice", "call the clerk")]
    before = [as_stored(shared.stored("follow_up", one.id)) for one in first]
    for what, place in steps:
        known = [queue.item(doc["id"]) for doc in shared.desk("ana").store.records("follow_up")]
        try:
            do(queue, what, known[place % len(known)])
        except BadInput:
            continue
    while queue.can_undo():
        assert queue.undo().left == 0
    assert [as_stored(shared.stored("follow_up", one.id)) for one in first] == before
    known = {one.id for one in first}
    made = [doc for doc in shared.desk("ana").store.records("follow_up") if doc["id"] not in known]
    assert all(doc["status"] in CLOSED and doc["outcome"] == "taken back" for doc in made)


def test_a_split_under_a_later_action_on_many_is_taken_back_whole(shared, mine):
    item = shared.follow_up()
    first, _ = mine.split(item, "one; two")
    mine.wait_on(first, "other", "the bank")
    mine.together(open_items(mine), lambda one: mine.changes.snoozed(one, LATER))
    for _ in range(3):
        mine.undo()
    assert [(one.id, one.text) for one in open_items(mine)] == [(item.id, item.text)]
    assert not mine.can_undo()


def test_that_an_attorney_left_is_not_taken_back_and_nothing_older_is_in_its_place(shared, mine, ana):
    item = shared.follow_up()
    maria = shared.person("Maria Garcia")
    shared.matter(attorney="morgan", clients=(maria.id,))
    mine.snooze(item, LATER)
    people = People(ana)
    change = AttorneyChange(ana, people)
    change.carry_out(change.plan("morgan"))
    with pytest.raises(BadInput, match=r"It cannot be taken back that Morgan Lowe leaves the firm.*; undo once more"):
        mine.undo()
    assert mine.item(item.id).snoozed_until
    assert mine.undo().what.startswith("snoozed until")


def test_what_must_be_disclosed_is_not_taken_back_in_silence(shared, mine, ana):
    instruction = shared.follow_up(duty="instruction", text="instructed: file by Friday")
    told = Duties(ana).not_carried_out(instruction, "the clerk refused")
    with pytest.raises(BadInput, match=rf"#{told.disclose.number} must be disclosed and stays: close it"):
        mine.undo()
    assert mine.item(told.disclose.id).status == "open"
    assert mine.item(instruction.id).status == "done"

"""Who works here: who left gets nothing any more, what they still have is counted, the bell is theirs to choose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.note_line import Kind
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.staff import Staff
from paratui.services.colleagues import (
    change_colleague,
    colleague,
    gone,
    last_day,
    left_behind,
    left_behind_words,
)
from paratui.services.desk import staff_id
from paratui.services.living_queue import LivingQueue
from paratui.services.queue import Queue
from paratui.services.today import today
from paratui.store.memory import MemoryStore


def test_whoever_left_is_there_until_the_day_and_gone_from_it_on():
    leaving = Staff(id=1, login="dana", name="Dana Park", left="2026-10-09")
    assert not leaving.has_left(date(2026, 10, 8))
    assert leaving.has_left(date(2026, 10, 9))
    assert leaving.left_words == "Dana Park left on Oct 9, 2026"
    assert leaving.but(left="last fall").left_words == "Dana Park left on last fall"
    assert not Staff(id=1, login="dana").has_left(date(2026, 10, 9))


def test_nothing_can_be_assigned_to_who_left_and_all_is_as_before_once_they_are_back(shared, ana):
    queue, item = Queue(ana), shared.follow_up()
    change_colleague(ana, "dana", left="2026-10-08")
    assert set(gone(ana)) == {"dana"}
    assert [one.login for one in ana.here()] == ["ana", "morgan"]
    with pytest.raises(BadInput, match="Dana Park left on Oct 8, 2026; give it to somebody who is here"):
        colleague(ana, "dana")
    with pytest.raises(BadInput, match="Dana Park left on Oct 8, 2026"):
        queue.assign(item, "dana")
    change_colleague(ana, "dana", left="")
    assert queue.assign(item, "dana").assignee == "dana"


def test_a_line_that_names_who_left_says_so_and_makes_no_item(ana):
    change_colleague(ana, "dana", left="2026-10-01")
    read = Queue(ana).read("call back @dana thu 3pm")
    assert (read.assignee, read.named) == ("ana", False)
    assert "Dana Park left on Oct 1, 2026: name somebody who is here" in read.notice
    with pytest.raises(BadInput, match="Dana Park left on Oct 1, 2026: name somebody who is here"):
        Queue(ana).add("call back @dana thu 3pm")


def test_a_question_goes_to_no_attorney_who_left(ana):
    assert Queue(ana).read("? may he", Kind.QUESTION).assignee == "morgan"
    change_colleague(ana, "morgan", left="2026-10-01")
    assert Queue(ana).read("? may he", Kind.QUESTION).assignee == ""
    assert ana.attorney() == "attorney"


def test_what_is_still_with_who_left_is_counted_by_login(ana):
    change_colleague(ana, "dana", left="2026-10-01")
    assert left_behind(ana, ["dana", "ana", "dana", "", None]) == {"dana": 2}
    assert left_behind_words("dana", 1) == (
        "1 open follow-up is still with dana, who left",
        "in the queue, /@dana and Enter, * marks all, a gives them on, w says whom they wait on",
    )


def test_what_waits_on_an_attorney_who_left_is_counted_and_stands_with_every_attorney_until_it_is_reassigned(
    shared, ana
):
    riley = shared.keep("staff", Staff(id=staff_id("riley"), login="riley", name="Riley Lind", role="attorney"))
    asked = {"kind": "question", "status": "waiting_attorney", "waiting_on": "morgan", "due": "2026-10-08T21:00:00Z"}
    item = shared.follow_up(text="may she sign?", **asked)
    hers = replace(ana, me=riley, store=MemoryStore(shared.kept, "riley"))
    assert today(hers).today == ()
    assert LivingQueue(hers).gone == frozenset()
    change_colleague(ana, "morgan", left="2026-10-07")
    day = today(hers)
    assert [one.id for one in day.today] == [item.id]
    assert day.left_behind == today(ana).left_behind == {"morgan": 1}
    assert [(place.item.id, place.section) for place in Queue(hers).items(QueueFilter.of(riley, gone(hers)))] == [
        (item.id, "today")
    ]
    living = LivingQueue(hers)
    living.read()
    living.only(QueueFilter.of(riley, living.gone))
    assert [living.at(place).id for place in range(len(living))] == [item.id]
    assert living.counts()["today"] == 1
    assert [one.item.id for one in Queue(ana).items(QueueFilter(words="@morgan"))] == [item.id]
    Queue(ana).wait_on(item, "attorney")
    assert today(ana).left_behind == {}


@pytest.mark.parametrize(("said", "day"), [("", "2026-10-08"), ("2026-09-30", "2026-09-30")])
def test_the_last_day_is_today_or_as_it_was_typed(ana, said, day):
    assert last_day(ana, said) == day


def test_a_day_nobody_can_read_is_refused(ana):
    with pytest.raises(BadInput, match='"friday" is no day; write one such as 2026-10-08'):
        last_day(ana, "friday")


def test_the_bell_holds_tomorrow_and_is_one_of_three(shared, ana):
    assert change_colleague(ana, "ana", bell="calls").bell == "calls"
    assert Staff.read(shared.stored("staff", ana.me.id)).bell == "calls"
    assert change_colleague(ana, "ana", bell="").bell == ""
    assert "bell" not in shared.stored("staff", ana.me.id)
    with pytest.raises(BadInput, match='"loud" is no way to ring'):
        change_colleague(ana, "ana", bell="loud")


def test_nobody_leaves_who_was_never_entered(ana):
    with pytest.raises(BadInput, match='Nobody is entered as "zoe"'):
        change_colleague(ana, "zoe", left="2026-10-08")

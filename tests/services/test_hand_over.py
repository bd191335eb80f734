"""The shift hand-over: composed from the day, given in one commit, taken back with undo."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import Happening
from paratui.services.hand_over import give, hand_over, keep_note
from paratui.services.hand_over_words import text
from paratui.services.queue import Queue

NOW = "2026-10-08T14:00:00Z"


def texts(items) -> list[str]:
    return [item.text for item in items]


def test_it_lists_what_is_mine_and_due_by_the_end_of_the_next_working_day(shared, ana):
    shared.follow_up(text="late", due="2026-10-07T21:00:00Z")
    shared.follow_up(text="tomorrow", due="2026-10-09T21:00:00Z")
    shared.follow_up(text="next week", due="2026-10-12T21:00:00Z")
    shared.follow_up(text="hers", assignee="dana")
    shared.follow_up(text="waits", status="waiting_client", waiting_on="client")
    shift = hand_over(ana)
    assert texts(shift.due) == ["late", "tomorrow"]
    assert texts(shift.waiting) == ["waits"]


def test_on_a_friday_the_next_working_day_is_monday(shared, ana, clock):
    clock.go_on(86400)
    shared.follow_up(text="monday", due="2026-10-12T21:00:00Z")
    assert texts(hand_over(ana).due) == ["monday"]


def test_it_tells_what_i_closed_and_promised_today_and_nobody_elses(shared, ana):
    done = Happening(at=NOW, by="ana", what="done: sent it")
    theirs = Happening(at=NOW, by="dana", what="done: sent it")
    shared.follow_up(text="mine", status="done", outcome="sent it", history=(done,))
    shared.follow_up(text="theirs", status="done", outcome="sent it", history=(theirs,))
    made = Happening(at=NOW, by="ana", what="promised on the call")
    shared.keep("follow_up", shared.follow_up(text="promised").but(created=NOW, created_by="ana", history=(made,)))
    fields = {"status": "ended", "staff": "ana", "started": NOW, "seconds": 90, "outcome": "reached"}
    shared.keep("call", Call(id=shared.new_id(), person="Maria", **fields))
    shift = hand_over(ana)
    assert (texts(shift.closed), texts(shift.promised)) == (["mine"], ["promised"])
    lines = "\n".join(text(shift, ana.office))
    assert "10:00 AM Maria: reached" in lines
    assert "mine: sent it" in lines
    assert "theirs" not in lines


def test_the_note_stands_first_today_and_not_tomorrow(ana, clock):
    keep_note(ana, "  Maria calls\nback at 4 ")
    assert text(hand_over(ana), ana.office)[1] == "Note: Maria calls back at 4"
    clock.go_on(86400)
    assert hand_over(ana).note == ""


def test_giving_is_one_commit_with_the_note_in_each_history_and_undo_takes_it_back(shared, ana):
    shared.follow_up(text="one")
    shared.follow_up(text="two", status="waiting_client", waiting_on="client")
    before = shared.commits()
    given = give(ana, hand_over(ana).items, "dana", "she calls at 4")
    assert shared.commits() == before + 1
    assert {item.assignee for item in given} == {"dana"}
    assert {item.history[-1].what for item in given} == {"handed over to dana: she calls at 4"}
    assert hand_over(ana).items == ()
    Queue(ana).undo()
    assert texts(hand_over(ana).items) == ["one", "two"]


def test_when_somebody_was_quicker_with_one_of_them_nothing_is_given(shared, ana, dana):
    first, second = shared.follow_up(text="one"), shared.follow_up(text="two")
    items = hand_over(ana).items
    Queue(dana).done(second, "did it")
    with pytest.raises(Conflict):
        give(ana, items, "dana")
    assert shared.stored("follow_up", first.id)["assignee"] == "ana"


@pytest.mark.parametrize(
    ("login", "said"), [("ana", "yours already"), ("zoe", "Nobody here"), ("dana", "nothing to hand")]
)
def test_what_cannot_be_given_is_refused(ana, login, said):
    with pytest.raises(BadInput, match=said):
        give(ana, (), login)


def test_a_note_that_is_a_letter_is_refused(ana):
    with pytest.raises(BadInput, match="500 fit"):
        keep_note(ana, "word " * 200)

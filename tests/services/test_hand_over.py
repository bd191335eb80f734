"""The shift hand-over: composed from the day, given in one commit, taken back with undo."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import Happening
from paratui.services.giving import give
from paratui.services.hand_over import hand_over, keep_note
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


def test_only_promises_that_stand_were_promised_today(shared, ana):
    queue = Queue(ana)
    queue.add("taken back")
    queue.undo()
    first = queue.add("file the notice; call the clerk")
    queue.split(first, "file the notice; call the clerk")
    by_itself = shared.follow_up(text="by itself", duty=Duty.STATUS_UPDATE.value)
    shared.keep("follow_up", by_itself.but(created=NOW, created_by="ana"))
    shift = hand_over(ana)
    assert texts(shift.promised) == ["file the notice"]
    assert texts(shift.closed) == []


def test_what_was_joined_answered_or_not_carried_out_today_was_closed_today(shared, ana):
    queue = Queue(ana)
    kept, twice = queue.add("send the form"), queue.add("send the form")
    queue.join(kept, [twice])
    question = queue.add("? may she travel")
    queue.answering.answer(question, "Yes.", "morgan")
    instruction = shared.follow_up(text="withdraw it", duty=Duty.INSTRUCTION.value)
    queue.duties.not_carried_out(instruction, "the clerk refused")
    assert set(texts(hand_over(ana).closed)) == {"send the form", "may she travel", "withdraw it"}


def test_what_rests_says_when_it_comes_back_and_not_that_it_is_late(shared, ana):
    queue = Queue(ana)
    late = {"due": "2026-10-07T21:00:00Z", "person": "Maria Garcia"}
    tried = queue.tried(shared.follow_up(text="call her", **late), "voicemail", queue.moment("mon 3pm"))
    snoozed = queue.snooze(shared.follow_up(text="fax it", **late), queue.moment("tomorrow 9am"))
    shared.follow_up(text="send it", **late)
    told = [line.strip() for line in text(hand_over(ana), ana.office)]
    lines = {line.split()[0]: line for line in told if line.startswith("#")}
    assert f"#{tried.number} again Mon 3:00 PM" in lines[f"#{tried.number}"]
    assert f"#{snoozed.number} snoozed to tomorrow 9:00 AM" in lines[f"#{snoozed.number}"]
    words = ("call her", "fax it", "send it")
    assert len({line.index(one) for one in words for line in lines.values() if one in line}) == 1
    assert "late" not in lines[f"#{tried.number}"] + lines[f"#{snoozed.number}"]

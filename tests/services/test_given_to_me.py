"""What colleagues give me is noticed once: an item made for me, assigned to me, a question that waits on me."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.duty import Duty
from paratui.services.given_to_me import GivenToMe, given_words
from paratui.services.queue import Queue

NAMES = {"ana": "Ana", "dana": "Dana", "morgan": "Morgan"}


@pytest.fixture
def told(ana):
    """What Ana is told of since the last time, in words."""
    given = GivenToMe(ana)
    ana.changes()

    def since() -> list[str]:
        return [given_words([one], ana, NAMES) for one in given.found(ana.changes())]

    return since


def test_what_is_made_for_me_is_told_with_who_and_when(dana, told):
    item = Queue(dana).add("call back Maria today 5pm @ana")
    assert told() == [f"Dana gave you #{item.number} call back Maria, due today 5:00 PM"]
    assert told() == []


def test_what_is_assigned_to_me_is_told_and_what_else_is_done_with_mine_is_not(shared, dana, told):
    item = shared.follow_up(assignee="dana", due="2026-10-07T21:00:00Z")
    mine = shared.follow_up(assignee="ana", text="mine already")
    told()
    Queue(dana).edit(mine, "mine, in other words")
    item = Queue(dana).assign(item, "ana")
    assert told() == [f"Dana gave you #{item.number} send her the new notice, 17 h late"]


def test_what_is_assigned_to_me_is_told_whatever_else_is_done_to_it_before_i_look(shared, ana, dana, told):
    one, other = (shared.follow_up(assignee="dana", due="2026-10-08T21:00:00Z", text=text) for text in "ab")
    told()
    hers = Queue(dana)
    hers.edit(hers.snooze(hers.assign(one, "ana"), dana.now() + timedelta(hours=3)), "aa")
    hers.assign(hers.snooze(other, dana.now() + timedelta(hours=3)), "ana")
    Queue(shared.desk("morgan")).edit(hers.item(other.id), "bb")
    assert sorted(told()) == [
        f"Dana gave you #{one.number} aa, due today 5:00 PM",
        f"Dana gave you #{other.number} bb, due today 5:00 PM",
    ]


def test_what_i_claimed_myself_is_not_told_when_a_colleague_touches_it(shared, ana, dana, told):
    item = Queue(ana).assign(shared.follow_up(assignee="dana"), "ana")
    told()
    Queue(dana).edit(item, "send her the notice by mail")
    assert told() == []


def test_what_was_given_and_taken_back_or_done_before_i_looked_is_not_told(shared, dana, told):
    hers, other = Queue(dana), shared.follow_up(assignee="dana")
    told()
    hers.assign(other, "ana")
    hers.undo()
    hers.done(hers.add("fax it @ana"), "faxed")
    assert told() == []


def test_a_status_update_that_comes_up_by_itself_was_given_by_nobody(shared, told):
    shared.follow_up(assignee="ana", duty=Duty.STATUS_UPDATE.value)
    assert told() == []


def test_several_at_once_are_one_sentence(ana, dana, told):
    given = GivenToMe(ana)
    first = Queue(dana).add("one thing today 5pm @ana")
    Queue(dana).add("another @ana")
    words = given_words(given.found(ana.changes()), ana, NAMES)
    assert words == f"Dana gave you #{first.number} one thing, due today 5:00 PM - and 1 more"


def test_a_question_is_told_to_the_attorney_and_its_answer_to_whoever_asked(shared, ana, told):
    morgan = shared.desk("morgan")
    given = GivenToMe(morgan)
    morgan.changes()
    question = Queue(ana).add("? should I sign the stipulation")
    assert [one.item.id for one in given.found(morgan.changes())] == [question.id]
    done = Queue(morgan).answering.answer(question, "Not before I have read it.")
    words = f"The answer to #{question.number} is there: #{done.tell.number} tell the client the answer: N..., "
    assert told() == [f"{words}due today 5:00 PM"]


def test_what_the_attorney_decides_on_mine_is_told_to_me_at_once(shared, ana, told):
    item = shared.follow_up(text="tell Jordan the answer")
    left = Queue(ana).leave_to_attorney(item, "busy", "call on or write?")
    given = GivenToMe(ana)
    told()
    decided = Queue(shared.desk("morgan")).answering.decide(left, "Send a letter to his mother")
    words = f"The attorney decided on #{decided.number}: Send a letter to his mother, due today 5:00 PM"
    assert told() == [words]
    assert [one.item.id for one in given.found(None)] == [item.id]
    assert told() == []


def test_a_question_that_comes_back_to_be_talked_over_is_told_to_whoever_has_it_already(shared, ana, told):
    question = shared.follow_up(kind="question", status="waiting_attorney", waiting_on="attorney", created_by="ana")
    told()
    Queue(shared.desk("morgan")).answering.discuss(question, "")
    assert told() == [f"Morgan on #{question.number}: discuss in person"]


def test_after_more_changes_than_can_be_told_apart_what_was_given_is_still_found(ana, dana, clock):
    given = GivenToMe(ana)
    item = Queue(dana).add("call back Maria @ana")
    Queue(dana).add("her own")
    assert [one.item.id for one in given.found(None)] == [item.id]


def test_only_what_is_open_and_mine_stays_marked(shared, ana, dana):
    given, item = GivenToMe(ana), shared.follow_up(assignee="ana")
    other = shared.follow_up(assignee="dana")
    assert given.still_mine([item.id, other.id, 99]) == {item.id}
    Queue(dana).done(item, "sent")
    assert given.still_mine([item.id]) == set()

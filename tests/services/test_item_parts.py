"""Splitting, joining, opening again, what the attorney decides after three tries, the whole life of an item."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import Attempt
from paratui.domain.person import KnownNumber
from paratui.domain.queue_filter import QueueFilter
from paratui.services.item_life import life_of
from paratui.services.queue import Queue

MOBILE, HOME = "+14155550100", "+14155552671"


@pytest.fixture
def mine(ana) -> Queue:
    return Queue(ana)


@pytest.fixture
def hers(dana) -> Queue:
    return Queue(dana)


@pytest.fixture
def attorney(shared) -> Queue:
    return Queue(shared.desk("morgan"))


def whats(item) -> list[str]:
    return [happening.what for happening in item.history]


# Split


def test_an_item_is_split_into_parts_that_keep_person_matter_and_source(shared, mine):
    item = shared.follow_up(
        text="send the notice and call the clerk",
        person="Maria Garcia",
        person_id=7,
        matter="2026-0142",
        matter_id=8,
        phone=HOME,
        call=9,
        line=3,
        source="> send the notice and call the clerk",
        urgent=True,
        attempts=(Attempt(at="2026-10-08T13:30:00Z", by="ana", how="busy"),),
    )
    before = shared.commits()
    first, second = mine.split(item, "send the notice; call the clerk fri 3pm @dana")
    assert shared.commits() == before + 1
    assert (first.id, first.text, first.due) == (item.id, "send the notice", item.due)
    assert (second.text, second.due, second.assignee) == ("call the clerk", "2026-10-09T19:00:00Z", "dana")
    assert second.number == first.number + 1
    kept = ("person", "person_id", "matter", "matter_id", "phone", "call", "line", "source", "urgent")
    assert [getattr(second, name) for name in kept] == [getattr(item, name) for name in kept]
    assert (second.came_from, first.kin, second.attempts) == (item.id, (second.id,), ())
    assert whats(first)[-1] == "split in 2, before: send the notice and call the clerk"
    assert whats(second) == [f"split off #{item.number}"]


def test_a_split_is_taken_back_whole(shared, mine):
    item = shared.follow_up()
    mine.split(item, "one; two; three")
    back, *gone = mine.undo().items
    assert (back.text, back.kin) == (item.text, ())
    assert [(one.status, one.outcome) for one in gone] == [("cancelled", "taken back")] * 2
    assert [place.item.id for place in mine.items()] == [item.id]


@pytest.mark.parametrize("typed", ["send the notice", "send the notice;", " ; ", ""])
def test_a_split_needs_two_parts(shared, mine, typed):
    with pytest.raises(BadInput, match="Put a ; between the parts"):
        mine.split(shared.follow_up(), typed)


def test_a_part_of_a_question_stays_a_question_that_waits(shared, mine):
    item = shared.follow_up(kind="question", text="sign?", status="waiting_attorney", waiting_on="morgan")
    made = mine.split(item, "should I sign?; may I move?")
    assert [(one.kind, one.status, one.waiting_on) for one in made] == [
        ("question", "waiting_attorney", "morgan")
    ] * 2


# Join


def test_a_duplicate_is_closed_into_the_item_that_stays(shared, mine):
    kept = shared.follow_up(
        text="call Maria back", person_id=7, due="2026-10-09T21:00:00Z", clock="same business day", assignee=""
    )
    double = shared.follow_up(
        text="call back Maria",
        person_id=7,
        phone=HOME,
        due="2026-10-08T19:00:00Z",
        clock="as promised",
        urgent=True,
        assignee="dana",
        call=9,
        line=2,
        flags=("custody",),
        attempts=(Attempt(at="2026-10-08T13:30:00Z", by="dana", how="busy"),),
    )
    before = shared.commits()
    joined = mine.join(kept, [double])
    assert shared.commits() == before + 1
    assert (joined.due, joined.clock, joined.urgent) == ("2026-10-08T19:00:00Z", "as promised", True)
    assert (joined.text, joined.assignee, joined.phone, joined.call, joined.line) == (
        "call Maria back",
        "dana",
        HOME,
        9,
        2,
    )
    assert ([one.how for one in joined.attempts], joined.flags, joined.kin) == (["busy"], ("custody",), (double.id,))
    closed = mine.item(double.id)
    assert (closed.status, closed.outcome, closed.joined_into) == (
        "cancelled",
        f"joined into #{kept.number}",
        kept.id,
    )
    assert whats(joined)[-1] == f"joined with #{double.number}"
    assert [place.item.id for place in mine.items()] == [kept.id]


def test_what_the_joined_one_says_besides_is_said_by_the_one_that_stays(shared, mine):
    kept = shared.follow_up(text="call Maria back", person_id=7)
    other = shared.follow_up(text="send the notice", person_id=7)
    assert mine.join(kept, [other]).text == "call Maria back; send the notice"


def test_a_join_is_taken_back_whole(shared, mine):
    kept, double = shared.follow_up(text="call her", person_id=7), shared.follow_up(text="call her", person_id=7)
    mine.join(kept, [double])
    back = mine.undo().items
    assert [one.but(rev=1, history=()) for one in back] == [kept, double]


def test_only_items_of_one_person_and_kind_are_joined_and_no_closed_one(shared, mine):
    kept = shared.follow_up(person_id=7, person="Maria Garcia")
    with pytest.raises(BadInput, match=r"#2 is for another person \(Dan Bell\) than #1 \(Maria Garcia\); .*#2 out"):
        mine.join(kept, [shared.follow_up(person_id=8, person="Dan Bell")])
    with pytest.raises(BadInput, match=r"#3 is a question for the attorney, #1 is a promise; .*#3 out"):
        mine.join(kept, [shared.follow_up(person_id=7, kind="question")])
    with pytest.raises(BadInput, match="is closed already"):
        mine.join(kept, [mine.done(shared.follow_up(person_id=7), "sent")])


def test_duplicates_are_proposed_first_and_only_of_the_same_person(shared, mine):
    item = shared.follow_up(text="call Maria about the notice", person_id=7)
    other = shared.follow_up(text="order the transcript", person_id=7)
    alike = shared.follow_up(text="call maria about the notise", person_id=7)
    shared.follow_up(text="call Maria about the notice", person_id=8)
    assert mine.may_be_joined(item) == [alike, other]
    nobodys = shared.follow_up(text="water the plants")
    assert mine.may_be_joined(nobodys) == []


def test_a_stale_join_changes_neither(shared, mine, hers):
    kept, double = shared.follow_up(person_id=7), shared.follow_up(person_id=7)
    theirs = hers.assign(double, "dana")
    with pytest.raises(Conflict, match="dana changed"):
        mine.join(kept, [double])
    assert (mine.item(kept.id), mine.item(double.id)) == (kept, theirs)


# Open again


def test_what_was_closed_lately_stands_mine_first_then_the_newest(shared, mine, hers):
    first, second, third, _ = (shared.follow_up(text=text) for text in ("first", "second", "third", "open"))
    mine.done(first, "sent")
    shared.clock.go_on(60)
    mine.done(second, "sent")
    shared.clock.go_on(60)
    hers.done(third, "sent")
    assert [one.text for one in mine.lately_closed()] == ["second", "first", "third"]


def test_an_item_is_opened_again_with_a_reason_and_out_of_what_it_was_joined_into(shared, mine):
    kept, double = shared.follow_up(person_id=7), shared.follow_up(person_id=7)
    mine.join(kept, [double])
    again = mine.reopen(mine.item(double.id), "these are two notices")
    assert (again.status, again.outcome, again.joined_into) == ("open", "", 0)
    assert whats(again)[-1] == "reopened: these are two notices"
    assert {place.item.id for place in mine.items()} == {kept.id, double.id}


# The next try, and the attorney after three


def test_the_next_try_knows_the_number_the_zone_and_the_best_times_of_the_person(shared, mine):
    maria = shared.person(phones=(HOME, MOBILE), best_times="after 4", zone="America/Chicago")
    item = shared.follow_up(person_id=maria.id, phone=HOME)
    # Four in Chicago is five in New York, when the office closes: the usual hours count.
    assert mine.next_try(item, "no_answer").when == "today 3pm"
    assert mine.next_try(item, "voicemail").by.startswith("at another number of theirs or by a letter or mail")
    assert mine.next_try(item, "busy") == ("in 1 hour", "", "")
    wrong = mine.next_try(item, "wrong_number")
    assert (wrong.number, wrong.by) == (MOBILE, "at another number of theirs")


def test_a_wrong_number_without_another_wants_checking(shared, mine):
    maria = shared.person(phones=(HOME, MOBILE), numbers=(KnownNumber(number=MOBILE, safe="no"),))
    item = shared.follow_up(person_id=maria.id, phone=HOME)
    assert mine.next_try(item, "wrong_number").by == "once the number is checked"
    assert whats(mine.tried(item, "wrong_number")) == ["tried: wrong number, have the number checked"]


def test_after_a_wrong_number_the_item_goes_on_with_the_other_one(shared, mine):
    item = shared.follow_up(phone=HOME)
    tried = mine.tried(item, "wrong_number", number=MOBILE)
    assert (tried.phone, whats(tried)) == (MOBILE, ["tried: wrong number, next at another number of theirs"])
    assert mine.undo().items[0].phone == HOME


def test_a_busy_line_just_before_the_close_is_tried_on_another_day(shared, mine):
    shared.clock.go_on(6 * 3600 + 1200)  # 16:20
    assert mine.next_try(shared.follow_up(), "busy").when == "tomorrow 10am"


def test_the_third_try_is_the_attorney_s_to_decide_and_shows_at_the_attorney(shared, mine, attorney):
    twice = mine.tried(mine.tried(shared.follow_up(assignee="dana"), "voicemail"), "busy")
    assert mine.decision(mine.item(twice.id).but(attempts=()), "busy") == ""
    asked = mine.decision(twice, "busy")
    assert asked == "3 tries reached nobody (voicemail, busy 2x): call on, write, or let it rest?"
    left = mine.leave_to_attorney(twice, "busy", asked)
    assert (left.status, left.waiting_on, left.assignee, len(left.attempts)) == (
        "waiting_attorney",
        "morgan",
        "dana",
        3,
    )
    assert left.asked_of_attorney == asked
    # It stands by its due time in the attorney's own queue.
    theirs = attorney.items(QueueFilter(assignee="morgan"))
    assert [(place.item.id, place.section) for place in theirs] == [(left.id, "today")]
    assert mine.wait_on(left, "").asked_of_attorney == ""


def test_a_try_after_the_decision_asks_the_attorney_again_only_after_as_many_more(shared, mine, attorney):
    item = shared.follow_up()
    for how in ("voicemail", "busy"):
        item = mine.tried(item, how)
    left = mine.leave_to_attorney(item, "busy", "call on or write?")
    shared.clock.go_on(60)
    decided = attorney.answering.decide(left, "call on")
    assert decided.decision.what == "the attorney decided: call on"
    for how in ("voicemail", "busy"):
        shared.clock.go_on(60)
        assert mine.decision(decided, how) == ""
        decided = mine.tried(decided, how)
    again = mine.leave_to_attorney(decided, "busy", mine.decision(decided, "busy"))
    assert (again.status, again.decision) == ("waiting_attorney", None)


def test_a_decision_taken_back_is_asked_for_again_and_one_that_stands_is_not(shared, mine, attorney):
    left = mine.leave_to_attorney(shared.follow_up(), "busy", "call on or write?")
    attorney.answering.decide(left, "write")
    back = attorney.undo().items[0]
    assert (back.asked_of_attorney, back.decision) == ("call on or write?", None)
    waits = mine.wait_on(attorney.answering.decide(back, "let it rest"), "attorney")
    assert (waits.asked_of_attorney, waits.decision.what) == ("", "the attorney decided: let it rest")


def test_the_attorney_of_the_matter_decides_before_the_office_s(shared, mine):
    matter = shared.matter(attorney="dana")
    assert mine.attorney_of(shared.follow_up(matter_id=matter.id)) == "dana"
    gone = shared.matter("2026-0143", attorney="nobody")
    assert mine.attorney_of(shared.follow_up(matter_id=gone.id)) == "morgan"


def test_a_call_that_was_the_third_try_leaves_the_item_to_the_attorney(shared, mine):
    twice = mine.tried(mine.tried(shared.follow_up(), "voicemail"), "busy")
    after = mine.answered(twice, "no_answer")
    assert (after.status, after.waiting_on, after.snoozed_until) == ("waiting_attorney", "morgan", "")


def test_whatever_waits_without_a_date_is_touched_base_with(shared, mine):
    matter = shared.matter(touch_base_days=14)
    waits = mine.wait_on(shared.follow_up(due="", clock="", matter_id=matter.id), "client")
    assert (waits.due, waits.clock) == ("2026-10-22T21:00:00Z", "touch base every 14 days")
    dated = shared.follow_up(clock="as promised")
    assert mine.wait_on(dated, "client").due == dated.due


# Its whole life


def test_the_life_of_an_item_tells_what_it_was_joined_with_and_split_into(shared, ana, mine):
    kept, double = shared.follow_up(text="call her", person_id=7), shared.follow_up(text="call her", person_id=7)
    tried = mine.tried(double, "busy")
    joined = mine.join(kept, [tried])
    first, part = mine.split(joined, "call her; write to her")
    life = life_of(ana, kept.id)
    assert life.item == first
    assert [one.id for one in life.joined] == [double.id]
    assert [one.id for one in life.parts] == [part.id]
    assert ("tried: busy", double.number) in [(one.what, number) for one, number in life.happenings()]
    assert [one.at for one, _ in life.happenings()] == sorted(one.at for one, _ in life.happenings())
    assert life_of(ana, part.id).origin == first
    assert life_of(ana, double.id).into == first
    with pytest.raises(BadInput, match="not there any more"):
        life_of(ana, shared.new_id())


def test_two_people_finish_one_item_at_once_and_the_second_is_told(shared, mine, hers):
    item = shared.follow_up()
    first = hers.done(item, "sent by mail")
    with pytest.raises(Conflict) as refused:
        mine.done(item, "sent by fax")
    assert refused.value.changed_by == "dana"
    assert refused.value.current["outcome"] == "sent by mail"
    assert mine.item(item.id) == first


# What hangs together is taken back together


def test_a_split_whose_part_a_colleague_has_taken_is_not_taken_back_by_halves(shared, mine, hers):
    first, second = mine.split(shared.follow_up(text="one; two"), "one; two")
    theirs = hers.assign(second, "dana")
    with pytest.raises(Conflict):
        mine.undo()
    assert shared.stored("follow_up", first.id)["text"] == "one"
    assert shared.stored("follow_up", theirs.id) == theirs.doc()


def test_an_item_joined_reopened_and_joined_again_counts_its_tries_once(shared, mine):
    kept, other = shared.follow_up(text="call her back"), mine.tried(shared.follow_up(text="call back"), "busy")
    kept = mine.join(kept, [other])
    other = mine.reopen(mine.item(other.id), "not the same after all")
    assert len(mine.join(kept, [other]).attempts) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"answer": "do not sign"},
        {"document": "Garcia-Maria_Custody_Order_2026-10-08"},
        {"batch": 7},
        {"duty": "not_carried_out"},
        {"matter_id": 9},
    ],
)
def test_what_would_be_lost_in_another_item_is_not_joined_away(shared, mine, fields):
    kept, other = shared.follow_up(text="call back", matter_id=8), shared.follow_up(text="call back", **fields)
    with pytest.raises(BadInput, match="is not joined away"):
        mine.join(kept, [other])


def test_a_promise_joined_into_a_status_update_does_not_close_with_it(shared, mine):
    update = shared.follow_up(text="status update due", duty="status_update")
    kept = mine.join(update, [shared.follow_up(text="send the deed")])
    assert (kept.text, kept.duty) == ("status update due; send the deed", "")


def test_a_question_opened_again_waits_on_the_attorney_without_the_old_answer(shared, mine):
    asked = shared.follow_up(kind="question", waiting_on="morgan", status="done", answer="Yes.", outcome="answered")
    again = mine.reopen(asked, "she asked once more")
    assert (again.status, again.waiting_on, again.answer) == ("waiting_attorney", "morgan", "")


def test_what_waited_on_the_client_is_ours_to_do_when_it_is_opened_again(shared, mine):
    again = mine.reopen(shared.follow_up(status="done", waiting_on="client"), "she never sent it")
    assert (again.status, again.waiting_on) == ("open", "")


def test_an_instruction_is_disclosed_once_however_often_it_is_closed(shared, mine):
    instruction = shared.follow_up(text="instructed: no calls at home", duty="instruction")
    first = mine.duties.not_carried_out(instruction, "called the house")
    again = mine.duties.not_carried_out(mine.reopen(mine.item(instruction.id), "looked again"), "called the house")
    assert again.disclose.id == first.disclose.id
    assert len([place for place in mine.items() if place.item.duty == "not_carried_out"]) == 1


@pytest.mark.parametrize("fields", [{"duty": "instruction"}, {"kind": "question", "waiting_on": "morgan"}])
def test_a_call_made_for_it_closes_neither_an_instruction_nor_a_question(shared, mine, fields):
    after = mine.answered(shared.follow_up(**fields), "reached")
    assert (after.status, after.outcome) == ("open", "")
    assert "stays open" in whats(after)[-1]

"""The queue as two people work it: each action is one commit, told in the history, refused when stale."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paratui.domain.action import UNDO_DEPTH
from paratui.domain.due_told import again_words
from paratui.domain.errors import BadInput, Conflict, StoreFull
from paratui.domain.follow_up import FollowUp
from paratui.domain.matter import Matter
from paratui.domain.note_line import Kind
from paratui.domain.queue_filter import QueueFilter
from paratui.services.actions import Actions
from paratui.services.item_actions import ItemActions, kind_named
from paratui.services.people import People
from paratui.services.queue import Queue

TOMORROW_NINE = datetime(2026, 10, 9, 13, 0, tzinfo=UTC)


@pytest.fixture
def mine(ana) -> Queue:
    return Queue(ana)


@pytest.fixture
def hers(dana) -> Queue:
    return Queue(dana)


def whats(item) -> list[str]:
    return [happening.what for happening in item.history]


# What stands in it


def test_an_item_somebody_writes_down_keeps_what_makes_it_important(mine, hers):
    mine.add("send the notice thu 3pm")
    mine.add("tell Daniel that her son got arrested thu 3pm")
    assert [(place.item.number, place.item.flags) for place in hers.items()] == [(2, ("in_custody",)), (1, ())]


def test_a_colleague_s_item_is_in_the_queue_as_soon_as_it_is_stored(mine, hers):
    made = hers.add("send the notice thu 3pm")
    assert [place.item for place in mine.items()] == [made]
    hers.done(made, "sent")
    assert mine.items() == []
    assert mine.item(made.id).outcome == "sent"


def test_the_queue_is_narrowed_by_person_kind_words_and_whose_it_is(shared, mine):
    notice = shared.follow_up(text="send the notice", person="Maria Garcia", person_id=7, assignee="dana")
    shared.follow_up(text="call back", person="Dean Oakley", person_id=8, assignee="")
    question = shared.follow_up(text="may he move?", kind="question", matter="2026-0142", assignee="morgan")

    def texts(**wanted) -> set[str]:
        return {place.item.text for place in mine.items(QueueFilter(**wanted))}

    assert texts() == {"send the notice", "call back", "may he move?"}
    assert texts(assignee="dana") == {"send the notice", "call back"}
    assert texts(kind="question") == {"may he move?"}
    assert texts(person_id=7) == {"send the notice"}
    assert texts(words="GARCIA notice") == {"send the notice"}
    assert texts(words="garcia oakley") == set()
    assert texts(words="2026-0142") == {"may he move?"}
    assert texts(words=str(question.number)) >= {"may he move?"}
    assert texts(assignee="dana", person_id=7, words=str(notice.number)) == {"send the notice"}


def test_an_item_is_found_by_the_number_people_say(shared, mine):
    item = shared.follow_up()
    assert mine.numbered(item.number) == item
    with pytest.raises(BadInput, match="There is no follow-up number 99; `paratui queue` lists"):
        mine.numbered(99)


# Making one


def test_a_line_of_the_grammar_becomes_an_item_with_its_due_person_and_urgency(shared, mine):
    item = mine.add("call back thu 3pm @dana !")
    assert (item.text, item.kind, item.status, item.assignee, item.urgent) == (
        "call back",
        "promise",
        "open",
        "dana",
        True,
    )
    assert (item.due, item.clock) == ("2026-10-08T19:00:00Z", "appointment")
    assert (item.source, item.person, item.person_id) == ("call back thu 3pm @dana !", "", 0)
    assert (item.created_by, whats(item), item.rev) == ("ana", ["made"], 1)
    assert shared.stored("follow_up", item.id) == item.doc()


def test_an_item_for_somebody_known_has_their_number_and_their_one_open_matter(shared, ana, mine):
    maria = shared.person(phones=("+14155552671", "+14155550100"))
    shared.matter("2024-0007", status="closed", clients=(maria.id,))
    matter = shared.matter(clients=(maria.id,))
    item = mine.add("send the notice", People(ana).person(maria.id))
    assert (item.person_id, item.person, item.phone) == (maria.id, "Maria Garcia", "+14155552671")
    assert (item.matter_id, item.matter) == (matter.id, "2026-0142")
    assert item.text == "send the notice"


def test_which_of_several_open_matters_is_meant_is_not_guessed(shared, ana, mine):
    maria = shared.person()
    for number in ("2026-0142", "2026-0143"):
        shared.matter(number, clients=(maria.id,))
    item = mine.add("send the notice", People(ana).person(maria.id))
    assert (item.person_id, item.matter_id, item.matter, item.phone) == (maria.id, 0, "", "")


def test_an_item_for_somebody_nobody_has_entered_keeps_the_name(mine):
    item = mine.add("send the notice", person="her sister Rosa")
    assert (item.person_id, item.person, item.phone, item.matter) == (0, "her sister Rosa", "", "")


def test_without_a_time_the_same_business_day_clock_counts_and_it_is_mine(mine):
    item = mine.add("send the notice")
    assert (item.due, item.clock, item.assignee) == ("2026-10-08T21:00:00Z", "same business day", "ana")


@pytest.mark.parametrize(
    ("typed", "kind", "status", "assignee"),
    [
        ("> send the notice", "promise", "open", "ana"),
        ("< send the pay stubs", "client_task", "waiting_client", "ana"),
        ("? should I sign?", "question", "waiting_attorney", "morgan"),
    ],
)
def test_the_mark_says_of_which_kind_it_is(mine, typed, kind, status, assignee):
    item = mine.add(typed)
    assert (item.kind, item.status, item.assignee) == (kind, status, assignee)


@pytest.mark.parametrize("typed", ["~ she is afraid", "! never call work", "# custody", "* for you", "- a note"])
def test_a_line_of_another_kind_makes_no_item_and_the_refusal_names_the_marks(shared, mine, typed):
    before = shared.commits()
    with pytest.raises(
        BadInput, match=r"makes no follow-up; start with > \(promise\), < \(the client will do\) or \?"
    ):
        mine.add(typed)
    assert shared.commits() == before


@pytest.mark.parametrize("typed", ["", "   ", ">", "> "])
def test_a_line_that_says_nothing_makes_no_item(shared, mine, typed):
    before = shared.commits()
    with pytest.raises(BadInput, match="There is nothing to do in this line; write what is to be done"):
        mine.add(typed)
    assert shared.commits() == before


# Each action


def test_done_closes_an_item_with_what_came_of_it(shared, mine):
    item = shared.follow_up(snoozed_until="2026-10-08T14:30:00Z")
    before = shared.commits()
    closed = mine.done(item, "  reached her ")
    assert (closed.status, closed.outcome, closed.snoozed_until) == ("done", "reached her", "")
    assert whats(closed) == ["done: reached her"]
    assert (closed.history[0].by, closed.history[0].at) == ("ana", "2026-10-08T14:00:00Z")
    assert shared.commits() == before + 1
    assert shared.stored("follow_up", item.id) == closed.doc()


def test_done_needs_an_outcome_and_is_done_once(shared, mine):
    item = shared.follow_up()
    with pytest.raises(BadInput, match="Say in a few words what came of it"):
        mine.done(item, "  ")
    closed = mine.done(item, "sent")
    with pytest.raises(BadInput, match=f"#{item.number} is closed already: sent; nothing was changed"):
        mine.done(closed, "sent again")


def test_a_closed_item_is_opened_again(shared, mine):
    again = mine.reopen(mine.done(shared.follow_up(), "sent"))
    assert (again.status, again.outcome, whats(again)) == ("open", "", ["done: sent", "reopened"])
    assert [place.item.id for place in mine.items()] == [again.id]


def test_a_try_is_counted_and_the_item_rests_until_the_next_one_without_being_due_any_later(shared, mine):
    item = shared.follow_up()
    tried = mine.tried(item, "voicemail", TOMORROW_NINE)
    assert [(one.how, one.by, one.at) for one in tried.attempts] == [("voicemail", "ana", "2026-10-08T14:00:00Z")]
    assert (tried.due, tried.clock, tried.snoozed_until) == (item.due, item.clock, "2026-10-09T13:00:00Z")
    assert whats(tried) == ["tried: left a voicemail, again Fri Oct 9 9:00 AM"]
    assert mine.changes.just_done(tried) == "tried: left a voicemail, again tomorrow 9:00 AM"
    assert tried.status == "open"
    assert [place.section for place in mine.items()] == ["later"]


def test_a_try_without_a_next_one_keeps_the_due_time(shared, mine):
    item = shared.follow_up()
    tried = mine.tried(mine.tried(item, "busy"), "no_answer")
    assert [one.how for one in tried.attempts] == ["busy", "no_answer"]
    assert tried.due == item.due
    assert whats(tried) == ["tried: busy", "tried: no answer"]


def test_a_snoozed_item_keeps_its_due_time(shared, mine):
    item = shared.follow_up()
    snoozed = mine.snooze(item, TOMORROW_NINE)
    assert (snoozed.snoozed_until, snoozed.due) == ("2026-10-09T13:00:00Z", item.due)
    assert whats(snoozed) == ["snoozed until Fri Oct 9 9:00 AM"]
    assert [place.section for place in mine.items()] == ["later"]
    shared.clock.go_on(24 * 3600)
    assert [place.section for place in mine.items()] == ["overdue"]


def test_an_item_cannot_be_snoozed_until_a_time_gone_by(shared, mine):
    with pytest.raises(BadInput, match="past already; say a later one"):
        mine.snooze(shared.follow_up(), shared.clock.now())


def test_the_words_for_a_time_are_read_and_what_is_no_time_to_come_is_refused(mine):
    assert mine.moment("tomorrow 9am") == TOMORROW_NINE
    with pytest.raises(BadInput, match="no time I can read; write one such as"):
        mine.moment("when she calls")
    with pytest.raises(BadInput, match="past already; say a later one"):
        mine.moment("today 9am")


@pytest.mark.parametrize(
    ("words", "expected", "opening"),
    [
        ("tomorrow", "Fri Oct 09 09:00", True),
        ("fri", "Fri Oct 09 09:00", True),
        ("thu", "Thu Oct 15 09:00", True),
        ("next week", "Mon Oct 12 09:00", True),
        ("end of next week", "Fri Oct 16 09:00", True),
        ("next month", "Mon Nov 02 09:00", True),
        ("in 2 business days", "Mon Oct 12 09:00", True),
        ("in 3 weeks", "Thu Oct 29 09:00", True),
        ("sat", "Sat Oct 10 09:00", False),
        ("today", "Thu Oct 08 17:00", False),
        ("tomorrow 4pm", "Fri Oct 09 16:00", False),
        ("next week 3pm", "Mon Oct 12 15:00", False),
        ("in 2 hours", "Thu Oct 08 12:00", False),
    ],
)
def test_a_day_without_a_time_is_its_opening_where_an_item_is_wanted_again(mine, ana, words, expected, opening):
    again = mine.again(words)
    assert (f"{again.due.astimezone(ana.office.tz):%a %b %d %H:%M}", again.opening) == (expected, opening)
    told = again_words(again, ana.now(), ana.office)
    assert told.endswith(", when the office opens") is opening
    if opening:
        assert mine.beside_hours(None)(again.due) == ""


@pytest.mark.parametrize("words", ["3pm", "again at 3pm", "Try again at 3pm", "By 3pm.", "3pm ,"])
def test_small_words_around_a_time_say_nothing_else(mine, words):
    assert mine.moment(words) == datetime(2026, 10, 8, 19, 0, tzinfo=UTC)


def test_a_time_with_other_words_is_not_guessed_at(mine):
    with pytest.raises(BadInput, match="write the time alone"):
        mine.moment("tomorrow 9am after the hearing")
    with pytest.raises(BadInput, match='I can read "tomorrow 9am", but not "the clerk"; write the time alone'):
        mine.moment("the clerk tomorrow 9am")


@pytest.mark.parametrize("status", ["done", "cancelled"])
@pytest.mark.parametrize(
    "action",
    [
        lambda queue, item: queue.done(item, "sent again"),
        lambda queue, item: queue.tried(item, "busy"),
        lambda queue, item: queue.snooze(item, TOMORROW_NINE),
        lambda queue, item: queue.assign(item, "dana"),
        lambda queue, item: queue.wait_on(item, "client"),
        lambda queue, item: queue.wait_on(item, ""),
        lambda queue, item: queue.edit(item, "other words"),
    ],
    ids=["done", "tried", "snooze", "assign", "wait_on", "waits no more", "edit"],
)
def test_nothing_is_done_to_a_closed_item_by_mistake(shared, mine, action, status):
    item = shared.follow_up(status=status, outcome="sent it")
    before = shared.commits()
    with pytest.raises(BadInput, match=f"#{item.number} is closed already: sent it; nothing was changed"):
        action(mine, item)
    assert shared.commits() == before


def test_an_item_is_claimed_and_given_away(shared, mine):
    claimed = mine.assign(shared.follow_up(assignee="dana"), "ana")
    given = mine.assign(claimed, "morgan")
    assert given.assignee == "morgan"
    assert whats(given) == ["claimed from dana", "assigned to morgan"]
    assert whats(mine.assign(shared.follow_up(assignee=""), "ana")) == ["claimed"]


def test_an_item_is_given_to_somebody_of_the_office_only(shared, mine):
    with pytest.raises(BadInput, match="Nobody here has the login guest"):
        mine.assign(shared.follow_up(), "guest")


@pytest.mark.parametrize(
    ("whom", "words", "status", "waiting_on"),
    [
        ("attorney", "", "waiting_attorney", "attorney"),
        ("client", "", "waiting_client", "client"),
        ("other", "the court clerk", "waiting_other", "the court clerk"),
    ],
)
def test_an_item_waits_on_somebody_until_it_does_not(shared, mine, whom, words, status, waiting_on):
    waits = mine.wait_on(shared.follow_up(), whom, words)
    assert (waits.status, waits.waiting_on) == (status, waiting_on)
    assert [place.section for place in mine.items()] == ["waiting"]
    no_more = mine.wait_on(waits, "")
    assert (no_more.status, no_more.waiting_on) == ("open", "")
    assert whats(no_more) == [f"waiting on {waiting_on}", "waits no more"]


def test_an_edit_without_a_time_keeps_the_due_time_and_who_has_it(shared, mine):
    item = shared.follow_up(assignee="dana", clock="same business day", due="2026-10-08T20:00:00Z")
    edited = mine.edit(item, "send her the NEW notice by mail")
    assert edited.text == "send her the NEW notice by mail"
    assert (edited.due, edited.clock, edited.assignee) == (item.due, item.clock, "dana")
    assert whats(edited) == ["reworded, before: send her the new notice"]


def test_an_edit_that_names_a_time_a_person_and_urgency_takes_them(shared, mine):
    item = shared.follow_up(snoozed_until="2026-10-08T18:00:00Z")
    edited = mine.edit(item, "send the notice fri 10am @dana !")
    assert (edited.text, edited.due, edited.clock) == ("send the notice", "2026-10-09T14:00:00Z", "as promised")
    assert (edited.assignee, edited.urgent, edited.snoozed_until) == ("dana", True, "")
    assert mine.edit(edited, "send the notice").urgent is False


def test_an_edit_keeps_the_words_of_a_question(shared, mine):
    item = shared.follow_up(kind="question", text="sign?", assignee="morgan", status="waiting_attorney")
    edited = mine.edit(item, "should I sign by tomorrow?")
    assert (edited.text, edited.due, edited.kind) == ("should I sign by tomorrow?", item.due, "question")


def test_an_edit_needs_some_words(shared, mine):
    with pytest.raises(BadInput, match="needs some words; to close it, use done"):
        mine.edit(shared.follow_up(), "  ")


def test_an_edit_that_names_me_gives_the_item_to_me(shared, mine):
    assert mine.edit(shared.follow_up(assignee="dana"), "send the notice @me").assignee == "ana"


def test_an_edit_leaves_a_question_with_whoever_has_it(shared, mine):
    item = shared.follow_up(kind="question", text="sign?", assignee="dana", status="waiting_attorney")
    assert mine.edit(item, "should I sign?").assignee == "dana"


def test_an_edit_leaves_an_item_nobody_has_with_nobody(shared, mine):
    assert mine.edit(shared.follow_up(assignee=""), "send the notice").assignee == ""


@pytest.mark.parametrize(
    ("kind", "text", "urgent", "words"),
    [
        ("promise", "send the notice", False, "send the notice"),
        ("promise", "send the notice", True, "send the notice !"),
        ("promise", "* two copies", False, "\\* two copies"),
        ("question", "should I sign?", False, "should I sign?"),
        ("question", "should I sign !", True, "should I sign !"),
        ("client_task", "\\ a backslash", False, "\\\\ a backslash"),
    ],
)
def test_what_is_edited_and_kept_as_it_stands_stays_as_it_is(shared, mine, kind, text, urgent, words):
    item = shared.follow_up(kind=kind, text=text, urgent=urgent, assignee="dana", clock="same business day")
    assert ItemActions.editable(item) == words
    edited = mine.edit(item, words)
    assert (edited.text, edited.urgent, edited.due, edited.assignee) == (text, urgent, item.due, "dana")


def test_a_kind_of_a_newer_version_is_edited_as_a_promise(shared, mine):
    assert kind_named("question") is Kind.QUESTION
    assert (kind_named("vow"), kind_named("note")) == (Kind.PROMISE, Kind.PROMISE)
    edited = mine.edit(shared.follow_up(kind="vow"), "send it fri 10am")
    assert (edited.kind, edited.text, edited.due) == ("vow", "send it", "2026-10-09T14:00:00Z")


# Somebody else was quicker


@pytest.mark.parametrize(
    "action",
    [
        lambda queue, item: queue.done(item, "sent"),
        lambda queue, item: queue.tried(item, "busy"),
        lambda queue, item: queue.snooze(item, TOMORROW_NINE),
        lambda queue, item: queue.assign(item, "dana"),
        lambda queue, item: queue.wait_on(item, "client"),
        lambda queue, item: queue.edit(item, "other words"),
        lambda queue, item: queue.reopen(item),
    ],
    ids=["done", "tried", "snooze", "assign", "wait_on", "edit", "reopen"],
)
def test_a_stale_action_is_refused_and_overwrites_nothing(shared, mine, hers, action):
    item = shared.follow_up()
    shared.clock.go_on(420)
    claimed = hers.assign(item, "dana")
    before = shared.commits()
    with pytest.raises(Conflict, match="dana changed this follow-up at 14:07") as refused:
        action(mine, item)
    assert refused.value.current == claimed.doc()
    assert shared.stored("follow_up", item.id) == claimed.doc()
    assert shared.commits() == before
    assert mine.can_undo() == ""
    # Looked at again, it can be done.
    action(mine, mine.item(item.id))


def test_a_refused_commit_changes_nothing_and_can_be_tried_again(shared, ana, mine, full_disk):
    item = shared.follow_up()
    with full_disk(ana), pytest.raises(StoreFull):
        mine.done(item, "sent")
    assert (mine.item(item.id), mine.can_undo()) == (item, "")
    assert mine.done(item, "sent").status == "done"


def test_fields_of_a_newer_version_survive_every_action(shared, mine):
    item = shared.keep("follow_up", FollowUp.read({"id": shared.new_id(), "text": "call", "escalate": {"to": "x"}}))
    for changed in (
        item := mine.assign(item, "ana"),
        item := mine.tried(item, "busy"),
        item := mine.edit(item, "call her back"),
        item := mine.done(item, "reached"),
        mine.undo().items[0],
    ):
        assert shared.stored("follow_up", changed.id)["escalate"] == {"to": "x"}


# Taking back


@pytest.mark.parametrize(
    "action",
    [
        lambda queue, item: queue.done(item, "sent"),
        lambda queue, item: queue.tried(item, "voicemail", TOMORROW_NINE),
        lambda queue, item: queue.snooze(item, TOMORROW_NINE),
        lambda queue, item: queue.assign(item, "dana"),
        lambda queue, item: queue.wait_on(item, "client"),
        lambda queue, item: queue.edit(item, "other words tomorrow @dana !"),
    ],
    ids=["done", "tried", "snooze", "assign", "wait_on", "edit"],
)
def test_undo_takes_the_action_back_and_tells_so_in_the_history(shared, mine, action):
    item = shared.follow_up()
    done = whats(action(mine, item))[-1]
    assert mine.can_undo() == done
    back = mine.undo().items[0]
    assert back.but(rev=item.rev, history=item.history) == item
    assert whats(back) == [done, f"undone: {done}"]
    assert (back.rev, mine.can_undo()) == (3, "")
    assert shared.stored("follow_up", item.id) == back.doc()


def test_there_is_nothing_to_undo_at_first(mine):
    with pytest.raises(BadInput, match="You have done nothing lately that could be taken back"):
        mine.undo()
    assert mine.can_undo() == ""


def test_an_item_made_by_mistake_is_taken_back(mine):
    item = mine.add("send the notice")
    back = mine.undo().items[0]
    assert (back.id, back.status, back.outcome) == (item.id, "cancelled", "taken back")
    assert mine.items() == []


def test_undo_after_a_colleague_s_change_is_refused_and_theirs_stays(shared, mine, hers):
    item = mine.snooze(shared.follow_up(), TOMORROW_NINE)
    theirs = hers.done(item, "sent it")
    with pytest.raises(Conflict, match="dana changed this follow-up"):
        mine.undo()
    assert shared.stored("follow_up", item.id) == theirs.doc()


def test_actions_on_several_items_are_taken_back_last_first(shared, mine):
    first, second = shared.follow_up(text="first"), shared.follow_up(text="second")
    mine.done(first, "sent")
    mine.snooze(second, TOMORROW_NINE)
    assert [mine.undo().items[0].text, mine.undo().items[0].text] == ["second", "first"]
    assert {place.item.text: place.section for place in mine.items()} == {"first": "today", "second": "today"}


def test_two_actions_on_one_item_are_both_taken_back(shared, mine):
    item = shared.follow_up()
    mine.snooze(mine.assign(item, "dana"), TOMORROW_NINE)
    assert mine.undo().items[0].assignee == "dana"
    back = mine.undo().items[0]
    assert (back.assignee, back.snoozed_until) == ("ana", "")
    assert whats(back)[-1] == "undone: assigned to dana"
    assert mine.can_undo() == ""


def test_an_undo_does_not_reach_past_a_colleague_s_change(shared, mine, hers):
    claimed = mine.assign(shared.follow_up(), "dana")
    hers_now = hers.edit(claimed, "send the notice by mail")
    mine.snooze(hers_now, TOMORROW_NINE)
    back = mine.undo().items[0]
    assert (back.text, back.snoozed_until) == ("send the notice by mail", "")
    with pytest.raises(Conflict):
        mine.undo()
    assert shared.stored("follow_up", back.id) == back.doc()


def test_an_undo_that_was_refused_does_not_bar_the_ones_before_it(shared, mine, hers):
    first, second = shared.follow_up(text="first"), shared.follow_up(text="second")
    mine.done(first, "sent")
    hers.done(mine.snooze(second, TOMORROW_NINE), "sent it")
    with pytest.raises(Conflict):
        mine.undo()
    assert mine.undo().items[0].text == "first"


def test_twenty_actions_are_remembered(shared, mine):
    items = [shared.follow_up(text=f"item {number}") for number in range(UNDO_DEPTH + 2)]
    for item in items:
        mine.done(item, "sent")
    taken_back = [mine.undo().items[0].text for _ in range(UNDO_DEPTH)]
    assert taken_back == [f"item {number}" for number in range(UNDO_DEPTH + 1, 1, -1)]
    assert mine.can_undo() == ""


def test_what_was_done_before_the_program_was_started_again_can_be_taken_back(shared, ana, mine):
    mine.done(shared.follow_up(text="first"), "sent")
    mine.done(shared.follow_up(text="second"), "sent")
    again = Queue(ana)
    assert again.can_undo() == "done: sent"
    assert [again.undo().items[0].text, again.undo().items[0].text] == ["second", "first"]
    assert again.can_undo() == ""


def test_two_sessions_of_mine_share_what_can_be_taken_back_and_a_colleague_has_their_own(shared, ana, mine, hers):
    other = Queue(ana)
    assert other.can_undo() == ""
    mine.done(shared.follow_up(text="here"), "sent")
    other.done(shared.follow_up(text="there"), "sent")
    assert hers.can_undo() == ""
    assert [mine.undo().items[0].text, other.undo().items[0].text] == ["there", "here"]


def test_my_actions_have_one_order_whichever_screen_or_session_did_them(shared, ana, mine):
    first, second, third = (Actions(desk) for desk in (ana, ana, shared.desk("ana")))
    matter, item, other = shared.matter(), shared.follow_up(), shared.follow_up(text="call the clerk")
    for acting in (first, second, third):
        assert acting.last() == ""
    first.act_on("2026-0142: title: Divorce", [(matter, matter.but(title="Divorce"))])
    first.undo()
    first.act_on("2026-0142: title: Other", [(Matter.read(shared.stored("matter", matter.id)), matter.but(rev=3))])
    second.act("assigned to dana", [(item, item.but(assignee="dana"))])
    third.act("claimed", [(other, other.but(assignee="ana"))])
    words = []
    while latest := first.latest():
        words.append(latest.words)
        second.undo()
    items = [f"#{other.number}, claimed", f"#{item.number}, assigned to dana"]
    assert words == [*items, "matter 2026-0142, title: Other"]


def test_more_than_twenty_actions_keep_no_more_than_twenty_records(shared, ana, mine):
    for number in range(2 * UNDO_DEPTH + 3):
        mine.assign(shared.follow_up(text=f"item {number}"), "dana")
    assert len(list(ana.store.records("action"))) == UNDO_DEPTH


def test_of_one_action_on_many_what_a_colleague_changed_since_stays_and_the_rest_is_taken_back(shared, ana, hers):
    items = [shared.follow_up(text=f"item {number}") for number in range(3)]
    acting = Actions(ana)
    stored = acting.act("assigned to dana", [(one, one.but(assignee="dana")) for one in items])
    theirs = hers.done(stored[1], "sent it")
    undone = acting.undo()
    assert ([one.text for one in undone.items], undone.left) == (["item 0", "item 2"], 1)
    assert {one.assignee for one in undone.items} == {"ana"}
    assert shared.stored("follow_up", theirs.id) == theirs.doc()


def test_items_an_action_made_are_cancelled_when_it_is_taken_back(shared, ana):
    item, acting = shared.follow_up(), Actions(ana)
    fresh = FollowUp(id=shared.new_id(), text="the other half", came_from=item.id)
    before, made = acting.act("split", [(item, item.but(text="one half", came_from=7))], [fresh])
    assert (before.text, made.number) == ("one half", item.number + 1)
    back, gone = acting.undo().items
    assert (back.text, back.came_from, gone.status, gone.outcome) == (item.text, 0, "cancelled", "taken back")


# After a call made for an item


@pytest.mark.parametrize(
    ("outcome", "how"),
    [("left_voicemail", "voicemail"), ("no_answer", "no_answer"), ("wrong_number", "wrong_number")],
)
def test_a_call_that_reached_nobody_counts_as_a_try_and_the_item_stays_open(shared, mine, outcome, how):
    item = shared.follow_up()
    before = shared.commits()
    after = mine.answered(item, outcome)
    assert ([one.how for one in after.attempts], after.status) == ([how], "open")
    assert after.rev == item.rev
    assert shared.commits() == before


def test_a_call_that_was_cut_off_leaves_the_item_it_was_made_for_open(shared, mine):
    after = mine.answered(shared.follow_up(), "cut_off")
    assert (after.status, after.attempts, whats(after)) == ("open", (), ["cut off by phone, stays open"])


@pytest.mark.parametrize("outcome", ["reached", "transferred", "refused"])
def test_a_call_that_reached_somebody_closes_the_item(shared, mine, outcome):
    after = mine.answered(shared.follow_up(snoozed_until="2026-10-08T15:00:00Z"), outcome)
    assert (after.status, after.outcome, after.snoozed_until) == ("done", f"{outcome} by phone", "")
    assert whats(after) == [f"done: {outcome} by phone"]

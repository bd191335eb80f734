"""What a call leaves behind: the record, its follow-ups and its time, in one commit."""

from __future__ import annotations

import pytest

from paratui.domain.errors import Conflict
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.services.queue import Queue
from paratui.store.interface import Put

PERSON = Person(id=70, name="Maria Garcia")
MATTER = Matter(id=71, number="2026-0142", title="Custody")


@pytest.fixture
def session(shared, ana):
    session = shared.begin(ana)
    session.change(phone="+14155552671")
    session.speak_with(PERSON, MATTER)
    return session


def ended_with(shared, session, *typed: str):
    for line in typed:
        shared.clock.go_on(60)
        session.add_line(line)
    return session.end()


def test_a_promise_becomes_an_open_item_with_everything_known_of_it(shared, session):
    ended = ended_with(shared, session, "hearing moved", "> send her the new notice fri 10am @dana !")
    [item] = ended.follow_ups
    assert (item.text, item.kind, item.status, item.assignee, item.urgent) == (
        "send her the new notice",
        "promise",
        "open",
        "dana",
        True,
    )
    assert (item.due, item.clock) == ("2026-10-09T14:00:00Z", "as promised")
    assert (item.person_id, item.person, item.phone) == (70, "Maria Garcia", "+14155552671")
    assert (item.matter_id, item.matter) == (71, "2026-0142")
    assert (item.call, item.line, item.source) == (ended.call.id, 2, "send her the new notice fri 10am @dana !")
    assert (item.created, item.created_by, item.number, item.rev) == ("2026-10-08T14:02:00Z", "ana", 1, 1)
    assert [(one.what, one.by, one.at) for one in item.history] == [
        ("promised on the call", "ana", "2026-10-08T14:02:00Z")
    ]


def test_an_item_keeps_what_makes_it_important_and_an_ordinary_one_keeps_nothing(shared, session):
    ended = ended_with(shared, session, "she was served on Monday", "> send back the retainer")
    [item] = ended.follow_ups
    assert item.flags == ("court", "money")
    assert shared.stored("follow_up", item.id)["flags"] == ["court", "money"]


def test_an_item_of_an_ordinary_call_is_stored_without_flags(shared, session):
    [item] = ended_with(shared, session, "she likes the new office", "> send the notice").follow_ups
    assert "flags" not in shared.stored("follow_up", item.id)


def test_a_promise_without_a_name_is_whose_call_it_was(shared, session):
    [item] = ended_with(shared, session, "> send the notice").follow_ups
    assert (item.assignee, item.waiting_on) == ("ana", "")


def test_a_question_waits_on_the_attorney_word_for_word(shared, session):
    [item] = ended_with(shared, session, '? "should I sign the stipulation by Friday?"').follow_ups
    assert (item.status, item.waiting_on, item.assignee) == ("waiting_attorney", "morgan", "morgan")
    assert item.text == '"should I sign the stipulation by Friday?"'
    assert item.due == "2026-10-08T21:00:00Z"


def test_a_client_s_task_waits_on_the_client(shared, session):
    [item] = ended_with(shared, session, "< send the pay stubs mon").follow_ups
    assert (item.status, item.text, item.assignee) == ("waiting_client", "send the pay stubs", "ana")
    assert item.due == "2026-10-12T21:00:00Z"


def test_each_line_that_made_an_item_names_it_and_the_others_name_none(shared, session):
    ended = ended_with(shared, session, "hearing moved", "> send the notice", "~ afraid", "< send the pay stubs")
    ids = [item.id for item in ended.follow_ups]
    assert [line.follow_up for line in ended.call.lines] == [0, ids[0], 0, ids[1]]
    assert ended.call.follow_ups == tuple(ids)
    assert shared.stored("call", ended.call.id)["follow_ups"] == ids


@pytest.mark.parametrize("typed", ["note", "@ hearing Dec 3", "# custody", "~ afraid", "* drunk"])
def test_a_line_of_another_kind_makes_no_item(shared, session, typed):
    assert ended_with(shared, session, typed).follow_ups == ()


def test_everything_is_written_in_one_commit(shared, session):
    before = shared.commits()
    ended_with(shared, session, *[f"> promise {number}" for number in range(5)])
    assert shared.commits() == before + 1


def test_the_items_of_a_call_are_numbered_after_those_there_are(shared, session):
    shared.follow_up()
    ended = ended_with(shared, session, "> one", "> two")
    assert [item.number for item in ended.follow_ups] == [2, 3]


@pytest.mark.parametrize(("seconds", "tenths"), [(0, 0), (1, 1), (360, 1), (361, 2), (741, 3)])
def test_the_exact_seconds_are_kept_beside_the_tenths_of_an_hour(shared, session, seconds, tenths):
    shared.clock.go_on(seconds)
    call = session.end().call
    assert (call.seconds, call.tenths) == (seconds, tenths)
    assert (call.started, call.ended[:10]) == ("2026-10-08T14:00:00Z", "2026-10-08")


def test_tenths_that_were_set_by_hand_stay(shared, session):
    session.change(tenths=7)
    shared.clock.go_on(60)
    assert session.end().call.tenths == 7


def test_a_call_ends_where_its_timer_ends_even_with_a_clock_set_back(shared, session):
    shared.clock.go_on(300)
    shared.clock.set(shared.clock.now().replace(hour=3))
    call = session.end().call
    assert (call.seconds, call.ended) == (300, "2026-10-08T14:05:00Z")


# The item the call was made for


@pytest.fixture
def about(shared, session):
    item = shared.follow_up(text="call her back", person="Maria Garcia")
    session.change(about_follow_up=item.id)
    return item


def test_the_item_a_call_was_made_for_is_closed_in_the_same_commit(shared, ana, session, about):
    session.add_line("> send the notice")
    before = shared.commits()
    ended = session.end(Queue(ana).answered(about, "reached"))
    assert shared.commits() == before + 1
    stored = shared.stored("follow_up", about.id)
    assert (stored["status"], stored["outcome"], stored["rev"]) == ("done", "reached by phone", 2)
    assert [item.text for item in ended.follow_ups] == ["send the notice"]
    assert ended.call.about_follow_up == about.id


def test_a_call_that_reached_nobody_counts_as_a_try_in_the_same_commit(shared, ana, session, about):
    before = shared.commits()
    session.end(Queue(ana).answered(about, "left_voicemail"))
    assert shared.commits() == before + 1
    stored = shared.stored("follow_up", about.id)
    assert ([one["how"] for one in stored["attempts"]], stored["status"]) == (["voicemail"], "open")


def test_somebody_else_s_change_to_the_item_meanwhile_wins_and_the_call_is_written(shared, ana, dana, session, about):
    session.add_line("> send the notice")
    answered = Queue(ana).answered(about, "reached")
    theirs = Queue(dana).edit(about, "call her back about the letter")
    ended = session.end(answered)
    assert shared.stored("follow_up", about.id) == theirs.doc()
    assert (ended.call.status, [item.text for item in ended.follow_ups]) == ("ended", ["send the notice"])
    assert shared.kept.drafts == {}


def test_a_call_changed_by_somebody_else_is_not_written_over(shared, dana, session, about, ana):
    session.announce()
    seen = shared.stored("call", session.call.id)
    dana.store.commit([Put("call", seen | {"matter": "2026-0999"}, seen["rev"])])
    with pytest.raises(Conflict, match="dana changed this call"):
        session.end(Queue(ana).answered(about, "reached"))
    assert shared.stored("call", session.call.id)["matter"] == "2026-0999"
    assert shared.stored("follow_up", about.id) == about.doc()
    assert ("ana", session.call.id) in shared.kept.drafts

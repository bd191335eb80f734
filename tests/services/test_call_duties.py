"""The duties told of on a call: each line makes dated items of its duty, in the commit that writes the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput
from paratui.domain.open_end import EndSettled
from paratui.domain.person import Person
from paratui.services.duties import Duties, clients_of
from paratui.services.queue import Queue

if TYPE_CHECKING:
    from paratui.domain.matter import Matter

MARIA = Person(id=70, name="Maria Garcia", phones=("+14155552671",))
COUNSEL = Person(id=90, name="Dean Oakley", role="counsel")


@pytest.fixture
def matter(shared) -> Matter:
    """Two clients: Maria and her mother."""
    shared.keep("person", MARIA)
    mother = shared.person("Rosa O'Brien", phones=("+14155550000",))
    return shared.matter(clients=(MARIA.id, mother.id), attorney="morgan")


@pytest.fixture
def with_maria(shared, ana, matter):
    session = shared.begin(ana)
    session.change(phone="+14155552671")
    session.speak_with(MARIA, matter)
    return session


@pytest.fixture
def with_counsel(shared, ana, matter):
    session = shared.begin(ana)
    session.speak_with(COUNSEL, matter)
    return session


def owed_on(session, duty: Duty, said: str):
    session.owe(duty, said)
    return list(session.end().follow_ups)


def test_what_was_asked_for_is_due_the_same_business_day(with_maria):
    [item] = owed_on(with_maria, Duty.INFORMATION, "when is the hearing")
    assert item.text == "answer the request: when is the hearing"
    assert (item.duty, item.due, item.clock) == (
        "information_requested",
        "2026-10-08T21:00:00Z",
        "same business day",
    )
    assert (item.person, item.matter, item.assignee, item.urgent) == ("Maria Garcia", "2026-0142", "ana", False)


def test_a_time_somebody_named_is_its_time(with_maria):
    [item] = owed_on(with_maria, Duty.COPY, "the court's order by fri 10am @dana")
    assert (item.due, item.clock, item.assignee) == ("2026-10-09T14:00:00Z", "as promised", "dana")
    assert item.text == "send a copy: the court's order"


def test_what_must_be_told_keeps_its_words_whole_and_waits_no_longer_than_its_clock(with_maria):
    first, *_ = owed_on(with_maria, Duty.NEWS, "the hearing is on fri 10am @dana")
    assert first.text == "news to tell: the hearing is on fri 10am"
    assert (first.due, first.clock, first.assignee) == ("2026-10-08T21:00:00Z", "same business day", "dana")


def test_a_copy_is_named_by_client_case_type_document_and_day(with_maria):
    [item] = owed_on(with_maria, Duty.COPY, "court order")
    assert item.document == "Garcia-Maria_Custody_CourtOrder_2026-10-08"


def test_an_offer_heard_from_counsel_is_owed_to_each_client_with_the_attorney_named(shared, with_counsel):
    before = shared.commits()
    items = owed_on(with_counsel, Duty.OFFER, "$40,000, open until Friday")
    assert shared.commits() == before + 1
    assert [(one.person, one.phone) for one in items] == [
        ("Maria Garcia", "+14155552671"),
        ("Rosa O'Brien", "+14155550000"),
    ]
    first = items[0]
    assert first.text.startswith("convey the offer as made: $40,000")
    assert first.text.endswith("(Morgan Lowe advises on it)")
    assert (first.duty, first.urgent) == ("offer", True)
    assert (first.due, first.clock) == ("2026-10-08T16:00:00Z", "urgent: 2 business hours")
    assert len({one.id for one in items}) == 2


def test_news_of_a_call_without_a_matter_is_owed_to_whoever_called(shared, ana):
    session = shared.begin(ana)
    session.speak_with(MARIA, None)
    [item] = owed_on(session, Duty.NEWS, "we close early today")
    assert (item.person, item.text) == ("Maria Garcia", "news to tell: we close early today")


def test_the_line_stands_in_the_notes_and_is_not_read_back(with_maria):
    line = with_maria.owe(Duty.COPY, "court order")
    assert (line.text, line.kind, line.duty) == ("copy of a document to send: court order", "promise", "copy")
    assert with_maria.call.lines == (line,)


def test_a_slip_mended_later_keeps_the_duty(with_maria):
    with_maria.owe(Duty.OFFER, "40 dollars")
    with_maria.reword(1, "> offer to convey: 40,000 dollars")
    items = with_maria.end().follow_ups
    assert items[0].text.startswith("convey the offer as made: 40,000 dollars (")
    assert (items[0].duty, items[0].clock) == ("offer", "urgent: 2 business hours")


@pytest.mark.parametrize("said", ["", "  ", "fri"])
def test_a_duty_without_words_makes_nothing(with_maria, said):
    with pytest.raises(BadInput, match="Say what it is about"):
        with_maria.owe(Duty.NEWS, said)
    assert with_maria.call.lines == ()


# Instructions


def test_an_instruction_nobody_took_at_the_wrap_up_becomes_an_item_all_the_same(with_maria):
    with_maria.add_line("! tell the attorney not to settle")
    ended = with_maria.end()
    [item] = ended.follow_ups
    assert (item.text, item.duty) == ("instructed: tell the attorney not to settle", "instruction")
    assert (item.assignee, item.due, item.line) == ("morgan", "2026-10-08T21:00:00Z", 1)
    assert ended.call.lines[0].follow_up == item.id
    assert ended.call.lines[0].kind == "instruction"


def test_an_instruction_with_a_time_in_its_words_is_looked_after_by_then(with_maria):
    with_maria.add_line("! file it by tomorrow noon")
    [item] = with_maria.end().follow_ups
    assert (item.due, item.clock) == ("2026-10-09T16:00:00Z", "the time in the instruction")


@pytest.mark.parametrize("how", ["said", "reason"])
def test_an_instruction_settled_at_the_wrap_up_makes_no_second_item(with_maria, how):
    with_maria.add_line("! do not call before noon")
    with_maria.change(ends=(EndSettled(end="instruction:1", how=how, words="noted"),))
    assert with_maria.end().follow_ups == ()


@pytest.fixture
def instruction(with_maria):
    with_maria.add_line("! file it by tomorrow noon")
    return with_maria.end().follow_ups[0]


def test_what_was_not_carried_out_is_disclosed_in_the_commit_that_closes_it(shared, ana, instruction):
    before = shared.commits()
    closed, disclose = Duties(ana).not_carried_out(instruction, "the clerk refused the papers")
    assert shared.commits() == before + 1
    assert (closed.status, closed.outcome) == ("done", "not carried out: the clerk refused the papers")
    assert disclose.text == (
        "must be disclosed: not carried out - file it by tomorrow noon (why: the clerk refused the papers)"
    )
    assert (disclose.duty, disclose.came_from, disclose.urgent) == ("not_carried_out", instruction.id, True)
    assert disclose.due == "2026-10-08T16:00:00Z"
    assert (disclose.person_id, disclose.matter) == (MARIA.id, "2026-0142")


@pytest.mark.parametrize(
    ("fields", "why", "says"),
    [
        ({}, " ", "Say why it was not carried out"),
        ({"duty": ""}, "no time", "is no instruction of the client"),
        ({"status": "done", "outcome": "did it"}, "no time", "is closed already: did it"),
    ],
)
def test_what_cannot_be_disclosed_is_one_sentence(shared, ana, instruction, fields, why, says):
    before = shared.commits()
    with pytest.raises(BadInput, match=says):
        Duties(ana).not_carried_out(instruction.but(**fields), why)
    assert shared.commits() == before


# Told of in the queue


def test_in_the_queue_a_duty_is_one_commit_for_all_its_clients_and_is_taken_back_whole(shared, ana, matter):
    queue = Queue(ana)
    before = shared.commits()
    items = Duties(ana).owed(Duty.NEWS, "the judge has changed", clients_of(ana, matter))
    assert shared.commits() == before + 1
    assert [(one.person, one.text) for one in items] == [
        ("Maria Garcia", "news to tell: the judge has changed"),
        ("Rosa O'Brien", "news to tell: the judge has changed"),
    ]
    queue.undo()
    assert {queue.item(one.id).status for one in items} == {"cancelled"}


def test_a_duty_to_nobody_says_so(ana):
    with pytest.raises(BadInput, match="Nobody is entered as a client"):
        Duties(ana).owed(Duty.NEWS, "the judge has changed", [])

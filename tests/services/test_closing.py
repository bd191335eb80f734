"""What is never closed, joined or kept in silence: a question, an instruction, a disclosure, a slip in a line."""

from __future__ import annotations

import pytest

from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput
from paratui.domain.person import Person
from paratui.domain.queue_filter import QueueFilter
from paratui.services.duties import Duties
from paratui.services.owed_item import OwedTo
from paratui.services.queue import Queue


@pytest.fixture
def mine(ana) -> Queue:
    return Queue(ana)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "question"}, "a question for the attorney is closed by itself: done asks for the answer"),
        ({"duty": "instruction"}, "an instruction of the client is closed by itself: done asks whether it was"),
    ],
)
def test_among_many_a_question_and_an_instruction_are_left_and_named(shared, mine, fields, says):
    plain, asked = shared.follow_up(), shared.follow_up(**fields)
    became = mine.together([plain, asked], lambda item: mine.changes.done_among(item, "told her"))
    assert [one.id for one in became.done] == [plain.id]
    assert [(one.item.id, one.why.startswith(says)) for one in became.left] == [(asked.id, True)]
    assert mine.item(asked.id).status == "open"


@pytest.mark.parametrize(("duty", "kept"), [("not_carried_out", ""), ("instruction", "copy")])
def test_what_is_owed_as_it_stands_is_not_joined_away(shared, mine, duty, kept):
    stays = shared.follow_up(person="Maria Garcia", duty=kept)
    owed = shared.follow_up(person="Maria Garcia", duty=duty)
    before = shared.commits()
    with pytest.raises(BadInput, match=rf"#{owed.number} \(.*\) .* is not joined away"):
        mine.join(stays, [owed])
    assert shared.commits() == before


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("call back @nobody thu 3pm", "Nobody here is called @nobody; name a colleague, or leave the @ out"),
        ("call back on feb 30", "There is no feb 30; write a day"),
        ("send it by 13/45", "There is no 13/45; write a day or time there is"),
        ("? may he travel @nobody", "Nobody here is called @nobody"),
    ],
)
def test_a_person_or_a_day_there_is_not_is_refused_before_it_is_kept(shared, mine, typed, says):
    item = shared.follow_up()
    before = shared.commits()
    with pytest.raises(BadInput, match=says):
        mine.add(typed)
    if not typed.startswith("?"):
        with pytest.raises(BadInput, match=says):
            mine.edit(item, typed)
        with pytest.raises(BadInput, match=says):
            mine.split(item, f"one; {typed}")
    assert shared.commits() == before


def test_what_a_call_has_kept_already_is_edited_without_being_asked_again(shared, mine):
    noted = shared.follow_up(text="ask @clerk about feb 30")
    assert mine.edit(noted, "ask @clerk again about feb 30").text == "ask @clerk again about feb 30"


def test_in_a_duty_a_wrong_name_is_refused_and_a_strange_day_in_news_is_news(shared, ana):
    maria = OwedTo.of(shared.keep("person", Person(id=shared.new_id(), name="Maria Garcia")), None)
    with pytest.raises(BadInput, match="Nobody here is called @nobody"):
        Duties(ana).owed(Duty.NEWS, "the hearing is off @nobody", [maria])
    assert Duties(ana).owed(Duty.NEWS, "they wrote Feb 30", [maria])[0].text == "news to tell: they wrote Feb 30"


def test_what_the_attorney_decides_after_the_last_try_opens_the_item_again(shared, mine):
    left = mine.leave_to_attorney(shared.follow_up(), "busy", "call on or write?")
    morgan = Queue(shared.desk("morgan"))
    decided = morgan.answering.decide(left, "Write to her,\nthen let it rest.")
    assert (decided.status, decided.waiting_on, decided.asked_of_attorney) == ("open", "", "")
    assert decided.history[-1].what == "the attorney decided: Write to her, then let it rest."
    with pytest.raises(BadInput, match="waits for no decision"):
        morgan.answering.decide(decided, "again")
    assert morgan.undo().items[0].status == "waiting_attorney"


def test_what_an_attorney_decided_is_handed_on_in_their_words_only(shared, mine):
    left = mine.leave_to_attorney(shared.follow_up(), "busy", "call on or write?")
    with pytest.raises(BadInput, match="Only an attorney answers"):
        mine.answering.decide(left, "write")
    decided = mine.answering.decide(left, "write", told_by="morgan")
    assert "as told by Morgan Lowe to Ana Ruiz" in decided.history[-1].what


def test_a_client_is_waited_on_for_something(shared, mine):
    waits = mine.wait_on(shared.follow_up(), "client", "the signed form")
    assert (waits.status, waits.waiting_on) == ("waiting_client", "the signed form")
    assert waits.history[-1].what == "waiting on the client for the signed form"


def test_a_time_nobody_is_here_or_they_do_not_like_is_told_of(shared, mine):
    maria = shared.person("Maria Garcia", best_times="after 2 PM", phones=("+12125550100",))
    item = shared.follow_up(person_id=maria.id, person="Maria Garcia", phone="+12125550100")
    beside = mine.beside_hours(item)
    assert beside(mine.moment("sat 10am")) == "the office is closed then"
    assert beside(mine.moment("fri 10am")) == "Maria Garcia is best called after 2 PM"
    assert beside(mine.moment("fri 3pm")) == ""
    assert mine.beside_hours(None)(mine.moment("fri 10am")) == ""


def test_what_people_closed_comes_before_what_was_taken_back(shared, mine):
    done = mine.done(shared.follow_up(), "told her")
    made = mine.add("call back thu 3pm")
    mine.undo()
    assert [one.id for one in mine.lately_closed()] == [done.id, made.id]


def test_after_everything_is_taken_back_it_is_known_that_something_was(shared, mine):
    assert (mine.can_undo(), mine.took_back) == ("", False)
    mine.done(shared.follow_up(), "told her")
    mine.undo()
    assert (mine.can_undo(), mine.took_back) == ("", True)


def test_a_closed_item_tells_when_and_by_whom(shared, mine):
    item = shared.follow_up()
    assert (item.closed_at(), item.closed_by()) == (None, "")
    closed = mine.done(item, "told her")
    assert (closed.closed_at(), closed.closed_by()) == (shared.clock.now(), "ana")


def test_what_was_acted_on_stays_under_a_filter_that_keeps_it_no_more(shared, mine):
    given = mine.assign(shared.follow_up(), "dana")
    only_mine = QueueFilter(assignee="ana")
    assert [only_mine.keeps(given), only_mine._replace(kept=frozenset({given.id})).keeps(given)] == [False, True]

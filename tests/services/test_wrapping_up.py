"""The wrap-up: what is still open when a call ends, and that nothing of it is ever dropped silently."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.call import Outcome
from paratui.domain.checklist import Stage, Step
from paratui.domain.matter import Matter
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, Settled
from paratui.domain.on_the_line import Participant
from paratui.domain.open_end import EndKind
from paratui.domain.person import Person
from paratui.domain.practice_area import AnswerType, Question
from paratui.domain.wall_clock import from_utc_text
from paratui.domain.when_question import Undated
from paratui.services.wrapping_up import WrappingUp
from tests.conftest import FixedClock
from tests.services.test_call_session import cut_and_taken_up

CALLED = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)
PERSON = Person(id=70, name="Maria Garcia")
MATTER = Matter(id=71, number="2026-0142", title="Custody")
MY_ROLE = Step(id="my-role", stage=Stage.OPENING, title="my role", say="I am a paralegal.", required=True)
SERVED = Undated(
    0,
    Question(
        id="served",
        title="served when",
        ask="On what day were you served?",
        type=AnswerType.DATE,
        what="papers served",
        urgent=True,
    ),
)


def on_a_call(shared, desk, *typed: str, outcome: str = "reached"):
    session = shared.begin(desk)
    session.speak_with(PERSON, MATTER)
    session.change(outcome=outcome)
    for line in typed:
        shared.clock.go_on(10)
        session.add_line(line)
    return session, WrappingUp(desk, session)


def kinds(ends) -> list[EndKind]:
    return [end.kind for end in ends]


def end_of(wrapping, kind: EndKind, missing=(), unasked=()):
    return next(end for end in wrapping.open_ends(missing, unasked) if end.kind is kind)


# What is open


def test_what_is_open_stands_in_the_order_of_its_weight(shared, ana):
    session, wrapping = on_a_call(shared, ana, "~ afraid he will move", "@ hearing soon", "> call back thu 3pm")
    session.change(participants=(Participant(key="p1", name="Rosa Garcia"),))
    assert kinds(wrapping.open_ends((MY_ROLE,), (SERVED,))) == [
        EndKind.REQUIRED,
        EndKind.UNASKED,
        EndKind.DAY,
        EndKind.CONCERN,
        EndKind.THIRD_PERSON,
        EndKind.CLOSING,
        EndKind.NEXT_CONTACT,
    ]


@pytest.mark.parametrize("outcome", ["left_voicemail", "no_answer", "wrong_number", "refused"])
def test_a_call_that_reached_nobody_has_nothing_open(shared, ana, outcome):
    _, wrapping = on_a_call(shared, ana, "rang eight times", "> try again tomorrow 9am", outcome=outcome)
    assert wrapping.open_ends((MY_ROLE,), (SERVED,)) == []


def test_a_line_that_was_cut_off_asks_for_a_call_back_and_leaves_the_rest_out(shared, ana):
    session, wrapping = on_a_call(shared, ana, "~ afraid he moves", "> send it fri 10am", outcome="cut_off")
    assert kinds(wrapping.open_ends((), (SERVED,))) == [EndKind.CONCERN, EndKind.CALL_BACK]
    left = wrapping.not_reached((MY_ROLE,), (SERVED,))
    assert kinds(left) == [EndKind.REQUIRED, EndKind.UNASKED, EndKind.CLOSING, EndKind.NEXT_CONTACT]
    wrapping.follow_up(end_of(wrapping, EndKind.CALL_BACK))
    assert EndKind.CALL_BACK not in kinds(wrapping.open_ends(()))
    wrapping.leave_out((MY_ROLE,), (SERVED,))
    assert wrapping.not_reached((), (SERVED,)) == []
    ended = session.end()
    assert [one.text for one in ended.follow_ups][-1] == "call Maria Garcia back: the line was cut off"
    assert {one.words for one in ended.call.ends if one.how == "reason"} == {"the line was cut off"}
    [step] = ended.call.checklist.answers
    assert (step.answer, step.reason) == ("skipped", "the line was cut off")


def test_identity_is_open_on_a_call_about_a_matter_and_joins_the_required_steps(shared, ana):
    session, wrapping = on_a_call(shared, ana, "told her where things stand")
    assert end_of(wrapping, EndKind.REQUIRED).about == "check who is calling"
    session.change(identity=session.call.identity.but(result="confirmed", how="two facts"))
    assert EndKind.REQUIRED not in kinds(wrapping.open_ends(()))


def test_a_reported_date_that_names_its_day_is_not_open(shared, ana):
    _, wrapping = on_a_call(shared, ana, "@ hearing Dec 3")
    assert EndKind.DAY not in kinds(wrapping.open_ends(()))


def test_a_promise_of_somebody_who_left_is_open_until_somebody_has_it(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> send the notice fri 10am")
    session.hand_over(1, "gone")
    end = end_of(wrapping, EndKind.OWNER)
    assert (end.about, end.line) == ("send the notice", 1)
    wrapping.take_over(end, "dana")
    assert EndKind.OWNER not in kinds(wrapping.open_ends(()))
    assert (session.line(1).assignee, session.line(1).due) == ("dana", "2026-10-09T14:00:00Z")


def test_a_promise_without_a_due_time_gets_the_clock_of_the_day(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> send the notice")
    session.keep_line(session.line(1).but(due="", clock=""))
    wrapping.take_over(end_of(wrapping, EndKind.OWNER), "ana")
    assert (session.line(1).due, session.line(1).clock) == ("2026-10-08T21:00:00Z", "same business day")


def test_an_intake_whose_check_was_not_run_is_the_first_thing_open(shared, ana):
    session = shared.begin(ana)
    session.caller_named("Jordan Example")
    session.change(outcome="reached", intake=True)
    session.add_line("+ Casey Example, the other side")
    wrapping = WrappingUp(ana, session)
    [end] = wrapping.open_ends(())
    assert end.kind is EndKind.CONFLICT
    wrapping.follow_up(end)
    assert wrapping.open_ends(()) == []
    assert session.call.lines[-1].task == "run the conflict check for Jordan Example"


# How it is settled


def test_a_concern_is_met_or_becomes_a_follow_up_of_today(shared, ana):
    session, wrapping = on_a_call(shared, ana, "~ afraid he moves on 12/15", "~ money until the new job")
    wrapping.met(end_of(wrapping, EndKind.CONCERN))
    wrapping.follow_up(end_of(wrapping, EndKind.CONCERN))
    assert [session.line(number).settled for number in (1, 2)] == [Settled.MET, Settled.FOLLOW_UP]
    [item] = session.end().follow_ups
    assert item.text == "come back to Maria's concern: money until the new job"
    assert item.due == "2026-10-08T21:00:00Z"


def test_nothing_is_read_as_a_due_time_out_of_the_words_of_a_client(shared, ana):
    _, wrapping = on_a_call(shared, ana, "~ he moves on 12/15 @dana !")
    line = wrapping.follow_up(end_of(wrapping, EndKind.CONCERN))
    assert (line.due, line.assignee, line.urgent) == ("2026-10-08T21:00:00Z", "ana", False)


def test_a_third_person_becomes_a_question_for_the_attorney(shared, ana):
    session, wrapping = on_a_call(shared, ana)
    session.change(participants=(Participant(key="p1", name="Rosa Garcia", joined=3),))
    wrapping.follow_up(end_of(wrapping, EndKind.THIRD_PERSON))
    [item] = [one for one in session.end().follow_ups if one.kind == "question"]
    assert item.text == "Rosa Garcia (third person) could hear this call: does what was said stay privileged?"
    assert (item.status, item.assignee) == ("waiting_attorney", "morgan")


def test_a_reason_for_the_required_steps_is_kept_with_each_of_them_and_with_identity(shared, ana):
    session, wrapping = on_a_call(shared, ana, "told her where things stand")
    wrapping.reason(end_of(wrapping, EndKind.REQUIRED, (MY_ROLE,)), "cut off", (MY_ROLE,))
    assert session.answer_of("my-role").reason == "cut off"
    assert [(one.end, one.words) for one in session.call.ends] == [("identity", "cut off")]


def test_the_day_that_was_said_is_kept_in_the_callers_words(shared, ana):
    session, wrapping = on_a_call(shared, ana, "@ hearing")
    wrapping.day_said(end_of(wrapping, EndKind.DAY), "December 3")
    assert session.line(1).text == "hearing: December 3"
    assert session.call.reported[0].day == "2026-12-03"
    assert EndKind.DAY not in kinds(wrapping.open_ends(()))


def test_an_urgent_question_nobody_asked_becomes_a_follow_up(shared, ana):
    session, wrapping = on_a_call(shared, ana)
    wrapping.follow_up(end_of(wrapping, EndKind.UNASKED, (), (SERVED,)))
    assert session.call.lines[-1].task == "ask Maria: On what day were you served?"
    assert EndKind.UNASKED not in kinds(wrapping.open_ends((), (SERVED,)))


# The read-back


def test_the_read_back_says_in_plain_words_who_does_what_by_when(shared, ana):
    _, wrapping = on_a_call(
        shared,
        ana,
        "> send her the new notice fri 10am",
        "> call the school thu 3pm @dana",
        "< send the pay stubs mon",
        "< look for the old lease",
        '? "should I sign the stipulation?"',
        "! do not call before noon",
        "@ hearing Dec 3",
        "~ afraid he will move",
        "* sounded drunk",
        "a note",
    )
    said = wrapping.to_say()
    assert said.sentences == (
        "By 10:00 AM tomorrow we will send you the new notice.",
        "By 3:00 PM today Dana Park will call the school.",
        "By 5:00 PM on Monday you will send the pay stubs.",
        "You will look for the old lease.",
        "You asked us: do not call before noon.",
        'Morgan Lowe gets your question word for word: "should I sign the stipulation?"',
        "You told me: hearing Dec 3. The attorney checks that date.",
        "Thank you, Maria, for telling us about that date right away.",
    )
    assert said.to_do == ("By 5:00 PM on Monday: send the pay stubs", "Look for the old lease")


def test_a_read_back_keeps_its_words_its_second_and_what_was_unclear_and_settles_instructions(shared, ana):
    session, wrapping = on_a_call(shared, ana, "! do not call before noon")
    wrapping.read_to_client("what a stipulation is")
    back = session.call.read_back
    assert (back.at, back.by, back.unclear) == (10, "ana", "what a stipulation is")
    assert back.text.startswith("You asked us: do not call before noon.")
    assert session.line(1).settled == Settled.READ_BACK
    assert EndKind.CLOSING not in kinds(wrapping.open_ends(()))


def test_an_edited_read_back_stays_edited_and_a_later_promise_opens_it_again(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> send the notice fri 10am")
    said = wrapping.to_say()
    wrapping.word(said._replace(sentences=("We mail the notice tomorrow.",)))
    assert EndKind.CLOSING in kinds(wrapping.open_ends(()))
    wrapping.read_to_client()
    shared.clock.go_on(5)
    session.add_line("< send the pay stubs mon")
    assert EndKind.CLOSING in kinds(wrapping.open_ends(()))
    assert wrapping.to_say().sentences == (
        "We mail the notice tomorrow.",
        "By 5:00 PM on Monday you will send the pay stubs.",
    )


def test_a_promise_typed_after_an_edit_is_read_back_too(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> send the notice fri 10am")
    wrapping.word(wrapping.to_say()._replace(sentences=("We mail the notice tomorrow.",)))
    shared.clock.go_on(5)
    session.add_line("> call back mon 9am")
    assert wrapping.to_say().sentences[-1] == "By 9:00 AM on Monday we will call back."


def test_a_promise_changed_after_the_read_back_opens_it_again_and_says_what_is_new(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> mail the order fri 10am", "< send the pay stubs", "! no calls")
    wrapping.read_to_client()
    assert EndKind.CLOSING not in kinds(wrapping.open_ends(()))
    shared.clock.go_on(60)
    session.reword(1, "> mail the order mon 10am")
    session.strike(2)
    session.add_line("@ hearing Dec 3")
    assert end_of(wrapping, EndKind.CLOSING).about == (
        "Read back to Maria again, since 00:30 new: hearing Dec 3; changed: mail the order mon 10am; "
        "struck out: send the pay stubs"
    )
    assert wrapping.to_say().sentences == (
        "By 10:00 AM on Monday we will mail the order.",
        "This no longer holds: You will send the pay stubs.",
        "You asked us: no calls.",
        "Thank you, Maria, for taking care of your part.",
        "You told me: hearing Dec 3. The attorney checks that date.",
    )
    assert wrapping.to_say().to_do == ()
    wrapping.read_to_client()
    assert EndKind.CLOSING not in kinds(wrapping.open_ends(()))
    assert "Monday" in session.call.read_back.text


@pytest.mark.parametrize(
    ("mark", "now"),
    [(">", "> send it mon"), (">", "> send it fri 10am @dana"), ("<", "< look for it mon"), ("?", '? "must I go?"')],
)
def test_whatever_a_line_that_was_read_says_now_opens_the_read_back(shared, ana, mark, now):
    session, wrapping = on_a_call(shared, ana, f"{mark} send it fri 10am")
    wrapping.read_to_client()
    session.reword(1, now)
    assert EndKind.CLOSING in kinds(wrapping.open_ends(()))
    session.reword(1, f"{mark} send it fri 10am")
    assert EndKind.CLOSING not in kinds(wrapping.open_ends(()))


def test_a_changed_promise_whose_sentence_was_worded_by_hand_is_said_to_have_changed(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> mail the order fri 10am")
    wrapping.word(wrapping.to_say()._replace(sentences=("The order goes out on Friday.",)))
    wrapping.read_to_client()
    session.reword(1, "> mail the order mon 10am")
    assert wrapping.to_say().sentences == (
        "The order goes out on Friday.",
        "This has changed: By 10:00 AM on Monday we will mail the order.",
    )


def test_what_was_read_back_is_known_after_a_cut_line(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> mail the order fri 10am")
    wrapping.read_to_client()
    again = cut_and_taken_up(shared, session, stopped=True)
    assert EndKind.CLOSING not in kinds(WrappingUp(ana, again).open_ends(()))
    again.reword(1, "> mail the order mon 10am")
    assert EndKind.CLOSING in kinds(WrappingUp(ana, again).open_ends(()))


def test_what_the_program_worded_itself_is_not_read_to_the_client(shared, ana):
    _, wrapping = on_a_call(shared, ana, "~ afraid he will move")
    wrapping.follow_up(end_of(wrapping, EndKind.CONCERN))
    assert [one for one in wrapping.to_say().sentences if "concern" in one] == []


# An instruction reaches somebody


@pytest.mark.parametrize(
    ("typed", "whose"),
    [
        ("! tell the attorney not to agree to anything without her", "morgan"),
        ("! attorney agrees to nothing without her", "morgan"),
        ("! Ms. Lowe must not sign", "morgan"),
        ("! no call to work @dana", "dana"),
        ("! do not talk to his lawyer", "ana"),
        ("! do not call before noon", "ana"),
        ("! tell @nobody", "ana"),
    ],
)
def test_an_instruction_becomes_a_follow_up_of_today_of_whoever_it_names_and_is_read_back(shared, ana, typed, whose):
    session, wrapping = on_a_call(shared, ana, typed)
    wrapping.follow_up(end_of(wrapping, EndKind.INSTRUCTION))
    assert EndKind.INSTRUCTION not in kinds(wrapping.open_ends(()))
    wrapping.read_to_client()
    assert session.call.read_back.text.startswith(f"You asked us: {typed[2:]}")
    assert session.line(1).settled == Settled.READ_BACK
    [item] = session.end().follow_ups
    worded = f"instructed: {typed[2:]}"
    assert (item.text, item.source, item.duty) == (worded, worded, "instruction")
    assert (item.assignee, item.due, item.kind) == (whose, "2026-10-08T21:00:00Z", "promise")


def test_an_instruction_read_back_on_the_line_still_waits_for_somebody_to_have_it(shared, ana):
    session, wrapping = on_a_call(shared, ana, "! do not call before noon")
    wrapping.read_to_client()
    end = end_of(wrapping, EndKind.INSTRUCTION)
    wrapping.only_read_back(end)
    assert EndKind.INSTRUCTION not in kinds(wrapping.open_ends(()))
    assert session.end().follow_ups == ()


# What is open already


def test_a_promise_that_is_open_already_is_asked_about_and_may_count_for_the_open_one(shared, ana):
    item = shared.follow_up(text="send her the new notice", person_id=PERSON.id)
    session, wrapping = on_a_call(shared, ana, "> send her the new notices fri 10am")
    end = end_of(wrapping, EndKind.SAME)
    assert end.about == f"send her the new notices - already open as #{item.number} (today, you)"
    wrapping.join(end)
    assert EndKind.SAME not in kinds(wrapping.open_ends(()))
    ended = session.end()
    assert ended.follow_ups == ()
    assert (ended.call.lines[0].follow_up, ended.call.follow_ups) == (item.id, (item.id,))


def test_both_are_kept_when_they_are_two(shared, ana):
    shared.follow_up(text="send her the new notice", person_id=PERSON.id)
    session, wrapping = on_a_call(shared, ana, "> send her the new notice")
    wrapping.keep_both(end_of(wrapping, EndKind.SAME))
    assert EndKind.SAME not in kinds(wrapping.open_ends(()))
    [item] = session.end().follow_ups
    assert item.text == "send her the new notice"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("send her the old lease", {}),
        ("send exhibit 2 to her", {}),
        ("send exhibit 1 to her", {"person_id": 99}),
        ("send exhibit 1 to her", {"kind": "client_task"}),
        ("send exhibit 1 to her", {"status": "done"}),
    ],
)
def test_what_is_not_the_same_is_not_asked_about(shared, ana, text, fields):
    shared.follow_up(text=text, **({"person_id": PERSON.id} | fields))
    _, wrapping = on_a_call(shared, ana, "> send exhibit 1 to her")
    assert EndKind.SAME not in kinds(wrapping.open_ends(()))


def test_the_item_a_call_was_made_for_closes_with_it_and_is_no_second_one(shared, ana):
    item = shared.follow_up(text="call her back", person_id=PERSON.id)
    session, wrapping = on_a_call(shared, ana, "> call her back")
    session.change(about_follow_up=item.id)
    assert EndKind.SAME not in kinds(wrapping.open_ends(()))


# Names no check has seen


def test_names_the_conflict_check_has_not_seen_are_open_with_their_names(shared, ana):
    session, wrapping = on_a_call(shared, ana)
    [end, *_] = wrapping.open_ends((), (), ("Casey Example", "Example Paving LLC"))
    assert (end.kind, end.about) == (EndKind.CONFLICT, "not checked yet: Casey Example, Example Paving LLC")
    wrapping.follow_up(end)
    assert session.call.lines[-1].task == "run the conflict check for Casey Example, Example Paving LLC"
    assert EndKind.CONFLICT not in kinds(wrapping.open_ends((), (), ("Casey Example", "Example Paving LLC")))
    assert EndKind.CONFLICT in kinds(wrapping.open_ends((), (), ("Casey Example", "Oskar Lind")))


def test_the_conflict_check_is_asked_once(shared, ana):
    step = Step(
        id="conflict", stage=Stage.OPENING, title="run the conflict check", asks="conflict", say="a", required=True
    )
    session = shared.begin(ana)
    session.caller_named("Jordan Example")
    session.change(outcome="reached", intake=True)
    session.add_line("+ Casey Example, the other side")
    wrapping = WrappingUp(ana, session)
    assert kinds(wrapping.open_ends((step,))) == [EndKind.CONFLICT]
    wrapping.follow_up(wrapping.open_ends((step,))[0])
    assert wrapping.open_ends((step,)) == []


# The next contact


def test_the_next_contact_is_proposed_at_the_first_promise_else_by_the_matters_clock(shared, ana):
    session, wrapping = on_a_call(shared, ana)
    assert wrapping.proposed_contact(30) == datetime(2026, 11, 6, 22, tzinfo=UTC)  # a Saturday: the Friday before it
    session.add_line("> call back mon 9am")
    session.add_line("> send the notice fri 10am")
    assert wrapping.proposed_contact(30) == datetime(2026, 10, 9, 14, tzinfo=UTC)


def test_the_next_contact_is_proposed_before_a_day_that_was_reported(shared, ana):
    session, wrapping = on_a_call(shared, ana, "@ hearing Oct 20", "@ served Oct 1")
    assert wrapping.proposed_contact(30) == datetime(2026, 10, 19, 21, tzinfo=UTC)
    session.add_line("@ mediation tomorrow")
    assert wrapping.proposed_contact(30) == datetime(2026, 10, 8, 21, tzinfo=UTC)
    session.add_line("> call back mon 9am")
    assert wrapping.proposed_contact(30) == datetime(2026, 10, 12, 13, tzinfo=UTC)


def test_a_next_contact_before_any_promise_becomes_a_follow_up_in_the_same_commit(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> send the deed in 2 weeks")
    wrapping.contact_at(datetime(2026, 10, 12, 21, tzinfo=UTC))
    before = shared.commits()
    ended = session.end()
    assert shared.commits() == before + 1
    [_, item] = ended.follow_ups
    assert (item.text, item.due) == ("touch base with Maria Garcia: where things stand", "2026-10-12T21:00:00Z")
    assert (item.kind, item.status, item.assignee, item.matter) == ("promise", "open", "ana", "2026-0142")
    assert ended.call.follow_ups == tuple(one.id for one in ended.follow_ups)


def test_a_promise_due_by_the_next_contact_is_the_contact(shared, ana):
    session, wrapping = on_a_call(shared, ana, "> send the deed fri 10am")
    wrapping.contact_at(datetime(2026, 10, 12, 21, tzinfo=UTC))
    [item] = session.end().follow_ups
    assert item.text == "send the deed"


# A cut line, and the law of the page


def test_what_was_settled_before_a_cut_line_is_settled_after_it(shared, ana):
    session, wrapping = on_a_call(shared, ana, "~ afraid he will move", "! do not call before noon", "@ hearing")
    wrapping.met(end_of(wrapping, EndKind.CONCERN))
    wrapping.reason(end_of(wrapping, EndKind.REQUIRED), "her voice")
    wrapping.only_read_back(end_of(wrapping, EndKind.INSTRUCTION))
    wrapping.read_to_client()
    wrapping.contact_at(datetime(2026, 10, 12, 21, tzinfo=UTC))
    before = session.call
    again = cut_and_taken_up(shared, session, stopped=True)
    assert again.call.lines == before.lines
    assert (again.call.ends, again.call.read_back, again.call.next_contact) == (
        before.ends,
        before.read_back,
        before.next_contact,
    )
    assert kinds(WrappingUp(ana, again).open_ends(())) == [EndKind.DAY]


TYPED = (
    "~ afraid he will move",
    "@ hearing",
    "@ hearing Dec 3",
    "> send the notice fri 10am",
    "< send the pay stubs",
    "? should I sign?",
    "! do not call before noon",
    "a note",
)


def settle(wrapping, end, way: str) -> None:
    """Settle an end as one of the page's keys does."""
    if way == "reason":
        wrapping.reason(end, "she had to go", (MY_ROLE,))
    elif end.kind is EndKind.CONCERN and way == "met":
        wrapping.met(end)
    elif end.kind is EndKind.INSTRUCTION and way == "met":
        wrapping.only_read_back(end)
    elif end.kind is EndKind.SAME:
        wrapping.keep_both(end)
    elif end.kind is EndKind.OWNER:
        wrapping.take_over(end, "ana")
    elif end.kind is EndKind.CLOSING:
        wrapping.read_to_client()
    elif end.kind is EndKind.NEXT_CONTACT:
        wrapping.contact_at(wrapping.proposed_contact(30))
    elif end.kind is EndKind.REQUIRED:
        wrapping.reason(end, "she had to go", (MY_ROLE,))
    else:
        wrapping.follow_up(end)


def has_left_a_trace(end, ended) -> bool:
    """Whether the record says what became of an open end: it was settled, has a follow-up, or a reason."""
    call = ended.call
    settled = {one.end: one for one in call.ends}
    if end.id in settled:
        return bool(settled[end.id].words)
    if end.kind is EndKind.REQUIRED:
        return all(one.reason for one in call.checklist.answers) and bool(call.checklist.answers)
    if end.kind is EndKind.CLOSING:
        return bool(call.read_back.by and call.read_back.unclear)
    if end.kind is EndKind.NEXT_CONTACT:
        due = {item.due for item in ended.follow_ups if item.kind == "promise"}
        return bool(call.next_contact) and any(one <= call.next_contact for one in due)
    line = next(one for one in call.lines if one.line == end.line)
    return bool(line.settled) or bool(line.follow_up and line.assignee)


def every_line_was_looked_after(call) -> bool:
    """Whether each follow-up line made its item, and each concern and instruction was settled."""
    left = any(one.end == EndKind.CLOSING for one in call.ends)
    follow_ups = [line.follow_up for line in call.lines if line.kind in FOLLOW_UP_KINDS]
    others = [line for line in call.lines if line.kind in {Kind.CONCERN, Kind.INSTRUCTION}]
    return set(follow_ups) <= set(call.follow_ups) and all(line.settled or left for line in others)


@settings(max_examples=60, deadline=None)
@given(
    typed=st.lists(st.sampled_from(TYPED), max_size=6),
    ways=st.lists(st.sampled_from(["enter", "met", "reason"]), min_size=20, max_size=20),
    third=st.booleans(),
    owner_gone=st.booleans(),
)
def test_nothing_open_is_ever_dropped_silently(new_office, typed, ways, third, owner_gone):
    office = new_office(FixedClock(CALLED))
    desk = office.desk("ana")
    session, wrapping = on_a_call(office, desk, *typed)
    if third:
        session.change(participants=(Participant(key="p1", name="Rosa"),))
    for line in session.call.lines:
        if owner_gone and line.kind in FOLLOW_UP_KINDS:
            session.hand_over(line.line, "gone")

    def missing():
        return () if session.answer_of("my-role") else (MY_ROLE,)

    found = []
    for way in ways:
        ends = wrapping.open_ends(missing(), (SERVED,))
        if not ends:
            break
        found.append(ends[0])
        settle(wrapping, ends[0], way)
    assert wrapping.open_ends(missing(), (SERVED,)) == []
    ended = session.end()
    for end in found:
        assert has_left_a_trace(end, ended), end
    assert every_line_was_looked_after(ended.call)
    assert all(item.due and from_utc_text(item.due) for item in ended.follow_ups)
    assert ended.call.outcome == Outcome.REACHED


def test_a_promise_nobody_may_make_is_reworded_and_never_read_back(shared, ana):
    session, _ = on_a_call(shared, ana, "> you will get custody", "> send the notice today")
    guard = {1: "A result is in nobody's hands."}
    wrapping = WrappingUp(ana, session, lambda call: guard if "get custody" in call.lines[0].text else {})
    end = next(end for end in wrapping.open_ends(()) if end.kind is EndKind.REWORD)
    assert end.about == "\"you will get custody\" A result is in nobody's hands."
    assert not any("custody" in said for said in wrapping.to_say().sentences)
    assert any("notice" in said for said in wrapping.to_say().sentences)
    wrapping.reword(end, "> ask the attorney about custody")
    assert EndKind.REWORD not in kinds(wrapping.open_ends(()))
    assert any("custody" in said for said in wrapping.to_say().sentences)
    assert session.line(1).versions[0].text == "you will get custody"


def test_a_promise_nobody_may_make_that_stays_keeps_a_reason(shared, ana):
    session, _ = on_a_call(shared, ana, "> you will get custody")
    wrapping = WrappingUp(ana, session, lambda _call: {1: "A result is in nobody's hands."})
    end = next(end for end in wrapping.open_ends(()) if end.kind is EndKind.REWORD)
    wrapping.reason(end, "her words, not ours", ())
    assert EndKind.REWORD not in kinds(wrapping.open_ends(()))
    assert not any("custody" in said for said in wrapping.to_say().sentences)
    assert [one.words for one in session.call.ends] == ["her words, not ours"]

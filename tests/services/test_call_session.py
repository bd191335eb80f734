"""A call being taken: every change is an event of its draft, and the draft alone gives the call back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.call import Consent, Identity
from paratui.domain.call_draft import replayed
from paratui.domain.checklist import Checklist
from paratui.domain.errors import BadInput, StoreFull
from paratui.domain.matter import Matter
from paratui.domain.note_line import Settled
from paratui.domain.on_the_line import Participant
from paratui.domain.person import Person
from paratui.services.call_lines import typed_form
from paratui.services.calls import Calls
from paratui.services.kept_call import TYPING_PAUSE
from paratui.services.today import today
from tests.conftest import FixedClock

CALLED = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)
PERSON = Person(id=70, name="Maria Garcia")
MATTER = Matter(id=71, number="2026-0142", title="Custody")


@pytest.fixture
def session(shared, ana):
    return shared.begin(ana)


def events_of(shared, session, login: str = "ana") -> list:
    """The draft as it comes back from a disk."""
    return json.loads(json.dumps(shared.kept.drafts[login, session.call.id]))


def state_of(session) -> tuple:
    return session.call, session.typing, session.typing_line, session.aside, session.parked


def cut_and_taken_up(shared, session, *, stopped: bool, login: str = "ana", away: float = 0):
    """The same call after its process was killed and the program started again."""
    shared.kept.held.discard((login, session.call.id))
    shared.clock.go_on(away)
    calls = Calls(shared.desk(login))
    [cut] = [one for one in calls.cut() if one.orphan.call == session.call.id]
    return calls.take_up(cut, stopped_at_the_drop=stopped)


# The draft is the call


somewords = st.text(max_size=12)
steps = st.sampled_from(["greeting", "my-role", "her-role"])
actions = st.one_of(
    st.tuples(
        st.just("add_line"), st.builds("{}{}".format, st.sampled_from(["", "> ", "? ", "~ ", "@ "]), somewords)
    ),
    st.tuples(st.just("reword"), st.integers(min_value=1, max_value=4), somewords),
    st.tuples(st.just("type"), somewords),
    st.tuples(st.just("type"), somewords, st.integers(min_value=1, max_value=4)),
    st.tuples(st.just("strike"), st.integers(min_value=1, max_value=4)),
    st.tuples(st.just("settle")),
    st.tuples(st.just("answer"), steps, st.sampled_from(["done", "declined", "skipped"]), somewords),
    st.tuples(st.just("unanswer"), steps),
    st.tuples(st.just("walk"), st.sampled_from(["client-call", "intake"]), somewords),
    st.tuples(st.just("settle_line"), st.integers(min_value=1, max_value=4), st.sampled_from(Settled)),
    st.tuples(
        st.just("change"),
        st.one_of(
            st.fixed_dictionaries({"phone": somewords}),
            st.fixed_dictionaries(
                {"consent": st.builds(Consent, answer=st.sampled_from(["consented", "declined"]), words=somewords)}
            ),
            st.fixed_dictionaries({"identity": st.builds(Identity, how=somewords, result=somewords)}),
            st.fixed_dictionaries({"places": st.lists(somewords, max_size=3).map(tuple)}),
            st.fixed_dictionaries(
                {
                    "participants": st.lists(
                        st.builds(Participant, key=somewords, name=somewords, left=st.integers(-1, 9)), max_size=3
                    ).map(tuple)
                }
            ),
        ),
    ),
    st.tuples(st.just("speak_with"), st.just(PERSON), st.sampled_from([None, MATTER])),
    st.tuples(st.just("about"), st.sampled_from([None, MATTER])),
    st.tuples(st.just("caller_named"), somewords),
    st.tuples(st.just("announce")),
    st.tuples(st.just("time"), st.integers(min_value=0, max_value=4000)),
)


@settings(deadline=None, database=None, max_examples=150)
@given(st.lists(st.one_of(actions, st.booleans().map(lambda parked: ("park", parked))), max_size=14))
def test_the_events_of_a_draft_give_the_living_call_back(new_office, done):
    shared = new_office(FixedClock(CALLED))
    session = shared.begin(shared.desk("ana"))
    for name, *given_words in done:
        if name == "time":
            shared.clock.go_on(*given_words)
        elif name == "park":
            session.park(parked=given_words[0])
        elif name == "change":
            session.change(**given_words[0])
        else:
            try:
                getattr(session, name)(*given_words)
            except BadInput:
                continue
    session.settle()
    draft = replayed(events_of(shared, session))
    assert (draft.call, draft.typing, draft.typing_line, draft.aside, draft.parked) == state_of(session)
    before = session.elapsed()
    again = cut_and_taken_up(shared, session, stopped=False)
    assert state_of(again) == state_of(session)
    assert again.elapsed() == before


def test_a_call_begins_at_once_and_its_draft_says_so(shared, session):
    assert (session.call.staff, session.call.started, session.call.status) == (
        "ana",
        "2026-10-08T14:00:00Z",
        "in_progress",
    )
    assert (session.call.checklist.checklist, session.call.checklist.version) == ("client-call", "1")
    assert [event["e"] for event in events_of(shared, session)] == ["begun"]
    assert shared.stored("call", session.call.id) is None
    assert session.saved().all


def test_a_call_of_another_channel_and_direction_begins_as_such(shared, ana):
    call = shared.begin(ana, channel="video", direction="out").call
    assert (call.channel, call.direction) == ("video", "out")


# Lines


def test_a_line_carries_its_time_kind_and_who_wrote_it(shared, session):
    shared.clock.go_on(31.9)
    line = session.add_line("~ afraid he will move")
    assert (line.line, line.at, line.kind, line.text, line.by) == (1, 31, "concern", "afraid he will move", "ana")
    shared.clock.go_on(21)
    promise = session.add_line("> call back thu 3pm @dana !")
    assert (promise.line, promise.at, promise.task, promise.assignee, promise.urgent) == (
        2,
        52,
        "call back",
        "dana",
        True,
    )
    assert (promise.due, promise.clock) == ("2026-10-08T19:00:00Z", "appointment")
    assert session.call.lines == (line, promise)


@pytest.mark.parametrize("typed", ["", "   ", ">", "~ "])
def test_a_line_that_says_nothing_is_not_kept(shared, session, typed):
    with pytest.raises(BadInput, match="says nothing yet"):
        session.add_line(typed)
    assert (session.call.lines, len(events_of(shared, session))) == ((), 1)


def test_a_reworded_line_keeps_its_time_and_every_earlier_wording(shared, session, dana):
    shared.clock.go_on(10)
    session.add_line("hearing Dec 3")
    session.add_line("she cried")
    shared.clock.go_on(50)
    session.reword(1, "@ hearing Dec 13")
    shared.clock.go_on(60)
    line = session.reword(1, "@ hearing Dec 30")
    assert (line.line, line.at, line.kind, line.text) == (1, 10, "reported_date", "hearing Dec 30")
    assert [(one.text, one.kind, one.replaced_at, one.replaced_by) for one in line.versions] == [
        ("hearing Dec 3", "note", "2026-10-08T14:01:00Z", "ana"),
        ("hearing Dec 13", "reported_date", "2026-10-08T14:02:00Z", "ana"),
    ]
    assert [one.text for one in session.call.lines] == ["hearing Dec 30", "she cried"]


@pytest.mark.parametrize("typed", ["> send the notice", "plain words", "? sign?", "~ afraid", "* for you"])
def test_a_line_left_as_it_was_makes_no_version(session, typed):
    line = session.add_line(typed)
    assert typed_form(line) == typed
    assert session.reword(1, f" {typed_form(line)} ") == line
    assert session.call.lines[0].versions == ()


def test_a_line_cannot_be_reworded_to_nothing_nor_one_that_is_not_there(session):
    line = session.add_line("hearing Dec 3")
    with pytest.raises(BadInput, match="says nothing yet"):
        session.reword(1, "  ")
    with pytest.raises(BadInput, match="has no such line"):
        session.reword(2, "x")
    assert session.call.lines == (line,)


@pytest.mark.parametrize("typed", ["\\> quoted from her letter", "\\- 5 degrees", "\\/ or not", "\\\\ as it is"])
def test_a_note_that_looks_marked_stays_the_note_it_is_when_it_is_edited(session, typed):
    line = session.add_line(typed)
    assert (line.kind, line.text) == ("note", typed[1:])
    reworded = session.reword(1, f"{typed_form(line)}, page 2")
    assert (reworded.kind, reworded.text) == ("note", f"{typed[1:]}, page 2")


@settings(deadline=None, database=None, max_examples=100)
@given(st.text(alphabet=" ab!?<>@#~*-/\\\t.,0", max_size=8))
def test_a_line_opened_and_closed_again_says_what_it_said(new_office, typed):
    shared = new_office(FixedClock(CALLED))
    session = shared.begin(shared.desk("ana"))
    try:
        line = session.add_line(typed)
    except BadInput:
        return
    reworded = session.reword(1, f"{typed_form(line)}.")
    assert (reworded.kind, reworded.text) == (line.kind, f"{line.text}.")


def test_a_promise_made_before_the_cut_off_stays_due_today_when_a_slip_is_corrected_after_it(shared, session):
    shared.clock.go_on(6 * 3600 - 300)  # five to four; the cut-off is at four
    line = session.add_line("> send the notcie")
    assert line.due == "2026-10-08T21:00:00Z"
    shared.clock.go_on(600)
    assert session.reword(1, "> send the notice").due == line.due


AFTER_THE_CUT_OFF = 6 * 3600 + 300
LATE_IN = "received Thu 4:05 PM, after the cut-off: Friday 5:00 PM"


@pytest.mark.parametrize(
    ("said", "reworded"),
    [
        ("> send the notcie", "> send the notice"),
        ("> send the notcie", "> send the notice @dana"),
        ("> send the notcie !", "> send the notice !"),
        ("> send the notcie in 2 hours", "> send the notice in 2 hours"),
        ("> send the notcie today 3pm", "> send the notice today 3pm"),
        ("< bring the pay stbus", "< bring the pay stubs"),
        ("? shoud I sign?", "? should I sign?"),
    ],
)
def test_a_slip_corrected_later_leaves_the_due_time_and_its_clock(shared, session, said, reworded):
    line = session.add_line(said)
    shared.clock.go_on(AFTER_THE_CUT_OFF)
    again = session.reword(1, reworded)
    assert (again.due, again.clock) == (line.due, line.clock)
    assert again.text == reworded[2:]


@pytest.mark.parametrize(
    ("said", "reworded", "due", "rule"),
    [
        ("> send the notice", "> send the notice fri 10am", "2026-10-09T14:00:00Z", "as promised"),
        ("> send the notice fri 10am", "> send the notice mon 9am", "2026-10-12T13:00:00Z", "as promised"),
        ("> send the notice fri 10am", "> send the notice", "2026-10-09T21:00:00Z", LATE_IN),
        ("send the notice", "> send the notice", "2026-10-09T21:00:00Z", LATE_IN),
        ("> send the notice", "> send the notice !", "2026-10-09T14:05:00Z", "urgent: 2 business hours"),
        ("> send the notice", "send the notice", "", ""),
    ],
)
def test_another_time_kind_or_urgency_counts_from_now_on(shared, session, said, reworded, due, rule):
    session.add_line(said)
    shared.clock.go_on(AFTER_THE_CUT_OFF)
    line = session.reword(1, reworded)
    assert (line.due, line.clock) == (due, rule)


def test_a_line_that_names_only_a_time_is_refused_with_what_is_missing(session):
    with pytest.raises(BadInput, match="names a time, but not what is to be done by then"):
        session.add_line("> thu 3pm")
    assert session.call.lines == ()


def test_a_line_struck_out_twice_has_one_earlier_wording(session):
    session.add_line("she cried")
    assert session.strike(1) == session.strike(1)
    assert len(session.line(1).versions) == 1
    with pytest.raises(BadInput, match="has no such line"):
        session.strike(2)


def test_a_line_struck_out_says_so_and_keeps_its_wording(session):
    session.add_line("> send the notice")
    line = session.strike(1)
    assert (line.kind, line.text, line.due) == ("note", "(struck out)", "")
    assert [(one.text, one.kind) for one in line.versions] == [("send the notice", "promise")]
    assert session.end().follow_ups == ()


# The line being typed


def test_the_line_being_typed_is_kept_at_most_every_pause(shared, session):
    shared.clock.go_on(1)
    assert not session.type("s")
    assert session.type("se")
    assert not session.saved().all
    shared.clock.go_on(TYPING_PAUSE)
    assert not session.type("sen")
    typed = [event["text"] for event in events_of(shared, session) if event["e"] == "typing"]
    assert typed == ["s", "sen"]
    session.type("send")
    session.settle()
    assert replayed(events_of(shared, session)).typing == "send"
    assert session.saved().all


def test_settling_again_writes_nothing(shared, session):
    session.type("send")
    session.settle()
    count = len(events_of(shared, session))
    session.settle()
    session.type("send")
    session.settle()
    assert len(events_of(shared, session)) == count


def test_a_kept_line_is_no_longer_being_typed(shared, session):
    session.type("send her")
    session.add_line("send her the notice")
    session.settle()
    assert session.typing == ""
    assert replayed(events_of(shared, session)).typing == ""


def test_an_earlier_line_being_edited_is_taken_up_as_that_line(shared, session):
    session.add_line("hearing Dec 3")
    session.type("hearing Dec 13", 1)
    session.settle()
    again = cut_and_taken_up(shared, session, stopped=True, away=60)
    assert (again.typing, again.typing_line) == ("hearing Dec 13", 1)
    again.reword(1, "hearing Dec 13")
    assert (again.typing, again.typing_line) == ("", 0)


def test_a_new_line_waits_while_an_earlier_one_is_edited_and_is_not_lost_by_a_cut(shared, session):
    session.add_line("hearing Dec 3")
    shared.clock.go_on(1)
    session.type("s")
    session.type("she asks wheth")
    session.type("hearing Dec 13", 1)
    assert (session.typing, session.typing_line, session.aside) == ("hearing Dec 13", 1, "she asks wheth")
    session.settle()
    again = cut_and_taken_up(shared, session, stopped=True, away=60)
    assert (again.typing, again.typing_line, again.aside) == ("hearing Dec 13", 1, "she asks wheth")
    again.reword(1, "hearing Dec 13")
    assert (again.typing, again.typing_line, again.aside) == ("she asks wheth", 0, "")
    third = cut_and_taken_up(shared, again, stopped=True, away=60)
    assert (third.typing, third.call.lines[0].text) == ("she asks wheth", "hearing Dec 13")


def test_an_edit_that_is_left_gives_the_new_line_back(shared, session):
    session.add_line("hearing Dec 3")
    session.type("she asks")
    session.type("hearing Dec 13", 1)
    session.type("she asks")
    session.settle()
    again = cut_and_taken_up(shared, session, stopped=True)
    assert (again.typing, again.typing_line, again.aside) == ("she asks", 0, "")


def test_another_due_time_for_an_earlier_line_leaves_the_line_being_typed(shared, session):
    session.add_line("> send the notice")
    shared.clock.go_on(1)
    session.type("s")
    session.type("she asks wheth")
    session.reword(1, "> send the notice fri 10am")
    session.settle()
    assert session.typing == "she asks wheth"
    assert cut_and_taken_up(shared, session, stopped=True).typing == "she asks wheth"


def test_parking_keeps_the_line_being_typed(shared, session):
    shared.clock.go_on(1)
    session.type("s")
    session.type("send her the")
    session.park(parked=True)
    draft = replayed(events_of(shared, session))
    assert (draft.typing, draft.parked) == ("send her the", True)
    session.park(parked=False)
    assert (session.parked, session.typing) == (False, "send her the")


def test_what_is_not_on_the_platter_is_not_called_saved(session, monkeypatch):
    durable = session._draft.durable()
    monkeypatch.setattr(session._draft, "durable", lambda: durable)
    monkeypatch.setattr(session._draft, "failed", lambda: "The disk is full")
    session.add_line("hearing Dec 3")
    assert (session.saved().all, session.saved().trouble) == (False, "The disk is full")
    monkeypatch.undo()
    assert session.saved().all


# The checklist, the recording, the caller


def test_a_step_has_one_answer_the_last_and_it_can_be_taken_back(shared, session):
    shared.clock.go_on(7)
    session.answer("my-role", "done")
    shared.clock.go_on(7)
    session.answer("my-role", "skipped", "explained yesterday")
    given = session.answer_of("my-role")
    assert (given.answer, given.reason, given.at, given.by) == ("skipped", "explained yesterday", 14, "ana")
    assert len(session.call.checklist.answers) == 1
    session.unanswer("my-role")
    assert session.answer_of("my-role") is None


def test_another_checklist_keeps_the_answers_that_were_given(session):
    session.answer("my-role", "done")
    session.walk("intake", "4")
    assert (session.call.checklist.checklist, session.call.checklist.version) == ("intake", "4")
    assert session.answer_of("my-role").answer == "done"


def test_recording_and_identity_are_kept_with_time_and_who(shared, session):
    shared.clock.go_on(20)
    session.change(
        consent=Consent(answer="consented", at=20, by="ana", words="May we record?", rule="everyone must agree"),
        identity=Identity(how="called back", result="confirmed", at=20, by="ana"),
    )
    consent, identity = session.call.consent, session.call.identity
    assert (consent.answer, consent.at, consent.by, consent.words, consent.rule) == (
        "consented",
        20,
        "ana",
        "May we record?",
        "everyone must agree",
    )
    assert (identity.how, identity.result, identity.at, identity.by) == ("called back", "confirmed", 20, "ana")
    assert replayed(events_of(shared, session)).call == session.call


def test_the_caller_brings_the_matter_and_another_caller_takes_it_away(session):
    session.speak_with(PERSON, MATTER)
    call = session.call
    assert (call.person_id, call.person, call.matter_id, call.matter, call.matter_title) == (
        70,
        "Maria Garcia",
        71,
        "2026-0142",
        "Custody",
    )
    session.caller_named("her sister")
    call = session.call
    assert (call.person_id, call.person, call.matter_id, call.matter, call.matter_title) == (
        0,
        "her sister",
        0,
        "",
        "",
    )


def test_a_field_of_the_wrong_kind_is_refused_and_the_call_goes_on(shared, session):
    with pytest.raises(BadInput, match="tenths"):
        session.change(tenths="three")
    session.change(tenths=3)
    assert session.call.tenths == 3
    assert replayed(events_of(shared, session)).call == session.call


# The timer


def test_the_timer_counts_whole_seconds_and_no_clock_set_by_hand(shared, session):
    shared.clock.go_on(741.9)
    assert session.elapsed() == 741
    shared.clock.set(shared.clock.now().replace(year=2025))
    assert session.elapsed() == 741
    shared.clock.go_on(60)
    assert session.elapsed() == 801
    assert session.add_line("hearing moved").at == 801


def test_a_call_taken_up_with_its_timer_on_counts_the_time_away(shared, session):
    shared.clock.go_on(100)
    session.add_line("hearing moved")
    again = cut_and_taken_up(shared, session, stopped=False, away=300)
    assert again.elapsed() == 400
    shared.clock.go_on(5)
    assert again.elapsed() == 405


def test_a_call_stopped_at_the_drop_goes_on_from_where_it_was_cut(shared, session):
    shared.clock.go_on(100)
    session.add_line("hearing moved")
    again = cut_and_taken_up(shared, session, stopped=True, away=300)
    assert again.elapsed() == 100
    shared.clock.go_on(5)
    assert again.add_line("she is back").at == 105


def test_a_call_cut_twice_leaves_both_gaps_out(shared, session):
    shared.clock.go_on(100)
    session.settle()
    session.add_line("one")
    again = cut_and_taken_up(shared, session, stopped=True, away=300)
    shared.clock.go_on(50)
    again.add_line("two")
    third = cut_and_taken_up(shared, again, stopped=True, away=1000)
    assert third.elapsed() == 150
    fourth = cut_and_taken_up(shared, third, stopped=False, away=10)
    assert fourth.elapsed() == 160


@pytest.mark.parametrize("stopped", [True, False])
def test_a_clock_set_back_between_the_cut_and_the_next_start_takes_no_time_away(shared, session, stopped):
    shared.clock.go_on(100)
    session.add_line("hearing moved")
    again = cut_and_taken_up(shared, session, stopped=stopped, away=-5000)
    assert again.elapsed() == 100
    shared.clock.go_on(5)
    assert again.elapsed() == 105


def test_looking_over_the_wrap_up_page_takes_no_time_of_the_call(shared, session):
    shared.clock.go_on(300)
    session.hang_up()
    shared.clock.go_on(120)
    assert session.elapsed() == 300
    assert session.end().call.seconds == 300


def test_a_call_that_goes_on_after_all_has_gone_on_meanwhile(shared, session):
    shared.clock.go_on(300)
    session.hang_up()
    shared.clock.go_on(120)
    session.go_on()
    assert session.elapsed() == 420


def test_a_cut_call_is_taken_up_in_one_session_only(ana, session, monkeypatch):
    session.add_line("hearing moved")
    session.let_go()
    [cut] = Calls(ana).cut()
    let_go = []
    elsewhere = SimpleNamespace(
        durable=lambda: 0, flush=lambda: True, failed=lambda: "", close=lambda: let_go.append(True)
    )
    monkeypatch.setattr(ana.store, "draft", lambda _call: elsewhere)
    with pytest.raises(BadInput, match="taken up in another session of yours already"):
        Calls(ana).take_up(cut, stopped_at_the_drop=True)
    assert let_go == [True]


def test_a_call_that_is_taken_up_elsewhere_is_not_taken_up_here_and_loses_nothing(shared, ana, session):
    session.add_line("hearing moved")
    session.let_go()
    [cut] = Calls(ana).cut()
    elsewhere = Calls(shared.desk("ana")).take_up(cut, stopped_at_the_drop=True)
    with pytest.raises(BadInput, match="taken up in another session of yours already; go on there"):
        Calls(ana).take_up(cut, stopped_at_the_drop=True)
    assert elsewhere.add_line("she got a letter").line == 2
    assert len(replayed(events_of(shared, session)).call.lines) == 2


def test_what_was_noted_elsewhere_and_cut_again_is_there_when_it_is_taken_up_here(shared, ana, session):
    session.add_line("hearing moved")
    session.let_go()
    [cut] = Calls(ana).cut()
    elsewhere = Calls(shared.desk("ana")).take_up(cut, stopped_at_the_drop=True)
    elsewhere.add_line("she got a letter")
    elsewhere.let_go()
    here = Calls(ana).take_up(cut, stopped_at_the_drop=True)
    assert [line.text for line in here.call.lines] == ["hearing moved", "she got a letter"]


def test_a_taken_up_call_has_everything_that_was_typed(shared, session):
    session.speak_with(PERSON, MATTER)
    session.add_line("> send the notice")
    session.answer("my-role", "done")
    session.announce()
    session.type("she asks wheth")
    session.settle()
    before = state_of(session)
    assert state_of(cut_and_taken_up(shared, session, stopped=True, away=60)) == before


def test_a_half_typed_answer_to_a_question_is_kept_until_it_is_done_with(shared, session):
    session.answering("Who is on the line?", "Wilh")
    session.add_line("hearing moved")
    again = cut_and_taken_up(shared, session, stopped=True)
    assert again.unanswered == ("Who is on the line?", "Wilh")
    before = len(events_of(shared, again))
    again.answering("Who is on the line?", "")
    again.answering("Who is on the line?", "")
    assert len(events_of(shared, again)) == before + 1
    assert cut_and_taken_up(shared, again, stopped=True).unanswered == ("", "")


def test_a_draft_that_lost_its_beginning_is_not_offered_and_bars_no_other(shared, session, ana):
    shared.kept.drafts["ana", 12345] = [{"e": "line", "line": {"line": 1, "at": 1, "text": "x"}}]
    shared.kept.held.discard(("ana", session.call.id))
    assert [cut.orphan.call for cut in Calls(ana).cut()] == [session.call.id]


def test_an_event_of_a_newer_version_is_passed_over(shared, session):
    session.add_line("hearing moved")
    events = [*events_of(shared, session), {"e": "transcript", "at": "2026-10-08T14:05:00Z", "words": ["x"]}]
    assert replayed(events).call == session.call


# Two calls at once


def test_two_open_calls_do_not_mix(shared, ana):
    first = shared.begin(ana)
    first.add_line("hearing moved")
    first.park(parked=True)
    shared.clock.go_on(30)
    second = shared.begin(ana)
    second.caller_named("Dean Oakley")
    shared.clock.go_on(30)
    assert second.add_line("wants a copy").at == 30
    assert (first.elapsed(), second.elapsed()) == (60, 30)
    first.park(parked=False)
    first.add_line("she is back")
    assert [line.at for line in first.call.lines] == [0, 60]
    assert (first.call.person, [line.text for line in second.call.lines]) == ("", ["wants a copy"])
    second.end()
    assert [draft.call for draft in ana.store.orphaned_drafts()] == []
    first.let_go()
    assert [draft.call for draft in ana.store.orphaned_drafts()] == [first.call.id]


def test_cut_calls_are_one_s_own_newest_first(shared, ana, dana):
    mine = [shared.begin(ana)]
    shared.clock.go_on(5)
    mine.append(shared.begin(ana))
    hers = shared.begin(dana)
    for session in (*mine, hers):
        session.let_go()
    assert [cut.state.call.id for cut in Calls(ana).cut()] == [mine[1].call.id, mine[0].call.id]
    assert [cut.state.call.id for cut in Calls(dana).cut()] == [hers.call.id]


# What the office sees


def test_an_announced_call_is_seen_by_the_others_with_whom_and_not_what(shared, ana, dana, session):
    assert Calls(dana).others() == []
    session.speak_with(PERSON, MATTER)
    session.add_line("* sounded drunk")
    session.announce()
    assert Calls(dana).others() == [("ana", "Maria Garcia", PERSON.id)]
    assert Calls(ana).others() == []
    seen = shared.stored("call", session.call.id)
    assert (seen["status"], seen["matter"], seen["lines"], seen["rev"]) == ("in_progress", "2026-0142", [], 1)


def test_a_call_whose_line_was_cut_is_no_call_anybody_is_on(shared, dana, session):
    session.caller_named("Maria Garcia")
    session.announce()
    assert Calls(dana).others() == [("ana", "Maria Garcia", 0)]
    shared.kept.held.discard(("ana", session.call.id))
    assert Calls(dana).others() == []
    again = cut_and_taken_up(shared, session, stopped=True)
    assert Calls(dana).others() == [("ana", "Maria Garcia", 0)]
    again.end()
    assert Calls(dana).others() == []


def test_each_announcement_stands_on_the_one_before(shared, session):
    session.announce()
    session.caller_named("Dean Oakley")
    session.announce()
    assert (session.call.rev, shared.stored("call", session.call.id)["person"]) == (2, "Dean Oakley")
    assert cut_and_taken_up(shared, session, stopped=False).call.rev == 2


def test_a_call_announced_by_a_process_that_died_before_it_knew_is_taken_up_on_what_stands(shared, session):
    events = list(shared.kept.drafts["ana", session.call.id])
    session.announce()
    shared.kept.drafts["ana", session.call.id][:] = events
    again = cut_and_taken_up(shared, session, stopped=False)
    assert again.end().call.rev == 2


def test_a_discarded_call_is_marked_so_for_the_others_and_its_draft_is_gone(shared, ana, dana, session):
    session.announce()
    session.discard()
    assert shared.stored("call", session.call.id)["status"] == "discarded"
    assert Calls(dana).others() == []
    assert (ana.store.orphaned_drafts(), shared.kept.drafts) == ([], {})


def test_a_call_nobody_saw_is_discarded_without_a_trace(shared, session):
    before = shared.commits()
    session.discard()
    assert (shared.commits(), shared.kept.drafts) == (before, {})


def test_a_discard_the_office_cannot_take_keeps_the_draft(shared, ana, session, full_disk):
    session.announce()
    with full_disk(ana), pytest.raises(StoreFull):
        session.discard()
    assert ("ana", session.call.id) in shared.kept.drafts
    session.discard()
    assert shared.kept.drafts == {}


def test_an_announcement_that_comes_late_does_not_bring_a_discarded_call_back(shared, dana, session):
    session.discard()
    before = shared.commits()
    session.announce()
    assert Calls(dana).others() == []
    assert shared.commits() == before


def test_an_announcement_that_comes_late_does_not_open_a_written_call_again(shared, dana, session):
    session.add_line("hearing moved")
    ended = session.end().call
    session.announce()
    assert shared.stored("call", ended.id) == ended.doc()
    assert Calls(dana).others() == []


# The end


def test_the_end_is_one_commit_with_the_follow_ups_and_folds_the_draft_away(shared, ana, session):
    session.announce()
    session.speak_with(PERSON, MATTER)
    for typed in ("hearing moved", "> send the notice", "? should I sign?", "< send the pay stubs mon"):
        shared.clock.go_on(60)
        session.add_line(typed)
    before = shared.commits()
    ended = session.end()
    assert shared.commits() == before + 1
    assert (ended.call.status, ended.call.rev, ended.call.seconds) == ("ended", 2, 240)
    assert [item.text for item in ended.follow_ups] == ["send the notice", "should I sign?", "send the pay stubs"]
    assert shared.stored("call", ended.call.id) == ended.call.doc()
    assert (shared.kept.drafts, ana.store.orphaned_drafts()) == ({}, [])


def test_a_refused_end_leaves_the_draft_and_can_be_tried_again(shared, ana, session, full_disk):
    session.add_line("> send the notice")
    session.type("she asks")
    with full_disk(ana), pytest.raises(StoreFull):
        session.end()
    assert shared.stored("call", session.call.id) is None
    assert replayed(events_of(shared, session)).typing == "she asks"
    session.add_line("she will wait")
    ended = session.end()
    assert [line.text for line in ended.call.lines] == ["send the notice", "she will wait"]
    assert (len(ended.follow_ups), len(ana.store.open_follow_ups())) == (1, 1)


def test_a_refused_end_survives_the_process_too(shared, ana, session, full_disk):
    session.add_line("> send the notice")
    with full_disk(ana), pytest.raises(StoreFull):
        session.end()
    ended = cut_and_taken_up(shared, session, stopped=True, away=3600).end()
    assert [item.text for item in ended.follow_ups] == ["send the notice"]


def test_a_call_that_was_written_just_before_the_process_died_is_not_offered_again(shared, ana, session, monkeypatch):
    session.add_line("> send the notice")
    monkeypatch.setattr(session._draft, "discard", lambda: None)
    session.end()
    shared.kept.held.clear()
    assert today(ana).cut_calls == 0
    assert Calls(ana).cut() == []
    # Looked at once, its draft is folded away.
    assert shared.kept.drafts == {}


def test_a_call_offered_before_another_session_wrote_it_is_not_written_twice(shared, ana, session, monkeypatch):
    """The other session was killed between its commit and the folding away of the draft."""
    session.add_line("> send the notice")
    session.let_go()
    [cut] = Calls(ana).cut()
    other = Calls(shared.desk("ana")).take_up(cut, stopped_at_the_drop=True)
    monkeypatch.setattr(other._draft, "discard", lambda: None)
    other.end()
    shared.kept.held.clear()
    with pytest.raises(BadInput, match="taken up and ended in another session of yours"):
        Calls(ana).take_up(cut, stopped_at_the_drop=True)
    assert len(ana.store.open_follow_ups()) == 1


def test_the_day_s_summary_counts_the_cut_calls_that_can_be_taken_up(shared, ana, dana, session):
    assert today(ana).cut_calls == 0
    session.add_line("hearing moved")
    session.let_go()
    shared.kept.drafts["ana", 12345] = [{"e": "line", "line": {"line": 1, "at": 1, "text": "x"}}]
    assert today(ana).cut_calls == len(Calls(ana).cut()) == 1
    assert today(dana).cut_calls == 0


def test_a_call_begun_from_the_office_s_checklist_keeps_which_one(ana):
    checklist = Calls(ana).checklist()
    assert isinstance(checklist, Checklist)
    call = Calls(ana).begin(checklist, direction="out").call
    assert (call.checklist.checklist, call.checklist.version, call.direction) == (
        checklist.id,
        checklist.version,
        "out",
    )

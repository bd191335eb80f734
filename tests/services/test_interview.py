"""The questions of a practice area: what is asked when, what becomes of an answer, and that a draft keeps it all."""

from __future__ import annotations

import json

import pytest

from paratui.domain.call import ConflictStands
from paratui.domain.call_draft import replayed
from paratui.domain.errors import BadInput, FactsLockedError
from paratui.domain.note_file import NoteTyped
from paratui.services.interview import Interview, legal_questions, unasked_dates
from paratui.services.noted_call import NotedCall, log_call
from paratui.services.office_tables import OfficeTables


@pytest.fixture(scope="module")
def tables():
    class Nowhere:
        folder = None

    shipped = OfficeTables(Nowhere())
    shipped.load()
    return shipped


@pytest.fixture
def session(shared, ana):
    """A call with Maria on Thursday 8 October 2026."""
    session = shared.begin(ana)
    session.caller_named("Maria Garcia")
    return session


@pytest.fixture
def asking(session, ana, tables):
    asking = Interview(session, ana, tables)
    asking.choose_area("family")
    return asking


@pytest.fixture
def intake(session, asking):
    """The same caller as a prospect whose conflict check nobody has run."""
    session.walk("prospect-intake", "1", intake=True)
    return asking


def named(asking, wanted):
    return asking.area.question(wanted)


def ids(questions) -> list[str]:
    return [one.id for one in questions]


def as_on_the_disk(shared, session):
    return replayed(json.loads(json.dumps(shared.kept.drafts["ana", session.call.id]))).call


def test_the_area_is_kept_with_its_version_and_one_nobody_has_is_refused(session, asking, tables) -> None:
    assert (session.call.practice_area, session.call.area_version) == ("family", tables.areas["family"].version)
    with pytest.raises(BadInput, match='no practice area "tax"; this office has criminal-defense, debt'):
        asking.choose_area("tax")
    asking.choose_area("")
    assert (asking.area, asking.open_questions()) == (None, ())


@pytest.mark.parametrize(
    ("title", "area"),
    [("Custody", "family"), ("Garcia divorce", "family"), ("Eviction, Oak Street", "landlord-tenant"), ("Smith", "")],
)
def test_the_words_of_the_matter_propose_an_area(session, asking, title, area) -> None:
    session.change(matter_title=title)
    assert asking.proposed_area() == area


def test_urgent_questions_come_first_and_an_answer_leads_to_the_one_that_follows_from_it(asking) -> None:
    assert ids(asking.open_questions())[:3] == ["safe", "papers", "court"]
    asking.answer(named(asking, "safe"), "yes")
    asking.answer(named(asking, "papers"), "yes, on Tuesday")
    assert ids(asking.open_questions())[0] == "papers-day"
    asking.answer(named(asking, "papers"), "no")
    assert "papers-day" not in ids(asking.open_questions())


def test_an_answer_is_kept_as_said_with_what_it_is_read_as_and_the_one_before_it(shared, session, asking) -> None:
    shared.clock.go_on(70)
    asking.answer(named(asking, "children"), "two")
    shared.clock.go_on(30)
    asking.answer(named(asking, "children"), "about 3")
    [fact] = session.call.facts
    assert (fact.said, fact.value, fact.approximate, fact.at, fact.by) == ("about 3", "3", True, 100, "ana")
    assert [(one.said, one.shown, one.at) for one in fact.earlier] == [("two", "2", 70)]


@pytest.mark.parametrize(("typed", "value"), [("?", "not_known"), ("-", "declined"), ("n/a", "not_applicable")])
def test_no_answer_is_an_answer_too(session, asking, typed, value) -> None:
    asking.answer(named(asking, "court"), typed)
    assert [one.value for one in session.call.facts] == [value]
    assert "court" not in ids(asking.open_questions())


def test_a_date_becomes_a_reported_date_with_the_line_that_shows_it(shared, session, asking) -> None:
    session.add_line("she was at court last week")
    shared.clock.go_on(40)
    read = asking.answer(named(asking, "papers-day"), "last Tuesday")
    [told] = session.call.reported
    assert (told.what, told.said, told.day) == ("family court papers served", "last Tuesday", "2026-10-06")
    assert (told.said_by, told.taken_by, told.at, told.line, told.verified_by) == ("Maria Garcia", "ana", 40, 2, "")
    line = session.call.lines[-1]
    assert line.kind == "reported_date"
    assert line.text == "family court papers served: last Tuesday (about 2026-10-06), said by Maria Garcia"
    assert "Tuesday" in read.notice


def test_a_day_told_anew_rewords_its_line_and_one_taken_back_strikes_it_out(session, asking) -> None:
    question = named(asking, "papers-day")
    asking.answer(question, "Oct 6")
    asking.answer(question, "Oct 5")
    [line] = session.call.lines
    assert [one.day for one in session.call.reported] == ["2026-10-05"]
    assert "2026-10-05" in line.text
    assert "2026-10-06" in line.versions[0].text
    asking.answer(question, "?")
    assert session.call.reported == ()
    assert session.call.lines[0].text == "(struck out)"
    assert [one.value for one in session.call.facts] == ["not_known"]


def test_rewording_the_line_by_hand_changes_the_answer_and_striking_it_out_asks_again(session, asking) -> None:
    asking.answer(named(asking, "papers-day"), "Oct 6")
    session.reword(1, "@ family court papers served: Oct 2, said by Maria Garcia")
    assert [(one.day, one.question) for one in session.call.reported] == [("2026-10-02", "papers-day")]
    [fact] = session.call.facts
    assert (fact.value, fact.earlier[0].said) == ("2026-10-02", "Oct 6")
    session.strike(1)
    assert (session.call.reported, session.call.facts) == ((), ())


def test_an_answer_that_cannot_be_read_changes_nothing(session, asking) -> None:
    before = session.call
    with pytest.raises(BadInput, match="neither yes nor no; type y or n"):
        asking.answer(named(asking, "court"), "she has two children")
    with pytest.raises(BadInput, match="names no day; type one such as Mar 3"):
        asking.answer(named(asking, "papers-day"), "soon")
    assert session.call == before


def test_what_is_being_typed_meanwhile_stays(shared, session, asking) -> None:
    session.type("> send her the ")
    session.settle()
    asking.answer(named(asking, "papers-day"), "Oct 6")
    assert session.typing == "> send her the "
    assert replayed(shared.kept.drafts["ana", session.call.id]).typing == "> send her the "


# Before the conflict check


def test_before_the_conflict_check_only_names_court_and_days_are_asked(intake) -> None:
    asked = intake.open_questions()
    assert asked
    assert all(one.before_check for one in asked)
    assert {"children", "order", "married"} <= set(ids(intake.locked_questions()))


def test_what_may_not_be_heard_yet_is_refused_by_the_service_with_what_to_say(session, intake) -> None:
    with pytest.raises(FactsLockedError, match=r'Not asked yet: .*say: "Let me stop you there for a moment, Maria'):
        intake.answer(named(intake, "children"), "2")
    assert session.call.facts == ()
    assert any("Income" in one for one in intake.keep_out)
    intake.answer(named(intake, "papers-day"), "Oct 6")
    assert [one.day for one in session.call.reported] == ["2026-10-06"]


def test_a_card_number_is_no_answer_before_the_check(intake) -> None:
    with pytest.raises(FactsLockedError):
        intake.answer(named(intake, "other-party"), "Roberto Diaz 123-45-6789")


@pytest.mark.parametrize("verdict", ["clear", "waived"])
def test_after_the_check_everything_is_asked(session, intake, verdict) -> None:
    session.change(conflict=ConflictStands(check=1, verdict=verdict, by="morgan"))
    assert "children" in ids(intake.open_questions())
    assert intake.locked_questions() == ()
    intake.answer(named(intake, "children"), "2")
    assert [one.value for one in session.call.facts] == ["2"]


def test_after_a_denial_nothing_more_is_asked_or_kept(session, intake) -> None:
    session.change(conflict=ConflictStands(check=1, verdict="denied", by="morgan"))
    assert (intake.open_questions(), intake.locked_questions()) == ((), ())
    with pytest.raises(FactsLockedError, match="denied"):
        intake.answer(named(intake, "papers-day"), "Oct 6")


# Days nobody has told


def test_what_a_line_tells_without_its_day_is_asked_for_until_the_day_is_told(session, asking, tables) -> None:
    session.add_line("she was served at work")
    session.add_line("husband was arrested")
    wanted = unasked_dates(session.call, tables)
    assert {one.question.what for one in wanted} >= {"papers served"}
    served = next(one for one in wanted if one.question.what == "papers served")
    assert (served.line, served.question.id) == (1, "when:served")
    asking.answer(served.question, "Oct 6")
    assert "papers served" not in {one.question.what for one in unasked_dates(session.call, tables)}
    assert session.call.reported[0].what == "papers served"


@pytest.mark.parametrize(
    "line",
    ["@ served Oct 6", "> find out when she was served", "+ Served Food LLC, company"],
)
def test_a_day_that_was_told_or_a_thing_that_has_not_happened_is_not_asked_for(session, tables, line) -> None:
    session.add_line(line)
    assert unasked_dates(session.call, tables) == ()


@pytest.mark.parametrize(
    ("line", "words", "day"),
    [
        ("I was served with papers last Tuesday.", "last Tuesday", "2026-10-06"),
        ("served around March 3 last year, she thinks", "around March 3 last year", "2025-03-03"),
        ("on Monday she was served, the hearing is Dec 3", "Monday", "2026-10-05"),
        ("she was served before Oct 3 or 4", "before Oct 3 or 4", ""),
    ],
)
def test_a_day_told_in_a_plain_line_is_proposed_in_its_own_words(session, asking, tables, line, words, day) -> None:
    session.add_line(line)
    served = next(one for one in unasked_dates(session.call, tables) if one.question.what == "papers served")
    assert (served.line, served.proposed) == (1, words)
    asking.answer(served.question, served.proposed)
    [reported] = [one for one in session.call.reported if one.what == "papers served"]
    assert (reported.said, reported.day) == (words, day)
    assert "papers served" not in {one.question.what for one in unasked_dates(session.call, tables)}


def test_a_day_told_later_answers_a_pending_question_as_a_proposal_and_never_silently(session, tables) -> None:
    session.add_line("she was served at work")
    assert [one.proposed for one in unasked_dates(session.call, tables)] == [""]
    session.add_line("served with papers on Tuesday")
    session.add_line("she was served and cried")
    assert [(one.line, one.proposed) for one in unasked_dates(session.call, tables)] == [(2, "Tuesday")]


def test_does_not_know_is_enough_and_the_sets_own_question_goes_before(session, asking, tables) -> None:
    session.add_line("she was served")
    asking.answer(named(asking, "papers"), "yes")
    assert "when:served" not in ids(asking.open_questions())
    assert "papers-day" in ids(asking.open_questions())
    [served] = unasked_dates(session.call, tables)
    asking.answer(served.question, "?")
    assert unasked_dates(session.call, tables) == ()


def test_questions_for_the_attorney_are_counted(session) -> None:
    for line in ("? may I move", "she asked about the house", "? should I sign"):
        session.add_line(line)
    assert legal_questions(session.call) == 2


# The draft


def test_a_line_with_a_date_is_reported_however_it_was_typed_and_the_draft_keeps_it(shared, session, asking) -> None:
    session.add_line("@ hearing Dec 3")
    session.add_line("she will bring it")
    session.reword(2, "@ he moves on 12/15")
    asking.answer(named(asking, "papers-day"), "Oct 6")
    asking.answer(named(asking, "papers-day"), "Oct 5")
    asking.answer(named(asking, "children"), "2")
    session.strike(1)
    assert [one.day for one in session.call.reported] == ["2026-12-15", "2026-10-05"]
    assert as_on_the_disk(shared, session) == session.call


def test_a_caller_nobody_named_is_the_caller(shared, ana) -> None:
    session = shared.begin(ana)
    session.add_line("@ hearing Dec 3")
    assert session.call.reported[0].said_by == "the caller"


def test_a_call_logged_afterwards_reports_its_dates_too(shared, ana) -> None:
    notes = [NoteTyped(82, "@ hearing Dec 3"), NoteTyped(90, "she will bring it")]
    call = log_call(ana, NotedCall(notes, person="Maria Garcia")).ended.call
    stored = shared.stored("call", call.id)["reported"]
    assert [(one["what"], one["day"], one["said_by"], one["line"], one["at"]) for one in stored] == [
        ("hearing", "2026-12-03", "Maria Garcia", 1, 82)
    ]


# What the call tells already


def test_a_name_told_for_the_check_is_proposed_where_its_part_is_asked_for_and_only_one(session, asking) -> None:
    session.add_line("+ Daniel Whitcombe, husband")
    session.add_line("+ Carla Reyes, his lawyer")
    assert asking.proposed(named(asking, "other-party")) == "Daniel Whitcombe"
    assert asking.proposed(named(asking, "other-lawyer")) == "Carla Reyes"
    session.add_line("+ Ruth Whitcombe, mother")
    assert asking.proposed(named(asking, "other-party")) == ""


def test_a_day_reported_before_is_proposed_and_its_line_shows_the_answer(session, asking) -> None:
    session.add_line("@ hearing Dec 3")
    assert asking.proposed(named(asking, "court")) == "yes"
    assert asking.proposed(named(asking, "court-day")) == "2026-12-03"
    asking.answer(named(asking, "court-day"), "2026-12-03")
    [told] = session.call.reported
    assert (told.question, told.day, told.said, told.line) == ("court-day", "2026-12-03", "Dec 3", 1)
    assert asking.proposed(named(asking, "papers")) == ""


def test_being_safe_was_asked_by_the_checklist_already(session, asking) -> None:
    assert asking.proposed(named(asking, "safe")) == ""
    session.answer("danger", "done")
    assert asking.proposed(named(asking, "safe")) == "yes"


def test_the_question_of_an_answer_is_found_again_also_one_a_line_asked_by_itself(asking) -> None:
    assert asking.question("safe").title == "safe to talk"
    assert asking.question("when:served").what == "papers served"
    assert asking.question("when:nothing") is None

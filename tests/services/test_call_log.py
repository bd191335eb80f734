"""The call log: found by filter and by words, amended in versions, never overwritten."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.note_line import NoteLine
from paratui.services.call_log import CallLog
from paratui.services.office_tables import OfficeTables
from tests.full_call import full_call, full_check

MARIA = "+14155552671"


@pytest.fixture
def log(ana) -> CallLog:
    return CallLog(ana)


@pytest.fixture
def logged(shared):
    """Log one call an hour after the one before."""

    def log_one(*said: str, **fields) -> Call:
        shared.clock.go_on(3600)
        lines = tuple(NoteLine(line=number, at=number, text=text) for number, text in enumerate(said, 1))
        fields = {"status": "ended", "staff": "ana", "outcome": "reached", "seconds": 741} | fields
        started = f"{shared.clock.now():%Y-%m-%dT%H:%M:%SZ}"
        return shared.keep("call", Call(id=shared.new_id(), started=started, lines=lines, **fields))

    return log_one


# Finding


def test_the_log_is_newest_first_and_leaves_out_calls_that_go_on_or_were_thrown_away(log, logged):
    first, second = logged(), logged()
    logged(status="in_progress")
    logged(status="discarded")
    assert log.page(CallFilter()) == [second, first]


def test_conditions_of_a_filter_all_hold(log, logged):
    logged(staff="dana", person_id=7, matter_id=3)
    logged(staff="ana", person_id=7, channel="video")
    wanted = logged(staff="ana", person_id=7, matter_id=3, outcome="left_voicemail")
    assert log.page(CallFilter(staff="ana", person_id=7, matter_id=3)) == [wanted]
    assert log.page(CallFilter(outcome="left_voicemail")) == [wanted]
    assert len(log.page(CallFilter(person_id=7))) == 3
    assert len(log.page(CallFilter(channel="video"))) == 1


def test_a_span_of_time_holds_its_beginning_and_not_its_end(log, logged):
    first, second, third = logged(), logged(), logged()
    assert log.page(CallFilter(since=second.started)) == [third, second]
    assert log.page(CallFilter(until=second.started)) == [first]
    assert log.page(CallFilter(since=second.started, until=third.started)) == [second]


@pytest.mark.parametrize(
    "words",
    [
        "stipulation",
        "STIPULATION hearing",
        "garcia",
        "oakley reg",
        "2026-0142",
        "custody voicemail",
        "4155552671",
        "straße",
        "STRASSE",
    ],
)
def test_every_word_is_looked_for_in_lines_names_number_matter_and_outcome(log, logged, words):
    wanted = logged(
        "hearing moved",
        "should I sign the stipulation?",
        "lives in the Lange Straße",
        person="Maria Garcia",
        phone=MARIA,
        matter="2026-0142",
        matter_title="Custody Oakley/Reg",
        outcome="left_voicemail",
    )
    logged("nothing of the kind", person="Dean Miller")
    assert log.page(CallFilter(words=words)) == [wanted]


def test_a_call_in_which_one_word_is_missing_is_not_found(log, logged):
    logged("hearing moved", person="Maria Garcia")
    assert log.page(CallFilter(words="hearing oakley")) == []


def test_a_word_of_digits_finds_a_number_that_was_noted_with_gaps(log, logged):
    wanted = logged("her sister is at (212) 555-0123")
    assert log.page(CallFilter(words="2125550123")) == [wanted]


@pytest.mark.parametrize("words", ["(415) 555-2671", "415-555-2671", "415.555.2671", "+1-415", "2671"])
def test_a_number_is_found_as_people_write_it(log, logged, words):
    wanted = logged(phone=MARIA)
    logged("nothing of the kind", phone="+12125550123")
    assert log.page(CallFilter(words=words)) == [wanted]


@pytest.mark.parametrize("words", ["-", '"', "( ", '""', "!?"])
def test_signs_without_a_word_leave_nothing_out(log, logged, words):
    call = logged("hearing moved", phone=MARIA)
    assert log.page(CallFilter(words=words)) == [call]


@pytest.mark.parametrize("words", ["4-1", "4a1b5", "room 415"])
def test_a_few_digits_or_other_words_are_not_taken_for_a_number(log, logged, words):
    logged(phone="+12065554150")
    assert log.page(CallFilter(words=words)) == []


def test_the_log_is_read_in_pages(log, logged):
    calls = [logged() for _ in range(5)][::-1]
    first = log.page(CallFilter(), limit=2)
    assert first == calls[:2]
    assert log.page(CallFilter(), before=first[-1].id, limit=2) == calls[2:4]


def test_a_search_that_is_given_up_stops(log, logged):
    for _ in range(4):
        logged()
    seen: list[Call] = []
    seen.extend(log.calls(CallFilter(), cancelled=lambda: len(seen) >= 1))
    assert len(seen) == 1


def test_a_call_that_is_not_there_is_told_in_a_sentence(log):
    with pytest.raises(BadInput, match="There is no call 99; `paratui log` lists"):
        log.call(99)


def test_the_follow_ups_of_a_call_are_shown_as_they_stand_now(shared, log, logged):
    item = shared.follow_up()
    call = logged(follow_ups=(item.id, 12345))
    closed = shared.keep("follow_up", item.but(status="done"))
    assert log.follow_ups(call) == [closed]


# Amending


def test_an_amended_line_keeps_the_earlier_wording_with_who_when_and_why(shared, log, logged):
    call = logged("hearing Dec 3", "she cried")
    shared.clock.go_on(86400)
    amended = log.amend_line(call, 1, " hearing Dec 13 ", "misheard the date")
    line = amended.lines[0]
    [version] = line.versions
    assert line.text == "hearing Dec 13"
    assert (version.text, version.kind, version.replaced_by, version.why) == (
        "hearing Dec 3",
        "note",
        "ana",
        "misheard the date",
    )
    assert version.replaced_at == "2026-10-09T15:00:00Z"
    assert (amended.amended_why, amended.rev, amended.lines[1]) == ("misheard the date", 2, call.lines[1])
    assert log.call(call.id) == amended


def test_a_line_amended_twice_has_both_earlier_wordings(log, logged):
    amended = log.amend_line(logged("hearing Dec 3"), 1, "hearing Dec 13", "misheard")
    again = log.amend_line(amended, 1, "hearing Dec 30", "she called back")
    assert [version.text for version in again.lines[0].versions] == ["hearing Dec 3", "hearing Dec 13"]
    assert [version.why for version in again.lines[0].versions] == ["misheard", "she called back"]


def test_every_stored_version_of_a_call_can_be_looked_at(log, logged):
    call = logged("hearing Dec 3")
    log.amend_outcome(log.amend_line(call, 1, "hearing Dec 13", "misheard"), "transferred", "went to Morgan")
    revisions = log.revisions(call.id)
    assert [(one.rev, one.doc["lines"][0]["text"], one.doc["outcome"]) for one in revisions] == [
        (1, "hearing Dec 3", "reached"),
        (2, "hearing Dec 13", "reached"),
        (3, "hearing Dec 13", "transferred"),
    ]
    assert [one.doc["amended_why"] for one in revisions] == ["", "misheard", "went to Morgan"]


def test_a_late_note_is_added_at_the_end_by_whoever_wrote_it(shared, dana, logged):
    call = logged("hearing Dec 3")
    amended = CallLog(dana).add_line(call, " she will bring the letter ", "forgotten")
    late = amended.lines[-1]
    assert (late.line, late.at, late.text, late.by) == (2, 741, "she will bring the letter", "dana")
    assert amended.lines[0] == call.lines[0]
    assert shared.stored_by("call", call.id) == ["morgan", "dana"]


def test_a_late_note_to_a_call_without_lines_is_its_first(log, logged):
    assert [line.line for line in log.add_line(logged(), "left a voicemail", "forgotten").lines] == [1]


def test_a_late_promise_makes_its_follow_up_in_the_same_commit(shared, log, logged):
    call = logged("hearing Dec 3", person="Maria Garcia", person_id=7)
    before = shared.commits()
    amended = log.add_line(call, "> send the notice tomorrow @dana !", "forgotten")
    assert shared.commits() == before + 1
    late, [item] = amended.lines[-1], log.follow_ups(amended)
    assert (late.kind, late.follow_up, amended.follow_ups) == ("promise", item.id, (item.id,))
    assert (item.text, item.assignee, item.urgent, item.person, item.call, item.line) == (
        "send the notice",
        "dana",
        True,
        "Maria Garcia",
        call.id,
        2,
    )


def test_a_late_promise_of_a_colleague_is_hers_and_says_so(shared, dana, logged):
    amended = CallLog(dana).add_line(logged(), "> send the notice", "forgotten")
    [item] = CallLog(dana).follow_ups(amended)
    assert (item.assignee, item.created_by, item.history[0].by) == ("dana", "dana", "dana")


def test_a_late_question_waits_on_the_attorney(log, logged):
    [item] = log.follow_ups(log.add_line(logged(), "? should I sign?", "forgotten"))
    assert (item.kind, item.status, item.assignee, item.waiting_on) == (
        "question",
        "waiting_attorney",
        "morgan",
        "morgan",
    )


def test_a_late_promise_without_a_reason_makes_no_follow_up(ana, log, logged):
    with pytest.raises(BadInput, match="Say why the record is amended"):
        log.add_line(logged(), "> send the notice", " ")
    assert ana.store.open_follow_ups() == []


AMENDMENTS = {
    "line": lambda log, call, why: log.amend_line(call, 1, "hearing Dec 13", why),
    "late note": lambda log, call, why: log.add_line(call, "she will bring the letter", why),
    "outcome": lambda log, call, why: log.amend_outcome(call, "transferred", why),
}


@pytest.mark.parametrize("why", ["", "   "])
@pytest.mark.parametrize("amend", AMENDMENTS.values(), ids=AMENDMENTS)
def test_without_a_reason_nothing_is_amended(shared, log, logged, amend, why):
    call = logged("hearing Dec 3")
    before = shared.commits()
    with pytest.raises(BadInput, match="Say why the record is amended, such as"):
        amend(log, call, why)
    assert shared.commits() == before


@pytest.mark.parametrize("amend", AMENDMENTS.values(), ids=AMENDMENTS)
def test_a_stale_amendment_is_refused_and_the_colleague_s_stays(shared, log, dana, logged, amend):
    call = logged("hearing Dec 3")
    shared.clock.go_on(420)
    hers = CallLog(dana).amend_line(call, 1, "hearing Dec 30", "she called back")
    with pytest.raises(Conflict, match="dana changed this call at 15:07"):
        amend(log, call, "misheard")
    assert shared.stored("call", call.id) == hers.doc()
    amend(log, log.call(call.id), "misheard")


def test_a_line_that_is_not_there_cannot_be_amended(log, logged):
    with pytest.raises(BadInput, match="has no such line"):
        log.amend_line(logged("hearing Dec 3"), 2, "x", "misheard")


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_line_replaces_nothing_and_adds_nothing(shared, log, logged, text):
    call = logged("hearing Dec 3")
    before = shared.commits()
    with pytest.raises(BadInput, match="An empty line cannot replace"):
        log.amend_line(call, 1, text, "misheard")
    with pytest.raises(BadInput, match="There is nothing to add"):
        log.add_line(call, text, "forgotten")
    assert shared.commits() == before


def test_fields_of_a_newer_version_survive_an_amendment(shared, log):
    doc = {
        "id": shared.new_id(),
        "status": "ended",
        "lines": [{"line": 1, "at": 1, "text": "x", "mood": 3}],
        "a": [1],
    }
    amended = log.amend_line(shared.keep("call", Call.read(doc)), 1, "y", "typo")
    stored = shared.stored("call", amended.id)
    assert (stored["a"], stored["lines"][0]["mood"]) == ([1], 3)


# Reported dates, and everything else a call holds


@pytest.fixture
def intake(shared):
    """The intake of a long morning, as it was logged, with its conflict check."""
    record = shared.new_id()
    check = shared.keep("conflict_check", full_check(shared.new_id(), record))
    return shared.keep("call", full_call(record, check.id))


@pytest.fixture
def morgan(shared) -> CallLog:
    """The log as the attorney has it."""
    return CallLog(shared.desk("morgan"))


def test_a_call_is_told_with_its_conflict_check_and_the_titles_of_its_questions(log, ana, intake):
    told = log.account(intake, OfficeTables(ana))
    read = {section.title: [entry.text for entry in section.entries] for section in told}
    found = "2 found: 2 names looked for among 412 of the office"
    assert f"{found}, run by ana, Thu Oct 8, 2026 9:05 AM" in read["Conflict check"]
    assert "kind of family matter: custody" in read["Questions: family 1.0"]
    # The line that tells of a day nobody was asked for counts as well.
    assert [words.partition("  ")[0] for words in read["Reported dates"]] == [
        "papers served: last Tuesday (about 2026-10-06), said by Maria Garcia",
        "hearing: Dec 3 (2026-12-03), said by Maria Garcia",
    ]


def test_a_question_the_office_asks_no_more_is_told_by_its_id(log, ana, intake):
    gone = intake.but(practice_area="boats", area_version="1")
    told = {section.title: section.entries for section in log.account(gone, OfficeTables(ana))}
    assert told["Questions: boats 1"][0].text == "kind: custody"


def test_an_attorney_verifies_a_reported_date_and_the_earlier_version_stays(morgan, intake, shared):
    served, hearing = morgan.dates(intake)
    amended = morgan.verify_date(intake, served, "10/7/2026")
    assert amended.rev == intake.rev + 1
    assert amended.amended_why == "verified: papers served"
    (kept,) = amended.reported
    assert (kept.verified, kept.verified_by) == ("2026-10-07", "Morgan Lowe")
    assert kept.verified_at == "2026-10-08T14:00:00Z"
    assert (kept.said, kept.day, kept.said_by) == (served.said, served.day, served.said_by)
    assert [date.mark for date in morgan.dates(amended)] == ["verified by Morgan Lowe", hearing.mark]
    assert Call.read(morgan.revisions(intake.id)[0].doc).reported == intake.reported
    assert shared.stored_by("call", intake.id)[-1] == "morgan"


def test_a_day_only_a_line_tells_of_is_kept_as_a_reported_date_once_it_is_verified(morgan, intake):
    hearing = morgan.dates(intake)[1]
    amended = morgan.verify_date(intake, hearing, "Dec 3, 2026")
    assert [(date.what, date.line, date.verified) for date in amended.reported] == [
        ("papers served", 2, ""),
        ("hearing", 4, "2026-12-03"),
    ]


def test_nobody_but_an_attorney_verifies_a_date(log, intake):
    with pytest.raises(BadInput, match="Only an attorney verifies a reported date"):
        log.verify_date(intake, intake.reported[0], "2026-10-07")
    assert log.call(intake.id) == intake


@pytest.mark.parametrize("words", ["", "soon", "October 2026", "about Oct 7", "Oct 7 or Oct 8", "~ the fall"])
def test_the_papers_have_one_day(morgan, intake, words):
    with pytest.raises(BadInput, match="is not one day"):
        morgan.verify_date(intake, intake.reported[0], words)
    assert morgan.call(intake.id) == intake


def test_a_date_reworded_by_a_colleague_is_not_verified_in_its_old_words(morgan, log, intake):
    old = intake.reported[0]
    fresh = log.amend_line(intake, 2, "papers served: Oct 5", "misheard")
    with pytest.raises(BadInput, match="changed meanwhile"):
        morgan.verify_date(fresh, old, "2026-10-05")
    with pytest.raises(Conflict):
        morgan.verify_date(intake, old, "2026-10-05")


def test_amending_a_line_amends_the_date_it_tells_of_and_it_is_verified_no_longer(morgan, log, intake):
    verified = morgan.verify_date(intake, intake.reported[0], "2026-10-07")
    (date,) = log.amend_line(verified, 2, "papers served: Oct 5", "misheard the day").reported
    assert (date.said, date.day, date.verified, date.verified_by) == ("Oct 5", "2026-10-05", "", "")


def test_a_late_note_that_tells_of_a_day_is_a_reported_date(log, intake):
    added = log.add_line(intake, "@ mediation: Nov 9", "forgotten")
    assert [(date.what, date.day, date.line) for date in added.reported] == [
        ("papers served", "2026-10-06", 2),
        ("mediation", "2026-11-09", 5),
    ]

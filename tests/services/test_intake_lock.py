"""The facts of an intake wait for its conflict check, whatever way somebody takes to write them down."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput, FactsLockedError
from paratui.domain.facts_lock import locked, refuse
from paratui.domain.note_file import read_notes
from paratui.domain.note_line import Kind
from paratui.domain.on_the_line import Participant
from paratui.domain.open_end import EndKind, OpenEnd
from paratui.domain.read_back import ToSay
from paratui.domain.secret_number import secret_number
from paratui.services.call_log import CallLog
from paratui.services.intake import begin_intake, not_a_client
from paratui.services.line_parties import LineParties
from paratui.services.noted_call import NotedCall, log_call
from paratui.services.people import People
from paratui.services.queue import Queue
from paratui.services.taken_up import take_up
from paratui.services.wrapping_up import WrappingUp

SECRET = "ssn 078-05-1120"
FACTS = "he ran the red light and admits it"


def refused(session, typed: str) -> bool:
    with pytest.raises(FactsLockedError):
        session.add_line(typed)
    return all(FACTS not in line.text for line in session.call.lines)


@pytest.mark.parametrize("mark", ["", "- ", "\\", "#", "~", "!", "*", "  "])
def test_a_fact_of_any_kind_is_refused(intake, mark):
    assert refused(intake, f"{mark} {FACTS}")


@pytest.mark.parametrize(
    "typed", ["+ Roberto Diaz, husband", "@ served Nov 3", "> call her back today 5pm", "? do I have a case?"]
)
def test_what_the_check_needs_is_taken(intake, typed):
    assert intake.add_line(typed)


def test_another_checklist_does_not_open_the_facts(intake):
    intake.walk("client-call", "1")
    assert refused(intake, FACTS)


def test_rewording_a_name_does_not_make_a_fact_of_it(intake):
    line = intake.add_line("+ Roberto Diaz")
    with pytest.raises(FactsLockedError):
        intake.reword(line.line, FACTS)
    assert intake.line(line.line).text == "Roberto Diaz"
    intake.strike(line.line)


def test_a_matter_that_is_not_the_callers_does_not_open_the_facts(shared, intake):
    matter = shared.matter("2026-0142", clients=(shared.person().id,))
    with pytest.raises(FactsLockedError, match="not this caller's"):
        intake.about(matter)
    intake.change(matter_id=matter.id)
    assert refused(intake, FACTS)


def test_a_client_with_a_matter_of_their_own_needs_no_check(shared, intake):
    maria = shared.person()
    intake.speak_with(maria, shared.matter("2026-0142", clients=(maria.id,)))
    assert intake.add_line(FACTS)


def test_another_caller_takes_the_verdict_away(shared, intake):
    intake.change(conflict=intake.call.conflict.but(check=7, verdict="clear"))
    assert not locked(intake.call)
    intake.caller_named("Somebody Else")
    assert refused(intake, FACTS)
    assert intake.call.conflict.check == 7


def test_calling_them_no_client_does_not_open_the_facts_once_names_were_taken(intake):
    intake.add_line("+ Roberto Diaz")
    with pytest.raises(FactsLockedError, match="stays one"):
        not_a_client(intake, "Clerk of the Court")
    assert refused(intake, FACTS)


def test_a_known_prospect_is_an_intake_without_anybody_saying_so(shared, ana):
    session = shared.begin(ana)
    session.speak_with(shared.person("Rosa Delgado", role="prospect"), None)
    assert refused(session, FACTS)


def test_the_lock_holds_after_a_cut_line(shared, ana, intake):
    intake.add_line("+ Roberto Diaz")
    intake.let_go()
    [orphan] = ana.store.orphaned_drafts()
    again = take_up(ana, orphan, stopped_at_the_drop=True)
    assert refused(again, FACTS)


def test_the_lock_holds_in_the_log(shared, ana, intake):
    line = intake.add_line("+ Roberto Diaz")
    log = CallLog(ana)
    ended = intake.end().call
    with pytest.raises(FactsLockedError):
        log.add_line(ended, FACTS, "told later")
    with pytest.raises(FactsLockedError, match="social security"):
        log.amend_line(ended, line.line, "Roberto Diaz 078-05-1120", "number")
    assert log.amend_line(ended, line.line, "Roberto Dias", "spelling").lines[0].text == "Roberto Dias"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+ Roberto Diaz 078-05-1120", "a social security number"),
        ("> note ssn 078051120", "a social security number"),
        ("? is social security number: 078 05 1120 enough", "a social security number"),
        ("@ card 4111 1111 1111 1111 on Nov 3", "a card number"),
        ("> amex 378282246310005", "a card number"),
    ],
)
def test_numbers_nobody_needs_are_refused_in_any_line_before_the_check(intake, text, kind):
    with pytest.raises(FactsLockedError, match=kind):
        intake.add_line(text)


@pytest.mark.parametrize(
    "text", ["+1 415 555 2671", "case 2026-0142-33", "claim 4111 1111 1111 1112", "11/24/2026 3:30"]
)
def test_other_numbers_are_left_alone(text):
    assert secret_number(text) == ""


WAYS_TO_WRITE = {
    "a wrap-up reason": lambda desk, call: WrappingUp(desk, call).reason(
        OpenEnd(EndKind.NEXT_CONTACT, "next contact"), SECRET
    ),
    "a skip reason": lambda _desk, call: call.answer("greeting", "skipped", SECRET),
    "a read-back sentence": lambda desk, call: WrappingUp(desk, call).word(ToSay((SECRET,), ())),
    "what was not clear": lambda desk, call: WrappingUp(desk, call).read_to_client(SECRET),
    "who joins": lambda desk, call: LineParties(call, desk).join(f"Ann {SECRET}"),
    "where they are": lambda desk, call: LineParties(call, desk).stated("caller", SECRET),
    "the caller's name": lambda _desk, call: call.caller_named(f"Rosa {SECRET}"),
    "the number": lambda _desk, call: call.change(phone="4111 1111 1111 1111"),
}


@pytest.mark.parametrize("way", WAYS_TO_WRITE)
def test_a_number_nobody_needs_is_refused_whatever_way_it_is_written(ana, intake, way):
    before = intake.call
    with pytest.raises(FactsLockedError, match="nobody needs before the check"):
        WAYS_TO_WRITE[way](ana, intake)
    assert intake.call == before


def test_what_was_written_before_the_lock_does_not_stop_the_call(ana, shared):
    session = shared.begin(ana)
    session.answer("greeting", "skipped", SECRET)
    begin_intake(session, "Rosa Delgado")
    session.walk("prospect-intake", "1", intake=True)
    session.answer("my-role", "done")
    assert locked(session.call)


def test_an_attorneys_reason_is_no_word_of_the_caller(intake):
    intake.change(conflict=intake.call.conflict.but(check=7, verdict="flagged", reason=SECRET))
    assert intake.call.conflict.verdict == "flagged"


@pytest.mark.parametrize("verdict", ["flagged", "denied"])
def test_a_flagged_check_locks_a_call_that_is_no_intake(shared, ana, verdict):
    session = shared.begin(ana)
    session.caller_named("Rosa Delgado")
    session.add_line("she called about her lease")
    session.change(conflict=session.call.conflict.but(check=7, verdict=verdict))
    assert refused(session, FACTS)


def test_a_clients_own_matter_goes_on_while_the_attorney_decides(shared, ana):
    maria = shared.person()
    session = shared.begin(ana)
    session.speak_with(maria, shared.matter("2026-0142", clients=(maria.id,)))
    session.change(conflict=session.call.conflict.but(check=7, verdict="flagged"))
    assert session.add_line(FACTS)


def test_after_a_flag_the_sentence_does_not_send_to_the_check_again(intake):
    intake.change(conflict=intake.call.conflict.but(check=7, verdict="flagged"))
    with pytest.raises(FactsLockedError, match="the attorney decides"):
        refuse(intake.call, Kind.NOTE, FACTS)


@pytest.mark.parametrize("chosen", [True, False], ids=["with the matter", "before the matter is chosen"])
def test_another_client_does_not_take_over_the_intake_of_somebody_else(shared, intake, chosen):
    matter = shared.matter("2026-0142")
    maria = shared.person(matters=(matter.id,))
    intake.add_line("+ Roberto Diaz")
    with pytest.raises(FactsLockedError, match="begin another call for them"):
        intake.speak_with(maria, matter if chosen else None)
    assert intake.call.person == "Rosa Delgado"
    assert refused(intake, FACTS)


@pytest.mark.parametrize(
    "taken",
    [
        lambda call: call.add_line("@ served Nov 3"),
        lambda call: call.add_line("? do I have a case?"),
        lambda call: call.change(participants=(Participant(key="p1", name="Ann Lee"),)),
    ],
    ids=["a date", "a question", "somebody on the line"],
)
def test_whatever_was_taken_makes_the_intake_stay_one(intake, taken):
    taken(intake)
    with pytest.raises(FactsLockedError, match="stays one"):
        not_a_client(intake, "Clerk of the Court")


def test_a_slip_of_the_first_seconds_is_taken_back(intake):
    not_a_client(intake, "Clerk of the Court")
    assert intake.add_line(FACTS)


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u3164"])
def test_an_intake_begins_with_a_name_somebody_can_see(shared, ana, name):
    session = shared.begin(ana)
    with pytest.raises(BadInput):
        begin_intake(session, name)
    assert not session.call.intake


def test_in_the_log_a_name_of_an_intake_stays_a_name(ana, intake):
    line = intake.add_line("+ Roberto Diaz, husband").line
    log, ended = CallLog(ana), intake.end().call
    for text in (FACTS, "Roberto Diaz hit her and drove off drunk", "Roberto Diaz " + "a" * 120, "\u200b"):
        with pytest.raises(BadInput):
            log.amend_line(ended, line, text, "told later")
    with pytest.raises(BadInput, match="at most 120"):
        log.add_line(ended, f"+ {'Roberto ' * 20}", "told later")
    for text in ("Roberto Dias, husband", "Roberto Luis Diaz Vega"):
        ended = log.amend_line(ended, line, text, "spelling")
    assert ended.lines[0].text == "Roberto Luis Diaz Vega"


def notes(text: str, **told) -> NotedCall:
    return NotedCall(notes=read_notes(text.encode()), **told)


def test_a_call_logged_afterwards_does_not_go_round_the_lock(shared, ana):
    shared.person("Rosa Delgado", role="prospect")
    before = shared.commits()
    for text, sentence in ((f"+ Roberto Diaz\n{FACTS}", "Line 2: the facts"), (f"> note {SECRET}", "Line 1 holds")):
        with pytest.raises(FactsLockedError, match=sentence):
            log_call(ana, notes(text, person="Rosa Delgado"))
    assert shared.commits() == before
    logged = log_call(ana, notes("+ Roberto Diaz, husband\n> call her back today", person="Rosa Delgado"))
    assert logged.ended.call.intake


def test_a_prospects_call_is_not_logged_to_a_clients_matter(shared, ana):
    shared.person("Rosa Delgado", role="prospect")
    shared.matter("2026-0142", clients=(shared.person().id,))
    with pytest.raises(FactsLockedError, match="not this caller's"):
        log_call(ana, notes(FACTS, person="Rosa Delgado", matter="2026-0142"))


def test_a_follow_up_made_from_the_shell_holds_no_secret_number_of_a_prospect(shared, ana):
    shared.person("Rosa Delgado", role="prospect")
    rosa, queue, before = People(ana).exactly("Rosa Delgado"), Queue(ana), shared.commits()
    for known, name in ((rosa, ""), (None, "Paul Marsh")):
        with pytest.raises(FactsLockedError, match="social security"):
            queue.add(f"> call back about {SECRET}", known, name)
    assert shared.commits() == before
    assert queue.add("> call back today", rosa)

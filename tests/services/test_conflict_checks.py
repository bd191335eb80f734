"""A conflict check finds everybody the office knows, is kept, and is decided by who may decide."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call
from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.errors import BadInput, Conflict, FactsLockedError
from paratui.domain.facts_lock import locked
from paratui.domain.follow_up import FollowUp
from paratui.domain.on_the_line import Participant
from paratui.domain.staff import Staff
from paratui.services.desk import staff_id
from paratui.services.intake import begin_intake, carry_over
from paratui.services.taken_up import take_up


def found(check: ConflictCheck) -> dict[str, str]:
    return {hit.name: hit.where for hit in check.hits}


def item_of(shared, check: ConflictCheck) -> FollowUp | None:
    docs = [doc for doc in shared.desk("morgan").store.open_follow_ups() if doc.get("conflict_check") == check.id]
    assert len(docs) <= 1
    return FollowUp.read(docs[0]) if docs else None


# Who is found


def test_people_of_every_role_are_found_and_it_says_where_they_stand(shared, checks, intake):
    matter = shared.matter("2026-0142")
    shared.person("Roberto Díaz", role="client", matters=(matter.id,))
    shared.person("Ann Lee", role="counsel")
    shared.person("Bob Stone", role="witness")
    shared.person("Kyle Brandt", role="adverse_party")
    for line in ("+ Roberto Diaz, husband", "+ Anne Lee, their lawyer", "+ Robert Stone, witness", "+ Brandt, Kyle"):
        intake.add_line(line)
    check = checks.run(intake)
    assert found(check) == {
        "Roberto Díaz": "client 2026-0142",
        "Ann Lee": "counsel 2026",
        "Bob Stone": "witness 2026",
        "Kyle Brandt": "adverse party 2026",
    }
    assert all(hit.reason for hit in check.hits)


def test_other_names_companies_and_what_staff_know_are_found(shared, checks, checks_of, intake):
    shared.person("Maria Garcia", other_names=("Maria Lopez",), related=("Garcia Plumbing LLC",))
    shared.matter("2026-0150", title="Okafor v. Whitfield")
    checks_of(shared.desk("dana")).i_know("Eleanor Fitzgerald")
    for name in ("Maria Lopez", "Garcia Plumbing, Inc.", "Tom Whitfield", "Eleanor Fitzgerald", "Dana Park"):
        intake.add_line(f"+ {name}")
    where = found(checks.run(intake))
    assert where["Maria Lopez"].startswith("other name of Maria Garcia, client")
    assert where["Garcia Plumbing LLC"].startswith("company of Maria Garcia, client")
    assert where["Whitfield"] == "in a matter's title 2026-0150"
    assert where["Eleanor Fitzgerald"] == "known to Dana Park"
    assert where["Dana Park"] == "works here"


def test_names_of_earlier_calls_and_callers_never_entered_are_found(shared, ana, checks, clock):
    earlier = shared.begin(ana)
    earlier.caller_named("Viktor Petrenko")
    earlier.add_line("+ Hannah Voss, wife")
    earlier.change(participants=(Participant(key="1", name="Olga Marsh"),))
    earlier.end()
    clock.go_on(600)
    session = shared.begin(ana)
    begin_intake(session, "Rosa Delgado")
    for name in ("Victor Petrenko", "Hanna Voss", "Olga Marsh"):
        session.add_line(f"+ {name}")
    where = found(checks.run(session))
    assert where == {
        "Viktor Petrenko": "caller who was not entered 2026",
        "Hannah Voss": "other side of a caller 2026",
        "Olga Marsh": "third person on a call 2026",
    }


def test_a_prospect_the_office_did_not_take_is_found_as_declined(shared, ana, checks, attorney, clock):
    rosa = shared.person("Rosa Delgado", role="prospect")
    session = shared.begin(ana)
    session.speak_with(rosa, None)
    check = checks.run(session)
    attorney.decide(check, "denied", "we act for her landlord")
    clock.go_on(60)
    other = shared.begin(ana)
    begin_intake(other, "Paul Marsh")
    other.add_line("+ Rosa Delgado, wife")
    where = [hit.where for hit in checks.run(other).hits]
    assert where == ["declined prospect 2026", "in an earlier check: denied 2026"]


def test_the_callers_own_record_is_no_hit_but_another_of_the_name_is(shared, ana, checks):
    rosa = shared.person("Rosa Delgado", role="prospect")
    session = shared.begin(ana)
    session.speak_with(rosa, None)
    assert checks.run(session).hits == ()
    other = shared.person("Rosa Delgado", role="witness")
    assert [hit.record for hit in checks.run(session).hits] == [other.id]


def test_the_callers_own_record_is_a_hit_when_they_stand_against_a_client(shared, ana, checks):
    kyle = shared.person("Kyle Brandt", role="adverse_party")
    session = shared.begin(ana)
    session.change(intake=True)
    session.speak_with(kyle, None)
    assert [hit.record for hit in checks.run(session).hits] == [kyle.id]


def test_what_changes_at_another_desk_is_found_and_what_is_gone_is_not(shared, checks, intake):
    person = shared.person("Roberto Diaz", role="witness")
    intake.add_line("+ Roberto Diaz")
    assert found(checks.run(intake))
    renamed = shared.keep("person", person.but(name="Augustin Moreau"))
    checks.changed(intake._desk.store.changes())
    other = shared.begin(intake._desk)
    begin_intake(other, "Paul Marsh")
    for name in ("Augustin Moreau", "Roberto Diaz"):
        other.add_line(f"+ {name}")
    where = [(hit.name, hit.where) for hit in checks.run(other).hits]
    assert (renamed.name, "witness 2026") in where
    assert ("Roberto Diaz", "witness 2026") not in where


# What is kept


def test_a_look_is_kept_with_its_names_by_whom_when_and_among_how_many(shared, checks, intake, clock):
    shared.person("Maria Garcia")
    intake.add_line("+ Diaz Paving LLC, company")
    intake.add_line("+ Superior Court, court")
    clock.go_on(90)
    check = checks.run(intake)
    kept = ConflictCheck.read(shared.stored("conflict_check", check.id))
    assert kept == check
    assert kept.terms == ("Rosa Delgado", "Diaz Paving LLC")
    assert kept.named_as == ("the caller", "a company")
    assert (kept.run_by, kept.run_at, kept.call) == ("ana", "2026-10-08T14:01:30Z", intake.call.id)
    assert kept.searched == 4
    assert kept.verdict == "not_run"
    assert intake.call.conflict.check == check.id


def test_nobody_named_is_nothing_to_check(shared, ana, checks):
    session = shared.begin(ana)
    with pytest.raises(BadInput, match="no name to check"):
        checks.run(session)


def test_a_name_without_letters_is_for_the_attorney(shared, checks, intake):
    intake.add_line("+ ---")
    check = checks.run(intake)
    assert (check.verdict, check.no_name) == ("flagged", ("---",))
    assert item_of(shared, check)


def test_two_hundred_names_are_all_looked_for(shared, checks, intake):
    shared.person("Quentin Abernathy", role="adverse_party")
    for number in range(200):
        intake.add_line(f"+ Person Number{number:03}x Moorcock{chr(97 + number % 26)}{number}")
    intake.add_line("+ Quentin Abernathy")
    check = checks.run(intake)
    assert len(check.terms) == 202
    assert [hit.name for hit in check.hits] == ["Quentin Abernathy"]


@pytest.mark.parametrize("name", ["[red]Boss[/red]", "\x1b[2J", "', DROP TABLE", "محمد", "{client}", "a" * 118])
def test_hostile_names_are_looked_for_like_any_other(checks, intake, name):
    intake.add_line(f"+ {name} x")
    assert checks.run(intake).terms[0] == "Rosa Delgado"


def test_a_line_longer_than_any_name_is_refused_as_it_is_typed(checks, intake):
    with pytest.raises(BadInput, match="at most 120 letters"):
        intake.add_line(f"+ Wolfeschlegel {'a' * 110}")
    assert checks.run(intake).terms == ("Rosa Delgado",)


# The verdict


def test_with_nothing_found_anybody_clears_it_and_the_facts_open(checks, intake):
    check = checks.run(intake)
    assert locked(intake.call)
    cleared = checks.decide(check, "clear", session=intake)
    assert (cleared.decided_by, cleared.entered_by) == ("ana", "")
    assert not locked(intake.call)
    intake.add_line("he moved out in March")


def test_with_something_found_the_facts_stay_locked_and_the_attorney_has_an_item_at_once(shared, intake, flagged):
    assert locked(intake.call)
    item = item_of(shared, flagged)
    assert (item.text, item.kind, item.assignee) == ("Conflict check: Roberto Diaz", "question", "morgan")
    assert (item.waiting_on, item.urgent, item.call) == ("morgan", True, intake.call.id)
    assert item.due == "2026-10-08T16:00:00Z"


@pytest.mark.parametrize("verdict", ["clear", "waived", "denied"])
def test_over_what_was_found_only_an_attorney_decides(shared, checks, intake, flagged, verdict):
    for attorney, complaint in (("", "name the attorney"), ("dana", "not one attorney"), ("Ana Ruiz", "not one")):
        with pytest.raises(BadInput, match=complaint):
            checks.decide(flagged, verdict, "it is somebody else", attorney)
    with pytest.raises(BadInput, match="reason"):
        checks.decide(flagged, verdict, "  ", "Morgan Lowe")
    assert item_of(shared, flagged)
    after = checks.decide(flagged, verdict, "it is somebody else", "Lowe", intake)
    assert (after.decided_by, after.entered_by) == ("morgan", "ana")
    assert intake.call.conflict.verdict == verdict
    assert locked(intake.call) == (verdict == "denied")
    assert item_of(shared, flagged) is None


def test_the_attorney_decides_at_another_desk_while_the_call_goes_on(shared, checks, attorney, intake, flagged):
    attorney.decide(flagged, "waived", "both agreed in writing")
    assert locked(intake.call)
    assert checks.take_over(intake)
    assert not locked(intake.call)
    assert intake.call.conflict.by == "morgan"


def test_the_call_that_is_over_carries_the_verdict_given_later(shared, attorney, intake, flagged):
    ended = intake.end().call
    assert ended.conflict.verdict == "flagged"
    attorney.decide(flagged, "denied", "we act for him")
    call = Call.read(shared.stored("call", ended.id))
    assert (call.conflict.verdict, call.conflict.by) == ("denied", "morgan")
    assert call.amended_why == "conflict check: denied"
    assert shared.stored_by("call", ended.id)[-1] == "morgan"


def test_of_two_who_decide_at_once_the_second_is_refused_and_told_who(shared, checks, attorney, flagged):
    attorney.decide(flagged, "denied", "we act for him")
    with pytest.raises(Conflict) as refused:
        checks.decide(flagged, "clear", "another one", "Morgan Lowe")
    assert refused.value.changed_by == "morgan"
    assert shared.stored("conflict_check", flagged.id)["verdict"] == "denied"


def test_a_name_taken_out_after_it_was_found_is_still_for_the_attorney(shared, checks, intake, flagged):
    line = next(line for line in intake.call.lines if line.text.startswith("Roberto"))
    intake.strike(line.line)
    again = checks.run(intake)
    assert again.terms == ("Rosa Delgado",)
    assert (again.verdict, [hit.name for hit in again.hits]) == ("flagged", ["Roberto Diaz"])
    assert item_of(shared, again)
    assert item_of(shared, flagged) is None
    with pytest.raises(BadInput, match="name the attorney"):
        checks.decide(again, "clear", "typed wrongly")


def test_a_denied_check_is_not_run_again_by_anybody_but_an_attorney(checks, intake, flagged):
    checks.decide(flagged, "denied", "we act for him", "Morgan Lowe", intake)
    with pytest.raises(BadInput, match="denied"):
        checks.run(intake)


def test_a_name_that_comes_up_later_locks_the_facts_until_it_is_checked_too(checks, intake):
    check = checks.run(intake)
    checks.decide(check, "clear", session=intake)
    intake.add_line("+ Hannah Voss, new partner")
    assert [one.name for one in checks.unchecked(intake.call, check)] == ["Hannah Voss"]
    checks.run(intake)
    assert locked(intake.call)


def test_leaving_it_to_the_attorney_makes_the_item_even_when_nothing_was_found(shared, checks, intake):
    check = checks.run(intake)
    left = checks.decide(check, "flagged", session=intake)
    assert item_of(shared, left).text == "Conflict check: Rosa Delgado"
    assert intake.call.conflict.verdict == "flagged"


def test_a_prospect_who_calls_again_has_the_verdict_of_before(shared, ana, checks):
    rosa = shared.person("Rosa Delgado", role="prospect")
    first, second = shared.begin(ana), shared.begin(ana)
    first.speak_with(rosa, None)
    checks.decide(checks.run(first), "clear", session=first)
    second.speak_with(rosa, None)
    assert locked(second.call)
    assert carry_over(checks, second)
    assert not locked(second.call)


def test_an_attorney_without_an_account_is_named_by_name(shared, checks, intake, flagged):
    shared.keep(
        "staff",
        Staff.read(shared.stored("staff", staff_id("morgan"))).but(role="other"),
    )
    after = checks.decide(flagged, "clear", "another one", "Judith Whitney", intake)
    assert after.decided_by == "Judith Whitney"
    with pytest.raises(BadInput, match="no attorney here"):
        checks.decide(after, "waived", "again", "Dana Park")


def test_i_know_is_kept_once_in_my_record(shared, checks):
    checks.i_know("  Eleanor   Fitzgerald ")
    checks.i_know("eleanor fitzgerald")
    assert shared.stored("staff", staff_id("ana"))["knows"] == ["eleanor fitzgerald"]
    with pytest.raises(BadInput, match="whom you know"):
        checks.i_know(" -- ")


# Whom a verdict holds for, and until when


def test_a_denial_is_not_lost_when_the_names_are_checked_again(shared, checks, attorney, intake, flagged):
    again = checks.run(intake)
    with pytest.raises(BadInput, match="open the newer check"):
        attorney.decide(flagged, "denied", "we act for him")
    assert attorney.counting(flagged) == again
    attorney.decide(attorney.counting(flagged), "denied", "we act for him")
    with pytest.raises(BadInput, match="denied"):
        checks.run(intake)
    with pytest.raises(BadInput, match="ask an attorney"):
        checks.decide(checks.newest(intake.call), "clear", "another one", "Morgan Lowe", intake)
    assert checks.take_over(intake)
    assert refused_while_locked(intake)


def test_a_denial_given_while_the_names_are_being_checked_again_stands(shared, checks, attorney, intake, flagged):
    looked = checks._index.check

    def denied_meanwhile(*asked):
        attorney.decide(flagged, "denied", "we act for him")
        return looked(*asked)

    checks._index.check = denied_meanwhile
    with pytest.raises(BadInput, match="An attorney denied"):
        checks.run(intake)
    assert checks.newest(intake.call).verdict == "denied"


def test_what_an_attorney_denied_and_opened_again_is_theirs(shared, checks, attorney, intake, flagged):
    attorney.decide(flagged, "denied", "we act for him", session=intake)
    again = attorney.run(intake)
    with pytest.raises(BadInput, match="ask an attorney"):
        checks.decide(again, "clear", "another one", "Morgan Lowe", intake)
    assert attorney.decide(again, "clear", "another one", session=intake).opens_facts
    assert not locked(intake.call)


def test_a_check_the_call_has_not_heard_of_is_the_earlier_one(shared, checks, intake, flagged):
    intake.change(conflict=intake.call.conflict.but(check=0, verdict="not_run"))
    again = checks.run(intake)
    assert item_of(shared, flagged) is None
    assert item_of(shared, again)
    assert shared.stored("conflict_check", flagged.id)["replaced_by"] == again.id


def test_a_call_taken_up_after_a_cut_hears_the_verdict(shared, ana, checks, attorney, intake, flagged):
    intake.let_go()
    attorney.decide(flagged, "denied", "we act for him")
    [orphan] = ana.store.orphaned_drafts()
    assert take_up(ana, orphan, stopped_at_the_drop=True).call.conflict.verdict == "denied"


def test_a_verdict_given_while_the_call_is_being_ended_is_in_its_record(shared, attorney, intake, flagged):
    attorney.decide(flagged, "denied", "we act for him")
    assert intake.end().call.conflict.verdict == "denied"


def test_a_verdict_is_only_the_callers_it_was_given_for(shared, checks, attorney, intake, flagged):
    attorney.decide(flagged, "clear", "another one")
    intake.caller_named("Roberto Diaz")
    assert not checks.take_over(intake)
    assert locked(intake.call)


def test_another_person_of_the_same_name_does_not_inherit_a_verdict(shared, checks, intake):
    checks.decide(checks.run(intake), "clear", session=intake)
    intake.speak_with(shared.person("Rosa Delgado", role="prospect"), None)
    assert not checks.take_over(intake)
    assert locked(intake.call)


def test_a_name_that_comes_up_after_a_clear_check_is_told_until_it_is_checked(checks, intake):
    assert checks.unchecked_names(intake.call) == ()
    checks.decide(checks.run(intake), "clear", session=intake)
    intake.add_line("+ Hannah Voss, new partner")
    intake.add_line("+ Superior Court, court")
    assert checks.unchecked_names(intake.call) == ("Hannah Voss",)
    checks.run(intake)
    assert checks.unchecked_names(intake.call) == ()


def test_a_name_that_was_never_checked_is_found_by_the_checks_of_others(shared, ana, checks, intake, clock):
    checks.decide(checks.run(intake), "clear", session=intake)
    intake.add_line("+ Hannah Voss, new partner")
    intake.end()
    clock.go_on(60)
    other = shared.begin(ana)
    begin_intake(other, "Paul Marsh")
    other.add_line("+ Hannah Voss")
    other.add_line("+ Rosa Delgado")
    hits = checks.run(other).hits
    assert {hit.where for hit in hits if hit.name == "Hannah Voss"} == {"other side of a caller 2026"}
    assert "call" not in {hit.kind for hit in hits if hit.name == "Rosa Delgado"}


def test_a_call_thrown_away_leaves_nothing_for_the_attorney_to_decide(shared, intake, flagged):
    item = item_of(shared, flagged)
    intake.discard()
    gone = shared.stored("follow_up", item.id)
    assert (gone["status"], gone["outcome"]) == ("cancelled", "the call was thrown away")
    assert shared.stored("call", intake.call.id)["status"] == "discarded"


def test_nobody_is_known_by_a_name_nobody_sees(checks):
    with pytest.raises(BadInput, match="whom you know"):
        checks.i_know("\u200b\u3164")


def refused_while_locked(session) -> bool:
    with pytest.raises(FactsLockedError):
        session.add_line("he hit her")
    return True

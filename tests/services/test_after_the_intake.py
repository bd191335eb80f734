"""What becomes of an intake afterwards: its caller is known, its verdict holds, and somebody tells them."""

from __future__ import annotations

import pytest

from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.errors import BadInput, FactsLockedError
from paratui.domain.facts_lock import locked
from paratui.domain.follow_up import FollowUp
from paratui.domain.on_the_line import Participant
from paratui.domain.person import Person
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.queue_order import waits_on
from paratui.services.conflict_items import CALL_BACK
from paratui.services.intake import carry_over, not_a_client, wants_intake
from paratui.services.queue import Queue

PHONE = "+14155550199"


@pytest.fixture
def intake(intake):
    """She calls from a number nobody has."""
    intake.change(phone=PHONE)
    return intake


def people(shared) -> list[Person]:
    return [Person.read(doc) for doc in shared.desk("ana").store.records("person")]


def open_items(shared) -> list[FollowUp]:
    return [FollowUp.read(doc) for doc in shared.desk("ana").store.open_follow_ups()]


def call_backs(shared) -> list[FollowUp]:
    return [item for item in open_items(shared) if item.source == CALL_BACK]


# The caller is known from then on


def test_the_caller_of_an_intake_is_entered_with_what_was_told(shared, intake):
    intake.add_line("+ Rosa Pruitt, aka")
    intake.add_line("+ Delgado Tiles LLC, company")
    intake.add_line("+ Diaz Roofing Inc, his company")
    intake.add_line("> call her back")
    intake.change(
        places=("Reno, NV",), participants=(Participant(key="p1", capacity="interpreter", language="Spanish"),)
    )
    ended = intake.end()
    [rosa] = people(shared)
    assert ended.entered == rosa.but(rev=0)
    assert (rosa.name, rosa.role, rosa.phones) == ("Rosa Delgado", "prospect", (PHONE,))
    assert (rosa.place, rosa.language) == ("Reno, NV", "Spanish")
    assert (rosa.other_names, rosa.related) == (("Rosa Pruitt",), ("Delgado Tiles LLC",))
    assert ended.call.person_id == rosa.id
    assert [item.person_id for item in ended.follow_ups] == [rosa.id]


def test_the_check_and_its_item_name_the_caller_from_then_on(shared, intake, flagged):
    commits = shared.commits()
    ended = intake.end()
    assert shared.commits() == commits + 1
    assert shared.stored("conflict_check", flagged.id)["person"] == ended.call.person_id != 0
    [item] = open_items(shared)
    assert (item.conflict_check, item.person_id) == (flagged.id, ended.call.person_id)


@pytest.mark.parametrize("number", ["withheld", "555 01", ""])
def test_a_number_that_is_none_is_not_entered(shared, intake, number):
    intake.change(phone=number)
    intake.end()
    assert people(shared)[0].phones == ()


def test_whoever_is_known_by_name_and_number_is_not_entered_twice(shared, intake):
    rosa = shared.person("Rosa Delgado", role="prospect", phones=(PHONE,))
    ended = intake.end()
    assert ended.entered is None
    assert [one.id for one in people(shared)] == [rosa.id] == [ended.call.person_id]


def test_somebody_else_of_the_same_name_is_another_person(shared, intake):
    shared.person("Rosa Delgado", role="client", phones=("+12125550100",))
    intake.end()
    assert [one.role for one in people(shared)] == ["prospect", "client"]


def test_a_denied_caller_stays_only_as_the_name_in_the_check(shared, checks, intake, flagged):
    checks.decide(flagged, "denied", "we act for him", "Morgan Lowe", intake)
    ended = intake.end()
    assert ended.entered is None
    assert [one.name for one in people(shared)] == ["Roberto Diaz"]
    assert shared.stored("conflict_check", flagged.id)["terms"][0] == "Rosa Delgado"


def test_a_caller_who_is_no_prospect_is_not_entered(shared, ana):
    session = shared.begin(ana)
    not_a_client(session, "Clerk of Court 5")
    session.end()
    assert people(shared) == []


def test_an_item_somebody_changes_at_that_moment_does_not_hold_the_end_up(shared, intake, flagged, monkeypatch):
    store, commit = intake._desk.store, intake._desk.store.commit
    [item] = open_items(shared)

    def a_moment_later(puts):
        monkeypatch.setattr(store, "commit", commit)
        Queue(shared.desk("morgan")).snooze(item, Queue(shared.desk("morgan")).moment("tomorrow 9am"))
        return commit(puts)

    monkeypatch.setattr(store, "commit", a_moment_later)
    ended = intake.end()
    [after] = open_items(shared)
    assert after.snoozed_until
    assert after.person_id == ended.call.person_id


def test_an_attorney_who_is_giving_the_reason_while_the_call_ends_is_not_refused(shared, attorney, intake, flagged):
    intake.end()
    assert attorney.decide(flagged, "waived", "both agreed").verdict == "waived"


# The verdict reaches the caller


def test_after_the_call_the_verdict_makes_an_item_for_who_ran_the_check(shared, attorney, intake, flagged):
    ended = intake.end()
    attorney.decide(flagged, "clear", "another Roberto Diaz")
    [item] = call_backs(shared)
    assert item.text == "call Rosa Delgado: the conflict check is clear, go on with the intake"
    assert (item.assignee, item.person_id, item.phone, item.call) == (
        "ana",
        ended.call.person_id,
        PHONE,
        ended.call.id,
    )
    assert (item.due, item.clock) == ("2026-10-08T21:00:00Z", "same business day")
    assert attorney.call_back_of(flagged) == item


def test_the_denied_are_called_without_a_reason_or_a_name(shared, attorney, intake, flagged):
    intake.end()
    attorney.decide(flagged, "denied", "we act for Roberto Diaz")
    [item] = call_backs(shared)
    assert item.text == "call Rosa Delgado: we cannot help - say so without a reason, name no names"
    assert "Diaz" not in str(item.doc())


def test_a_contact_promised_earlier_is_when_they_are_told(shared, attorney, intake, flagged):
    intake.change(next_contact="2026-10-08T18:00:00Z")
    intake.end()
    attorney.decide(flagged, "waived", "both agreed")
    assert call_backs(shared)[0].due == "2026-10-08T18:00:00Z"


def test_while_the_call_goes_on_it_says_the_verdict_itself(shared, attorney, intake, flagged):
    intake.announce()
    attorney.decide(flagged, "clear", "another one")
    assert call_backs(shared) == []


def test_a_cut_call_has_nobody_to_say_it(shared, attorney, intake, flagged):
    intake.announce()
    intake.let_go()
    attorney.decide(flagged, "clear", "another one")
    assert [item.assignee for item in call_backs(shared)] == ["ana"]


def test_another_verdict_changes_the_item_and_makes_no_second_one(shared, attorney, intake, flagged):
    intake.end()
    after = attorney.decide(flagged, "clear", "another one")
    attorney.decide(after, "denied", "it is him after all")
    [item] = call_backs(shared)
    assert "we cannot help" in item.text


# A call back goes on where the intake stood


def called_back(shared, desk, checks, item: FollowUp):
    """A call about an item, as the queue begins one."""
    doc = shared.stored("person", item.person_id) if item.person_id else None
    known = Person.read(doc) if doc else None
    session = shared.begin(desk, direction="out")
    if wants_intake(checks, item, known):
        session.walk("intake", "1", intake=True)
    if known:
        session.speak_with(known, None)
    elif item.person:
        session.caller_named(item.person)
    session.change(about_follow_up=item.id)
    carry_over(checks, session)
    return session


@pytest.fixture
def promised(shared, intake, flagged):
    """The call is over; she is to be called back."""
    intake.add_line("> call her back")
    [item] = intake.end().follow_ups
    return item


def test_a_caller_nobody_has_decided_about_is_locked_when_called_back(shared, ana, checks, promised):
    session = called_back(shared, ana, checks, promised)
    assert (session.call.intake, session.call.conflict.verdict) == (True, "flagged")
    with pytest.raises(FactsLockedError):
        session.add_line("he moved out in March")


@pytest.mark.parametrize(("verdict", "shut"), [("clear", False), ("waived", False), ("denied", True)])
def test_the_verdict_of_before_holds_when_they_are_called_back(
    shared, ana, checks, attorney, flagged, promised, verdict, shut
):
    attorney.decide(flagged, verdict, "the reason")
    session = called_back(shared, ana, checks, call_backs(shared)[0])
    assert session.call.conflict.verdict == verdict
    assert locked(session.call) == shut


def test_the_verdict_given_while_they_are_called_back_reaches_that_call(
    shared, ana, checks, attorney, flagged, promised
):
    session = called_back(shared, ana, checks, promised)
    session.announce()
    attorney.decide(flagged, "waived", "both agreed")
    assert checks.take_over(session)
    assert not locked(session.call)
    assert call_backs(shared) == []


def test_the_item_of_a_check_begins_an_intake_though_nobody_was_entered(
    shared, ana, checks, attorney, intake, flagged
):
    attorney.decide(flagged, "denied", "we act for him")
    checks.take_over(intake)
    intake.add_line("> send her the names of other firms")
    [item] = intake.end().follow_ups
    assert not item.person_id
    session = called_back(shared, ana, checks, item)
    assert (session.call.intake, session.call.conflict.verdict) == (True, "denied")
    assert locked(session.call)


def test_a_name_whose_last_check_is_open_begins_an_intake_whatever_item_it_is(
    shared, ana, checks, attorney, intake, flagged
):
    attorney.decide(flagged, "denied", "we act for him")
    checks.take_over(intake)
    intake.end()
    assert wants_intake(checks, shared.follow_up(person="rosa delgado"), None)
    assert not wants_intake(checks, shared.follow_up(person="Clerk of Court 5"), None)


def test_a_client_s_own_matter_is_no_intake(shared, checks):
    maria = shared.person()
    matter = shared.matter(clients=(maria.id,))
    item = shared.follow_up(person_id=maria.id, person=maria.name, matter_id=matter.id)
    assert not wants_intake(checks, item, maria)


def test_a_prospect_found_by_name_or_number_is_an_intake_with_the_verdict_of_before(
    shared, ana, checks, attorney, flagged, promised
):
    rosa = Person.read(shared.stored("person", promised.person_id))
    session = shared.begin(ana)
    session.speak_with(rosa, None)
    assert locked(session.call)
    assert not carry_over(checks, session)
    assert session.call.conflict.verdict == "flagged"


# Only a verdict closes a check


def test_the_item_of_an_undecided_check_is_not_done_by_a_word(shared, ana, flagged):
    [item] = open_items(shared)
    with pytest.raises(BadInput, match="verdict"):
        Queue(ana).done(item, "ok")
    assert open_items(shared) == [item]


def test_a_call_made_for_it_does_not_close_it_either(shared, ana, flagged):
    [item] = open_items(shared)
    after = Queue(ana).answered(item, "reached")
    assert after.status == item.status
    assert "verdict" in after.history[-1].what


def test_an_item_whose_check_is_gone_can_be_closed(shared, ana):
    item = shared.follow_up(conflict_check=12345)
    assert Queue(ana).done(item, "the check is not there any more").status == "done"


# A last name by itself


def test_a_rare_last_name_alone_is_shown_and_is_no_hit(shared, checks, intake):
    shared.person("Winston Okonkwo", role="prospect")
    intake.add_line("+ Janet Okonkwo, aka")
    check = checks.run(intake)
    assert (check.hits, check.verdict) == ((), "not_run")
    assert [(hit.name, hit.where) for hit in check.same_last] == [("Winston Okonkwo", "prospect 2026")]
    assert ConflictCheck.read(shared.stored("conflict_check", check.id)) == check


@pytest.mark.parametrize(("last", "how_many"), [("Diaz", 1), ("Okonkwo", 6)])
def test_a_short_or_common_last_name_says_nothing(shared, checks, intake, last, how_many):
    for first in ("Winston", "Harriet", "Bartholomew", "Quentin", "Ursula", "Leopold")[:how_many]:
        shared.person(f"{first} {last}", role="prospect")
    intake.add_line(f"+ Janet {last}, aka")
    check = checks.run(intake)
    assert (check.hits, check.same_last) == ((), ())


def test_who_is_found_anyway_is_not_shown_twice(shared, checks, intake):
    shared.person("Janet Okonkwo", role="prospect")
    intake.add_line("+ Janet Okonkwo, aka")
    check = checks.run(intake)
    assert len(check.hits) == 1
    assert check.same_last == ()


# Whose it is now


def test_anybody_whose_last_check_does_not_open_the_facts_begins_an_intake(shared, ana, checks, attorney):
    vendor = shared.person("Nina Copier", role="other")
    item = shared.follow_up(person_id=vendor.id, person=vendor.name)
    assert not wants_intake(checks, item, vendor)
    session = shared.begin(ana)
    session.speak_with(vendor, None)
    check = checks.run(session)
    checks.decide(check, "flagged", session=session)
    assert wants_intake(checks, item, vendor)


def test_what_waits_on_me_stands_by_its_due_time_and_is_mine(shared, ana, intake, flagged):
    [item] = open_items(shared)
    morgan = Queue(shared.desk("morgan"))
    assert [place.section for place in morgan.items()] == ["today"]
    assert [place.section for place in Queue(ana).items()] == ["waiting"]
    held = Queue(ana).assign(item, "ana")
    assert [place.section for place in morgan.items()] == ["today"]
    assert QueueFilter(assignee="morgan").keeps(held)
    assert not QueueFilter(assignee="dana").keeps(held)


def test_what_waits_on_the_attorney_by_that_word_waits_on_the_attorney(shared, ana):
    item = Queue(ana).wait_on(shared.follow_up(), "attorney")
    assert waits_on(item, shared.desk("morgan").me)
    assert not waits_on(item, ana.me)

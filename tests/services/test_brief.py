"""The brief: what somebody about to speak with a person wants to know."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paratui.domain.call import Call
from paratui.domain.follow_up import Happening
from paratui.domain.note_line import NoteLine
from paratui.domain.number_place import Area, AreaCodes
from paratui.domain.person import KnownNumber
from paratui.services.brief import LINES, Fact, brief
from paratui.services.contacts import Contacts
from paratui.services.people import People
from tests.conftest import FixedClock

MARIA = "+14155552671"
CALIFORNIA = AreaCodes({"415": Area("California", ("US-CA",), ("America/Los_Angeles",))})


def told(desk, person, **given) -> list[Fact]:
    return brief(desk, People(desk).person(person.id), **given)


def about(facts, what) -> list[str]:
    return [fact.says for fact in facts if fact.about == what]


def call(shared, person, *, days=0, hours=0, **fields):
    fields = {"outcome": "reached", "status": "ended"} | fields
    lines = tuple(
        NoteLine(line=number, at=number, kind=kind, text=text)
        for number, (kind, text) in enumerate(fields.pop("said", ()), 1)
    )
    shared.clock.go_on(-86400 * days - 3600 * hours)
    kept = Call(
        id=shared.new_id(),
        started=f"{shared.clock.now():%Y-%m-%dT%H:%M:%SZ}",
        person_id=person.id,
        person=person.name,
        lines=lines,
        **fields,
    )
    shared.clock.go_on(86400 * days + 3600 * hours)
    return shared.keep("call", kept)


def labels(facts) -> list[str]:
    return [fact.about for fact in facts]


def test_a_person_hardly_known_gets_a_short_brief_in_which_voicemail_is_grave(shared, ana):
    maria = shared.person("Maria Garcia", role="adverse_party")
    assert told(ana, maria) == [
        Fact("who", "Maria Garcia, adverse party"),
        Fact("voicemail", "not asked yet", grave=True),
    ]


def test_everything_known_of_a_person_is_eight_lines_in_the_order_they_are_needed(shared, ana):
    maria = shared.person(
        "Maria Garcia",
        say="mah-REE-ah",
        language="Spanish",
        accommodations="large print",
        voicemail="yes",
        best_times="after 6 PM",
        how_to_talk="short sentences",
        say_only="Ana",
        phones=(MARIA,),
    )
    shared.matter(clients=(maria.id,), stage="waiting for the hearing", instructions=("never call the work number",))
    shared.follow_up(text="send the notice", person_id=maria.id, due="2026-10-07T21:00:00Z")
    shared.follow_up(text="should I sign?", kind="question", person_id=maria.id)
    call(shared, maria, days=1, staff="dana", said=[("note", "asked for the date")])
    facts = told(ana, maria, table=CALIFORNIA)
    assert facts == [
        Fact("who", "Maria Garcia (mah-REE-ah), client"),
        Fact(
            "careful",
            'say only: "Ana", not the firm and not why; voicemail: may be left; best time after 6 PM',
            grave=True,
        ),
        Fact("matter", "Custody 2026-0142, waiting for the hearing"),
        Fact("attorney says", "never call the work number", grave=True),
        Fact("we promised", "send the notice (17 h late); unanswered: should I sign?", grave=True),
        Fact("last contact", "yesterday, Dana Park, reached: asked for the date"),
        Fact("language", "Spanish; large print; how to talk: short sentences"),
        Fact("time there", "7:00 AM there (guess): too early, before 8:00 AM there (guess)", grave=True),
    ]
    assert len(facts) == LINES


def test_what_the_attorney_decided_after_three_tries_stands_in_the_brief_before_the_next_call(shared, ana):
    maria = shared.person()
    number = decided_on(shared, maria)
    facts = told(ana, maria)
    assert Fact("decided", f"the attorney on #{number}: write to her mother") in facts


def decided_on(shared, person) -> int:
    """An item of somebody that the attorney has decided on, by its number."""
    told = Happening(at="2026-10-08T13:30:00Z", by="morgan", what="the attorney decided: write to her mother")
    return shared.follow_up(kind="client_task", person_id=person.id, history=(told,)).number


@example(known=set(range(13)), fax=False)
@example(known=set(range(13)) - {9}, fax=False)
@example(known=set(range(13)), fax=True)
@example(known=set(range(13)) - {1}, fax=False)
@given(known=st.sets(st.sampled_from(range(13))), fax=st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_is_known_a_brief_has_at_most_eight_lines_and_none_is_empty(new_office, known, fax):
    shared = new_office(FixedClock(datetime(2026, 10, 8, 14, 0, tzinfo=UTC)))
    desk = shared.desk("ana")
    fields = [
        {"say": "mah-REE-ah"},
        {"language": "Spanish"},
        {"accommodations": "large print"},
        {"voicemail": "yes"},
        {"best_times": "noon"},
        {"how_to_talk": "slowly"},
        {"say_only": "Ana"},
        {"phones": (MARIA,)},
    ]
    chosen = {name: value for place, one in enumerate(fields) if place in known for name, value in one.items()}
    if fax:
        chosen["numbers"] = (KnownNumber(number=MARIA, line="fax"),)
    maria = shared.person(**chosen)
    if 8 in known:
        shared.matter(clients=(maria.id,), instructions=("never call", " "))
    if 9 in known:
        for place in range(5):
            shared.follow_up(text=f"promise {place}", person_id=maria.id, due="" if place else "2026-10-07T21:00:00Z")
    if 10 in known:
        shared.follow_up(text="should I sign?", kind="question", person_id=maria.id)
    if 11 in known:
        call(shared, maria, days=1)
    if 12 in known:
        decided_on(shared, maria)
    facts = told(desk, maria, table=CALIFORNIA)
    assert len(facts) <= LINES
    assert len(set(labels(facts))) == len(facts)
    assert all(fact.says.strip() for fact in facts)
    whole = " ".join(f"{fact.about} {fact.says}" for fact in facts)
    for place, words in enumerate(("mah-REE-ah", "Spanish", "large print", "", "noon", "slowly", '"Ana"', "")):
        # Nothing is left out to get to eight lines: say-only and best times hold whatever number there is.
        assert place not in known or words in whole
    for place, words in ((8, "never call"), (9, "2 more"), (10, "should I sign?"), (11, "yesterday")):
        assert place not in known or words in whole


def test_no_voicemail_is_grave(shared, ana):
    [fact] = [one for one in told(ana, shared.person(voicemail="no")) if one.about == "voicemail"]
    assert (fact.says, fact.grave) == ("leave none", True)


def test_the_number_they_are_spoken_to_over_decides_what_is_safe(shared, ana):
    work = "+12125550123"
    maria = shared.person(phones=(MARIA, work), numbers=(KnownNumber(number=work, safe="no"),), voicemail="yes")
    assert "careful" not in labels(told(ana, maria))
    [careful] = [fact for fact in told(ana, maria, number=work) if fact.about == "careful"]
    assert careful.grave
    assert "not safe" in careful.says


def test_the_attorney_s_instructions_on_their_matters_are_grave(shared, ana):
    maria = shared.person()
    shared.matter(clients=(maria.id,), instructions=("never call the work number", "Spanish letters only"))
    assert Fact("attorney says", "never call the work number; Spanish letters only", grave=True) in told(ana, maria)


def test_a_matter_is_told_with_its_stage_and_a_closed_one_only_when_there_is_no_other(shared, ana):
    maria = shared.person()
    shared.matter("2024-0007", title="Lease", status="closed", clients=(maria.id,))
    assert about(told(ana, maria), "matter") == ["Lease 2024-0007, closed"]
    shared.matter(clients=(maria.id,), stage="waiting for the hearing")
    assert about(told(ana, maria), "matter") == ["Custody 2026-0142, waiting for the hearing"]


def test_open_promises_and_unanswered_questions_are_told_closed_ones_are_not(shared, ana):
    maria = shared.person()
    shared.follow_up(text="send the notice", person_id=maria.id)
    shared.follow_up(text="should I sign?", kind="question", person_id=maria.id, status="waiting_attorney")
    shared.follow_up(text="send the pay stubs", kind="client_task", person_id=maria.id)
    shared.follow_up(text="call back", person_id=maria.id, status="done")
    shared.follow_up(text="for somebody else", person_id=maria.id + 1)
    facts = told(ana, maria)
    assert about(facts, "we promised") == ["send the notice (today 5:00 PM)"]
    assert about(facts, "unanswered") == ["should I sign?"]


def test_the_latest_promise_is_told_first_and_makes_the_line_grave(shared, ana):
    maria = shared.person()
    shared.follow_up(text="call back", person_id=maria.id, due="2026-10-09T21:00:00Z")
    assert not next(fact for fact in told(ana, maria) if fact.about == "we promised").grave
    shared.follow_up(text="some day", person_id=maria.id, due="")
    shared.follow_up(text="send the notice", person_id=maria.id, due="2026-10-06T14:00:00Z")
    shared.follow_up(text="a fourth", person_id=maria.id, due="2026-10-20T21:00:00Z")
    [fact] = [one for one in told(ana, maria) if one.about == "we promised"]
    assert fact.says == "send the notice (2 days late); call back (tomorrow 5:00 PM); a fourth (Oct 20); 1 more"
    assert fact.grave


@pytest.mark.parametrize("indexed", [True, False])
def test_the_last_contact_is_told_with_whose_it_was_and_the_days_before(shared, ana, indexed):
    maria = shared.person()
    for days in (60, 40, 3):
        call(shared, maria, days=days, staff="ana", said=[("note", f"{days} days ago")])
    call(shared, maria, hours=1, direction="out", outcome="left_voicemail", said=[("note", "an hour ago")])
    call(shared, maria, status="in_progress", said=[("note", "now")])
    contacts = Contacts(ana) if indexed else None
    assert about(told(ana, maria, contacts=contacts), "last contact") == [
        "Mon, you, reached: 3 days ago; since then 1 try today; before that: Aug 29 and Aug 9"
    ]


@pytest.mark.parametrize("indexed", [True, False])
def test_the_last_contact_is_the_last_time_they_were_reached_with_the_tries_since(shared, ana, indexed):
    maria = shared.person()
    call(shared, maria, days=50, said=[("note", "long ago")])
    call(shared, maria, days=3, outcome="left_voicemail", said=[("note", "she left a message")])
    for hours in (30, 20, 2, 1):
        call(shared, maria, hours=hours, direction="out", outcome="no_answer")
    contacts = Contacts(ana) if indexed else None
    assert about(told(ana, maria, contacts=contacts), "last contact") == [
        "Mon, left voicemail: she left a message; since then 4 tries, last today; before that: Aug 19"
    ]


@pytest.mark.parametrize("indexed", [True, False])
def test_who_was_never_reached_is_told_with_the_tries(shared, ana, indexed):
    maria = shared.person()
    for hours in (30, 2):
        call(shared, maria, hours=hours, direction="out", outcome="no_answer")
    contacts = Contacts(ana) if indexed else None
    assert about(told(ana, maria, contacts=contacts), "last contact") == ["never reached; 2 tries, last today"]


def test_what_is_for_the_attorney_only_is_not_read_out_of_a_contact(shared, ana):
    maria = shared.person()
    call(shared, maria, said=[("attorney_only", "sounded drunk"), ("note", "asked for the date")])
    assert about(told(ana, maria), "last contact") == ["today, reached: asked for the date"]


def test_a_contact_without_words_or_with_a_time_nobody_can_read_is_told_as_far_as_it_goes(shared, ana):
    maria = shared.person()
    shared.keep(
        "call", Call(id=shared.new_id(), status="ended", started="noonish", person_id=maria.id, outcome="reached")
    )
    assert about(told(ana, maria), "last contact") == ["reached"]

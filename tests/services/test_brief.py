"""The brief: what somebody about to speak with a person wants to know."""

from __future__ import annotations

from paratui.domain.call import Call
from paratui.domain.note_line import NoteLine
from paratui.services.brief import CONTACTS, Fact, brief
from paratui.services.people import People


def told(desk, person) -> list[Fact]:
    return brief(desk, People(desk).person(person.id))


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


def test_a_person_hardly_known_gets_a_short_brief_in_which_voicemail_is_grave(shared, ana):
    maria = shared.person("Maria Garcia", role="adverse_party")
    assert told(ana, maria) == [
        Fact("who", "Maria Garcia, adverse party"),
        Fact("voicemail", "not asked yet", grave=True),
    ]


def test_what_is_known_of_a_person_is_told(shared, ana):
    maria = shared.person(
        "Maria Garcia",
        say="mah-REE-ah",
        language="Spanish",
        voicemail="yes",
        best_times="after 6 PM",
        how_to_talk="short sentences",
    )
    facts = told(ana, maria)
    assert [(fact.about, fact.says, fact.grave) for fact in facts[1:]] == [
        ("say", "mah-REE-ah", False),
        ("language", "Spanish", False),
        ("voicemail", "may be left", False),
        ("best time", "after 6 PM", False),
        ("how to talk", "short sentences", False),
    ]


def test_no_voicemail_is_grave(shared, ana):
    [fact] = [one for one in told(ana, shared.person(voicemail="no")) if one.about == "voicemail"]
    assert (fact.says, fact.grave) == ("leave none", True)


def test_the_attorney_s_instructions_on_their_matters_are_grave(shared, ana):
    maria = shared.person()
    shared.matter(clients=(maria.id,), instructions=("never call the work number", "Spanish letters only"))
    grave = [fact.says for fact in told(ana, maria) if fact.about == "attorney says" and fact.grave]
    assert grave == ["never call the work number", "Spanish letters only"]


def test_open_promises_and_unanswered_questions_are_told_closed_ones_are_not(shared, ana):
    maria = shared.person()
    shared.follow_up(text="send the notice", person_id=maria.id)
    shared.follow_up(text="should I sign?", kind="question", person_id=maria.id, status="waiting_attorney")
    shared.follow_up(text="send the pay stubs", kind="client_task", person_id=maria.id)
    shared.follow_up(text="call back", person_id=maria.id, status="done")
    shared.follow_up(text="for somebody else", person_id=maria.id + 1)
    facts = told(ana, maria)
    assert about(facts, "we promised") == ["send the notice"]
    assert about(facts, "unanswered") == ["should I sign?"]


def test_the_last_contacts_are_told_newest_first_with_their_first_line(shared, ana):
    maria = shared.person()
    for days in (40, 3, 1):
        call(shared, maria, days=days, said=[("note", f"{days} days ago")])
    call(shared, maria, hours=1, outcome="left_voicemail", said=[("note", "an hour ago")])
    call(shared, maria, status="in_progress", said=[("note", "now")])
    facts = told(ana, maria)[2:]
    assert facts == [
        Fact("today", "left voicemail: an hour ago"),
        Fact("yesterday", "reached: 1 days ago"),
        Fact("Mon", "reached: 3 days ago"),
    ]
    assert len(facts) == CONTACTS


def test_what_is_for_the_attorney_only_is_not_read_out_of_a_contact(shared, ana):
    maria = shared.person()
    call(shared, maria, said=[("attorney_only", "sounded drunk"), ("note", "asked for the date")])
    call(shared, maria, hours=2)
    newest, wordless = about(told(ana, maria), "today")
    assert newest == "reached: asked for the date"
    assert wordless.startswith("reached")

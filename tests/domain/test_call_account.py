"""A call read afterwards tells everything it holds beside its lines, and nothing that is not there."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from paratui.domain.call import Call, ConflictStands, Consent, Identity
from paratui.domain.call_account import account
from paratui.domain.consent_history import ConsentMoment, OnTheLine
from paratui.domain.on_the_line import Participant
from tests.full_call import ASK, RULE, TABLE, full_call, full_check

NEW_YORK = ZoneInfo("America/New_York")
TITLES = {"kind": "kind of family matter", "papers": "court papers received"}


def told(call: Call, **given) -> dict[str, list[tuple[int, str]]]:
    return {
        section.title: [(entry.at, entry.text) for entry in section.entries]
        for section in account(call, NEW_YORK, **given)
    }


def test_a_call_with_nothing_beside_its_lines_has_no_sections():
    assert told(Call(id=1, started="2026-10-08T13:00:00Z")) == {}


def test_everything_an_intake_holds_is_told_once_under_its_title():
    read = told(full_call(5, 6), titles=TITLES, check=full_check(6, 5))
    assert read == {
        "Reported dates": [
            (
                95,
                "papers served: last Tuesday (about 2026-10-06), said by Maria Garcia  REPORTED - attorney verifies",
            )
        ],
        "On the line": [
            (-1, "Maria Garcia, in Reno, NV; CA (stated)"),
            (30, "Rosa Diaz (interpreter, Spanish), in CA (stated)"),
            (200, "Luis Garcia (third person), until 05:20 - what they heard may not be privileged"),
        ],
        "Recording": [
            (60, "asked Maria Garcia and Rosa Diaz, by ana at 9:01 AM"),
            (-1, f'read aloud: "{ASK}"'),
            (-1, f"rule: {RULE}; table of rules {TABLE}"),
            (66, "Maria Garcia agreed, by ana at 9:01 AM"),
            (75, "Rosa Diaz said no, by ana at 9:01 AM"),
        ],
        "Identity": [(40, "confirmed: date of birth (Maria Garcia), by ana, failed once")],
        "Conflict check": [
            (-1, "waived by Morgan Lowe, Thu Oct 8, 2026 9:40 AM: both are other people"),
            (-1, "2 found: 2 names looked for among 412 of the office, run by ana, Thu Oct 8, 2026 9:05 AM"),
            (-1, "name given: Roberto Diaz (the other side)"),
        ],
        "Questions: family 1.0": [
            (400, "kind of family matter: custody"),
            (410, "court papers received: yes (approximate); before: no"),
        ],
        "Read back": [
            (1400, "We call you on Friday"),
            (1400, "the client's list: send the pay stubs"),
            (1400, "asked what is not clear: nothing"),
        ],
        "Next contact": [(-1, "Fri Oct 9, 2026 3:00 PM")],
    }


def test_a_verified_date_names_the_attorney_the_day_in_the_papers_and_when():
    call = full_call(5, 6)
    date = call.reported[0].but(
        verified="2026-10-07", verified_by="Morgan Lowe", verified_at="2026-10-08T15:00:00Z"
    )
    ((_, words),) = told(call.but(reported=(date,)))["Reported dates"]
    assert words.endswith("  verified by Morgan Lowe: 2026-10-07, Thu Oct 8, 2026 11:00 AM")
    assert "REPORTED" not in words


def test_words_that_changed_in_the_middle_of_a_call_are_told_where_they_changed():
    moments = [
        ConsentMoment(answer="asked", at=1, by="ana", words="first", rule="one"),
        ConsentMoment(answer="asked", at=2, by="ana", words="second", rule="one"),
    ]
    call = Call(id=1, consent=Consent(answer="asked", history=tuple(moments)))
    texts = [text for _, text in told(call)["Recording"]]
    assert [text for text in texts if not text.startswith("asked")] == [
        'read aloud: "first"',
        "rule: one",
        'read aloud: "second"',
    ]


def test_a_stop_of_the_office_and_an_answer_of_another_version_are_told_as_they_are():
    moments = (ConsentMoment(answer="stopped", by="ana"), ConsentMoment(answer="postponed", by="ana"))
    texts = [text for _, text in told(Call(id=1, consent=Consent(answer="stopped", history=moments)))["Recording"]]
    assert texts[0] == "stopped by the office, by ana"
    assert texts[1].startswith("postponed")


def test_an_older_call_tells_the_one_answer_it_has():
    call = Call(id=1, consent=Consent(answer="declined", at=31, by="dana", words="May I record?"))
    assert told(call)["Recording"] == [(31, "declined, by dana"), (-1, 'read aloud: "May I record?"')]


def test_an_identity_that_never_held_and_a_check_nobody_ran_are_told():
    call = Call(id=1, intake=True, identity=Identity(result="failed", how="the address", failed=2))
    read = told(call)
    assert read["Identity"] == [(0, "failed: the address, failed 2 times")]
    assert read["Conflict check"] == [(-1, "not run")]
    flagged = call.but(conflict=ConflictStands(check=4, verdict="flagged"))
    assert told(flagged)["Conflict check"] == [(-1, "flagged, nobody has decided")]


def test_the_gap_in_a_consent_is_told_with_who_made_it_and_who_closed_it():
    maria, rosa = OnTheLine(key="caller", name="Maria"), OnTheLine(key="p1", name="Rosa")
    moments = (
        ConsentMoment(answer="consented", at=60, of=(maria,), by="ana", words=ASK),
        ConsentMoment(answer="broken", at=195, of=(rosa,), by="ana"),
        ConsentMoment(answer="consented", at=207, of=(rosa,), by="ana", words=ASK),
    )
    joined = (Participant(key="p1", name="Rosa", relation="her sister", joined=195),)
    read = told(Call(id=1, participants=joined, consent=Consent(answer="consented", history=moments)))
    assert read["Recording"][-2:] == [
        (195, "consent broken: Rosa on the line, not asked, by ana"),
        (207, "Rosa agreed, so everyone has agreed again, by ana"),
    ]
    [(at, who)] = read["On the line"]
    assert (at, who.partition(" - ")[0]) == (195, "Rosa (her sister, third person)")

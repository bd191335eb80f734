"""`show call` tells an intake with everything it holds, to people and to programs."""

from __future__ import annotations

import pytest

from paratui.cli.json_fields import JSON_FIELDS
from paratui.domain.ids import make_id
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.full_call import ASK, RULE, full_call, full_check


@pytest.fixture
def intake(shell, clock) -> int:
    """The id of the intake, logged in the office of the shell."""
    call, check = make_id(clock.now(), 1), make_id(clock.now(), 2)
    store = open_folder(shell.office, "ana", clock)
    store.commit([Put("call", full_call(call, check).doc()), Put("conflict_check", full_check(check, call).doc())])
    store.close()
    return call


def test_people_read_who_was_there_what_was_asked_and_what_is_verified(shell, intake):
    out = shell.run("show", "call", str(intake)).out
    for words in (
        "01:35 @ papers served: last Tuesday  (reported - attorney verifies)",
        "ON THE LINE\n          Maria Garcia, in Reno, NV; CA (stated)",
        "  00:30   Rosa Diaz (interpreter, Spanish), in CA (stated)",
        f'RECORDING\n  01:00   asked Maria Garcia and Rosa Diaz, by ana at 9:01 AM\n          read aloud: "{ASK}"',
        f"rule: {RULE}",
        "01:15   Rosa Diaz said no",
        "IDENTITY\n  00:40   confirmed: date of birth (Maria Garcia), by ana, failed once",
        "CONFLICT CHECK\n          waived by Morgan Lowe",
        "2 found: 2 names looked for among 412",
        "QUESTIONS: FAMILY 1.0\n  06:40   kind of family matter: custody",
        "READ BACK\n  23:20   We call you on Friday",
        "NEXT CONTACT\n          Fri Oct 9, 2026 3:00 PM",
    ):
        assert words in out


def test_programs_get_the_same_under_promised_names_there_or_not(shell, intake):
    call = shell.run("show", "call", str(intake), "--json").json()
    assert tuple(call) == JSON_FIELDS["show call"]
    assert [moment["answer"] for moment in call["consent"]["history"]] == ["asked", "consented", "declined"]
    assert call["consent"]["history"][2]["of"] == [{"key": "p1", "name": "Rosa Diaz"}]
    assert call["participants"][1]["left"] == 320
    assert (call["places"], call["identity"]["failed"]) == (["Reno, NV", "CA"], 1)
    assert (call["conflict"]["verdict"], call["practice_area"]) == ("waived", "family")
    assert {answer["question"]: answer["value"] for answer in call["facts"]} == {"kind": "custody", "papers": "yes"}
    assert [(date["what"], date["day"], date["verified"]) for date in call["reported"]] == [
        ("papers served", "2026-10-06", ""),
        ("hearing", "2026-12-03", ""),
    ]
    assert call["read_back"]["to_do"] == "send the pay stubs"
    assert [line["settled"] for line in call["lines"]] == ["", "", "read_back", ""]


def test_a_plain_call_has_every_promised_field_and_no_section_without_words(shell):
    shell.run("call", "--notes", "-", "--person", "Tom Reed", typed=b"00:07 my role explained\n")
    record = shell.run("log", "--json").json()[0]["id"]
    call = shell.run("show", "call", str(record), "--json").json()
    assert tuple(call) == JSON_FIELDS["show call"]
    assert (call["participants"], call["facts"], call["consent"]["history"]) == ([], [], [])
    out = shell.run("show", "call", str(record)).out
    assert not [line for line in out.splitlines() if line.isupper()]

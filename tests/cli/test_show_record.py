"""`paratui show person` and `show matter`: a record whole, for people and programs; who is meant is never guessed."""

from __future__ import annotations

import pytest

from paratui.domain.matter import Document, Matter, Party
from paratui.domain.person import KnownNumber, Person
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder

PHONE = "+14155552671"
MARIA = Person(
    id=800_000_000_000_000_101,
    name="Maria Garcia",
    say="mah-REE-ah",
    phones=(PHONE,),
    numbers=(KnownNumber(number=PHONE, safe="no", say_only="Elena", voicemail="no"),),
    emails=("maria@example.org",),
    address="12 Elm Street, Reno",
    identity_facts=("born 1986-04-12",),
    matters=(800_000_000_000_000_201,),
)
OTHER = Person(id=800_000_000_000_000_102, name="Maria Lopez", role="witness")
CUSTODY = Matter(
    id=800_000_000_000_000_201,
    number="2026-0142",
    title="Custody",
    clients=(MARIA.id,),
    instructions=("Never call her at the school.",),
    parties=(Party(name="Daniel Garcia", role="adverse_party"),),
    documents=(Document(name="MariaGarcia_Custody_CourtOrder_2026-11-20", by="ana"),),
)
SUPPORT = Matter(id=800_000_000_000_000_202, number="2026-0143", title="Child support")


@pytest.fixture
def office(shell, clock):
    store = open_folder(shell.office, "ana", clock)
    store.commit([Put("person", one.doc()) for one in (MARIA, OTHER)])
    store.commit([Put("matter", one.doc()) for one in (CUSTODY, SUPPORT)])
    store.close()
    notes = b"00:52 > send her the new notice today 5pm\n"
    shell.run("call", "--notes", "-", "--phone", "(415) 555-2671", typed=notes)
    return shell


def test_a_person_is_shown_whole_and_what_only_they_know_is_not_said(office):
    out = office.run("show", "person", "Maria", "Garcia").out
    for words in (
        "mah-REE-ah",
        "maria@example.org",
        "12 Elm Street, Reno",
        "(415) 555-2671, safe to call: no, say only: Elena, voicemail: no",
        "2026-0142 Custody, open",
        "send her the new notice",
        "LAST CALLS",
    ):
        assert words in out
    assert "1986" not in out


@pytest.mark.parametrize(
    "said", ["maria garcia", "Maria Gar", "415-555-2671", "+1 415 555 2671", "2671", str(MARIA.id)]
)
def test_a_person_is_found_by_name_by_number_in_any_form_and_by_id(office, said):
    assert office.run("show", "person", said, "--json").json()["name"] == "Maria Garcia"


def test_of_several_people_each_is_named_with_their_number_and_none_is_shown(office):
    ran = office.run("show", "person", "maria")
    assert (ran.code, ran.out) == (2, "")
    assert "Maria Garcia, client, (415) 555-2671" in ran.err
    assert f"Maria Lopez, witness, no number, id {OTHER.id}" in ran.err
    assert "Say the number, or the id, of the one you mean" in ran.err


def test_a_matter_is_shown_with_what_the_attorney_said_first_and_found_by_a_part_of_its_number(office):
    out = office.run("show", "matter", "0142").out.splitlines()
    assert out[0] == "Matter 2026-0142, open"
    assert out[1].endswith("Never call her at the school.")
    assert "client: Maria Garcia" in out
    assert "adverse party: Daniel Garcia" in out
    assert "MariaGarcia_Custody_CourtOrder_2026-11-20, noted by ana" in out
    assert [one["text"] for one in office.run("show", "matter", "2026-0142", "--json").json()["follow_ups"]]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["person", "nobody"], "say the beginning of a name"),
        (["person", "0000"], "say the beginning of a name"),
        (["person", " "], "Say who is meant"),
        (["matter", "2026"], "may be 2 matters: 2026-0142 Custody; 2026-0143 Child support. Say the number"),
        (["matter", "zzz"], "say its number"),
        (["matter", ""], "Say which matter is meant"),
    ],
)
def test_who_or_what_is_not_found_gets_one_sentence_that_says_what_to_say(office, asked, said):
    ran = office.run("show", *asked)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1

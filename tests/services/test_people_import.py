"""A file of people is compared with who is known, decided over, and taken in whole or not at all."""

from __future__ import annotations

import csv
import io

import pytest

from paratui.domain.conflict.index import NameIndex
from paratui.domain.errors import BadInput, StoreFull
from paratui.domain.known_again import adds_nothing, joined
from paratui.domain.person import KnownNumber, Person
from paratui.domain.staff import Staff
from paratui.services.actions import Actions
from paratui.services.importing.known_people import MOST_ALIKE
from paratui.services.importing.people_file import read_people_file
from paratui.services.importing.proposal import Fate, propose
from paratui.services.importing.refused_rows import refused_file, refused_rows, write_refused
from paratui.services.importing.take_in import take_in
from paratui.services.office_index import OfficeIndex
from paratui.services.office_tables import OfficeTables
from paratui.services.people_export import note_people_export, people_export
from paratui.store.interface import Put

FIRST = ("Amara", "Bianca", "Cedric", "Dolores", "Edgar", "Farida", "Gustavo", "Hannah", "Ingrid", "Jerome", "Keiko")
LAST = ("Abbott", "Bergstrom", "Castillo", "Delacroix", "Espinoza", "Fitzgerald", "Grabowski", "Hashimoto", "Ibrahim")
LAST += ("Jankowski", "Kowalczyk", "Lindqvist")
HEAD = "Name,Phone,E-mail\n"


def proposed(desk, text, **more):
    file = read_people_file((text if text.startswith("BEGIN") else HEAD + text).encode())
    return propose(desk, OfficeTables(desk), file, file.fields, **more)


def fates(proposal):
    return [row.fate for row in proposal.rows]


def everybody(desk):
    return sorted((Person.read(doc) for doc in desk.store.records("person")), key=lambda one: one.name)


def test_who_is_new_is_entered_in_one_commit_in_the_order_of_the_file(shared, ana):
    before = shared.commits()
    done = take_in(ana, proposed(ana, "Zoe Poe,4155550101,\nAl Roe,4155550102,al@example.com\n", role="client"))
    assert (done.entered, done.added_to) == (2, 0)
    assert shared.commits() == before + 1
    al, zoe = everybody(ana)
    assert (al.phones, al.emails, al.role) == (("+14155550102",), ("al@example.com",), "client")
    assert zoe.id < al.id


def test_undo_stops_at_an_import_once_says_that_it_stays_and_goes_on_with_what_was_done_before(shared, ana):
    maria = shared.person("Maria Garcia", phones=("+14155552671",))
    mine = Actions(ana)
    mine.act_on("role: client", [(maria, maria.but(role="client"))])
    proposal = proposed(ana, "Maria Garcia,4155552671,m@example.com\nZoe Poe,4155550101,\n")
    proposal.decide_rest(Fate.MERGE)
    before = shared.commits()
    take_in(ana, proposal)
    assert shared.commits() == before + 1
    there = everybody(ana)
    assert mine.last() == "2 people came in from a file"
    with pytest.raises(BadInput, match="cannot be taken back that 2 people came in from a file; undo once more"):
        mine.undo()
    assert everybody(ana) == there
    assert mine.last() == "role: client"


def test_taken_in_twice_everybody_is_already_here(ana):
    text = "Zoe Poe,4155550101,\nAl Roe,4155550102,al@example.com\n"
    take_in(ana, proposed(ana, text))
    again = proposed(ana, text)
    assert fates(again) == [Fate.SAME, Fate.SAME]
    with pytest.raises(BadInput, match="nobody to take in"):
        take_in(ana, again)
    assert len(everybody(ana)) == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("maria GARCIA,4155552671,m@example.com", "same name, same number"),
        ("Maria Garcia,2125550101,", "same name"),
        ("Carlos Ruiz,(415) 555-2671,", "same number, another name"),
        ("Mary Garcia,2125550101,", "like name: "),
    ],
)
def test_who_may_be_known_is_asked_and_until_then_left_out(shared, ana, row, why):
    known = shared.person("Maria Garcia", phones=("+14155552671",))
    proposal = proposed(ana, f"{row}\nAl Roe,,\n")
    assert fates(proposal) == [Fate.ASK, Fate.NEW]
    [alike] = proposal.rows[0].alike
    assert (alike.person.id, alike.why[: len(why)]) == (known.id, why)
    take_in(ana, proposal)
    assert [one.name for one in everybody(ana)] == ["Al Roe", "Maria Garcia"]
    assert shared.stored("person", known.id) == known.doc()


def test_strangers_are_not_asked_about(shared, ana):
    shared.person("Maria Garcia", phones=("+14155552671",))
    assert fates(proposed(ana, "Mario Garza,2125550101,\nMarta Grant,,\n")) == [Fate.NEW, Fate.NEW]


def test_merging_adds_and_never_changes_what_is_known(shared, ana):
    known = shared.person(
        "Maria Garcia",
        phones=("+14155552671",),
        voicemail="no",
        say="mah-REE-ah",
        matters=(7,),
        emails=("m@example.com",),
    )
    proposal = proposed(ana, "Mary Garcia,4155552671; 2125550101,M@example.com\n")
    proposal.decide(2, Fate.MERGE)
    assert take_in(ana, proposal).added_to == 1
    [now] = everybody(ana)
    assert now.phones == ("+14155552671", "+12125550101")
    assert now.other_names == ("Mary Garcia",)
    assert (now.id, now.rev, now.name, now.voicemail, now.say, now.matters, now.emails) == (
        *(known.id, 2, "Maria Garcia", "no", "mah-REE-ah"),
        *((7,), ("m@example.com",)),
    )


def test_a_number_that_is_not_safe_stays_so():
    known = Person(id=1, name="Jo", phones=("+1",), numbers=(KnownNumber(number="+1", safe="no"),))
    again = Person(id=0, name="Jo", phones=("+1",), numbers=(KnownNumber(number="+1", safe="yes", line="home"),))
    assert joined(known, again).numbers == (KnownNumber(number="+1", safe="no", line="home"),)
    assert adds_nothing(known, Person(id=0, name="jo", phones=("+1",)))


def test_what_was_added_to_the_known_one_meanwhile_stays(shared, ana, dana):
    known = shared.person("Maria Garcia", phones=("+14155552671",))
    proposal = proposed(ana, "Maria Garcia,2125550101,\n")
    proposal.decide(2, Fate.MERGE)
    shared.keep("person", known.but(language="Spanish"))
    take_in(ana, proposal)
    [now] = everybody(ana)
    assert (now.language, now.phones) == ("Spanish", ("+14155552671", "+12125550101"))


def test_of_one_file_taken_in_twice_at_once_nobody_is_doubled(ana, dana):
    text = "Zoe Poe,4155550101,\nAl Roe,4155550102,\n"
    hers, his = proposed(ana, text), proposed(dana, text)
    take_in(ana, hers)
    with pytest.raises(BadInput, match=r"was entered meanwhile and may be line 2; nothing was taken in"):
        take_in(dana, his)
    assert len(everybody(ana)) == 2
    assert fates(proposed(dana, text)) == [Fate.SAME, Fate.SAME]


@pytest.mark.parametrize("known", [{"name": "zoe  poe"}, {"name": "Somebody", "phones": ("+14155550101;ext=7",)}])
def test_who_a_colleague_enters_while_the_file_is_looked_at_is_not_doubled(shared, ana, known):
    proposal = proposed(ana, "Al Roe,,\nZoe Poe,4155550101,\n")
    shared.person("Quite Another")
    shared.person(**known)
    with pytest.raises(BadInput, match="may be line 3"):
        take_in(ana, proposal)
    assert len(everybody(ana)) == 2


def test_what_is_added_to_somebody_merged_meanwhile_goes_to_whom_they_are_part_of(shared, ana):
    known, kept = shared.person("Maria Garcia"), shared.person("Maria Lopez")
    proposal = proposed(ana, "Maria Garcia,2125550101,\n")
    proposal.decide(2, Fate.MERGE)
    shared.keep("person", known.but(merged_into=kept.id))
    assert take_in(ana, proposal).added_to == 1
    assert shared.stored("person", kept.id)["phones"] == ["+12125550101"]


def test_the_same_person_twice_in_a_file_is_entered_once(ana):
    one = "Jo Reed,4155550101,\n"
    proposal = proposed(ana, f"{one}{one}jo reed,4155550102,\nJoe Reed,,j@example.com\n")
    assert fates(proposal) == [Fate.NEW, Fate.SAME, Fate.ASK, Fate.ASK]
    assert [row.alike[0].line for row in proposal.rows[2:]] == [2, 2]
    assert proposal.decide_rest(Fate.MERGE) == 2
    assert take_in(ana, proposal).entered == 1
    [jo] = everybody(ana)
    assert jo.phones == ("+14155550101", "+14155550102")
    assert (jo.other_names, jo.emails) == (("Joe Reed",), ("j@example.com",))


def test_a_row_merged_into_one_that_was_left_out_is_entered_itself(shared, ana):
    shared.person("Jo Reed", phones=("+12125550101",))
    proposal = proposed(ana, "Al Roe,2125550101,\nAl Roe,4155550102,\n")
    proposal.decide(2, Fate.LEAVE)
    proposal.decide(3, Fate.MERGE)
    take_in(ana, proposal)
    assert [(one.name, one.phones) for one in everybody(ana)] == [
        ("Al Roe", ("+14155550102",)),
        ("Jo Reed", ("+12125550101",)),
    ]


def test_a_decision_that_is_none_is_refused(ana):
    proposal = proposed(ana, "Jo Reed,,\n")
    for line, fate in ((2, Fate.MERGE), (9, Fate.NEW)):
        with pytest.raises(BadInput, match="not asked"):
            proposal.decide(line, fate)


def test_a_full_disk_leaves_nobody_half_taken_in(ana, full_disk):
    proposal = proposed(ana, "Al Roe,,\nZoe Poe,,\nMaria Garcia,,\n")
    with full_disk(ana), pytest.raises(StoreFull):
        take_in(ana, proposal)
    assert everybody(ana) == []
    assert take_in(ana, proposal).entered == 3


def test_a_spoiled_record_of_another_tool_stops_no_import(shared, ana):
    shared.person("Maria Garcia")
    ana.store.commit([Put("person", {"id": ana.new_id(), "name": 5, "rev": 0})])
    assert fates(proposed(ana, "Jo Reed,,\n")) == [Fate.NEW]


def test_without_a_column_of_names_nothing_is_compared(ana):
    file = read_people_file(b"Shoe,Phone\n12,4155552671\n")
    with pytest.raises(BadInput, match='--map "Shoe=name"'):
        propose(ana, OfficeTables(ana), file, file.fields)
    with pytest.raises(BadInput, match="no role"):
        proposed(ana, "Jo Reed,,\n", role="boss")


def test_a_name_in_hundreds_of_rows_is_compared_with_the_likeliest_and_not_with_all(ana, monkeypatch):
    asked = []
    check = NameIndex.check
    monkeypatch.setattr(NameIndex, "check", lambda index, names: asked.append(names) or check(index, names))
    rows = "".join(f"Maria Garcia,212555{place:04},\n" for place in range(300))
    proposal = proposed(ana, f"{rows}Maria Garcia,2125550299,\nMaria Garcia,2125550299,m@example.com\n")
    assert fates(proposal) == [Fate.NEW, *[Fate.ASK] * 299, Fate.SAME, Fate.ASK]
    assert max(len(row.alike) for row in proposal.rows) == MOST_ALIKE
    assert proposal.rows[-1].alike[0].why == "same name, same number"
    assert len(asked) == 1


def test_a_number_in_hundreds_of_rows_still_finds_who_is_there_twice(ana):
    rows = "".join(f"{first} {last},2125550101,\n" for first in FIRST for last in LAST)
    again = f"{FIRST[-1]} {LAST[-1]},2125550101,\n"
    assert fates(proposed(ana, rows + again))[-1] == Fate.SAME


def test_a_conflict_check_finds_everybody_who_was_taken_in(ana):
    index = OfficeIndex(ana, OfficeTables(ana))
    index.load()
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    take_in(ana, proposed(ana, "".join(f"{name},,\n" for name in names)))
    index.changed(None)
    for name in (names[0], names[-1]):
        assert name in {hit.listed.name for hit in index.check([name], lambda _listed: True).hits}


# The report


def test_refused_rows_are_told_by_line_and_the_file_of_them_can_be_mended_and_given_again(ana, tmp_path):
    file = read_people_file(f'{HEAD}Jo Reed,noon,"=cmd|\' /C calc\'!A0"\nAl Roe,,\n,4155550101,\n'.encode())
    proposal = propose(ana, OfficeTables(ana), file, file.fields)
    assert [(one.line, one.field) for one in refused_rows(proposal)] == [(2, "Phone"), (4, "Name")]
    raw = refused_file(file, proposal)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0] == ["Refused line", "Refused field", "Refused why", "Name", "Phone", "E-mail"]
    assert rows[1][5].startswith("'=")
    mended = raw.replace(b",noon,", b",(415) 555-0102,", 1)
    again = read_people_file(mended)
    proposal = propose(ana, OfficeTables(ana), again, again.fields)
    assert fates(proposal) == [Fate.NEW, Fate.REFUSED]
    assert proposal.rows[0].person.phones == ("+14155550102",)
    path = tmp_path / "refused.csv"
    write_refused(str(path), file, proposal)
    write_refused(str(path), file, proposal)
    path.write_text("mine")
    with pytest.raises(BadInput, match="another file"):
        write_refused(str(path), file, proposal)


# There and back


FULL = Person(
    id=1,
    name="=HYPERLINK(1), Jo",
    say='x, "y"; z\\n',
    role="adverse_party",
    phones=("+14155552671;ext=12", "+442079460958", "+14155552673"),
    numbers=(
        KnownNumber(
            number="+14155552671;ext=12", line="tty", safe="no", say_only='M "x"', voicemail="no", best_times="9"
        ),
        KnownNumber(number="+442079460958", line="mobile", safe="yes"),
    ),
    language="Spanish, English",
    place="San Francisco, CA",
    zone="America/New_York",
    voicemail="yes",
    best_times="after 5",
    how_to_talk="slowly; \\ and kindly",
    say_only="Ann",
    accommodations="TTY",
    minor=True,
    other_names=("A, B", "-C", "王小明"),
    related=("'=X LLC", "Acme; Co"),
    identity_facts=("born 1986-04-12", 'cat: "Tom"'),
    emails=("a@b.example", "c@d.example"),
    address="1 Main; X, CA 94110",
    remarks="one, two; three " * 20 + "end",
    barriers="no smartphone",
)
PLAIN = Person(id=2, name="Acme, Inc.", role="client")


@pytest.mark.parametrize("form", ["csv", "vcard"])
def test_exported_and_taken_in_by_an_empty_office_everybody_is_the_same(shared, ana, new_office, clock, form):
    for one in (FULL, PLAIN):
        shared.keep("person", one)
    made = people_export(ana, form)
    assert made.people == 2
    other = new_office(clock).desk("ana")
    file = read_people_file(made.data)
    take_in(other, propose(other, OfficeTables(other), file, file.fields))
    got = [one.but(id=0, rev=0) for one in everybody(other)]
    assert got == [FULL.but(id=0), PLAIN.but(id=0)]


def test_no_cell_of_an_export_is_a_formula(shared, ana):
    shared.keep("person", FULL)
    for cells in csv.reader(io.StringIO(people_export(ana, "csv").data.decode())):
        for cell in cells:
            assert cell[:1] not in {"=", "-", "@"}
            assert not cell.startswith("+") or cell.replace(" x", "")[1:].isdecimal()


def test_who_was_merged_into_somebody_is_not_exported_and_an_export_is_noted(shared, ana):
    kept = shared.person("Maria Garcia")
    shared.person("Mary Garcia", merged_into=kept.id)
    made = people_export(ana, "csv")
    assert b"Mary" not in made.data
    note_people_export(ana, made)
    noted = Staff.read(shared.stored("staff", ana.me.id)).exported
    assert (noted.what, noted.people, noted.names) == ("people csv", 1, True)

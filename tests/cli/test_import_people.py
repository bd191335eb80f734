"""People from another program's file, and out again, as a shell does it."""

from __future__ import annotations

import codecs

import pytest

from paratui.cli.json_fields import JSON_FIELDS

CONTACTS = """\
First Name,Last Name,Phone,Handy Nr,Role
Maria,Garcia,(415) 555-2671,,client
Zoe,Poe,212 555 0101,415 555 2222,
Al,"=HYPERLINK(""x"")",noon,,
"""


def imported(shell, *words, text=CONTACTS, name="contacts.csv", **more):
    return shell.run("import", "people", shell.notes(text, name), *words, **more)


def people(shell):
    return shell.run("export", "people").out.splitlines()[1:]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(shell):
    ran = imported(shell, "--dry-run")
    assert ran.code == 1
    assert "Handy Nr                          (left out)" in ran.out
    assert 'line 4: Phone: "noon" is no whole telephone number' in ran.out
    assert "line 2: Maria Garcia, (415) 555-2671: new" in ran.out
    assert "Nothing was changed. It would be: 2 new, 1 refused." in ran.out
    assert people(shell) == []


def test_a_dry_run_of_cards_names_who_would_be_entered(shell):
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nTEL:+1 415 555 2671\nBDAY:{}\nEND:VCARD\n"
    cards = card.format("Jo Reed", "1986-04-12") + card.format("Zoe Poe", "13/45/1970")
    ran = imported(shell, "--dry-run", text=cards, name="contacts.vcf")
    assert ran.code == 1
    assert "line 1: Jo Reed, (415) 555-2671: new" in ran.out
    assert 'Birthday: "13/45/1970" is no day of birth' in ran.out
    assert people(shell) == []


def test_an_import_takes_in_what_is_good_and_writes_what_was_refused(shell):
    refused = str(shell.home / "refused.csv")
    ran = imported(shell, "--yes", "--map", "handy nr=mobile", "--refused", refused)
    assert (ran.code, ran.err) == (1, "")
    assert "Taken in, 2 new, 1 refused." in ran.out
    assert [row.split(",")[0] for row in people(shell)] == ["Maria Garcia", "Zoe Poe"]
    assert "'=HYPERLINK" in (shell.home / "refused.csv").read_text()
    again = imported(shell, "--yes", "--json", "--map", "handy nr=mobile").json()
    assert tuple(again) == JSON_FIELDS["import people"]
    assert (again["done"], again["new"], again["same"], again["refused"]) == (False, 0, 2, 1)
    assert again["refused_rows"] == [{"line": 4, "field": "Phone", "why": '"noon" is no whole telephone number'}]
    assert shell.run("verify").code == 0


def test_who_may_be_known_is_listed_and_merged_only_when_that_is_said(shell):
    imported(shell, "--yes", text="Name,Phone\nMaria Garcia,4155552671\n")
    more = "Name,Phone\nMaria Garcia,2125550101\n"
    ran = imported(shell, "--yes", text=more)
    assert ran.code == 0
    assert "line 2: Maria Garcia may be Maria Garcia, (415) 555-2671 (same name)" in ran.out
    assert "Nothing was taken in: 1 may be known." in ran.out
    assert "left out" in ran.err
    assert "Taken in, 1 merged." in imported(shell, "--yes", "--alike", "merge", text=more).out
    [maria] = people(shell)
    assert "+14155552671" in maria
    assert "+12125550101" in maria


def test_without_anybody_to_ask_nothing_is_done_unasked(shell):
    ran = imported(shell)
    assert (ran.code, ran.out) == (2, "")
    assert "--dry-run shows what would happen, --yes does it" in ran.err
    assert not people(shell)


@pytest.mark.parametrize("form", ["people.csv", "people.vcf"])
def test_exported_and_imported_elsewhere_the_people_are_the_same(shell, new_shell, tmp_path, form):
    imported(shell, "--yes", "--map", "handy nr=mobile")
    file = str(tmp_path / form)
    told = shell.run("export", "people", file, "--json").json()
    assert tuple(told) == JSON_FIELDS["export people"]
    assert (told["people"], told["format"]) == (2, "vcard" if form.endswith("vcf") else "csv")
    (tmp_path / "home2").mkdir()
    other = new_shell(tmp_path / "home2", tmp_path / "office2").set_up()
    assert other.run("import", "people", file, "--yes").code == 0
    assert people(other) == people(shell)
    assert shell.run("export", "people", file).code == 0
    (tmp_path / form).write_text("mine")
    assert "another file" in shell.run("export", "people", file).err


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\x00\x01\x02" * 999, "Line 1 holds signs"),
        (b"\x7fELF\x81\x8d\x02\x01\x01", "Line 1 holds signs"),
        (b"PK\x03\x04", "Excel workbook"),
        (b"<html><table>", "a web page"),
        (b'[{"name": "Jo"}]', "JSON"),
        (b"{\\rtf1 Jo}", "RTF"),
        (b"Name,Phone\n", "nobody under it"),
        (b"Name" + b",Phone" * 499 + (b"\nJo" + b",a" * 499) * 6_100, "3,000,000 cells"),
        (b"Name\n" + b"x" * 5_000_000, "Line 2: a cell has more"),
        (b"a," * 10_000, "columns"),
        (b"Shoe,Size\nx,12\n", "No column is known to hold a name"),
        (codecs.BOM_UTF16_LE + b"abc", "UTF-16"),
        (b"BEGIN:VCARD\nVERSION:2.1\nEND:VCARD\n", "vCard 2.1"),
        (b'Name\n"Jo\n', "never closed"),
        (b"", "empty"),
    ],
)
def test_a_hostile_file_gets_one_sentence_and_nothing_is_half_taken_in(shell, raw, said):
    ran = imported(shell, "--yes", text=raw)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert people(shell) == []


def test_escape_sequences_and_direction_marks_of_a_file_reach_no_terminal(shell):
    text = "Name,\x1b]0;owned\x1b\\Shoe\u202e,Role\n\x1b[31mJo\u202e Reed,x,\x1b[2Jboss\u2066\nAl Roe,x,\n"
    ran = imported(shell, "--yes", text=text)
    assert ran.code == 1
    for mark in ("\x1b", "\x07", "\u202e", "\u2066"):
        assert mark not in ran.out + ran.err
    assert people(shell)[0].startswith("Al Roe,")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "Shoe=name"], 'no column "Shoe"'),
        (["--map", "Phone=shoe"], "no field shoe"),
        (["--role", "boss"], '"boss" is no role'),
        (["--refused", "../home"], "is a folder"),
    ],
)
def test_what_cannot_be_meant_is_said(shell, words, said):
    ran = imported(shell, "--dry-run", *words)
    assert ran.code == 2
    assert said in ran.err

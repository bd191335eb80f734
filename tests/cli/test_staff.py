"""`paratui staff`: who works here, and who the attorney is."""

from __future__ import annotations

import pytest

from paratui.cli.opened import opening_at
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.store.interface import Put


def test_everybody_is_listed_and_who_opens_the_office_is_among_them(shell):
    ran = shell.run("staff")
    assert ran.code == 0
    assert ran.out.splitlines()[0].split() == ["LOGIN", "NAME", "ROLE", "TITLE", "INITIALS"]
    assert [line.split()[0] for line in ran.out.splitlines()[1:]] == ["dana"]


def test_an_attorney_is_entered_and_gets_the_questions(shell):
    ran = shell.run(
        "staff", "m.okafor", "--role", "Attorney", "--title", "Attorney", "--name", "Morgan  Okafor", "--json"
    )
    assert ran.json() == {
        "login": "m.okafor",
        "name": "Morgan Okafor",
        "role": "attorney",
        "title": "Attorney",
        "initials": "MO",
        "left": None,
    }
    shell.run("call", "--notes", "-", "--person", "Maria Garcia", typed=b"? should I sign\n")
    assert [row["assignee"] for row in shell.run("queue", "--all", "--json").json()] == ["m.okafor"]
    shell.run("staff", "m.okafor", "--role", "other")
    assert [row["role"] for row in shell.run("staff", "--json").json()] == ["paralegal", "other"]


def test_a_title_goes_with_the_role_until_one_is_set_by_hand(shell):
    def title(*told: str) -> str:
        return shell.run("staff", "morgan", *told, "--json").json()["title"]

    assert title("--role", "attorney") == "Attorney"
    assert title("--role", "secretary") == "Legal secretary"
    assert title("--title", "Office manager") == "Office manager"
    assert title("--role", "attorney") == "Office manager"
    assert title("--role", "paralegal", "--title", "Paralegal") == "Paralegal"
    assert title("--role", "other") == "Legal assistant"


def test_what_waited_for_an_attorney_is_told_when_one_is_entered(shell):
    shell.run("add", "? should I sign")
    assert "should I sign" in shell.run("today").out
    ran = shell.run("staff", "m.okafor", "--name", "Michael Okafor", "--role", "attorney")
    assert "1 open item waits on Michael now" in ran.err
    assert "open item" not in shell.run("staff", "m.okafor", "--title", "Partner").err


def test_who_left_is_listed_so_and_their_open_items_are_told_until_they_are_given_on(shell):
    shell.run("add", "fax the notice today 5pm")
    ran = shell.run("staff", "dana", "--left", "2026-10-01")
    assert ran.out.splitlines()[1].split()[-1] == "2026-10-01"
    assert "1 open follow-up is still with dana, who left: in the queue, /@dana" in ran.err
    day = shell.run("today")
    assert "1 open follow-up is still with dana, who left" in day.out
    assert "dana left on Oct 1, 2026, as the office has it; `paratui staff dana --back` takes that back." in day.out
    assert shell.run("today", "--json").json()["left_behind"] == {"dana": 1}
    assert shell.run("staff", "dana", "--back", "--json").json()["left"] is None
    assert "who left" not in shell.run("today").out


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["dana", "--role", "judge"], '"judge" is no role; say one of: paralegal, secretary, attorney, other'),
        (["--role", "attorney"], "Say whose record to change"),
        (["nobody"], 'Nobody is entered as "nobody"'),
        (["da na", "--role", "other"], "is no login"),
        (["dana", "--name", "  "], "The name is empty"),
        (["dana", "--name", "x" * 81], "This name cannot be used"),
        (["dana", "--left", "friday"], '"friday" is no day; write one such as'),
        (["--left"], "Say who left, by their login: paratui staff LOGIN --left"),
        (["zoe", "--left"], 'Nobody is entered as "zoe"'),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_kept(shell, typed, says):
    before = shell.run("staff", "--json").json()
    ran = shell.run("staff", *typed)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
    assert shell.run("staff", "--json").json() == before


def test_an_attorney_who_leaves_leaves_clients_to_tell_and_the_command_is_said(shell):
    for login, name in (("m.okafor", "Michael Okafor"), ("riley", "Riley Lindqvist")):
        shell.run("staff", login, "--role", "attorney", "--name", name)
    desk = opening_at(shell.office, shell.environ).desk()
    client = Person(id=desk.new_id(), name="Maria Garcia")
    matter = Matter(id=desk.new_id(), number="2026-0142", attorney="m.okafor", clients=(client.id,))
    desk.store.commit([Put("person", client.doc()), Put("matter", matter.doc())])
    desk.leave()
    said = shell.run("staff", "m.okafor", "--left").err
    assert "1 matter of Michael and 1 client to tell: paratui attorney-leaves m.okafor --to riley" in said
    assert "to tell" not in shell.run("staff", "dana", "--left").err

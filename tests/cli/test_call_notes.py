"""`paratui call --notes`: a call from note lines, with its follow-ups, on the disk."""

from __future__ import annotations

import json

import pytest
from tinydb import TinyDB

from paratui.cli.json_fields import JSON_FIELDS
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.services.opening import Account, Opening
from paratui.store.interface import Put


@pytest.fixture
def known(shell):
    """An office that knows Maria Garcia with one open and one closed matter, and two people of one number."""
    opening = Opening(shell.office, Account("dana", ""), {}, lambda _: Clock(), lambda: 7)
    desk = opening.desk()
    people = [
        Person(id=11, name="Maria Garcia", phones=("+14155552671",), matters=(21, 22)),
        Person(id=12, name="Tom Reed", phones=("+14155550199",)),
        Person(id=13, name="Ana Reed", phones=("+14155550199",)),
    ]
    matters = [
        Matter(id=21, number="2024-0007", title="Lease", status="closed"),
        Matter(id=22, number="2026-0142", title="Custody", clients=(11,)),
    ]
    desk.store.commit(
        [Put("person", one.doc()) for one in people] + [Put("matter", one.doc()) for one in matters]
    )
    desk.store.close()
    return shell


class Clock:
    def now(self):
        from datetime import UTC, datetime  # noqa: PLC0415 - only here

        return datetime(2026, 11, 20, 14, 30, tzinfo=UTC)

    def ticks(self):
        return 0.0


def logged(shell, *words):
    """Log the usual notes and return the whole call as `show` tells it."""
    ran = shell.run("call", "--notes", shell.notes(), "--json", *words)
    assert ran.code == 0, ran.err
    return shell.run("show", "call", str(ran.json()["call"]), "--json").json()


def test_a_call_from_notes_prints_its_id_and_the_numbers_of_its_follow_ups(shell):
    ran = shell.run("call", "--notes", shell.notes(), "--json")
    assert ran.code == 0
    assert tuple(ran.json()) == JSON_FIELDS["call"]
    assert ran.json()["follow_ups"] == [1, 2, 3]
    assert [row["id"] for row in shell.run("log", "--json").json()] == [ran.json()["call"]]


def test_notes_come_from_standard_input_too(shell):
    ran = shell.run("call", "--notes", "-", typed=b"> call her back\n")
    assert ran.code == 0
    assert "follow-up 1: call her back" in ran.out


def test_stock_tinydb_lists_the_open_follow_ups_after_the_command(shell):
    shell.run("call", "--notes", shell.notes())
    with TinyDB(shell.office / "hot.json", access_mode="r") as stock:
        assert {row["text"] for row in stock.all()} == {
            "send her the new notice",
            "should I sign the stipulation?",
            "send the pay stubs",
        }


def test_each_line_keeps_its_time_kind_and_words(shell):
    call = logged(shell)
    assert [(line["at"], line["kind"], line["text"], line["by"]) for line in call["lines"]] == [
        (7, "note", "my role explained", "dana"),
        (31, "note", "hearing moved, she got a letter yesterday", "dana"),
        (52, "promise", "send her the new notice today 5pm", "dana"),
        (70, "question", "should I sign the stipulation?", "dana"),
        (82, "reported_date", "hearing Dec 3", "dana"),
        (100, "concern", "afraid he will move with the kids", "dana"),
        (115, "client_task", "send the pay stubs mon", "dana"),
        (734, "attorney_only", "sounded very upset", "dana"),
    ]
    assert [line["follow_up"] for line in call["lines"]] == [None, None, 1, 2, None, None, 3, None]


def test_a_call_without_a_start_has_just_ended_and_lasts_to_its_last_line(shell):
    call = logged(shell)
    assert call["seconds"] == 734
    assert call["started"] == "2026-11-20T14:17:46Z"
    assert call["ended"] == "2026-11-20T14:30:00Z"


def test_a_start_without_a_zone_is_the_offices_and_due_phrases_count_from_it(shell):
    call = logged(shell, "--started", "2026-11-18T10:00", "--seconds", "900")
    assert (call["started"], call["seconds"]) == ("2026-11-18T15:00:00Z", 900)
    due = {row["text"]: row["due"] for row in shell.run("queue", "--json").json()}
    assert due["send her the new notice"] == "2026-11-18T22:00:00Z"


def test_a_line_without_a_time_was_said_with_the_line_before_it(shell):
    shell.notes("hello\n00:10 one\ntwo\n")
    ran = shell.run("call", "--notes", "notes.txt", "--json")
    call = shell.run("show", "call", str(ran.json()["call"]), "--json").json()
    assert [line["at"] for line in call["lines"]] == [0, 10, 10]


def test_a_known_number_brings_the_person_and_their_one_open_matter(known):
    call = logged(known, "--phone", "415-555-2671")
    assert (call["phone"], call["person"], call["matter"]) == ("+14155552671", "Maria Garcia", "2026-0142")
    assert {row["person"] for row in known.run("queue", "--json").json()} == {"Maria Garcia"}


def test_the_number_may_stand_alone_as_for_a_live_call(known):
    assert logged(known, "(415)", "555-2671")["person"] == "Maria Garcia"


def test_a_known_name_brings_the_matter_and_is_written_as_the_office_writes_it(known):
    call = logged(known, "--person", "maria  garcia")
    assert (call["person"], call["matter"]) == ("Maria Garcia", "2026-0142")


@pytest.mark.parametrize("shown", ["withheld", "No Caller ID"])
def test_a_number_that_was_not_shown_is_kept_in_its_words(known, shown):
    call = logged(known, "--phone", shown, "--person", "Maria Garcia")
    assert (call["phone"], call["person"]) == (shown, "Maria Garcia")


def test_a_number_that_is_none_is_refused_and_nothing_is_logged(known):
    before = known.run("log", "--json").json()
    ran = known.run("call", "--notes", "-", "--phone", "12", typed=b"a note\n")
    assert ran.code == 2
    assert known.run("log", "--json").json() == before


def test_a_number_two_people_share_names_nobody_until_it_is_said_who(known):
    assert logged(known, "--phone", "415-555-0199")["person"] == ""
    assert logged(known, "--phone", "415-555-0199", "--person", "ana reed")["person"] == "Ana Reed"


def test_what_is_said_wins_over_what_is_known(known):
    call = logged(known, "--phone", "415-555-2671", "--person", "Her sister Eva", "--matter", "2024-0007")
    assert (call["person"], call["matter"]) == ("Her sister Eva", "2024-0007")


def test_an_unknown_matter_is_kept_as_written_and_remarked(shell):
    ran = shell.run("call", "--notes", shell.notes(), "--matter", "2026-9999")
    assert ran.code == 0
    assert "no matter 2026-9999 yet" in ran.err
    assert shell.run("log", "--json").json()[0]["matter"] == "2026-9999"


def test_channel_and_outcome_are_read_as_people_write_them(shell):
    call = logged(shell, "--channel", "In person", "--outcome", "left-voicemail")
    assert (call["channel"], call["outcome"]) == ("in_person", "left_voicemail")
    assert logged(shell, "--out")["direction"] == "out"


def test_a_name_nobody_has_is_remarked_and_stays_in_the_follow_up(shell):
    ran = shell.run("call", "--notes", "-", typed=b"> call back @nobody\n")
    assert "nobody here is called @nobody" in ran.err
    assert "call back @nobody" in shell.run("queue").out


def test_a_line_of_ten_thousand_characters_is_kept_whole_and_a_longer_one_refused(shell):
    ran = shell.run("call", "--notes", "-", "--json", typed=b"x" * 10_000)
    call = shell.run("show", "call", str(ran.json()["call"]), "--json").json()
    assert call["lines"][0]["text"] == "x" * 10_000
    refused = shell.run("call", "--notes", "-", typed=b"x" * 10_001)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "10,001" in refused.err


def test_markup_in_names_and_notes_is_kept_and_shown_literally(shell):
    name = "[bold]Ann[/] <b>O'Hara</b> {x} %s"
    shell.run("call", "--notes", "-", "--person", name, typed=b"she said [red]no[/red] \\o/\n")
    assert name in shell.run("log").out
    row = shell.run("log", "--json").json()[0]
    assert row["person"] == name
    assert "she said [red]no[/red] \\o/" in shell.run("show", "call", str(row["id"])).out


def test_escape_sequences_are_never_printed_raw(shell):
    hostile = "Eve\x1b]0;owned\x07 \x1b[2J\x9b31m\u202eevil"
    ran = shell.run(
        "call", "--notes", "-", "--person", hostile, typed=b"note \x1b[31mred\x1b[0m\n> call \x1b[5mher\n"
    )
    row = shell.run("log", "--json")
    said = [
        ran.out,
        row.out,
        shell.run("log").out,
        shell.run("queue").out,
        shell.run("queue", "--json").out,
        shell.run("show", "call", str(row.json()[0]["id"])).out,
        shell.run("show", "call", str(row.json()[0]["id"]), "--json").out,
        shell.run("today").out,
    ]
    for text in said:
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--phone", "12"], "too short"),
        (["--phone", "call me maybe"], "no phone number"),
        (["--started", "2026-11-20T09:31"], "in the future"),
        (["--started", "yesterdayish"], "cannot be read"),
        (["--started", "2026-11-18"], "no time of day"),
        (["--started", "9999-12-31T23:59"], "cannot be read"),
        (["--started", "1066-10-14T09:00"], "check the year"),
        (["--started", "2019-05-01T09:00"], "the log begins with 2020; check the year"),
        (["--seconds", "60"], "after the call had ended"),
        (["--seconds", "1e9"], "no whole number"),
        (["--seconds", "999999999999999999999999"], "no whole number"),
        (["--channel", "pigeon"], "say one of: phone"),
        (["--outcome", "meh"], "say one of: reached"),
        (["--phone", "4155552671", "4155550199"], "two numbers"),
    ],
)
def test_what_cannot_be_used_gets_one_sentence_and_nothing_is_logged(shell, words, said):
    ran = shell.run("call", "--notes", shell.notes(), *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran
    assert said in ran.err
    assert shell.run("log", "--json").json() == []
    assert shell.run("queue", "--json").json() == []


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "not UTF-8 text"),
        (b"fine\nRen\xe9 called\n", "Line 2 of the notes is not UTF-8"),
        (b"00:10 >\n", "says nothing"),
        (b"00:10 one\n00:05 two\n", "go back from 00:10 to 00:05"),
        (b"900:00:00 far\n", "24 hours"),
    ],
)
def test_notes_that_cannot_be_used_get_one_sentence_and_nothing_is_logged(shell, raw, said):
    path = shell.notes(raw)
    ran = shell.run("call", "--notes", path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran
    assert said in ran.err
    assert shell.run("log", "--json").json() == []


def test_a_file_that_is_not_there_or_is_a_folder_gets_one_sentence(shell):
    for name, said in (("nowhere.txt", "no file nowhere.txt"), (str(shell.home), "is a folder")):
        ran = shell.run("call", "--notes", name)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert said in ran.err


def test_options_of_a_logged_call_without_notes_are_refused(shell):
    ran = shell.run("call", "--phone", "4155552671")
    assert ran.code == 2
    assert "--notes" in ran.err


def test_json_is_utf_8_in_a_locale_that_is_not(shell):
    shell.environ |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    shell.run("call", "--notes", "-", "--person", "Zoë 王", typed="> ring Zoë\n".encode())
    process = shell.start("log", "--json")
    out, _ = process.communicate(timeout=60)
    assert json.loads(out.decode("utf-8"))[0]["person"] == "Zoë 王"

"""`paratui voicemails`: a list of messages, one line each."""

from __future__ import annotations

import pytest

from paratui.cli.json_fields import JSON_FIELDS

LIST = """\
8:12 (415) 555-2671 maria garcia: wants the hearing date @dana !
4155552671: call me once more

/missed 212 555 0100
/letter county court: hearing moved
"""


def test_each_line_is_a_call_with_its_follow_up(shell):
    ran = shell.run("voicemails", shell.notes(LIST))
    assert (ran.code, ran.err) == (0, "")
    twice = "call back maria garcia: wants the hearing date; call me once more"
    assert ran.out.splitlines() == [
        "maria garcia: follow-up 1, call back maria garcia: wants the hearing date (today 11:00 AM, dana)",
        f"(415) 555-2671: counted in follow-up 1, {twice} (called 2 times)",
        "(212) 555-0100: follow-up 2, call back (212) 555-0100 (today 5:00 PM, dana)",
        "county court: follow-up 3, answer the letter of county court: hearing moved (today 5:00 PM, dana)",
    ]
    calls = shell.run("log", "--json").json()
    assert sorted(call["channel"] for call in calls) == ["letter", "phone", "voicemail", "voicemail"]
    assert {call["started"] for call in calls} == {"2026-11-20T13:12:00Z", "2026-11-20T14:30:00Z"}


def test_the_list_comes_from_standard_input_too_and_programs_get_rows(shell):
    ran = shell.run("voicemails", "-", "--json", "--came", "missed call", typed=b"4155552671\n415 555 2671\n")
    assert ran.code == 0
    first, second = ran.json()
    assert tuple(first) == JSON_FIELDS["voicemails"]
    assert (first["line"], first["follow_ups"], first["counted_in"], first["came"]) == (1, [1], None, "missed")
    assert (second["line"], second["follow_ups"], second["counted_in"]) == (2, [], 1)
    assert shell.run("voicemails", "--json", typed=b"bo: hi\n").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"bo: hi\nwants the hearing date and more\n", "Line 2: Begin with the number or the name"),
        (b"bo: hi\ntoday 11pm jo: hi\n", 'Line 2: "today 11pm" is still ahead'),
        (b"bo: hi\n/pigeon jo: hi\n", "Line 2: There is no /pigeon"),
        (b"bo: hi\n" + b"x" * 10_001, "Line 2 is longer than 10,000 characters"),
        (b"\n \n", "The list is empty"),
        (b"bo: h\xff", "not UTF-8"),
        (b"bo: h\0", "not a text"),
        (b"bo: hi\n" * 2_001, "2,001 lines"),
    ],
)
def test_a_list_that_cannot_be_used_changes_nothing(shell, text, said):
    ran = shell.run("voicemails", shell.notes(text))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert shell.run("log", "--json").json() == []


def test_a_way_in_nobody_knows_and_a_missing_file_are_refused(shell):
    ran = shell.run("voicemails", shell.notes(LIST), "--came", "pigeon")
    assert (ran.code, '"pigeon" is no way' in ran.err) == (2, True)
    assert shell.run("voicemails", "nowhere.txt").code == 2


def test_a_name_that_may_be_somebody_s_is_kept_as_typed_and_said(shell, tmp_path):
    demo = tmp_path / "demo"
    assert shell.run("demo", "--no-open", "--office", str(demo)).code == 0
    shell.environ["PARATUI_LOGIN"] = "ana"
    ran = shell.run("--office", str(demo), "voicemails", "--json", typed=b"marya garsia: hi\n4155552671 maria: hi\n")
    assert ran.code == 0, ran.err
    garbled, known = ran.json()
    assert (garbled["person"], garbled["person_id"]) == ("marya garsia", None)
    assert "Line 1: marya garsia may be Maria Garcia" in ran.err
    assert known["person"] == "Maria Garcia"


def test_what_was_typed_never_reaches_a_terminal_as_a_control(shell):
    ran = shell.run("voicemails", typed="bo\x1b[31m\u202e: \x07hi\u009b2J\n".encode())
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert "call back bo: hi" in ran.out

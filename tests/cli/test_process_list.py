"""What is typed behind a command is nobody else's: not in the process list, and with - not in the shell's history."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from paratui.cli.process_list import cover_words

NUMBER = "(415) 555-2671"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep their list elsewhere")
def test_a_clients_number_and_name_are_not_in_the_process_list(shell, home):
    notes = home / "notes"
    os.mkfifo(notes)
    words = ("--notes", str(notes), "--phone", NUMBER, "--person", "Maria Garcia")
    process = shell.start("--office", str(shell.office), "call", *words)
    # Opened once the command reads its notes.
    with notes.open("wb") as writing:
        seen = Path(f"/proc/{process.pid}/cmdline").read_bytes()
        writing.write(b"00:07 my role explained\n")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert b"Logged the call with Maria Garcia" in out
    told = [word.decode() for word in seen.split(b"\0") if word]
    assert told == [*shell.command(), "--office", str(shell.office), "call"]


def test_where_the_list_cannot_be_written_the_command_goes_on(tmp_path):
    cover_words(["call", NUMBER], tmp_path)
    (tmp_path / "stat").write_text("1 (paratui) S 0 0")
    cover_words(["call", NUMBER], tmp_path)


def test_a_dash_has_the_number_and_the_name_read_from_standard_input(shell):
    typed = f"{NUMBER}\nMaria Garcia\n".encode()
    ran = shell.run("call", "--notes", shell.notes(), "--phone", "-", "--person", "-", "--json", typed=typed)
    assert ran.code == 0, ran.err
    [call] = shell.run("log", "--person", "-", "--json", typed=b"Maria Garcia\n").json()
    assert (call["phone"], call["person"]) == ("+14155552671", "Maria Garcia")
    assert shell.run("log", "--words", "-", "--json", typed=b"pay stubs\n").json() == [call]
    assert shell.run("log", "--words", "-", "--json", typed=b"nobody said that\n").json() == []
    assert "hearing moved" in shell.run("show", "call", "-", typed=str(call["id"]).encode()).out


def test_notes_and_a_number_do_not_both_come_from_standard_input(shell):
    ran = shell.run("call", "--notes", "-", "--phone", "-", typed=b"x\n")
    assert (ran.code, ran.out) == (2, "")
    assert "put them into a file" in ran.err


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (["add", "-", "--person", "-"], "call back\nAda Quill\n", "call back"),
        (["handover", "--note", "-"], "the clerk calls at 4\n", "the clerk calls at 4"),
    ],
    ids=lambda one: one[0] if isinstance(one, list) else "",
)
def test_other_words_are_asked_for_too(shell, words, typed, told):
    ran = shell.run(*words, typed=typed.encode())
    assert ran.code == 0, ran.err
    assert told in ran.out

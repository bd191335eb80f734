"""What a terminal cannot show is printed in plain letters; a pipe and JSON have every letter as it is."""

from __future__ import annotations

import os
import pty

import pytest

NAME = "Siobh\u00e1n \u0141ukasz"
HAS_NONE = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.fixture
def known(shell):
    shell.run("call", "--notes", "-", "--person", NAME, typed=f"> ring {NAME} \u738b\n".encode())
    return shell


def on_a_terminal(shell, *words, **environ):
    """What a terminal is sent."""
    ours, theirs = pty.openpty()
    process = shell.start(*words, stdout=theirs, stderr=theirs, environ=environ)
    os.close(theirs)
    told = b""
    try:
        while piece := os.read(ours, 65536):
            told += piece
    except OSError:
        pass  # the other end was closed
    finally:
        os.close(ours)
    process.communicate(timeout=60)
    return told


@pytest.mark.parametrize("command", ["queue", "log"])
def test_a_terminal_that_is_not_utf_8_is_sent_plain_letters(known, command):
    told = on_a_terminal(known, command, LC_ALL="C")
    assert told.isascii()
    assert b"Siobhan Lukasz" in told
    assert b"?" not in told


def test_a_terminal_is_sent_what_its_charset_has(known):
    told = on_a_terminal(known, "log", LC_ALL="de_DE.ISO-8859-1")
    assert "Siobh\u00e1n Lukasz".encode("iso8859-1") in told
    assert NAME.encode() in on_a_terminal(known, "log", LC_ALL="C.UTF-8")


def test_a_sentence_of_error_is_in_plain_letters_too(known):
    assert b"Siobhan" in on_a_terminal(known, "show", "person", "Siobh\u00e1n Nobody", LC_ALL="C")


def test_where_python_writes_no_utf_8_a_pipe_gets_plain_letters_and_no_question_marks(known):
    said = known.run("queue", environ=HAS_NONE).out
    assert "ring Siobhan Lukasz Wang" in said


def test_a_pipe_has_every_letter(known):
    assert NAME in known.run("log", environ={"LC_ALL": "C"}).out
    assert known.run("log", "--json", environ=HAS_NONE).json()[0]["person"] == NAME

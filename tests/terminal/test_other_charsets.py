"""Terminals that are not UTF-8: lines and marks in ASCII, names as the charset has them, notes kept to the letter."""

from __future__ import annotations

import re

import pyte
import pytest

from tests.terminal.office import MARIA, at_the_queue, ended, on_a_call, weighed

GERMAN = "de_DE.ISO-8859-1"


def lines_of_last_call(demo):
    row = demo.json("log", "--limit", "1")[0]
    return [line["text"] for line in demo.json("show", "call", str(row["id"]))["lines"]]


def screen_of(terminal, charset):
    """The screen as a terminal of that charset shows it."""
    screen = pyte.Screen(terminal.columns, terminal.rows)
    pyte.Stream(screen).feed(bytes(terminal.raw).decode(charset))
    return screen.display


@pytest.mark.parametrize("whole", ["", "all"], ids=["what changes", "whole"])
def test_the_c_locale_gets_nothing_but_ascii_and_every_column_in_its_place(demo, whole):
    with demo.terminal() as usual, demo.terminal("dana", LC_ALL="C", PARATUI_PAINT=whole or None) as plain:
        for terminal in (usual, plain):
            weighed(at_the_queue(terminal)) if terminal is usual else terminal.wait_for("Overdue 12")
        plain.wait_for(re.compile(r"Noemie[^\n]*\n[^\n]*Ottoline"))
        plain.wait_for("-" * 80)
        plain.type("<f4>")
        plain.wait_for("Rosa Villasenor - Unpaid overtime")
        usual.type("<f4>")
        usual.wait_for("Rosa Villaseñor · Unpaid overtime")
        for terminal in (usual, plain):
            terminal.wait_for(re.compile(r"\d calls"))
            terminal.wait_quiet()
        assert plain.raw.isascii()
        row = next(n for n in range(24) if "Rosa Villase" in usual.line(n))
        assert len(plain.line(row)) == len(usual.line(row))
        assert re.sub("[^ ]", "x", plain.line(row)) == re.sub("[^ ]", "x", usual.line(row))


def test_in_the_c_locale_a_call_is_taken_and_what_cannot_be_shown_is_kept(demo):
    with demo.terminal(LC_ALL="POSIX") as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("Maria Garcia - Custody 2026-0142")
        terminal.type("caf\u00e9 \u738b <enter>> ring her thu 3pm<enter>")
        terminal.wait_for("|  00:00   cafe ??")
        terminal.wait_for("|  00:00 > ring her")
        terminal.type("<ctrl+n>")
        terminal.wait_for("v greeting by name")
        ended(terminal)
        assert terminal.raw.isascii()
    assert lines_of_last_call(demo) == ["caf\u00e9 \u738b", "ring her thu 3pm"]


def test_a_latin_1_terminal_shows_and_types_its_own_letters(demo):
    with demo.terminal(LANG=GERMAN) as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.write("caf\u00e9 f\u00fcr 2 \u00a3 \u00ff\r".encode("latin-1"))
        terminal.wait_for(
            lambda _: any(
                "|  00:00   caf\u00e9 f\u00fcr 2 \u00a3 \u00ff" in row for row in screen_of(terminal, "latin-1")
            )
        )
        terminal.write(b"c1 \x80\x85\x9b31m\x9f end\r")
        terminal.wait_for("m end")
        terminal.wait_for("REC off")
        assert "\u25b8".encode() not in terminal.raw
        ended(terminal)
    first, second = lines_of_last_call(demo)
    assert first == "caf\u00e9 f\u00fcr 2 \u00a3 \u00ff"
    assert not re.search("[\x00-\x1f\x7f-\x9f]", second)

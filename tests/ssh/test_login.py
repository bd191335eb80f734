"""Ways in: a login shell, `ssh -t box paratui`, a pipe; and what the client's TERM and locale do."""

from __future__ import annotations

import json
import os
import re

import pytest

from tests.terminal.office import at_the_queue, on_a_call

SENTENCE = re.compile(r"paratui: .*over ssh add -t.*\n")


def test_a_login_shell_says_what_is_due(office, box, place):
    if os.geteuid() != 0:
        pytest.skip("needs root: the login script would be your own")
    profile = office.iris.home / ".profile"
    profile.write_text(f'PATH="{place}/bin:$PATH"\nparatui today\nPS1="at the shell> "\n')
    profile.chmod(0o644)
    try:
        with office.line(office.iris) as terminal:
            terminal.wait_for("at the shell>")
            assert "late" in terminal.text()
            assert b"\x1b[?1049h" not in terminal.raw
            terminal.type("paratui<enter>")
            at_the_queue(terminal).type("<ctrl+q>")
            terminal.wait_for("at the shell>")
            terminal.type("stty -a; exit<enter>")
            assert terminal.exit_code() == 0
            assert b" echo " in terminal.raw
            assert b" icanon " in terminal.raw
    finally:
        profile.unlink()


def test_without_a_terminal_there_is_one_sentence_and_exit_code_2(office):
    ran = office.ran(office.iris, "paratui")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert SENTENCE.fullmatch(ran.stderr)


def test_a_terminal_on_one_side_only_is_no_terminal(office):
    ran = office.ran(office.iris, "paratui </dev/null", options=("-tt",))
    assert ran.returncode == 2


def test_plain_commands_go_through_a_pipe(office):
    ran = office.ran(office.iris, "paratui queue --json")
    assert ran.stderr == ""
    assert len(json.loads(ran.stdout)) > 10
    ran = office.ran(office.iris, "LC_ALL=C paratui queue", LANG=None)
    assert "Noémie" in ran.stdout


@pytest.mark.parametrize("env", [{"LANG": None}, {"LANG": None, "LC_CTYPE": "UTF-8"}], ids=["none", "macOS"])
def test_whatever_locale_the_line_brings_letters_and_lines_are_right(office, env):
    with office.line(office.iris, "paratui", **env) as terminal:
        terminal.wait_for("Noémie")
        terminal.wait_for("────")
        on_a_call(terminal).type("Zoë ✓<enter>")
        terminal.wait_for("00:00   Zoë ✓")


def test_a_line_that_says_it_has_no_utf_8_gets_ascii(office):
    with office.line(office.iris, "paratui", LC_ALL="C") as terminal:
        terminal.wait_for("----")
        on_a_call(terminal).type("at the clerk's<enter>")
        terminal.wait_for("00:00   at the clerk's")
        assert terminal.raw.isascii()


@pytest.mark.parametrize(
    ("term", "f4", "colours"),
    [("xterm-256color", b"\x1bOS", True), ("xterm", b"\x1b[14~", False), ("linux", b"\x1b[[D", False)],
)
def test_the_clients_terminal_is_the_one_that_is_written_for(office, term, f4, colours):
    with office.line(office.iris, "paratui", TERM=term) as terminal:
        at_the_queue(terminal)
        terminal.write(f4)
        terminal.wait_for(re.compile(r"\d+ calls"))
        assert (b"38;5;" in terminal.raw) == colours


def test_a_dumb_terminal_is_refused_in_one_sentence(office):
    with office.line(office.iris, "paratui", TERM="dumb") as terminal:
        assert terminal.exit_code() == 2
        assert b"\x1b" not in terminal.raw

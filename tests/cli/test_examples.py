"""Every example that the README, --help and the manual page show is one the program takes."""

from __future__ import annotations

import re
import shlex
import textwrap
import tomllib
from pathlib import Path

import pytest

from paratui.cli.arguments import parser, read
from paratui.cli.man import manual_page
from paratui.cli.sub_commands import last_commands
from paratui.domain import keymap
from paratui.services.own_keys import own_keys
from paratui.store.office_settings import read_office
from paratui.ui.commands.contexts import CONTEXTS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
HELP = {one.prog: one.epilog or "" for one in last_commands(parser())}
SHELL = re.compile(r"\s[|<>]\s|\s2>|  +|\s#")
PRIVATE = re.compile(r"\b\d{3}[ -]\d{4}\b|Maria|Garcia")


def commands(text: str) -> set[str]:
    """The command lines in a text: a row or what stands between backticks, without what the shell does with it."""
    rows = re.findall(r"^\s*(?:\$ )?(paratui .+)$", text, re.MULTILINE)
    quoted = re.findall(r"`(paratui [^`]+)`", text)
    return {SHELL.split(row)[0].strip() for row in (*rows, *quoted)}


def blocks(text: str) -> list[str]:
    """The pieces of a text that are set in, each as it would stand in a file."""
    pieces = re.findall(r"(?:^ {2,}\S.*\n|^\n(?= {2,}))+", f"{text}\n", re.MULTILINE)
    return [textwrap.dedent(piece).strip("\n") for piece in pieces]


EXAMPLES = sorted({*commands(README), *(row for text in HELP.values() for row in commands(text))})
KEYS_TOLD = (README, HELP["paratui keys"], keymap.__doc__)
KEY_FILES = [one for text in KEYS_TOLD for one in blocks(text) if "[keys]" in one]


def test_there_are_examples_to_look_at():
    assert len(EXAMPLES) > 60
    assert len(KEY_FILES) == 3


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_command_line_that_is_shown_can_be_typed(example):
    assert read(shlex.split(example)[1:]).command


def test_no_example_has_a_clients_name_or_number_where_others_read_it():
    assert [one for one in EXAMPLES if PRIVATE.search(one)] == []


def test_the_manual_page_shows_the_examples_of_the_help():
    told = manual_page().replace("\\-", "-").replace("\\(aq", "'").replace("\\(ti", "~").replace("\\&", "")
    assert [row for text in HELP.values() for row in commands(text) if row not in told] == []


@pytest.mark.parametrize("example", KEY_FILES, ids=("readme", "help", "keymap"))
def test_the_keys_that_are_shown_can_be_had(example, tmp_path):
    file = tmp_path / "keys.toml"
    file.write_text(example.partition("set =")[1] + example.partition("set =")[2])
    mine = own_keys({"PARATUI_KEYS": str(file)}, CONTEXTS)
    assert (mine.troubles, mine.chosen) == ((), "vi")
    assert mine.by_command["queue.done"] == ("d", "f8")


def test_the_settings_that_are_shown_can_be_used(tmp_path):
    [example] = [one for one in blocks(README) if "cut_off_minutes" in one]
    (tmp_path / "office.toml").write_text(example)
    office = read_office(tmp_path)
    assert set(tomllib.loads(example)) <= set(office.__struct_fields__)
    assert office.hours["monday"] == ["09:00-12:00", "13:00-17:00"]


def test_the_lines_of_notes_and_of_voicemails_that_are_shown_are_taken(shell):
    [noted] = [line.strip() for line in HELP["paratui call"].splitlines() if line.startswith("  00:")]
    call = shell.run("call", "--notes", "-", "--json", typed=f"{noted}\n".encode()).json()
    [line] = shell.run("show", "call", str(call["call"]), "--json").json()["lines"]
    assert (line["kind"], line["at"]) == ("promise", 52)
    shell.run("staff", "dana", "--role", "paralegal")
    [left] = [line.strip() for line in HELP["paratui voicemails"].splitlines() if line.startswith("  9:")]
    [taken] = shell.run("voicemails", shell.notes(left), "--json").json()
    assert (taken["phone"], taken["notices"]) == ("+14155552671", [])

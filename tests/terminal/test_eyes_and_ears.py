"""Themes, the terminal's own cursor, plain text, wide spacing; and that nothing is said by a colour alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.terminal.office import MARIA, at_the_queue, on_a_call, weighed
from tests.terminal.terminal import typed

GOLDENS = Path(__file__).parent / "goldens"
MOST_OF_A_KEY = 12


def settings(demo, text):
    """Let somebody have these settings."""
    folder = demo.home / ".config" / "paratui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(text)
    return folder / "settings.toml"


# The goldens have no colours at all: what is told there is told without.


@pytest.mark.parametrize(
    ("golden", "meaning", "told"),
    [
        ("queue", "the row of the cursor", r"(?m)^▸  +\d+"),
        ("queue", "what is late", r"\d+ (days?|h) late"),
        ("queue", "how much is late", r"\d+ late"),
        ("queue", "whose it is", r"  you  "),
        ("call", "the step I am at", r"▸ "),
        ("call", "a step that is done", r"✓ greeting by name"),
        ("call", "a required step", r" \*"),
        ("call", "a promise", r"00:52 > send her"),
        ("call", "a question", r"01:10 \? should I sign"),
        ("call", "a reported date", r"(?i)reported"),
        ("call", "no recording", r"REC off"),
        ("call", "that it is saved", r"Saved \d\d:\d\d:\d\d"),
        ("log", "the row of the cursor", r"(?m)^▸ "),
        ("log", "the order of the rows", r"When [▴▾]"),
        ("log", "which way a call went", r"  (in|out)  "),
        ("call-page", "a recording", r"(?i)agreed|recorded|recording"),
        ("wrap-up", "what is still open", r"Still open: \d+|Nothing is open"),
    ],
)
def test_what_a_colour_tells_stands_there_in_a_sign_or_a_word(golden, meaning, told):
    assert re.search(told, (GOLDENS / f"{golden}.txt").read_text()), meaning


def test_a_refusal_and_a_match_are_told_without_colour(demo):
    with demo.terminal(NO_COLOR="1") as terminal:
        weighed(at_the_queue(terminal)).type("s")
        terminal.wait_for("▸")
        terminal.type("never ever<enter>")
        terminal.wait_for(re.compile(r"never ever.*|No time|such as"))
        terminal.type("<ctrl+c><f4>")
        terminal.wait_for("Rosa Villaseñor")
        terminal.type("/villase")
        terminal.wait_for(re.compile(r"(?s)^(?!.*Garcia).*Villase"))
        terminal.wait_quiet()
        row = next(number for number in range(terminal.rows) if "Villase" in terminal.line(number))
        assert terminal.cell(row, terminal.line(row).index("Villase")).underscore


# Themes


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast", "terminal"])
@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "linux"])
def test_each_theme_shows_the_same_words_on_every_terminal(demo, theme, term):
    settings(demo, f'theme = "{theme}"\n')
    with demo.terminal(TERM=term) as terminal:
        weighed(at_the_queue(terminal))
        terminal.wait_for("said by Ana on the call of")
        terminal.wait_quiet()
        assert terminal.text().splitlines() == (GOLDENS / "queue.txt").read_text().splitlines()


def test_a_theme_is_chosen_by_name_holds_at_once_and_tomorrow(demo):
    with demo.terminal() as terminal:
        dark = weighed(at_the_queue(terminal)).cell(10, 10).bg
        terminal.type("O")
        terminal.wait_for(re.compile(r"▸ now  dark +light letters on a dark ground"))
        terminal.type("j<enter>")
        terminal.wait_for("theme is light from now on")
        terminal.wait_for(re.compile(r"▸ now  light +dark letters"))
        light = terminal.cell(10, 10).bg
        assert light != dark
        terminal.type("<esc><f5>")
        terminal.wait_for("Clients")
        terminal.wait_quiet()
        assert terminal.cell(10, 60).bg == light
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    with demo.terminal() as again:
        weighed(at_the_queue(again))
        assert again.cell(10, 10).bg == light
    with demo.terminal(PARATUI_THEME="dark") as overruled:
        weighed(at_the_queue(overruled))
        assert overruled.cell(10, 10).bg == dark


def test_a_setting_that_cannot_be_used_is_told_and_the_others_hold(demo):
    settings(demo, 'theme = "light"\nspacing = "enormous"\n')
    with demo.terminal() as terminal:
        terminal.wait_for("line 2: spacing")
    ran = demo.shell("settings")
    assert ran.returncode == 2
    assert "light" in ran.stdout
    assert "line 2: spacing can be usual or wide" in ran.stderr


# Spacing


def test_wide_spacing_puts_an_empty_row_after_each_and_the_cursor_walks_all_of_them(demo):
    settings(demo, 'spacing = "wide"\n')
    with demo.terminal() as terminal:
        terminal.wait_for(re.compile(r"Overdue[^\n]*\n\n▸[^\n]*\n\n  "))
        terminal.type("<down>" * 30)
        terminal.wait_for(re.compile(r"\n\n▸"))
        terminal.type("<home>")
        terminal.wait_for(re.compile(r"Overdue[^\n]*\n\n▸"))


def test_wide_spacing_stands_between_the_lines_of_a_call_and_not_in_them(demo):
    settings(demo, 'spacing = "wide"\n')
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f4>")
        terminal.wait_for("Rosa Villaseñor")
        terminal.type("<enter>")
        terminal.wait_for(re.compile("Call  "))
        # A note of two rows stands together, an empty one before and after it.
        terminal.type("<pagedown>")
        terminal.wait_for(re.compile(r"\n\n[ ▸] +\d\d:\d\d [^\n]*\n {10,}[^ \n][^\n]*\n\n"))


# The terminal's own cursor


def shows_cursor(terminal) -> bool:
    """Whether the terminal was told to show its cursor last, or to hide it."""
    raw = bytes(terminal.raw)
    return raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l")


def test_the_cursor_stands_where_one_types_and_is_away_in_lists(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).wait_quiet()
        assert not shows_cursor(terminal)
        on_a_call(terminal).wait_quiet()
        assert shows_cursor(terminal)
        assert terminal.cursor == (22, 2)
        terminal.type("she called ")
        terminal.wait_for("she called")
        terminal.wait_quiet()
        assert terminal.cursor == (22, 13)
        terminal.type("<left><left>")
        terminal.wait_quiet()
        assert terminal.cursor == (22, 11)
        terminal.type("<f1>")
        terminal.wait_for("Help: Call")
        terminal.wait_quiet()
        assert not shows_cursor(terminal)
        terminal.type("<esc>")
        terminal.wait_gone("Help: Call")
        terminal.wait_quiet()
        assert shows_cursor(terminal)
        assert terminal.cursor == (22, 11)
        terminal.type("<ctrl+f>mar")
        terminal.wait_for("Maria Garcia")
        terminal.wait_quiet()
        row, column = terminal.cursor
        assert terminal.line(row)[:column].endswith("mar")
        terminal.type("<ctrl+c><f2>")
        terminal.wait_for("d done")
        terminal.wait_quiet()
        assert not shows_cursor(terminal)


def test_the_cursor_costs_a_key_next_to_nothing(demo):
    with demo.terminal() as terminal, demo.terminal("dana", XDG_CONFIG_HOME=drawn(demo)) as other:
        costs = []
        for one in (terminal, other):
            on_a_call(one).wait_quiet()
            for before, letter in (("", "s"), ("s", "h"), ("sh", "e")):
                sent = one.bytes_out
                one.write(typed(letter))
                one.wait_for(f"▸ {before}{letter}")
                one.wait_quiet()
            costs.append(one.bytes_out - sent)
        assert costs[0] <= costs[1] + MOST_OF_A_KEY
        assert not shows_cursor(other)
        assert other.cell(22, 5).reverse
        assert not terminal.cell(22, 5).reverse


def drawn(demo):
    """A folder of settings for somebody whose cursor is drawn."""
    folder = demo.home / "drawn"
    (folder / "paratui").mkdir(parents=True)
    (folder / "paratui" / "settings.toml").write_text('cursor = "drawn"\n')
    return folder


def test_the_cursor_is_where_one_types_after_a_resize(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).wait_quiet()
        terminal.resize(30, 100)
        terminal.wait_quiet()
        assert shows_cursor(terminal)
        assert terminal.cursor == (28, 2)


def test_nothing_moves_when_nobody_types(demo):
    with demo.terminal() as terminal:
        weighed(at_the_queue(terminal)).wait_quiet(1)
        sent = terminal.bytes_out
        with pytest.raises(AssertionError):
            terminal.wait_for("a text that never comes", seconds=4)
        assert terminal.bytes_out == sent
        # SGR 5 and 6 are blinking text; behind 38 and 48 a 5 only says which kind of colour follows.
        styles = re.sub(rb"[34]8;5;\d+", b"", bytes(terminal.raw))
        assert not re.search(rb"\x1b\[(?:[\d;]*;)?[56](?:;[\d;]*)?m", styles)


# Plain text


NO_PLAIN_LINE = re.compile("[│─┌┐└┘✓▸]|  +")


def test_plain_queue_log_show_and_call_are_read_from_top_to_bottom(demo, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("hearing moved\n> send her the notice fri\n? should I sign\n")
    told = [
        demo.shell("queue", "--plain"),
        demo.shell("log", "--plain", "--limit", "3"),
        demo.shell("show", "person", "Maria", "Garcia", "--plain"),
        demo.shell("show", "matter", "2026-0142", "--plain"),
        demo.shell("show", "follow-up", "335", "--plain"),
        demo.shell("call", "--notes", str(notes), "--phone", MARIA, "--plain"),
        demo.shell("show", "call", str(demo.json("log", "--limit", "1")[0]["id"]), "--plain"),
    ]
    for ran in told:
        assert ran.returncode == 0, ran.stderr
        assert not [line for line in ran.stdout.splitlines() if NO_PLAIN_LINE.search(line)]
    queue, log, _person, _matter, item, logged, call = (ran.stdout for ran in told)
    assert re.search(r"(?m)^Overdue: \d+ follow-ups$", queue)
    whole_item = r"(?m)^Follow-up 346, urgent\nWhat: .+\nDue: 3 days late\nWho has it: dana\nPerson: Lakshmi"
    assert re.search(whole_item, queue)
    assert re.search(r"(?m)^Call \d+\nDay: \d{4}-\d\d-\d\d\nTime: ", log)
    assert "History" in item
    assert re.search(r"(?m)^Follow-up \d+\nWhat: send her the notice", logged)
    assert re.search(r"(?m)^00:00, we promise: send her the notice", call)
    assert re.search(r"legal question for the attorney, verbatim: should I sign", call)


def test_plain_is_asked_for_once_for_all(demo):
    assert "What: " not in demo.shell("queue").stdout
    assert demo.shell("settings", "plain", "yes").returncode == 0
    assert "What: " in demo.shell("queue").stdout
    assert "theme" in demo.shell("settings").stdout
    assert demo.json("settings")["settings"]["plain"] is True

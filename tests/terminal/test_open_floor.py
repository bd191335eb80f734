"""An open floor: the screen goes blank at once, names become initials, nothing of a client is left anywhere else."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from tests.terminal.office import MARIA, at_the_queue, on_a_call, weighed
from tests.terminal.terminal import Terminal

SECRET_NAME = "Xanthippe Quillfeather"
SECRET_NUMBER = "2125550199"
SECRETS = (b"Xanthippe", b"Quillfeather", b"2125550199", b"212) 555-0199", b"555-0199")
CRASHING = [sys.executable, "-m", "tests.terminal.apps.crashing"]


def nothing_but_the_clock(text):
    return text.split() == ["paratui", "9:12", "AM"]


# The blank screen


def test_one_key_blanks_every_screen_and_any_key_brings_it_back_as_it_was(demo):
    with demo.terminal() as terminal:
        weighed(at_the_queue(terminal))
        for keys, there in (
            ("", "d done"),
            ("s", "▸"),
            ("<ctrl+c><f1>", "Help: Queue"),
            ("<esc><ctrl+p>", "What shall be done?"),
            ("<ctrl+c><f5>", "Clients"),
            ("<f4>", "Rosa Villaseñor"),
            ("<f12>", "Radar"),
        ):
            terminal.type(keys)
            terminal.wait_for(there)
            terminal.wait_quiet()
            before = terminal.text()
            terminal.type("<ctrl+x>")
            terminal.wait_for(nothing_but_the_clock)
            terminal.type("<down>")
            terminal.wait_for(there)
            terminal.wait_quiet()
            assert terminal.text() == before


def test_what_is_typed_blind_is_no_note_and_is_shown_afterwards_while_the_call_goes_on(demo):
    with demo.moved() as terminal:
        on_a_call(terminal).type("half a line")
        terminal.wait_for("half a line")
        terminal.type("<ctrl+x>")
        terminal.wait_for(nothing_but_the_clock)
        demo.at(600)
        terminal.type("> promise her the moon<enter>")
        terminal.wait_for("promise her the moon")
        assert "half a line" in terminal.line(22)
        assert "Typed blind" in terminal.line(23)
        terminal.wait_for("00:10:0")
        terminal.type("<enter>")
        terminal.wait_for(re.compile(r"1\d:\d\d   half a line|half a line"))
        terminal.type("/blind<enter>")
        terminal.wait_for("Typed on the blank screen")
        terminal.wait_for("> promise her the moon")
        terminal.type("<esc>/discard<enter>")
        terminal.wait_for(re.compile("(?i)throw"))
    assert not any("moon" in str(item["text"]) for item in demo.json("queue"))


def test_a_locked_screen_opens_with_enter_alone_and_stays_blank_when_it_is_resized(demo):
    with demo.terminal() as terminal:
        weighed(at_the_queue(terminal)).type("X")
        terminal.wait_for("Enter opens it")
        terminal.type("dts<esc>1<f5>")
        terminal.resize(30, 100)
        terminal.wait_quiet()
        assert terminal.text().split() == ["paratui", "9:12", "AM", "Enter", "opens", "it"]
        terminal.type("<enter>")
        terminal.wait_for("Overdue 12")
        terminal.wait_for("Typed blind")


def test_a_blank_screen_leaves_with_the_line_as_any_other(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type("kept to the letter")
        terminal.wait_for("kept to the letter")
        terminal.wait_for("Saved")
        terminal.wait_quiet()
        terminal.type("<ctrl+x>")
        terminal.wait_for(nothing_but_the_clock)
        terminal.hang_up()
        assert terminal.exit_code() == 129
    with demo.terminal() as again:
        again.wait_for("kept to the letter")


# Initials


def test_discreet_shows_no_name_on_any_screen_and_says_that_it_is_on(demo):
    people = [one["person"] for one in demo.json("queue") if one["person"]]
    names = {word for name in people for word in re.findall(r"\w{5,}", name)} - {"Heron", "Books"}
    with demo.terminal() as terminal:
        weighed(at_the_queue(terminal)).type("D")
        terminal.wait_for("discreet")
        terminal.wait_for(re.compile(r"N\. L\."))
        for keys, there in (("", "Overdue"), ("?", "Why here?"), ("<esc><f4>", "R. V. · Unpaid"), ("<f5>", "M. G.")):
            terminal.type(keys)
            terminal.wait_for(there)
            terminal.wait_quiet()
            shown = terminal.text()
            assert not [name for name in names if name in shown], there
            assert "discreet" in shown or there == "Why here?"
        terminal.type("<f3>")
        terminal.wait_for("Saved")
        terminal.type(f"{MARIA}<enter>")
        terminal.wait_for("M. G. · Custody 2026-0142")
        terminal.wait_quiet()
        assert "Maria" not in terminal.text()
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    with demo.terminal() as again:
        # Tomorrow too, and from the first picture on.
        again.wait_for("discreet")
        again.wait_quiet()
        assert b"Garcia" not in bytes(again.raw)


# What is left


def test_nothing_of_a_client_is_left_in_the_terminal_the_process_list_or_any_file_outside_the_office(demo, tmp_path):
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    environ = demo.environ("ana", TMPDIR=str(scratch), XDG_RUNTIME_DIR=str(scratch))
    with Terminal([*CRASHING, "--office", demo.folder], env=environ) as terminal:
        on_a_call(terminal).type(f"{SECRET_NUMBER}<enter>")
        terminal.wait_for("(212) 555-0199")
        terminal.type(f"<ctrl+f>{SECRET_NAME}")
        terminal.wait_for(SECRET_NAME)
        terminal.type("<enter>")
        terminal.wait_for(re.compile(f"{SECRET_NAME}[^\n]*212"))
        terminal.type(f"{SECRET_NAME} is at {SECRET_NUMBER}")
        terminal.wait_for("is at 2125550199")
        process = Path(f"/proc/{terminal.process.pid}")
        assert_holds_no_secret((process / "cmdline").read_bytes() + (process / "environ").read_bytes())
        terminal.type("<ctrl+u>/redraw<enter>")
        assert terminal.exit_code() == 2
        raw = bytes(terminal.raw)
    before, _, rest = raw.partition(b"\x1b[?1049h")
    after = rest.rpartition(b"\x1b[?1049l")[2]
    assert b"Something went wrong that should not (ValueError)" in after
    assert_holds_no_secret(before + after)
    assert not re.search(rb"\x1b\][012];|\x1bk", raw), "the terminal's title was set"
    [report] = demo.reports()
    assert "ValueError" in report
    for place in (demo.home, scratch):
        for folder, _folders, files in os.walk(place):
            for name in files:
                assert_holds_no_secret((Path(folder) / name).read_bytes() + name.encode())
    for report_file in demo.home.rglob("report-*.txt"):
        report_file.unlink()


def assert_holds_no_secret(data):
    assert not [secret for secret in SECRETS if secret in data]

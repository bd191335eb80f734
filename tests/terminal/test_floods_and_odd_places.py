"""Megabytes, held keys, windows torn about, and logins without a home: nothing ends the program, nothing is lost."""

from __future__ import annotations

import os
import random
import re
import subprocess
import threading
import time

import pytest

from tests.terminal.office import MARIA, PROGRAM, at_the_queue, ended, on_a_call, patience
from tests.terminal.terminal import PROJECT, Terminal

MEGABYTES = 5_000_000


def lines_of_last_call(demo):
    row = demo.json("log", "--limit", "1")[0]
    return [line["text"] for line in demo.json("show", "call", str(row["id"]))["lines"]]


@pytest.fixture
def call(demo):
    """A call with Maria, its composer empty."""
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        yield terminal


def poured(terminal, data: bytes):
    """Write more than a terminal takes at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(terminal._master, rest[:4096]) :]


def test_five_megabytes_pasted_on_a_call_are_refused_in_a_sentence_and_the_call_goes_on(demo, call):
    call.type("half a ")
    call.wait_for("▸ half a")
    began = time.monotonic()
    poured(call, b"\x1b[200~" + b"x" * MEGABYTES + b"\x1b[201~sentence\r")
    call.wait_for("00:00   half a sentence")
    assert time.monotonic() - began < patience(5)
    call.type("typed on<enter>")
    call.wait_for("00:00   typed on")
    ended(call)
    assert lines_of_last_call(demo) == ["half a sentence", "typed on"]


def test_five_megabytes_of_lines_pasted_on_a_call(demo, call):
    poured(call, b"\x1b[200~" + b"a line of sixteen\n" * (MEGABYTES // 18) + b"\x1b[201~then\r")
    call.wait_for(re.compile("then"))
    call.wait_quiet(1)
    print(call.text())
    raise AssertionError


def test_five_megabytes_pasted_into_a_question_and_a_search(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("/")
        terminal.wait_quiet()
        print(terminal.text())
        poured(terminal, b"\x1b[200~" + b"word " * (MEGABYTES // 5) + b"\x1b[201~")
        terminal.wait_quiet(1)
        print(terminal.text())
        terminal.type("<esc>")
        terminal.wait_for("d done")
        terminal.type("n")
        terminal.wait_for("New follow-up")
        poured(terminal, b"\x1b[200~" + b"word\n" * (MEGABYTES // 5) + b"\x1b[201~")
        terminal.wait_quiet(1)
        print(terminal.text())
        terminal.type("<ctrl+u>ring the clerk<enter>")
        terminal.wait_quiet(1)
        print(terminal.text())
        terminal.type("<f4>")
        terminal.wait_for("calls")
        terminal.type("/")
        terminal.wait_for("Find in the log")
        poured(terminal, b"\x1b[200~" + b"word " * (MEGABYTES // 5) + b"\x1b[201~")
        terminal.wait_quiet(1)
        print(terminal.text())
        raise AssertionError


def test_letters_that_end_no_paste_and_never_did(demo, call):
    """Five megabytes typed, as a terminal without bracketed paste sends them."""
    poured(call, b"word " * 40_000 + b"\r")
    call.wait_quiet(2, seconds=60)
    print(call.text())
    raise AssertionError


def test_a_paste_that_holds_the_mark_of_its_own_end_runs_no_command(demo, call):
    call.write(b"\x1b[200~one \x1b[201~two \x1b[200~three\x1b[201~\x1b[201~ four\r")
    call.wait_quiet(1)
    print(call.text())
    raise AssertionError


def test_letters_cut_between_two_reads_at_every_byte(demo, call):
    text = "é王😀👨\u200d👩\u200d👧ß"
    for byte in text.encode():
        call.write(bytes([byte]))
        time.sleep(0.02)
    call.type("<enter>")
    call.wait_for(re.compile("00:00   é王"))
    call.write(b"cut \xf0\x9f\x98 off \xe7\x8e\r")
    call.wait_for("00:00   cut \ufffd off \ufffd")
    ended(call)
    assert lines_of_last_call(demo)[0] == text


def test_a_key_held_for_a_minute(demo, call):
    began = time.monotonic()
    held = "".join(random.Random(7).choices("abcdefghij", k=1800))
    call.type(held)
    call.wait_for(held[-40:])
    print(time.monotonic() - began)
    call.type("<enter>")
    ended(call)
    assert lines_of_last_call(demo)[0] == held


def test_a_thousand_sizes_while_somebody_types(demo, call):
    random_ = random.Random(11)
    typed = "".join(random_.choices("abcdefghij", k=500))
    began = time.monotonic()
    for place in range(1000):
        call.resize(random_.randint(1, 60), random_.randint(1, 200))
        if place % 2:
            call.type(typed[place // 2])
    call.resize(24, 80)
    call.wait_for(typed[-40:])
    print(time.monotonic() - began)
    call.type("<enter>")
    ended(call)
    assert lines_of_last_call(demo)[0] == typed

"""Megabytes, held keys, windows torn about, and logins without a home: nothing ends the program, nothing is lost."""

from __future__ import annotations

import random
import re
import subprocess
import time

import pytest

from tests.terminal.office import MARIA, PROGRAM, at_the_queue, ended, on_a_call, patience, weighed
from tests.terminal.terminal import PROJECT, Terminal, poured

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


def test_five_megabytes_of_lines_are_refused_in_a_sentence_and_a_thousand_are_taken(demo, call):
    call.type("before ")
    call.wait_for("▸ before")
    poured(call, b"\x1b[200~" + b"a line of sixteen\n" * (MEGABYTES // 18) + b"\x1b[201~")
    call.wait_for("277,777 lines pasted, 1,000 fit at once; paratui call --notes logs a file")
    call.type("the paste<enter>")
    call.wait_for("00:00   before the paste")
    poured(call, b"\x1b[200~" + b"".join(b"line %d\n" % number for number in range(1000)) + b"\x1b[201~")
    call.wait_for("1000 lines pasted, each a line of its own")
    ended(call)
    assert lines_of_last_call(demo) == ["before the paste", *(f"line {number}" for number in range(1000))]


def test_five_megabytes_pasted_into_a_search_and_a_question_are_refused_in_a_sentence(demo):
    flood = b"\x1b[200~" + b"word " * (MEGABYTES // 5) + b"\x1b[201~"
    too_much = "A line holds 10,000 characters and this would be more"
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("/")
        terminal.wait_for("Find in the queue")
        poured(terminal, flood)
        terminal.wait_for(too_much)
        terminal.type("<esc>n")
        terminal.wait_for("New follow-up")
        poured(terminal, flood.replace(b" ", b"\n"))
        terminal.wait_for(too_much)
        terminal.type("ring the clerk<enter>")
        terminal.wait_for(re.compile(r"#\d+ made, due"))
        terminal.type("<f4>/")
        terminal.wait_for("Find in the log")
        poured(terminal, flood)
        terminal.wait_for(too_much)
        terminal.type("custody")
        terminal.wait_for("▸ custody")


def test_a_flood_of_letters_that_is_no_paste_fills_the_line_and_ends(demo, call):
    """As terminals without bracketed paste send it."""
    poured(call, b"word " * 2_100)
    call.wait_for("A line holds 10,000 characters")
    call.type("<enter>then<enter>")
    call.wait_for("00:00   then")
    ended(call)
    assert lines_of_last_call(demo) == ["word " * 1999 + "word", "then"]


def test_marks_of_a_paste_inside_a_paste_press_nothing(demo, call):
    call.write(b"\x1b[200~one \x1b[201~two \x1b[200~three\x1b[201~\x1b[201~ \x1b[200~\x1b[21~four\x1b[20")
    call.write(b"1~ five\r")
    call.wait_for(re.compile("00:00   one two three .*four five"))
    call.type("next<enter>")
    call.wait_for("00:00   next")
    assert "Wrap-up" not in call.text()


def test_what_a_terminal_says_of_itself_in_mid_call_is_no_note_and_presses_nothing(demo, call):
    said = b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07", b"\x1bP>|tmux 3.4\x1b\\", b"\x1b_Gi=31;OK\x1b\\", b"\x1b[?62;4;22c"
    call.write(b"one" + b" ".join(said) + b"two")
    call.wait_for("▸ one   two")
    for one in said:
        call.write(one)
    call.type("<enter>")
    call.wait_for("00:00   one   two")
    ended(call)
    assert lines_of_last_call(demo) == ["one   two"]


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
    assert time.monotonic() - began < patience(3)
    call.type("<enter>")
    ended(call)
    assert lines_of_last_call(demo)[0] == held


def test_a_thousand_sizes_while_somebody_types(demo, call, long):
    """Two hundred in the short form: a terminal of pyte is slower to take them than the program is to draw them."""
    random_ = random.Random(11)
    sizes = 1000 if long else 200
    typed = "".join(random_.choices("abcdefghij", k=sizes // 2))
    for place in range(sizes):
        call.resize(random_.randint(1, 60), random_.randint(1, 200))
        if place % 2:
            call.type(typed[place // 2])
    call.resize(24, 80)
    call.wait_for(typed[-40:], seconds=60)
    call.type("<enter>")
    ended(call)
    assert lines_of_last_call(demo)[0] == typed


def test_a_window_that_shrank_and_is_as_large_again_before_anybody_looked_is_whole(demo):
    with demo.terminal() as terminal:
        weighed(at_the_queue(terminal)).type("n")
        terminal.wait_for("New follow-up")
        terminal.wait_quiet()
        before = terminal.text()
        for rows, columns in [(1, 1), (24, 80)] * 50:
            terminal.resize(rows, columns)
        terminal.wait_for(lambda text: text == before)


# A login that has little


def test_a_terminal_whose_line_is_closed_before_it_begins(demo):
    for closed in ("<&-", ">&-", "<&- >&-", "<&- >&- 2>&-"):
        ran = subprocess.run(
            ["sh", "-c", f'"$@" {closed}', "sh", *PROGRAM, "--office", str(demo.folder)],
            env={name: value for name, value in demo.environ("ana", TERM="xterm").items() if value},
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert ran.returncode == 2, closed
        assert ran.stdout == ""
        assert len(ran.stderr.splitlines()) == (0 if "2>&-" in closed else 1), ran.stderr
        assert "Traceback" not in ran.stderr


def test_without_term_there_is_one_sentence_that_says_what_to_set(demo):
    with Terminal([*PROGRAM, "--office", demo.folder], env=demo.environ("ana", TERM=None)) as terminal:
        assert terminal.exit_code() == 2
        assert "TERM=xterm-256color" in terminal.text()
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("home", [None, "", "/nonexistent/home", "/proc/1/nothing", "/dev/null"])
def test_without_a_home_a_call_is_taken(demo, home):
    with demo.terminal(HOME=home) as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("heard<enter>")
        terminal.wait_for("00:00   heard")
        ended(terminal)
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    assert lines_of_last_call(demo) == ["heard"]


@pytest.mark.parametrize("size", [{"COLUMNS": "0", "LINES": "-3"}, {"COLUMNS": "many", "LINES": "1e9"}], ids=str)
def test_a_nonsense_size_in_the_environment_is_not_believed(demo, size):
    with demo.terminal(**size) as terminal:
        at_the_queue(terminal)
        assert "Overdue 12" in terminal.text()
        assert terminal.line(-1).startswith(" d done")


def test_where_nothing_can_be_written_but_the_office_a_call_is_taken(demo, tmp_path):
    """A home of somebody else's and a full /tmp: an own mount of a tiny file system, filled to the brim."""
    tiny = tmp_path / "tiny"
    tiny.mkdir()
    script = (
        f"mount -t tmpfs -o size=16k none {tiny} && dd if=/dev/zero of={tiny}/full bs=1k 2>/dev/null; "
        f"export TMPDIR={tiny} HOME={tiny} XDG_STATE_HOME={tiny}/state XDG_CACHE_HOME={tiny}/cache; "
        'exec "$@"'
    )
    argv = ["unshare", "-m", "sh", "-c", script, "sh", *PROGRAM, "--office", demo.folder]
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("mounts of one's own are not allowed here")
    with Terminal(argv, env=demo.environ("ana")) as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("heard<enter>")
        terminal.wait_for("00:00   heard")
        ended(terminal)
    assert lines_of_last_call(demo) == ["heard"]

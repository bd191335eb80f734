"""How the program behaves in a terminal it did not choose, and on a line that may end at any moment."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import termios
import time
from itertools import cycle
from pathlib import Path

import pytest

from paratui.ui.terminal import prepare, why_not_here
from tests.terminal.terminal import PATIENCE, Terminal

APP = [sys.executable, "-m", "tests.terminal.apps.type_ahead"]
STOCK_APP = [
    sys.executable,
    "-c",
    """
from textual.app import App
from textual.widgets import Input
class Stock(App):
    def compose(self):
        yield Input(placeholder="STOCK")
Stock().run(mouse=False)
""",
]
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[<u")


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept.txt"


@pytest.fixture
def terminal(kept):
    with Terminal([*APP, kept]) as terminal:
        terminal.wait_for("own>")
        terminal.type("half a sent")
        terminal.wait_for("half a sent")
        yield terminal


# Where no screen can be shown


@pytest.mark.parametrize("term", ["dumb", "unknown", "", "DUMB"])
def test_a_terminal_that_cannot_place_text_is_refused_in_one_sentence(term):
    sentence = why_not_here({"TERM": term}, stdin_isatty=True, stdout_isatty=True)
    assert "TERM=xterm-256color" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(("stdin", "stdout"), [(False, True), (True, False), (False, False)])
def test_without_a_terminal_the_plain_commands_are_named(stdin, stdout):
    sentence = why_not_here({"TERM": "xterm"}, stdin_isatty=stdin, stdout_isatty=stdout)
    assert "paratui today" in sentence


@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "linux", "screen", "tmux-256color", "vt100", "putty"])
def test_the_terminals_people_have_are_welcome(term):
    assert not why_not_here({"TERM": term}, stdin_isatty=True, stdout_isatty=True)


def test_animations_are_off_and_a_stale_size_is_forgotten():
    environ = {"COLUMNS": "10", "LINES": "5", "TEXTUAL_ANIMATIONS": "full"}
    prepare(environ)
    assert environ == {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0"}


def test_boxes_can_be_drawn_whatever_the_locale_says(monkeypatch):
    latin = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", errors="strict")
    monkeypatch.setattr(sys, "__stderr__", latin)
    prepare({})
    latin.write("\u258a\u2713")
    latin.flush()
    assert latin.buffer.getvalue() == "\u258a\u2713".encode()


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "linux"},
        {"TERM": "xterm"},
        {"TERM": "vt100"},
        {"TERM": "screen"},
        {"NO_COLOR": "1"},
        {"LANG": None},
        {"LANG": "C"},
        {"COLORTERM": "truecolor"},
        {"COLUMNS": "20", "LINES": "5"},
    ],
    ids=str,
)
def test_every_terminal_shows_the_same_text(env):
    with Terminal(APP, env=env) as terminal:
        terminal.wait_for("own>")
        terminal.type("\u00e9 \u2713 abc")
        terminal.wait_for("own> \u00e9 \u2713 abc")


@pytest.mark.parametrize("keys", [b"\x1bOR", b"\x1b[13~", b"\x1b[[C"], ids=["xterm", "putty", "linux"])
def test_a_function_key_is_known_in_every_terminals_spelling(keys):
    with Terminal(APP) as terminal:
        terminal.wait_for("OWN")
        terminal.write(keys)
        terminal.wait_for("STOCK")


# Bytes


@pytest.mark.parametrize(
    "bad", [b"caf\xe9 ", b"\xff\xfe", b"\xc3(", b"\x80\x81\x82"], ids=["latin-1", "never", "cut", "meta"]
)
def test_a_byte_that_is_no_utf8_does_not_end_the_program(terminal, bad):
    terminal.write(bad)
    terminal.type("end<enter>")
    terminal.wait_for("log=half a sent")
    assert "\ufffd" in terminal.text()
    assert "end" in terminal.text()


@pytest.mark.parametrize("place", [2, 3, 4])
def test_a_key_that_a_slow_line_cuts_in_two_is_one_key(terminal, place):
    key = b"\x1b[13~"
    terminal.write(key[:place])
    terminal.wait_quiet()
    terminal.write(key[place:])
    terminal.wait_for("STOCK")


def test_a_paste_whose_end_is_lost_ends_by_itself_and_keys_live_again(terminal):
    terminal.write(b"\x1b[200~ence")
    terminal.wait_for("half a sentence")
    terminal.type("<enter>")
    terminal.wait_for("log=half a sentence")


def test_a_letter_split_over_two_packets_arrives_whole(terminal):
    first, second = "\u00e9".encode()[:1], "\u00e9".encode()[1:]
    terminal.write(first)
    time.sleep(0.05)  # a packet's time; the order is the same without it
    terminal.write(second + b"\r")
    terminal.wait_for("log=half a sent\u00e9")


def test_stock_textual_still_needs_the_patient_decoder():
    """Goes red when Textual decodes its input patiently itself; InputDecoder can lose that part then."""
    with Terminal(STOCK_APP) as stock:
        stock.wait_for("STOCK")
        stock.write(b"caf\xe9 x")
        stock.wait_for("UnicodeDecodeError")


# The mouse and the quiet


def test_nothing_is_written_while_nothing_happens(terminal):
    terminal.wait_quiet()
    before = terminal.bytes_out
    time.sleep(1.5)  # the quiet itself is what is measured
    assert terminal.bytes_out == before


def test_mouse_reporting_is_never_asked_for(terminal):
    assert b"\x1b[?1000h" not in terminal.raw
    assert b"\x1b[?1003h" not in terminal.raw


def test_a_letter_costs_at_most_two_hundred_bytes():
    for size in ((24, 80), (36, 120)):
        with Terminal([*APP], size=size, env={"COLORTERM": "truecolor"}) as terminal:
            terminal.wait_for("own>")
            terminal.wait_quiet()
            written = ""
            costs = []
            for letter in "The client asks for the notice, and for her file. " * 2:
                before = terminal.bytes_out
                terminal.type(letter)
                written += letter
                terminal.wait_for(written[-12:].rstrip())
                terminal.wait_quiet(0.03)
                costs.append(terminal.bytes_out - before)
            assert max(costs) <= 260  # one move of the whole line when it is full
            assert sorted(costs)[len(costs) * 95 // 100] <= 200
            assert sorted(costs)[len(costs) // 2] <= 100


def test_the_terminals_cursor_stands_where_the_next_letter_goes(terminal):
    terminal.type("\u00e9<left>")
    terminal.wait_quiet()
    assert terminal.cursor == (1, len("own> half a sent"))


def test_another_window_size_is_drawn_at_once(terminal):
    terminal.resize(12, 40)
    terminal.wait_for("half a sent")
    terminal.resize(40, 150)
    terminal.wait_for("half a sent")
    terminal.type(" more<enter>")
    terminal.wait_for("log=half a sent more")


# The end


def test_a_dropped_line_keeps_what_was_typed_and_leaves_nothing_running(terminal, kept):
    terminal.hang_up()
    assert terminal.exit_code() == 129
    assert kept.read_text() == "half a sent"


def test_a_hangup_signal_alone_does_the_same(terminal, kept):
    terminal.kill(signal.SIGHUP)
    assert terminal.exit_code() == 129
    assert kept.read_text() == "half a sent"


def test_a_hangup_followed_by_a_continue_ends_once(terminal, kept):
    terminal.kill(signal.SIGHUP)
    terminal.kill(signal.SIGCONT)
    assert terminal.exit_code() == 129
    assert kept.read_text() == "half a sent"


def test_a_reboot_leaves_the_terminal_as_it_was(terminal, kept):
    terminal.kill(signal.SIGTERM)
    assert terminal.exit_code() == 143
    assert kept.read_text() == "half a sent"
    for sequence in RESTORED:
        assert sequence in terminal.raw[-400:]


def test_leaving_by_key_leaves_the_terminal_as_it_was(terminal):
    terminal.type("<f10>")
    assert terminal.exit_code() == 0
    for sequence in RESTORED:
        assert sequence in terminal.raw[-400:]


@pytest.mark.parametrize("ignoring", ["", "trap '' HUP; "], ids=["plain", "nohup"])
def test_a_dead_line_under_a_shell_that_lives_on_ends_the_program(kept, ignoring):
    """The line of a wrapper that ignores SIGHUP ends: only the end of input tells."""
    wrapped = ["sh", "-c", f"exec 3<&0; {ignoring}setsid {' '.join(APP)} {kept} <&3 & sleep 60"]
    with Terminal(wrapped) as terminal:
        terminal.wait_for("own>")
        terminal.type("on a dead line")
        terminal.wait_for("on a dead line")
        terminal.hang_up()
        try:
            wait_until(kept.exists)
            wait_until(lambda: kept.read_text() == "on a dead line")
            wait_until(lambda: not running(str(kept)))
        finally:
            for left_over in running(str(kept)):
                os.kill(left_over, signal.SIGKILL)


def test_a_stalled_line_can_still_be_terminated(terminal, kept):
    """Nobody reads what the program writes: its writer blocks, and the way out does not."""
    terminal.stop_reading()

    sizes = cycle([(24, 81), (24, 80)])

    def stalled():
        terminal.resize(*next(sizes))
        time.sleep(0.1)  # each size has to be painted, all of it, before the next one is taken
        return "1" in system_calls(terminal.process.pid)

    wait_until(stalled)
    terminal.kill(signal.SIGTERM)
    assert terminal.exit_code(timeout=30) == 143
    assert kept.read_text() == "half a sent"


def test_a_stop_from_outside_does_not_mix_up_the_keys(terminal):
    terminal.kill(signal.SIGSTOP)
    terminal.kill(signal.SIGCONT)
    terminal.wait_quiet()
    terminal.type("ABC<backspace>D<enter>" * 10)
    terminal.wait_for(lambda text: text.replace("\n", "").count("ABD") == 10)
    threads = Path(f"/proc/{terminal.process.pid}/task")
    names = [(task / "comm").read_text().strip() for task in threads.iterdir()]
    assert len(names) <= 6


def test_keys_typed_while_it_comes_back_from_a_stop_are_all_taken(terminal):
    letters = "abcdefghijklmnopqrstuvwxyz"
    for _ in range(30):
        terminal.type("<ctrl+u>")
        terminal.kill(signal.SIGSTOP)
        terminal.type(letters[:3])
        terminal.kill(signal.SIGCONT)
        terminal.type_slowly(letters[3:], gap=0.0005)
        terminal.wait_for(f"own> {letters}")


def test_after_a_stop_the_terminal_is_left_as_it_was(terminal):
    terminal.kill(signal.SIGSTOP)
    terminal.kill(signal.SIGCONT)
    terminal.wait_quiet()
    terminal.type("<f10>")
    assert terminal.exit_code() == 0
    assert terminal.raw.count(b"\x1b[?1049l") == terminal.raw.count(b"\x1b[?1049h") == 2
    assert terminal.raw.count(b"\x1b[<u") == len(re.findall(rb"\x1b\[>\d+u", terminal.raw))
    modes = termios.tcgetattr(terminal._master)[3]
    assert modes & termios.ICANON
    assert modes & termios.ECHO


def test_no_tty_at_all_is_noticed_before_textual_is_loaded():
    code = (
        "import os, sys\nfrom paratui.ui.terminal import why_not_here\n"
        "here = {'stdin_isatty': sys.stdin.isatty(), 'stdout_isatty': sys.stdout.isatty()}\n"
        "print(why_not_here(os.environ, **here))\n"
        "print('textual' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert answer[0].startswith("paratui needs a terminal")
    assert answer[1] == "False"


def system_calls(pid: int) -> set[str]:
    """The numbers of the system calls the process' threads wait in; 1 is write."""
    return {(task / "syscall").read_text().split()[0] for task in Path(f"/proc/{pid}/task").iterdir()}


def running(argument: str) -> list[int]:
    """The processes of Python that were started with this argument."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if argument.encode() in command and command[0].endswith(b"python"):
            found.append(int(process.name))
    return found


def wait_until(state):
    deadline = time.monotonic() + PATIENCE
    while not state():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.02)

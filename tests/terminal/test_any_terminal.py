"""Small and large windows, old terminals, no colours: the queue is there and a note is taken."""

from __future__ import annotations

import re
import subprocess

import pytest

from paratui.ui.terminal_keys import TypeAheadParser
from tests.terminal.dialects import DIALECTS, NUMBER_PAD, Dialect
from tests.terminal.office import MARIA, PROGRAM, at_the_queue, last_look, on_a_call
from tests.terminal.terminal import PROJECT, Terminal, typed


def a_note_is_taken(demo, terminal, note="heard from the clerk"):
    """From the queue into a call, a note, and out of it through the wrap-up page."""
    terminal.wait_for("Queue")
    terminal.wait_for("Overdue 12")
    terminal.type("<f3>")
    terminal.wait_for("REC off")
    terminal.type(f"{note}<enter>")
    terminal.wait_for(lambda text: note.split()[0] in text and "▸" in text)
    terminal.type("<f10>")
    terminal.wait_for("Wrap-up")
    terminal.type("<enter>")
    terminal.wait_for(re.compile("Why|taken"))
    terminal.type("short<enter>")
    last_look(terminal)
    terminal.type("<enter>")
    terminal.wait_for("Overdue 12")
    row = demo.json("log", "--limit", "1")[0]
    assert [line["text"] for line in demo.json("show", "call", str(row["id"]))["lines"]] == [note]


@pytest.mark.parametrize("size", [(24, 80), (36, 120), (10, 40), (60, 200)], ids=lambda size: f"{size[1]}x{size[0]}")
def test_every_size_takes_a_call(demo, size):
    with demo.terminal(size=size) as terminal:
        a_note_is_taken(demo, terminal)


def pressed(keys: str, dialect: Dialect) -> bytes:
    """The bytes a terminal of that dialect sends for `Garcia<enter><f4>`; `<pad+5>` is on its number pad."""
    pad = {f"<pad+{name}>": sent for sent, name in NUMBER_PAD.items()}
    own = {f"<{name}>": sent for name, sent in dialect.keys.items()}
    pieces = re.split("(<[a-z0-9+_]+>)", keys)
    return b"".join((own | pad)[piece].encode() if piece in own | pad else typed(piece) for piece in pieces)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_every_key_of_every_terminal_is_known(dialect):
    for key, sent in (*dialect.keys.items(), *((name, sent) for sent, name in NUMBER_PAD.items())):
        heard = [message.key for message in TypeAheadParser().feed(sent)]
        assert heard == [key], f"{sent!r} for {key}"


@pytest.mark.parametrize("name", ["xterm", "screen", "tmux", "linux", "vt220", "rxvt", "putty"])
def test_every_terminal_takes_a_call(demo, name):
    """Function keys, Home, End, arrows, Backspace and the number pad, each as this terminal sends it."""
    dialect = DIALECTS[name]
    with demo.terminal(TERM=dialect.term) as terminal:
        terminal.wait_for("Overdue 12")
        terminal.write(pressed("<down><f3>", dialect))
        terminal.wait_for("REC off")
        terminal.write(pressed("ook over<home>t<end>!<backspace><left><left>X<right><delete>", dialect))
        terminal.write(pressed("<end> <pad+4><pad+2><pad+enter><f2>", dialect))
        terminal.wait_for("d done")
        terminal.write(pressed("<f3>", dialect))
        terminal.wait_for("00:00   took ovXe 42")
        terminal.write(pressed("<f10>", dialect))
        terminal.wait_for("Wrap-up")


# Colours and charsets


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "xterm"}, {"TERM": "vt100", "COLORTERM": ""}], ids=["NO_COLOR", "16", "vt100"]
)
def test_with_few_colours_or_none_a_call_is_taken(demo, env):
    with demo.terminal(**env) as terminal:
        a_note_is_taken(demo, terminal)
        assert b"38;2;" not in terminal.raw
        assert b"48;2;" not in terminal.raw
        if env.get("TERM"):
            assert b"38;5;" not in terminal.raw
        if "NO_COLOR" in env:
            assert greys(terminal.raw)


def greys(raw: bytes) -> bool:
    """Whether every colour that was sent is one of the greys or the terminal's own."""
    sent = {int(code) for code in re.findall(rb"[34]8;5;(\d+)", raw)}
    return bool(sent) and all(code in {0, 7, 8, 15, 16, 231} or code >= 232 for code in sent)


def test_without_colours_a_kind_and_what_is_late_are_still_words(demo):
    with demo.terminal(NO_COLOR="1") as terminal:
        at_the_queue(terminal)
        terminal.wait_for("days late")
        on_a_call(terminal).type("~ afraid<enter>@ hearing Dec 3<enter>* strange<enter>")
        terminal.wait_for("00:00 ~ afraid")
        terminal.wait_for("REPORTED - attorney")
        terminal.wait_for("(attorney only)")


def test_a_window_resized_in_mid_call_keeps_the_line_and_its_place(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>one line<enter>half a sent")
        terminal.wait_for("▸ half a sent")
        for rows, columns in ((36, 120), (10, 40), (24, 80), (5, 20), (50, 160), (24, 80)):
            terminal.resize(rows, columns)
            terminal.wait_for("half a sent")
            terminal.wait_quiet(0.15)
        terminal.type("ence<enter>")
        terminal.wait_for("00:00   half a sentence")
        terminal.wait_for("00:00   one line")
        terminal.wait_for("Maria Garcia · Custody 2026-0142")


def test_every_screen_survives_the_smallest_window(demo):
    with demo.terminal(size=(10, 40)) as terminal:
        at_the_queue(terminal)
        for keys, wanted in (
            ("<f1>", "Help"),
            ("<esc><ctrl+p>", "What shall be done?"),
            ("<esc>n", "New follow-up"),
            ("<esc><f4>", "Log"),
            ("<enter>", "Call  "),
            ("v", "Versions"),
            ("<esc><esc><f3>", "REC off"),
            ("/checklist<enter>", "quiet the room"),
            ("<esc>a note<enter><f10>", "Wrap-up"),
            ("o", "How did the call end?"),
            ("<esc><esc>", "REC off"),
        ):
            terminal.type(keys)
            terminal.wait_for(wanted)
            terminal.wait_quiet(0.1)
        terminal.resize(24, 80)
        terminal.wait_for("00:00   a note")


def test_a_sentence_of_several_rows_leaves_what_is_saved_in_view(demo):
    with demo.terminal(size=(24, 50)) as terminal:
        on_a_call(terminal).type("/zzz<enter>")
        terminal.wait_for(re.compile(r"There is no command /zzz[^\n]*\n[^\n]*note +Saved \d\d:\d\d:\d\d"))


@pytest.mark.parametrize("size", [(5, 20), (1, 1), (2, 500), (200, 3)], ids=lambda size: f"{size[1]}x{size[0]}")
def test_a_window_too_small_for_anything_rests_and_is_whole_when_it_grows(demo, size):
    with demo.terminal(size=size) as terminal:
        terminal.wait_for(lambda text: text.strip() and b"\x1b[?7l" in terminal.raw)
        terminal.wait_quiet()
        terminal.type("<f3>a note<enter>half")
        terminal.wait_quiet()
        terminal.resize(24, 80)
        terminal.wait_for("00:00   a note")
        terminal.wait_for("▸ half")


def test_what_is_the_third_column_on_a_wide_screen(demo):
    with demo.terminal(size=(36, 120)) as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.wait_for("we promised")
        terminal.wait_for("send Maria the new hearing")  # what is open for her stands beside the notes


def test_a_dumb_terminal_gets_one_sentence(demo):
    argv = [*PROGRAM, "--office", demo.folder]
    with Terminal(argv, env=demo.environ("ana", TERM="dumb")) as terminal:
        assert terminal.exit_code() == 2
        assert b"\x1b" not in terminal.raw
        assert len(re.sub(r"\r\n$", "", terminal.raw.decode()).splitlines()) == 1


def test_without_a_terminal_there_is_one_sentence(demo):
    ran = subprocess.run(
        [*PROGRAM, "--office", str(demo.folder)],
        env={name: value for name, value in demo.environ("ana").items() if value},
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.strip().splitlines()) == 1
    assert ran.stderr.startswith("paratui")


def test_a_line_that_reports_no_size_rests_and_can_be_left(demo):
    with demo.terminal(size=(0, 0)) as terminal:
        terminal.wait_for(lambda _text: b"Queue" in terminal.raw)
        terminal.wait_quiet()
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0

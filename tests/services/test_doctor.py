"""How the doctor judges what it is told of the disk, the terminal, the clock and the program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from paratui.domain.diagnosis import Level
from paratui.services.doctor.clock import clock_line
from paratui.services.doctor.disk import disk_line, room_line
from paratui.services.doctor.program import Installed, fits, program_lines, requirement
from paratui.services.doctor.terminal import Terminal, terminal_lines
from paratui.store.tinydb_folder.examination.examination import Room

GOOD = Room("ext4", read_only=False, free=60 * 10**9, size=100 * 10**9, free_files=10**6, files=10**7)


@pytest.mark.parametrize(
    ("room", "disk", "level"),
    [
        (GOOD, Level.OK, Level.OK),
        (GOOD._replace(kind="nfs4"), Level.MEND, Level.OK),
        (GOOD._replace(kind="fuse.sshfs"), Level.MEND, Level.OK),
        (GOOD._replace(read_only=True), Level.MEND, Level.OK),
        (GOOD._replace(kind="tmpfs"), Level.LOOK, Level.OK),
        (GOOD._replace(kind="overlay"), Level.LOOK, Level.OK),
        (GOOD._replace(kind=""), Level.OK, Level.OK),
        (GOOD._replace(free=4 * 10**9), Level.OK, Level.LOOK),
        (GOOD._replace(free=400 * 10**6, size=10**9), Level.OK, Level.LOOK),
        (GOOD._replace(free=40 * 10**6), Level.OK, Level.MEND),
        (GOOD._replace(free=100 * 10**9, size=4 * 10**12), Level.OK, Level.OK),
        (GOOD._replace(free_files=5000), Level.OK, Level.LOOK),
        (GOOD._replace(free_files=100), Level.OK, Level.MEND),
        (GOOD._replace(free_files=0, files=0), Level.OK, Level.OK),
    ],
)
def test_the_disk_is_judged_by_its_kind_and_its_room(room, disk, level):
    assert disk_line(Path("/srv/paratui"), room).level is disk
    assert room_line(room).level is level


def judged(size=(80, 24), escape_time=None, **environ):
    environ = {"TERM": "xterm-256color", "LANG": "en_US.UTF-8"} | environ
    return {line.name: line for line in terminal_lines(Terminal(environ, size, escape_time))}


def test_letters_and_colours_are_told_from_the_environment():
    assert judged()["letters"].level is Level.OK
    for locale in ({"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LANG": ""}, {"LC_CTYPE": "en_US.ISO-8859-1"}):
        assert judged(**locale)["letters"].level is Level.LOOK, locale
    assert judged(LANG="C", LC_ALL="C.utf8")["letters"].level is Level.OK
    assert judged()["colours"].said == "256"
    assert judged(COLORTERM="truecolor")["colours"].said == "all of them"
    assert judged(TERM="xterm")["colours"].level is Level.LOOK
    assert judged(TERM="screen", TMUX="/tmp/s")["colours"].commands[0][:2] == ("tmux", "set")
    assert "NO_COLOR" in judged(NO_COLOR="1", TERM="xterm")["colours"].said


def test_what_tmux_screen_and_ssh_do_to_the_keys_is_told():
    assert {"tmux", "screen", "ssh"}.isdisjoint(judged())
    assert judged(TMUX="/tmp/s")["tmux"].level is Level.LOOK  # TERM is another terminal's
    slow = judged(escape_time=500, TMUX="/tmp/s", TERM="tmux-256color")["tmux"]
    assert (slow.level, slow.commands) == (Level.LOOK, (("tmux", "set", "-s", "escape-time", "10"),))
    assert judged(escape_time=10, TMUX="/tmp/s", TERM="screen-256color")["tmux"].level is Level.OK
    assert "escape-time" in judged(TMUX="/tmp/s", TERM="tmux-256color")["tmux"].do
    assert "ctrl+c" in judged(STY="1.tty", TERM="screen-256color")["screen"].do
    ssh = judged(SSH_CONNECTION="10.0.0.7 50000 10.0.0.1 22")["ssh"]
    assert (ssh.said, "EscapeChar none" in ssh.do) == ("from 10.0.0.7", True)


def test_a_clock_nobody_keeps_right_is_told_and_one_of_which_nothing_is_known_is_not():
    now, who = datetime(2026, 11, 20, 14, tzinfo=UTC), SimpleNamespace(command=tuple)
    assert clock_line(now, None, UTC, who, kept=False).level is Level.LOOK
    assert clock_line(now, now + timedelta(minutes=4), UTC, who, kept=None).level is Level.OK
    assert "kept right" in clock_line(now, now, UTC, who, kept=True).said


@pytest.mark.parametrize(
    ("version", "wanted", "good"),
    [
        ("8.2.8", "==8.2.8", True),
        ("8.2.9", "==8.2.8", False),
        ("4.9.1", "<5,>=4.9", True),
        ("4.10", ">=4.9,<5", True),
        ("5.0", ">=4.9,<5", False),
        ("4.9", ">=4.9.0", True),
        ("2025.2", ">=2025.1", True),
        ("1", "", True),
    ],
)
def test_a_version_is_held_against_what_is_asked_for(version, wanted, good):
    assert fits(version, wanted) is good


def test_a_wrong_version_must_be_mended_and_extras_are_told():
    assert requirement('pyrage>=1.3; extra == "encryption"') == ("pyrage", ">=1.3", "encryption")
    asked = ["textual==8.2.8", "tinydb<5,>=4.9", 'pyrage>=1.3; extra == "encryption"', 'ruff; extra == "test"']
    here = Installed("0.1.0", "3.11.7", {"textual": "8.2.8", "tinydb": "4.9.0", "msgspec": "0.22.0"}, asked)
    good, extras = program_lines(here)
    assert good.level is Level.OK
    assert (extras.said, "paratui[encryption]" in extras.do) == ("encryption no", True)
    (wrong, _) = program_lines(here._replace(packages={"textual": "9.0", "msgspec": "0.22.0"}))
    assert wrong.level is Level.MEND
    assert "textual 9.0 (==8.2.8 is needed)" in wrong.said
    assert "tinydb is missing" in wrong.said

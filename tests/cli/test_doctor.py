"""`paratui doctor` names what is wrong and gives the command that mends it, and it touches nothing itself."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

import pytest

from paratui.cli.json_fields import JSON_FIELDS
from paratui.domain.errors import OfficeError
from paratui.store.tinydb_folder.ground.refusals import prepare
from tests.examined import carried_out, everything, looked, shared_office

ROOT = Path(__file__).parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away and work as other accounts")
no_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
# Accounts every Debian and most others have.
GAMES, GAMES_GROUP, MAIL = 5, 60, 8


@pytest.fixture
def office(shell, clock):
    return shared_office(shell, clock)


# A good office


def test_a_good_office_has_nothing_to_mend_and_the_text_fits_80_columns(shell, office):
    before = everything(office)
    ran = shell.run("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert max(len(line) for line in ran.out.splitlines() if str(office.parent) not in line) <= 80
    assert "MEND" not in ran.out
    assert "Nothing to mend" in ran.out
    assert "paratui verify" in ran.out.splitlines()[-1]
    assert everything(office) == before


def test_a_program_gets_every_line_with_its_fields(shell, office):
    told = shell.run("doctor", "--json").json()
    assert tuple(told) == JSON_FIELDS["doctor"]
    assert told["office"] == str(office)
    assert all(tuple(line) == JSON_FIELDS["doctor lines"] for line in told["lines"])
    groups = dict.fromkeys(line["group"] for line in told["lines"])
    assert list(groups) == ["folder", "records", "office", "time", "terminal", "program"]
    assert {"folder", "account", "group", "modes", "disk", "room", "files", "journal", "locks", "calls", "aside",
            "settings", "words", "clock", "zone", "terminal", "letters", "program"} <= {
        line["name"] for line in told["lines"]
    }  # fmt: skip


def test_it_looks_only(shell, office):
    """Python itself tells of every lock that is asked for and every file that is opened or changed."""
    watched = (
        "import os, sys\n"
        "from paratui.__main__ import main\n"
        f"office = {str(office)!r}\n"
        "def watch(event, args):\n"
        "    changing = ('os.mkdir', 'os.rename', 'os.remove', 'os.rmdir', 'os.chmod', 'os.chown', 'os.truncate')\n"
        "    writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC\n"
        "    shard = event == 'open' and '/calls/' in str(args[0])\n"
        "    inside = event == 'open' and str(args[0]).startswith(office) and args[2] & writes\n"
        "    if event in changing or event.startswith('fcntl.') or inside or shard:\n"
        "        print('CHANGES', event, args, file=sys.stderr)\n"
        "sys.addaudithook(watch)\n"
        "sys.exit(main(['doctor']))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-B", "-c", watched], env=shell.environ, cwd=shell.home, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert ran.stderr == ""
    assert ran.returncode == 0


# The folder


def test_a_folder_that_is_not_there_is_named_and_not_made(fresh):
    line = looked(fresh)["folder"]
    assert line.level == "mend"
    assert f"{fresh.office} is not there" in line.said
    assert "install -d -m 2770 -g paratui" in line.commands[0]
    assert not fresh.office.exists()
    assert fresh.run("doctor").code == 1


def test_an_empty_folder_waits_for_its_first_start_and_stays_empty(fresh):
    fresh.office.mkdir(mode=0o700)
    assert looked(fresh)["folder"].level == "look"
    assert list(fresh.office.iterdir()) == []


def test_a_file_and_a_folder_of_other_things_are_no_office(fresh):
    fresh.office.write_bytes(b"")
    assert "is a file" in looked(fresh)["folder"].said
    fresh.office.unlink()
    fresh.office.mkdir(mode=0o700)
    (fresh.office / "letter.doc").write_bytes(b"")
    assert "letter.doc" in looked(fresh)["folder"].said
    assert fresh.run("doctor").code == 1


def test_a_restore_that_was_cut_off_is_to_be_run_again(fresh):
    (fresh.office / "restoring").mkdir(parents=True)
    fresh.office.chmod(0o2770)
    line = looked(fresh)["folder"]
    assert (line.level, "run the same paratui restore again" in line.do) == ("mend", True)


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (0o2775, "everybody on this machine can look into it"),
        (0o3770, "sticky"),
        (0o0770, "setgid"),
        (0o2750, "may not do everything"),
        (0o0701, "everybody"),
    ],
)
def test_a_wrong_mode_of_the_folder_is_mended_by_the_command_it_gives(shell, office, mode, said):
    office.chmod(mode)
    line = looked(shell)["folder"]
    assert (line.level, said in line.said) == ("mend", True), line
    assert f"{mode:04o}" in line.said
    carried_out(line)
    assert looked(shell)["folder"].level == "ok"
    prepare(office)


def test_what_the_store_refuses_the_doctor_mends(shell, office):
    """No office may be refused while the doctor calls it well."""
    for mode in (0o2777, 0o2771, 0o3770, 0o2770, 0o700, 0o750):
        office.chmod(mode)
        try:
            prepare(office)
        except OfficeError:
            assert looked(shell)["folder"].level == "mend", f"{mode:o}"


@pytest.mark.parametrize("count", [1, 2, 9])
def test_files_with_a_wrong_mode_are_counted_and_mended_by_the_command_it_gives(shell, office, count):
    for number in range(count):
        path = office / "calls" / f"20{30 + number}-W01.json"
        path.write_bytes(b"{}")
        path.chmod(0o600)
    (office / "audit").chmod(0o755)
    line = looked(shell)["modes"]
    assert line.level == "mend"
    assert f"{count} file" in line.said
    assert "1 subfolder" in line.said
    assert "audit is 0755, not 2770" in line.said
    carried_out(line)
    assert looked(shell)["modes"].level == "ok"
    assert (office / "office.toml").stat().st_mode & 0o7777 == 0o660


@as_root
@pytest.mark.parametrize("count", [1, 9])
def test_files_of_another_group_are_counted_and_mended_by_the_command_it_gives(shell, office, count):
    for number in range(count):
        path = office / "journal" / f"9000000{number}.jsonl"
        path.write_bytes(b"")
        path.chmod(0o660)
        os.chown(path, GAMES, GAMES_GROUP)
    line = looked(shell)["owners"]
    assert line.level == "mend"
    assert line.said.startswith(f"{count} file")
    assert "90000000.jsonl to games, not root" in line.said
    carried_out(line)
    assert "owners" not in looked(shell)


def test_a_write_that_was_cut_off_long_ago_is_told_and_one_going_on_is_not(shell, office):
    left = office / "calls" / "2026-W41.json.new"
    left.write_bytes(b"{")
    assert "leftovers" not in looked(shell)
    os.utime(left, (1, 1))
    assert "calls/2026-W41.json.new" in looked(shell)["leftovers"].said


# The disk


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="this machine has no file system in memory")
def test_an_office_in_memory_is_told_so(shell):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as memory:
        assert looked(shell, "--office", memory)["disk"].said.startswith("tmpfs: the office is in memory")


# The terminal


def on_a_terminal(shell, columns=80, rows=24, **environ):
    """How doctor ends on a terminal of that size, and the words on it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = shell.start("doctor", stdin=theirs, stdout=theirs, environ=environ)
    os.close(theirs)
    told = b""
    try:
        while piece := os.read(ours, 65536):
            told += piece
    except OSError:
        pass  # the other end was closed
    finally:
        os.close(ours)
    _, err = process.communicate(timeout=60)
    assert err == b""
    return process.returncode, told.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_text_fits_the_terminal(shell, office, columns):
    code, text = on_a_terminal(shell, columns)
    assert code == 0
    wide = [line for line in text.splitlines() if len(line) > min(columns, 100)]
    # A path is not broken, for it is to be copied.
    assert [line for line in wide if str(office.parent) not in line] == []


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_without_a_screen_is_something_to_mend(shell, office, term):
    code, text = on_a_terminal(shell, TERM=term)
    assert code == 1
    assert "no text can be placed on such a screen" in text
    assert "export TERM=xterm-256color" in text


def test_a_small_window_is_told_of_and_stands_in_nobodys_way(shell, office):
    code, text = on_a_terminal(shell, 60, 20)
    assert code == 0
    assert "look terminal  xterm-256color, 60 columns, 20 rows" in text


def test_the_locale_of_the_login_is_told_though_python_puts_a_better_one_in_its_place(shell, office):
    assert looked(shell)["letters"].level == "ok"
    line = looked(shell, environ={"LANG": "C"})["letters"]
    assert (line.level, "the locale is C, not UTF-8" in line.said) == ("look", True)


def test_without_a_terminal_none_is_judged(shell, office):
    lines = looked(shell, environ={"TERM": "dumb"})
    assert lines["terminal"].level == "look"
    assert "colours" not in lines


# The clock


def test_a_clock_that_stands_before_the_newest_commit_must_be_mended(shell, office):
    assert looked(shell)["clock"].level != "mend"
    line = looked(shell, environ={"PARATUI_NOW": "2026-10-08T09:00-04:00!"})["clock"]
    assert line.level == "mend"
    assert line.said == "it says Thu Oct 8, 9:00 AM, but something was saved at Thu Oct 8, 10:00 AM"


def test_the_zones_of_machine_and_office_are_told(shell, office):
    said = looked(shell, environ={"TZ": "America/Denver"})["zone"].said
    assert "America/New_York, the office's" in said
    assert "the machine's is America/Denver" in said


def test_a_zone_that_does_not_go_with_the_state_is_named_with_the_one_that_does(shell, office):
    settings = office / "office.toml"
    for state, level in (("NY", "ok"), ("CA", "look")):
        settings.write_text(f"{settings.read_text()}\n".replace('state = ""', f'state = "{state}"'))
        line = looked(shell)["zone"]
        assert line.level == level
        settings.write_text(settings.read_text().replace(f'state = "{state}"', 'state = ""'))
    assert "in CA but counts by America/New_York" in line.said
    assert 'zone = "America/Los_Angeles"' in line.do

"""How a command ends when something is in its way: a sentence, an exit code, never a traceback."""

from __future__ import annotations

import os
import pty
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from paratui.__main__ import main
from paratui.cli import add, crash_report, demo
from paratui.cli.json_fields import JSON_FIELDS
from paratui.domain.errors import Conflict, StoreFull
from paratui.services.actions import Actions


@pytest.fixture
def inside(shell, monkeypatch):
    """This process with the shell's environment, for faults that are put in by hand."""
    for name, value in shell.environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    return shell


def one_sentence(ran, code=2):
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1), ran
    assert "Traceback" not in ran.err
    return ran.err


def test_every_command_works_on_a_new_folder_without_a_question(fresh):
    assert fresh.run("today").code == 0
    assert fresh.run("queue", "--json").json() == []
    assert fresh.run("log", "--json").json() == []
    assert "All good" in fresh.run("verify").out
    assert "nothing is open" in fresh.run("queue").out
    assert "no calls are logged yet" in fresh.run("log").out
    settings = (fresh.office / "office.toml").read_text()
    assert 'firm = "Our law office"' in settings
    assert 'state = ""' in settings


def test_a_new_office_takes_the_zone_of_the_machine(fresh):
    fresh.run("today", environ={"TZ": "America/Denver"})
    assert 'zone = "America/Denver"' in (fresh.office / "office.toml").read_text()


def test_office_may_stand_before_or_after_the_command_and_wins(fresh, tmp_path):
    for place, words in enumerate((["--office", "{}", "add", "x"], ["add", "x", "--office", "{}"])):
        folder = tmp_path / f"other{place}"
        assert fresh.run(*(word.format(folder) for word in words)).code == 0
        assert (folder / "office.toml").exists()
    assert not fresh.office.exists()


def test_login_and_now_are_ignored_where_the_office_does_not_allow_them(fresh):
    fresh.environ["PARATUI_LOGIN"] = "mallory"
    fresh.run("add", "call back")
    item = fresh.run("show", "follow-up", "1", "--json").json()
    assert item["created_by"] != "mallory"
    assert not item["created"].startswith("2026-11-20T14:30")


def test_a_folder_others_can_look_into_is_refused(shell):
    shell.office.chmod(0o755)
    assert "chmod 2770" in one_sentence(shell.run("add", "x"))


def test_a_folder_that_is_not_writable_is_refused(inside, monkeypatch, capsys):
    # Root may write everywhere: what the system would answer an ordinary account is put in by hand.
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert main(["add", "x"]) == 2
    said = capsys.readouterr().err
    assert "may not write" in said
    assert said.count("\n") == 1


def test_a_file_in_the_place_of_the_folder_is_refused(fresh):
    fresh.office.write_text("")
    assert "is a file" in one_sentence(fresh.run("today"))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("firm = ", "not valid TOML"),
        ('zone = "Mars/Olympus"', "time zone"),
        ("firm = 3", "cannot be used"),
        ("firm = '\xff'", "not valid TOML"),
    ],
)
def test_broken_settings_are_named_and_nothing_is_touched(shell, settings, said):
    (shell.office / "office.toml").write_bytes(settings.encode("latin-1"))
    assert said in one_sentence(shell.run("add", "x"))
    assert sorted(path.name for path in shell.office.iterdir()) == ["office.toml"]


def test_a_newer_schema_is_refused_with_what_to_do(shell):
    shell.run("add", "x")
    meta = shell.office / "meta.json"
    raw = meta.read_bytes()
    assert b'"schema":1' in raw
    meta.write_bytes(raw.replace(b'"schema":1', b'"schema":99'))
    sentence = one_sentence(shell.run("add", "y"))
    assert "newer" in sentence


def test_a_moment_that_is_none_is_named(shell):
    assert "PARATUI_NOW" in one_sentence(shell.run("today", environ={"PARATUI_NOW": "noon"}))


def test_the_program_without_a_terminal_says_so(shell):
    for words in ([], ["call"], ["call", "4155552671"], ["demo"]):
        assert "needs a terminal" in one_sentence(shell.run(*words))


def test_verify_finds_the_first_bad_byte_and_says_what_is_still_good(shell):
    shell.run("add", "one")
    shell.run("add", "two")
    shell.run("add", "three")
    assert shell.run("verify").code == 0
    segment = max((shell.office / "journal").glob("*.jsonl"), key=lambda path: path.stat().st_size)
    raw = bytearray(segment.read_bytes())
    place = raw.index(b'"one"') + 1
    raw[place] ^= 1
    segment.write_bytes(raw)
    ran = shell.run("verify")
    assert ran.code == 1
    assert ran.out.startswith(f"DAMAGED: journal/{segment.name}, byte ")
    assert "Still good: " in ran.out
    told = shell.run("verify", "--json")
    assert told.code == 1
    assert tuple(told.json()) == JSON_FIELDS["verify"]
    assert told.json()["good"] is False
    assert 0 <= told.json()["findings"][0]["byte"] <= place


def test_a_torn_tail_is_set_aside_and_shown(shell):
    shell.run("add", "one")
    segment = max((shell.office / "journal").glob("*.jsonl"), key=lambda path: path.stat().st_size)
    with segment.open("ab") as journal:
        journal.write(b'0123 {"seq": 9, "ti')
    assert shell.run("add", "two").code == 0
    assert [row["text"] for row in shell.run("queue", "--json").json()] == ["one", "two"]
    out = shell.run("verify").out
    assert "Set aside: torn/" in out


def test_progress_is_shown_only_where_somebody_watches(shell):
    shell.run("add", "one")
    assert shell.run("verify").err == ""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*shell.command(), "verify"],
        env=shell.environ,
        stdout=subprocess.DEVNULL,
        stderr=follower,
        cwd=shell.home,
    )
    assert process.wait(timeout=60) == 0
    os.close(follower)
    assert b"checked 100 %" in os.read(leader, 10_000)
    os.close(leader)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Conflict("follow_up", 1, {}, {}, "ana", "2026-11-20T14:07:00Z"), 3),
        (StoreFull("The disk is full, so this was not saved; make room and try again"), 4),
    ],
)
def test_each_kind_of_refusal_has_its_exit_code(inside, monkeypatch, capsys, error, code):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(Actions, "act", refuse)
    assert main(["add", "call back"]) == code
    assert capsys.readouterr().err.count("\n") == 1


def test_an_error_nobody_foresaw_leaves_a_private_report_without_the_clients_words(
    inside, monkeypatch, capsys
):
    def fail(*_):
        raise ValueError(f"Maria Garcia said she will {'ELTTES'[::-1].lower()}")

    monkeypatch.setattr(add, "People", fail)
    assert main(["add", "call", "--person", "Maria Garcia"]) == 2
    said = capsys.readouterr().err
    (report,) = (inside.home / ".local/state/paratui").iterdir()
    assert str(report) in said
    assert "ValueError" in said
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text()
    assert "cli/add.py" in text
    assert "settle" not in text + said


def test_without_a_place_for_the_report_the_sentence_still_comes(tmp_path):
    (tmp_path / "file").write_text("")
    assert crash_report.write_report(ValueError(), {"XDG_STATE_HOME": str(tmp_path / "file")}) is None


def test_a_reader_who_leaves_is_no_trouble(shell):
    for turn in range(3):
        shell.run("add", f"item {turn}")
    reader, writer = os.pipe()
    os.close(reader)
    process = shell.start("queue", stdout=writer)
    os.close(writer)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_finds_no_room_is_said_in_one_sentence(shell):
    with Path("/dev/full").open("wb") as full:
        process = shell.start("queue", "--json", stdout=full)
        err = process.communicate(timeout=60)[1]
    assert process.returncode == 2
    assert b"cannot be written" in err
    assert b"Traceback" not in err


def test_ctrl_c_ends_quietly_with_its_exit_code(shell):
    # A job in the background of a script ignores the key, and so would whatever it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = shell.start("call", "--notes", "-", stdin=subprocess.PIPE)
    signal.signal(signal.SIGINT, before)
    pipe = f"/proc/{process.pid}/wchan"
    deadline = time.monotonic() + 5
    # The command waits for its notes once Python has started: only then is the key pressed.
    while "pipe" not in Path(pipe).read_text() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 130


def test_a_demo_office_is_made_for_looking_around(shell, tmp_path):
    folder = tmp_path / "demo"
    ran = shell.run("demo", "--no-open", "--office", str(folder))
    assert ran.out == f"{folder}\n"
    rows = shell.run("queue", "--office", str(folder), "--json").json()
    assert len(rows) >= 40
    assert len(shell.run("log", "--office", str(folder), "--json").json()) >= 290
    assert "DEMO" in shell.run("today", "--office", str(folder)).out


@pytest.mark.parametrize("named", [False, True])
def test_a_demo_is_thrown_away_on_leaving_unless_its_folder_was_named(
    inside, monkeypatch, tmp_path, capsys, named
):
    seen = []

    def look_around(opening, **_):
        seen.append(opening.folder)
        assert opening.desk().me.name == "Dana Whitfield"
        return 0

    monkeypatch.setattr(demo, "need_a_terminal", lambda: None)
    monkeypatch.setattr(demo, "show", look_around)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["demo", "--office", str(tmp_path / "kept")] if named else ["demo"]) == 0
    assert seen[0].exists() is named
    assert ("kept in" if named else "thrown away") in capsys.readouterr().err


def test_a_demo_never_goes_into_a_folder_that_holds_something(shell):
    assert "not empty" in one_sentence(shell.run("demo", "--no-open", "--office", str(shell.office)))


def test_a_demo_without_a_folder_goes_into_a_private_temporary_one(shell, tmp_path):
    ran = shell.run("demo", "--no-open", environ={"TMPDIR": str(tmp_path)})
    folder = Path(ran.out.strip())
    assert folder.parent == tmp_path
    assert stat.S_IMODE(folder.stat().st_mode) & 0o007 == 0

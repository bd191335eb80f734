"""What `paratui doctor` says of records, locks, calls and the office's own words, on an office made so."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from paratui.store.tinydb_folder.examination.lock_holder import kernel_tells
from paratui.store.tinydb_folder.store import open_folder
from tests.examined import carried_out, looked, shared_office

ROOT = Path(__file__).parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away and work as other accounts")
no_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
# Accounts every Debian and most others have.
GAMES, GAMES_GROUP, MAIL = 5, 60, 8


@pytest.fixture
def office(shell, clock):
    return shared_office(shell, clock)


# The records


def damaged_commit(office):
    path = next((office / "journal").glob("*.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    return path, b"".join([lines[0].replace(b"notice", b"nothin"), *lines[1:]])


def forget_the_fold(office):
    """The journal is read from its first commit when the files are known to hold nothing."""
    meta = office / "meta.json"
    known = json.loads(meta.read_bytes())
    known["_default"]["1"] |= {"segment": 1, "offset": 0, "chain": "0" * 64, "seq": 0}
    meta.write_text(json.dumps(known))


def test_a_damaged_journal_is_named_with_the_byte(shell, office):
    path, data = damaged_commit(office)
    path.write_bytes(data)
    forget_the_fold(office)
    line = looked(shell)["journal"]
    assert line.level == "mend"
    assert "journal/00000001.jsonl is damaged at byte 0" in line.said
    assert "backup" in line.do


def test_a_commit_that_was_cut_off_is_no_damage(shell, office):
    path = next((office / "journal").glob("*.jsonl"))
    with path.open("ab") as journal:
        journal.write(b"a" * 30)
    line = looked(shell)["journal"]
    assert (line.level, "30 bytes of a commit that was cut off" in line.said) == ("look", True)


def test_how_far_the_files_are_behind_is_told_with_who_saved_last(shell, office):
    forget_the_fold(office)
    said = looked(shell)["journal"].said
    assert "2 commits, last by dana Oct 8 10:00 AM; 2 not folded yet" in said


def test_a_meta_json_of_a_newer_version_must_be_mended_and_a_broken_one_is_made_anew(shell, office):
    meta = office / "meta.json"
    newer = json.loads(meta.read_bytes())
    newer["_default"]["1"]["schema"] = 99
    meta.write_text(json.dumps(newer))
    line = looked(shell)["files"]
    assert (line.level, "schema 99" in line.said, "install the newer version" in line.do) == ("mend", True, True)
    meta.write_text("{")
    assert looked(shell)["files"].level == "look"
    meta.unlink()
    assert "meta.json was missing" in looked(shell)["files"].said
    shutil.rmtree(office / "journal")
    (office / "journal").mkdir()
    assert looked(shell)["files"].level == "mend"


def test_records_that_were_removed_or_broken_by_hand_are_told(shell, office):
    shard = next((office / "calls").iterdir())
    shard.unlink()
    assert f"calls/{shard.name}" in looked(shell)["files"].said
    (office / "hot.json").write_text("oops")
    assert "hot.json is no TinyDB file" in looked(shell)["files"].said


def test_a_part_that_is_gone_is_no_traceback(shell, office):
    for part in ("journal", "drafts", "torn"):
        shutil.rmtree(office / part)
    ran = shell.run("doctor")
    assert ran.err == ""
    assert "is missing" in ran.out


def test_a_fold_and_a_purge_that_were_cut_off_are_told(shell, office):
    (office / "checkpoint.plan").write_bytes(b"{}")
    assert "a fold was cut off" in looked(shell)["fold"].said
    (office / "purge.unfinished").write_bytes(b"")
    assert "a purge was cut off" in looked(shell)["purge"].said


def test_pieces_set_aside_are_counted_and_the_first_is_named(shell, office):
    (office / "foreign" / "hot.json.abc").write_bytes(b"{}")
    (office / "foreign" / "hot.json.abc.why").write_text("hot.json was changed by something else than paratui\n")
    line = looked(shell)["aside"]
    assert (
        line.said
        == "1 piece set aside, first foreign/hot.json.abc: hot.json was changed by something else than paratui"
    )


def test_what_is_still_with_somebody_who_left_is_told_wherever_it_is_stored(shell, office):
    assert "staff" not in looked(shell)
    shell.run("add", "fax the notice today 5pm")
    shell.run("staff", "dana", "--left", "2026-10-01")
    line = looked(shell)["staff"]
    assert line.said.endswith("still with dana, who left")
    assert line.do == "in the queue, /@dana and Enter, * marks all, a gives them on, w says whom they wait on"
    shell.run("staff", "dana", "--back")
    assert "staff" not in looked(shell)


HOLD = """
import sys
from pathlib import Path
from paratui.store.tinydb_folder.ground.lock import OfficeLock
with OfficeLock(Path(sys.argv[1]), "ana").held(1):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not kernel_tells(), reason="this machine does not tell who holds locks")
@pytest.mark.parametrize("lock", ["commit.lock", "checkpoint.lock"])
def test_who_holds_a_lock_is_named_and_who_is_stopped_goes_on_by_the_command_it_gives(shell, office, lock):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, office / lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=shell.environ
    ) as holder:
        try:
            assert holder.stdout.readline() == b"held\n"
            line = looked(shell)["locks"]
            assert (line.level, f"ana (process {holder.pid})" in line.said) == ("ok", True)
            holder.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, holder.pid, os.WSTOPPED)
            line = looked(shell)["locks"]
            assert line.level == "mend"
            assert "is stopped since" in line.said
            carried_out(line)
            os.waitid(os.P_PID, holder.pid, os.WCONTINUED)
            os.utime(office / lock, (1, 1))
            assert looked(shell)["locks"].level == "look"  # held for years
        finally:
            holder.kill()
    assert looked(shell)["locks"].said.startswith("free")


def test_calls_being_taken_and_calls_that_were_cut_off_are_told_apart(shell, office, clock):
    store = open_folder(office, "dana", clock)
    store.draft(1).put({"line": "hearing moved"})
    assert store.draft(1).flush()
    assert looked(shell)["calls"].said == "1 call being taken (dana)"
    store.close()
    line = looked(shell)["calls"]
    assert line.level == "look"
    assert "nobody is on a call; 1 call was cut off (dana)" in line.said


# The office's own words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('zone = "Mars/Olympus"', "Mars/Olympus"),
        ("zone = ", "not valid TOML"),
        ('[hours]\nmonday = ["9-5"]', "monday"),
        ("cut_off_minutes = -1", "cut_off_minutes"),
    ],
)
def test_settings_that_cannot_be_used_are_named_and_the_rest_is_looked_at_all_the_same(shell, office, text, said):
    (office / "office.toml").write_text(text)
    lines = looked(shell)
    assert (lines["settings"].level, said in lines["settings"].said) == ("mend", True), lines["settings"]
    assert lines["settings"].do
    assert lines["journal"].level == "ok"


def test_an_office_without_settings_says_how_it_gets_them(shell, office):
    (office / "office.toml").unlink()
    line = looked(shell)["settings"]
    assert (line.level, "is missing" in line.said, "set the office up" in line.do) == ("mend", True, True)


def test_the_offices_own_checklists_and_cards_are_read(shell, office):
    (office / "checklists").mkdir()
    (office / "checklists" / "client-call.toml").write_text("title = 7")
    assert "client-call.toml" in looked(shell)["words"].said
    shutil.rmtree(office / "checklists")
    (office / "checklists").write_text("")
    line = looked(shell)["words"]
    assert (line.level, "checklists is not a folder" in line.said) == ("mend", True)
    (office / "checklists").unlink()
    (office / "cards.toml").write_text("x = ")
    assert "cards.toml is not valid TOML" in looked(shell)["words"].said
    (office / "cards.toml").unlink()
    (office / "office.toml").write_text('checklist = "mine"')
    line = looked(shell)["words"]
    assert (line.level, '"mine"' in line.said, "client-call" in line.do) == ("mend", True, True)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("consent.toml", 'version = "1"\n', "consent.toml, field source: it is missing"),
        ("guards.toml", "x = ", "guards.toml is not valid TOML"),
        ("nicknames.toml", b"\xff", "nicknames.toml is not valid TOML (line 1 is not UTF-8)"),
        ("area_codes.toml", "areas = 1", "area_codes.toml, field areas: it must be a list"),
        ("practice_areas/family.toml", "title = 7", "family.toml, field title: it must be text"),
    ],
)
def test_each_data_file_of_the_office_that_cannot_be_used_is_to_be_mended(shell, office, name, text, said):
    path = office / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    line = looked(shell)["words"]
    assert (line.level, said in line.said, "until then" in line.said) == ("mend", True, True), line.said


def test_what_no_attorney_has_verified_is_told_and_is_nothing_to_mend(shell, office):
    line = looked(shell)["verified"]
    assert line.level == "ok"
    assert "not verified by your attorney: consent.toml" in line.said
    files = int(line.said.split()[0])
    own = 'source = "us"\nreviewed = 2026-11-02\nverified_by = "M. Okafor"\n'
    (office / "guards.toml").write_text(f'version = "7"\n{own}')
    (office / "nicknames.toml").write_text(f"version = 7\n{own}")
    lines = looked(shell)
    assert lines["words"].level == "ok"
    assert int(lines["verified"].said.split()[0]) == files - 2


def test_the_offices_own_data_files_may_be_read_by_colleagues_only_and_are_told_when_not(shell, office):
    (office / "practice_areas").mkdir(mode=0o770)
    (office / "practice_areas").chmod(0o2770)
    for name in ("consent.toml", "practice_areas/family.toml"):
        (office / name).write_text("")
        (office / name).chmod(0o600)
    line = looked(shell)["modes"]
    assert (line.level, "2 files have the wrong mode" in line.said) == ("mend", True), line.said

"""An office is looked at as it lies on the disk: nothing is opened for writing, no lock is asked for."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys

import pytest

from paratui.store.interface import Put
from paratui.store.tinydb_folder.examination import condition, examination
from paratui.store.tinydb_folder.examination.examination import (
    CLOSED,
    EMPTY,
    MISSING,
    OFFICE,
    OTHER,
    closed_above,
    examine_place,
)
from paratui.store.tinydb_folder.examination.lock_holder import held_files, holder, kernel_tells
from paratui.store.tinydb_folder.ground.folder import Folder

HOLD = """
import fcntl, os, sys
fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o660)
fcntl.flock(fd, fcntl.LOCK_EX)
os.pwrite(fd, f"dana (process {os.getpid()})".encode().ljust(96), 0)
print("held", flush=True)
sys.stdin.read()
"""


def journal_file(folder):
    return max((folder / "journal").glob("*.jsonl"))


@pytest.fixture
def filled(office, folder):
    """An office with commits, the last of which is not folded."""
    store = office.open()
    store.commit([Put("follow_up", office.follow_up())])
    store.commit([Put("call", office.call(status="ended"))])
    assert store.checkpoint(force=True)
    office.clock.go_on(60)
    store.commit([Put("follow_up", office.follow_up())])
    return folder


# What stands there


def test_a_place_is_told_by_what_is_in_it(tmp_path, filled):
    empty, other, file = tmp_path / "empty", tmp_path / "other", tmp_path / "file"
    empty.mkdir()
    other.mkdir()
    (other / "letter.doc").write_bytes(b"")
    file.write_bytes(b"")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    assert examine_place(empty).standing == EMPTY
    assert examine_place(other)[1:3] == (OTHER, "letter.doc")
    assert examine_place(file).standing == "a file"
    assert examine_place(file / "in").standing == MISSING
    assert examine_place(link)[:3] == (tmp_path / "nowhere", MISSING, str(tmp_path))
    assert examine_place(tmp_path / "a" / "b")[1:3] == (MISSING, str(tmp_path))
    assert examine_place(filled).standing == OFFICE


def test_a_place_in_itself_is_closed_and_no_traceback(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "a")
    assert examine_place(tmp_path / "a").standing in {CLOSED, MISSING}


def test_folders_above_that_colleagues_cannot_pass_are_named(tmp_path):
    home = tmp_path / "home"
    (home / "office").mkdir(parents=True)
    home.chmod(0o700)
    assert (home, 0o700) in closed_above(home / "office", group=48200)
    home.chmod(0o711)
    assert home not in [above for above, _ in closed_above(home / "office", group=48200)]


def test_every_file_the_store_makes_has_the_mode_that_is_wanted(filled, office):
    store = office.open("dana")
    store.draft(1).put({"line": "hearing moved"})
    assert store.draft(1).flush()
    found, locked = examination.entries(filled)
    assert locked == []
    assert [one.name for one in found if one.mode != one.wanted_mode()] == []
    assert {one.part for one in found} >= {"", "calls", "journal", "drafts"}


def test_what_an_admin_wrote_needs_only_to_be_readable(filled):
    (filled / "checklists").mkdir()
    (filled / "checklists").chmod(0o750)
    (filled / "office.toml").write_bytes(b"")
    (filled / "office.toml").chmod(0o640)
    (filled / "cards.toml").write_bytes(b"")
    (filled / "cards.toml").chmod(0o600)
    found = {one.name: one for one in examination.entries(filled)[0]}
    assert found["checklists"].wanted_mode() == 0o750
    assert found["office.toml"].wanted_mode() == 0o640
    assert found["cards.toml"].wanted_mode() == 0o660


# How the records stand


def test_what_waits_in_the_journal_is_told_with_who_saved_last(filled):
    waiting = condition.waiting_of(Folder(filled))
    assert waiting[:6] == (3, 1, waiting.size, "2026-10-08T14:01:00Z", "2026-10-08T14:01:00Z", "ana")
    assert waiting.size == len(journal_file(filled).read_bytes().splitlines(keepends=True)[-1])
    assert (waiting.tail, waiting.damage) == (0, "")


def test_the_newest_commit_is_found_when_all_is_folded_and_the_segment_was_moved_away(office, folder):
    store = office.open()
    for _ in range(8):
        store.commit([Put("call", office.call(status="ended", person="x" * 2000))])
        office.clock.go_on(1)
    store.checkpoint(force=True)
    waiting = condition.waiting_of(Folder(folder))
    assert (waiting.seq, waiting.commits, waiting.newest) == (8, 0, "2026-10-08T14:00:07Z")
    assert list((folder / "audit").iterdir())


def test_a_cut_off_commit_is_no_damage_and_a_changed_byte_before_the_last_is(filled, office):
    office.open().commit([Put("follow_up", office.follow_up())])
    office.stores.clear()
    journal = journal_file(filled)
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-20])
    waiting = condition.waiting_of(Folder(filled))
    assert waiting.tail > 0
    assert waiting.damage == ""
    lines = whole.splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:-2], lines[-2].replace(b"notice", b"nothin"), lines[-1]]))
    assert "is damaged at byte" in condition.waiting_of(Folder(filled)).damage


def test_a_segment_that_is_gone_is_named(office, folder):
    store = office.open()
    for _ in range(12):
        store.commit([Put("call", office.call(status="ended", person="x" * 2000))])
        store.checkpoint(force=True)
    office.close()
    office.stores.clear()
    assert condition.missing_segments(Folder(folder)) == []
    (folder / "audit" / "00000002.jsonl").unlink()
    assert condition.missing_segments(Folder(folder)) == [2]


def test_looking_at_the_records_needs_no_right_to_write_and_changes_no_byte(filled):
    def everything():
        return {
            path: (path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
            for path in filled.rglob("*")
        }

    before = everything()
    condition.waiting_of(Folder(filled))
    condition.files_of(Folder(filled))
    examination.entries(filled)
    assert everything() == before


# Who holds a lock


@pytest.mark.skipif(not kernel_tells(), reason="this machine does not tell who holds locks")
def test_the_holder_of_a_lock_is_named_without_asking_for_the_lock(tmp_path):
    lock = tmp_path / "commit.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"held\n"
        by = holder(lock, held_files())
        assert (by.process, by.login, by.waiting) == (process.pid, "dana", 0)
        process.stdin.close()
    assert holder(lock, held_files()) is None


def test_waiters_are_counted_and_hidden_processes_and_missing_files_are_no_trouble(tmp_path):
    lock, locks = tmp_path / "commit.lock", tmp_path / "locks"
    lock.write_bytes(b"ana (process 41)".ljust(96))
    inode = lock.stat().st_ino
    locks.write_text(
        f"1: FLOCK  ADVISORY  WRITE 41 fe:00:{inode} 0 EOF\n"
        f"1: -> FLOCK  ADVISORY  WRITE 42 fe:00:{inode} 0 EOF\n"
        f"1: -> FLOCK  ADVISORY  WRITE 43 fe:00:{inode} 0 EOF\n"
        "2: POSIX  ADVISORY  WRITE 44 fe:00:99 0 EOF\n"
    )
    by = holder(lock, held_files(locks), processes=tmp_path / "proc")
    assert by[:3] == (41, "ana", "")
    assert by.waiting == 2
    assert held_files(tmp_path / "none") == {}
    assert holder(tmp_path / "none", held_files(locks)) is None


def test_a_lock_somebody_tries_for_meanwhile_is_always_had(tmp_path):
    """Probing with a lock of one's own would now and then take it from a colleague."""
    lock = tmp_path / "commit.lock"
    lock.write_bytes(b"")
    for _ in range(200):
        holder(lock, held_files())
        fd = os.open(lock, os.O_RDWR)
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(fd)

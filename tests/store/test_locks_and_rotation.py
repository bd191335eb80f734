"""Several processes on one folder: who waits, who is told what, and how nobody loses the thread."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
import threading
import time

import pytest

from paratui.domain.errors import StoreBusy, StoreError
from paratui.store.interface import Change, Put
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.store import open_folder

HOLDER = """
import sys
from pathlib import Path
from paratui.store.tinydb_folder.ground.lock import OfficeLock
with OfficeLock(Path(sys.argv[1]), "dana").held(5):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(folder, office):
    """Another process that holds the commit lock until it is killed."""
    office.open("bob").close()
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, folder / "commit.lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_commit_that_waits_too_long_names_the_holder_and_reading_goes_on(office, holder):
    ana, begun = office.open(), time.monotonic()
    with pytest.raises(StoreBusy, match=rf"written by dana \(process {holder.pid}\)") as busy:
        ana.commit([Put("follow_up", office.follow_up())])
    assert time.monotonic() - begun < 2
    assert busy.value.holder == f"dana (process {holder.pid})"
    assert ana.open_follow_ups() == []
    assert ana.changes() == []
    holder.kill()
    holder.wait()
    assert ana.commit([Put("follow_up", office.follow_up())]).seq == 1


def test_reading_goes_on_in_the_same_process_while_a_commit_waits(folder, office, holder, clock):
    ana = open_folder(folder, "ana", clock, lock_seconds=30)
    waiting = threading.Thread(target=lambda: ana.commit([Put("follow_up", office.follow_up())]))
    waiting.start()
    try:
        while not any(thread.name == "waiting for a lock" for thread in threading.enumerate()):
            assert waiting.is_alive()
        assert ana.open_follow_ups() == []
    finally:
        holder.kill()
    waiting.join(10)
    assert len(ana.open_follow_ups()) == 1
    ana.close()


def test_a_lock_given_up_by_one_who_stopped_waiting_is_free_again(office, holder):
    ana = office.open()
    for _ in range(3):
        with pytest.raises(StoreBusy):
            ana.commit([Put("follow_up", office.follow_up())])
    holder.kill()
    holder.wait()
    for _ in range(3):
        ana.commit([Put("follow_up", office.follow_up())])
    assert len(office.open("dana").open_follow_ups()) == 3


def test_a_lock_file_removed_by_hand_does_not_give_two_holders(folder, office):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    removed = os.open(folder / "commit.lock", os.O_RDWR)
    fcntl.flock(removed, fcntl.LOCK_EX)
    (folder / "commit.lock").unlink()
    ana.commit([Put("follow_up", office.follow_up())])
    os.close(removed)
    assert office.open("dana").commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 3


def test_only_one_process_folds_at_a_time(folder, office):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    lock = os.open(folder / "checkpoint.lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    assert ana.checkpoint(force=True) is False
    os.close(lock)
    assert ana.checkpoint(force=True) is True


def test_a_checkpoint_is_due_when_the_segment_is_long_or_nothing_happened_for_a_minute(office, clock):
    ana = office.open()
    assert ana.checkpoint() is False
    assert ana.checkpoint(force=True) is False
    ana.commit([Put("follow_up", office.follow_up())])
    assert ana.checkpoint() is False
    clock.go_on(59)
    assert ana.checkpoint() is False
    clock.go_on(1)
    assert ana.checkpoint() is True
    assert ana.checkpoint() is False
    ana.commit([Put("call", office.call(outcome="x" * 6000))])
    assert ana.checkpoint() is True


def test_a_long_import_folds_by_itself(folder, office):
    ana = office.open()
    for _ in range(60):
        ana.commit([Put("call", office.call(status="ended"))])
    assert list((folder / "audit").iterdir())
    assert len(list(ana.records("call"))) == 60


def test_someone_who_looked_away_for_many_segments_misses_nothing(folder, office):
    ana, dana = office.open("ana"), office.open("dana")
    expected = []
    for _ in range(60):
        doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
        expected.append(Change("follow_up", doc["id"], 1, "ana"))
        ana.checkpoint()
    assert len(list((folder / "audit").iterdir())) > 3
    assert dana.changes() == expected
    assert dana.open_follow_ups() == ana.open_follow_ups()
    assert dana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 61
    assert [change.by for change in ana.changes()] == ["dana"]


def test_a_disk_that_fails_between_two_segments_costs_the_reader_nothing(office):
    ana, dana = office.open("ana"), office.open("dana")
    for _ in range(30):
        ana.commit([Put("follow_up", office.follow_up())])
        ana.checkpoint()
    for fatal in (2, 1, 3):
        opened = 0
        with pytest.MonkeyPatch.context() as patch:

            def failing(path, *args, real=os.open, fatal=fatal):
                nonlocal opened
                opened += str(path).endswith(".jsonl")
                if opened == fatal:
                    raise OSError(errno.EIO, "Input/output error")
                return real(path, *args)

            patch.setattr(os, "open", failing)
            with pytest.raises(StoreError, match="cannot be read just now"):
                dana.open_follow_ups()
    assert dana.open_follow_ups() == ana.open_follow_ups()
    assert len(dana.changes()) == 30


def test_too_many_changes_are_told_as_read_everything_anew(office):
    ana, dana = office.open("ana"), office.open("dana")
    for _ in range(6):
        ana.commit([Put("follow_up", office.follow_up()) for _ in range(1000)])
    assert dana.changes() is None
    assert dana.changes() == []
    assert len(dana.open_follow_ups()) == 6000


def test_a_folder_put_back_from_a_backup_under_a_running_program_is_read_anew(folder, office, tmp_path):
    ana = office.open()
    kept = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    backup = tmp_path / "backup"
    shutil.copytree(folder, backup)
    ana.commit([Put("follow_up", office.follow_up())])
    for part in ("journal", "meta.json", "hot.json", "commit.lock"):
        path = folder / part
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        (shutil.copytree if (backup / part).is_dir() else shutil.copy2)(backup / part, path)
    assert ana.open_follow_ups() == [kept]
    assert ana.changes() is None
    assert ana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 2
    assert ana.verify().findings == ()


def test_threads_of_one_process_may_commit_and_read_at_once(office):
    ana = office.open()
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    errors = []

    def work():
        try:
            for _ in range(25):
                ana.commit([Put("follow_up", office.follow_up())])
                ana.get("follow_up", doc["id"])
                ana.open_follow_ups()
                ana.changes()
                ana.checkpoint()
        except Exception as error:  # noqa: BLE001 - a thread has nowhere else to tell it
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(doc["number"] for doc in ana.open_follow_ups()) == list(range(1, 102))
    assert ana.verify().findings == ()


def test_the_lock_that_is_kept_open_still_keeps_two_threads_apart(folder, office):
    """The second thread must not lock through the descriptor the first one holds."""
    office.open("bob").close()
    lock = OfficeLock(folder / "commit.lock", "ana", keep=True)
    with lock.held(1):
        pass
    refused: list[BaseException] = []

    def take() -> None:
        try:
            with lock.held(0):
                refused.append(AssertionError("two threads hold one lock"))
        except StoreBusy as busy:
            refused.append(busy)

    with lock.held(1):
        thread = threading.Thread(target=take)
        thread.start()
        thread.join()
    assert [type(one) for one in refused] == [StoreBusy]
    with lock.held(0):
        pass
    lock.close()


def test_a_lock_file_that_somebody_removes_is_not_locked_through_its_old_descriptor(folder, office, holder):
    holder.kill()
    holder.wait()
    lock = OfficeLock(folder / "commit.lock", "ana", keep=True)
    with lock.held(1):
        pass
    (folder / "commit.lock").unlink()
    with lock.held(1), pytest.raises(StoreBusy), OfficeLock(folder / "commit.lock", "dana").held(0):
        pass
    lock.close()


def test_a_child_process_does_not_lock_through_what_it_inherited(folder, office):
    office.open("bob").close()
    lock = OfficeLock(folder / "commit.lock", "ana", keep=True)
    with lock.held(1):
        pass
    said, told = os.pipe()
    held, hold = os.pipe()
    child = os.fork()
    if not child:
        try:
            with lock.held(1):
                os.write(told, b"held")
                os.read(held, 1)
        finally:
            os._exit(0)
    assert os.read(said, 4) == b"held"
    try:
        with pytest.raises(StoreBusy), lock.held(0):
            pass
    finally:
        os.write(hold, b"x")
        os.waitpid(child, 0)
    for fd in (said, told, held, hold):
        os.close(fd)
    lock.close()

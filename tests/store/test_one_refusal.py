"""The disk says no once, at a moment where that did harm: what each of these did must not come back."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from pathlib import Path

import pytest

from paratui.domain.errors import StoreError, StoreReadOnly
from paratui.store.interface import Put
from paratui.store.tinydb_folder.files import by_hand
from paratui.store.tinydb_folder.store import open_folder
from paratui.store.tinydb_folder.upkeep import checkpoint

OPEN_FILES = Path("/proc/self/fd")


def refusal() -> OSError:
    return OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture
def disk():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def refuse(disk, where, name, when=lambda *_: True) -> None:
    """Let one function of a module fail whenever its arguments are so."""
    real = getattr(where, name)

    def refused(*args, **kwargs):
        if when(*args):
            raise refusal()
        return real(*args, **kwargs)

    disk.setattr(where, name, refused)


def path_of(fd) -> str:
    return str(Path(f"/proc/self/fd/{fd}").readlink())


def test_a_lock_file_that_cannot_be_looked_at_keeps_nobody_out(office, disk):
    ana, dana = office.open("ana"), office.open("dana")
    ana.commit([Put("follow_up", office.follow_up())])
    refuse(disk, os, "fstat", lambda fd: path_of(fd).endswith("commit.lock"))
    with pytest.raises(StoreError, match="refused this"):
        ana.commit([Put("follow_up", office.follow_up())])
    disk.undo()
    assert ana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 2
    assert dana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 3


def test_one_who_waits_for_a_lock_and_is_refused_is_told_so(office, folder, disk):
    ana = office.open("ana")
    ana.commit([Put("follow_up", office.follow_up())])
    colleague = os.open(folder / "commit.lock", os.O_RDWR)
    fcntl.flock(colleague, fcntl.LOCK_EX)
    refuse(disk, fcntl, "flock", lambda _fd, how: not how & fcntl.LOCK_NB)
    with pytest.raises(StoreError, match="refused this"):
        ana.commit([Put("follow_up", office.follow_up())])
    disk.undo()
    os.close(colleague)
    assert ana.commit([Put("follow_up", office.follow_up())])


def test_a_disk_that_does_not_tell_whether_a_new_segment_was_begun_gets_no_commit(office, folder, disk):
    ana, dana = office.open("ana"), office.open("dana")
    ana.commit([Put("call", office.call(status="ended", outcome="x" * 6000))])
    dana.checkpoint(force=True)
    # The old one is still there for who looks only at it.
    (folder / "audit/00000001.jsonl").rename(folder / "journal/00000001.jsonl")
    refuse(disk, os, "stat", lambda path, *_: str(path).endswith("journal/00000002.jsonl"))
    with pytest.raises(StoreError, match="refused this"):
        ana.commit([Put("follow_up", office.follow_up())])
    disk.undo()
    assert ana.commit([Put("follow_up", office.follow_up())])
    assert len(dana.open_follow_ups()) == 1
    assert dana.verify().findings == ()


def test_a_retry_is_acknowledged_only_when_it_is_durable(office, disk):
    """Somebody was killed between the write and its sync: the line is there, and may be gone tomorrow."""
    ana, dana = office.open("ana"), office.open("dana")
    wanted = [Put("follow_up", office.follow_up())]

    def killed(_fd):
        raise KeyboardInterrupt

    disk.setattr(os, "fdatasync", killed)
    with pytest.raises(KeyboardInterrupt):
        dana.commit(wanted)
    refuse(disk, os, "fdatasync")
    with pytest.raises(StoreReadOnly):
        ana.commit(wanted)
    disk.undo()
    assert office.open("carl").commit(wanted).docs[0]["rev"] == 1


def test_after_a_line_that_cannot_be_taken_back_durably_nothing_more_is_saved(office, disk):
    ana = office.open("ana")
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    refuse(disk, os, "write", lambda fd, _data: path_of(fd).endswith(".jsonl"))
    refuse(disk, os, "fsync", lambda fd: path_of(fd).endswith(".jsonl"))
    with pytest.raises(StoreReadOnly, match="start paratui again when the disk is well"):
        ana.commit([Put("follow_up", office.follow_up())])
    disk.undo()
    with pytest.raises(StoreReadOnly):
        ana.commit([Put("follow_up", office.follow_up())])
    assert ana.open_follow_ups() == [doc]


@pytest.mark.parametrize("moment", ["first commit", "rotation"])
def test_after_the_name_of_a_segment_could_not_be_made_durable_nothing_more_is_saved(office, disk, moment):
    ana = office.open("ana")
    if moment == "rotation":
        ana.commit([Put("call", office.call(status="ended", outcome="x" * 6000))])
    refuse(disk, os, "fsync", lambda fd: path_of(fd).endswith("/journal"))
    if moment == "rotation":
        assert ana.checkpoint(force=True) is False
        assert "nothing more is saved here" in ana.set_aside()[-1].why
    with pytest.raises(StoreReadOnly):
        ana.commit([Put("follow_up", office.follow_up())])
    disk.undo()
    with pytest.raises(StoreReadOnly):
        ana.commit([Put("follow_up", office.follow_up())])
    dana = office.open("dana")
    assert dana.commit([Put("follow_up", office.follow_up())])
    assert dana.checkpoint(force=True)
    assert dana.verify().findings == ()


def test_a_commit_is_saved_whatever_keeps_the_checkpoint_after_it(office, disk):
    ana = office.open("ana")
    refuse(disk, by_hand.Watch, "changed")
    assert ana.commit([Put("call", office.call(status="ended", outcome="x" * 25_000))])
    assert "safe in the journal" in ana.set_aside()[-1].why


def test_an_edit_of_a_file_whose_checkpoint_was_cut_off_is_kept_too(office, folder, disk):
    ana = office.open("ana")
    person = ana.commit([Put("person", {"id": office.new_id(), "name": "Maria Garcia"})]).docs[0]
    refuse(disk, checkpoint, "write_meta")
    assert ana.checkpoint(force=True) is False
    disk.undo()
    (file,) = (folder / "people").glob("*.json")
    edited = json.loads(file.read_bytes())
    edited["_default"][str(person["id"])]["name"] = "Maria G. Lopez"
    file.write_text(json.dumps(edited))
    ana.commit([Put("person", person | {"phones": ["+14155552671"]}, 1)])
    assert ana.checkpoint(force=True)
    (piece,) = ana.set_aside()
    assert json.loads(ana.piece(piece.file)) == edited
    assert ana.get("person", person["id"])["name"] == "Maria Garcia"
    assert ana.verify().findings == ()


def test_a_draft_is_not_begun_beside_one_that_cannot_be_read_just_now(office, disk):
    ana = office.open("ana")
    draft = ana.draft(7)
    draft.put({"line": "hearing moved"})
    ana.close()
    ana = office.open("ana")
    refuse(disk, os, "pread")
    with pytest.raises(StoreError, match="cannot be read just now"):
        ana.draft(7)
    disk.undo()
    assert ana.draft(7).durable() == 1


def test_opening_again_and_again_on_a_disk_that_fails_leaves_no_file_open(office, folder, clock, disk):
    ana = office.open("ana")
    ana.commit([Put("follow_up", office.follow_up())])
    before = len(list(OPEN_FILES.iterdir()))
    refuse(disk, os, "pread")
    for _ in range(3):
        with pytest.raises(StoreError):
            open_folder(folder, "dana", clock)
    assert len(list(OPEN_FILES.iterdir())) == before


def test_what_a_kill_in_the_first_moments_of_an_office_leaves_is_no_stranger_to_it(office, folder):
    folder.mkdir()
    folder.chmod(0o2770)
    (folder / "commit.lock.4242-1.new").touch()
    assert office.open("ana").commit([Put("follow_up", office.follow_up())])

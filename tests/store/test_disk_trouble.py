"""A disk that is full or fails: what was saved stays, what was not is said so, and nothing is half written."""

from __future__ import annotations

import errno
import os

import pytest

from paratui.domain.errors import StoreError, StoreFull, StoreReadOnly
from paratui.store.interface import Put

SEGMENT = "journal/00000001.jsonl"


class Disk:
    """Makes one call of `os` fail for as long as a test wants, after letting part of a write through."""

    def __init__(self, monkeypatch) -> None:
        self._patch = monkeypatch

    def refuse(self, name: str, number: int, *, after: int = 0) -> None:
        real = getattr(os, name)

        def refused(*args):
            nonlocal after
            if name == "write" and after:
                taken, after = after, 0
                return real(args[0], args[1][:taken])
            raise OSError(number, os.strerror(number))

        self._patch.setattr(os, name, refused)

    def mend(self) -> None:
        self._patch.undo()


@pytest.fixture
def disk():
    with pytest.MonkeyPatch.context() as patch:
        yield Disk(patch)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_takes_the_line_back_and_saving_goes_on_when_there_is_room(folder, office, disk, number):
    ana, dana = office.open("ana"), office.open("dana")
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    before = (folder / SEGMENT).read_bytes()
    mine = office.follow_up()
    disk.refuse("write", number, after=100)
    with pytest.raises(StoreFull, match="is full, so this was not saved"):
        ana.commit([Put("follow_up", mine)])
    assert (folder / SEGMENT).read_bytes() == before
    assert ana.open_follow_ups() == dana.open_follow_ups() == [doc]
    disk.mend()
    assert ana.commit([Put("follow_up", mine)]).docs[0]["number"] == 2
    assert len(dana.open_follow_ups()) == 2
    assert ana.verify().findings == ()
    assert ana.set_aside() == []


def test_a_failed_sync_takes_the_line_back_and_nothing_more_is_saved(folder, office, disk):
    ana, dana = office.open("ana"), office.open("dana")
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    before = (folder / SEGMENT).read_bytes()
    disk.refuse("fdatasync", errno.EIO)
    with pytest.raises(StoreReadOnly, match="failed while saving"):
        ana.commit([Put("follow_up", doc | {"status": "done"}, 1)])
    disk.mend()
    assert (folder / SEGMENT).read_bytes() == before
    with pytest.raises(StoreReadOnly):
        ana.commit([Put("follow_up", office.follow_up())])
    assert ana.open_follow_ups() == dana.open_follow_ups() == [doc]
    assert dana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 2


def test_a_reader_that_saw_a_line_before_it_was_taken_back_forgets_it(folder, office, disk):
    ana, dana, bob = office.open("ana"), office.open("dana"), office.open("bob")
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    dana.changes()
    seen = []

    def sees_then_fails(_fd):
        seen.extend([len(dana.open_follow_ups()), len(bob.open_follow_ups())])
        raise OSError(errno.EIO, "Input/output error")

    disk._patch.setattr(os, "fdatasync", sees_then_fails)
    with pytest.raises(StoreReadOnly):
        ana.commit([Put("follow_up", office.follow_up())])
    disk.mend()
    assert seen == [2, 2]
    assert dana.open_follow_ups() == [doc]
    assert dana.changes() is None
    assert dana.changes() == []
    longer = dana.commit([Put("follow_up", office.follow_up(source="x" * 500))]).docs[0]
    assert ana.open_follow_ups() == [doc, longer]
    # Where the line ended that bob has read there is now the middle of another one.
    assert bob.open_follow_ups() == [doc, longer]
    assert bob.changes() is None


def test_a_refusal_of_the_system_is_one_sentence(office, disk):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    disk.refuse("write", errno.EACCES)
    with pytest.raises(StoreError, match=r"refused this \(Permission denied.*nothing was half saved") as refused:
        ana.commit([Put("follow_up", office.follow_up())])
    assert type(refused.value) is StoreError


@pytest.mark.parametrize("call", ["fsync", "replace", "open", "fchmod"])
def test_a_failing_checkpoint_never_looks_like_a_failed_commit(folder, office, disk, call):
    ana = office.open()
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    real, hot = getattr(os, call), (folder / "hot.json").read_bytes()
    if call == "open":

        def refused(path, flags, *args):
            if flags & os.O_EXCL:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(path, flags, *args)

        disk._patch.setattr(os, call, refused)
    else:
        disk.refuse(call, errno.EIO)
    assert ana.checkpoint(force=True) is False
    assert "safe in the journal" in ana.set_aside()[-1].why
    assert (folder / "hot.json").read_bytes() == hot
    second = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    assert ana.open_follow_ups() == [doc, second]
    disk.mend()
    assert ana.checkpoint(force=True) is True
    assert ana.set_aside() == []
    assert ana.verify().findings == ()


def test_a_journal_that_cannot_be_made_durable_before_it_is_folded_is_not_written_to_again(folder, office, disk):
    ana = office.open("ana")
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    disk.refuse("fdatasync", errno.EIO)
    assert ana.checkpoint(force=True) is False
    disk.mend()
    with pytest.raises(StoreReadOnly, match="start paratui again"):
        ana.commit([Put("follow_up", office.follow_up())])
    assert "nothing more is saved here" in ana.set_aside()[-1].why
    assert ana.checkpoint(force=True) is False
    assert ana.open_follow_ups() == [doc]
    dana = office.open("dana")
    assert dana.checkpoint(force=True)
    assert dana.verify().findings == ()


def test_a_checkpoint_that_failed_is_not_tried_at_every_tick(office, disk, clock):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    clock.go_on(61)
    ana.checkpoint()
    clock.go_on(61)
    tries = []

    def refused(_fd, _mode):
        tries.append(1)
        raise OSError(errno.EIO, "Input/output error")

    disk._patch.setattr(os, "fchmod", refused)
    for _ in range(50):
        ana.checkpoint()
        clock.go_on(1)
    assert len(tries) == 1


def test_a_folder_that_goes_away_while_the_program_runs_is_one_sentence_and_it_may_come_back(folder, office):
    ana = office.open()
    ana.commit([Put("call", office.call(status="ended"))])
    ana.checkpoint(force=True)
    away = folder.rename(folder.with_name("unmounted"))
    for read in (
        lambda: list(ana.records("call")),
        lambda: ana.revisions("call", 5),
        lambda: ana.commit([Put("call", office.call())]),
    ):
        with pytest.raises(StoreError, match=f"{folder}.*see that its disk is there"):
            read()
    away.rename(folder)
    assert len(list(ana.records("call"))) == 1
    ana.commit([Put("call", office.call())])

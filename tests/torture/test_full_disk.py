"""A disk filled to the last byte, and room again: nothing is lost and everybody goes on by themselves.

A small tmpfs of one's own where this machine allows it; everywhere a limit on the size of files (ulimit -f),
which the system answers like a full disk.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from paratui.domain.errors import StoreFull
from paratui.domain.office import Office
from paratui.store.interface import Put
from paratui.store.office_settings import write_office
from paratui.store.tinydb_folder.drafts import draft_writer
from paratui.store.tinydb_folder.store import open_folder
from tests.offices import OfficeUnderTest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LIMIT = 20_000


class SmallTmpfs:
    """A file system of two megabytes in memory."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ballast = place / "ballast"

    def fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (65536, 4096, 1):
                with suppress(OSError):
                    while True:
                        ballast.write(b"x" * size)

    def make_room(self) -> None:
        self._ballast.unlink(missing_ok=True)


class FileSizeLimit:
    """No file of this process may grow beyond a limit."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, self._before[1]))

    def make_room(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


@pytest.fixture
def tmpfs(tmp_path) -> Iterator[SmallTmpfs]:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here ({mounted.stderr.strip()}); the limit on files is tried")
    yield SmallTmpfs(tmp_path)
    subprocess.run(["umount", tmp_path], check=True)


@pytest.fixture(params=["tmpfs", "file size limit"])
def disk(request, tmp_path) -> Iterator[SmallTmpfs | FileSizeLimit]:
    small = request.getfixturevalue("tmpfs") if request.param == "tmpfs" else FileSizeLimit(tmp_path)
    yield small
    small.make_room()


@pytest.fixture
def office(disk, clock, monkeypatch) -> Iterator[OfficeUnderTest]:
    monkeypatch.setattr(draft_writer, "_RETRY_SECONDS", 0.02)
    # After the first checkpoint a segment begins, and hot.json is longer than the limit on files.
    under_test = OfficeUnderTest(
        lambda login: open_folder(disk.place / "office", login, clock, segment_bytes=LIMIT // 2), clock
    )
    yield under_test
    disk.make_room()
    under_test.close()


def save(store, docs) -> None:
    for doc in docs:
        store.commit([Put("follow_up", doc)])


def until(what) -> None:
    deadline = time.monotonic() + 10
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_full_disk_is_said_and_all_goes_on_by_itself_when_there_is_room(disk, office):
    ana, dana = office.open("ana"), office.open("dana")
    promised = [office.follow_up(source="x" * 700) for _ in range(100)]
    save(ana, promised[:25])
    assert ana.checkpoint(force=True)
    save(ana, promised[25:26])
    draft = ana.draft(5)
    draft.put({"line": "hearing moved"})
    assert draft.flush()

    disk.fill()
    with pytest.raises(StoreFull, match="is full, so this was not saved; make room and save again"):
        save(ana, promised[26:])
    there = ana.open_follow_ups()
    refused = promised[len(there)]
    long_line = {"line": "she got a letter " + "x" * LIMIT}
    draft.put(long_line)
    until(draft.failed)
    assert "The disk is full: what you type is kept here" in draft.failed()
    assert draft.durable() == 1
    assert not draft.flush(0.05)
    assert dana.open_follow_ups() == there
    assert ana.get("follow_up", refused["id"]) is None
    with pytest.raises(StoreFull):
        dana.commit([Put("follow_up", refused)])
    assert ana.checkpoint(force=True) is False
    assert "everything saved is safe in the journal, and it is tried again" in ana.set_aside()[-1].why
    assert office.open("carl").open_follow_ups() == there

    disk.make_room()
    assert ana.commit([Put("follow_up", refused)]).docs[0]["number"] == len(there) + 1
    assert dana.commit([Put("follow_up", office.follow_up())])
    until(lambda: draft.durable() == 2)
    assert draft.failed() == ""
    assert ana.checkpoint(force=True)
    assert ana.set_aside() == []
    everything = dana.open_follow_ups()
    office.close()
    fresh = office.open("ana")
    assert fresh.open_follow_ups() == everything
    assert [doc["number"] for doc in everything] == list(range(1, len(there) + 3))
    assert fresh.orphaned_drafts()[0].events == ({"line": "hearing moved"}, long_line)
    assert fresh.verify().findings == ()
    assert fresh.set_aside() == []


def test_an_office_that_cannot_be_made_on_a_full_disk_is_made_when_there_is_room(tmpfs, clock):
    tmpfs.fill()
    with pytest.raises(StoreFull, match="nothing was set up"):
        write_office(tmpfs.place, Office())
    with pytest.raises(StoreFull, match="make room"):
        open_folder(tmpfs.place / "office", "ana", clock)
    tmpfs.make_room()
    store = open_folder(tmpfs.place / "office", "ana", clock)
    office = OfficeUnderTest(None, clock)
    store.commit([Put("follow_up", office.follow_up())])
    assert store.verify().findings == ()
    store.close()


def paratui(tmpfs, *words) -> subprocess.CompletedProcess:
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmpfs.place),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PARATUI_OFFICE": str(tmpfs.place / "office"),
    }
    return subprocess.run(
        [sys.executable, "-m", "paratui", *words], env=environ, cwd="/", capture_output=True, text=True, check=False
    )


def test_commands_on_a_full_disk_end_with_one_sentence_and_change_nothing(tmpfs, clock):
    tmpfs.fill()
    refused = paratui(tmpfs, "add", "call the court clerk")
    assert (refused.returncode, refused.stdout) == (4, "")
    assert "is full, so nothing was set up; make room and try again" in refused.stderr.splitlines()[-1]
    assert "Traceback" not in refused.stderr
    tmpfs.make_room()
    made = paratui(tmpfs, "add", "call the court clerk", "today", "5pm")
    assert made.returncode == 0, made.stderr
    # What is left of the last page of the journal is used up first: the disk has no room for another one.
    tmpfs.fill()
    there = 1
    while paratui(tmpfs, "add", f"send the notice {'x' * 500}").returncode == 0:
        there += 1
        assert there < 40
    for words in (["add", "send the notice " + "x" * 4000], ["done", "1", "--outcome", "x" * 4000]):
        refused = paratui(tmpfs, *words)
        assert (refused.returncode, refused.stdout) == (4, ""), refused
        (sentence,) = refused.stderr.splitlines()
        assert "is full, so this was not saved; make room and save again" in sentence
    listed = paratui(tmpfs, "queue", "--json")
    assert listed.returncode == 0, listed.stderr
    tmpfs.make_room()
    again = paratui(tmpfs, "done", "1", "--outcome", "reached her")
    assert again.returncode == 0, again.stderr
    store = open_folder(tmpfs.place / "office", "ana", clock)
    assert store.verify().findings == ()
    assert [doc["number"] for doc in store.records("follow_up")] == list(range(there, 0, -1))
    assert [doc["number"] for doc in store.records("follow_up") if doc["status"] == "done"] == [1]
    assert store.set_aside() == []
    store.close()

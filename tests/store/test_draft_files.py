"""What is typed survives: a kill, a torn line, a full disk, a disk that fails."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time

import pytest

from paratui.store.tinydb_folder.drafts import FolderDraft, draft_line, events_of, living, orphans, parse_name

TYPIST = """
import sys
from pathlib import Path
from paratui.store.tinydb_folder.drafts import FolderDraft
draft = FolderDraft(Path(sys.argv[1]), 912, "ana", lambda call: None)
number = 0
while True:
    number = draft.put({"line": number, "text": "she got a letter from the court"})
    print(draft.durable(), flush=True)
"""


def wait_until(holds, seconds=10.0):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


@pytest.fixture
def drafts(tmp_path):
    folder = tmp_path / "drafts"
    folder.mkdir()
    return folder


@pytest.fixture
def draft(drafts):
    opened = FolderDraft(drafts, 912, "ana", lambda _: None)
    yield opened
    opened.close()


def test_what_was_durable_survives_kill_9(drafts, long):
    for _ in range(20 if long else 4):
        process = subprocess.Popen([sys.executable, "-c", TYPIST, drafts], stdout=subprocess.PIPE)
        durable = 0
        while durable < 300:
            durable = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        # The last line may be cut by the kill.
        durable = max([durable, *map(int, process.communicate()[0].split(b"\n")[:-1])])
        (orphan,) = orphans(drafts, "ana")
        assert orphan.call == 912
        assert len(orphan.events) >= durable
        assert [event["line"] for event in orphan.events] == list(range(len(orphan.events)))
        for path in drafts.iterdir():
            path.unlink()


def test_a_draft_cut_at_any_byte_gives_every_whole_line(drafts):
    events = [{"line": number, "text": f"café {number}"} for number in range(3)]
    data = b"".join(draft_line(event) for event in events)
    for cut in range(len(data) + 1):
        whole = data[:cut].count(b"\n")
        assert events_of(data[:cut]) == (events[:whole], data[:cut].rfind(b"\n") + 1)


def test_a_line_that_does_not_hold_is_left_out_and_the_others_are_kept():
    lines = [draft_line({"line": number}) for number in range(3)]
    broken = bytearray(lines[1])
    broken[12] ^= 1
    assert events_of(lines[0] + bytes(broken) + lines[2])[0] == [{"line": 0}, {"line": 2}]
    assert events_of(b"\0\0\0\n" + lines[0] + b"\n\n")[0] == [{"line": 0}]


def test_a_torn_draft_is_continued_after_its_last_whole_line(drafts):
    (drafts / "912.ana.77.jsonl").write_bytes(draft_line({"line": 0}) + draft_line({"line": 1})[:-5])
    draft = FolderDraft(drafts, 912, "ana", lambda _: None)
    assert draft.durable() == 1
    assert draft.put({"line": 2}) == 2
    draft.close()
    (orphan,) = orphans(drafts, "ana")
    assert orphan.events == ({"line": 0}, {"line": 2})


def test_a_full_disk_is_said_and_what_is_typed_is_saved_when_there_is_room(draft, drafts):
    draft.put({"line": 0})
    assert draft.flush()
    with pytest.MonkeyPatch.context() as patch:

        def full(fd, data, real=os.write):
            real(fd, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(os, "write", full)
        draft.put({"line": 1})
        wait_until(draft.failed)
        assert draft.failed().startswith("The disk is full")
        assert not draft.flush(0.01)
        draft.put({"line": 2})
        assert draft.durable() == 1
    assert draft.flush()
    assert draft.failed() == ""
    draft.close()
    assert orphans(drafts, "ana")[0].events == ({"line": 0}, {"line": 1}, {"line": 2})


def test_after_a_failed_sync_everything_goes_to_a_new_file(draft, drafts):
    draft.put({"line": 0})
    assert draft.flush()
    (first,) = drafts.iterdir()
    with pytest.MonkeyPatch.context() as patch:

        def failing(_fd):
            raise OSError(errno.EIO, "Input/output error")

        patch.setattr(os, "fdatasync", failing)
        draft.put({"line": 1})
        wait_until(draft.failed)
        assert "cannot be saved (Input/output error)" in draft.failed()
    assert draft.flush()
    (second,) = drafts.iterdir()
    assert second != first
    draft.close()
    assert orphans(drafts, "ana")[0].events == ({"line": 0}, {"line": 1})


def test_a_folder_that_refuses_at_first_gets_everything_later(drafts):
    with pytest.MonkeyPatch.context() as patch:

        def refused(*_):
            raise OSError(errno.EACCES, "Permission denied")

        patch.setattr(os, "fchmod", refused)
        draft = FolderDraft(drafts, 912, "ana", lambda _: None)
        draft.put({"line": 0})
        wait_until(draft.failed)
    assert draft.flush()
    draft.close()
    assert orphans(drafts, "ana")[0].events == ({"line": 0},)


def test_putting_costs_the_typist_next_to_nothing(draft):
    took = []
    for number in range(2000):
        begun = time.perf_counter()
        draft.put({"line": number, "typing": "she got a letter from the court about the hearing"})
        took.append(time.perf_counter() - begun)
    assert sorted(took)[len(took) // 2] < 0.0005
    assert draft.flush()


def test_the_name_of_a_draft_tells_call_and_login_whatever_the_login():
    assert parse_name("912.ana.77.jsonl") == (912, "ana")
    assert parse_name("912.ana.o%2Fneil.77-2.jsonl") == (912, "ana.o/neil")
    assert parse_name("notes.txt") is None
    assert parse_name("912.ana.77.new") is None


def test_a_draft_of_a_process_that_is_gone_is_no_living_one_until_it_is_taken_up(drafts):
    process = subprocess.Popen([sys.executable, "-c", TYPIST, drafts], stdout=subprocess.PIPE)
    while int(process.stdout.readline()) < 3:
        pass
    assert living(drafts) == {912}
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert living(drafts) == set()
    again = FolderDraft(drafts, 912, "ana", lambda _: None)
    assert again.durable() >= 3
    assert living(drafts) == {912}
    again.close()
    assert living(drafts) == set()
    assert [orphan.call for orphan in orphans(drafts, "ana")] == [912]


@pytest.mark.parametrize(
    "name", ["notes", "notes.jsonl", "912.ana.jsonl", "x.ana.1.jsonl", "912.ana.me.jsonl", ".912"]
)
def test_a_file_that_is_no_draft_tells_of_nobody_on_a_call(drafts, name):
    (drafts / name).write_bytes(b"")
    assert living(drafts) == set()

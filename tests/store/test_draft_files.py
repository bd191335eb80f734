"""What is typed survives: a kill, a torn line, a full disk, a disk that fails."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from paratui.store.tinydb_folder.drafts import draft_owner
from paratui.store.tinydb_folder.drafts import drafts as draft_folder
from paratui.store.tinydb_folder.drafts.draft_file import draft_line, events_of, parse_name
from paratui.store.tinydb_folder.drafts.draft_owner import own_mark, own_process
from paratui.store.tinydb_folder.drafts.draft_writer import FolderDraft
from paratui.store.tinydb_folder.drafts.drafts import orphans, stranded, sweep

TYPIST = """
import sys
from pathlib import Path
from paratui.store.tinydb_folder.drafts.draft_writer import FolderDraft
draft = FolderDraft(Path(sys.argv[1]), 912, "ana", lambda call: None)
number = 0
while True:
    number = draft.put({"line": number, "text": "she got a letter from the court"})
    print(draft.durable(), flush=True)
"""


NOW = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)


def living(folder, now=NOW):
    return draft_folder.living(folder, now)


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


def test_after_the_folder_was_removed_and_a_copy_put_in_its_place_everything_is_in_the_copy(draft, drafts):
    draft.put({"line": "first"})
    assert draft.flush()
    shutil.copytree(drafts, drafts.with_name("copy"))
    shutil.rmtree(drafts)
    draft.put({"line": "second, with no folder"})
    wait_until(draft.failed)
    assert draft.durable() == 1
    drafts.with_name("copy").rename(drafts)
    draft.put({"line": "third"})
    assert draft.flush()
    assert not draft.failed()
    # The copy of the first one lies beside it; the longest of a call counts.
    longest = max(drafts.iterdir(), key=lambda path: path.stat().st_size)
    told = [event["line"] for event in events_of(longest.read_bytes())[0]]
    assert told == ["first", "second, with no folder", "third"]
    draft.discard()
    assert list(drafts.iterdir()) == []


def test_a_draft_somebody_removed_is_written_anew_with_the_next_line(draft, drafts):
    draft.put({"line": "first"})
    assert draft.flush()
    [path] = drafts.iterdir()
    path.unlink()
    draft.put({"line": "second"})
    assert draft.flush()
    [path] = drafts.iterdir()
    assert [event["line"] for event in events_of(path.read_bytes())[0]] == ["first", "second"]


def test_putting_costs_the_typist_next_to_nothing(draft):
    took = []
    for number in range(2000):
        begun = time.perf_counter()
        draft.put({"line": number, "typing": "she got a letter from the court about the hearing"})
        took.append(time.perf_counter() - begun)
    assert sorted(took)[len(took) // 2] < 0.0005
    assert draft.flush()


def test_the_name_of_a_draft_tells_call_and_login_whatever_the_login():
    assert parse_name("912.ana.77.jsonl") == (912, "ana", "77")
    assert parse_name("912.ana.o%2Fneil.77-8123-5f3a9c21-effffffc-2.jsonl") == (
        912,
        "ana.o/neil",
        "77-8123-5f3a9c21-effffffc-2",
    )
    assert parse_name("notes.txt") is None
    assert parse_name("912.ana.77.new") is None
    assert parse_name("912.ana.77.new", ".new") == (912, "ana", "77")


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


# Whose process it is


def named(folder, owner, login="ana", call=912, events=({"line": 0},)):
    """A draft as somebody's process left it."""
    path = folder / f"{call}.{login}.{owner}.jsonl"
    path.write_bytes(b"".join(draft_line(event) for event in events))
    return path


def test_a_draft_tells_by_its_name_which_process_of_which_start_of_the_machine_writes_it(draft, drafts):
    draft.put({"line": 0})
    assert draft.flush()
    (path,) = drafts.iterdir()
    assert parse_name(path.name).owner == own_mark()
    own = own_process()
    assert (own.pid, len(own.boot)) == (os.getpid(), 8)
    assert own_mark() == f"{own.pid}-{own.begun}-{own.boot}-{own.namespace}"


def test_a_process_number_given_to_another_process_meanwhile_makes_no_cut_call_a_living_one(drafts):
    own = own_process()
    named(drafts, f"{own.pid}-{int(own.begun) - 1}-{own.boot}-{own.namespace}")
    assert living(drafts) == set()
    named(drafts, own_mark(), call=913)
    named(drafts, f"{own_mark()}-2", call=914)
    assert living(drafts) == {913, 914}


def test_a_call_cut_by_a_restart_of_the_machine_is_cut_whoever_has_its_process_number_now(drafts):
    own = own_process()
    named(drafts, f"{own.pid}-{own.begun}-00000000-{own.namespace}")
    assert living(drafts) == set()


def test_a_process_of_another_namespace_counts_by_when_its_draft_was_last_written(drafts):
    own = own_process()
    path = named(drafts, f"{own.pid}-{own.begun}-{own.boot}-beef")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert living(drafts, NOW + timedelta(minutes=59)) == {912}
    assert living(drafts, NOW + timedelta(minutes=61)) == set()


def test_a_name_of_an_earlier_version_counts_by_its_number_alone(drafts):
    named(drafts, os.getpid())
    named(drafts, f"{os.getpid()}-2", call=913)
    named(drafts, 4194305, call=914)
    named(drafts, "99999999999999999999", call=915)
    assert living(drafts) == {912, 913}


@pytest.mark.parametrize("seen", [["own", "theirs"], ["own"], []])
def test_where_the_machine_does_not_tell_a_number_that_runs_is_a_living_process(draft, drafts, monkeypatch, seen):
    """Without /proc, with the processes of others hidden in it, or with that of another namespace mounted."""
    theirs = own_mark()
    own = own_process()
    real = draft_owner._pid_and_begun

    def hidden(process):
        if process == "self" and "own" in seen:
            return real("self")
        if process != "self" and "theirs" in seen:
            return real(process)
        if process == "self" and not seen:
            return own.pid + 1, own.begun
        raise FileNotFoundError(process)

    monkeypatch.setattr(draft_owner, "_pid_and_begun", hidden)
    named(drafts, theirs)
    named(drafts, theirs.replace(str(os.getpid()), "4194305", 1), call=913)
    draft.put({"line": 0})
    assert draft.flush()
    assert own_mark() == (theirs if "own" in seen else str(os.getpid()))
    assert living(drafts) == {912}


# What a kill or a failing disk leaves lying there


def test_what_was_killed_before_it_had_a_name_is_swept_away_and_what_is_being_made_is_not(drafts):
    own = own_process()
    left = drafts / f"912.ana.{own.pid}-1-{own.boot}-{own.namespace}.new"
    made = drafts / f"912.ana.{own_mark()}.new"
    other = drafts / "notes.new"
    for path in (left, made, other):
        path.touch()
    sweep(drafts)
    assert sorted(drafts.iterdir()) == sorted([made, other])


def test_of_several_files_of_a_call_the_one_that_has_most_is_offered_and_taken_up(drafts):
    """A kill while everything goes to a new file: the new one is younger and has less."""
    events = [{"line": number} for number in range(5)]
    old = named(drafts, "4194305-1-00000000-beef", events=events)
    new = named(drafts, "4194305-1-00000000-beef-2", events=events[:2])
    os.utime(old, (NOW.timestamp() - 9, NOW.timestamp() - 9))
    os.utime(new, (NOW.timestamp(), NOW.timestamp()))
    (orphan,) = orphans(drafts, "ana")
    assert orphan.events == tuple(events)
    assert orphan.written == "2026-10-08T14:00:00Z"
    draft = FolderDraft(drafts, 912, "ana", lambda _: None)
    assert draft.durable() == 5
    assert orphans(drafts, "ana") == [], "its other file is not a call that was cut"
    assert FolderDraft(drafts, 912, "ana", lambda _: None).durable() == 0, "a living call is not taken up from a copy"
    draft.discard()
    assert list(drafts.iterdir()) == []


def test_a_disk_that_refuses_for_long_leaves_no_heap_of_empty_files(drafts, monkeypatch):
    monkeypatch.setattr("paratui.store.tinydb_folder.drafts.draft_writer._RETRY_SECONDS", 0.001)
    tries = []

    def refused(folder):
        tries.append(folder)
        raise OSError(errno.EIO, "Input/output error")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("paratui.store.tinydb_folder.drafts.draft_writer.sync_folder", refused)
        draft = FolderDraft(drafts, 912, "ana", lambda _: None)
        draft.put({"line": 0})
        wait_until(lambda: len(tries) > 20)
    assert draft.flush()
    assert len(list(drafts.iterdir())) == 1
    draft.close()


def test_lines_only_the_page_cache_holds_are_made_durable_before_they_are_called_so(drafts, monkeypatch):
    named(drafts, "4194305-1-00000000-beef", events=[{"line": 0}, {"line": 1}])
    with pytest.MonkeyPatch.context() as patch:

        def failing(_fd):
            raise OSError(errno.EIO, "Input/output error")

        patch.setattr(os, "fdatasync", failing)
        draft = FolderDraft(drafts, 912, "ana", lambda _: None)
        assert draft.durable() == 0
        wait_until(draft.failed)
    assert draft.flush()
    assert draft.durable() == 2
    draft.close()
    assert orphans(drafts, "ana")[0].events == ({"line": 0}, {"line": 1})


def test_an_old_file_that_cannot_be_removed_does_not_stop_the_saving(draft, drafts):
    draft.put({"line": 0})
    assert draft.flush()
    (first,) = drafts.iterdir()
    with pytest.MonkeyPatch.context() as patch:
        sync, unlink = iter([True]), type(drafts).unlink

        def failing(fd, real=os.fdatasync):
            if next(sync, False):
                raise OSError(errno.EIO, "Input/output error")
            real(fd)

        def refused(path, **how):
            if path == first:
                raise PermissionError(errno.EACCES, "Permission denied")
            unlink(path, **how)

        patch.setattr(os, "fdatasync", failing)
        patch.setattr(type(drafts), "unlink", refused)
        draft.put({"line": 1})
        assert draft.flush()
        draft.put({"line": 2})
        assert draft.flush()
    draft.close()
    (orphan,) = orphans(drafts, "ana")
    assert orphan.events == ({"line": 0}, {"line": 1}, {"line": 2})


def test_a_draft_that_cannot_be_removed_is_no_failure_of_the_call_that_was_written(draft, drafts, monkeypatch):
    draft.put({"line": 0})
    assert draft.flush()

    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(drafts), "unlink", refused)
        draft.discard()
    assert [orphan.call for orphan in orphans(drafts, "ana")] == [912]


def test_whole_lines_that_do_not_hold_are_kept_and_told(drafts):
    path = named(drafts, "left")
    path.write_bytes(path.read_bytes().replace(b"line", b"lime"))
    assert orphans(drafts, "ana") == []
    (told,) = stranded(drafts, "ana")
    assert told.why.startswith("A call ana was taking is kept in drafts/912.ana.left.jsonl, with 1 of its 1 entries")
    assert stranded(drafts, "dana") == []


def test_the_draft_of_an_account_that_is_gone_is_told_to_everybody_and_can_be_given_to_a_colleague(
    drafts, monkeypatch
):
    path = named(drafts, "4194305-1-00000000-beef", login="carl")
    monkeypatch.setattr(draft_folder, "_has_account", lambda uid: False)
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    (told,) = stranded(drafts, "dana")
    assert "A call carl was taking is kept in drafts/912.carl" in told.why
    assert "that account is gone: an admin gives the file to a colleague with chown" in told.why
    path.rename(drafts / path.name.replace("carl", "dana"))
    assert [orphan.call for orphan in orphans(drafts, "dana")] == [912]


def test_a_living_draft_and_an_empty_one_are_nothing_to_tell(draft, drafts, monkeypatch):
    draft.put({"line": 0})
    assert draft.flush()
    (drafts / "913.carl.left.jsonl").touch()
    monkeypatch.setattr(draft_folder, "_has_account", lambda uid: False)
    monkeypatch.setattr(os, "geteuid", lambda: drafts.stat().st_uid + 1)
    assert stranded(drafts, "ana") == []

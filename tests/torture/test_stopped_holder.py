"""What when somebody's process is stopped while it holds a lock? Others are told who, read on, and lose nothing."""

from __future__ import annotations

import inspect
import signal
import time
from pathlib import Path

import pytest

from paratui.domain.errors import StoreBusy
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.colleague import PATIENCE, Colleague
from tests.torture.kill_points import Moment, wrecks
from tests.torture.stopped import add_one, item, opened, read_all, stop_in_checkpoint, stop_in_commit

HALF_A_LINE = Moment(1, "write segment", half=True)


@pytest.fixture
def folder(tmp_path):
    """An office with three open items and a closed one, folded, and an item that is not folded yet."""
    folder = tmp_path / "office"
    store = opened(folder, "ana")
    store.commit([item(1), item(2), item(3), item(4, status="done")])
    store.checkpoint(force=True)
    store.commit([item(5)])
    store._records.journal.close()
    return folder


@pytest.fixture
def stopped(folder):
    """Start somebody's job and wait until the kernel has stopped it in the middle."""
    started = []

    def start(job, *given):
        colleague = Colleague(job, folder, *given)
        started.append(colleague)
        colleague.hear("stopping")
        colleague.wait_until_stopped()
        return colleague

    yield start
    for colleague in started:
        colleague.kill()
        colleague.hear_out()


def ids(docs):
    return [doc["id"] for doc in docs]


def in_another_process(folder):
    """What somebody sees who starts the program now."""
    return Colleague(read_all, folder).hear("read")


def test_the_program_waits_two_seconds_at_most():
    assert inspect.signature(open_folder).parameters["lock_seconds"].default <= 2.0


def test_a_commit_names_the_stopped_holder_and_reading_goes_on(folder, stopped):
    carl = opened(folder, "carl")
    holder = stopped(stop_in_commit, "dana", 6, HALF_A_LINE)
    busy = Colleague(add_one, folder, "ana", 7, 0.3).hear("busy")
    assert busy[1] == f"The office is being written by dana (process {holder.pid}); try again in a moment"
    assert busy[2] == f"dana (process {holder.pid})"
    # The half of a line that stands in the journal is nobody's record and nobody's change.
    assert ids(carl.open_follow_ups()) == [1, 2, 3, 5]
    assert carl.changes() == []
    _, open_ones, every, changes = in_another_process(folder)
    assert ids(open_ones) == [1, 2, 3, 5]
    assert ids(every) == [5, 4, 3, 2, 1]
    assert changes == []
    holder.signal(signal.SIGCONT)
    assert holder.hear("stored")[1]["number"] == 6
    holder.hear_out()
    assert [(change.id, change.by) for change in carl.changes()] == [(6, "dana")]
    assert carl.commit([item(7)]).docs[0]["number"] == 7
    assert carl.verify().findings == ()
    assert carl.set_aside() == []
    carl.close()


def test_kill_9_of_a_stopped_holder_lets_the_waiting_commit_through(folder, stopped):
    holder = stopped(stop_in_commit, "dana", 6, HALF_A_LINE)
    waiting = Colleague(add_one, folder, "ana", 7, 60.0)
    waiting.hear("ready")
    wait_until_queued(waiting.pid)
    holder.kill()
    assert waiting.hear("stored")[1]["number"] == 6
    waiting.hear_out()
    store = opened(folder, "carl")
    assert ids(store.open_follow_ups()) == [1, 2, 3, 5, 7]
    assert store.verify().findings == ()
    pieces = store.set_aside()
    assert [piece.file.partition("/")[0] for piece in pieces] == ["torn"]
    assert b'"seq":3,' in (folder / pieces[0].file).read_bytes()
    store.close()


def test_one_who_is_stopped_while_waiting_stands_in_nobodys_way(folder, stopped):
    holder = stopped(stop_in_commit, "dana", 6, HALF_A_LINE)
    waiting = Colleague(add_one, folder, "ana", 7, 60.0)
    waiting.hear("ready")
    wait_until_queued(waiting.pid)
    waiting.signal(signal.SIGSTOP)
    waiting.wait_until_stopped()
    holder.signal(signal.SIGCONT)
    holder.hear_out()
    assert Colleague(add_one, folder, "carl", 8, 5.0).hear("stored")[1]["number"] == 7
    waiting.signal(signal.SIGCONT)
    assert waiting.hear("stored")[1]["number"] == 8
    waiting.hear_out()


@pytest.mark.parametrize(
    "change",
    ["fsync new shard", "replace checkpoint.plan", "replace shard", "replace hot.json", "replace meta.json"],
)
def test_while_a_checkpoint_is_stopped_commits_go_on_and_nobody_else_folds(folder, stopped, change):
    carl = opened(folder, "carl", 0.3)
    carl.commit([item(6, status="done")])
    holder = stopped(stop_in_checkpoint, "dana", Moment(1, change))
    assert carl.checkpoint(force=True) is False
    for number in range(7, 30):
        assert carl.commit([item(number, outcome="x" * 900)]).docs[0]["number"] == number
    assert carl.checkpoint() is False
    assert ids(carl.open_follow_ups()) == [1, 2, 3, 5, *range(7, 30)]
    assert ids(in_another_process(folder)[2]) == list(range(29, 0, -1))
    assert Colleague(add_one, folder, "ana", 30, 0.3).hear("stored")[1]["number"] == 30
    assert carl.set_aside() == []
    holder.signal(signal.SIGCONT)
    assert holder.hear("folded")[1] is True
    holder.hear_out()
    assert carl.set_aside() == []
    carl.checkpoint(force=True)
    assert not wrecks(folder)
    assert ids(carl.open_follow_ups()) == [1, 2, 3, 5, *range(7, 31)]
    assert carl.verify().findings == ()
    carl.close()


def test_kill_9_of_a_stopped_checkpoint_lets_the_next_one_finish_it(folder, stopped):
    carl = opened(folder, "carl", 0.3)
    holder = stopped(stop_in_checkpoint, "dana", Moment(1, "replace meta.json"))
    carl.commit([item(6)])
    holder.kill()
    holder.hear_out()
    assert carl.checkpoint(force=True) is True
    assert not wrecks(folder)
    assert carl.verify().findings == ()
    assert carl.set_aside() == []
    carl.close()


def test_one_stopped_while_it_begins_a_segment_is_named_too(folder, stopped):
    carl = opened(folder, "carl", 0.3)
    for number in range(6, 14):
        carl.commit([item(number, outcome="x" * 900)])
    holder = stopped(stop_in_checkpoint, "dana", Moment(1, "rename segment"))
    with pytest.raises(StoreBusy, match=rf"dana \(process {holder.pid}\)"):
        carl.commit([item(14)])
    assert len(carl.open_follow_ups()) == 12
    holder.signal(signal.SIGCONT)
    assert holder.hear("folded")[1] is True
    holder.hear_out()
    assert carl.commit([item(14)]).docs[0]["number"] == 14
    assert carl.verify().findings == ()
    carl.close()


def wait_until_queued(pid: int) -> None:
    """Until a thread of the process waits in the kernel's queue for a lock."""
    deadline = time.monotonic() + PATIENCE
    while not any(line.split()[1:2] == ["->"] and f" {pid} " in line for line in queue()):
        assert time.monotonic() < deadline, "it never waited for the lock"
        time.sleep(0.002)


def queue() -> list[str]:
    return Path("/proc/locks").read_text().splitlines()

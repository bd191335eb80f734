"""A power cut at any moment of a day loses nothing that was reported as saved, and leaves nothing half done.

The disk is a model of what a file system promises, no more (see power_loss.py); the day is real: two
processes over one office, their file operations recorded and cut off before each of them.
"""

from __future__ import annotations

import multiprocessing
import random
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.torture.disk_operations import Create, Mode, Note, Rename, Sync, Truncate, Unlink, Write
from tests.torture.examination import Question, examine, recorded, unnoticed
from tests.torture.power_loss import Disk

# Syncs no power cut needs. The cut of a torn tail is made durable with the line that follows it; a segment is
# read from journal/ or audit/, wherever it lies.
SUPERFLUOUS = ("journal.cut_tail", "checkpoint.move_folded")
# Where a kill followed by a power cut takes everything along, unless the next one sees to the name again.
LOSSES = ("_make_name_durable", "journal.rotate")


def side_by_side(function, questions):
    """Ask on two cores."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(function, questions))


def test_the_record_is_all_that_happened_and_the_same_again_for_the_same_seed():
    first, again = recorded(1), recorded.__wrapped__(1)
    assert first == again
    # Both people work at the same time: a commit of one lies within a checkpoint of the other.
    told = {(one.by, one.what) for one in first if isinstance(one, Note)}
    assert {("ana", "stored"), ("ana", "took_up"), ("dana", "torn"), ("ana", "edited"), ("dana", "killed")} <= told
    assert {("ana", "discarded"), ("dana", "discarded"), ("ana", "pieces"), ("dana", "pieces")} <= told
    assert any(isinstance(one, Rename) and one.source != one.target for one in first), "no segment was moved"


def test_a_power_cut_at_any_operation_of_the_day_loses_nothing(long):
    if long:
        halves = [Question(seed, at_each=None, part=n, parts=2) for seed in (1, 2, 3) for n in (0, 1)]
        answers = side_by_side(examine, halves)
    else:
        answers = [examine(Question(1))]
    assert [trouble for answer in answers for trouble in answer.troubles] == []
    count = sum(answer.states for answer in answers)
    print(f"{count} crash states, 0 troubles")
    assert count > (10_000 if long else 500)


def test_a_colleague_killed_before_a_sync_does_not_take_others_commits_along(long):
    """What is seen in the folder need not be durable: whoever was to see to it may have died before."""
    found = sorted({one.site for one in recorded(1) if isinstance(one, Sync) and " < " in one.site})
    if long:
        answers = side_by_side(examine, [Question(1, killed_at=site, every=3) for site in found])
    else:
        # The name of the office, and the name of a segment.
        wanted = [next(site for site in found if "folder: " in site and name in site) for name in LOSSES]
        answers = [examine(Question(1, killed_at=site, every=3)) for site in wanted]
    assert [trouble for answer in answers for trouble in answer.troubles] == []
    count = sum(answer.states for answer in answers)
    print(f"{count} crash states after a kill at one of {len(answers)} syncs, 0 troubles")
    assert count > 100 * len(answers)


@pytest.mark.parametrize(
    ("without", "trouble"),
    [
        ("journal.append", "lost: "),
        ("file: disk.write_beside", "stock TinyDB does not open"),
        ("folder: ", "lost: "),
    ],
    ids=["the fdatasync of a commit", "the fsync of a new file", "the fsync of folders"],
)
def test_the_simulator_sees_it_when_a_sync_is_left_out(without, trouble):
    """Negative controls: the processes of the day run without these syncs."""
    answer = examine(Question(1, without=(without,), enough=60))
    assert len(answer.troubles) >= 60
    assert any(trouble in one for one in answer.troubles), answer.troubles[:3]


@pytest.mark.long
def test_every_sync_of_the_store_is_needed_but_two():
    answers = side_by_side(unnoticed, [Question(1, part=n, parts=2) for n in (0, 1)])
    found = [site for answer in answers for site in answer]
    assert [site for site in found if not any(name in site for name in SUPERFLUOUS)] == []


def left(*operations):
    """The different contents of a disk after some operations and a power cut: path to bytes."""
    disk = Disk()
    for operation in operations:
        disk.apply(operation)
    trees = [state.tree() for state in disk.crash_states(random.Random(1))]
    return {tuple(sorted((path, leaf.data) for path, leaf in tree.items())) for tree in trees}


NEW = Create(0, "a", 1, 0o660, is_folder=False)


def test_a_synced_file_without_a_synced_name_may_be_gone():
    assert left(NEW, Write(1, 0, b"abcd"), Sync(1, "")) == {(), (("a", b"abcd"),)}


def test_a_synced_name_without_synced_content_may_be_empty_cut_or_zeros():
    assert left(NEW, Sync(0, ""), Write(1, 0, b"abcd")) == {
        (("a", data),) for data in (b"", b"a", b"ab", b"abc", b"\0\0\0\0", b"abcd")
    }


def test_what_was_synced_stays_and_what_came_after_may_be_lost_with_it_in_place():
    synced = (NEW, Write(1, 0, b"abcd"), Sync(1, ""), Sync(0, ""))
    assert left(*synced) == {(("a", b"abcd"),)}
    assert left(*synced, Truncate(1, 2)) == {(("a", b"abcd"),), (("a", b"ab"),)}
    assert left(*synced, Unlink(0, "a")) == {(("a", b"abcd"),), ()}


def test_a_rename_happens_or_does_not_and_between_folders_never_loses_both_names():
    old = Create(0, "old", 2, 0o660, is_folder=False)
    synced = (NEW, Write(1, 0, b"a"), Sync(1, ""), old, Sync(2, ""), Sync(0, ""))
    both, renamed = (("a", b"a"), ("old", b"")), (("old", b"a"),)
    assert left(*synced, Rename(0, "a", 0, "old")) == {both, renamed}
    folder = Create(0, "f", 3, 0o770, is_folder=True)
    there = (NEW, Write(1, 0, b"a"), Sync(1, ""), folder, Sync(0, ""), Rename(0, "a", 3, "b"))
    assert left(*there) == {
        (("a", b"a"), ("f", None)),
        (("a", b"a"), ("f", None), ("f/b", b"a")),
        (("f", None), ("f/b", b"a")),
    }
    assert left(*there, Sync(0, "")) == {(("f", None), ("f/b", b"a"))}


def test_a_mode_set_without_a_sync_may_be_the_one_before():
    disk = Disk()
    for operation in (NEW, Sync(0, ""), Mode(1, 0o600)):
        disk.apply(operation)
    assert {state.tree()["a"].mode for state in disk.crash_states(random.Random(1))} == {0o660, 0o600}

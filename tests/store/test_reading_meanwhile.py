"""Who reads never waits for the disk: the screen looks for news while a thread of the same process writes."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from paratui.store.interface import Put

PATIENCE = 20.0


class SlowDisk:
    """Every sync of the watched thread stands still until it is let go on."""

    def __init__(self, monkeypatch) -> None:
        self.stands = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self.watched: int | None = None
        for name in ("fsync", "fdatasync"):
            monkeypatch.setattr(os, name, self._slow(getattr(os, name)))

    def _slow(self, real):
        def slow(fd) -> None:
            if threading.get_ident() == self.watched:
                self.stands.release()
                assert self.go_on.acquire(timeout=PATIENCE)
            real(fd)

        return slow

    def syncs_of(self, work, look) -> int:
        """Do `work` in a thread and `look` during each of its syncs; how many of these there were."""

        def watched() -> None:
            self.watched = threading.get_ident()
            try:
                work()
            finally:
                self.watched = None

        looks = 0
        with ThreadPoolExecutor(2) as threads:
            working = threads.submit(watched)
            working.add_done_callback(lambda _: self.stands.release())
            try:
                while self.stands.acquire(timeout=PATIENCE) and not working.done():
                    looking = threads.submit(look)
                    assert looking.exception(timeout=PATIENCE / 4) is None
                    self.go_on.release()
                    looks += 1
            finally:
                # Whatever stands still goes on, or a failed test would never end.
                for _ in range(1000):
                    self.go_on.release()
            working.result(timeout=PATIENCE)
        return looks


@pytest.fixture
def disk(monkeypatch) -> SlowDisk:
    return SlowDisk(monkeypatch)


def reader(store, record: int):
    def look() -> None:
        store.changes()
        assert store.get("follow_up", record)["text"]
        assert store.open_follow_ups()
        assert store.set_aside() == []

    return look


def test_looking_for_news_does_not_wait_for_the_disk_while_a_checkpoint_folds(office, disk) -> None:
    # A segment longer than this is ended by the checkpoint, which syncs the folder for the next one.
    store = office.open()
    record = store.commit([Put("follow_up", office.follow_up())]).docs[0]["id"]
    store.commit([Put("call", office.call(status="ended", outcome="reached " * 1000))])
    assert disk.syncs_of(lambda: store.checkpoint(force=True), reader(store, record)) > 3


def test_looking_for_news_does_not_wait_for_the_disk_while_something_is_saved(office, disk) -> None:
    record = office.open().commit([Put("follow_up", office.follow_up())]).docs[0]["id"]
    # A store that was just opened also makes sure of the segment's name.
    store = office.open("dana")
    made = Put("follow_up", office.follow_up())
    assert disk.syncs_of(lambda: store.commit([made]), reader(store, record)) > 1
    # What another thread has read before it was durable is there once, and is no news of somebody else's.
    assert len(store.open_follow_ups()) == 2
    assert store.changes() == []
    assert store.commit([Put("follow_up", office.follow_up())]).seq == 3
    assert store.verify().findings == ()

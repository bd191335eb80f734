"""Who stops in the middle of something (Ctrl-Z, a debugger, a frozen machine), and who reads meanwhile?"""

from __future__ import annotations

import signal

from paratui.domain.errors import StoreBusy
from paratui.domain.follow_up import FollowUp
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.kill_points import Watch
from tests.torture.writer import SEGMENT_BYTES, MachineClock


def opened(folder, login: str, lock_seconds: float = 60.0):
    return open_folder(folder, login, MachineClock(), lock_seconds=lock_seconds, segment_bytes=SEGMENT_BYTES)


def item(number: int, **fields) -> Put:
    """A new follow-up; a long text fills a segment."""
    return Put("follow_up", FollowUp(id=number, text="call her back").doc() | fields)


def stop_in_commit(say, folder, login, number, moment) -> None:
    """Add a follow-up and be stopped at a moment of it."""
    store = opened(folder, login)
    Watch(folder, moment, lambda change, _: say("stopping", change), signal.SIGSTOP)
    stored = store.commit([item(number)])
    say("stored", stored.docs[0])
    store.close()


def stop_in_checkpoint(say, folder, login, moment) -> None:
    """Fold and be stopped at a moment of it."""
    store = opened(folder, login)
    Watch(folder, moment, lambda change, _: say("stopping", change), signal.SIGSTOP)
    say("folded", store.checkpoint(force=True))
    store.close()


def add_one(say, folder, login, number, lock_seconds) -> None:
    """Add a follow-up, or say who is in the way."""
    store = opened(folder, login, lock_seconds)
    say("ready")
    try:
        say("stored", store.commit([item(number)]).docs[0])
    except StoreBusy as busy:
        say("busy", str(busy), busy.holder)
    store.close()


def read_all(say, folder) -> None:
    """Open the office and read what there is, in a process that never writes."""
    store = opened(folder, "reader")
    say("read", store.open_follow_ups(), list(store.records("follow_up")), store.changes())

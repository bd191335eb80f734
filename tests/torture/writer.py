"""A colleague of the torture tests: commits without pause, and says on stdout what was acknowledged.

    writer.py FOLDER LOGIN SEED COMMITS [CRASH]

CRASH is `NUMBER`: the process kills itself at that many calls of the system that change the disk, in the
middle of the call where it is a write. Each acknowledged commit is one line of JSON: the documents stored.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from paratui.domain.call import Call
from paratui.domain.errors import Conflict, StoreBusy
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder

WATCHED = ("write", "fsync", "fdatasync", "ftruncate", "rename", "replace", "unlink", "fchmod", "mkdir", "chmod")


class Clock:
    """The machine's clock, in the weeks a record may fall into."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def ticks(self) -> float:
        return time.monotonic()


def crash_at(number: int) -> None:
    """Die at the `number`-th change of the disk, as by kill -9."""
    left = number

    def watch(name):
        real = getattr(os, name)

        def watched(*args, **kwargs):
            nonlocal left
            left -= 1
            if left == 0:
                if name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        setattr(os, name, watched)

    for name in WATCHED:
        watch(name)


def say(docs) -> None:
    sys.stdout.write(json.dumps([[kind, doc["id"], doc["rev"], doc.get("number")] for kind, doc in docs]) + "\n")
    sys.stdout.flush()


def a_commit(store, draw: random.Random) -> list[Put]:
    """One thing a person does: end a call with two follow-ups, change a follow-up, amend an old call."""
    chance = draw.random()
    if chance < 0.3:
        at = datetime.now(UTC) - timedelta(days=draw.randrange(60))
        call = Call(id=make_id(at, draw.getrandbits(22)), status="ended", outcome="x" * draw.randrange(3000))
        made = [FollowUp(id=make_id(at, draw.getrandbits(22)), text="send it", call=call.id) for _ in range(2)]
        return [Put("call", call.doc()), *(Put("follow_up", one.doc()) for one in made)]
    if chance < 0.4:
        calls = list(store.records("call"))
        if calls:
            doc = draw.choice(calls)
            return [Put("call", doc | {"amended_why": f"amended {draw.random()}"}, doc["rev"])]
    items = list(store.records("follow_up")) if chance > 0.9 else store.open_follow_ups()
    if not items:
        return [Put("follow_up", FollowUp(id=make_id(datetime.now(UTC), draw.getrandbits(22)), text="call").doc())]
    doc = draw.choice(items)
    status = draw.choice(["open", "open", "waiting_client", "done"])
    return [Put("follow_up", doc | {"status": status, "outcome": f"tried {draw.random()}"}, doc["rev"])]


def main() -> None:
    folder, login, seed, commits = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    if len(sys.argv) > 5:
        crash_at(int(sys.argv[5]))
    draw = random.Random(seed)
    store = open_folder(folder, login, Clock(), lock_seconds=20.0, segment_bytes=8000)
    for _ in range(commits):
        puts = a_commit(store, draw)
        try:
            stored = store.commit(puts)
        except (Conflict, StoreBusy):
            continue
        say(zip([put.kind for put in puts], stored.docs, strict=True))
        if draw.random() < 0.1:
            store.checkpoint(force=True)
        else:
            store.checkpoint()
    store.close()


if __name__ == "__main__":
    main()

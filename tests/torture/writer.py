"""What does somebody do who works without pause? Commits, types a call, folds, and says what was reported as saved.

`("stored", [[kind, id, revision, number, checksum], ...])` is a commit, `("durable", call, n)` says that the first
`n` events of that call's draft are saved, `("dying", change, half, at)` that a chosen moment has come.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from paratui.domain.call import Call
from paratui.domain.errors import Conflict, StoreBusy
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id
from paratui.store.document import doc_bytes
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.kill_points import Watch

if TYPE_CHECKING:
    from pathlib import Path

SEGMENT_BYTES = 6000
WEEKS = 60


class MachineClock:
    """The machine's clock: these processes live in real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def ticks(self) -> float:
        return time.monotonic()


class Writer:
    """One person's unresting day in an office."""

    def __init__(self, say, folder: Path, login: str, seed: int) -> None:
        self._say = say
        self._draw = random.Random(seed)
        self._folder = folder
        self._login = login
        self._draft = None
        self._call = self._typed = 0

    def open(self) -> None:
        self.store = open_folder(
            self._folder, self._login, MachineClock(), lock_seconds=60.0, segment_bytes=SEGMENT_BYTES
        )

    def commit(self, puts) -> None:
        try:
            stored = self.store.commit(puts)
        except (Conflict, StoreBusy):
            return
        self._say("stored", acknowledgement([put.kind for put in puts], stored.docs))

    def do_something(self) -> None:
        """End a call with two follow-ups, change a follow-up, amend an old call, reopen a closed item."""
        chance = self._draw.random()
        if chance < 0.3:
            self.commit(self._ended_call(self._new_id()))
            return
        calls = list(self.store.records("call")) if chance < 0.4 else []
        if calls:
            doc = self._draw.choice(calls)
            self.commit([Put("call", doc | {"amended_why": f"amended {chance}"}, doc["rev"])])
            return
        items = list(self.store.records("follow_up")) if chance > 0.9 else self.store.open_follow_ups()
        if not items:
            self.commit([Put("follow_up", FollowUp(id=self._new_id(), text="call her back").doc())])
            return
        doc = self._draw.choice(items)
        status = self._draw.choice(["open", "open", "waiting_client", "done"])
        self.commit([Put("follow_up", doc | {"status": status, "outcome": f"tried {chance}"}, doc["rev"])])

    def type_on(self) -> None:
        """Take up the call that was cut, or begin one; type; now and then end it."""
        if self._draft is None:
            left = self.store.orphaned_drafts()
            self._call = left[0].call if left else self._new_id()
            self._typed = len(left[0].events) if left else 0
            self._draft = self.store.draft(self._call)
        for _ in range(self._draw.randrange(1, 4)):
            self._draft.put(event(self._call, self._typed))
            self._typed += 1
        if self._draft.flush(60.0):
            self._say("durable", self._login, self._call, self._typed)
        if self._typed > 12:
            # A second commit of a call that is there already: its process died before it could fold its draft away.
            if not self.store.get("call", self._call):
                self.commit(self._ended_call(self._call))
            self._draft.discard()
            self._draft = None

    def _ended_call(self, record: int) -> list[Put]:
        call = Call(id=record, status="ended", outcome="x" * self._draw.randrange(1500))
        made = [FollowUp(id=self._new_id(), text="send it", call=record) for _ in range(2)]
        return [Put("call", call.doc()), *(Put("follow_up", one.doc()) for one in made)]

    def _new_id(self) -> int:
        at = datetime.now(UTC) - timedelta(days=self._draw.randrange(WEEKS))
        return make_id(at, self._draw.getrandbits(22))


def event(call: int, number: int) -> dict:
    """The `number`-th thing typed on a call."""
    return {"n": number, "line": f"hearing moved, she got letter {number} of {call} yesterday"}


def acknowledgement(kinds, docs) -> list:
    """What a commit stored, in a few words."""
    return [
        [kind, doc["id"], doc["rev"], doc.get("number"), crc32(doc_bytes(doc))]
        for kind, doc in zip(kinds, docs, strict=True)
    ]


def work(say, folder, login, seed, commits, moment, wrecked) -> None:
    """Open the office, put in order what is `wrecked`, then work until the moment has come."""
    at = "in recovery" if wrecked else "opening"
    watch = Watch(folder, moment, lambda change, half: say("dying", change, half, at))
    writer = Writer(say, folder, login, seed)
    writer.open()
    if wrecked:
        # The first commit sets a torn tail aside, the first checkpoint ends the one that was cut off.
        writer.do_something()
        writer.store.checkpoint(force=True)
    at = "working"
    say("ready")
    draw = random.Random(seed)
    for turn in range(commits):
        writer.do_something()
        if turn % 3 == 0:
            writer.type_on()
        writer.store.checkpoint(force=draw.random() < 0.1)
    writer.store.close()
    say("changes", sorted(watch.changes))

"""What do many people do in one office on a mixed day? And what does somebody see who only looks on?

45 % change a follow-up (30 % of these one of ten that everybody works on), 15 % a new follow-up, 10 % a new call
with two follow-ups, 5 % close one, 20 % list one's own, 5 % open an old call.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from itertools import count

from paratui.domain.call import Call
from paratui.domain.errors import Conflict
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.writer import MachineClock, acknowledgement

SEGMENT_BYTES = 20_000
SHARED, HOT = 120, 10


class Person:
    """Works through a number of actions, each tried again until nobody is in the way."""

    def __init__(self, say, folder, login: str, seed: int) -> None:
        self._say = say
        self._login = login
        self._draw = random.Random(seed)
        self._number = count(seed << 12)
        self.store = open_folder(folder, login, MachineClock(), lock_seconds=60.0, segment_bytes=SEGMENT_BYTES)
        self.conflicts = 0

    def chance(self) -> float:
        """A number from 0 to 1."""
        return self._draw.random()

    def change(self, record: int, **fields) -> None:
        """Change a follow-up from the revision that was read; read it anew when somebody was quicker."""
        while True:
            doc = self.store.get("follow_up", record)
            try:
                return self._commit([Put("follow_up", doc | fields, doc["rev"])])
            except Conflict:
                self.conflicts += 1

    def add(self, kind: str) -> None:
        """A follow-up, or a call with two."""
        at = datetime.now(UTC) - timedelta(days=self._draw.randrange(40))
        if kind == "follow_up":
            self._commit([Put("follow_up", self._item(at, 0))])
            return
        call = Call(id=make_id(at, next(self._number)), staff=self._login, status="ended", outcome="x" * 600)
        self._commit([Put("call", call.doc()), *(Put("follow_up", self._item(at, call.id)) for _ in range(2))])

    def act(self, shared: list[int]) -> None:
        """One thing people do."""
        chance = self._draw.random()
        if chance < 0.5:
            hot = self._draw.random() < 0.3
            record = self._draw.choice(shared[:HOT] if hot else shared)
            status = "done" if chance < 0.05 else "open"
            self.change(record, status=status, outcome=f"tried {chance}", assignee=self._login)
        elif chance < 0.65:
            self.add("follow_up")
        elif chance < 0.75:
            self.add("call")
        elif chance < 0.95:
            mine = [doc for doc in self.store.open_follow_ups() if doc.get("assignee") == self._login]
            assert all(doc["status"] == "open" for doc in mine)
        else:
            calls = list(self.store.records("call"))
            assert not calls or self.store.get("call", self._draw.choice(calls)["id"])

    def _commit(self, puts) -> None:
        stored = self.store.commit(puts)
        self._say("stored", acknowledgement([put.kind for put in puts], stored.docs))

    def _item(self, at: datetime, call: int) -> dict:
        return FollowUp(id=make_id(at, next(self._number)), text="send it", call=call, assignee=self._login).doc()


def work_a_day(say, folder, login, seed, actions, shared) -> None:
    """Everything of one person's day, with checkpoints as they fall due."""
    person = Person(say, folder, login, seed)
    for _ in range(actions):
        person.act(shared)
        person.store.checkpoint()
    person.store.close()
    say("left", person.conflicts)


def look_on(say, folder, last_seen) -> None:
    """Ask what changed, five times as often as a screen does, until a record with the id `last_seen` came."""
    store = open_folder(folder, "zoe", MachineClock(), segment_bytes=SEGMENT_BYTES)
    known = {doc["id"]: doc["rev"] for doc in store.records("follow_up")}
    say("looking")
    told, anew = [], 0
    while last_seen not in known:
        changes = store.changes()
        if changes is None:
            anew += 1
            known = {doc["id"]: doc["rev"] for kind in ("follow_up", "call") for doc in store.records(kind)}
        for change in changes or ():
            told.append(tuple(change))
            known[change.id] = change.rev
        time.sleep(0.04)
    say("seen", known, told, anew)
    store.close()

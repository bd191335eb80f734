"""The scripted day of an office of two, and what each of its processes does for a step.

    day.py ROOT LOGIN NUMBER LINE [SITE ...]

is one colleague: it takes words from the conductor over the descriptor LINE and does them. Syncs asked for
by a SITE (a part of the names of the functions of the store) are left out, for the negative controls.
"""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from paratui.domain.call import Call
from paratui.domain.errors import Conflict
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.recording import Conductor, Recorder

if TYPE_CHECKING:
    import random

    from tests.torture.disk_operations import Operation

OFFICE = "clients/office"
SEGMENT_BYTES = 4000
TORN = b'0123456789abcdef {"seq":cut off in the middle by kill -9'
# A step is a word; both people's steps of one phase are mixed.
PHASES: tuple[tuple[dict[str, str], tuple[str, ...] | None], ...] = (
    ({"ana": "open call change", "dana": "open call call"}, None),
    ({"ana": "checkpoint call", "dana": "change call change"}, None),
    # Somebody removes the folders that are empty, as a copy of the office may have lost them.
    ({"ana": "close", "dana": "close"}, None),
    ({"dana": "tidy_up"}, None),
    ({"ana": "open pick_up note note call", "dana": "open finish checkpoint call"}, None),
    ({"ana": "note hang_up checkpoint", "dana": "amend pick_up note note change"}, None),
    # A checkpoint is cut off by kill -9, with colleagues who go on.
    ({"ana": "call checkpoint", "dana": "call call note"}, ("ana", "office/meta.json'")),
    ({"ana": "open reopen checkpoint", "dana": "change call"}, None),
    # Killed over a line that is written and not yet synced; it counts as soon as a colleague has read it.
    ({"dana": "call"}, ("dana", "file: ", "journal.append")),
    ({"ana": "checkpoint"}, None),
    ({"ana": "change", "dana": "call"}, None),
    # A hand edit, and a commit that was cut off, while nobody else is in the files.
    ({"ana": "edit_hot"}, None),
    ({"ana": "change checkpoint call", "dana": "call finish"}, None),
    ({"dana": "tear"}, None),
    ({"ana": "call checkpoint amend", "dana": "reopen change"}, None),
    # A call that is dropped: its process dies, and its draft is taken up again.
    ({"ana": "pick_up note note"}, None),
    ({"ana": "note"}, ("ana", "file: draft_writer._try")),
    ({"ana": "open take_up note call", "dana": "give_up amend finish"}, None),
    # A new segment is there, and the one who made it dies before it can make its name durable.
    ({"ana": "call call call checkpoint"}, ("ana", "folder: ", "journal._create")),
    ({"dana": "call checkpoint change", "ana": "open change finish"}, None),
    ({"ana": "close", "dana": "pick_up note amend close"}, None),
)


class Clock:
    """A clock that stands still: nothing here depends on the time."""

    def now(self) -> datetime:
        return datetime(2026, 10, 8, 14, tzinfo=UTC)

    def ticks(self) -> float:
        return 0.0


class Person:
    """One process of the day. Each method without an underscore is a step."""

    def __init__(self, root: Path, login: str, number: int, recorder: Recorder) -> None:
        self._office = root / OFFICE
        self._login = login
        self._recorder = recorder
        self._drawn = number * 1000
        self._notes = 0
        self._draft = None

    def open(self) -> None:
        self._store = open_folder(
            self._office, self._login, Clock(), lock_seconds=50.0, segment_bytes=SEGMENT_BYTES
        )

    def call(self) -> None:
        """A call that ended, with the two follow-ups it gave, in one of three weeks."""
        call = Call(id=self._id(), status="ended", staff=self._login, person="Maria Garcia", outcome="reached")
        made = [
            FollowUp(id=self._id(), text=text, call=call.id, created_by=self._login)
            for text in ("send her the new notice", "ask the clerk for the hearing room")
        ]
        self._commit([Put("call", call.doc()), *(Put("follow_up", one.doc()) for one in made)])

    def change(self) -> None:
        doc = self._store.open_follow_ups()[0]
        claimed = {"assignee": self._login, "outcome": f"tried {doc['rev']}"}
        self._commit([Put("follow_up", doc | claimed, doc["rev"])])

    def finish(self) -> None:
        for doc in self._store.open_follow_ups()[-2:]:
            self._commit([Put("follow_up", doc | {"status": "done"}, doc["rev"])])

    def reopen(self) -> None:
        doc = next(doc for doc in self._store.records("follow_up") if doc["status"] == "done")
        self._commit([Put("follow_up", doc | {"status": "open"}, doc["rev"])])

    def amend(self) -> None:
        *_, doc = (doc for doc in self._store.records("call") if doc["status"] == "ended")
        self._commit([Put("call", doc | {"amended_why": f"by {self._login} after {doc['rev']}"}, doc["rev"])])

    def pick_up(self) -> None:
        """A call in progress, with a draft."""
        call = Call(id=self._id(), status="in_progress", staff=self._login, person="Ada Wong").doc()
        self._call = self._commit([Put("call", call)])[0]
        self._draft = self._store.draft(self._call["id"])

    def _see_to_a_call(self) -> None:
        if self._draft is None:
            self.pick_up()

    def note(self) -> None:
        self._see_to_a_call()
        self._notes += 1
        line = {"text": f"{self._login} {self._recorder.number}: line {self._notes} of the notes"}
        self._tell("types", (self._call["id"], line))
        self._draft.put(line)
        self._draft.flush(50.0)
        if self._draft.failed():
            raise AssertionError(self._draft.failed())
        self._tell("noted", (self._call["id"], line))

    def hang_up(self) -> None:
        self._see_to_a_call()
        ended = self._call | {"status": "ended", "outcome": "reached"}
        item = FollowUp(id=self._id(), text="call back", created_by=self._login).doc()
        self._commit([Put("call", ended, self._call["rev"]), Put("follow_up", item)])
        self._drop_draft()

    def give_up(self) -> None:
        self._see_to_a_call()
        self._commit([Put("call", self._call | {"status": "discarded"}, self._call["rev"])])
        self._drop_draft()

    def _drop_draft(self) -> None:
        self._tell("discards", self._call["id"])
        self._draft.discard()
        self._tell("discarded", self._call["id"])
        self._draft = None

    def take_up(self) -> None:
        """Go on with the draft of a process that died."""
        for orphan in self._store.orphaned_drafts()[:1]:
            self._call = self._store.get("call", orphan.call)
            self._draft = self._store.draft(orphan.call)
            self._tell("took_up", (orphan.call, self._draft.durable()))

    def checkpoint(self) -> None:
        self._store.checkpoint(force=True)
        trouble = [piece.why for piece in self._store.set_aside() if not piece.file]
        if trouble:
            raise AssertionError(trouble)
        self._tell("pieces", [piece.file for piece in self._store.set_aside()])

    def edit_hot(self) -> None:
        """What stock TinyDB does for an update: write over the file, sync, cut it off."""
        path = self._office / "hot.json"
        edited = path.read_bytes().replace(b'"send her', b'"do not send her')
        self._tell("edits", edited)
        fd = os.open(path, os.O_RDWR)
        os.write(fd, edited)
        os.fsync(fd)
        os.ftruncate(fd, len(edited))
        os.close(fd)
        self._tell("edited", edited)

    def tidy_up(self) -> None:
        for part in ("drafts", "foreign", "matters", "torn"):
            (self._office / part).rmdir()

    def tear(self) -> None:
        """What a process leaves that dies in the middle of its line; it reached the platter."""
        segment = max((self._office / "journal").glob("*.jsonl"))
        fd = os.open(segment, os.O_WRONLY | os.O_APPEND)
        os.write(fd, TORN)
        os.fsync(fd)
        os.close(fd)
        self._tell("torn", TORN)

    def close(self) -> None:
        self._store.close()

    def _id(self) -> int:
        self._drawn += 1
        return make_id(Clock().now() - timedelta(days=7 * (self._drawn % 3)), self._drawn)

    def _tell(self, what, value) -> None:
        self._recorder.note(what, value)

    def _commit(self, puts):
        """One commit, told before and after; a refused one changes nothing."""
        self._tell("begins", [(put.kind, put.doc["id"], put.base_revision + 1) for put in puts])
        try:
            docs = self._store.commit(puts).docs
        except Conflict:
            self._tell("refused", [(put.kind, put.doc["id"], put.base_revision + 1) for put in puts])
            return [put.doc for put in puts]
        self._tell("stored", [(put.kind, doc) for put, doc in zip(puts, docs, strict=True)])
        return docs


def record_day(
    root: Path, draw: random.Random, without: tuple[str, ...] = (), killed_at: str = ""
) -> list[Operation]:
    """Let the day happen in an empty folder, in an order that is drawn, and return what the disk was asked for.

    `without` leaves out syncs; `killed_at` kills in addition whoever asks first for the sync of that site.
    """
    conductor = Conductor(Path(__file__), root, draw, without)
    kills: list[tuple[str, ...]] = [("", f"'{killed_at}'")] if killed_at else []
    try:
        for plans, kill in PHASES:
            kills += [kill] if kill else []
            conductor.phase(plans, kills)
            if kills and not (killed_at or without):
                raise AssertionError(f"{kills} never came")
    finally:
        conductor.close()
    return conductor.trace


def main() -> None:
    root, login, number, line, *without = sys.argv[1:]
    conductor = Connection(int(line))
    os.umask(0o027)
    recorder = Recorder(Path(root), conductor, int(number), tuple(without))
    person = Person(Path(root), login, int(number), recorder)
    while True:
        conductor.send(("idle",))
        step = conductor.recv()
        try:
            getattr(person, step)()
        except BaseException:
            conductor.send(("failed", f"{step}: {traceback.format_exc()}"))
            raise


if __name__ == "__main__":
    main()

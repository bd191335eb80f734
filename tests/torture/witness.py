"""Is everything there that was reported as saved, whole and sound? Asked of the disk after every round of kills."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from zlib import crc32

from tinydb import TinyDB

from paratui.domain.follow_up import CLOSED
from paratui.store.document import doc_bytes
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.writer import SEGMENT_BYTES, MachineClock, event

PARTS = ("calls", "followups", "people", "matters", "staff", "conflict_checks")


class Witness:
    """Remembers what the people of one office were told, and holds the folder to it."""

    def __init__(self, folder) -> None:
        self._folder = folder
        self._commits: list[list] = []
        self._typed: dict[tuple[str, int], int] = {}
        self._halves: set[str] = set()
        self._turns = 0
        self.meta_was_lost = False

    @property
    def commits(self) -> int:
        """How many commits were acknowledged."""
        return len(self._commits)

    def heard(self, words) -> None:
        """Take in what a colleague said before it died."""
        for word in words:
            if word[0] == "stored":
                self._commits.append(word[1])
            elif word[0] == "durable":
                _, login, call, typed = word
                self._typed[login, call] = max(typed, self._typed.get((login, call), 0))
            elif word[0] == "dying" and word[1] == "write segment" and word[2]:
                self._halves.add(word[2])

    def look(self) -> None:
        """Hold the folder to it as the kills left it: nothing is opened by the store, so nothing is mended."""
        with_tinydb(self._folder)
        self._check_lines()

    def check(self) -> None:
        """Hold the folder to it as the kills left it, and after the next commit and checkpoint."""
        self.look()
        self._turns += 1
        store = open_folder(
            self._folder, "checker", MachineClock(), lock_seconds=5.0, segment_bytes=SEGMENT_BYTES
        )
        try:
            findings = [finding for finding in store.verify().findings if "torn/" not in finding.sentence]
            assert findings == [], findings
            self._check_records(store)
            self._check_drafts()
            name = {"id": self._turns, "name": f"checked {self._turns}"}
            store.commit([Put("person", name)])
            store.checkpoint(force=True)
            assert store.verify().findings == (), store.verify().findings
            self._check_aside(store)
            self._check_files(store)
        finally:
            store.close()

    def _check_lines(self) -> None:
        """Every acknowledged commit is one line of the journal, every document as it was acknowledged."""
        there = {}
        for line in whole_lines(self._folder):
            for op in line["ops"]:
                there[op["kind"], op["id"], op["rev"]] = (line["seq"], crc32(doc_bytes(op["doc"])))
        for commit in self._commits:
            found = {there.get((kind, record, rev), ("lost", 0)) for kind, record, rev, _, _ in commit}
            assert len({seq for seq, _ in found}) == 1, f"half of a commit: {commit}"
            assert {crc for _, crc in found} == {crc for *_, crc in commit}, f"lost or changed: {commit}"

    def _check_records(self, store) -> None:
        newest: dict[tuple[str, int], int] = {}
        for commit in self._commits:
            for kind, record, rev, _, _ in commit:
                newest[kind, record] = max(rev, newest.get((kind, record), 0))
        for (kind, record), rev in newest.items():
            assert store.get(kind, record)["rev"] >= rev, (kind, record)
        calls = [doc["id"] for doc in store.records("call")]
        items = list(store.records("follow_up"))
        made_with = sorted(doc["call"] for doc in items if doc["call"])
        assert made_with == sorted(calls * 2), "a call without its two follow-ups, or they without their call"
        assert sorted(doc["number"] for doc in items) == list(range(1, len(items) + 1))

    def _check_drafts(self) -> None:
        """What was typed and called saved is offered to its owner, until the call was written."""
        for login, mine in groupby(sorted(self._typed), key=lambda key: key[0]):
            store = open_folder(self._folder, login, MachineClock(), lock_seconds=5.0, segment_bytes=SEGMENT_BYTES)
            offered = {draft.call: draft.events for draft in store.orphaned_drafts()}
            for _, call in mine:
                if call not in offered:
                    assert store.get("call", call)["status"] == "ended", f"the draft of {call} is lost"
                    continue
                events = list(offered[call])
                assert events == [event(call, number) for number in range(len(events))]
                assert len(events) >= self._typed[login, call]
            store.close()

    def _check_aside(self, store) -> None:
        """Each piece of a commit that was cut off lies in torn/ and is told of; nothing is offered as a hand edit."""
        told = {piece.file for piece in store.set_aside()}
        torn = {path.name.rpartition(".")[2]: f"torn/{path.name}" for path in (self._folder / "torn").iterdir()}
        for half in self._halves:
            assert torn.get(half) in told, "a torn piece is neither kept nor shown"
        # Without meta.json nobody knows who wrote a file: what differs from the journal is kept and shown.
        foreign = {file for file in told if not file.startswith("torn/")}
        assert self.meta_was_lost or not foreign, foreign
        offered = [edit for file in foreign for edit in store.edits(file)]
        assert offered == [], "an older revision is offered as somebody's edit"

    def _check_files(self, store) -> None:
        """After a checkpoint stock TinyDB shows what the store says."""
        files = with_tinydb(self._folder)
        hot = files["hot.json"]
        assert hot["_default"] == store.open_follow_ups()
        shown = [doc for name, tables in files.items() if name.startswith("followups") for doc in tables["_default"]]
        assert sorted(shown, key=lambda doc: doc["id"]) == sorted(
            (doc for doc in store.records("follow_up") if doc["status"] in CLOSED), key=lambda doc: doc["id"]
        )
        shown = [doc for name, tables in files.items() if name.startswith("calls") for doc in tables["_default"]]
        shown += hot["calls"]
        assert sorted(doc["id"] for doc in shown) == sorted(doc["id"] for doc in store.records("call"))


def every_change_is_there(store, stored, begun) -> None:
    """Each record's revision is the number of its acknowledged changes; numbers are unique and dense.

    The records `begun` have one change more: they were there before.
    """
    changes = Counter((kind, record) for kind, record, *_ in stored)
    changes.update(("follow_up", record) for record in begun)
    docs = {(kind, doc["id"]): doc for kind in ("call", "follow_up") for doc in store.records(kind)}
    assert {key: doc["rev"] for key, doc in docs.items()} == changes
    assert len({(kind, record, rev) for kind, record, rev, *_ in stored}) == len(stored)
    numbers = sorted(doc["number"] for (kind, _), doc in docs.items() if kind == "follow_up")
    assert numbers == list(range(1, len(numbers) + 1))
    told = {(record, number) for kind, record, _, number, _ in stored if kind == "follow_up"}
    assert all(docs["follow_up", record]["number"] == number for record, number in told)
    for record in begun[:3]:
        revisions = [one.rev for one in store.revisions("follow_up", record)]
        assert revisions == list(range(1, docs["follow_up", record]["rev"] + 1))


def with_tinydb(folder) -> dict[str, dict[str, list[dict]]]:
    """Every JSON file of an office as stock TinyDB sees it: its tables and their documents."""
    files = {}
    for path in sorted([*folder.glob("*.json"), *(one for part in PARTS for one in (folder / part).glob("*.json"))]):
        with TinyDB(path, access_mode="r") as db:
            tables = {name: [dict(doc) for doc in db.table(name).all()] for name in db.tables()}
            assert db.all() == tables.get("_default", [])
        files[str(path.relative_to(folder))] = tables
    return files


def whole_lines(folder) -> list[dict]:
    """Every line of the journal, oldest first, that ends with a newline."""
    segments = sorted([*folder.glob("audit/*.jsonl"), *folder.glob("journal/*.jsonl")], key=lambda path: path.name)
    assert len({path.name for path in segments}) == len(segments), "one segment in two places"
    return [
        json.loads(line[65:])
        for path in segments
        for line in path.read_bytes().split(b"\n")[:-1]
    ]

"""An office on a disk that fails, seen from outside: each step of its people, and what must hold after it.

After each commit the journal is read past the store. What was acknowledged must stand there; what was reported
as failed must not, unless the disk refused the taking back too. A step may fail only when the disk did.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import Conflict, ParatuiError, StoreReadOnly
from paratui.services.opening import Account, Opening
from paratui.store.interface import Put
from paratui.store.office_settings import read_office
from paratui.store.tinydb_folder.drafts import draft_writer
from paratui.store.tinydb_folder.store import open_folder
from tests.conftest import FixedClock
from tests.offices import OfficeUnderTest
from tests.torture.faults import SYNCS, FaultyDisk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from paratui.store.interface import Store
    from paratui.store.tinydb_folder.drafts.draft_writer import FolderDraft
    from tests.torture.faults import Fault

_PATIENCE = 20.0
TORN = b'0123456789abcdef {"seq":4,"time":"2026-10-08T14:00:'
SECRET = "the name of the witness"
_KINDS = ("call", "follow_up", "person")


class Revision(NamedTuple):
    """One stored version, as it stands in the journal."""

    kind: str
    doc: dict | None


@contextmanager
def little_patience() -> Iterator[None]:
    """A draft tries again at once, and leaving does not wait for a disk that stays full."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draft_writer, "_RETRY_SECONDS", 0.01)
        patch.setattr(draft_writer.FolderDraft.flush, "__defaults__", (0.02,))
        yield


class Colleague:
    """One person at work. Their program is started again when it could not open the office."""

    def __init__(self, login: str) -> None:
        self.login = login
        self.store: Store | None = None
        self.read_only = False


class WatchedOffice:
    """Two people at work, and what is known of their office from outside."""

    def __init__(self, place: Path, fault: Fault | None = None) -> None:
        self.folder = place / "office"
        self.disk = FaultyDisk(place, fault)
        self.clock = FixedClock(datetime(2026, 10, 8, 14, tzinfo=UTC))
        self.made = OfficeUnderTest(self._opened, self.clock)
        self.ana, self.dana = Colleague("ana"), Colleague("dana")
        # Every version that stands in the journal, by record, first to last; kept up to date after each commit.
        self.known: dict[int, list[Revision]] = {}
        self.unanswered: list[list[Put]] = []
        self.sentences: list[str] = []
        self.typed: dict[int, list[dict]] = {}
        self.saved: dict[int, int] = {}
        self.edited = b""
        # How many operations of the day a fault can meet.
        self.reach = 0
        self.torn = False
        self.purged = False

    def _opened(self, login: str) -> Store:
        opening = Opening(self.folder, Account(login, ""), {}, lambda _office: self.clock, lambda: 7)
        if opening.is_new():
            opening.set_up(opening.usual())
        read_office(self.folder)
        return open_folder(self.folder, login, self.clock, lock_seconds=2.0, segment_bytes=4000)

    # --- one step each

    def _at(self, person: Colleague) -> Store:
        """Their store; the program is started again when it is not running. Raises ParatuiError."""
        if person.store is None:
            person.store = self.made.open(person.login)
            person.read_only = False
        return person.store

    def _try(self, person: Colleague, act: Callable[[Store], object]) -> object:
        """What a step gives; None when it failed, which only a failing disk excuses, with a sentence."""
        fired = self.disk.fired
        try:
            return act(self._at(person))
        except ParatuiError as error:
            told = str(error)
            assert len(told.split()) > 6, told
            self.sentences.append(told)
            assert self.disk.fired > fired, f"the disk is well, and yet: {told}"
            return None

    def commit(self, person: Colleague, *puts: Put) -> bool:
        """Save, and once more if that failed; True when it was acknowledged."""
        return self._save(person, list(puts)) or self._save(person, list(puts), again=True)

    def _save(self, person: Colleague, puts: list[Put], *, again: bool = False) -> bool:
        start, was_read_only = len(self.disk.operations), person.read_only
        stale = any(put.base_revision != len(self.known.get(put.doc["id"], ())) for put in puts)
        stored, trouble = None, None
        try:
            stored = self._at(person).commit(puts)
        except Conflict:
            assert stale
        except ParatuiError as error:
            trouble = error
        if trouble:
            self.sentences.append(str(trouble))
            person.read_only = isinstance(trouble, StoreReadOnly)
            fine = not any(one.refused for one in self.disk.operations[start:])
            assert not fine or was_read_only, f"the disk is well, and yet: {trouble}"
        if self._journal_not_durable(start):
            assert person.read_only
        added = self._look()
        if stored is not None:
            asked = [(put.doc["id"], put.base_revision + 1) for put in puts]
            assert [(doc["id"], doc["rev"]) for doc in stored.docs] == asked
            assert all(len(self.known[record]) >= rev for record, rev in asked)
            assert added in ([], asked)
            self.unanswered = [one for one in self.unanswered if one != puts]
            return True
        assert added == [] or self._was_refused_taking_back(start), f"reported as failed, and yet there: {added}"
        if not stale and again:
            self.unanswered.append(puts)
        return stale

    def _retry(self, person: Colleague, puts: list[Put]) -> None:
        """What was not acknowledged is sent again: it is stored once, or was there already."""
        before = {put.doc["id"]: len(self.known.get(put.doc["id"], ())) for put in puts}
        if all(before[put.doc["id"]] <= put.base_revision + 1 for put in puts):
            done = self._save(person, puts)
            assert done or person.read_only
            assert all(len(self.known.get(put.doc["id"], ())) <= put.base_revision + 1 for put in puts)

    def _look(self) -> list[tuple[int, int]]:
        """Read the journal past the store, and tell which versions are new in it."""
        found: dict[int, list[Revision]] = {}
        with self.disk.resting():
            lines = [line for path in self._segments() for line in path.read_bytes().splitlines(keepends=True)]
        for line in lines:
            if line.endswith(b"\n") and line[64:65] == b" ":
                for op in json.loads(line[65:])["ops"]:
                    versions = found.setdefault(op["id"], [])
                    versions.append(Revision(op["kind"], op["doc"]))
                    assert op["rev"] == len(versions), "a revision is there twice"
        for record, versions in self.known.items():
            assert len(found.get(record, ())) >= len(versions), f"{versions[-1]} is gone"
        added = [
            (record, rev)
            for record, versions in found.items()
            for rev in range(len(self.known.get(record, ())) + 1, len(versions) + 1)
        ]
        self.known = found
        return added

    def _segments(self) -> list[Path]:
        found = [path for part in ("audit", "journal") for path in (self.folder / part).glob("*.jsonl")]
        return sorted(found, key=lambda path: path.name)

    def _was_refused_taking_back(self, start: int) -> bool:
        refused = {one.name for one in self.disk.operations[start:] if one.refused and "/journal/" in one.path}
        return "ftruncate" in refused and bool(refused & SYNCS)

    def _journal_not_durable(self, start: int) -> bool:
        """Whether a sync of a segment, or of its name, was refused."""
        done = self.disk.operations
        return any(
            done[at].refused
            and done[at].name in SYNCS
            and "/journal" in done[at].path
            and not done[at].path.endswith(".new")
            # That a folded segment was moved to audit/ may be forgotten: it is found in either place.
            and not done[at - 2].path.endswith("/audit")
            for at in range(start, len(done))
        )

    def _living(self, kind: str) -> list[list[Revision]]:
        return [versions for versions in self.known.values() if versions[-1].kind == kind and versions[-1].doc]

    def _change(self, person: Colleague, record: int, **fields: object) -> None:
        versions = self.known.get(record)
        if versions:
            newest = versions[-1]
            self.commit(person, Put(newest.kind, newest.doc | fields, len(versions)))

    def _read(self, person: Colleague) -> None:
        """Everything a screen reads is right, or it says that it cannot be read."""
        newest = {kind: {one[-1].doc["id"]: one[-1].doc for one in self._living(kind)} for kind in _KINDS}
        items, calls = newest["follow_up"], newest["call"]
        open_ones = [items[record] for record in sorted(items) if items[record]["status"] != "done"]
        taken = [calls[record] for record in sorted(calls, reverse=True)]
        wanted: list[tuple[Callable[[Store], object], object]] = [
            (lambda store: store.open_follow_ups(), open_ones),
            (lambda store: list(store.calls(CallFilter())), [one for one in taken if one["status"] == "ended"]),
            (lambda store: store.calls_in_progress(), [one for one in taken if one["status"] == "in_progress"]),
        ]
        for kind, docs in newest.items():
            for record, doc in docs.items():
                wanted.append((lambda store, kind=kind, record=record: store.get(kind, record), doc))
                wanted.append(
                    (
                        lambda store, kind=kind, record=record: [one.doc for one in store.revisions(kind, record)],
                        [one.doc for one in self.known[record]],
                    )
                )
        numbered = [(lambda store, doc=doc: store.follow_up_number(doc["number"]), doc) for doc in items.values()]
        for read, right in [*wanted, *numbered]:
            got = self._try(person, lambda store, read=read: (read(store),))
            assert got in (None, (right,)), f"{person.login} reads {str(got)[:300]}, and it is {str(right)[:300]}"
        for look in ("changes", "living_drafts", "orphaned_drafts", "set_aside"):
            self._try(person, lambda store, look=look: getattr(store, look)())

    def _type(self, person: Colleague, call: int, lines: list[str]) -> bool:
        """Type into a call's draft; True when all of it is called saved."""
        draft: FolderDraft | None = self._try(person, lambda store: store.draft(call))
        if draft is None:
            return False
        events = self.typed.setdefault(call, [])
        for line in lines:
            events.append({"line": line})
            number = draft.put(events[-1])
            # A draft taken up again has the events of before, as far as they were saved.
            assert number <= len(events)
            del events[number - 1 : -1]
            self._settle(draft, number)
            self.saved[call] = max(draft.durable(), self.saved.get(call, 0))
        return draft.durable() == len(events)

    def _settle(self, draft: FolderDraft, number: int) -> None:
        """Wait until an event is saved, or the draft says why not while the disk goes on failing."""
        deadline = time.monotonic() + _PATIENCE
        while draft.durable() < number:
            if draft.failed() and self.disk.is_lasting:
                self.sentences.append(draft.failed())
                return
            assert time.monotonic() < deadline, "a draft neither saves nor says why"
            assert draft._thread.is_alive(), "the thread of a draft is gone"
            time.sleep(0.0005)

    def _discard(self, person: Colleague, call: int) -> None:
        if self._try(person, lambda store: store.draft(call).discard() or True):
            with self.disk.resting():
                left = list((self.folder / "drafts").glob(f"{call}.*"))
            # What the disk would not remove is found at the next start, beside its call.
            assert not left or any(one.refused for one in self.disk.operations)
            if not left:
                self.typed.pop(call, None)

    def _checkpoint(self, person: Colleague, *, force: bool = True) -> None:
        """It never raises; what keeps it from its work is told by `set_aside`."""
        start = len(self.disk.operations)
        try:
            store = self._at(person)
        except ParatuiError:
            return
        fired = self.disk.fired
        done = store.checkpoint(force=force)
        with self.disk.resting():
            told = [piece.why for piece in store.set_aside() if not piece.file]
        assert done or told or not self.known or self.disk.fired == fired
        assert bool(told) <= (self.disk.fired > fired or person.read_only or not force)
        person.read_only = any("nothing more is saved" in why for why in told)
        assert person.read_only or not self._journal_not_durable(start)
        self._look()

    def _purge(self, person: Colleague) -> None:
        calls = [one[-1].doc["id"] for one in self._living("call") if SECRET in one[-1].doc["outcome"]]
        if calls:
            done = self._try_or_read_only(person, lambda store: store.purge([("call", calls[0])]))
            self._look()
            self.purged = self.known[calls[0]][-1].doc is None
            assert not done or self.purged

    def _try_or_read_only(self, person: Colleague, act: Callable[[Store], object]) -> object:
        if person.read_only and person.store:
            with pytest.raises(ParatuiError):
                act(person.store)
            return None
        try:
            return self._try(person, act)
        finally:
            person.read_only = bool(person.store and person.store._writing.read_only)

    def _verify(self, person: Colleague) -> None:
        found = self._try(person, lambda store: store.verify())
        if found is not None and not self.disk.fired:
            assert found.findings == ()

    def _leave(self, person: Colleague) -> None:
        if person.store:
            # One who leaves is never kept by the disk.
            person.store.close()
            person.store = None
            person.read_only = False
            self._look()

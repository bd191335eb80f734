"""The store in memory: the same promises without a disk, for screen tests and for trying things."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from paratui.domain.follow_up import CLOSED
from paratui.domain.wall_clock import utc_text
from paratui.store.admission import Standing, admit
from paratui.store.document import doc_bytes, read_doc
from paratui.store.interface import Change, Commit, OrphanedDraft, Put, Revision, SetAside, Verified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.record import Doc
    from paratui.domain.wall_clock import WallClock


class MemoryDraft:
    """A draft held in a list; durable at once."""

    def __init__(self, events: list[Doc], gone: Callable[[], None], let_go: Callable[[], None]) -> None:
        self._events = events
        self._gone = gone
        self._let_go = let_go

    def put(self, event: Doc) -> int:
        self._events.append(copy.deepcopy(event))
        return len(self._events)

    def durable(self) -> int:
        return len(self._events)

    def flush(self, seconds: float = 5.0) -> bool:
        return seconds >= 0

    def failed(self) -> str:
        return ""

    def discard(self) -> None:
        self._gone()

    def close(self) -> None:
        self._let_go()


class MemoryOffice:
    """What several `MemoryStore`s share, as several processes share a folder."""

    def __init__(self, clock: WallClock) -> None:
        self.clock = clock
        self.revisions: dict[tuple[str, int], list[Revision]] = {}
        # Who committed, and what: a store is not told of its own commits.
        self.log: list[tuple[MemoryStore, tuple[Change, ...]]] = []
        self.last_number = 0
        self.drafts: dict[tuple[str, int], list[Doc]] = {}
        self.held: set[tuple[str, int]] = set()


class MemoryStore:
    """One person's view of a `MemoryOffice`."""

    def __init__(self, office: MemoryOffice, login: str) -> None:
        self.login = login
        self._office = office
        self._seen = len(office.log)
        self._drafts: dict[int, MemoryDraft] = {}

    def get(self, kind: str, record: int) -> Doc | None:
        found = self._office.revisions.get((kind, record))
        return copy.deepcopy(found[-1].doc) if found else None

    def commit(self, puts: Sequence[Put]) -> Commit:
        office = self._office
        admitted = admit(puts, self._standing, self._last_change, office.last_number)
        time = utc_text(office.clock.now())
        fresh = [(kind, read_doc(doc_bytes(doc))) for kind, doc, new in admitted if new]
        for kind, doc in fresh:
            revision = Revision(doc["rev"], time, self.login, doc)
            office.revisions.setdefault((kind, doc["id"]), []).append(revision)
            if kind == "follow_up":
                office.last_number = max(office.last_number, doc["number"])
        if fresh:
            changes = tuple(Change(kind, doc["id"], doc["rev"], self.login) for kind, doc in fresh)
            office.log.append((self, changes))
        docs = iter(fresh)
        stored = [next(docs)[1] if new else doc for _, doc, new in admitted]
        return Commit(len(office.log), tuple(copy.deepcopy(stored)))

    def _standing(self, kind: str, record: int) -> Standing | None:
        known = self._office.revisions.get((kind, record))
        return Standing(known[-1].rev, known[-1].doc) if known else None

    def _last_change(self, kind: str, record: int) -> tuple[str, str]:
        newest = self._office.revisions[kind, record][-1]
        return newest.by, newest.time

    def _newest(self, kind: str) -> Iterator[Doc]:
        for (its_kind, _), revisions in sorted(self._office.revisions.items(), reverse=True):
            doc = revisions[-1].doc
            if its_kind == kind and doc is not None:
                yield copy.deepcopy(doc)

    def open_follow_ups(self) -> list[Doc]:
        return [doc for doc in self._newest("follow_up") if doc["status"] not in CLOSED][::-1]

    def follow_up_number(self, number: int) -> Doc | None:
        return next((doc for doc in self._newest("follow_up") if doc["number"] == number), None)

    def calls_in_progress(self) -> list[Doc]:
        return [doc for doc in self._newest("call") if doc["status"] == "in_progress"]

    def calls(
        self,
        wanted: CallFilter,
        before: int | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[Doc]:
        for doc in self._newest("call"):
            if cancelled and cancelled():
                return
            if (before is None or doc["id"] < before) and wanted.keeps(doc):
                yield doc

    def records(self, kind: str) -> Iterator[Doc]:
        return self._newest(kind)

    def revisions(self, kind: str, record: int) -> list[Revision]:
        return copy.deepcopy(self._office.revisions.get((kind, record), []))

    def changes(self) -> list[Change] | None:
        fresh = self._office.log[self._seen :]
        self._seen = len(self._office.log)
        return [change for author, changes in fresh if author is not self for change in changes]

    def draft(self, call: int) -> MemoryDraft:
        key = (self.login, call)
        if key in self._office.held:
            # Its owner lives: elsewhere, what is put here does not get into theirs.
            return self._drafts.get(call) or MemoryDraft([], lambda: None, lambda: None)
        events = self._office.drafts.setdefault(key, [])
        self._office.held.add(key)

        def gone() -> None:
            self._office.drafts.pop(key, None)
            self._office.held.discard(key)

        self._drafts[call] = MemoryDraft(events, gone, lambda: self._office.held.discard(key))
        return self._drafts[call]

    def living_drafts(self) -> set[int]:
        return {call for _, call in self._office.held}

    def orphaned_drafts(self) -> list[OrphanedDraft]:
        mine = [
            (call, events)
            for (login, call), events in self._office.drafts.items()
            if login == self.login and (login, call) not in self._office.held and events
        ]
        now = utc_text(self._office.clock.now())
        return [OrphanedDraft(call, tuple(copy.deepcopy(events)), now) for call, events in sorted(mine, reverse=True)]

    def set_aside(self) -> list[SetAside]:
        return []

    def checkpoint(self, *, force: bool = False) -> bool:
        return force and False

    def verify(self, progress: Callable[[int, int], Any] | None = None) -> Verified:
        if progress:
            progress(1, 1)
        documents = sum(len(revisions) for revisions in self._office.revisions.values())
        return Verified(len(self._office.log), documents, ())

    def close(self) -> None:
        """Nothing is held."""

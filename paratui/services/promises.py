"""The promises of the last twelve months: what became of each, by the person it was made to.

Read newest first by `load`, in a thread of its own, as far back as they count; then kept up to date by `changed`.
"""

from __future__ import annotations

from datetime import timedelta
from threading import Lock, RLock
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.ids import make_id
from paratui.domain.kept_promises import Kept, Tally, kept
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.store.interface import Change

COUNTED = timedelta(days=365)
# As in the reading of calls: what I did myself is no change by others.
_NEWEST = timedelta(days=3)
_STRIDE = 50


class Closed(NamedTuple):
    """A promise that is closed: to whom it was made, and what became of it."""

    person_id: int
    kept: Kept


class Promises:
    """The closed promises, by their ids; those still open are read when they are asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = RLock()
        # As in the reading of calls: one thread at a time takes in what changed.
        self._catching_up = Lock()
        self._closed: dict[int, Closed] = {}
        self._open: frozenset[int] = frozenset()
        self._pending: dict[int, None] = {}
        self._whole = False

    def load(self, rest: Callable[[], None] | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        """Read the promises once; `rest` now and then lets others come to their turn. Raises StoreError."""
        if self._whole:
            return
        for place, doc in enumerate(self._items_since(COUNTED)):
            if cancelled and cancelled():
                return
            self._take_in(doc)
            if rest and place % _STRIDE == 0:
                rest()
        self._whole = True

    def changed(self, changes: Iterable[Change] | None) -> None:
        """What others changed; None, when too much did, has everything read anew by the next `load`."""
        if changes is None:
            self._whole = False
            return
        self._pending.update((change.id, None) for change in changes if change.kind == "follow_up")

    def catch_up(self, open_items: Iterable[FollowUp]) -> None:
        """Take in what changed since the last time, by anybody; `open_items` is the queue now. Raises StoreError."""
        now_open = frozenset(item.id for item in open_items)
        with self._catching_up:
            self._pending.update(dict.fromkeys(self._open - now_open))
            self._open = now_open
            while self._pending:
                record, _ = self._pending.popitem()
                try:
                    doc = self._desk.store.get("follow_up", record)
                except BaseException:
                    self._pending[record] = None
                    raise
                self._take_in(doc or {"id": record})
            for doc in self._items_since(_NEWEST):
                self._take_in(doc)
            with self._lock:
                for record in now_open & self._closed.keys():
                    del self._closed[record]

    def tallies(self, open_items: Iterable[FollowUp]) -> dict[int, Tally]:
        """The tally of each person to whom something was promised."""
        found: dict[int, list[Kept]] = {}
        with self._lock:
            closed = tuple(self._closed.values())
        for one in closed:
            found.setdefault(one.person_id, []).append(one.kept)
        now = self._desk.now()
        for item in open_items:
            if item.kind == Kind.PROMISE.value and item.person_id:
                found.setdefault(item.person_id, []).append(kept(item, now))
        return {person: Tally.of(theirs) for person, theirs in found.items()}

    def of(self, person_id: int) -> list[tuple[FollowUp, Kept]]:
        """Each promise that was made to a person, the newest first. Raises StoreError."""
        with self._lock:
            closed = [record for record, one in self._closed.items() if one.person_id == person_id]
        docs = [doc for doc in self._desk.store.open_follow_ups() if doc.get("person_id") == person_id]
        stored = (self._desk.store.get("follow_up", record) for record in closed)
        items = [item for doc in (*docs, *filter(None, stored)) for item in _promise(doc)]
        now = self._desk.now()
        return [(item, kept(item, now)) for item in sorted(items, key=lambda one: -one.id)]

    def _take_in(self, doc: Doc) -> None:
        with self._lock:
            if doc.get("status") not in CLOSED:
                self._closed.pop(doc["id"], None)
                return
            for item in _promise(doc):
                self._closed[item.id] = Closed(item.person_id, kept(item, self._desk.now()))

    def _items_since(self, back: timedelta) -> Iterator[Doc]:
        """The follow-ups made since then, newest first: all the reading there is, for an index to take its place."""
        floor = make_id(self._desk.now() - back, 0)
        for doc in self._desk.store.records("follow_up"):
            if doc["id"] < floor:
                return
            yield doc


def _promise(doc: Doc) -> Iterator[FollowUp]:
    """The promise of a document; nothing for another kind, for nobody, or when this version cannot read it."""
    if doc.get("kind") == Kind.PROMISE.value and doc.get("person_id"):
        try:
            yield FollowUp.read(doc)
        except BadInput:
            return

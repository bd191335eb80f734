"""The promises of the last twelve months: what became of each, by the person it was made to.

Read newest first by `load`, in a thread of its own, as far back as they count; then kept up to date by `changed`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.kept_promises import Kept, Tally, is_promise, kept
from paratui.domain.note_line import Kind
from paratui.services.kept_up import KeptUp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

COUNTED = timedelta(days=365)


class Closed(NamedTuple):
    """A promise that is closed: to whom it was made, and what became of it."""

    person_id: int
    kept: Kept


class Promises(KeptUp):
    """The closed promises, by their ids; those still open are read when they are asked for."""

    kind = "follow_up"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._closed: dict[int, Closed] = {}
        self._open: frozenset[int] = frozenset()

    @property
    def back(self) -> timedelta:
        """How far back promises count."""
        return COUNTED

    def catch_up(self, open_items: Iterable[FollowUp]) -> None:
        """Take in what changed since the last time, by anybody; `open_items` is the queue now. Raises StoreError."""
        now_open = frozenset(item.id for item in open_items)
        with self._catching_up:
            self._pending.update(dict.fromkeys(self._open - now_open))
            self._open = now_open
            self._take_in_changed()
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
            if item.person_id and is_promise(item):
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

    def take_in(self, doc: Doc) -> None:
        with self._lock:
            if doc.get("status") not in CLOSED:
                self._gone(doc["id"])
                return
            for item in _promise(doc):
                self._closed[item.id] = Closed(item.person_id, kept(item, self._desk.now()))

    def _gone(self, record: int) -> None:
        with self._lock:
            self._closed.pop(record, None)

    def _docs(self, _cancelled: Callable[[], bool] | None) -> Iterator[Doc]:
        return iter(self._desk.store.records("follow_up"))


def _promise(doc: Doc) -> Iterator[FollowUp]:
    """The promise of a document; nothing for another kind, for nobody, or when this version cannot read it."""
    if doc.get("kind") == Kind.PROMISE.value and doc.get("person_id"):
        try:
            item = FollowUp.read(doc)
        except BadInput:
            return
        if is_promise(item):
            yield item

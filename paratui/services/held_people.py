"""Everybody held in memory: read once, and kept up to date, while nothing else can tell about people and matters."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, RLock
from typing import TYPE_CHECKING, TypeVar

from paratui.domain.people_index import PeopleIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.store.register import Register

_Answer = TypeVar("_Answer")
# Past this many changes it is cheaper to look through everything.
_MANY = 400
# Records read between two rests: about a millisecond's work.
_STRIDE = 20


class HeldPeople:
    """The people and matters as they were read. Threads may share it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = RLock()
        self._index = PeopleIndex()
        self._stale = True
        self._reading = False
        # Set when somebody waits for the reading: it takes no more rests.
        self._hurry = Event()
        # Records that were changed and that nobody has asked for since.
        self._pending: dict[tuple[str, int], None] = {}

    @property
    def ready(self) -> bool:
        """Whether a question is answered at once, without anything to be read for it."""
        return not self._stale and not self._pending and not self._reading

    @property
    def is_read(self) -> bool:
        """Whether everybody was read, or just is."""
        return not self._stale

    def changed(self, records: list[tuple[str, int]] | None) -> None:
        """These stand otherwise than before: read them at the next question. None: everything may have changed."""
        if records is None:
            self._stale = True
        elif not self._stale:
            # Where nobody is held yet everybody will be read: kept, these would only become more and more.
            self._pending.update(dict.fromkeys(records))

    def take_in(self, kind: str, record: int, doc: Doc) -> None:
        """Take in a record as it was just stored."""
        with self._turn():
            if not self._stale:
                self._index.take_in(kind, record, doc)

    def troubles(self) -> list[str]:
        """A sentence for each record this version cannot read; the screen never waits here for a reading."""
        return self._index.troubles()

    def ask(self, question: Callable[[Register], _Answer], rest: Callable[[], None] | None = None) -> _Answer:
        """What a question finds among everybody, read first where they are not. Raises StoreError.

        `rest` is called now and then while everything is read, until somebody else waits for an answer.
        """
        with self._turn():
            if self._stale or len(self._pending) > _MANY:
                self._read_anew(rest)
            while self._pending:
                # Taken out before it is read: a change that comes meanwhile is read once more.
                (kind, record), _ = self._pending.popitem()
                try:
                    doc = self._desk.store.get(kind, record)
                except BaseException:
                    self._pending[kind, record] = None
                    raise
                self._index.take_in(kind, record, doc)
            return question(self._index)

    def let_go(self) -> None:
        """Forget everybody: somebody else can tell. Whoever is just being answered keeps what they have."""
        if self._stale and not self._index.people and not self._index.held_matters:
            return
        if self._lock.acquire(blocking=False):
            try:
                self._index, self._stale = PeopleIndex(), True
                self._pending.clear()
            finally:
                self._lock.release()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One's turn; whoever is reading meanwhile takes no more rests."""
        if self._reading:
            self._hurry.set()
        with self._lock:
            yield

    def _read_anew(self, rest: Callable[[], None] | None) -> None:
        self._reading = True
        self._pending.clear()
        self._stale = False
        try:
            for kind, held in (("matter", set(self._index.held_matters)), ("person", set(self._index.people))):
                for place, doc in enumerate(self._desk.store.records(kind)):
                    held.discard(doc["id"])
                    self._index.take_in(kind, doc["id"], doc)
                    if rest and place % _STRIDE == 0 and not self._hurry.is_set():
                        rest()
                for record in held:
                    self._index.take_in(kind, record, None)
        except BaseException:
            self._stale = True
            raise
        finally:
            self._reading = False
            self._hurry.clear()

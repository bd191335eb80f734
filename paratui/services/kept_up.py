"""Records of one kind that are read once, newest first and in a thread, and then kept up to date by what changes."""

from __future__ import annotations

from datetime import timedelta
from threading import Lock, RLock
from typing import TYPE_CHECKING, ClassVar

from paratui.domain.ids import make_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.store.interface import Change

# What I wrote myself is no change by others: so much of the newest is looked at again at each question.
_NEWEST = timedelta(days=3)
# Records read between two rests of `load`: some milliseconds' work.
_STRIDE = 50


class KeptUp:
    """What is known of the records of `kind` begun since a while ago. Threads may share it."""

    kind: ClassVar[str]

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = RLock()
        # One thread at a time takes in what changed; what it reads is read without holding up the others.
        self._catching_up = Lock()
        self._pending: dict[int, None] = {}
        self._whole = False

    @property
    def whole(self) -> bool:
        """Whether the records have been read as far back as they are wanted."""
        return self._whole

    @property
    def back(self) -> timedelta:
        """How far back they are wanted."""
        raise NotImplementedError

    def take_in(self, doc: Doc) -> None:
        """Take in a record that was written or changed, as it is stored."""
        raise NotImplementedError

    def _gone(self, record: int) -> None:
        """A record is no more."""
        raise NotImplementedError

    def _docs(self, cancelled: Callable[[], bool] | None) -> Iterator[Doc]:
        """Every record, newest first: all the reading there is, for an index to take its place."""
        raise NotImplementedError

    def load(self, rest: Callable[[], None] | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        """Read the records once; `rest` now and then lets others come to their turn. Raises StoreError."""
        if self._whole:
            return
        for place, doc in enumerate(self._since(self.back, cancelled)):
            self.take_in(doc)
            if rest and place % _STRIDE == 0:
                rest()
            if cancelled and cancelled():
                return
        if not (cancelled and cancelled()):
            self._whole = True

    def changed(self, changes: Iterable[Change] | None) -> None:
        """What others changed; None, when too much did, has everything read anew by the next `load`."""
        if changes is None:
            self._whole = False
            return
        self._pending.update((change.id, None) for change in changes if change.kind == self.kind)

    def _take_in_changed(self) -> None:
        """Take in what changed since the last time, by anybody; the caller catches up alone. Raises StoreError."""
        floor = self._floor(self.back)
        while self._pending:
            # Taken out before it is read: a change that comes meanwhile is read once more.
            record, _ = self._pending.popitem()
            try:
                doc = self._desk.store.get(self.kind, record)
            except BaseException:
                self._pending[record] = None
                raise
            if doc is None:
                self._gone(record)
            elif record >= floor:
                self.take_in(doc)
        for doc in self._since(_NEWEST):
            self.take_in(doc)

    def _floor(self, back: timedelta) -> int:
        return make_id(self._desk.now() - back, 0)

    def _since(self, back: timedelta, cancelled: Callable[[], bool] | None = None) -> Iterator[Doc]:
        floor = self._floor(back)
        for doc in self._docs(cancelled):
            if doc["id"] < floor:
                return
            yield doc

"""Who was spoken with last, over which number: found without reading the log, and kept up to date.

The log is read once, newest call first, by `load` in a thread of its own. Until it is through, and for calls of
this very moment, each question looks at the newest calls itself.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.store.interface import Change

KEPT = 3
# The outcomes of a try that reached nobody, and how many tries since the last contact are counted.
TRIES = frozenset({"left_voicemail", "no_answer", "wrong_number"})
MOST_TRIES = 9
# Calls read between two rests of `load`: some milliseconds' work.
_STRIDE = 200


class Contacts:
    """The newest calls of each person. Threads may share it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = RLock()
        # By person, newest first: the newest calls in which they were reached, and the newest that reached nobody.
        self._reached: dict[int, tuple[int, ...]] = {}
        self._tries: dict[int, tuple[int, ...]] = {}
        # By number: each person's newest call over it.
        self._over: dict[str, tuple[tuple[int, int], ...]] = {}
        self._seen_to = 0
        self._whole = False
        # The ids of the records a person's calls may name them by.
        self.ids_of: Callable[[int], tuple[int, ...]] = lambda person: (person,)

    @property
    def whole(self) -> bool:
        """Whether the log has been read to its beginning."""
        return self._whole

    def load(self, rest: Callable[[], None] | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        """Read the log once. `rest` is called now and then, so that others come to their turn. Raises StoreError."""
        if self._whole:
            return
        for place, doc in enumerate(self._desk.store.calls(CallFilter(), cancelled=cancelled)):
            self.take_in(doc)
            if rest and place % _STRIDE == 0:
                rest()
        if not (cancelled and cancelled()):
            self._whole = True

    def take_in(self, doc: Doc) -> None:
        """Take in a call that was written or amended, as it is stored."""
        record, person, phone = doc.get("id"), doc.get("person_id"), doc.get("phone")
        if not isinstance(record, int) or not isinstance(person, int) or not person:
            return
        if doc.get("status", "ended") != "ended":
            return
        with self._lock:
            _keep_newest(*((self._tries, MOST_TRIES) if is_try(doc) else (self._reached, KEPT)), person, record)
            if isinstance(phone, str) and phone and doc.get("outcome") != "wrong_number":
                plain = phone.partition(";")[0]
                over = self._over.get(plain, ())
                if (person, record) > max((one for one in over if one[0] == person), default=(person, 0)):
                    self._over[plain] = (*(one for one in over if one[0] != person), (person, record))

    def changed(self, changes: Iterable[Change] | None) -> None:
        """What others changed; None, when too much did, has the log read anew by the next `load`."""
        if changes is None:
            with self._lock:
                self._whole, self._seen_to = False, 0
            return
        for change in changes:
            doc = self._desk.store.get("call", change.id) if change.kind == "call" else None
            if doc:
                self.take_in(doc)

    def last_over(self, phone: str) -> dict[int, int]:
        """The newest call with each person over a number: its id by the person's."""
        self._look_at_the_newest()
        with self._lock:
            return dict(self._over.get(phone.partition(";")[0], ()))

    def last(self, person: int) -> list[Call]:
        """The newest calls with a person, newest first; as many as are known of until the log is read."""
        self._look_at_the_newest()
        return self._read_of(person, self._newest)

    def _newest(self, person: int) -> list[int]:
        # Both are longer than this: the newest of all are among them.
        return sorted({*self._reached.get(person, ()), *self._tries.get(person, ())}, reverse=True)[:KEPT]

    def _read_of(self, person: int, kept: Callable[[int], Iterable[int] | None]) -> list[Call]:
        found: list[Call] = []
        ids = self.ids_of(person)
        for record in sorted((call for one in ids for call in kept(one) or ()), reverse=True):
            doc = self._desk.store.get("call", record)
            # An amendment may have given the call to somebody else.
            if doc and doc.get("person_id") in ids and doc.get("status", "ended") == "ended":
                found += _read(doc)
        return found

    def reached(self, person: int) -> tuple[list[Call], list[Call]]:
        """The newest calls in which a person was reached, and the tries since the last of them; newest first."""
        self._look_at_the_newest()
        reached = self._read_of(person, self._reached.get)
        since = reached[0].id if reached else 0
        tries = self._read_of(person, self._tries.get)
        # An amendment may have turned the one into the other.
        return [call for call in reached if not is_try(call.doc())], [
            call for call in tries if call.id > since and is_try(call.doc())
        ]

    def _look_at_the_newest(self) -> None:
        """Take in the calls that came after the last look."""
        with self._lock:
            newest = 0
            for place, doc in enumerate(self._desk.store.calls(CallFilter())):
                newest = newest or doc["id"]
                if doc["id"] <= self._seen_to or place >= _STRIDE:
                    break
                self.take_in(doc)
            self._seen_to = max(self._seen_to, newest)


def is_try(doc: Doc) -> bool:
    """Whether a call reached nobody; a message the client left is a contact all the same."""
    left_by_them = doc.get("direction") == "in" and doc.get("outcome") == "left_voicemail"
    return doc.get("outcome") in TRIES and not left_by_them


def _keep_newest(kept: dict[int, tuple[int, ...]], most: int, person: int, record: int) -> None:
    known = kept.get(person, ())
    # The oldest of a full list is newer than nearly everything `load` comes by.
    if record not in known and (len(known) < most or record > known[-1]):
        kept[person] = tuple(sorted((*known, record), reverse=True)[:most])


def _read(doc: Doc) -> Iterator[Call]:
    """The call of a document; nothing when another tool left it in a state this version cannot read."""
    try:
        yield Call.read(doc)
    except BadInput:
        return

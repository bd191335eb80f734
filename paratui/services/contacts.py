"""Who was spoken with last, over which number: asked of the store at each question.

While the store cannot tell without reading the log, the newest calls alone are looked at.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.call_row import CallRow
from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

KEPT = 3
# The outcomes of a try that reached nobody, and how many tries since the last contact are counted.
TRIES = frozenset({"left_voicemail", "no_answer", "wrong_number"})
MOST_TRIES = 9
# So many of the newest calls are looked at where the store cannot tell.
_NEWEST = 200
_PAGE = 30


class Contacts:
    """The newest calls of each person. It holds none of them; threads may share it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # The ids of the records a person's calls may name them by.
        self.ids_of: Callable[[int], tuple[int, ...]] = lambda person: (person,)

    def last_over(self, phone: str) -> dict[int, int]:
        """The newest call with each person over a number: its id by the person's. Raises StoreError."""
        plain = phone.partition(";")[0]
        told = self._desk.store.last_calls_over(plain)
        if told is not None:
            return told
        over = [
            row
            for row in self._newest()
            if row.person_id and row.phone.partition(";")[0] == plain and row.outcome != "wrong_number"
        ]
        return {row.person_id: row.id for row in reversed(over)} if plain else {}

    def last(self, person: int) -> list[Call]:
        """The newest calls with a person, newest first. Raises StoreError."""
        return self._read(islice(self._rows(person), KEPT))

    def reached(self, person: int) -> tuple[list[Call], list[Call]]:
        """The newest calls in which a person was reached, and the tries since the last of them; newest first."""
        reached: list[CallRow] = []
        tries: list[CallRow] = []
        for row in self._rows(person):
            if not _is_try(row.outcome, row.direction):
                reached.append(row)
                if len(reached) == KEPT:
                    break
            elif not reached and len(tries) < MOST_TRIES:
                tries.append(row)
        return self._read(reached), self._read(tries)

    def _rows(self, person: int) -> Iterator[CallRow]:
        """The ended calls of a person, newest first."""
        ids = self.ids_of(person)
        before: int | None = None
        while True:
            some = self._desk.store.last_calls_of(ids, _PAGE, before)
            if some is None:
                yield from (row for row in self._newest() if row.person_id in ids and (not before or row.id < before))
                return
            yield from some
            if len(some) < _PAGE:
                return
            before = some[-1].id

    def _newest(self) -> list[CallRow]:
        return [CallRow.of(doc) for doc in islice(self._desk.store.calls(CallFilter()), _NEWEST)]

    def _read(self, rows: Iterator[CallRow] | list[CallRow]) -> list[Call]:
        docs = (self._desk.store.get("call", row.id) for row in rows)
        return [call for doc in docs if doc for call in _readable(doc)]


def is_try(doc: Doc) -> bool:
    """Whether a call reached nobody; a message the client left is a contact all the same."""
    return _is_try(doc.get("outcome"), doc.get("direction"))


def _is_try(outcome: str | None, direction: str | None) -> bool:
    return outcome in TRIES and not (direction == "in" and outcome == "left_voicemail")


def _readable(doc: Doc) -> Iterator[Call]:
    """The call of a document; nothing when another tool left it in a state this version cannot read."""
    try:
        yield Call.read(doc)
    except BadInput:
        return

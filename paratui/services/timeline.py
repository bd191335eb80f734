"""Everything of a person or a matter, newest first: calls, dates and instructions in them, items made and closed.

Read in pieces as far as somebody looks: the calls as rows of the index, the items' words only where they are shown.
"""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.ids import id_time
from paratui.domain.note_line import Kind
from paratui.domain.received import way_words
from paratui.domain.wall_clock import utc_text
from paratui.services.wanted_calls import wanted_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.call_row import CallRow
    from paratui.domain.follow_up_row import FollowUpRow
    from paratui.services.desk import Desk

PIECE = 100
_IN_CALL = {Kind.REPORTED_DATE.value: "date", Kind.INSTRUCTION.value: "instruction"}


class Entry(NamedTuple):
    """One thing that happened: when (UTC text), what sort of thing, its words, by whom; the call or item behind it.

    `sort` is call, date, instruction, made, closed or opened.
    """

    at: str
    sort: str
    words: str
    by: str = ""
    call: int = 0
    item: int = 0

    @property
    def key(self) -> str:
        """What tells it from every other entry."""
        return f"{self.sort} {self.call or self.item} {self.at} {self.words[:40]}"


class Timeline:
    """The entries of people (their ids) or of one matter. `more` reads on; one thread at a time."""

    def __init__(self, desk: Desk, people: tuple[int, ...] = (), matter: int = 0, opened: str = "") -> None:
        self._desk = desk
        self._people = people
        self._matter = matter
        self._opened = opened
        self._coming = self._entries()
        self.entries: list[Entry] = []
        self.whole = False

    def more(self, number: int = PIECE) -> int:
        """Read up to so many entries more; how many there were. Raises StoreError."""
        fresh = list(islice(self._coming, number))
        self.whole = len(fresh) < number
        self.entries = [*self.entries, *fresh]
        return len(fresh)

    def _entries(self) -> Iterator[Entry]:
        rows = self._desk.store.follow_ups_of(self._people, self._matter)
        made = [(row.created or utc_text(id_time(row.id)), "made", row) for row in rows]
        closed = [(row.closed, "closed", row) for row in rows if row.closed]
        items = self._items(sorted([*made, *closed], key=lambda one: one[0], reverse=True))
        begun = iter([Entry(self._opened, "opened", "entered in the office's list")] if self._opened else [])
        return merge(self._calls(), items, begun, key=lambda one: one.at, reverse=True)

    def _calls(self) -> Iterator[Entry]:
        person, *merged = self._people or (0,)
        wanted = CallFilter(person_id=person, merged=tuple(merged), matter_id=self._matter)
        before = None
        while True:
            rows = wanted_calls(self._desk, wanted, PIECE, before=before)
            for row in rows:
                yield from _of_call(row)
            if len(rows) < PIECE:
                return
            before = rows[-1].id

    def _items(self, happened: list[tuple[str, str, FollowUpRow]]) -> Iterator[Entry]:
        for at, sort, row in happened:
            doc = self._desk.store.get("follow_up", row.id) or {}
            words = f"#{doc.get('number', 0)} {doc.get('text', '')}"
            if sort == "closed":
                words = f"{words}: {doc.get('outcome') or doc.get('status', '')}"
            by = doc.get("created_by", "")
            if sort == "closed" and doc.get("history"):
                by = doc["history"][-1].get("by", "")
            yield Entry(at, sort, words, str(by), call=int(doc.get("call") or 0), item=row.id)


def _of_call(row: CallRow) -> Iterator[Entry]:
    """A call, and what of it stands for itself: reported dates and instructions."""
    first = next((text for _, kind, text in row.lines if kind not in {*_IN_CALL, Kind.ATTORNEY_ONLY.value}), "")
    direction = {"in": "from them", "out": "to them"}.get(row.direction, "")
    head = " ".join(filter(None, (way_words(row), direction)))
    yield Entry(row.started, "call", f"{head}: {first}" if first else head, row.staff, call=row.id)
    for _, kind, text in row.lines:
        if kind in _IN_CALL:
            yield Entry(row.started, _IN_CALL[kind], text, row.staff, call=row.id)

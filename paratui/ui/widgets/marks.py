"""Marks on the records of a table: each stays on its record, whatever becomes of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paratui.ui.widgets.record_rows import RecordId, RowSource


class Marks:
    """Which records are marked. A mark waits for a record that is not shown, and counts only where it is.

    `source` tells the rows that are shown now; `changed` hears which record to draw again, None for all.
    """

    def __init__(self, source: Callable[[], RowSource], changed: Callable[[RecordId | None], None]) -> None:
        self._source = source
        self._changed = changed
        self._records: frozenset[RecordId] = frozenset()
        self._count: int | None = 0

    def __contains__(self, record: RecordId) -> bool:
        return record in self._records

    def __len__(self) -> int:
        return len(self._records)

    @property
    def records(self) -> frozenset[RecordId]:
        """Every marked record, shown or not; another object once they are others."""
        return self._records

    @property
    def shown(self) -> list[RecordId]:
        """The marked records among those shown, in their order."""
        index_of = self._source().index_of
        places = ((index_of(record), record) for record in self._records)
        return [record for _, record in sorted((place, record) for place, record in places if place is not None)]

    @property
    def count(self) -> int:
        """How many of the records shown are marked; counted once, as every key draws it."""
        if self._count is None:
            index_of = self._source().index_of
            self._count = sum(index_of(record) is not None for record in self._records)
        return self._count

    def rows_changed(self) -> None:
        """Other rows are shown: what was counted is not true any more."""
        self._count = None

    def toggle(self, record: RecordId) -> None:
        """Mark a record, or take its mark away."""
        self._records ^= {record}
        self._count = None
        self._changed(record)

    def add(self, records: Iterable[RecordId]) -> None:
        """Mark records beside those marked already."""
        self._records |= frozenset(records)
        self._count = None
        self._changed(None)

    def remove(self, records: Iterable[RecordId] | None = None) -> None:
        """Take the marks of these records away, without any those of all, shown or not."""
        self._records = frozenset() if records is None else self._records.difference(records)
        self._count = None
        self._changed(None)

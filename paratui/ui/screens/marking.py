"""Marks on the records of a list: Space marks one, `*` all that are shown, Escape takes them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.area import Area
from paratui.ui.look import styled
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from paratui.ui.widgets.record_rows import RecordId


class Marking(Area):
    """A list whose records can be marked; what is done next is for all of them."""

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.query_one("#table", RecordTable)

    def shown_records(self) -> Sequence[RecordId]:
        """Every record shown."""
        return self.table.shown_records()

    def next_record(self) -> RecordId | None:
        """The record that follows the one under the cursor."""
        raise NotImplementedError

    @property
    def marks_shown(self) -> int:
        """How many of the records shown are marked."""
        return self.table.marks.count if self.is_mounted else 0

    def mark(self) -> None:
        """Mark the record under the cursor, or take its mark away; the cursor goes on."""
        table = self.table
        if table.cursor is not None:
            table.marks.toggle(table.cursor)
            following = self.next_record()
            if following:
                table.cursor = following

    def mark_all(self) -> None:
        """Mark everything shown; once more takes all marks away."""
        shown = self.shown_records()
        if self.marks_shown == len(shown):
            self.table.marks.remove()
        else:
            self.table.marks.add(shown)

    def unmark(self, records: Sequence[int]) -> None:
        self.table.marks.remove(records)

    def unmark_all(self) -> None:
        self.table.marks.remove()

    def marked_words(self) -> str:
        """How many are marked, empty when none is."""
        return f"{self.marks_shown:,} marked" if self.marks_shown else ""

    def footer_right(self) -> Text:
        words = self.marked_words()
        return styled(words, self.look.accent) if words else super().footer_right()

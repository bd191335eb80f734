"""Marks on the items of a list: Space marks one, `*` all that are shown, and the next action is for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.look import styled
from paratui.ui.screens.item_work import ItemWork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from paratui.domain.follow_up import FollowUp
    from paratui.ui.widgets.record_rows import RecordId


class MarkedItems(ItemWork):
    """Only what is shown counts as marked: nothing happens to an item that a filter hides."""

    def seen(self, record: object) -> FollowUp | None:
        """A shown item by its id, as it is shown; None when it is not."""
        raise NotImplementedError

    def shown_records(self) -> Sequence[RecordId]:
        """Every item shown."""
        return self.table.shown_records()

    def marked_items(self) -> list[FollowUp]:
        """The marked items among those shown, in their order."""
        seen = (self.seen(record) for record in self.table.marks.shown) if self.is_mounted else ()
        return [item for item in seen if item]

    @property
    def marks_shown(self) -> int:
        """How many of the items shown are marked."""
        return self.table.marks.count if self.is_mounted else 0

    def chosen_items(self) -> list[FollowUp]:
        return self.marked_items() or super().chosen_items()

    def mark(self) -> None:
        """Mark the item under the cursor, or take its mark away; the cursor goes on."""
        table = self.table
        if table.cursor is not None:
            table.marks.toggle(table.cursor)
            following = self.next_item()
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

    def footer_right(self) -> Text:
        marked = self.marks_shown
        if not marked:
            return super().footer_right()
        return styled(f"{marked:,} marked", self.look.accent)

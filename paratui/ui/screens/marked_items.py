"""Marks on the items of a list: the next action is for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.screens.item_work import ItemWork
from paratui.ui.screens.marking import Marking

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.ui.widgets.record_rows import RecordId


class MarkedItems(Marking, ItemWork):
    """Only what is shown counts as marked: nothing happens to an item that a filter hides."""

    def seen(self, record: object) -> FollowUp | None:
        """A shown item by its id, as it is shown; None when it is not."""
        raise NotImplementedError

    def next_record(self) -> RecordId | None:
        return self.next_item()

    def marked_items(self) -> list[FollowUp]:
        """The marked items among those shown, in their order."""
        seen = (self.seen(record) for record in self.table.marks.shown) if self.is_mounted else ()
        return [item for item in seen if item]

    def chosen_items(self) -> list[FollowUp]:
        return self.marked_items() or super().chosen_items()

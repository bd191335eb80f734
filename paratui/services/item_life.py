"""The whole life of an item: what it is, what was tried, what happened, where it came from and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp
from paratui.services.occasions import told_of
from paratui.services.readable import readable

if TYPE_CHECKING:
    from paratui.domain.follow_up import Happening
    from paratui.services.desk import Desk
    from paratui.services.occasions import Telling


class ItemLife(NamedTuple):
    """An item with the records that belong to its life; what cannot be read is left out.

    `call` is the one it was promised on, `origin` the item it was split off from or follows on, `into` the one it
    was joined into, `joined` those joined with it, `parts` the others split off from it or made of it.
    `told` is how far the occasion is that made many items at once.
    """

    item: FollowUp
    call: Call | None = None
    origin: FollowUp | None = None
    into: FollowUp | None = None
    joined: tuple[FollowUp, ...] = ()
    parts: tuple[FollowUp, ...] = ()
    told: Telling | None = None

    def happenings(self) -> list[tuple[Happening, int]]:
        """Everything that happened, oldest first, with the number of the item it happened to when joined since."""
        told = [(one, 0) for one in self.item.history]
        told += [(one, item.number) for item in self.joined for one in item.history]
        return sorted(told, key=lambda pair: pair[0].at)


def life_of(desk: Desk, record: int) -> ItemLife:
    """The life of an item as it stands now. Raises BadInput for an item that is not there, StoreError."""
    item = readable(desk, FollowUp, "follow_up", record)
    if item is None:
        raise BadInput("This item is not there any more, it may have been purged; go back to the queue")
    kin = [one for one in (readable(desk, FollowUp, "follow_up", other) for other in item.kin) if one]
    return ItemLife(
        item,
        readable(desk, Call, "call", item.call),
        readable(desk, FollowUp, "follow_up", item.came_from),
        readable(desk, FollowUp, "follow_up", item.joined_into),
        tuple(one for one in kin if one.joined_into == item.id),
        tuple(one for one in kin if one.came_from == item.id and one.joined_into != item.id),
        told_of(desk, item.batch) if item.batch else None,
    )

"""The orders in which people and matters can be listed."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.services.client_list import ClientList

    # What stands in a column for an id, and whether anything does.
    Key = Callable[[int], tuple[bool, object]]

_STRIDE = 500


class ClientOrder(NamedTuple):
    """By which column, named as its title is, and whether the greatest, newest or last comes first."""

    by: str
    falling: bool = False

    def turned(self) -> ClientOrder:
        """The other way round."""
        return self._replace(falling=not self.falling)


# The first of each is how they come from the list itself: by name, and the open matters with the newest first.
PEOPLE_ORDERS = (
    ClientOrder("Name"),
    ClientOrder("Role"),
    ClientOrder("Last spoken"),
    ClientOrder("Open", falling=True),
)
MATTER_ORDERS = (
    ClientOrder("Number", falling=True),
    ClientOrder("Matter"),
    ClientOrder("Client"),
    ClientOrder("Stands"),
    ClientOrder("Last spoken"),
    ClientOrder("Open", falling=True),
)


def in_order(
    ids: array[int],
    order: ClientOrder,
    listed: ClientList,
    *,
    matters: bool,
    rest: Callable[[], None] | None = None,
) -> array[int]:
    """The ids by a column; those alike in it stay as they were, those with nothing in it come last.

    Nobody ever spoken with is the longest silent. `rest` lets others come to their turn.
    """
    natural, *_ = MATTER_ORDERS if matters else PEOPLE_ORDERS
    if order.by == natural.by:
        return ids if order == natural else ids[::-1]
    key = (_MATTER_KEYS if matters else _PEOPLE_KEYS)[order.by](listed)
    keyed: list[tuple[object, int]] = []
    empty: list[int] = []
    for place, record in enumerate(ids):
        known, value = key(record)
        if known:
            keyed.append((value, record))
        else:
            empty.append(record)
        if rest and place % _STRIDE == 0:
            rest()
    # Sorting keeps what is alike in its order, also when it is turned round.
    keyed.sort(key=lambda one: one[0], reverse=order.falling)  # type: ignore[arg-type, return-value]  # of one kind each
    return array("q", (*(record for _, record in keyed), *empty))


def _texts(of: str) -> Callable[[ClientList], Key]:
    def key(listed: ClientList) -> Key:
        # All of them at once: asked for one by one they take twenty times as long.
        texts = listed.texts(of)
        return lambda record: (bool(words := texts.get(record, "")), words)

    return key


def _spoken(listed: ClientList, person: int) -> float:
    last = listed.last_spoken(person)
    return last.timestamp() if last else 0.0


def _client_spoken(listed: ClientList) -> Key:
    clients = listed.first_clients()
    return lambda record: (record in clients, _spoken(listed, clients[record]) if record in clients else 0.0)


_PEOPLE_KEYS: dict[str, Callable[[ClientList], Key]] = {
    "Role": _texts("role"),
    "Last spoken": lambda listed: lambda person: (True, _spoken(listed, person)),
    "Open": lambda listed: lambda person: (True, len(listed.of_person.get(person, ()))),
}
_MATTER_KEYS: dict[str, Callable[[ClientList], Key]] = {
    "Matter": _texts("title"),
    "Client": _texts("client"),
    "Stands": _texts("stands"),
    "Last spoken": _client_spoken,
    "Open": lambda listed: lambda record: (True, len(listed.of_matter.get(record, ()))),
}

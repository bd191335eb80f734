"""The orders in which people and matters can be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paratui.services.client_list import ClientList

    Key = Callable[[ClientList, int], tuple[bool, object]]

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
    ids: Sequence[int],
    order: ClientOrder,
    listed: ClientList,
    *,
    matters: bool,
    rest: Callable[[], None] | None = None,
) -> list[int]:
    """The ids by a column; those alike in it stay as they were, those with nothing in it come last.

    Nobody ever spoken with is the longest silent. `rest` lets others come to their turn.
    """
    natural, *_ = MATTER_ORDERS if matters else PEOPLE_ORDERS
    if order.by == natural.by:
        return list(ids) if order == natural else list(reversed(ids))
    key = (_MATTER_KEYS if matters else _PEOPLE_KEYS)[order.by]
    keyed: list[tuple[object, int]] = []
    empty: list[int] = []
    for place, record in enumerate(ids):
        known, value = key(listed, record)
        if known:
            keyed.append((value, record))
        else:
            empty.append(record)
        if rest and place % _STRIDE == 0:
            rest()
    # Sorting keeps what is alike in its order, also when it is turned round.
    keyed.sort(key=lambda one: one[0], reverse=order.falling)  # type: ignore[arg-type, return-value]  # of one kind each
    return [*(record for _, record in keyed), *empty]


def _text(words: str) -> tuple[bool, object]:
    return bool(words), words.casefold()


def _role(listed: ClientList, person: int) -> tuple[bool, object]:
    known = listed.of(person)
    return _text(known.person.role if known else "")


def _spoken(listed: ClientList, person: int) -> tuple[bool, object]:
    last = listed.last_spoken(person)
    return True, last.timestamp() if last else 0.0


def _matter_text(of: str) -> Key:
    def text(listed: ClientList, record: int) -> tuple[bool, object]:
        matter = listed.matter(record)
        if matter is None:
            return _text("")
        return _text(matter.title if of == "title" else matter.stage if matter.status == "open" else matter.status)

    return text


def _client(listed: ClientList, record: int) -> tuple[bool, object]:
    matter = listed.matter(record)
    return _text(next((one.name for one in listed.clients(matter)), "") if matter else "")


def _client_spoken(listed: ClientList, record: int) -> tuple[bool, object]:
    matter = listed.matter(record)
    return _spoken(listed, matter.clients[0]) if matter and matter.clients else (False, 0.0)


_PEOPLE_KEYS: dict[str, Key] = {
    "Role": _role,
    "Last spoken": _spoken,
    "Open": lambda listed, person: (True, len(listed.of_person.get(person, ()))),
}
_MATTER_KEYS: dict[str, Key] = {
    "Matter": _matter_text("title"),
    "Client": _client,
    "Stands": _matter_text("stage"),
    "Last spoken": _client_spoken,
    "Open": lambda listed, record: (True, len(listed.of_matter.get(record, ()))),
}

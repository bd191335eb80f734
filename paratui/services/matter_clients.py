"""Whose each matter is: the clients it names, then the people who name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.people import People

_STRIDE = 2000


def matter_clients(
    people: People, matters: Iterable[Matter], rest: Callable[[], None] | None = None
) -> dict[int, list[Person]]:
    """The clients of each of these matters by its id; somebody the office has no record of is left out.

    `rest` is called about every millisecond's work.
    """
    found = {one.id: dict.fromkeys(one.clients) for one in matters}
    for place, (matter, person) in enumerate(people.naming(found)):
        if rest and place % _STRIDE == 0:
            rest()
        found[matter][person] = None
    theirs = people.people_of({one for clients in found.values() for one in clients})
    return {matter: [theirs[one] for one in clients if one in theirs] for matter, clients in found.items()}

"""Whose each matter is: the clients it names, then the people who name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.people import People

_STRIDE = 2000
# Others who belong to a matter, such as the adverse party, are nobody the office owes a word.
_OURS = frozenset({"client", "prospect"})


def matter_clients(
    people: People, matters: Iterable[Matter], rest: Callable[[], None] | None = None
) -> dict[int, list[Person]]:
    """The clients of each of these matters by its id; somebody the office has no record of is left out.

    `rest` is called about every millisecond's work.
    """
    everybody = {one.id: one for one in people.everybody()}
    found = {one.id: dict.fromkeys(one.clients) for one in matters}
    for place, person in enumerate(everybody.values()):
        if rest and place % _STRIDE == 0:
            rest()
        for matter in person.matters:
            if matter in found and person.role in _OURS:
                found[matter][person.id] = None
    return {matter: [everybody[one] for one in clients if one in everybody] for matter, clients in found.items()}

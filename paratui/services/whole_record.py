"""A person or a matter with everything that hangs on them, read together: what a page or a print-out is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.services.contradictions import contradictions
from paratui.services.matter_told import matter_told
from paratui.services.open_items import open_items_of
from paratui.services.wanted_calls import wanted_calls

if TYPE_CHECKING:
    from paratui.domain.call_row import CallRow
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.domain.process_map import ProcessMap
    from paratui.services.contradictions import Contradiction
    from paratui.services.desk import Desk
    from paratui.services.matter_told import MatterTold
    from paratui.services.office_tables import OfficeTables
    from paratui.services.people import Known, People

LAST_CALLS = 20


class WholePerson(NamedTuple):
    """`items` are the open ones, `calls` the newest, `differing` what was told differently on two calls."""

    person: Person
    matters: tuple[Matter, ...]
    items: tuple[FollowUp, ...]
    calls: tuple[CallRow, ...]
    differing: tuple[Contradiction, ...]


class WholeMatter(NamedTuple):
    """The same of a matter, with its clients, what its calls tell of it, and the map of its practice area."""

    matter: Matter
    clients: tuple[Person, ...]
    items: tuple[FollowUp, ...]
    calls: tuple[CallRow, ...]
    differing: tuple[Contradiction, ...]
    told: MatterTold
    steps: ProcessMap | None
    verified: str


def whole_person(desk: Desk, people: People, known: Known) -> WholePerson:
    """Everything of a person. Raises StoreError."""
    ids = people.ids_of(known.person.id)
    calls = wanted_calls(desk, CallFilter(person_id=ids[0], merged=ids[1:]), LAST_CALLS, lines=False)
    items = open_items_of(desk, ids)
    return WholePerson(known.person, known.matters, _soonest(items), tuple(calls), tuple(contradictions(desk, ids)))


def whole_matter(desk: Desk, people: People, tables: OfficeTables, matter: Matter) -> WholeMatter:
    """Everything of a matter. Raises StoreError."""
    known = (people.person(one) for one in matter.clients)
    maps = tables.process_maps
    return WholeMatter(
        matter,
        tuple(one.person for one in known if one),
        _soonest(open_items_of(desk, (), matter.id)),
        tuple(wanted_calls(desk, CallFilter(matter_id=matter.id), LAST_CALLS, lines=False)),
        tuple(contradictions(desk, (), matter.id)),
        matter_told(desk, matter.id),
        maps.of(matter.area),
        maps.verified_by,
    )


def _soonest(items: list[FollowUp]) -> tuple[FollowUp, ...]:
    return tuple(sorted(items, key=lambda one: (not one.due, one.due)))

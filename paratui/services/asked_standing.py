"""What is known about open items beside the items, for a command that ends before everything could be read."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.ids import make_id
from paratui.domain.silence import horizon_of, is_contact, silent_days
from paratui.services.standing import Standings, Told, awaited, standings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.importance import Standing
    from paratui.domain.office import Office
    from paratui.services.desk import Desk
    from paratui.services.standing import Awaited
    from paratui.store.register import Register


class _Silence(NamedTuple):
    """The newest contact with each of some people, by id, and the records that were merged into them."""

    now: datetime
    office: Office
    last: Mapping[int, int]
    merges: Mapping[int, tuple[int, ...]]

    def days(self, person: int) -> int | None:
        """As `Silence.silent_days`."""
        last = max(self.last.get(one, 0) for one in (person, *self.merges.get(person, ())))
        return silent_days(person, last, self.now, self.office) if person else None


def asked(desk: Desk, items: Sequence[FollowUp], waits: Awaited) -> dict[int, Standing] | None:
    """The standing of each of these open items, asked of the store at once; `waits` is what all open items wait on.

    None while the store cannot tell without reading everything. Raises StoreError.
    """
    people = {item.person_id for item in items if item.person_id}
    matters = {item.matter_id for item in items if item.matter_id}
    found = desk.store.ask_register(partial(_told, people=people, matters=matters))
    if found is None:
        return None
    roles, instructed, merges = found
    now, office = desk.now(), desk.office
    everybody = people.union(*(merges.get(one, ()) for one in people))
    calls = desk.store.calls_since(tuple(everybody), make_id(now - timedelta(days=horizon_of(office) + 1), 0))
    if calls is None:
        return None
    last: dict[int, int] = {}
    for call in calls:
        if call.id > last.get(call.person_id, 0) and is_contact(call.channel, call.direction, call.outcome):
            last[call.person_id] = call.id
    silence = _Silence(now, office, last, merges)
    return standings(items, waits, Told(roles, instructed, silence.days, lambda _person: ""))


def _told(
    register: Register, people: Collection[int], matters: Collection[int]
) -> tuple[dict[int, str], set[int], dict[int, tuple[int, ...]]]:
    roles = register.roles(people)
    # Records that were merged are part of somebody.
    merged = {one: person.role for one in people if one not in roles and (person := register.person(one))}
    return roles | merged, register.instructed(matters), register.merges()


def read(desk: Desk, items: Sequence[FollowUp]) -> dict[int, Standing]:
    """The standing of all open items, the office's people and its calls being read where there is no other way.

    Raises StoreError.
    """
    found = asked(desk, items, awaited(items))
    if found is not None:
        return found
    from paratui.services.people import People  # noqa: PLC0415 - where the index tells, nobody needs them
    from paratui.services.silence import Silence  # noqa: PLC0415 - as above

    people, silence = People(desk), Silence(desk)
    silence.ids_of = people.ids_of
    people.load()
    silence.load()
    return Standings(people, silence).of(items)

"""Taking in what was decided over a file of people: one commit, so it is all there or nothing of it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.ids import make_id
from paratui.domain.known_again import joined
from paratui.domain.person import Person
from paratui.services.importing.proposal import Fate
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.services.desk import Desk
    from paratui.services.importing.proposal import Proposal

_MILLISECOND = timedelta(milliseconds=1)


class TakenIn(NamedTuple):
    """How many people were entered, and to how many known ones something was added."""

    entered: int
    added_to: int


def take_in(desk: Desk, proposal: Proposal) -> TakenIn:
    """Enter the new ones and merge what is to be merged; whoever is still asked is left out.

    An import that was cut off has left nothing, and one made twice finds everybody already here. Raises BadInput when
    nothing is to be done, Conflict when one of the merged was changed meanwhile, StoreError.
    """
    rows = proposal.having(Fate.NEW, Fate.MERGE)
    if not rows:
        raise BadInput("There is nobody to take in: everybody is already here, left out or refused")
    now, people = desk.now(), dict[int, Person]()
    # Where each line of the file has come to, as somebody may stand in it more than once.
    came_to: dict[int, int] = {}
    for place, row in enumerate(rows):
        if row.person is None:
            continue
        target = row.alike[0] if row.fate is Fate.MERGE else None
        record = (came_to.get(target.line, 0) if target.line else target.person.id) if target else 0
        if record and record not in people:
            people[record] = _standing(desk, record)
        if record:
            people[record] = joined(people[record], row.person)
        else:
            # A millisecond apart, up to now: so many ids of one moment would meet.
            record = make_id(now - (len(rows) - place) * _MILLISECOND, desk.random())
            people[record] = row.person.but(id=record)
        came_to[row.entry.line] = record
    desk.store.commit([Put("person", person.doc(), person.rev) for person in people.values()])
    entered = sum(1 for person in people.values() if not person.rev)
    return TakenIn(entered, len(people) - entered)


def _standing(desk: Desk, record: int) -> Person:
    """Somebody known as they stand now: what a row adds is added to that, whatever was changed meanwhile."""
    doc = desk.store.get("person", record)
    if doc is None:
        raise BadInput("Somebody a row was to be merged into is not there any more; compare the file anew")
    return Person.read(doc)

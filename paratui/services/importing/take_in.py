"""Taking in what was decided over a file of people: one commit, so it is all there or nothing of it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.ids import make_id
from paratui.domain.known_again import joined
from paratui.domain.person import Person
from paratui.domain.spoken_size import count_words
from paratui.services.actions import Actions
from paratui.services.importing.known_people import names_of
from paratui.services.importing.proposal import Fate

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

    An import that was cut off has left nothing, and one made twice finds everybody already here; undo stops at it and
    says that it stays. Raises BadInput when nothing is to be done, or one of the new was entered by somebody else
    meanwhile; Conflict when one of the merged was changed in this very moment; StoreError.
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
        record = came_to.get(target.line, 0) if target and target.line else 0
        if target and not target.line:
            standing = _standing(desk, target.person.id)
            record = standing.id
            people.setdefault(record, standing)
        if record:
            people[record] = joined(people[record], row.person)
        else:
            # A millisecond apart, up to now: so many ids of one moment would meet.
            record = make_id(now - (len(rows) - place) * _MILLISECOND, desk.random())
            people[record] = row.person.but(id=record)
        came_to[row.entry.line] = record
    _refuse_who_came_meanwhile(desk, proposal)
    came = f"{count_words(len(people), 'person', 'people')} came in from a file"
    # As new ones, who stay: taken back in part, those merged into would lose what the new ones keep.
    Actions(desk).act_on(came, [], list(people.values()))
    entered = sum(1 for person in people.values() if not person.rev)
    return TakenIn(entered, len(people) - entered)


def _standing(desk: Desk, record: int) -> Person:
    """Somebody known as they stand now: what a row adds is added to that, whatever was changed meanwhile.

    Who was merged meanwhile is the one they are part of.
    """
    passed = set[int]()
    while (doc := desk.store.get("person", record)) is not None and record not in passed:
        person = Person.read(doc)
        if not person.merged_into:
            return person
        passed.add(record)
        record = person.merged_into
    raise BadInput("Somebody a row was to be merged into is not there any more; compare the file anew")


def _known_by(person: Person) -> set[str]:
    return {number.partition(";")[0] for number in person.phones} | names_of(person)


def _refuse_who_came_meanwhile(desk: Desk, proposal: Proposal) -> None:
    """Raise BadInput when one of the new is known since the file was compared: it was taken in twice at once."""
    came = [doc for doc in desk.store.records("person") if doc["id"] not in proposal.seen]
    if not came:
        return
    known = dict[str, str]()
    for doc in came:
        try:
            person = Person.read(doc)
        except BadInput:
            continue
        known |= dict.fromkeys(_known_by(person), person.name)
    for row in proposal.having(Fate.NEW):
        name = next((known[one] for one in _known_by(row.person) if one in known), "") if row.person else ""
        if name:
            raise BadInput(
                f"{name} was entered meanwhile and may be line {row.entry.line}; nothing was taken in, "
                "so compare the file anew"
            )

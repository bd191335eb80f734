"""Two records of one person made one, and taken back: one commit, one action.

The calls of the other record stay as they were taken; they are found through `merged_into`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import Happening
from paratui.domain.matter import Matter
from paratui.domain.person import KnownNumber, Person
from paratui.domain.wall_clock import utc_text
from paratui.services.actions import Actions
from paratui.services.open_items import open_items_of

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.services.people import People

# One word each; what the kept record does not say, the other one does.
_ONE_OF = (
    *("say", "language", "place", "zone", "best_times", "how_to_talk", "accommodations", "barriers", "say_only"),
    "address",
)
_ALL_OF = ("phones", "matters", "other_names", "related", "identity_facts", "emails")
# The strict one of two stands: whoever said no at one record has said no.
_OURS = frozenset({"client", "prospect"})
_STRICT = ("no", "yes", "not_asked")


class Side(NamedTuple):
    """One of two records that may become one: the person, their open items and matters."""

    person: Person
    items: int
    matters: tuple[Matter, ...]


class Merged(NamedTuple):
    """What a merge does: the kept person as they become, how many items and matters move, what both say."""

    kept: Person
    items: int
    matters: int
    differing: tuple[tuple[str, str, str], ...]


class Merging:
    """Merging at one desk."""

    def __init__(self, desk: Desk, people: People, actions: Actions | None = None) -> None:
        self._desk = desk
        self._people = people
        self._actions = actions or Actions(desk)

    def proposed(self, kept: Person, other: Person) -> Merged:
        """What merging would make. Raises BadInput for one record, or one that is part of another already."""
        _refuse(kept, other)
        items, matters = self._items(other), self._matters(other)
        return Merged(merged(kept, other), len(items), len(matters), tuple(differing(kept, other)))

    def sides(self, one: Person, other: Person) -> tuple[Side, Side]:
        """Both as they stand, to choose between. Raises BadInput as `proposed` does."""
        _refuse(one, other)
        first, second = (Side(who, len(self._items(who)), tuple(self._matters(who))) for who in (one, other))
        return first, second

    def merge(self, kept: Person, other: Person) -> Person:
        """Make two records one. Raises BadInput, Conflict when somebody changed one meanwhile, StoreError."""
        _refuse(kept, other)
        into = merged(kept, other)
        happened = Happening(
            at=utc_text(self._desk.now()),
            by=self._desk.me.login,
            what=_told(kept, other),
        )
        changes: list[tuple[Any, Any]] = [(kept, into), (other, other.but(merged_into=kept.id))]
        for matter in self._matters(other):
            clients = tuple(dict.fromkeys(kept.id if one == other.id else one for one in matter.clients))
            parties = tuple(
                one.but(person_id=kept.id) if one.person_id == other.id else one for one in matter.parties
            )
            changes.append((matter, matter.but(clients=clients, parties=parties)))
        for item in self._items(other):
            moved = item.but(person_id=kept.id, person=kept.name, history=(*item.history, happened))
            changes.append((item, moved))
        docs = self._actions.act_on(f"merged {other.name} into {kept.name}", changes, whole=True)
        for (before, _), doc in zip(changes, docs, strict=True):
            if isinstance(before, Person | Matter):
                self._people.record("person" if isinstance(before, Person) else "matter", doc["id"], doc)
        return Person.read(docs[0])

    def _items(self, other: Person) -> list[FollowUp]:
        return open_items_of(self._desk, (other.id,))

    def _matters(self, other: Person) -> list[Matter]:
        return self._people.matters_with(other.id)


def merged(kept: Person, other: Person) -> Person:
    """The kept person with what only the other record knew."""
    fields: dict[str, Any] = {name: getattr(kept, name) or getattr(other, name) for name in _ONE_OF}
    for name in _ALL_OF:
        fields[name] = tuple(dict.fromkeys((*getattr(kept, name), *getattr(other, name))))
    if other.name.casefold() != kept.name.casefold():
        fields["other_names"] = tuple(dict.fromkeys((*fields["other_names"], other.name)))
    fields["numbers"] = _numbers(kept, other)
    fields["remarks"] = " / ".join(dict.fromkeys(filter(None, (kept.remarks, other.remarks))))
    fields["voicemail"] = _stricter(kept.voicemail, other.voicemail)
    fields["minor"] = kept.minor or other.minor
    fields["merged"] = tuple(dict.fromkeys((*kept.merged, other.id, *other.merged)))
    return kept.but(**fields)


def differing(kept: Person, other: Person) -> list[tuple[str, str, str]]:
    """What both records say, and not the same: field, the words that stay, those that do not."""
    said = [
        (name.replace("_", " "), str(getattr(kept, name)), str(getattr(other, name)))
        for name in ("name", "role", *_ONE_OF)
        if getattr(kept, name) and getattr(other, name) and getattr(kept, name) != getattr(other, name)
    ]
    if {kept.voicemail, other.voicemail} == {"yes", "no"}:
        said.append(("voicemail", "no", "yes"))
    return said


def _told(kept: Person, other: Person) -> str:
    """What happened to an item that moves: whose it is now, and whose it was."""
    same = other.name.casefold() == kept.name.casefold()
    return f"of {kept.name} now, merged from {'another record of that name' if same else other.name}"


def _numbers(kept: Person, other: Person) -> tuple[KnownNumber, ...]:
    """What is known of each number; of one that both know, the strict word stands."""
    found = {one.number: one for one in kept.numbers}
    for one in other.numbers:
        ours = found.get(one.number)
        found[one.number] = one if ours is None else ours.but(
            line=ours.line or one.line,
            safe=_stricter(ours.safe, one.safe),
            say_only=ours.say_only or one.say_only,
            voicemail=_stricter(ours.voicemail, one.voicemail),
            best_times=ours.best_times or one.best_times,
        )
    return tuple(found.values())


def _stricter(one: str, other: str) -> str:
    return min(one, other, key=lambda said: _STRICT.index(said) if said in _STRICT else len(_STRICT))


def _refuse(kept: Person, other: Person) -> None:
    if kept.id == other.id:
        raise BadInput("That is the same record; choose the other one")
    for one in (kept, other):
        if one.merged_into:
            raise BadInput(f"{one.name} is part of another record already; choose that one")
    if (kept.role == "adverse_party") != (other.role == "adverse_party") and {kept.role, other.role} & _OURS:
        raise BadInput(
            "One of them is a client, the other an adverse party: that is a conflict for the attorney; show them both"
        )

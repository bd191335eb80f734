"""What is known about open items beside the items: who waits on them, whom they are for, how long nobody spoke."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.importance import NOTHING_KNOWN, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.services.people import People
    from paratui.services.silence import Silence

_STRIDE = 100
_NUMBER = re.compile(r"#([0-9]{1,9})\b")


class Awaited(NamedTuple):
    """Which open items others wait on, by who waits: those named by number, and those an item was split off from."""

    numbers: dict[int, set[str]]
    ids: dict[int, set[str]]

    def blocks(self, item: FollowUp) -> bool:
        """Whether somebody else waits on an item."""
        for waiting in (self.numbers.get(item.number), self.ids.get(item.id)):
            if waiting and waiting != {item.assignee}:
                return True
        return False


def awaited(items: Iterable[FollowUp]) -> Awaited:
    """What the open items wait on: "waiting on #12", or, of an item that waits, the one it came from."""
    found = Awaited({}, {})
    for item in items:
        if item.status.startswith("waiting"):
            for number in _NUMBER.findall(item.waiting_on) if "#" in item.waiting_on else ():
                found.numbers.setdefault(int(number), set()).add(item.assignee)
            if item.came_from:
                found.ids.setdefault(item.came_from, set()).add(item.assignee)
    return found


def standing_of_items(items: Sequence[FollowUp], waits: Awaited | None = None) -> dict[int, Standing]:
    """What the open items tell of each other, without anything read for it; `waits` where these are not all."""
    found = awaited(items) if waits is None else waits
    return {item.id: Standing(blocking=True) for item in items if found.blocks(item)} if any(found) else {}


class Told(NamedTuple):
    """What the people, the matters and the calls tell: the roles of people, which matters have instructions, for how
    many days nobody spoke with a person, and the role of whoever a person's record was merged into.
    """

    roles: Mapping[int, str]
    instructed: Collection[int]
    silent_days: Callable[[int], int | None]
    merged_role: Callable[[int], str]

    def of(self, item: FollowUp) -> Standing:
        """The standing of an item, but for who waits on it."""
        person, instructed = item.person_id, item.matter_id in self.instructed
        role = self.roles.get(person, "") or self.merged_role(person)
        if not (role or instructed):
            return NOTHING_KNOWN
        return Standing(role, (self.silent_days(person) or 0) if role else 0, instructed)


def standings(
    items: Sequence[FollowUp], waits: Awaited, told: Told, rest: Callable[[], None] = lambda: None
) -> dict[int, Standing]:
    """The standing of each of these items of which anything is known."""
    known: dict[tuple[int, int], Standing] = {}
    found: dict[int, Standing] = {}
    for place, item in enumerate(items):
        if place % _STRIDE == 0:
            rest()
        key = item.person_id, item.matter_id
        standing = known.get(key)
        if standing is None:
            standing = known[key] = told.of(item)
        if waits.blocks(item):
            standing = standing._replace(blocking=True)
        if standing is not NOTHING_KNOWN:
            found[item.id] = standing
    return found


class Standings:
    """The same with what the people, the matters and the calls tell, once they are read. Threads may share it."""

    def __init__(self, people: People, silence: Silence) -> None:
        self._people, self._silence = people, silence
        # What waited on what when all items were looked at last.
        self._waits = Awaited({}, {})

    def of(self, items: Sequence[FollowUp], rest: Callable[[], None] = lambda: None) -> dict[int, Standing]:
        """The standing of each open item of which anything is known. Raises StoreError, and what `rest` raises."""
        self._waits = awaited(items)
        # Together, as asking for each person alone takes three times as long.
        roles = self._people.roles({item.person_id for item in items})
        instructed = self._people.instructed({item.matter_id for item in items})
        told = Told(roles, instructed, self._silence.silent_days, self._merged_role)
        return standings(items, self._waits, told, rest)

    def one(self, item: FollowUp) -> Standing | None:
        """That of an item that has just come; None while something would have to be read for it.

        Who waits on it is told as it was when all items were looked at last.
        """
        if not (self._people.ready and self._silence.whole):
            return None
        matter = self._people.matter_of(item.matter_id) if item.matter_id else None
        instructed = {item.matter_id} if matter and any(words.strip() for words in matter.instructions) else ()
        told = Told({}, instructed, self._silence.silent_days, self._merged_role)
        return standings([item], self._waits, told).get(item.id, NOTHING_KNOWN)

    def _merged_role(self, person: int) -> str:
        """The role of whoever a record that was merged is part of."""
        known = self._people.person(person) if person else None
        return known.person.role if known else ""

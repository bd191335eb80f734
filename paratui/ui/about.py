"""Whom and what a screen is about: where one can go on from there to people, matters, calls and items."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class OfSomebody(Protocol):
    """A record that names a person and a matter by their ids, 0 for none."""

    @property
    def person_id(self) -> int: ...
    @property
    def matter_id(self) -> int: ...


class About(NamedTuple):
    """The ids of people and matters, the likeliest first.

    Calls and items are asked for by the first person, `of_matter` by the first matter.
    """

    people: tuple[int, ...] = ()
    matters: tuple[int, ...] = ()
    of_matter: bool = False

    @classmethod
    def of(cls, record: OfSomebody | None) -> About:
        """Whom an item, a call or a row is about."""
        if record is None:
            return cls()
        people = (record.person_id,) if record.person_id else ()
        matters = (record.matter_id,) if record.matter_id else ()
        return cls(people, matters, of_matter=not people)

    @property
    def whose(self) -> tuple[int, int]:
        """The person, or the matter, whose calls and items are meant; the other one is 0."""
        if self.of_matter or not self.people:
            return 0, next(iter(self.matters), 0)
        return self.people[0], 0

"""What people are called and how they are reached: all that is hidden of them where somebody works discreetly."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.person import Person


class Called:
    """Names of people, names that are surely organisations', how names are said, and numbers."""

    __slots__ = ("names", "numbers", "organisations", "sayings")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = {name for name in names if name}
        self.organisations: set[str] = set()
        self.sayings: set[str] = set()
        self.numbers: set[str] = set()

    @classmethod
    def of(cls, people: Iterable[Person]) -> Called:
        """All that these are called, also the name that alone may be said to whoever answers at their number."""
        called = cls()
        for one in people:
            called.names.update((one.name, *one.other_names))
            for said in (one.say_only, *(known.say_only for known in one.numbers)):
                # "the dentist" is no name, and is hidden as a whole.
                (called.sayings if said.islower() else called.names).add(said)
            called.organisations.update(one.related)
            called.sayings.add(one.say)
            called.numbers.update(one.phones)
            called.numbers.update(known.number for known in one.numbers)
        called.names.discard("")
        return called

    def __bool__(self) -> bool:
        return bool(self.names or self.organisations or self.sayings or self.numbers)

    def update(self, other: Called) -> None:
        """These too."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name))

"""The way somebody came: each place with how it stood, to be gone back one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

# So many places one can go back.
LONGEST = 200


class Place(NamedTuple):
    """An area by its name, what puts it back as it stood, and what makes each page over it again."""

    area: str
    put_back: Callable[[], None]
    pages: tuple[Callable[[], Screen[None]], ...]


class Trail:
    """The places gone through, the last one first to be gone back to."""

    def __init__(self) -> None:
        self._places: list[Place] = []

    def leave(self, place: Place) -> None:
        """Remember a place that is left."""
        self._places = [*self._places, place][-LONGEST:]

    def last(self, there: Callable[[str], bool]) -> Place | None:
        """The place left last of those whose area is `there` still; it is remembered no more."""
        while self._places:
            place = self._places.pop()
            if there(place.area):
                return place
        return None

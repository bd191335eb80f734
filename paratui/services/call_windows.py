"""The calls of a list as pages of it, wherever in the list somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.ids import make_id
from paratui.store.interface import GivenUpError

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.call_row import CallRow
    from paratui.services.desk import Desk

PAGE = 100
# As many rows as a screen shows at most.
_IN_SIGHT = 60

__all__ = ["PAGE", "CallWindows", "GivenUpError", "Window"]


class Window(NamedTuple):
    """Pages of a list by number, and the place of the call that was looked for, or of the next older one."""

    pages: dict[int, list[CallRow]]
    place: int


class CallWindows:
    """The call lists of a desk. Every question ends with GivenUpError when a newer one makes it pointless."""

    def __init__(self, desk: Desk) -> None:
        self._store = desk.store

    def around(self, wanted: CallFilter, call: int = 0) -> Window:
        """The pages around a call, or those at the top of the list."""
        place = self._store.count_calls(wanted, after=call) if call else 0
        first, last = max(0, place - _IN_SIGHT) // PAGE, (place + _IN_SIGHT) // PAGE
        rows = self._store.call_rows(wanted, (last - first + 1) * PAGE, skip=first * PAGE, lines=False)
        pages = {first + at // PAGE: rows[at : at + PAGE] for at in range(0, len(rows), PAGE)}
        return Window(pages or {0: []}, place)

    def at(self, wanted: CallFilter, moment: datetime) -> Window:
        """The pages around the newest call that began before a moment."""
        return self.around(wanted, make_id(moment, 0) - 1)

    def page(self, wanted: CallFilter, number: int, before: int = 0, after: int = 0) -> list[CallRow]:
        """One page. `before` is the last call of the page above it, `after` the first of the one below, if known."""
        if before:
            return self._store.call_rows(wanted, PAGE, before=before, lines=False)
        if after:
            return self._store.call_rows(wanted, PAGE, after=after, lines=False)
        return self._store.call_rows(wanted, PAGE, skip=number * PAGE, lines=False)

    def count(self, wanted: CallFilter) -> int | None:
        """How many calls are wanted; None where nothing could tell without reading all of them."""
        return self._store.count_calls(wanted) if self._store.has_index() else None

    def give_up(self) -> None:
        """Let the question go that is being answered."""
        self._store.give_up()

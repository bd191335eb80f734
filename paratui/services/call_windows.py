"""The calls of a list as pages of it, wherever in the list somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.ids import make_id
from paratui.store.interface import GivenUpError

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.call_row import CallRow
    from paratui.services.desk import Desk

PAGE = 100
# As many rows as a screen shows at most.
_IN_SIGHT = 60

__all__ = ["PAGE", "CallWindows", "GivenUpError", "Window"]


class Window(NamedTuple):
    """Pages of a list by number, and the place of the call that was looked for, or of the next older one.

    `best` tells that they come best first: they do where that was asked for and an index can tell.
    """

    pages: dict[int, list[CallRow]]
    place: int
    best: bool = False


class CallWindows:
    """The call lists of a desk. Every question ends with GivenUpError when a newer one makes it pointless."""

    def __init__(self, desk: Desk) -> None:
        self._store = desk.store

    def around(self, wanted: CallFilter, call: int = 0, *, best: bool = False) -> Window:
        """The pages around a call, or those at the top of the list."""
        if best and wanted.words and (found := self._best_around(wanted, call)):
            return found
        place = self._store.count_calls(wanted, after=call) if call else 0
        first, last = max(0, place - _IN_SIGHT) // PAGE, (place + _IN_SIGHT) // PAGE
        lines, above = bool(wanted.words), place - first * PAGE
        # Told from the call itself, they cost the same wherever in the list it stands.
        rows = self._store.call_rows(wanted, above, after=call, lines=lines) if above else []
        below = (last + 1) * PAGE - place
        rows += self._store.call_rows(wanted, below, before=call + 1 if call else None, lines=lines)
        return Window(_in_pages(rows, first), place)

    def _best_around(self, wanted: CallFilter, call: int) -> Window | None:
        place = (self._store.best_call_place(wanted, call) or 0) if call else 0
        first, last = max(0, place - _IN_SIGHT) // PAGE, (place + _IN_SIGHT) // PAGE
        rows = self._store.best_call_rows(wanted, (last - first + 1) * PAGE, skip=first * PAGE)
        return None if rows is None else Window(_in_pages(rows, first), place, best=True)

    def at(self, wanted: CallFilter, moment: datetime) -> Window:
        """The pages around the newest call that began before a moment."""
        return self.around(wanted, make_id(moment, 0) - 1)

    def page(
        self, wanted: CallFilter, number: int, before: int = 0, after: int = 0, *, best: bool = False, last: int = 0
    ) -> list[CallRow]:
        """One page. `before` is the last call of the page above it, `after` the first of the one below, if known.

        `last` is how many calls the page has that ends the list, when this is that page.
        """
        lines, skip = bool(wanted.words), number * PAGE
        if best:
            found = self._store.best_call_rows(wanted, PAGE, skip=skip)
            # The index may have gone meanwhile: whatever is read next comes in the other order.
            return found if found is not None else self._store.call_rows(wanted, PAGE, skip=skip)
        if before:
            return self._store.call_rows(wanted, PAGE, before=before, lines=lines)
        if after:
            return self._store.call_rows(wanted, PAGE, after=after, lines=lines)
        if last:
            # Every call stands above the id 0: the oldest ones, without a walk over all the others.
            return self._store.call_rows(wanted, last, after=0, lines=lines)
        return self._store.call_rows(wanted, PAGE, skip=skip, lines=lines)

    def count(self, wanted: CallFilter) -> int | None:
        """How many calls are wanted; None where nothing could tell without reading all of them."""
        return self._store.count_calls(wanted) if self._store.has_index() else None

    def oldest(self) -> CallRow | None:
        """The first call that was ever logged."""
        return next(iter(self._store.call_rows(CallFilter(), 1, after=0, lines=False)), None)

    def give_up(self) -> None:
        """Let the question go that is being answered."""
        self._store.give_up()


def _in_pages(rows: list[CallRow], first: int) -> dict[int, list[CallRow]]:
    return {first + at // PAGE: rows[at : at + PAGE] for at in range(0, len(rows), PAGE)} or {0: []}

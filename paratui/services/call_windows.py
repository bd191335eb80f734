"""The calls of a list as pages of it, wherever in the list somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_order import CallOrder
from paratui.domain.ids import make_id
from paratui.store.interface import GivenUpError

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.call_row import CallRow
    from paratui.services.desk import Desk

PAGE = 100
# As many rows as a screen shows at most.
_IN_SIGHT = 60
_SORTED = frozenset({CallOrder.LONGEST, CallOrder.CALLER})

__all__ = ["PAGE", "CallWindows", "GivenUpError", "Window"]


class Window(NamedTuple):
    """Pages of a list by number, and the place of the call that was looked for, or of the next older one.

    `order` is the one they come in: the one that was asked for where an index can tell it, else newest first.
    """

    pages: dict[int, list[CallRow]]
    place: int
    order: CallOrder = CallOrder.NEWEST


class CallWindows:
    """The call lists of a desk. Every question ends with GivenUpError when a newer one makes it pointless."""

    def __init__(self, desk: Desk) -> None:
        self._store = desk.store

    def around(self, wanted: CallFilter, call: int = 0, order: CallOrder = CallOrder.NEWEST) -> Window:
        """The pages around a call, or those at the top of the list."""
        if order is CallOrder.BEST and wanted.words:
            found = self._best_around(wanted, call)
        elif order is CallOrder.OLDEST and self._store.has_index():
            found = self._oldest_around(wanted, call)
        elif order in _SORTED:
            found = self._sorted_around(wanted, call, order)
        else:
            found = None
        return found or self._newest_around(wanted, call)

    def _newest_around(self, wanted: CallFilter, call: int) -> Window:
        place = self._store.count_calls(wanted, after=call) if call else 0
        first, above, below = _span(place)
        lines = bool(wanted.words)
        # Told from the call itself, they cost the same wherever in the list it stands.
        rows = self._store.call_rows(wanted, above, after=call, lines=lines) if above else []
        rows += self._store.call_rows(wanted, below, before=call + 1 if call else None, lines=lines)
        return Window(_in_pages(rows, first), place)

    def _oldest_around(self, wanted: CallFilter, call: int) -> Window:
        place = self._store.count_calls(wanted, before=call) if call else 0
        first, above, below = _span(place)
        lines = bool(wanted.words)
        rows = self._store.call_rows(wanted, above, before=call, lines=lines)[::-1] if above else []
        rows += self._store.call_rows(wanted, below, after=call - 1 if call else 0, lines=lines)[::-1]
        return Window(_in_pages(rows, first), place, CallOrder.OLDEST)

    def _sorted_around(self, wanted: CallFilter, call: int, order: CallOrder) -> Window | None:
        place = (self._store.sorted_call_place(wanted, order, call) or 0) if call else 0
        first, above, below = _span(place)
        rows = self._store.sorted_call_rows(wanted, above + below, order, skip=first * PAGE, lines=bool(wanted.words))
        return None if rows is None else Window(_in_pages(rows, first), place, order)

    def _best_around(self, wanted: CallFilter, call: int) -> Window | None:
        place = (self._store.best_call_place(wanted, call) or 0) if call else 0
        first, above, below = _span(place)
        rows = self._store.best_call_rows(wanted, above + below, skip=first * PAGE)
        return None if rows is None else Window(_in_pages(rows, first), place, CallOrder.BEST)

    def at(self, wanted: CallFilter, moment: datetime) -> Window:
        """The pages around the newest call that began before a moment."""
        # An id of 0 is no call's: a moment before all of them leads behind the oldest.
        return self._newest_around(wanted, max(1, make_id(moment, 0) - 1))

    def page(
        self,
        wanted: CallFilter,
        number: int,
        before: int = 0,
        after: int = 0,
        order: CallOrder = CallOrder.NEWEST,
        *,
        last: int = 0,
    ) -> list[CallRow]:
        """One page. `before` is the last call of the page above it, `after` the first of the one below, if known.

        `last` is how many calls the page has that ends the list, when this is that page.
        """
        skip = number * PAGE
        if order is CallOrder.OLDEST:
            return self._rising_page(wanted, skip, before, after, last)
        if order is CallOrder.NEWEST:
            return self._falling_page(wanted, skip, before, after, last)
        lines = bool(wanted.words)
        if order is CallOrder.BEST:
            found = self._store.best_call_rows(wanted, PAGE, skip=skip)
        else:
            beyond = {"below": before} if before else {"above": after} if after else {"skip": skip}
            found = self._store.sorted_call_rows(wanted, PAGE, order, lines=lines, **beyond)
        # The index may have gone meanwhile: whatever is read next comes in the other order.
        return found if found is not None else self._store.call_rows(wanted, PAGE, skip=skip, lines=lines)

    def _falling_page(self, wanted: CallFilter, skip: int, before: int, after: int, last: int) -> list[CallRow]:
        lines = bool(wanted.words)
        if before:
            return self._store.call_rows(wanted, PAGE, before=before, lines=lines)
        if after:
            return self._store.call_rows(wanted, PAGE, after=after, lines=lines)
        if last:
            # Every call stands above the id 0: the oldest ones, without a walk over all the others.
            return self._store.call_rows(wanted, last, after=0, lines=lines)
        return self._store.call_rows(wanted, PAGE, skip=skip, lines=lines)

    def _rising_page(self, wanted: CallFilter, skip: int, before: int, after: int, last: int) -> list[CallRow]:
        """The same list read from its other end."""
        lines = bool(wanted.words)
        if before:
            rows = self._store.call_rows(wanted, PAGE, after=before, lines=lines)
        elif after:
            rows = self._store.call_rows(wanted, PAGE, before=after, lines=lines)
        elif last:
            rows = self._store.call_rows(wanted, last, lines=lines)
        else:
            rows = self._store.call_rows(wanted, PAGE, after=0, skip=skip, lines=lines)
        return rows[::-1]

    def count(self, wanted: CallFilter) -> int | None:
        """How many calls are wanted; None where nothing could tell without reading all of them."""
        return self._store.count_calls(wanted) if self._store.has_index() else None

    def oldest(self) -> CallRow | None:
        """The first call that was ever logged."""
        return next(iter(self._store.call_rows(CallFilter(), 1, after=0, lines=False)), None)

    def give_up(self) -> None:
        """Let the question go that is being answered."""
        self._store.give_up()


def _span(place: int) -> tuple[int, int, int]:
    """The first page around a place, and how many calls of these pages stand above the place, how many from it on."""
    first, last = max(0, place - _IN_SIGHT) // PAGE, (place + _IN_SIGHT) // PAGE
    return first, place - first * PAGE, (last + 1) * PAGE - place


def _in_pages(rows: list[CallRow], first: int) -> dict[int, list[CallRow]]:
    return {first + at // PAGE: rows[at : at + PAGE] for at in range(0, len(rows), PAGE)} or {0: []}

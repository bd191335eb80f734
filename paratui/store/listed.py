"""Rows of a list out of whole calls, where no index tells them."""

from __future__ import annotations

from collections import deque
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from paratui.domain.call_row import CallRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.record import Doc


def listed(calls: Iterator[Doc], limit: int, after: int | None = None) -> list[CallRow]:
    """The first `limit` of calls that come newest first; with `after` the last ones above that id."""
    if after is None:
        return [CallRow.of(doc) for doc in islice(calls, limit)]
    above = takewhile(lambda doc: doc["id"] > after, calls)
    return [CallRow.of(doc) for doc in deque(above, limit)]

"""Rows of a list out of whole calls, where no index tells them."""

from __future__ import annotations

from collections import deque
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from paratui.domain.call_row import CallRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.record import Doc


def listed(calls: Iterator[Doc], limit: int, after: int | None = None, skip: int = 0) -> list[CallRow]:
    """`limit` of calls that come newest first, without the first `skip`.

    With `after` the last ones above that id, without the last `skip`.
    """
    if after is None:
        return [CallRow.of(doc) for doc in islice(calls, skip, skip + limit)]
    above = deque(takewhile(lambda doc: doc["id"] > after, calls), limit + skip)
    return [CallRow.of(doc) for doc in islice(above, max(0, len(above) - skip))]

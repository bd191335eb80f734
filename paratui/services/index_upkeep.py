"""Whether the index of the call lists is there, and making it anew; lists work without one, only slower."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paratui.services.desk import Desk

# So many calls and people are indexed in about half a second.
_FEW = 2000


def has_index(desk: Desk) -> bool:
    """Whether the lists are told by an index; a little that it lacks is entered now."""
    return desk.store.has_index()


def is_made_soon(desk: Desk) -> bool:
    """Whether the index is made in a moment."""
    return all(next(islice(desk.store.records(kind), _FEW, None), None) is None for kind in ("call", "person"))


def make_index(desk: Desk) -> bool:
    """Make it; False when another process is at it. Raises StoreError when the disk refuses."""
    return desk.store.make_index()

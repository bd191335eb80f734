"""One record of the office by its id, where what cannot be read stands in nobody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from paratui.domain.errors import BadInput
from paratui.domain.record import Record

if TYPE_CHECKING:
    from paratui.services.desk import Desk

Kept = TypeVar("Kept", bound=Record)


def readable(desk: Desk, cls: type[Kept], kind: str, record: int) -> Kept | None:
    """The record, None without an id, where there is none and where it cannot be read. Raises StoreError.

    What cannot be read is told by `paratui doctor`.
    """
    doc = desk.store.get(kind, record) if record else None
    try:
        return cls.read(doc) if doc else None
    except BadInput:
        return None

"""The open items of a person or of a matter, found without looking through everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, FollowUp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk


def open_items_of(desk: Desk, people: tuple[int, ...], matter: int = 0) -> list[FollowUp]:
    """Of these people (the ids of one), or without people of a matter. Raises StoreError."""
    return [item for doc in _docs(desk, people, matter) for item in _read(doc)]


def _docs(desk: Desk, people: tuple[int, ...], matter: int) -> Iterator[Doc]:
    store = desk.store
    if not store.has_index():
        for doc in store.open_follow_ups():
            if doc.get("person_id") in people if people else doc.get("matter_id") == matter:
                yield doc
        return
    for row in store.follow_ups_of(people, matter):
        found = None if row.closed else store.get("follow_up", row.id)
        if found and found.get("status") not in CLOSED:
            yield found


def _read(doc: Doc) -> Iterator[FollowUp]:
    """The item of a document; nothing when another tool left it in a state this version cannot read."""
    try:
        yield FollowUp.read(doc)
    except BadInput:
        return

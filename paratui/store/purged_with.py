"""What goes with purged records: an action that could be taken back keeps what they said before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paratui.domain.record import Doc


def with_actions(records: Sequence[tuple[str, int]], actions: Iterable[Doc]) -> list[tuple[str, int]]:
    """The records and each action on one of them."""
    gone = {record for _, record in records}
    told = [("action", doc["id"]) for doc in actions if not gone.isdisjoint(_changed(doc))]
    return list(dict.fromkeys([*records, *told]))


def _changed(action: Doc) -> list[int]:
    items = action.get("items")
    told = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return [record for one in told if isinstance(record := one.get("item"), int)]

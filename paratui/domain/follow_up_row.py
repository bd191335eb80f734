"""A follow-up as a timeline needs it: when it was made and when it was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.follow_up import CLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable


class FollowUpRow(NamedTuple):
    """One item; `created` and `closed` are UTC texts, `closed` empty while it is open."""

    id: int
    created: str
    closed: str

    @classmethod
    def of(cls, doc: dict[str, Any]) -> FollowUpRow:
        """The row of a document, whoever wrote it."""
        created = doc.get("created")
        closed = last_happening(doc) if doc.get("status") in CLOSED else ""
        return cls(doc["id"], created if isinstance(created, str) else "", closed)


def rows_of(docs: Iterable[dict[str, Any]], people: tuple[int, ...], matter: int) -> list[FollowUpRow]:
    """The items of any of these people, or of a matter, out of all."""
    return [
        FollowUpRow.of(doc)
        for doc in docs
        if (doc.get("person_id") in people if people else doc.get("matter_id") == matter)
    ]


def last_happening(doc: dict[str, Any]) -> str:
    """When an item was changed last, as its history tells; empty where it does not."""
    history = doc.get("history")
    last = history[-1] if isinstance(history, list) and history else None
    at = last.get("at") if isinstance(last, dict) else None
    return at if isinstance(at, str) else ""

"""An action in the queue as it can be taken back: which items it changed, and what they were before."""

from __future__ import annotations

from typing import Any, ClassVar

from paratui.domain.record import Part, Record

# How many actions of a person can be taken back; older ones stay in the history of their items.
UNDO_DEPTH = 20


class Changed(Part, frozen=True, kw_only=True):
    """One record of an action: its revision after it, and the fields it changed as they were stored before.

    `kind` is empty for an item of the queue, else what kind of record it is.
    """

    item: int
    rev: int
    was: dict[str, Any]
    kind: str = ""

    SELDOM: ClassVar[frozenset[str]] = frozenset({"kind"})


class Action(Record, frozen=True, kw_only=True):
    """One action of a login. `order` counts the actions of that login; `what` says it in words.

    One that is `whole` is taken back with everything it changed, or not at all: its records hang together. One that
    cannot be taken back has no items; `instead` is what can be done then, if anything can.

    A login has `UNDO_DEPTH` such records and no more: a new action takes the place of the oldest.
    """

    login: str
    order: int
    what: str
    at: str = ""
    undone: bool = False
    whole: bool = False
    instead: str = ""
    items: tuple[Changed, ...] = ()

    SELDOM: ClassVar[frozenset[str]] = frozenset({"whole", "instead"})
    PARTS: ClassVar[dict[str, type[Part]]] = {"items": Changed}

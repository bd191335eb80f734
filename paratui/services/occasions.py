"""The occasions on which clients are told that their attorney changes: one piece of news, one batch of items."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.derived_id import SPREAD, derived_id
from paratui.domain.duty import Duty
from paratui.domain.follow_up import CLOSED
from paratui.domain.ids import id_time, make_id
from paratui.domain.opening_hours import local_day, moment_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

# A run that was cut off is gone on with so long; later it is another occasion.
SAME_OCCASION = timedelta(days=30)


class Telling(NamedTuple):
    """How many clients have been told, of how many there is an item for."""

    told: int
    of: int


class Occasion(NamedTuple):
    """`batch` stands in its items; `waiting` is, by client, the open item that is to tell them the same already."""

    batch: int
    waiting: Mapping[int, int]


def occasion_of(desk: Desk, news: str, clients: Collection[int]) -> Occasion:
    """The occasion on which these clients are told a piece of news: one that was cut off, else a new one.

    A client who was told on it and is to be told again makes a new one. Every program of the office comes to the
    same new one on one day. Raises StoreError.
    """
    waiting: dict[int, int] = {}
    told: dict[int, set[int]] = {}
    begun: dict[int, str] = {}
    for doc in _items_since(desk, desk.now() - SAME_OCCASION):
        if doc.get("source") != news:
            continue
        batch = doc["batch"]
        done = told.setdefault(batch, set())
        begun[batch] = max(begun.get(batch, ""), str(doc.get("created", "")))
        if doc.get("status") in CLOSED:
            done.add(doc.get("person_id", 0))
        else:
            waiting.setdefault(doc.get("person_id", 0), doc["id"])
    still = set(clients) - waiting.keys()
    latest = max(begun, key=lambda one: (begun[one], one), default=0)
    if latest and told[latest].isdisjoint(still):
        return Occasion(latest, waiting)
    midnight = moment_of(local_day(desk.now(), desk.office), 0, desk.office.tz)
    return Occasion(derived_id(midnight, Duty.ATTORNEY_CHANGE.value, news, len(told)), waiting)


def latest_occasion(desk: Desk, beginning: str) -> int:
    """The newest occasion whose news begins so and of which somebody is still to be told, 0 when there is none."""
    since = make_id(desk.now() - SAME_OCCASION, 0)
    batches = (
        doc["batch"]
        for doc in desk.store.open_follow_ups()
        if _is_telling(doc, since) and str(doc.get("source", "")).startswith(beginning)
    )
    return max(batches, default=0)


def told_of(desk: Desk, batch: int) -> Telling:
    """How far the telling of an occasion is. It reads the follow-ups made since, newest first. Raises StoreError.

    A client is told when nothing of their item is open any more, in however many parts it was split.
    """
    open_for: dict[int, bool] = {}
    for doc in _items_since(desk, id_time(batch)):
        if doc["batch"] == batch:
            client = doc.get("person_id", 0)
            open_for[client] = open_for.get(client, False) or doc.get("status") not in CLOSED
    return Telling(sum(not still for still in open_for.values()), len(open_for))


def _items_since(desk: Desk, since: datetime) -> Iterator[Doc]:
    """The items of all occasions since a moment, newest first: each id lies up to a spread before its occasion."""
    first = make_id(since - SPREAD, 0)
    for doc in desk.store.records("follow_up"):
        if doc["id"] < first:
            return
        if _is_telling(doc, first):
            yield doc


def _is_telling(doc: Doc, first: int) -> bool:
    batch = doc.get("batch")
    return doc.get("duty") == Duty.ATTORNEY_CHANGE.value and isinstance(batch, int) and batch >= first

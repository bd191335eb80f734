"""What was closed lately, to be opened again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.services.actions import TAKEN_BACK

if TYPE_CHECKING:
    from paratui.services.desk import Desk

LOOKED_AT = 1500
"""The newest follow-ups of the office that are looked at; an older one is found by its number."""


def lately_closed(desk: Desk, most: int = 200) -> list[FollowUp]:
    """The closed items among the newest of the office: what I closed, then the others', the last closed first.

    What was made by mistake and taken back comes after all that. Raises StoreError.
    """
    found = []
    for doc in islice(desk.store.records("follow_up"), LOOKED_AT):
        if doc.get("status") in CLOSED:
            try:
                found.append(FollowUp.read(doc))
            except BadInput:
                continue  # what cannot be read is told by paratui doctor
    me = desk.me.login
    found.sort(key=_last_change, reverse=True)
    found.sort(key=lambda item: (item.outcome == TAKEN_BACK, item.closed_by() != me))
    return found[:most]


def _last_change(item: FollowUp) -> str:
    return item.history[-1].at if item.history else item.created

"""What somebody keeps at their own login: one commit, and a colleague's change to the same record stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.errors import Conflict
from paratui.domain.staff import Staff
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.services.desk import Desk

_TRIES = 5


def my_record(desk: Desk) -> Staff:
    """My staff record as it stands."""
    doc = desk.store.get("staff", desk.me.id)
    return Staff.read(doc) if doc else desk.me.but(rev=0)


def keep_of_mine(desk: Desk, **changes: Any) -> Staff:
    """Keep something at my login. Raises StoreError."""
    for _ in range(_TRIES):
        mine = my_record(desk)
        try:
            return Staff.read(desk.store.commit([Put("staff", mine.but(**changes).doc(), mine.rev)]).docs[0])
        except Conflict as conflict:
            refused = conflict
    raise refused

"""Giving open items to a colleague, as at the end of a shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.services.actions import Actions
from paratui.services.colleagues import colleague

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk


def give(
    desk: Desk, items: Sequence[FollowUp], login: str, note: str = "", actions: Actions | None = None
) -> list[FollowUp]:
    """Give items to a colleague, all or none, in one commit that undo takes back; the note stands in each history.

    `actions` are those of the queue whose undo shall know of it at once.

    Raises BadInput for nobody or nothing, Conflict when one of them was changed since it was read, StoreError.
    """
    refuse_to_give(desk, items, login)
    what = f"handed over to {login}" + (f": {note}" if note else "")
    return (actions or Actions(desk)).act(what, [(item, item.but(assignee=login)) for item in items])


def refuse_to_give(desk: Desk, items: Sequence[FollowUp], login: str) -> None:
    """Raises BadInput when these items cannot be given to a login, whoever would."""
    if not login:
        raise BadInput("Name the colleague who takes your items; paratui staff says who works here")
    if login == desk.me.login:
        raise BadInput("These items are yours already; name the colleague who takes them")
    colleague(desk, login)
    if not items:
        raise BadInput("There is nothing to hand over: nothing of yours is due or waits")

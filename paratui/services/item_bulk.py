"""One action on many items: one commit for all that can be changed, a name and a reason for each that cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import FollowUp
from paratui.domain.named_happening import in_names
from paratui.domain.spoken_time import clock_time
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paratui.domain.record import Doc
    from paratui.services.actions import Actions
    from paratui.services.desk import Desk


class Left(NamedTuple):
    """An item an action left as it is, and why, in a sentence without its number."""

    item: FollowUp
    why: str


class Together(NamedTuple):
    """What became of many items: those that were changed, as they stand, and those that were left."""

    done: tuple[FollowUp, ...]
    left: tuple[Left, ...]


def together(
    desk: Desk, actions: Actions, items: Iterable[FollowUp], change: Callable[[FollowUp], FollowUp]
) -> Together:
    """Change many items in one commit, each as it was seen. `change` tells the happening or raises BadInput.

    What somebody else changed since it was seen is left, also when that happens in this very moment.

    Raises BadInput when every item is refused for the same reason, StoreError when nothing could be stored.
    """
    changes: list[tuple[FollowUp, FollowUp]] = []
    left: list[Left] = []
    for item in items:
        current = desk.store.get("follow_up", item.id)
        if current is None or current["rev"] != item.rev:
            left.append(_changed_meanwhile(desk, item, current))
            continue
        try:
            changes.append((item, change(item)))
        except BadInput as error:
            left.append(Left(item, str(error)))
    if not changes and left and len({one.why for one in left}) == 1:
        raise BadInput(left[0].why)
    while changes:
        try:
            done = actions.act(changes[0][1].history[-1].what, changes)
        except Conflict as conflict:
            taken = next((before for before, _ in changes if before.id == conflict.record), None)
            if taken is None:
                raise
            left.append(_changed_meanwhile(desk, taken, desk.store.get("follow_up", taken.id)))
            changes = [one for one in changes if one[0].id != taken.id]
        else:
            return Together(tuple(done), tuple(left))
    return Together((), tuple(left))


def _changed_meanwhile(desk: Desk, item: FollowUp, current: Doc | None) -> Left:
    now = FollowUp.read(current) if current else item
    if not now.history:
        return Left(now, "somebody changed it meanwhile")
    last = now.history[-1]
    names = {one.login: one.name for one in desk.staff()}
    what = in_names(last.what, lambda login: names.get(login) or login)
    when = clock_time(from_utc_text(last.at), desk.office.tz)
    return Left(now, f"{names.get(last.by, last.by) or 'somebody'} at {when}: {what}")

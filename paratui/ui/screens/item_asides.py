"""What a row of the queue adds of people: it is new for me, somebody speaks with the client now, its holder left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.follow_up import ANY_ATTORNEY

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.ui.seat import Seat


# What is to be typed stands on one row.
_ENTER_ONE = "paratui staff LOGIN --role attorney".replace(" ", "\u00a0")


def no_attorney(who: str) -> str:
    """What is to be said of a question nobody here can answer, with whom it stays."""
    return f"No attorney is entered, so it stays with {who} until: {_ENTER_ONE}"


class ItemAsides:
    """As things stand now; made anew with the rows."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        on_calls = seat.presence.on_calls
        self._speaking = {one.person_id: seat.name_of(one.login) for one in on_calls if one.person_id}

    def before(self, item: FollowUp) -> str:
        """What stands before the words of the item, where a narrow column does not cut it off."""
        said = ["new"] if self._seat.given.is_new(item.id) else []
        if item.person_id in self._speaking:
            said.append("on the line")
        return f"{', '.join(said)}: " if said else ""

    def sentences(self, item: FollowUp) -> list[str]:
        """The same in full, for the preview."""
        said = []
        if item.person_id in self._speaking:
            said.append(f"{self._speaking[item.person_id]} speaks with {item.person} now")
        left = self._seat.presence.gone.get(item.assignee)
        if left:
            said.append(f"{left.left_words}; {self._seat.key_of('queue.assign')} gives it on")
        if item.waiting_on == ANY_ATTORNEY and ANY_ATTORNEY in self._seat.presence.not_here:
            mine = item.assignee in {self._seat.desk.me.login, ""}
            said.append(no_attorney("you" if mine else self._seat.name_of(item.assignee)))
        if asked := item.asked_of_attorney:
            said.append(f"{self._seat.name_of(item.waiting_on)} decides: {asked}")
        elif item.decision:
            said.append(item.decision.what)
        return said

"""How a question for the attorney is answered: by the attorney here, in person, or as somebody was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, Status
from paratui.domain.spoken_time import clock_time
from paratui.services.answers import answered_by_attorney
from paratui.services.given_to_me import DISCUSS

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.staff import Staff
    from paratui.services.actions import Actions
    from paratui.services.answers import Answered
    from paratui.services.desk import Desk


class Answering:
    """The answers given at one desk. Each is one commit and can be taken back."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        self._desk = desk
        self._actions = actions

    def attorneys(self) -> list[Staff]:
        """Who may answer a legal question, by login."""
        return [one for one in self._desk.here() if one.role == "attorney"]

    def answer(self, item: FollowUp, answer: str, told_by: str = "") -> Answered:
        """Close a question with the attorney's words. `told_by` is the attorney who told them to somebody else.

        Who told it to whom and when is kept with the words. Raises BadInput, Conflict, StoreError.
        """
        if not answer.strip():
            raise BadInput("Write the attorney's answer as it was given, word for word")
        me = self._desk.me
        if told_by:
            names = {one.login: one.name or one.login for one in self.attorneys()}
            if told_by not in names:
                raise BadInput(f"{told_by} is no attorney of this office; say who told you")
            told = f"as told by {names[told_by]} to {me.name or me.login}, {self._moment()}"
            answer = f"{answer.strip()}\n({told})"
        elif me.role != "attorney":
            raise BadInput("Only an attorney answers a legal question; say which attorney told you")
        return answered_by_attorney(self._desk, item, answer, self._actions)

    def discuss(self, item: FollowUp, note: str) -> FollowUp:
        """Give a question back to whoever asked it, to be talked over. Raises BadInput, Conflict, StoreError."""
        if item.status in CLOSED:
            raise BadInput(f"#{item.number} is closed already: {item.outcome or item.status}; nothing was changed")
        if item.created_by not in {one.login for one in self._desk.here()}:
            who = item.created_by or "whoever asked"
            raise BadInput(f"#{item.number} cannot go back: {who} is not here any more; answer it, or a gives it on")
        back = item.but(assignee=item.created_by, status=Status.OPEN.value, waiting_on="", snoozed_until="")
        words = " ".join(note.split())
        return self._actions.act(f"{DISCUSS}{f': {words}' if words else ''}", [(item, back)])[0]

    def _moment(self) -> str:
        now = self._desk.now()
        return f"{now.astimezone(self._desk.office.tz):%b %-d, %Y} {clock_time(now, self._desk.office.tz)}"

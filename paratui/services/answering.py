"""How a question for the attorney is answered: by the attorney here, in person, or as somebody was told.

The answer is kept word for word, and owed to whoever asked from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import DECIDED, Status
from paratui.domain.note_line import Kind
from paratui.domain.spoken_time import clock_time
from paratui.services.given_to_me import DISCUSS
from paratui.services.item_changes import still_open
from paratui.services.owed_item import OwedTo, owed_item

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.staff import Staff
    from paratui.services.actions import Actions
    from paratui.services.desk import Desk

# More than this of an answer stands in `answer` alone, not in the words of the item as well.
SHOWN = 160


class AnsweredQuestion(NamedTuple):
    """A question that was answered, and the item that tells the client."""

    question: FollowUp
    tell: FollowUp


class Answering:
    """The answers given at one desk. Each is one commit and can be taken back."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        self._desk = desk
        self._actions = actions

    def attorneys(self) -> list[Staff]:
        """Who may answer a legal question, by login."""
        return self._desk.attorneys()

    def answer(self, item: FollowUp, answer: str, told_by: str = "") -> AnsweredQuestion:
        """Close a question with the attorney's words and make the item that tells the client, in one commit.

        `told_by` is the attorney who told them to somebody else; who told whom and when is kept with the words. The
        item is due the same business day (ABA Model Rule 1.4(a)(4): reasonable requests are answered promptly) and
        belongs to whoever wrote the question down, while they work here, else to whoever enters the answer.

        Raises BadInput for what is no open question and for an empty answer, Conflict when somebody was quicker,
        StoreError.
        """
        desk, answer = self._desk, self._in_their_words(answer, told_by)
        if item.kind != Kind.QUESTION.value:
            raise BadInput(f"#{item.number} is no question for the attorney; close it with what came of it")
        here, whom = {one.login for one in desk.here()}, OwedTo.as_in(still_open(item))
        said = " ".join(answer.split())
        tell = owed_item(
            desk,
            Duty.ANSWER,
            whom,
            f"tell {whom.name} the answer: {said if len(said) <= SHOWN else f'{said[:SHOWN].rstrip()} ...'}",
            Duty.ANSWER.clock(desk.now(), desk.office),
            assignee=item.created_by if item.created_by in here else desk.me.login,
            what=f"the attorney answered #{item.number}",
            source=item.text,
            came_from=item.id,
            answer=answer,
        )
        closed = item.but(
            status=Status.DONE.value,
            outcome="answered by the attorney",
            answer=answer,
            waiting_on="",
            snoozed_until="",
            kin=(*item.kin, tell.id),
        )
        question, told = self._actions.act("answered by the attorney", [(item, closed)], [tell])
        return AnsweredQuestion(question, told)

    def decide(self, item: FollowUp, decision: str, told_by: str = "") -> FollowUp:
        """Keep what the attorney decides after the usual tries: the item is open again for whoever has it.

        Raises BadInput where the attorney was asked nothing, Conflict, StoreError.
        """
        said = " ".join(self._in_their_words(decision, told_by).split())
        if not still_open(item).asked_of_attorney:
            raise BadInput(f"#{item.number} waits for no decision of the attorney; close it with what came of it")
        going_on = item.but(status=Status.OPEN.value, waiting_on="")
        return self._actions.act(f"{DECIDED}{said}", [(item, going_on)])[0]

    def discuss(self, item: FollowUp, note: str) -> FollowUp:
        """Give a question back to whoever asked it, to be talked over. Raises BadInput, Conflict, StoreError."""
        still_open(item)
        if item.created_by not in {one.login for one in self._desk.here()}:
            who = item.created_by or "whoever asked"
            raise BadInput(f"#{item.number} cannot go back: {who} is not here any more; answer it, or give it on")
        back = item.but(assignee=item.created_by, status=Status.OPEN.value, waiting_on="", snoozed_until="")
        words = " ".join(note.split())
        return self._actions.act(f"{DISCUSS}{f': {words}' if words else ''}", [(item, back)])[0]

    def _in_their_words(self, answer: str, told_by: str) -> str:
        """The words of the attorney who answers here, or who told them to me. Raises BadInput for anybody else's."""
        if not answer.strip():
            raise BadInput("Write the attorney's answer as it was given, word for word")
        me = self._desk.me
        if told_by:
            names = {one.login: one.name or one.login for one in self.attorneys()}
            if told_by not in names:
                raise BadInput(f"{told_by} is no attorney of this office; say who told you")
            return f"{answer.strip()}\n(as told by {names[told_by]} to {me.name or me.login}, {self._moment()})"
        if me.role != "attorney":
            raise BadInput("Only an attorney answers a legal question; say which attorney told you")
        return answer.strip()

    def _moment(self) -> str:
        now = self._desk.now()
        return f"{now.astimezone(self._desk.office.tz):%b %-d, %Y} {clock_time(now, self._desk.office.tz)}"

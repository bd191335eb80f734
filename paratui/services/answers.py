"""The attorney's answer to a question: kept word for word, and owed to whoever asked from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, Status
from paratui.domain.note_line import Kind
from paratui.services.actions import Actions
from paratui.services.owed_item import OwedTo, owed_item

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk

# More than this of an answer stands in `answer` alone, not in the words of the item as well.
SHOWN = 160


class Answered(NamedTuple):
    """A question that was answered, and the item that tells the client."""

    question: FollowUp
    tell: FollowUp


def answered_by_attorney(desk: Desk, item: FollowUp, answer: str, actions: Actions | None = None) -> Answered:
    """Close a question with the attorney's answer and make the item that tells the client, in one commit.

    It is due the same business day (ABA Model Rule 1.4(a)(4): reasonable requests are answered promptly) and belongs
    to whoever wrote the question down, while they work here, else to whoever enters the answer.

    Raises BadInput for what is no open question and for an empty answer, Conflict when somebody was quicker.
    """
    if not answer.strip():
        raise BadInput("Write the attorney's answer as it was given, word for word")
    if item.kind != Kind.QUESTION.value:
        raise BadInput(f"#{item.number} is no question for the attorney; d closes it with what came of it")
    if item.status in CLOSED:
        raise BadInput(f"#{item.number} is closed already: {item.outcome or item.status}; nothing was changed")
    here, whom = {one.login for one in desk.here()}, OwedTo.as_in(item)
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
        answer=answer.strip(),
    )
    closed = item.but(
        status=Status.DONE.value,
        outcome="answered by the attorney",
        answer=answer.strip(),
        waiting_on="",
        snoozed_until="",
        kin=(*item.kin, tell.id),
    )
    question, told = (actions or Actions(desk)).act("answered by the attorney", [(item, closed)], [tell])
    return Answered(question, told)

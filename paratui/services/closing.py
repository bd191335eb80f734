"""What is asked about before an item is closed, and what is never closed into another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.duty import Duty
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp

INSTRUCTION = "an instruction of the client"
QUESTION = "a question for the attorney"
ASKED = {INSTRUCTION: "whether it was carried out", QUESTION: "for the answer, or why there is none"}


def asked_when_done(item: FollowUp) -> str:
    """What an item is that is never closed as done without a question before it; empty for most. See `ASKED`."""
    if item.duty == Duty.INSTRUCTION.value:
        return INSTRUCTION
    return QUESTION if item.kind == Kind.QUESTION.value and not item.answer else ""


def outlives_its_matter(item: FollowUp) -> bool:
    """Whether an item stays open when its matter is closed with all its items: somebody still has to be told."""
    owed = item.duty == Duty.NOT_CARRIED_OUT.value or bool(item.conflict_check)
    return owed or bool(asked_when_done(item))


def lost_when_joined(item: FollowUp, kept: FollowUp) -> bool:
    """Whether an item may not be closed into another one: something of it would stand nowhere any more.

    What must be disclosed, what was instructed, the attorney's answer, a document to send, another matter.
    """
    if item.duty == Duty.NOT_CARRIED_OUT.value or item.answer or item.document or item.batch:
        return True
    if item.matter_id and kept.matter_id and item.matter_id != kept.matter_id:
        return True
    return item.duty == Duty.INSTRUCTION.value and kept.duty not in {"", Duty.INSTRUCTION.value}

"""An open end of a call: something that may not fall under the table when the call is written."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from paratui.domain.record import Part


class EndKind(StrEnum):
    """What is open, the weightiest first: that is the order in which they are walked."""

    CONFLICT = "conflict"
    REWORD = "reword"
    REQUIRED = "required"
    OWNER = "owner"
    SAME = "same"
    UNASKED = "unasked"
    DAY = "day"
    INSTRUCTION = "instruction"
    CONCERN = "concern"
    THIRD_PERSON = "third_person"
    CALL_BACK = "call_back"
    CLOSING = "closing"
    NEXT_CONTACT = "next_contact"


class OpenEnd(NamedTuple):
    """One open end: `about` in words, with the note line it stands in, or the key of a participant."""

    kind: EndKind
    about: str
    line: int = 0
    key: str = ""

    @property
    def id(self) -> str:
        """The name it is settled under where no line of the call says so."""
        return f"{self.kind.value}:{self.key}" if self.key else self.kind.value


class EndSettled(Part, frozen=True, kw_only=True):
    """An open end that was settled and left no other trace: `how` is follow_up, said or reason, `words` say more.

    `at` is whole seconds into the call, `by` the login.
    """

    end: str
    how: str
    words: str = ""
    at: int = 0
    by: str = ""

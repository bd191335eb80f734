"""A line of a call as it was when it was read back."""

from __future__ import annotations

from typing import ClassVar

from paratui.domain.record import Part


class HeardLine(Part, frozen=True, kw_only=True):
    """What of a line was to be read back: its words, when it is due and who has it, as far as that is said.

    `said` is its sentence and `listed` its row in the client's own list, each empty where it was worded by hand.
    It was `unsaid` when nobody may promise it.
    """

    line: int
    kind: str
    text: str
    due: str = ""
    assignee: str = ""
    said: str = ""
    listed: str = ""
    unsaid: bool = False

    SELDOM: ClassVar[frozenset[str]] = frozenset({"due", "assignee", "said", "listed", "unsaid"})

"""One time-stamped line of a call, of one kind. The first character typed is the kind."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from paratui.domain.record import Part


class Kind(StrEnum):
    """What a note line is: nine kinds with a mark of their own, and the plain note."""

    NOTE = "note"
    PROMISE = "promise"
    CLIENT_TASK = "client_task"
    QUESTION = "question"
    INSTRUCTION = "instruction"
    REPORTED_DATE = "reported_date"
    ISSUE = "issue"
    CONCERN = "concern"
    ATTORNEY_ONLY = "attorney_only"
    NAME = "name"


MARKS: dict[str, Kind] = {
    ">": Kind.PROMISE,
    "<": Kind.CLIENT_TASK,
    "?": Kind.QUESTION,
    "!": Kind.INSTRUCTION,
    "@": Kind.REPORTED_DATE,
    "#": Kind.ISSUE,
    "~": Kind.CONCERN,
    "*": Kind.ATTORNEY_ONLY,
    "+": Kind.NAME,
}
MARK_OF: dict[str, str] = {kind.value: mark for mark, kind in MARKS.items()} | {Kind.NOTE.value: " "}
MEANINGS: dict[Kind, str] = {
    Kind.PROMISE: "we promise (becomes a follow-up)",
    Kind.CLIENT_TASK: "the client will do",
    Kind.QUESTION: "legal question for the attorney, verbatim",
    Kind.INSTRUCTION: "client instruction",
    Kind.REPORTED_DATE: "reported date - attorney verifies",
    Kind.ISSUE: "case issue",
    Kind.CONCERN: "concern or feeling",
    Kind.ATTORNEY_ONLY: "for the attorney only",
    Kind.NAME: "a name for the conflict check",
    Kind.NOTE: "note",
}
# The kinds that make an item in the queue.
FOLLOW_UP_KINDS = frozenset({Kind.PROMISE, Kind.CLIENT_TASK, Kind.QUESTION})


class LineVersion(Part, frozen=True, kw_only=True):
    """An earlier wording of a line: what it said, and who replaced it when (UTC)."""

    text: str
    kind: str = Kind.NOTE.value
    replaced_at: str = ""
    replaced_by: str = ""
    why: str = ""


class Settled(StrEnum):
    """What became of a line that somebody must come back to before the call ends."""

    OPEN = ""
    MET = "met"
    FOLLOW_UP = "follow_up"
    READ_BACK = "read_back"


class NoteLine(Part, frozen=True, kw_only=True):
    """One line. `at` is whole seconds from the start of the call; `line` its number within the call.

    `text` is what was typed without the mark. A follow-up line also carries what was understood while it
    was typed: `task` (the text without due, person and urgency), `due` (UTC) with the `clock` that gave
    it, `assignee` (a login) and `urgent`. `duty` is the duty towards the client that a line tells of, empty for most.
    """

    line: int
    at: int
    kind: str = Kind.NOTE.value
    text: str
    by: str = ""
    task: str = ""
    due: str = ""
    clock: str = ""
    assignee: str = ""
    urgent: bool = False
    follow_up: int = 0
    settled: str = Settled.OPEN.value
    versions: tuple[LineVersion, ...] = ()
    duty: str = ""

    PARTS: ClassVar[dict[str, type[Part]]] = {"versions": LineVersion}
    SELDOM: ClassVar[frozenset[str]] = frozenset({"settled", "duty"})

"""Promises kept and broken: what became of each, told by the client it was made to and never by the colleague."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.duty import Duty
from paratui.domain.follow_up import Status
from paratui.domain.note_line import Kind
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp


class Kept(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    LATE = "done late"
    OVERDUE = "open and late"
    OPEN = "open"
    CANCELLED = "cancelled"
    NOT_CARRIED_OUT = "not carried out"


class Tally(NamedTuple):
    """How many promises ended how. What is not due yet, and what was cancelled, is neither kept nor broken."""

    kept: int = 0
    late: int = 0
    overdue: int = 0
    open: int = 0
    cancelled: int = 0
    not_carried_out: int = 0

    @classmethod
    def of(cls, found: Iterable[Kept]) -> Tally:
        """The tally of so many promises."""
        counted = Counter(found)
        return cls(*(counted[one] for one in Kept))

    @property
    def broken(self) -> int:
        """Those done after their time, those still open past it, and instructions that were not carried out."""
        return self.late + self.overdue + self.not_carried_out

    @property
    def share(self) -> float | None:
        """The part that was kept of what was due, None while nothing was."""
        due = self.kept + self.broken
        return self.kept / due if due else None

    @property
    def words(self) -> str:
        """Such as "9 of 10", empty while nothing was due."""
        due = self.kept + self.broken
        return f"{self.kept} of {due}" if due else ""


def is_promise(item: FollowUp) -> bool:
    """Whether somebody gave their word: no item that a duty made by itself. An instruction counts once it was not
    carried out.
    """
    return item.kind == Kind.PROMISE.value and (not item.duty or _not_carried_out(item))


def kept(item: FollowUp, now: datetime) -> Kept:
    """What became of a promise, by its last due time; one without, or done nobody knows when, is kept."""
    if item.status == Status.CANCELLED.value:
        return Kept.CANCELLED
    if _not_carried_out(item):
        return Kept.NOT_CARRIED_OUT
    due = from_utc_text(item.due) if item.due else None
    if item.status != Status.DONE.value:
        return Kept.OVERDUE if due and due < now else Kept.OPEN
    done = item.closed_at()
    return Kept.LATE if due and done and done > due else Kept.KEPT


def _not_carried_out(item: FollowUp) -> bool:
    return (
        item.duty == Duty.INSTRUCTION.value
        and item.status == Status.DONE.value
        and item.outcome.startswith(Kept.NOT_CARRIED_OUT.value)
    )

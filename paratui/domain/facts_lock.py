"""The facts of an intake stay unheard until its conflict check is marked: what a line may hold until then.

What a prospective client tells can disqualify the office, so only what the check needs is taken before it:
names, a close date, and what the office promises. Source: ABA Model Rule 1.18; ABA Formal Opinion 492 (2020).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.conflict.verdict import OPENS
from paratui.domain.errors import BadInput
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from paratui.domain.call import Call

# A legal question goes to the attorney to the letter whoever asks it, and what we promise is no fact of theirs.
BEFORE_THE_CHECK = frozenset({Kind.NAME, Kind.REPORTED_DATE, Kind.PROMISE, Kind.CLIENT_TASK, Kind.QUESTION})
REASON = "facts wait for the conflict check, what we hear before it can cost the firm the client it has"


class FactsLockedError(BadInput):
    """Something was to be kept that may not be collected before the conflict check is marked."""


def locked(call: Call) -> bool:
    """Whether the facts of a call wait for its conflict check."""
    return call.intake and not call.matter_id and call.conflict.verdict not in OPENS


def refuse(call: Call, kind: Kind) -> None:
    """Raises FactsLockedError for a line that may not be kept yet, with what to do instead."""
    if locked(call) and kind not in BEFORE_THE_CHECK:
        if call.conflict.verdict == "denied":
            raise FactsLockedError("The conflict check was denied: nothing more is kept of this matter")
        raise FactsLockedError(f"Not kept: {REASON}. Put + before a name, @ before a date; /conflict runs the check")

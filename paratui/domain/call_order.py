"""The orders in which the calls of the log can be listed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from paratui.domain.search_words import folded

if TYPE_CHECKING:
    from paratui.domain.call_row import CallRow

# Whom nobody named stands below everybody who has a name.
_NAMELESS = "\U0010ffff"


class CallOrder(StrEnum):
    """What comes first, in words; among calls that are alike in it the newest."""

    NEWEST = "newest first"
    OLDEST = "oldest first"
    LONGEST = "longest first"
    CALLER = "by caller"
    BEST = "best first"


def caller_key(person: str) -> str:
    """What a caller's name is put in order by: whatever its capitals and accents are."""
    return folded(person).strip() or _NAMELESS


def sort_key(row: CallRow, order: CallOrder) -> tuple[int | str, int]:
    """What calls are sorted by, longest first or by caller, rising."""
    return -row.seconds if order is CallOrder.LONGEST else caller_key(row.person), -row.id

"""The clock on the wall, handed in from the top: nothing below the ui reads the time by itself."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Protocol


class WallClock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def ticks(self) -> float:
        """Seconds that only ever grow, for measuring how long something took."""
        ...


def utc_text(moment: datetime) -> str:
    """How a moment is written in a document: ISO 8601, UTC, whole seconds, ending in Z."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def from_utc_text(text: str) -> datetime:
    """The moment a document names; raises ValueError when it is no ISO 8601 time, or one that no calendar reaches."""
    moment = datetime.fromisoformat(text)
    if not MINYEAR < moment.year < MAXYEAR:  # another zone, or a day more, would lie outside
        raise ValueError(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

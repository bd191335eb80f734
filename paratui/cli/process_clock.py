"""The clock of this process: the system's, or one started at a given moment for demos and tests."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.domain.office import Office
    from paratui.domain.wall_clock import WallClock

VARIABLE = "PARATUI_NOW"
STANDS = "!"


class SystemClock:
    """The time of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def ticks(self) -> float:
        return time.monotonic()


class StartedClock:
    """A clock that showed `moment` when it was made and has gone on since."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self._made = time.monotonic()

    def now(self) -> datetime:
        return self._moment + timedelta(seconds=time.monotonic() - self._made)

    def ticks(self) -> float:
        return time.monotonic()


class StandingClock:
    """A clock that always shows `moment`: pictures made with it are alike."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def ticks(self) -> float:
        return 0.0


def clock_of(environ: Mapping[str, str], office: Office) -> WallClock:
    """The clock to work by. PARATUI_NOW counts only where the office allows it; a "!" at its end stops it.

    Raises BadInput when it is no moment.
    """
    given = environ.get(VARIABLE, "") if office.allow_test_identity else ""
    if not given:
        return SystemClock()
    try:
        moment = datetime.fromisoformat(given.removesuffix(STANDS))
    except ValueError:
        raise BadInput(f"{VARIABLE} is {given}, no moment; write one such as 2026-11-20T09:30") from None
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=office.tz)).astimezone(UTC)
    return StandingClock(moment) if given.endswith(STANDS) else StartedClock(moment)

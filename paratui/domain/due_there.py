"""A due time by the clock of the person it is for, said only where it is another time than the office's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.time_there import time_there

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.office import Office
    from paratui.domain.time_there import Zones


def due_there(due: datetime, there: Zones, office: Office) -> str:
    """Such as "6:00 PM there", with "(guess)" where the zone is one; "" when it is the office's time or not known."""
    theirs = time_there(there, due, office.tz)
    ours = time_there(there._replace(names=(office.zone,)), due, office.tz)
    return theirs.says if theirs and ours and theirs.says != ours.says else ""

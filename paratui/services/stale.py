"""What to say when somebody else was quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.named_happening import in_names
from paratui.domain.spoken_time import clock_time
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from paratui.domain.errors import Conflict
    from paratui.services.desk import Desk


def who_and_when(desk: Desk, conflict: Conflict) -> str:
    """Who changed a record in between, when, and how it stands now; what was typed is kept by the caller."""
    names = {one.login: one.name for one in desk.staff()}
    who = names.get(conflict.changed_by, conflict.changed_by) or "Somebody else"
    when = clock_time(from_utc_text(conflict.changed_at), desk.office.tz) if conflict.changed_at else "meanwhile"
    current = conflict.current or {}
    history = current.get("history") or []
    what = f": {in_names(history[-1].get('what', ''), lambda login: names.get(login) or login)}" if history else ""
    return f"{who} changed this at {when}{what} - shown as it is now, nothing of yours is lost"

"""The status updates due in the demo office: made as the program makes them, after everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paratui.services.desk import Desk
from paratui.services.people import People
from paratui.services.silence import Silence
from paratui.services.touch_base import StatusUpdates

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from paratui.domain.office import Office
    from paratui.domain.staff import Staff
    from paratui.store.interface import Store


@dataclass(frozen=True)
class _Now:
    """The moment at which the demo office is made."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def ticks(self) -> float:
        return 0.0


def make_due_updates(store: Store, office: Office, me: Staff, now: datetime, random: Random) -> None:
    """Look after the status updates once, as the first start of the program would."""
    desk = Desk(store, office, me, _Now(now), lambda: random.getrandbits(22))
    StatusUpdates(desk, People(desk), Silence(desk)).look_after()

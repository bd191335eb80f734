"""The day in a few lines: what is due for me, how the office's queue stands, which calls there were."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.queue_order import SECTIONS, waits_on
from paratui.domain.wall_clock import utc_text
from paratui.services.calls import Calls
from paratui.services.queue import Queue

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.store.interface import SetAside


class Today(NamedTuple):
    """What a person sees when they sit down. The three lists hold what is mine or nobody's, in queue order.

    What waits on me is mine to do, whoever has it, and so is due for me: an attorney's questions, above all.

    `everyone` counts the open items of the office by section; `calls` and `seconds` are mine since
    midnight, `office_calls` everybody's; `cut_calls` are mine that a lost line left open.
    """

    firm: str
    login: str
    now: datetime
    overdue: tuple[FollowUp, ...]
    today: tuple[FollowUp, ...]
    next: tuple[FollowUp, ...]
    everyone: dict[str, int]
    calls: int
    office_calls: int
    seconds: int
    cut_calls: int
    set_aside: tuple[SetAside, ...]

    @property
    def now_text(self) -> str:
        """The moment it was made, as documents write it."""
        return utc_text(self.now)


def today(desk: Desk) -> Today:
    """The summary of the day so far, in the office's zone."""
    now, me = desk.now(), desk.me.login
    everyone = Queue(desk).items()
    mine = QueueFilter(assignee=me)
    sections: dict[str, list[FollowUp]] = {section: [] for section in SECTIONS}
    for place in everyone:
        if waits_on(place.item, desk.me) or mine.keeps(place.item):
            sections[place.section].append(place.item)
    counted = Counter(place.section for place in everyone)
    midnight = utc_text(_midnight(now, desk))
    # Newest first: the first call of an earlier day ends the reading, however long the log is.
    calls = list(takewhile(lambda call: call["started"] >= midnight, desk.store.calls(CallFilter())))
    mine_today = [call for call in calls if call["staff"] == me]
    return Today(
        firm=desk.office.firm,
        login=me,
        now=now,
        overdue=tuple(sections["overdue"]),
        today=tuple(sections["today"]),
        next=tuple(sections["next"]),
        everyone={section: counted[section] for section in SECTIONS},
        calls=len(mine_today),
        office_calls=len(calls),
        seconds=sum(call["seconds"] for call in mine_today),
        cut_calls=len(Calls(desk).cut()),
        set_aside=tuple(desk.store.set_aside()),
    )


def _midnight(now: datetime, desk: Desk) -> datetime:
    local = now.astimezone(desk.office.tz)
    return datetime.combine(local.date(), time(), desk.office.tz).astimezone(UTC)

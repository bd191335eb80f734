"""The day in a few lines: what is due for me, how the office's queue stands, which calls there were."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import takewhile
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.agenda import reported_entry, told_once
from paratui.domain.call_filter import CallFilter
from paratui.domain.follow_up import FollowUp
from paratui.domain.opening_hours import local_day, moment_of, open_day
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.queue_order import SECTIONS, Scales, moments_of, placed
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.agenda import reported
from paratui.services.asked_standing import asked
from paratui.services.calls import Calls
from paratui.services.colleagues import holding, left_behind, not_here
from paratui.services.standing import awaited, standing_of_items

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from paratui.domain.agenda import Entry
    from paratui.domain.importance import Standing
    from paratui.domain.queue_order import Moments
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.store.interface import SetAside

# How far back a login script looks for dates reported for today; `paratui agenda` looks further.
LOOK_BACK = timedelta(days=60)
MOST_CALLS = 600
_GLANCED = itemgetter("status", "due", "snoozed_until", "assignee", "waiting_on", "created")


class Today(NamedTuple):
    """What a person sees when they sit down. The three lists hold what is mine or nobody's, in queue order.

    What waits on me is mine to do, whoever has it, and so is due for me: an attorney's questions, above all.

    `given` are those of mine that somebody else gave me on `given_since` or later: the last working day before
    today. `reported` are dates people reported for today. `everyone` counts the open items of
    the office by section; `calls` and `seconds` are mine since midnight, `office_calls` everybody's; `cut_calls`
    are mine that a lost line left open. `left_behind` counts what is still with somebody who left, by login; `left`
    says that I am one of those, empty for whoever works here. `standing` is what is known about an item beside it;
    where `unasked` that is little, as people and calls could only be told by reading them all.
    """

    firm: str
    login: str
    now: datetime
    overdue: tuple[FollowUp, ...]
    today: tuple[FollowUp, ...]
    next: tuple[FollowUp, ...]
    given: tuple[FollowUp, ...]
    given_since: date
    reported: tuple[Entry, ...]
    everyone: dict[str, int]
    calls: int
    office_calls: int
    seconds: int
    cut_calls: int
    set_aside: tuple[SetAside, ...]
    left_behind: dict[str, int]
    left: str = ""
    standing: Mapping[int, Standing] = MappingProxyType({})
    unasked: bool = False

    @property
    def lists(self) -> dict[str, tuple[FollowUp, ...]]:
        """What is mine or nobody's, by section."""
        return {"overdue": self.overdue, "today": self.today, "next": self.next}

    @property
    def now_text(self) -> str:
        """The moment it was made, as documents write it."""
        return utc_text(self.now)


def today(desk: Desk, *, everybody: bool = False) -> Today:
    """The summary of the day so far, in the office's zone; with `everybody` the lists hold the office's items."""
    now, me, office = desk.now(), desk.me.login, desk.office
    here = local_day(now, office)
    counted: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    items: list[FollowUp] = []
    left = not_here(desk)
    is_mine, scales = QueueFilter.of(desk.me, left).sieve(), Scales(now, office, desk.me, left)
    moments: dict[int, Moments] = {}
    waiting: list[FollowUp] = []
    for doc in desk.store.open_follow_ups():
        glance = _glance(doc)
        times = moments_of(glance)
        counted[scales.section(glance, times)] += 1
        holders.update(holding(glance.assignee, glance.status, glance.waiting_on))
        if glance.status.startswith("waiting"):
            waiting.append(glance)
        if everybody or is_mine(glance, ""):
            item = FollowUp.read(doc)
            items.append(item)
            moments[item.id] = times
    sections: dict[str, list[FollowUp]] = {section: [] for section in SECTIONS}
    waits = awaited(waiting)
    found = asked(desk, items, waits)
    standing = standing_of_items(items, waits) if found is None else found
    for place in placed(items, now, office, desk.me, standing, left, moments):
        sections[place.section].append(place.item)
    since = open_day(here, office, step=-1) or here - timedelta(days=1)
    midnight = utc_text(moment_of(here, 0, office.tz))
    # Newest first: the first call of an earlier day ends the reading, however long the log is.
    calls = list(takewhile(lambda call: call["started"] >= midnight, desk.store.calls(CallFilter())))
    mine_today = [call for call in calls if call["staff"] == me]
    told = told_once(reported(desk, here, here, back=LOOK_BACK, most=MOST_CALLS, kept_only=True))
    return Today(
        firm=office.firm,
        login=me,
        now=now,
        overdue=tuple(sections["overdue"]),
        today=tuple(sections["today"]),
        next=tuple(sections["next"]),
        given=tuple(item for item in items if was_given(item, me, moment_of(since, 0, office.tz))),
        given_since=since,
        reported=tuple(entry for one in told if (entry := reported_entry(one))),
        everyone={section: counted[section] for section in SECTIONS},
        calls=len(mine_today),
        office_calls=len(calls),
        seconds=sum(call["seconds"] for call in mine_today),
        cut_calls=len(Calls(desk).cut()),
        set_aside=tuple(desk.store.set_aside()),
        left_behind=left_behind(desk, holders.elements()),
        left=desk.me.left_words if desk.me.has_left(here) else "",
        standing=standing,
        unasked=found is None and any(item.person_id for item in items),
    )


def was_given(item: FollowUp, login: str, since: datetime) -> bool:
    """Whether somebody else gave an item to a login since then: made it for them, or assigned it to them."""
    if item.assignee != login:
        return False
    if item.created and item.created_by not in {login, ""} and from_utc_text(item.created) >= since:
        return True
    giving = {f"assigned to {login}", f"handed over to {login}"}
    return any(one.what.partition(":")[0] in giving and from_utc_text(one.at) >= since for one in item.history)


def _glance(doc: Doc) -> FollowUp:
    """As much of an item as says where it stands, and whose it is: reading it whole takes ten times as
    long. One that holds something else than text there is read whole, which sets it right or says what is wrong.
    """
    try:
        held = _GLANCED(doc)
        "".join(held)  # the quickest way to see that each is text
        if "due_as_stored" in doc:
            return FollowUp.read(doc)
    except (KeyError, TypeError):
        return FollowUp.read(doc)
    status, due, snoozed_until, assignee, waiting_on, created = held
    came_from = doc.get("came_from", 0)
    return FollowUp(
        id=0,
        status=status,
        due=due,
        snoozed_until=snoozed_until,
        assignee=assignee,
        waiting_on=waiting_on,
        created=created,
        came_from=came_from if isinstance(came_from, int) else 0,
    )

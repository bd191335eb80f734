"""The demo office: a firm with three months of calls behind it and a queue in front of it, to look around in.

It is made anew each time, relative to the present moment, and the same for the same random numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.office import Office
from paratui.services.demo.calendar import DemoCalendar
from paratui.services.demo.calls import DemoCalls
from paratui.services.demo.chance import stream
from paratui.services.demo.content import read_content
from paratui.services.demo.dormant import dormant
from paratui.services.demo.due_updates import make_due_updates
from paratui.services.demo.follow_ups import DemoFollowUps
from paratui.services.demo.people import demo_people
from paratui.services.demo.plan import planned_calls
from paratui.services.demo.tables import shipped_tables
from paratui.services.demo.taking import DemoTaking
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from random import Random

    from paratui.domain.record import Record
    from paratui.services.demo.dormant import Dormant
    from paratui.services.demo.people import DemoPeople
    from paratui.services.demo.taking import Taken
    from paratui.store.interface import Store

CALLS = 300
BATCH = 50


def demo_office() -> Office:
    """The settings of the demo firm; its people may be tried out by name."""
    return Office(
        firm="Harlan & Okafor, Family and Injury Law (DEMO)",
        zone="America/Los_Angeles",
        state="CA",
        demo=True,
        allow_test_identity=True,
    )


def fill_demo(
    store: Store,
    office: Office,
    now: datetime,
    random: Random,
    progress: Callable[[int, int], object] | None = None,
) -> None:
    """Commit the people, matters, calls, checks and follow-ups of the demo office to an empty store.

    `progress` is told how many documents are stored, and of how many. Raises StoreError as a commit does.
    """
    # Before anything else is held: what is made later has them looked through by the collector again and again.
    content, tables = read_content(), shipped_tables()
    people = demo_people(content, now, random)
    calendar = DemoCalendar(office, now, random)
    follow_ups = DemoFollowUps(office, people.staff, calendar=calendar, around=content.around, now=now, random=random)
    calls = DemoCalls(
        office, checklists=tables.checklists, around=content.around, follow_ups=follow_ups, random=random
    )
    told = [calls.told(plan) for plan in planned_calls(content, people, calendar, random, CALLS)]
    done = 0
    for batch in _batches([[put] for put in _people_puts(store, people)]):
        store.commit(batch)
        done += len(batch)
    taken = DemoTaking(
        store,
        office,
        people,
        content,
        tables=tables,
        calendar=calendar,
        follow_ups=follow_ups,
        now=now,
        random=random,
    ).taken(told)
    quiet = DemoCalls(
        office,
        checklists=tables.checklists,
        around=content.around,
        follow_ups=follow_ups,
        random=stream(random, "dormant"),
    )
    groups = list(_taken_puts(taken))
    # Last, when every half hour of the calendar that a story needs is taken.
    groups += map(_dormant_puts, dormant(quiet, calendar, now, stream(random, "dormant people")))
    total = done + sum(map(len, groups))
    for batch in _batches(groups):
        store.commit(batch)
        done += len(batch)
        if progress:
            progress(done, total)
    make_due_updates(store, office, people.staff[0], now, stream(random, "status updates"))


def _taken_puts(taken: Taken) -> Iterator[list[Put]]:
    for one in taken.calls:
        yield [_fresh("call", one.call), *(_fresh("follow_up", item) for item in one.items)]
    yield [
        *(_fresh("conflict_check", check) for check in taken.checks),
        *(_fresh("follow_up", item) for item in taken.late),
    ]


def _dormant_puts(one: Dormant) -> list[Put]:
    return [_fresh("person", one.client), _fresh("matter", one.matter), *(_fresh("call", call) for call in one.calls)]


def _people_puts(store: Store, people: DemoPeople) -> Iterator[Put]:
    for one in people.staff:
        known = store.get("staff", one.id)
        yield Put("staff", one.doc(), known["rev"] if known else 0)
    for cast in people.cast:
        yield _fresh("person", cast.client)
        yield _fresh("matter", cast.matter)
    for person, _ in people.around:
        yield _fresh("person", person)


def _fresh(kind: str, record: Record) -> Put:
    return Put(kind, record.doc())


def _batches(groups: list[list[Put]]) -> Iterator[list[Put]]:
    """Commits of about fifty documents; a call is never parted from its follow-ups."""
    batch: list[Put] = []
    for group in groups:
        batch += group
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch

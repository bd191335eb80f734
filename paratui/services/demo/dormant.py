"""The clients of the demo office nobody has spoken to for long: what the silence radar is for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.domain.call import Outcome
from paratui.domain.checklist import first_name
from paratui.domain.ids import make_id
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.services.demo.calls import Planned
from paratui.services.demo.content import DemoPerson, scene
from paratui.services.demo.follow_ups import ATTORNEY
from paratui.store.office_data import demo_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from random import Random

    from paratui.domain.call import Call
    from paratui.services.demo.calendar import DemoCalendar
    from paratui.services.demo.calls import DemoCalls


class DormantCall(msgspec.Struct, frozen=True, kw_only=True):
    """A call or a letter so many working days ago."""

    ago: int
    staff: str
    scene: str
    outcome: str = Outcome.REACHED.value


class DormantMatter(msgspec.Struct, frozen=True, kw_only=True):
    """A matter as the data file gives it: opened so many days ago, with the last calls about it."""

    title: str
    opened: int
    number: int
    client: DemoPerson
    stage: str
    area: str = ""
    step: str = ""
    calls: tuple[DormantCall, ...] = ()


class Dormant(NamedTuple):
    """A client with a matter, and what the log has of them."""

    client: Person
    matter: Matter
    calls: tuple[Call, ...]


def dormant(calls: DemoCalls, calendar: DemoCalendar, now: datetime, random: Random) -> Iterator[Dormant]:
    """Each of them; `random` tells nothing else, and the calendar has been filled before."""
    for source in msgspec.convert(demo_data("dormant")["matters"], list[DormantMatter]):
        opened = now - timedelta(days=source.opened)
        record = make_id(opened, random.getrandbits(22))
        client = Person(
            id=make_id(opened - timedelta(hours=2), random.getrandbits(22)),
            name=source.client.name,
            say=source.client.say,
            phones=(source.client.phone,),
            voicemail=source.client.voicemail,
            how_to_talk=source.client.how_to_talk,
            matters=(record,),
            identity_facts=(f"born {random.randint(1951, 1998)}-05-19", "first car a red Beetle"),
        )
        matter = Matter(
            id=record,
            number=f"{opened.year}-{source.number:04d}",
            title=source.title,
            attorney=ATTORNEY,
            clients=(client.id,),
            stage=source.stage,
            area=source.area,
            step=source.step,
        )
        words = {"c": first_name(client.name), "n": first_name(client.name)}
        taken = []
        for one in source.calls:
            begun = calendar.start(one.ago, (one.staff, "ana", "dana"))
            if begun:
                plan = Planned(scene(one.scene), *begun, client, matter, words, outcome=one.outcome)
                taken.append(calls.told(plan).call)
        yield Dormant(client, matter, tuple(taken))

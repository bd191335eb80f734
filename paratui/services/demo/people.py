"""Who belongs to the demo office: staff, clients with their matters, and everybody around them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.checklist import first_name
from paratui.domain.ids import make_id
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.domain.staff import Staff
from paratui.services.demo.chance import stream
from paratui.services.demo.follow_ups import ATTORNEY
from paratui.services.desk import staff_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from random import Random

    from paratui.services.demo.content import Content, DemoMatter, DemoPerson, Story

MR_OKAFOR = "Mr. Okafor"
# Area codes of California; the numbers 555-0100 to 555-0199 belong to nobody in any of them.
_AREAS = ("415", "510", "628", "650", "408", "916", "213", "707")

_KNOWN = (
    "mother's maiden name Ortiz",
    "mother's maiden name Lindqvist",
    "code word heron",
    "code word marigold",
    "grew up on Cypress Street",
    "first car a green Civic",
)


class Cast(NamedTuple):
    """A matter of the demo office with the records and the words its calls are told with."""

    source: DemoMatter
    matter: Matter
    client: Person
    words: dict[str, str]


class DemoPeople(NamedTuple):
    """All records that stand before the first call.

    `around` are those who are no clients, with the matter they belong to, if to one. `beside` is by the id of a
    person who is on the line with them.
    """

    staff: tuple[Staff, ...]
    cast: tuple[Cast, ...]
    around: tuple[tuple[Person, Cast | None], ...]
    beside: dict[int, tuple[str, ...]]

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody who is not of the staff."""
        return (*(cast.client for cast in self.cast), *(person for person, _ in self.around))


def demo_staff() -> tuple[Staff, ...]:
    """Two paralegals and the attorney they work for."""

    def one(login: str, name: str, title: str, initials: str, role: str) -> Staff:
        return Staff(id=staff_id(login), login=login, name=name, title=title, initials=initials, role=role)

    return (
        one("ana", "Ana Reyes", "Paralegal", "AR", "paralegal"),
        one("dana", "Dana Whitfield", "Paralegal", "DW", "paralegal"),
        one(ATTORNEY, "Michael Okafor", "Attorney", "MO", "attorney"),
    )


def demo_people(content: Content, now: datetime, random: Random) -> DemoPeople:
    """The people and matters of the demo office; matters were opened four months ago or earlier."""
    numbers = _fictional_numbers()
    entered = now - timedelta(days=400)
    facts = stream(random, "identity facts")

    def person(client: DemoPerson, at: datetime, matters: tuple[int, ...] = ()) -> Person:
        return Person(
            id=make_id(at, random.getrandbits(22)),
            name=client.name,
            say=client.say,
            role=client.role,
            phones=(client.phone or next(numbers), *(known.number for known in client.numbers)),
            language=client.language,
            place=client.place,
            zone=client.zone,
            voicemail=client.voicemail,
            best_times=client.best_times,
            how_to_talk=client.how_to_talk,
            matters=matters,
            say_only=client.say_only,
            accommodations=client.accommodations,
            minor=client.minor,
            numbers=client.numbers,
            other_names=client.other_names,
            related=client.related,
            identity_facts=_only_they_know(client, facts),
        )

    named = _matter_numbers(content, now, random)
    cast = []
    for source, (number, opened) in zip(content.matters, named, strict=True):
        record = make_id(opened, random.getrandbits(22))
        client = person(source.client, opened - timedelta(hours=2), (record,))
        matter = Matter(
            id=record,
            number=number,
            title=source.title,
            attorney=ATTORNEY,
            clients=(client.id,),
            instructions=source.instructions,
            touch_base_days=source.touch,
            stage=source.stage,
            area=source.area,
            step=source.step,
        )
        cast.append(Cast(source, matter, client, _words(source, content.stories[source.story], random)))
    theirs = {one.matter.title: one for one in cast} | {one.source.opposite: one for one in cast}
    around = tuple(
        (person(one, entered + timedelta(days=random.uniform(0, 300))), theirs.get(one.about or one.name))
        for one in content.people
    )
    beside = {one.client.id: one.source.client.beside for one in cast}
    beside |= {one.id: source.beside for (one, _), source in zip(around, content.people, strict=True)}
    return DemoPeople(demo_staff(), tuple(cast), around, beside)


def _only_they_know(person: DemoPerson, random: Random) -> tuple[str, ...]:
    """Two things to ask somebody who calls, to know who it is; a company knows nothing."""
    year, month, day = random.randint(1951, 1998), random.randint(1, 12), random.randint(1, 28)
    known = random.choice(_KNOWN)
    if not first_name(person.name):
        return ()
    return (f"born {2010 + year % 6 if person.minor else year}-{month:02d}-{day:02d}", known)


def _words(source: DemoMatter, story: Story, random: Random) -> dict[str, str]:
    """What the places of a story's texts stand for in one matter."""
    words = {name: random.choice(choices) for name, choices in story.words.items()}
    words |= {"c": source.client.called or first_name(source.client.name), "a": MR_OKAFOR}
    if source.opposite:
        words["o"] = first_name(source.opposite) or source.opposite
    return words | source.words | {"n": words["c"]}


def _matter_numbers(content: Content, now: datetime, random: Random) -> list[tuple[str, datetime]]:
    """A number and the day of opening for each matter; numbers of a year rise with the days."""
    given = {one.number for one in content.matters}
    opened = sorted(now - timedelta(days=random.uniform(125, 330)) for _ in content.matters)
    running: dict[int, int] = {}
    numbered: list[tuple[str, datetime]] = []
    for day in opened:
        running[day.year] = running.get(day.year, 20) + random.randint(2, 9)
        if f"{day.year}-{running[day.year]:04d}" in given:
            running[day.year] += 1
        numbered.append((f"{day.year}-{running[day.year]:04d}", day))
    random.shuffle(numbered)
    return [(one.number or number, day) for one, (number, day) in zip(content.matters, numbered, strict=True)]


def _fictional_numbers() -> Iterator[str]:
    for turn in range(200):
        yield f"+1{_AREAS[turn % len(_AREAS)]}55501{(turn * 7 + 3) % 100:02d}"

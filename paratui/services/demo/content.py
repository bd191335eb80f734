"""The texts the demo office is made from: stories told in calls, the matters, and the people around them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from paratui.domain.call import Channel
from paratui.domain.note_line import MARKS, Kind
from paratui.domain.person import KnownNumber  # noqa: TC001 - msgspec reads the annotations at run time
from paratui.store.office_data import demo_data

if TYPE_CHECKING:
    from random import Random

_PLACE = re.compile(r"\{(\w+)([+-]\d+)?\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


class Template(NamedTuple):
    """One note line to be told: its kind, its text with places, and what came of it if it is a follow-up."""

    kind: Kind
    text: str
    outcome: str = ""


class Scene(NamedTuple):
    """One call of a story. `minutes` is its usual length, `role` whose call it is when not the client's."""

    direction: str
    minutes: int
    channel: str
    role: str
    lines: tuple[Template, ...]


class Story(NamedTuple):
    """Calls in their order. `words` stay the same through one matter; a whole story leaves no line out."""

    scenes: tuple[Scene, ...]
    words: dict[str, list[str]]
    whole: bool


class DemoPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as the data files give them.

    `called` is what the notes call a client, `about` the title of the matter somebody else belongs to. `numbers`
    are those beside the first, `beside` who is on the line with them, as it is typed.
    """

    name: str
    called: str = ""
    say: str = ""
    phone: str = ""
    language: str = ""
    place: str = ""
    zone: str = ""
    voicemail: str = "not_asked"
    best_times: str = ""
    how_to_talk: str = ""
    role: str = "client"
    about: str = ""
    say_only: str = ""
    accommodations: str = ""
    minor: bool = False
    numbers: tuple[KnownNumber, ...] = ()
    other_names: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class DemoIntake(msgspec.Struct, frozen=True, kw_only=True):
    """What a prospect told first: the names, what the check of them came to, and answers as they were typed."""

    verdict: str
    area: str
    names: tuple[str, ...]
    reason: str = ""
    answers: tuple[tuple[str, str], ...] = ()


class OpenItem(msgspec.Struct, frozen=True, kw_only=True):
    """A follow-up still open. `due` is its section, `at` the hour promised, `days` working days from today."""

    due: str
    line: str
    at: int = 0
    days: int = 0
    who: str = ""
    urgent: bool = False
    tried: tuple[str, ...] = ()
    wait: str = ""
    snoozed: bool = False

    @property
    def template(self) -> Template:
        """The line it was promised in."""
        return _template(self.line)


class DemoMatter(msgspec.Struct, frozen=True, kw_only=True):
    """A matter as the data file gives it. `last` and `days` count working days back from today."""

    title: str
    story: str
    staff: str
    last: int
    client: DemoPerson
    stage: str
    area: str = ""
    step: str = ""
    number: str = ""
    opposite: str = ""
    instructions: tuple[str, ...] = ()
    touch: int = 30
    words: dict[str, str] = {}
    days: tuple[int, ...] = ()
    open: tuple[OpenItem, ...] = ()


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of the calls between the stories, and small remarks."""

    no_answer: tuple[str, ...]
    left_voicemail: tuple[str, ...]
    wrong: tuple[str, ...]
    refused: tuple[str, ...]
    transferred: tuple[str, ...]
    small: tuple[str, ...]
    question_outcomes: tuple[str, ...]
    cancelled: tuple[str, ...]
    late_reasons: tuple[str, ...]
    skip_reasons: tuple[str, ...]
    messages: tuple[str, ...]
    notes: tuple[str, ...]
    outside: tuple[str, ...]


class Content(NamedTuple):
    """Everything the demo office is made from."""

    stories: dict[str, Story]
    matters: tuple[DemoMatter, ...]
    people: tuple[DemoPerson, ...]
    around: Around
    intakes: tuple[DemoIntake, ...]


def read_content() -> Content:
    """The shipped texts."""
    told = demo_data("stories") | demo_data("maria")
    return Content(
        {name: _story(doc) for name, doc in told.items()},
        tuple(msgspec.convert(demo_data("matters")["matters"], list[DemoMatter])),
        tuple(msgspec.convert(demo_data("people")["people"], list[DemoPerson])),
        msgspec.convert(demo_data("around"), Around),
        tuple(msgspec.convert(demo_data("intakes")["intakes"], list[DemoIntake])),
    )


def scene(text: str) -> Scene:
    """A scene from its text: a heading such as `in 9 email | counsel`, then its lines."""
    heading, *lines = text.strip().splitlines()
    course, _, role = heading.partition("|")
    direction, minutes, *others = course.split()
    channel = others[0] if others else Channel.PHONE.value
    return Scene(direction, int(minutes), channel, role.strip(), tuple(map(_template, lines)))


def told(text: str, words: dict[str, str], day: date, random: Random) -> str:
    """A template as it was written down on `day`: names put in, one of each choice taken, days counted."""

    def place(found: re.Match[str]) -> str:
        name, days = found.groups()
        return working_day(day, int(days)) if days else words[name]

    chosen = _CHOICE.sub(lambda found: random.choice(found.group(1).split("|")), text)
    return _PLACE.sub(place, chosen)


def working_day(day: date, days: int) -> str:
    """The day so many days on, such as `Dec 3`; a weekend moves on to its Monday."""
    found = day + timedelta(days=days)
    found += timedelta(days=max(0, 7 - found.weekday()) if found.weekday() > 4 else 0)
    return f"{found:%b} {found.day}"


def _story(doc: dict[str, Any]) -> Story:
    return Story(tuple(map(scene, doc["calls"])), doc.get("words", {}), bool(doc.get("whole")))


def _template(line: str) -> Template:
    text, _, outcome = line.partition(" => ")
    kind = MARKS.get(text[:1], Kind.NOTE)
    return Template(kind, text[2:] if kind is not Kind.NOTE else text, outcome.strip())

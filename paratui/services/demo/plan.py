"""Which calls the demo office took, and when: the stories of its matters, and what came between."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Channel, Outcome
from paratui.domain.checklist import first_name
from paratui.domain.note_line import Kind
from paratui.services.demo.calls import Planned
from paratui.services.demo.content import Scene, Template, scene
from paratui.services.demo.people import MR_OKAFOR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from random import Random

    from paratui.domain.person import Person
    from paratui.services.demo.calendar import DemoCalendar
    from paratui.services.demo.content import Around, Content
    from paratui.services.demo.people import Cast, DemoPeople

PARALEGALS = ("ana", "dana")
_OUTSIDE = 36
_TODAY = 5
_LONGEST = 62
# What comes between the stories, and how often.
_DECK = {"missed": 22, "message": 7, "note": 5, "wrong": 1, "refused": 1, "transferred": 2}


class _Idea(NamedTuple):
    """A call between the stories, before it has its time."""

    scene: Scene
    outcome: str
    person: Person | None
    cast: Cast | None


def planned_calls(
    content: Content, people: DemoPeople, calendar: DemoCalendar, random: Random, count: int
) -> list[Planned]:
    """So many calls, oldest first."""
    plans = [plan for cast in people.cast for plan in _story_calls(cast, content, calendar, random)]
    for turn, idea in enumerate(islice(_between(content.around, people, random), max(0, count - len(plans)))):
        plans.append(_placed(idea, calendar, random, today=turn % 8 == 0 and turn < _TODAY * 8))
    return sorted(plans, key=lambda plan: (plan.started, plan.staff))


def _story_calls(cast: Cast, content: Content, calendar: DemoCalendar, random: Random) -> Iterator[Planned]:
    """The calls of one matter, ending with the one its open items were made on."""
    story, source = content.stories[cast.source.story], cast.source
    # The first and the last call of a story are always told; one in five of the others did not take place.
    told = [
        one
        for turn, one in enumerate(story.scenes)
        if story.whole or turn in {0, len(story.scenes) - 1} or random.random() < 0.8
    ]
    days = list(source.days)
    if not days:
        oldest = max(source.last + 4 * len(told), random.randint(30, _LONGEST))
        days = [*calendar.days_between(source.last + 2, oldest, len(told) - 1), source.last]
    for turn, (one, ago) in enumerate(zip(told, days, strict=True)):
        last = turn == len(told) - 1
        started, login = _begun(calendar, ago, _desks(source.staff, random))
        yield Planned(
            one,
            started,
            login,
            cast.client,
            cast.matter,
            cast.words,
            outcome=(Outcome.LEFT_VOICEMAIL if one.channel == Channel.VOICEMAIL.value else Outcome.REACHED).value,
            open=source.open if last else (),
            whole=story.whole,
        )


def _between(around: Around, people: DemoPeople, random: Random) -> Iterator[_Idea]:
    """Calls of people who are no clients, then, without end, tries and messages."""
    outside = [scene(text) for text in around.outside]
    callers = {
        role: cycle([caller for caller in people.around if caller[0].role == role])
        for role in sorted({one.role for one in outside})
    }
    for one in islice(cycle(outside), _OUTSIDE):
        person, cast = next(callers[one.role])
        yield _Idea(one, Outcome.REACHED.value, person, cast)
    clients = [cast for cast in people.cast if not cast.source.days]
    deck = [kind for kind, cards in _DECK.items() for _ in range(cards)]
    random.shuffle(deck)
    for kind in cycle(deck):
        yield _unreached(kind, around, random.choice(clients), random)


def _unreached(kind: str, around: Around, cast: Cast, random: Random) -> _Idea:
    """A try, a message or a short note of one kind, with the client of a matter."""
    if kind == "message":
        return _Idea(scene(random.choice(around.messages)), Outcome.LEFT_VOICEMAIL.value, cast.client, cast)
    if kind == "note":
        return _Idea(scene(random.choice(around.notes)), Outcome.REACHED.value, cast.client, cast)
    if kind == "wrong":
        return _Idea(_one_line("out", 1, random.choice(around.wrong)), Outcome.WRONG_NUMBER.value, None, None)
    if kind == "refused":
        return _Idea(_one_line("out", 1, random.choice(around.refused)), Outcome.REFUSED.value, cast.client, cast)
    if kind == "transferred":
        line = _one_line("in", 3, random.choice(around.transferred))
        return _Idea(line, Outcome.TRANSFERRED.value, cast.client, cast)
    return _missed(around, cast, random)


def _missed(around: Around, cast: Cast, random: Random) -> _Idea:
    """A call out that reached nobody; where no message may be left, none was."""
    if cast.client.voicemail == "yes" and random.random() < 0.6:
        line = _one_line("out", 1, random.choice(around.left_voicemail))
        return _Idea(line, Outcome.LEFT_VOICEMAIL.value, cast.client, cast)
    return _Idea(_one_line("out", 1, random.choice(around.no_answer)), Outcome.NO_ANSWER.value, cast.client, cast)


def _placed(idea: _Idea, calendar: DemoCalendar, random: Random, *, today: bool) -> Planned:
    """An idea on a day between the first and the last call of its matter, or this morning."""
    newest = idea.cast.source.last if idea.cast else 1
    begun = calendar.start(0, _desks("", random)) if today else None
    started, login = begun or _begun(calendar, random.randint(newest, _LONGEST), _desks("", random))
    person, cast = idea.person, idea.cast
    called = first_name(person.name) or person.name if person else ""
    words = (cast.words if cast else {"c": called, "a": MR_OKAFOR}) | {"n": called}
    phone = "" if person else f"+1415555{random.randint(100, 199):04d}"
    return Planned(
        idea.scene,
        started,
        login,
        person,
        cast.matter if cast else None,
        words,
        phone=phone,
        outcome=idea.outcome,
    )


def _begun(calendar: DemoCalendar, ago: int, desks: tuple[str, ...]) -> tuple[datetime, str]:
    """The free half hour of that day or, where it is full, of the day before."""
    for back in range(ago, ago + calendar.longest):
        if begun := calendar.start(back, desks):
            return begun
    raise ValueError("The demo office has no opening hours left for its calls")


def _desks(login: str, random: Random) -> tuple[str, ...]:
    """Who takes a call, first choice first: mostly the paralegal of the matter."""
    first = login if login and random.random() < 0.88 else random.choice(PARALEGALS)
    return first, *(other for other in PARALEGALS if other != first)


def _one_line(direction: str, minutes: int, text: str) -> Scene:
    return Scene(direction, minutes, "phone", "", (Template(Kind.NOTE, text),))

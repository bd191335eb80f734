"""What was told differently on different calls: answers to one question, days of one event. Shown, never judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput
from paratui.services.reported_dates import dates_of
from paratui.services.wanted_calls import wanted_calls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.services.desk import Desk

# The newest calls that are looked through: more than a client makes in ten years.
LOOKED_AT = 400


class Told(NamedTuple):
    """What was said on one call: the words for the eye, the call, when it began (UTC), and by whom it was said."""

    words: str
    call: int
    started: str
    said_by: str


class Contradiction(NamedTuple):
    """One thing that was told in two or more ways; `told` has each, the first call first."""

    about: str
    told: tuple[Told, ...]


def contradictions(
    desk: Desk, people: tuple[int, ...] = (), matter: int = 0, rest: Callable[[], None] | None = None
) -> list[Contradiction]:
    """Of the calls of these people (ids of one), or of a matter. Raises StoreError."""
    person, *merged = people or (0,)
    wanted = CallFilter(person_id=person, merged=tuple(merged), matter_id=matter)
    calls = []
    for row in wanted_calls(desk, wanted, LOOKED_AT):
        if rest:
            rest()
        doc = desk.store.get("call", row.id)
        try:
            calls += [Call.read(doc)] if doc else []
        except BadInput:
            continue
    calls.reverse()
    return [*_facts(calls), *_dates(calls, desk)]


def _facts(calls: Iterable[Call]) -> Iterator[Contradiction]:
    told: dict[tuple[int, str, str], dict[str, Told]] = {}
    for call in calls:
        for answer in call.facts:
            if answer.given:
                # Of two people of one matter each has answers of their own.
                ways = told.setdefault((call.person_id, call.practice_area, answer.question), {})
                one = Told(answer.shown, call.id, call.started, call.person)
                ways.setdefault(f"{answer.value} {answer.per}".casefold().strip(), one)
    for (_, _, question), ways in told.items():
        if len(ways) > 1:
            yield Contradiction(question.replace("-", " "), tuple(ways.values()))


def _dates(calls: Iterable[Call], desk: Desk) -> Iterator[Contradiction]:
    told: dict[str, dict[str, Told]] = {}
    for call in calls:
        for date in dates_of(call, desk.office):
            day = date.verified or date.day
            if not day:
                continue
            mark = f" ({date.mark})" if date.verified else ""
            shown = f"{day}{mark}" if date.said == day else f"{date.said} = {day}{mark}"
            one = Told(shown, call.id, call.started, date.said_by or call.person)
            told.setdefault(" ".join(date.what.casefold().split()), {}).setdefault(day, one)
    for what, ways in told.items():
        days = list(ways)
        if any(_differ(one, other) for place, one in enumerate(days) for other in days[place + 1 :]):
            yield Contradiction(what, tuple(ways.values()))


def _differ(one: str, other: str) -> bool:
    """Whether two days cannot both be right: "2026-12" and "2026-12-03" can."""
    return not (one.startswith(other) or other.startswith(one))

"""A checklist: what is said and done around a call, in stages, step by step.

Checklists are data of the office; a call keeps the id and version of the one it was taken under.
"""

from __future__ import annotations

import unicodedata
from datetime import date  # noqa: TC003 - msgspec reads the annotations at run time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta
from msgspec.structs import force_setattr

from paratui.domain.call import Channel  # noqa: TC001 - msgspec reads the annotations at run time
from paratui.domain.circumstances import NOT, Circumstance, holds, unknown_circumstance
from paratui.domain.data_file import Filled, Table, UnfitError, fit, read_table
from paratui.domain.spoken import PLACES, fill, first_name, good_time, unknown_places

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

__all__ = ["GUIDELINES", "Checklist", "Stage", "Step", "fill", "first_name", "fitting", "good_time", "read_checklist"]

GUIDELINES = range(1, 21)
TITLE_COLUMNS = 24
ROLES = ("client", "prospect", "adverse_party", "witness", "counsel", "other", "unknown")


class Stage(StrEnum):
    """The part of a call a step belongs to."""

    BEFORE = "before"
    OPENING = "opening"
    DURING = "during"
    CLOSING = "closing"
    AFTER = "after"


_ORDER = {stage: place for place, stage in enumerate(Stage)}


class Step(Table, frozen=True, kw_only=True):
    """One idea. `say` is the sentence as it is said aloud, `note` a word to the paralegal apart from it.

    `title` fits a list of 24 columns. `guideline` numbers the guidelines for client contact it serves, 1 to
    20. `asks` names the answer the program keeps from it: recording, recording_words, recording_stop (these three are
    said in the words of the table of recording rules), identity, role, line, place, voicemail, area,
    conflict, read_back, next_contact; empty when done or not is all there is to say. The step stands there while
    everything in `only_when` holds; it is `required` always, or while everything in `required_when` holds.
    """

    id: Filled
    stage: Stage
    title: Filled
    say: str = ""
    note: str = ""
    guideline: tuple[int, ...] = ()
    required: bool = False
    required_when: tuple[str, ...] = ()
    only_when: tuple[str, ...] = ()
    asks: str = ""

    def applies(self, now: frozenset[str]) -> bool:
        """Whether the step stands there in these circumstances."""
        return holds(self.only_when, now)

    def required_now(self, now: frozenset[str]) -> bool:
        """Whether it is not left out without a reason in these circumstances."""
        return self.applies(now) and (self.required or bool(self.required_when and holds(self.required_when, now)))

    def __post_init__(self) -> None:
        fit(self, "title", _fits_the_list)
        fit(self, "say", spoken)
        fit(self, "guideline", _are_of_the_twenty)
        fit(self, "required_when", _can_be_the_case)
        fit(self, "only_when", _can_be_the_case)
        if not (self.say.strip() or self.note.strip()):
            raise UnfitError("", "it says nothing; write a sentence in say, or a word to the paralegal in note")


class Checklist(Table, frozen=True, kw_only=True):
    """A checklist with where it comes from; `verified_by` names the attorney of the office who approved it.

    `when` says for which call it is meant. `channels`, `direction` (in or out) and `for_roles` (of the person,
    unknown while nobody knows who it is) say it to the program; left empty, any will do. With `intake` the facts
    wait for the conflict check. The steps stand in the order of their stages.
    """

    id: Filled
    title: Filled
    when: str = ""
    version: Filled
    source: Filled
    reviewed: date
    verified_by: str = ""
    intake: bool = False
    channels: tuple[Channel, ...] = ()
    direction: Literal["", "in", "out"] = ""
    for_roles: tuple[str, ...] = ()
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        fit(self, "for_roles", _are_roles)
        fit(self, "steps", _are_told_apart)
        force_setattr(self, "steps", tuple(sorted(self.steps, key=lambda step: _ORDER[step.stage])))

    def step(self, wanted: str) -> Step | None:
        """The step of an id, None when this version has no such step."""
        return next((step for step in self.steps if step.id == wanted), None)

    def of(self, stage: str) -> tuple[Step, ...]:
        """The steps of one stage, in order."""
        return tuple(step for step in self.steps if step.stage == stage)

    def required(self) -> tuple[Step, ...]:
        """The steps that are never left out without a reason."""
        return tuple(step for step in self.steps if step.required)

    def steps_now(self, now: frozenset[str], answered: Container[str] = ()) -> tuple[Step, ...]:
        """The steps that stand there in these circumstances; one that was answered stays."""
        return tuple(step for step in self.steps if step.id in answered or step.applies(now))


def _fits_the_list(title: str) -> None:
    columns = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in title)
    if columns > TITLE_COLUMNS:
        raise ValueError(f"it takes {columns} columns; shorten it to {TITLE_COLUMNS}")


def _are_of_the_twenty(numbers: tuple[int, ...]) -> None:
    wrong = [number for number in numbers if number not in GUIDELINES]
    if wrong:
        raise ValueError(f"{wrong[0]} is no guideline; they are numbered 1 to 20")


def _can_be_the_case(wanted: tuple[str, ...]) -> None:
    unknown = unknown_circumstance(wanted)
    if unknown:
        known = ", ".join(Circumstance)
        raise ValueError(f'"{unknown}" is never the case; it can be {known}, or one of these after {NOT}')


def _are_roles(roles: tuple[str, ...]) -> None:
    wrong = next((role for role in roles if role not in ROLES), "")
    if wrong:
        raise ValueError(f'"{wrong}" is no role; the roles are {", ".join(ROLES)}')


def _are_told_apart(steps: tuple[Step, ...]) -> None:
    seen: set[str] = set()
    for step in steps:
        if step.id in seen:
            raise ValueError(f'two steps have the id "{step.id}"; give one of them another')
        seen.add(step.id)


def fitting(checklists: Iterable[Checklist], channel: str, direction: str, role: str, usual: str) -> str:
    """The id of the checklist that fits best: by who it is first, then by channel, then by direction.

    `role` is empty while nobody knows who it is. A checklist that names neither role nor channel nor direction
    is taken by hand alone, or as the office's `usual` one, which also stands where no other fits.
    """
    best, most = usual, 0
    for one in checklists:
        if not (
            (not one.for_roles or (role or "unknown") in one.for_roles)
            and (not one.channels or channel in one.channels)
            and one.direction in {"", direction}
        ):
            continue
        fits = 8 * bool(one.for_roles) + 4 * bool(one.channels) + 2 * bool(one.direction)
        # Of two that fit alike the office's usual one is taken.
        fits += bool(fits) and one.id == usual
        if fits > most:
            best, most = one.id, fits
    return best


def spoken(say: str) -> str:
    """The sentence itself; raises ValueError when it has a place that nothing can fill."""
    wrong = unknown_places(say)
    if wrong:
        places = ", ".join(f"{{{name}}}" for name in PLACES)
        raise ValueError(f"nothing can fill {wrong[0]}; the places are {places}")
    return say


def read_checklist(doc: dict[str, Any], file: str) -> Checklist:
    """The checklist a data file describes; raises BadInput naming file, step and field to mend."""
    return read_table(Checklist, doc, file, {"steps": "step"})

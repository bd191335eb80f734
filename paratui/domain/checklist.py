"""A checklist: what is said and done around a call, in stages, step by step.

Checklists are data of the office; a call keeps the id and version of the one it was taken under.
"""

from __future__ import annotations

import unicodedata
from datetime import date  # noqa: TC003 - pydantic reads the annotations of its models at run time
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from paratui.domain.data_file import what_is_wrong
from paratui.domain.errors import BadInput
from paratui.domain.spoken import PLACES, fill, first_name, good_time, unknown_places

__all__ = ["GUIDELINES", "Checklist", "Stage", "Step", "fill", "first_name", "good_time", "read_checklist"]

GUIDELINES = range(1, 21)
TITLE_COLUMNS = 24


class Stage(StrEnum):
    """The part of a call a step belongs to."""

    BEFORE = "before"
    OPENING = "opening"
    DURING = "during"
    CLOSING = "closing"
    AFTER = "after"


_ORDER = {stage: place for place, stage in enumerate(Stage)}


class Step(BaseModel):
    """One idea. `say` is the sentence as it is said aloud, `note` a word to the paralegal apart from it.

    `title` fits a list of 24 columns. `guideline` numbers the guidelines for client contact it serves, 1 to
    20. `asks` names the answer the program keeps from it: recording, identity, role, line, voicemail,
    conflict, read_back; empty when done or not is all there is to say.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(min_length=1)
    stage: Stage
    title: str = Field(min_length=1)
    say: str = ""
    note: str = ""
    guideline: tuple[int, ...] = ()
    required: bool = False
    asks: str = ""

    @field_validator("title")
    @classmethod
    def _fits_the_list(cls, title: str) -> str:
        columns = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in title)
        if columns > TITLE_COLUMNS:
            raise ValueError(f"it takes {columns} columns; shorten it to {TITLE_COLUMNS}")
        return title

    @field_validator("say")
    @classmethod
    def _can_be_filled(cls, say: str) -> str:
        return spoken(say)

    @field_validator("guideline")
    @classmethod
    def _is_one_of_the_twenty(cls, numbers: tuple[int, ...]) -> tuple[int, ...]:
        wrong = [number for number in numbers if number not in GUIDELINES]
        if wrong:
            raise ValueError(f"{wrong[0]} is no guideline; they are numbered 1 to 20")
        return numbers

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.say.strip() or self.note.strip()):
            raise ValueError("it says nothing; write a sentence in say, or a word to the paralegal in note")
        return self


class Checklist(BaseModel):
    """A checklist with where it comes from; `verified_by` names the attorney of the office who approved it.

    `when` says for which call it is meant. The steps stand in the order of their stages.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    when: str = ""
    version: str = Field(min_length=1)
    source: str = Field(min_length=1)
    reviewed: date
    verified_by: str = ""
    steps: tuple[Step, ...] = Field(min_length=1)

    @field_validator("steps")
    @classmethod
    def _in_order(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        seen: set[str] = set()
        for step in steps:
            if step.id in seen:
                raise ValueError(f'two steps have the id "{step.id}"; give one of them another')
            seen.add(step.id)
        return tuple(sorted(steps, key=lambda step: _ORDER[step.stage]))

    def step(self, wanted: str) -> Step | None:
        """The step of an id, None when this version has no such step."""
        return next((step for step in self.steps if step.id == wanted), None)

    def of(self, stage: str) -> tuple[Step, ...]:
        """The steps of one stage, in order."""
        return tuple(step for step in self.steps if step.stage == stage)

    def required(self) -> tuple[Step, ...]:
        """The steps that are not left out without a reason."""
        return tuple(step for step in self.steps if step.required)


def spoken(say: str) -> str:
    """The sentence itself; raises ValueError when it has a place that nothing can fill."""
    wrong = unknown_places(say)
    if wrong:
        places = ", ".join(f"{{{name}}}" for name in PLACES)
        raise ValueError(f"nothing can fill {wrong[0]}; the places are {places}")
    return say


def read_checklist(doc: dict[str, Any], file: str) -> Checklist:
    """The checklist a data file describes; raises BadInput naming file, step and field to mend."""
    try:
        return Checklist.model_validate(doc)
    except ValidationError as error:
        raise BadInput(what_is_wrong(error, file, doc, {"steps": "step"})) from None

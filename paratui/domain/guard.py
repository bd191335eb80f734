"""The guards of an office: what we must not say on a call, and the date words of every matter, as data."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads the annotations of its models at run time
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from paratui.domain.danger_words import DateWord, GuardPhrase
from paratui.domain.data_file import what_is_wrong
from paratui.domain.errors import BadInput
from paratui.domain.note_line import Kind
from paratui.domain.word_pattern import read_pattern

if TYPE_CHECKING:
    from collections.abc import Container

# Which way a date without a year is read.
Tense: TypeAlias = Literal["past", "future", "any"]
LISTS = {"guards": "guard", "dates": "date word"}


class WatchedWords(BaseModel):
    """Patterns of whole words (see word_pattern) to look for, and those that make them mean another thing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()

    @field_validator("words", "unless")
    @classmethod
    def _can_be_read(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            read_pattern(pattern)
        return patterns


class DateWords(WatchedWords):
    """An event whose date matters; `ask` is said aloud, `what` names the event in the reported date.

    A word of a practice area with `everywhere` is watched for in calls of every other area too.
    """

    what: str = Field(min_length=1, max_length=48)
    ask: str = Field(min_length=1)
    tense: Tense = "past"
    urgent: bool = False
    everywhere: bool = False

    @field_validator("ask")
    @classmethod
    def _asks(cls, ask: str) -> str:
        return asked(ask)

    def ready(self) -> DateWord:
        """The same, to be looked for in lines."""
        return DateWord(self.id, self.what, self.ask, self.words, self.unless, self.tense, self.urgent)


class Guard(WatchedWords):
    """What we must not say; `card` is the id of the card that comes up, `why` a sentence for the paralegal.

    With `said_by` "caller" it is what the caller says: nothing to reword, but the card has what to say to it.
    """

    card: str = Field(min_length=1)
    why: str = Field(min_length=1)
    source: str = Field(min_length=1)
    kinds: tuple[Kind, ...] = (Kind.NOTE, Kind.PROMISE)
    said_by: Literal["us", "caller"] = "us"
    verified_by: str = ""

    def ready(self) -> GuardPhrase:
        """The same, to be looked for in lines."""
        return GuardPhrase(
            self.id,
            self.card,
            self.why,
            self.words,
            self.unless,
            tuple(kind.value for kind in self.kinds),
            self.said_by == "caller",
        )


class Guards(BaseModel):
    """The guards with where they come from; `verified_by` names the attorney of the office who approved them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str = Field(min_length=1)
    source: str = Field(min_length=1)
    reviewed: date
    verified_by: str = ""
    guards: tuple[Guard, ...] = ()
    dates: tuple[DateWords, ...] = ()

    @model_validator(mode="after")
    def _told_apart(self) -> Guards:
        twice = first_twice([each.id for each in (*self.guards, *self.dates)])
        if twice:
            raise ValueError(f'two entries have the id "{twice}"; give one of them another')
        return self


def asked(ask: str) -> str:
    """The question itself; raises ValueError when it is none."""
    if not ask.rstrip().endswith("?"):
        raise ValueError("it is no question; end it with a question mark")
    return ask


def first_twice(ids: list[str]) -> str:
    """The first id that stands in a list a second time, empty when none does."""
    return next((each for place, each in enumerate(ids) if each in ids[:place]), "")


def read_guards(doc: dict[str, Any], file: str, cards: Container[str]) -> Guards:
    """The guards a data file describes; raises BadInput naming file, entry and field to mend.

    `cards` are the ids of the office's cards: a guard whose card nobody has would bring up nothing.
    """
    try:
        guards = Guards.model_validate(doc)
    except ValidationError as error:
        raise BadInput(what_is_wrong(error, file, doc, LISTS, Guards)) from None
    for guard in guards.guards:
        if guard.card not in cards:
            raise BadInput(f'{file}, guard "{guard.id}", field card: there is no card "{guard.card}"')
    return guards

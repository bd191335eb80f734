"""The guards of an office: what we must not say on a call, and the date words of every matter, as data."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations at run time
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from msgspec import Meta

from paratui.domain.danger_words import DateWord, GuardPhrase
from paratui.domain.data_file import Filled, Table, UnfitError, fit, read_table
from paratui.domain.errors import BadInput
from paratui.domain.note_line import Kind
from paratui.domain.word_pattern import read_patterns

if TYPE_CHECKING:
    from collections.abc import Container

# Which way a date without a year is read.
Tense: TypeAlias = Literal["past", "future", "any"]
LISTS = {"guards": "guard", "dates": "date word"}


class WatchedWords(Table, frozen=True, kw_only=True, dict=True):
    """Patterns of whole words (see word_pattern) to look for, and those that make them mean another thing."""

    id: Filled
    words: Annotated[tuple[str, ...], Meta(min_length=1)]
    unless: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("words", "unless"):
            fit(self, name, read_patterns)


class DateWords(WatchedWords, frozen=True, kw_only=True):
    """An event whose date matters; `ask` is said aloud, `what` names the event in the reported date.

    A word of a practice area with `everywhere` is watched for in calls of every other area too.
    """

    what: Annotated[str, Meta(min_length=1, max_length=48)]
    ask: Filled
    tense: Tense = "past"
    urgent: bool = False
    everywhere: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        fit(self, "ask", asked)

    @cached_property
    def ready(self) -> DateWord:
        """The same, to be looked for in lines: read with the first call that wants it, once for every area."""
        return DateWord(
            self.id,
            self.what,
            self.ask,
            read_patterns(self.words),
            read_patterns(self.unless),
            self.tense,
            self.urgent,
        )


class Guard(WatchedWords, frozen=True, kw_only=True):
    """What we must not say; `card` is the id of the card that comes up, `why` a sentence for the paralegal.

    With `said_by` "caller" it is what the caller says: nothing to reword, but the card has what to say to it.
    """

    card: Filled
    why: Filled
    source: Filled
    kinds: tuple[Kind, ...] = (Kind.NOTE, Kind.PROMISE)
    said_by: Literal["us", "caller"] = "us"
    verified_by: str = ""

    @cached_property
    def ready(self) -> GuardPhrase:
        """The same, to be looked for in lines; read as a date word is."""
        return GuardPhrase(
            self.id,
            self.card,
            self.why,
            read_patterns(self.words),
            read_patterns(self.unless),
            tuple(kind.value for kind in self.kinds),
            self.said_by == "caller",
        )


class Guards(Table, frozen=True, kw_only=True):
    """The guards with where they come from; `verified_by` names the attorney of the office who approved them."""

    version: Filled
    source: Filled
    reviewed: date
    verified_by: str = ""
    guards: tuple[Guard, ...] = ()
    dates: tuple[DateWords, ...] = ()

    def __post_init__(self) -> None:
        twice = first_twice([each.id for each in (*self.guards, *self.dates)])
        if twice:
            raise UnfitError("", f'two entries have the id "{twice}"; give one of them another')


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
    guards = read_table(Guards, doc, file, LISTS)
    for guard in guards.guards:
        if guard.card not in cards:
            raise BadInput(f'{file}, guard "{guard.id}", field card: there is no card "{guard.card}"; name one')
    return guards

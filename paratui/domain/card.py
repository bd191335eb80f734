"""A card: what to say and do when a call takes a hard turn, ready on a key."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from paratui.domain.checklist import spoken
from paratui.domain.data_file import what_is_wrong
from paratui.domain.errors import BadInput


class Rung(BaseModel):
    """One rung of a ladder: said only when the one before was not enough."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    moment: str = Field(min_length=1)
    say: str = Field(min_length=1)


class Refusal(BaseModel):
    """What is asked that nobody but the attorney answers, and the one line to say to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: str = Field(min_length=1)
    say: str = Field(min_length=1)


class Card(BaseModel):
    """One card. `when` tells how the moment sounds; `say`, `avoid` and `do` are short lines.

    `words` are others it is looked for by, never shown.
    `rungs` lead from the first wave to the end of a call, `refusals` answer one question each.
    `asks` names what the program does along with it: "question" keeps the caller's words for the attorney.
    `verified_by` is empty until an attorney of the office approves the card.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    when: str = Field(min_length=1)
    words: tuple[str, ...] = ()
    say: tuple[str, ...] = Field(min_length=1)
    avoid: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    rungs: tuple[Rung, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    asks: str = ""
    source: str = Field(min_length=1)
    verified_by: str = ""

    @field_validator("say")
    @classmethod
    def _can_be_filled(cls, say: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(spoken(line) for line in say)

    @field_validator("rungs", "refusals")
    @classmethod
    def _each_can_be_filled(cls, lines: tuple[Rung | Refusal, ...]) -> tuple[Rung | Refusal, ...]:
        for line in lines:
            spoken(line.say)
        return lines


class _Cards(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    cards: tuple[Card, ...]


def read_cards(doc: dict[str, Any], file: str) -> tuple[Card, ...]:
    """The cards a data file describes; raises BadInput naming file, card and field to mend."""
    try:
        cards = _Cards.model_validate(doc).cards
    except ValidationError as error:
        raise BadInput(what_is_wrong(error, file, doc, {"cards": "card"}, _Cards)) from None
    seen: set[str] = set()
    for card in cards:
        if card.id in seen:
            raise BadInput(f'{file}: two cards have the id "{card.id}"; give one of them another')
        seen.add(card.id)
    return cards

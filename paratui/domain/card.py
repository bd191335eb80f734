"""A card: what to say and do when a call takes a hard turn, ready on a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from paratui.domain.checklist import spoken
from paratui.domain.data_file import Filled, Table, fit, read_table
from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable


class Rung(Table, frozen=True, kw_only=True):
    """One rung of a ladder: said only when the one before was not enough."""

    moment: Filled
    say: Filled


class Refusal(Table, frozen=True, kw_only=True):
    """What is asked that nobody but the attorney answers, and the one line to say to it."""

    asked: Filled
    say: Filled


class Card(Table, frozen=True, kw_only=True):
    """One card. `when` tells how the moment sounds; `say`, `avoid` and `do` are short lines.

    `words` are others it is looked for by, never shown.
    `rungs` lead from the first wave to the end of a call, `refusals` answer one question each.
    `asks` names what the program does along with it: "question" keeps the caller's words for the attorney.
    `verified_by` is empty until an attorney of the office approves the card.
    """

    id: Filled
    title: Filled
    when: Filled
    words: tuple[str, ...] = ()
    say: Annotated[tuple[str, ...], Meta(min_length=1)]
    avoid: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    rungs: tuple[Rung, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    asks: str = ""
    source: Filled
    verified_by: str = ""

    def __post_init__(self) -> None:
        fit(self, "say", _can_be_filled)
        for name in ("rungs", "refusals"):
            fit(self, name, lambda lines: _can_be_filled(line.say for line in lines))


class _Cards(Table, frozen=True, kw_only=True):
    cards: tuple[Card, ...]


def _can_be_filled(lines: Iterable[str]) -> None:
    for line in lines:
        spoken(line)


def read_cards(doc: dict[str, Any], file: str) -> tuple[Card, ...]:
    """The cards a data file describes; raises BadInput naming file, card and field to mend."""
    cards = read_table(_Cards, doc, file, {"cards": "card"}).cards
    seen: set[str] = set()
    for card in cards:
        if card.id in seen:
            raise BadInput(f'{file}: two cards have the id "{card.id}"; give one of them another')
        seen.add(card.id)
    return cards

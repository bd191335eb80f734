"""The cards on a call: found by typing, those for what just happened first, and brought up by what is typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.call import Channel
from paratui.domain.note_line import Kind
from paratui.ui.screens.call_parts import CallParts
from paratui.ui.screens.page import card_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.domain.card import Card
    from paratui.domain.danger_words import DangerWords
    from paratui.domain.note_line import NoteLine
    from paratui.ui.area import Answered

LAWYER_ONLY = "lawyer-only"
UPSET = "upset"
# How many lines back something has only just happened.
RECENT_LINES = 3
_OF_KIND = {Kind.QUESTION.value: LAWYER_ONLY, Kind.CONCERN.value: UPSET}
_INFORMAL = frozenset({Channel.TEXT.value, Channel.EMAIL.value})


class CardQuestions(CallParts):
    """What to say when it gets hard."""

    _cards: Mapping[str, Card] = {}
    _watched: DangerWords | None = None

    async def read_cards(self) -> None:
        """The cards are at hand from now on."""
        self._cards = await asyncio.to_thread(lambda: self.paratui.tables.cards)

    def bring_card(self, wanted: str) -> bool:
        """Lay a card over the checklist by its id, unless it lies there already; whether the office has it."""
        card = self._cards.get(wanted)
        if card is None:
            return False
        if self.card != card.title:
            self.show_card(card.title, card_text(self, card, self.spoken_facts))
        return True

    def cards_in_order(self) -> list[Card]:
        """Every card, those for what just happened first."""
        first = list(dict.fromkeys(self._just_happened()))
        fitting = [self._cards[one] for one in first if one in self._cards]
        return [*fitting, *(card for card in self._cards.values() if card not in fitting)]

    def _just_happened(self) -> list[str]:
        call = self.session.call
        lines = [card for line in reversed(call.lines[-RECENT_LINES:]) for card in self._cards_of(line)]
        listening = any(one.here and one.costs_privilege for one in call.participants)
        return [
            *(["not-verified"] if call.identity.result == "failed" else []),
            *lines,
            *(["third-person"] if listening else []),
            *(["informal"] if call.channel in _INFORMAL else []),
            *(["not-yet"] if call.intake else []),
        ]

    def _cards_of(self, line: NoteLine) -> list[str]:
        """The cards a line asks for, by what it says and by its kind."""
        raised = self._watched.raised_by(line.text, line.kind) if self._watched else ()
        return [*(one.card for one in raised if one.card), *([_OF_KIND[line.kind]] if line.kind in _OF_KIND else [])]

    async def pick_card(self, words: str) -> None:
        """What to say when it gets hard; words that fit one card bring it at once."""
        if not self._cards:
            await self.read_cards()

        def find(typed: str) -> list[tuple[str, str]]:
            wanted = typed.casefold().split()
            found: list[tuple[int, Card]] = []
            for one in self.cards_in_order():
                # Its own name counts most, then the words it is looked for by, then the moments it is meant for.
                name = f"{one.id} {one.title}"
                told = (name, f"{name} {' '.join(one.words)}", f"{name} {' '.join(one.words)} {one.when}")
                ranks = [rank for rank, words in enumerate(told) if all(word in words.casefold() for word in wanted)]
                if ranks:
                    found.append((ranks[0], one))
            return [(one.id, f"{one.title}  {one.when}") for _, one in sorted(found, key=lambda each: each[0])]

        exactly = [card for card in self._cards if card == words.casefold().strip()]
        fitting = exactly or ([card for card, _ in find(words)] if words else [])
        if len(fitting) == 1:
            self.bring_card(fitting[0])
            return

        async def taken(card: str, _typed: str) -> Answered:
            self.bring_card(card)
            return ""

        await self.pick("Which card? A digit, or a word of it", find, taken, value=words, numbered=True)

"""A card laid over the checklist of a call: as long as its place, turned a few rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from paratui.ui.look import styled
from paratui.ui.screens.call_parts import CallParts

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.ui.commands.command import Command

STEP_DONE = "call.done"


class LaidCard(CallParts):
    """At most one card lies there; the composer stays as it is under it."""

    _card_top: int
    _card_draw: Callable[[int], list[Text]]

    def show_card(self, name: str, draw: Callable[[int], list[Text]]) -> None:
        """Lay a card over the checklist; the composer stays as it is. The same card again puts it away."""
        if self.card == name:
            self.put_card_away()
            return
        self.card, self._card_draw, self._card_top = name, draw, 0
        self.add_class("-card")
        self.query_one("#say").display = False
        self.call_after_refresh(self.draw)

    def put_card_away(self) -> None:
        """The checklist stands there again."""
        self.card = ""
        self.remove_class("-card")
        self.query_one("#say").display = True
        self.call_after_refresh(self.draw)

    async def run_command(self, command: Command[Any], words: str = "") -> None:
        """The step under a card is not in sight: the key that answers it only puts the card away."""
        if self.card and command.id == STEP_DONE:
            self.put_card_away()
            self.say("The card is put away; once more answers the step")
            return
        await super().run_command(command, words)

    def scroll_card(self, by: int) -> None:
        """Show more of a card that is longer than its place."""
        self._card_top += by
        self._draw_guide()

    def _card_rows(self, width: int, height: int) -> list[Text]:
        rows = [Text(" ").append_text(row) for row in self._card_draw(width - 2)]
        self._card_top = max(0, min(self._card_top, len(rows) - height + 1))
        more = "PgUp shows the top · " if self._card_top else ""
        if self._card_top + height - 1 < len(rows):
            more = "PgDn shows more · "
        away = styled(f" {more}Esc puts the card away", self.look.quiet)
        return [*rows[self._card_top : self._card_top + height - 1], away]

    def _draw_guide(self) -> None:
        raise NotImplementedError
